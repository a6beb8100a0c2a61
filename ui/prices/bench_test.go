package prices

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/ui/look"
)

// BenchmarkHover is what a move of the pointer over the chart of a busy product costs, without rasterising.
func BenchmarkHover(b *testing.B) {
	d := newDesk(b, plantest.Plan(b, 2000), look.Light, "en")
	r := test.WidgetRenderer(d.view).(*viewRenderer)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		d.view.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(80+i%500), 120)}})
	}
	b.ReportMetric(float64(len(r.objects)), "objects")
}

// BenchmarkSetSnapshot is what an edit costs the panel: the trail of a product over 2,000 events, its list of
// steps and its reasons.
func BenchmarkSetSnapshot(b *testing.B) {
	d := newDesk(b, plantest.Plan(b, 2000), look.Light, "en")
	var flash *planner.Event
	for _, e := range d.snapshot.Plan.Events.All() {
		if e.Kind == planner.Flash {
			flash = e
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		s, err := d.editor.Preview(planner.Move{IDs: []string{flash.ID}, By: time.Duration(i%60+1) * time.Minute})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		d.SetSnapshot(s)
	}
}
