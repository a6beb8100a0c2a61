package calendar

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
)

// TestLooks compares small pictures of the views with those kept in testdata: a change that is meant is taken over by
// copying the picture from testdata/failed.
func TestLooks(t *testing.T) {
	t.Setenv("LANG", "en_US.UTF-8")
	t.Setenv("LC_ALL", "en_US.UTF-8")
	d := newDesk(t, small(t), onDay, fyne.NewSize(440, 320))
	d.Flags = func(*editor.Snapshot) []Flag {
		return []Flag{{Window: &planner.RiskWindow{ID: "r", Title: "Hearing"}, Span: span(t, 22, 0, 24*time.Hour), Severity: rules.Warn, Probability: 1200}}
	}
	d.SetSnapshot(d.editor.Snapshot())
	d.selectOnly("L1")
	for _, c := range []struct {
		view View
		show func()
	}{
		{Timeline, func() { d.show(planner.Span{Start: at(t, 18, 0, 0), End: at(t, 25, 0, 0)}) }},
		{Month, func() { d.startAt(at(t, 18, 0, 0)) }},
		{Week, func() { d.startAt(at(t, 18, 0, 0)); d.showSpan(d.event("L1").Span) }},
	} {
		d.SetView(c.view)
		c.show()
		test.AssertRendersToImage(t, string(c.view)+".png", d.window.Canvas())
	}
}
