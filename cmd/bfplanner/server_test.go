package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
	"bfplanner/storage/caldav"
	"bfplanner/storage/caldav/radicale"
	"bfplanner/ui/exchange"
	"bfplanner/ui/words"
)

// calendarServer starts a calendar server of the test's own; it returns the folder that holds the calendar's objects.
func calendarServer(t *testing.T) (exchange.Server, string) {
	t.Helper()
	s := radicale.Start(t)
	return exchange.Server{URL: s.URL, User: s.User, Password: s.Password}, s.Folder
}

// TestConflictsAreDecidedOneByOne publishes, has the server change three events, and takes one of its changes while the
// plan wins over another and leaves what it cannot read.
func TestConflictsAreDecidedOneByOne(t *testing.T) {
	server, folder := calendarServer(t)
	book, err := words.Load(assets.Translations)
	if err != nil {
		t.Fatal(err)
	}
	w, ctx := book.In("zh"), context.Background()
	ed := editor.Open(plantest.Plan(t, 8), nil, 0, editor.Options{Check: rules.Check, Wall: time.Now})
	first, err := publish(ctx, ed.Snapshot(), w, server, "", nil, nil)
	if err != nil || first.Written != 8 || len(first.Offer.Changes) != 0 {
		t.Fatalf("first: %+v, %v", first, err)
	}
	events := ed.Snapshot().Plan.Events.All()
	for i, change := range []func(string) string{
		func(s string) string { return strings.Replace(s, "SUMMARY:", "SUMMARY:Taken ", 1) },
		func(s string) string { return strings.Replace(s, "SUMMARY:", "SUMMARY:Lost ", 1) },
		func(s string) string { return strings.Replace(s, "DTSTAMP", "RRULE:FREQ=DAILY;COUNT=2\r\nDTSTAMP", 1) },
	} {
		files, err := filepath.Glob(filepath.Join(folder, "*-"+events[i].ID+"@*.ics"))
		if err != nil || len(files) != 1 {
			t.Fatalf("objects %v, %v", files, err)
		}
		data, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(files[0], []byte(change(string(data))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := ed.Do(planner.Move{IDs: []string{events[1].ID}, By: 15 * time.Minute, Alone: true}); err != nil {
		t.Fatal(err)
	}
	second, err := publish(ctx, ed.Snapshot(), w, server, first.State, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	var taken []int
	both := 0
	for i, c := range second.Offer.Changes {
		if strings.Contains(c.Theirs, "Taken") || c.Theirs == w.T("paper.server.unreadable") {
			taken = append(taken, i)
		}
		if c.Conflict {
			both++
		}
	}
	if len(taken) != 2 || len(second.Offer.Changes) != 4 || both != 2 || second.Offer.Decide == "" {
		t.Fatalf("offered %+v", second.Offer.Changes)
	}
	before := ed.Snapshot().Plan
	if _, err := ed.Do(second.Offer.Command(taken)); err != nil {
		t.Fatal(err)
	}
	state := second.Settle(before, ed.Snapshot().Plan, taken)
	third, err := publish(ctx, ed.Snapshot(), w, server, state, second.Ours(taken), nil)
	if err != nil || third.Written != 2 || len(third.Offer.Changes) != 0 {
		t.Errorf("third: %+v, %v", third, err)
	}
	if got := ed.Snapshot().Plan.Event(events[0].ID).Title; !strings.HasPrefix(got, "Taken ") {
		t.Errorf("the title that was taken is %q", got)
	}
	if got := ed.Snapshot().Plan.Event(events[1].ID).Title; got != events[1].Title {
		t.Errorf("the title that lost is %q", got)
	}
	var kept caldav.State
	if err := json.Unmarshal([]byte(third.State), &kept); err != nil || len(kept.Objects) != 8 {
		t.Errorf("the state has %d objects, %v", len(kept.Objects), err)
	}
	// What a plan cannot hold is left alone, and said.
	if got, err := pull(ctx, ed.Snapshot(), w, server, third.State); err != nil || len(got.Offer.Changes) != 0 || got.Offer.Note == "" {
		t.Errorf("pulling a repeating event: %+v, %v", got.Offer, err)
	}
}

// TestChangesAreFetched takes what was changed on the server, once.
func TestChangesAreFetched(t *testing.T) {
	server, folder := calendarServer(t)
	book, err := words.Load(assets.Translations)
	if err != nil {
		t.Fatal(err)
	}
	w, ctx := book.In("en"), context.Background()
	ed := editor.Open(plantest.Plan(t, 4), nil, 0, editor.Options{Check: rules.Check, Wall: time.Now})
	first, err := publish(ctx, ed.Snapshot(), w, server, "", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.ics"))
	if err != nil || len(files) != 4 {
		t.Fatalf("objects %v, %v", files, err)
	}
	if err := os.Remove(files[0]); err != nil {
		t.Fatal(err)
	}
	got, err := pull(ctx, ed.Snapshot(), w, server, first.State)
	if err != nil || len(got.Offer.Changes) != 1 || got.Offer.Decide != "" {
		t.Fatalf("pulled %+v, %v", got.Offer.Changes, err)
	}
	before := ed.Snapshot().Plan
	if _, err := ed.Do(got.Offer.Command([]int{0})); err != nil {
		t.Fatal(err)
	}
	state := got.Settle(before, ed.Snapshot().Plan, []int{0})
	if again, err := pull(ctx, ed.Snapshot(), w, server, state); err != nil || len(again.Offer.Changes) != 0 {
		t.Errorf("pulled again: %+v, %v", again.Offer.Changes, err)
	}
	if _, err := publish(ctx, ed.Snapshot(), w, server, "{", nil, nil); err == nil {
		t.Error("a state that is no JSON is read")
	}
}
