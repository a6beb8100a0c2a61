package engine

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/schedule"
	"bfplanner/ui/kit"
)

// shown returns what the box on top is made of.
func shown(win fyne.Window) []fyne.CanvasObject {
	top := win.Canvas().Overlays().Top()
	if top == nil {
		return nil
	}
	return test.LaidOutObjects(top)
}

// tap presses the button of that text in the box on top.
func tap(t *testing.T, win fyne.Window, text string) {
	t.Helper()
	for _, o := range shown(win) {
		if b, ok := o.(*kit.Button); ok && b.Text == text {
			b.Tapped(nil)
			return
		}
	}
	t.Fatalf("no button %q", text)
}

func says(win fyne.Window, part string) bool {
	return slices.ContainsFunc(shown(win), func(o fyne.CanvasObject) bool {
		l, ok := o.(*widget.Label)
		return ok && l.Visible() && strings.Contains(l.Text, part)
	})
}

func TestTheAimIsHandedOverOnceTheFormIsGone(t *testing.T) {
	w, win := window(t)
	p := plantest.Empty(t, "us-2024")
	s := schedule.Standing{Aim: schedule.AimOf(p), HasSessions: 31, HasHours: 178, HasGMV: p.Money(29854041), HasVideos: 1}
	var got []schedule.Aim
	ask := func(target, typed string) {
		got = nil
		AskAim(w, win, p, s, func(a schedule.Aim) {
			if shown(win) != nil {
				t.Error("the form is still there")
			}
			got = append(got, a)
		})
		tap(t, win, w.T("contest.target."+target))
		for _, o := range shown(win) {
			if f, ok := o.(*kit.Field); ok {
				f.SetText(typed)
			}
		}
	}
	ask("hours", "200.5")
	for _, part := range []string{"31 of 100 sessions", "$298,540.41", "1 video counts"} {
		if !says(win, part) {
			t.Errorf("it does not say %s", part)
		}
	}
	tap(t, win, w.T("engine.mend.go"))
	if len(got) != 1 || got[0].Hours != 200.5 || got[0].Videos != 0 || got[0].Span != p.Sale.Span {
		t.Error(got)
	}
	ask("gmv", "$350,000")
	tap(t, win, w.T("engine.mend.go"))
	if len(got) != 1 || got[0].GMV != p.Money(35000000) {
		t.Error(got)
	}
	ask("videos", "1.5")
	tap(t, win, w.T("engine.mend.go"))
	if len(got) != 0 || !says(win, "“1.5” is no target") {
		t.Error("half a video is a target", got)
	}
	tap(t, win, w.T("ui.cancel"))
	if len(got) != 0 {
		t.Error("what was cancelled is done")
	}
}

func TestTheWayToAnAimSaysWhetherItIsReached(t *testing.T) {
	w, win := window(t)
	p := plantest.Empty(t, "us-2024")
	to := schedule.Standing{Aim: schedule.AimOf(p), HasGMV: p.Money(100)}
	to.Hours = 5
	d := Reached(w, win, p, schedule.Reached{To: to, Stop: planner.T("contest.no_room")}, nil)
	if !says(win, "not reached") || !says(win, w.T("contest.no_room")) {
		t.Error("it does not say why not")
	}
	d.Hide()
	live := &planner.Event{ID: "L9", Kind: planner.Live, Shop: "main", Channel: planner.TikTok, Span: p.Sale.Span, Live: &planner.LiveDetail{}}
	whole := planner.Add{Events: []*planner.Event{live}}
	to.HasHours = 5
	var did planner.Command
	Reached(w, win, p, schedule.Reached{To: to, Repair: schedule.Repair{Command: whole, Before: usd(900), After: usd(700),
		Parts: []schedule.Part{{Event: "L9", Kind: planner.Live, Action: schedule.ActionAdd, To: live.Span, Is: live, Command: whole}}}},
		func(c planner.Command) string { did = c; return "" })
	if !says(win, w.T("contest.reached")) || !says(win, "Forecast $7.00, now $9.00") || !says(win, w.T("engine.contest.then")) {
		t.Error("it does not say what it takes")
	}
	tap(t, win, w.T("engine.mend.take"))
	if did == nil || shown(win) != nil {
		t.Error("it was not taken")
	}
}
