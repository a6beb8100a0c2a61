package caldav

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/storage/caldav/radicale"
	"bfplanner/storage/ical"
)

// server returns a client of a calendar server of the test's own.
func server(t *testing.T) *Client {
	t.Helper()
	s := radicale.Start(t)
	return &Client{URL: s.URL, User: s.User, Password: s.Password}
}

func export(p *planner.Plan) *ical.Export {
	return &ical.Export{Plan: p, Stamp: time.Unix(1700000000, 0), Word: func(k string, _ ...any) string { return k },
		Title: func(e *planner.Event) string { return e.Title + "直播 " + e.ID }}
}

func TestPublishAndPull(t *testing.T) {
	c, ctx := server(t), context.Background()
	p := plantest.Plan(t, 30)
	if err := c.Ensure(ctx, p.Name+" <1>"); err != nil {
		t.Fatal(err)
	}
	if err := c.Ensure(ctx, p.Name); err != nil {
		t.Fatalf("a collection that is there: %v", err)
	}
	told := 0
	c.Report = func(done, total int) {
		if done != told || total != 30 {
			t.Errorf("told of %d of %d events, want %d of 30", done, total, told)
		}
		told++
	}
	first, err := c.Publish(ctx, export(p), State{}, nil)
	c.Report = nil
	if told != 30 {
		t.Errorf("told of %d events", told)
	}
	if err != nil || first.Written != 30 || len(first.Conflicts) != 0 {
		t.Fatalf("first: %+v, %v", first, err)
	}
	again, err := c.Publish(ctx, export(p), first.State, nil)
	if err != nil || again.Same != 30 || again.Written != 0 {
		t.Fatalf("again: %+v, %v", again, err)
	}
	f, err := c.Pull(ctx, p, first.State)
	if err != nil {
		t.Fatal(err)
	}
	if d := f.Differences(p, export(p).Summary); len(d) != 0 || len(f.Entries) != 30 {
		t.Fatalf("%d entries; an untouched calendar differs: %+v", len(f.Entries), d)
	}

	// Somebody moves one event and deletes another on the server; the plan removes a third and moves the first too.
	ids := p.Events.All()
	moved, gone, dropped := ids[0], ids[1], ids[2]
	there := *moved
	there.Span = there.Span.Shift(2 * time.Hour)
	edit(t, c, p, moved, &there)
	if ok, err := c.remove(ctx, ical.UID(p.ID, gone.ID)+".ics", first.State.Objects[ical.UID(p.ID, gone.ID)+".ics"].ETag); !ok || err != nil {
		t.Fatal(ok, err)
	}
	f, err = c.Pull(ctx, p, first.State)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, d := range f.Differences(p, export(p).Summary) {
		found[d.What+" "+d.Event.ID] = true
		if d.Conflict {
			t.Errorf("%s of %s is a conflict, though the plan did nothing", d.What, d.Event.ID)
		}
	}
	if len(found) != 2 || !found["moved "+moved.ID] || !found["removed "+gone.ID] {
		t.Errorf("pulled %v", found)
	}

	ours := *moved
	ours.Span = ours.Span.Shift(-time.Hour)
	next := plantest.Do(t, plantest.Do(t, p, planner.Remove{IDs: []string{dropped.ID}, Alone: true}), planner.Change{Events: []*planner.Event{&ours}})
	both, err := c.Publish(ctx, export(next), first.State, nil)
	if err != nil {
		t.Fatal(err)
	}
	var conflicts []string
	for _, x := range both.Conflicts {
		conflicts = append(conflicts, fmt.Sprint(x.ID, x.Gone))
	}
	if got, want := strings.Join(conflicts, " "), moved.ID+"false "+gone.ID+"true"; got != want || both.Deleted != 1 {
		t.Errorf("conflicts %q, want %q; %d deleted", got, want, both.Deleted)
	}
	f, err = c.Pull(ctx, next, both.State)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range f.Differences(next, export(next).Summary) {
		if d.What == ical.Moved && !d.Conflict {
			t.Errorf("both sides moved %s, and it is no conflict", d.Event.ID)
		}
	}
	won, err := c.Publish(ctx, export(next), both.State, map[string]string{moved.ID: both.Conflicts[0].Seen.ETag, gone.ID: Any})
	if err != nil || won.Written != 2 || len(won.Conflicts) != 0 {
		t.Errorf("the plan's side: %+v, %v", won, err)
	}
	f, err = c.Pull(ctx, next, won.State)
	if err != nil {
		t.Fatal(err)
	}
	if d := f.Differences(next, export(next).Summary); len(d) != 0 {
		t.Errorf("after that the server differs: %+v", d[0])
	}
}

// edit writes an event to the server as another program would: our properties stay, the times do not.
func edit(t *testing.T, c *Client, p *planner.Plan, was, is *planner.Event) {
	t.Helper()
	x := export(p)
	old, err := x.Object(was)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := x.Object(is)
	if err != nil {
		t.Fatal(err)
	}
	text := string(old)
	for _, name := range []string{"\r\nDTSTART;TZID=", "\r\nDTEND;TZID="} {
		text = strings.Replace(text, line(text, name), line(string(changed), name), 1)
	}
	name := ical.UID(p.ID, was.ID) + ".ics"
	remote, err := c.remote(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if _, ok, err := c.put(context.Background(), name, remote[name].etag, []byte(text)); !ok || err != nil {
		t.Fatal(ok, err)
	}
}

func line(text, begins string) string {
	at := strings.Index(text, begins)
	end := strings.Index(text[at+2:], "\r\n")
	return text[at : at+2+end]
}

func TestAcceptedChangesAreNoConflict(t *testing.T) {
	c, ctx := server(t), context.Background()
	p := plantest.Plan(t, 5)
	if err := c.Ensure(ctx, p.Name); err != nil {
		t.Fatal(err)
	}
	first, err := c.Publish(ctx, export(p), State{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	e := p.Events.All()[0]
	there := *e
	there.Span = there.Span.Shift(time.Hour)
	edit(t, c, p, e, &there)
	f, err := c.Pull(ctx, p, first.State)
	if err != nil {
		t.Fatal(err)
	}
	list := f.Differences(p, export(p).Summary)
	next := plantest.Do(t, p, ical.Command(list, planner.Text{}))
	state := f.Accept(first.State, p, next, list)
	r, err := c.Publish(ctx, export(next), state, nil)
	if err != nil || len(r.Conflicts) != 0 {
		t.Errorf("after accepting: %+v, %v", r.Conflicts, err)
	}
	if next.Event(e.ID).Span != there.Span {
		t.Errorf("the plan has %v, want the server's %v", next.Event(e.ID).Span, there.Span)
	}
}

func TestServersThatRefuse(t *testing.T) {
	c, ctx := server(t), context.Background()
	wrong := *c
	wrong.Password = "guess"
	if err := wrong.Ensure(ctx, "x"); key(err) != "problem.caldav_denied" {
		t.Errorf("a wrong password: %v", err)
	}
	root := *c
	root.URL = strings.TrimSuffix(c.URL, "lin/plan/")
	if err := root.Ensure(ctx, "x"); key(err) != "problem.caldav_not_calendar" {
		t.Errorf("an address that is no calendar: %v", err)
	}
}

// TestEventsThatBeganOnTheServer takes over an event that somebody put into the calendar there: from then on it is one
// event on both sides, whichever changes it.
func TestEventsThatBeganOnTheServer(t *testing.T) {
	c, ctx := server(t), context.Background()
	p := plantest.Plan(t, 3)
	if err := c.Ensure(ctx, p.Name); err != nil {
		t.Fatal(err)
	}
	first, err := c.Publish(ctx, export(p), State{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	write := func(text string) {
		t.Helper()
		remote, err := c.remote(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok, err := c.put(ctx, "lunch.ics", remote["lunch.ics"].etag, []byte(text)); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	lunch := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:lunch-1\r\nDTSTAMP:20241101T000000Z\r\nDTSTART:20241125T200000Z\r\nDTEND:20241125T210000Z\r\nSUMMARY:Lunch\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	write(lunch)
	pull := func(p *planner.Plan, s State) (*Pulled, []ical.Difference) {
		t.Helper()
		f, err := c.Pull(ctx, p, s)
		if err != nil {
			t.Fatal(err)
		}
		return f, f.Differences(p, export(p).Summary)
	}
	publish := func(p *planner.Plan, s State) Result {
		t.Helper()
		r, err := c.Publish(ctx, export(p), s, nil)
		if err != nil || len(r.Conflicts) > 0 {
			t.Fatalf("%+v, %v", r.Conflicts, err)
		}
		return r
	}
	f, list := pull(p, first.State)
	if len(list) != 1 || list[0].What != ical.Added {
		t.Fatalf("pulled %+v", list)
	}
	next := plantest.Do(t, p, ical.Command(list, planner.Text{}))
	state := publish(next, f.Accept(first.State, p, next, list)).State
	if _, list = pull(next, state); len(list) != 0 || len(state.Objects) != 4 {
		t.Fatalf("taken over, it differs: %+v; state %v", list, state.Objects)
	}
	id := state.Objects["lunch.ics"].Event
	later := plantest.Do(t, next, planner.Move{IDs: []string{id}, By: time.Hour, Alone: true})
	state = publish(later, state).State
	if _, list = pull(later, state); len(list) != 0 {
		t.Fatalf("moved by the plan, it differs: %+v", list)
	}
	remote, err := c.remote(ctx)
	if err != nil || len(remote) != 4 || !strings.Contains(string(remote["lunch.ics"].data), "UID:lunch-1") {
		t.Fatalf("%d objects, %v; the event is %s", len(remote), err, remote["lunch.ics"].data)
	}
	write(strings.Replace(lunch, "SUMMARY:Lunch", "SUMMARY:Dinner", 1))
	if _, list = pull(later, state); len(list) != 2 || list[0].Event.ID != id {
		t.Errorf("changed on the server, it differs: %+v", list)
	}
	r, err := c.Publish(ctx, export(later), state, nil)
	if err != nil || len(r.Conflicts) != 1 || len(r.Conflicts[0].Differences) != 2 {
		t.Errorf("publishing over it: %+v, %v", r.Conflicts, err)
	}
	if r := publish(plantest.Do(t, later, planner.Remove{IDs: []string{id}, Alone: true}), publish(later, state.With(id, r.Conflicts[0].Seen)).State); r.Deleted != 1 {
		t.Errorf("taken out of the plan: %+v", r)
	}
}

// TestASecondComputer publishes the same plan without the state of the first exchange.
func TestASecondComputer(t *testing.T) {
	c, ctx := server(t), context.Background()
	p := plantest.Plan(t, 6)
	if err := c.Ensure(ctx, p.Name); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Publish(ctx, export(p), State{}, nil); err != nil {
		t.Fatal(err)
	}
	r, err := c.Publish(ctx, export(p), State{}, nil)
	if err != nil || r.Same != 6 || len(r.Conflicts) != 0 {
		t.Fatalf("an equal plan: %+v, %v", r, err)
	}
	e := p.Events.All()[0]
	other := plantest.Do(t, p, planner.Move{IDs: []string{e.ID}, By: time.Hour, Alone: true})
	if r, err = c.Publish(ctx, export(other), State{}, nil); err != nil || r.Same != 5 || len(r.Conflicts) != 1 || r.Conflicts[0].ID != e.ID {
		t.Fatalf("a plan with an event elsewhere: %+v, %v", r, err)
	}
	seen := r.Conflicts[0].Seen.ETag
	there := *p.Event(e.ID)
	there.Span = there.Span.Shift(2 * time.Hour)
	edit(t, c, p, p.Event(e.ID), &there)
	if r, err = c.Publish(ctx, export(other), r.State, map[string]string{e.ID: seen}); err != nil || len(r.Conflicts) != 1 || r.Written != 0 {
		t.Errorf("decided on a version that is no more: %+v, %v", r, err)
	}
}

// TestWhatAPlanCannotHoldStays leaves an event alone that somebody made repeat.
func TestWhatAPlanCannotHoldStays(t *testing.T) {
	c, ctx := server(t), context.Background()
	p := plantest.Plan(t, 2)
	if err := c.Ensure(ctx, p.Name); err != nil {
		t.Fatal(err)
	}
	first, err := c.Publish(ctx, export(p), State{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	e := p.Events.All()[0]
	name := ical.UID(p.ID, e.ID) + ".ics"
	data, err := export(p).Object(e)
	if err != nil {
		t.Fatal(err)
	}
	repeats := strings.Replace(string(data), "BEGIN:VEVENT\r\n", "BEGIN:VEVENT\r\nRRULE:FREQ=DAILY;COUNT=3\r\n", 1)
	if _, ok, err := c.put(ctx, name, first.State.Objects[name].ETag, []byte(repeats)); !ok || err != nil {
		t.Fatal(ok, err)
	}
	r, err := c.Publish(ctx, export(p), first.State, nil)
	if err != nil || len(r.Conflicts) != 1 || r.Conflicts[0].Differences[0].What != ical.Unreadable {
		t.Fatalf("%+v, %v", r, err)
	}
	if diff := plantest.Do(t, p, ical.Command(r.Conflicts[0].Differences, planner.Text{})); len(planner.Diff(p, diff)) != 0 {
		t.Error("taking what cannot be taken changes the plan")
	}
	f, err := c.Pull(ctx, p, r.State)
	if err != nil || f.Repeating != 1 || len(f.Differences(p, export(p).Summary)) != 0 {
		t.Errorf("pulled %+v, %v", f, err)
	}
	if r, err = c.Publish(ctx, export(p), r.State, map[string]string{e.ID: Any}); err != nil || r.Written != 1 {
		t.Errorf("decided for the plan: %+v, %v", r, err)
	}
}
