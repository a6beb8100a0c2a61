package editor_test

import (
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// BenchmarkPreview2000 is one tick of a drag over 2,000 events with the whole rule book: a live goes a day on
// with its teasers and flash deals.
func BenchmarkPreview2000(b *testing.B) { benchmark(b, false) }

// BenchmarkDo2000 is the drop: the edit, its changed rows and the rule book.
func BenchmarkDo2000(b *testing.B) { benchmark(b, true) }

func benchmark(b *testing.B, do bool) {
	p := plantest.Plan(b, 2000)
	now := p.Sale.Campaign().Start
	ed := editor.Open(p, nil, 0, editor.Options{Check: rules.NewChecker(), Wall: func() time.Time { return now }})
	var lives []string
	for _, e := range p.Events.All() {
		if e.Kind == planner.Live {
			lives = append(lives, e.ID)
		}
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		days := 1
		if i%2 == 1 {
			days = -1
		}
		cmd := planner.Move{IDs: []string{lives[i/2%len(lives)]}, Days: days}
		var err error
		if do {
			_, err = ed.Do(cmd)
		} else {
			_, err = ed.Preview(cmd)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
