package agenda

import (
	"testing"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/ui/look"
)

// BenchmarkSetSnapshot is what an edit costs the list over a plan of 2,000 events, without rasterising.
func BenchmarkSetSnapshot(b *testing.B) { benchmarkSnapshot(b, "") }

// BenchmarkSetSnapshotFound is that while a text is looked for.
func BenchmarkSetSnapshotFound(b *testing.B) { benchmarkSnapshot(b, "kitchen ana") }

func benchmarkSnapshot(b *testing.B, text string) {
	d := newDesk(b, plantest.Plan(b, 2000), look.Light, "en")
	d.bar.Search.SetText(text)
	id := d.Panel.row(len(d.shown) / 2).event.ID
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		s, err := d.editor.Preview(planner.Move{IDs: []string{id}, Days: i%5 + 1})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		d.SetSnapshot(s)
	}
	b.ReportMetric(float64(len(d.shown)), "events")
}

// BenchmarkScroll is what scrolling by a page costs among 2,000 events, without rasterising.
func BenchmarkScroll(b *testing.B) {
	d := newDesk(b, plantest.Plan(b, 2000), look.Light, "en")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.list.ScrollToOffset(float32(i%60) * 700)
	}
}

// BenchmarkDown is what a step of the cursor costs among 2,000 events, without rasterising.
func BenchmarkDown(b *testing.B) {
	d := newDesk(b, plantest.Plan(b, 2000), look.Light, "en")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%1900 == 0 {
			d.press(fyne.KeyHome)
		}
		d.press(fyne.KeyDown)
	}
}
