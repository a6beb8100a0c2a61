package calendar

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// sizes are the plans that are measured.
var sizes = []int{500, 2000, 10000}

// BenchmarkFirstPaint measures what a new snapshot costs: lanes, rows, titles and objects, without rasterising.
func BenchmarkFirstPaint(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := newDesk(b, plantest.Plan(b, n), nil0, fyne.NewSize(1280, 800))
			d.ZoomFit()
			s := d.editor.Snapshot()
			for b.Loop() {
				d.SetSnapshot(s)
			}
			b.ReportMetric(float64(len(d.texts())), "texts")
		})
	}
}

// BenchmarkPan measures a repaint of a view moved by a few pixels.
func BenchmarkPan(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := newDesk(b, plantest.Plan(b, n), nil0, fyne.NewSize(1280, 800))
			step := float32(7)
			for b.Loop() {
				step = -step
				d.look(d.scene.scale.pan(step))
			}
		})
	}
}

// BenchmarkZoom measures a repaint at another zoom, for which all rows are packed anew.
func BenchmarkZoom(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := newDesk(b, plantest.Plan(b, n), nil0, fyne.NewSize(1280, 800))
			factor := 1.25
			for b.Loop() {
				d.zoom(factor, fyne.NewPos(700, 300))
				factor = 1 / factor
			}
		})
	}
}

// BenchmarkDragTick measures one move of the pointer that brings a block to another day: the preview, its findings
// against those that stand, layout and refresh of the pooled objects, without rasterising. "fake" previews nothing,
// "rules" asks the whole rule book.
func BenchmarkDragTick(b *testing.B) {
	for _, n := range sizes {
		for name, check := range map[string]rules.Checker{"fake": nil0, "rules": rules.NewChecker()} {
			b.Run(fmt.Sprint(n, "/", name), func(b *testing.B) { dragTicks(b, n, check) })
		}
	}
}

func dragTicks(b *testing.B, n int, check rules.Checker) {
	d := newDesk(b, plantest.Plan(b, n), check, fyne.NewSize(1280, 800))
	if now := d.editor.Snapshot(); len(now.Findings) == 0 {
		d.Preview = func(planner.Command) (*editor.Snapshot, error) { return now, nil }
	}
	d.ZoomFit()
	id := ""
	for _, it := range d.scene.items {
		if it.event.Kind == planner.Live && it.span.Start.After(at(b, 10, 0, 0)) {
			id = it.event.ID
			break
		}
	}
	d.Reveal(id)
	from := d.middle(id, -1)
	d.press(from)
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		to := from.AddXY(d.dayWidth()*float32(1+i%5), 0)
		start := time.Now()
		d.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}, Dragged: fyne.NewDelta(1, 0)})
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	for _, q := range []struct {
		name string
		at   int
	}{{"p50-ms", len(took) / 2}, {"p95-ms", len(took) * 95 / 100}, {"max-ms", len(took) - 1}} {
		b.ReportMetric(float64(took[q.at].Microseconds())/1000, q.name)
	}
}
