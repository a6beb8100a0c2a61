package exchange

import (
	"testing"

	"bfplanner/planner"
)

func TestTheFormOfAServer(t *testing.T) {
	win := window(t)
	var published, pulled []Server
	deps := ServerDeps{Window: win, Server: Server{URL: "http://10.0.0.2/a/", User: "lin", Password: "p", Remember: true}, Last: "Mon",
		Publish: func(s Server) { published = append(published, s) }, Pull: func(s Server) { pulled = append(pulled, s) }}
	f := ShowServer(speak(t, "en"), deps)
	if !f.plain.Visible() {
		t.Error("nothing is said of a password that anyone on the way can read")
	}
	f.url.SetText("  ")
	press(t, win, "Publish")
	if len(published) != 0 || !f.wrong.Visible() {
		t.Error("publishing to no address does something, or does not say why not")
	}
	f.url.SetText(" https://dav.example.com/a/ ")
	f.remember.SetChecked(false)
	if f.plain.Visible() {
		t.Error("https is warned of")
	}
	press(t, win, "Publish")
	want := Server{URL: "https://dav.example.com/a/", User: "lin", Password: "p"}
	if len(published) != 1 || published[0] != want || len(pulled) != 0 {
		t.Errorf("published to %+v, pulled from %+v", published, pulled)
	}
	ShowServer(speak(t, "en"), deps)
	press(t, win, "Get changes…")
	if len(pulled) != 1 || pulled[0] != deps.Server {
		t.Errorf("pulled from %+v", pulled)
	}
}

// TestDecidingForThePlanAlone goes on without taking anything, which is a choice where the rest is overwritten.
func TestDecidingForThePlanAlone(t *testing.T) {
	win := window(t)
	calls := 0
	o := Offer{Title: "x", Decide: "the plan wins", Changes: []Change{{What: "Moved", Title: "a", Conflict: true}},
		Command: func([]int) planner.Command { t.Error("an edit is asked for"); return nil }}
	Show(speak(t, "en"), win, o, func(cmd planner.Command, chosen []int) error {
		calls++
		if cmd != nil || len(chosen) != 0 {
			t.Errorf("taken: %v, %v", cmd, chosen)
		}
		return nil
	})
	press(t, win, "Go on")
	if calls != 1 {
		t.Errorf("%d calls", calls)
	}
}
