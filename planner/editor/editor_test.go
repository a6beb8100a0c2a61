package editor_test

import (
	"os"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
)

var wall = time.Date(2024, 11, 1, 12, 0, 0, 0, time.UTC)

func newPlan(t rapid.TB) *planner.Plan {
	ps, err := planner.ReadPresets(os.DirFS("../../assets/presets"))
	if err != nil {
		t.Fatal(err)
	}
	sale, _ := ps.Sales.Get("us-2024")
	p, err := ps.NewPlan("plan-1", "Home", *sale, planner.ShopData{
		Shops:    []*planner.Shop{{ID: "s1", Name: "Shop"}},
		Lines:    []*planner.Line{{ID: "kitchen", Shop: "s1"}, {ID: "pets", Shop: "s1"}},
		Products: []*planner.Product{{SKU: "K1", Line: "kitchen", Price: 3000, Cost: 900}, {SKU: "P1", Line: "pets", Price: 2000, Cost: 500}},
		Hosts:    []*planner.Host{{ID: "ana", Name: "Ana"}, {ID: "bo", Name: "Bo"}},
		Studios:  []*planner.Studio{{ID: "a"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// longTitles is a rule book of one rule, so that these tests see findings come and go.
func longTitles(p *planner.Plan, _ time.Time) []rules.Finding {
	var list []rules.Finding
	for _, e := range p.Events.All() {
		if len(e.Title) > 5 {
			list = append(list, rules.Finding{Rule: "long-title", Severity: rules.Warn, Events: []string{e.ID}})
		}
	}
	return list
}

func open(p *planner.Plan, steps []editor.Step, cursor int) *editor.Editor {
	return editor.Open(p, steps, cursor, editor.Options{Check: longTitles, Wall: func() time.Time { return wall }})
}

func video(title string, at time.Time) *planner.Event {
	return &planner.Event{Kind: planner.Video, Title: title, Shop: "s1", Channel: planner.TikTok, Line: "kitchen",
		Span: planner.Span{Start: at, End: at.Add(planner.PostLength)}, Clip: &planner.VideoDetail{Type: planner.Unboxing}}
}

func must(t rapid.TB) func(s *editor.Snapshot, err error) *editor.Snapshot {
	return func(s *editor.Snapshot, err error) *editor.Snapshot {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

func TestPreviewLooksWithoutDoing(t *testing.T) {
	ed := open(newPlan(t), nil, 0)
	s, err := ed.Preview(planner.Add{Events: []*planner.Event{video("a long title", wall)}})
	if err != nil {
		t.Fatal(err)
	}
	if !s.Preview || s.Totals.Warn != 1 || s.Plan.Events.Len() != 1 {
		t.Errorf("preview shows %+v", s.Totals)
	}
	if n := ed.Snapshot().Plan.Events.Len(); n != 0 || len(ed.Steps()) != 0 {
		t.Errorf("preview did it: %d events, %d steps", n, len(ed.Steps()))
	}
}

func TestAnEditIsNamedUndoneAndRedone(t *testing.T) {
	ed := open(newPlan(t), nil, 0)
	do := must(t)
	do(ed.Do(planner.Add{Events: []*planner.Event{video("one", wall)}}))
	s := do(ed.Do(planner.Move{IDs: []string{"V1"}, Days: 1}))
	if s.Undo.Key != "edit.move" || s.Redo.Key != "" || s.Cursor != 2 {
		t.Fatalf("after the move: undo %v, redo %v, cursor %d", s.Undo, s.Redo, s.Cursor)
	}
	s = do(ed.Undo())
	if got := s.Plan.Event("V1").Span.Start; !got.Equal(wall) || s.Redo.Key != "edit.move" || s.Undo.Key != "edit.add" {
		t.Fatalf("after undo: %v, undo %v, redo %v", got, s.Undo, s.Redo)
	}
	s = do(ed.Redo())
	if got := s.Plan.Event("V1").Span.Start; !got.Equal(wall.AddDate(0, 0, 1)) {
		t.Fatalf("after redo: %v", got)
	}
	do(ed.Undo())
	s = do(ed.Do(planner.Add{Events: []*planner.Event{video("two", wall)}}))
	if s.Redo.Key != "" || len(ed.Steps()) != 2 || s.Cursor != 2 {
		t.Fatalf("an edit after undo keeps a way forward: %d steps, redo %v", len(ed.Steps()), s.Redo)
	}
}

func TestAnEditThatChangesNothingIsNoEdit(t *testing.T) {
	ed := open(newPlan(t), nil, 0)
	head := ed.Snapshot().Plan.Head
	must(t)(ed.Do(planner.SetHead{Head: head}))
	if len(ed.Steps()) != 0 {
		t.Errorf("%d steps", len(ed.Steps()))
	}
}

func TestAnImpossibleEditChangesNothing(t *testing.T) {
	ed := open(newPlan(t), nil, 0)
	before := ed.Snapshot()
	bad := video("x", wall)
	bad.Products = []string{"NO-SUCH"}
	for _, cmd := range []planner.Command{
		planner.Add{Events: []*planner.Event{bad}},
		planner.Move{IDs: []string{"V9"}, Days: 1},
		planner.Batch{Commands: []planner.Command{planner.Add{Events: []*planner.Event{video("ok", wall)}}, planner.Remove{IDs: []string{"V9"}}}},
	} {
		if _, err := ed.Do(cmd); err == nil {
			t.Errorf("%T went through", cmd)
		}
		if ed.Snapshot() != before {
			t.Errorf("%T changed the plan", cmd)
		}
	}
}

func TestADismissedFindingStaysDismissed(t *testing.T) {
	ed := open(newPlan(t), nil, 0)
	do := must(t)
	s := do(ed.Do(planner.Add{Events: []*planner.Event{video("a long title", wall)}}))
	do(ed.Do(planner.Put{Rows: []planner.Row{&planner.Dismissal{Key: s.Findings[0].Key()}}}))
	s = do(ed.Do(planner.Move{IDs: []string{"V1"}, Days: 3}))
	if len(s.Findings) != 0 || len(s.Dismissed) != 1 || s.Totals.Warn != 0 {
		t.Errorf("findings %v, dismissed %v", s.Findings, s.Dismissed)
	}
}

func TestListenersHearEachEditWithItsRows(t *testing.T) {
	ed := open(newPlan(t), nil, 0)
	var heard []*editor.Write
	ed.Listen(func(_ *editor.Snapshot, w *editor.Write) { heard = append(heard, w) })
	do := must(t)
	do(ed.Do(planner.Add{Events: []*planner.Event{video("one", wall)}}))
	do(ed.Undo())
	ed.Refresh()
	if len(heard) != 3 || heard[0].Step == nil || heard[1].Step != nil || heard[1].Cursor != 0 || heard[2] != nil {
		t.Fatalf("heard %+v", heard)
	}
	for _, c := range heard[1].Changes {
		if c.Table == "events" && c.After != nil {
			t.Errorf("undo of an add leaves %v", c.After)
		}
	}
}

// TestHistory is the property that any run of edits, undone, is the plan it began with; and that a history
// handed to a new editor, as after a restart, goes on as the old one would.
func TestHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ed := open(newPlan(t), nil, 0)
		start := ed.Snapshot().Plan
		do := must(t)
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			all := ed.Snapshot().Plan.Events.All()
			op := rapid.SampledFrom([]string{"add", "move", "remove", "undo", "redo", "restart"}).Draw(t, "op")
			if len(all) == 0 && (op == "move" || op == "remove") {
				op = "add"
			}
			switch op {
			case "add":
				do(ed.Do(planner.Add{Events: []*planner.Event{video(rapid.StringN(0, 9, 20).Draw(t, "title"), wall)}}))
			case "move":
				e := rapid.SampledFrom(all).Draw(t, "event")
				do(ed.Do(planner.Move{IDs: []string{e.ID}, Days: rapid.IntRange(-40, 40).Draw(t, "days"), By: time.Duration(rapid.IntRange(-600, 600).Draw(t, "by")) * time.Minute}))
			case "remove":
				do(ed.Do(planner.Remove{IDs: []string{rapid.SampledFrom(all).Draw(t, "event").ID}}))
			case "undo":
				do(ed.Undo())
			case "redo":
				do(ed.Redo())
			case "restart":
				s := ed.Snapshot()
				ed = open(s.Plan, ed.Steps(), s.Cursor)
			}
		}
		end, last := ed.Snapshot().Plan, len(ed.Steps())
		at := ed.Snapshot().Cursor
		do(ed.GoTo(0))
		if d := planner.Diff(start, ed.Snapshot().Plan); len(d) != 0 {
			t.Fatalf("all undone, %d rows differ: %+v", len(d), d[0])
		}
		do(ed.GoTo(last))
		do(ed.GoTo(at))
		if d := planner.Diff(end, ed.Snapshot().Plan); len(d) != 0 || !reflect.DeepEqual(end.Head, ed.Snapshot().Plan.Head) {
			t.Fatalf("all redone, %d rows differ", len(d))
		}
	})
}

// TestAWayThroughTheHistoryIsOneWrite goes over many steps at once: the rule book is asked once, and one Write has each
// row once, also that of an event which came and went on the way.
func TestAWayThroughTheHistoryIsOneWrite(t *testing.T) {
	asked, do := 0, must(t)
	ed := editor.Open(newPlan(t), nil, 0, editor.Options{Wall: func() time.Time { return wall },
		Check: func(*planner.Plan, time.Time) []rules.Finding { asked++; return nil }})
	do(ed.Do(planner.Add{Events: []*planner.Event{video("stays", wall), video("goes", wall)}}))
	for range 4 {
		do(ed.Do(planner.Move{IDs: []string{"V1", "V2"}, Days: 1}))
	}
	do(ed.Do(planner.Remove{IDs: []string{"V2"}}))
	end := ed.Snapshot().Plan
	var heard []*editor.Write
	ed.Listen(func(_ *editor.Snapshot, w *editor.Write) { heard = append(heard, w) })
	for _, c := range []struct {
		to, from int
		v1, v2   bool // are on the plan
	}{{0, 6, false, false}, {3, 0, true, true}, {6, 3, true, false}, {9, 6, true, false}} {
		asked, heard = 0, nil
		p := do(ed.GoTo(c.to)).Plan
		if (p.Event("V1") != nil) != c.v1 || (p.Event("V2") != nil) != c.v2 {
			t.Errorf("at %d: V1 %v, V2 %v", c.to, p.Event("V1"), p.Event("V2"))
		}
		if c.to > 6 {
			if asked != 0 || len(heard) != 0 {
				t.Errorf("beyond the end: asked %d times, wrote %d", asked, len(heard))
			}
			continue
		}
		if asked != 1 || len(heard) != 1 || heard[0].From != c.from || heard[0].Cursor != c.to || heard[0].Step != nil {
			t.Fatalf("to %d: asked %d times, wrote %+v", c.to, asked, heard)
		}
		rows := map[string]int{}
		for _, r := range heard[0].Changes {
			if rows[r.Table+r.ID]++; rows[r.Table+r.ID] > 1 {
				t.Errorf("to %d: the row %s %s twice", c.to, r.Table, r.ID)
			}
		}
	}
	if d := planner.Diff(end, ed.Snapshot().Plan); len(d) != 0 {
		t.Errorf("back at the end %d rows differ", len(d))
	}
}

func TestOldStepsMayBeLetGo(t *testing.T) {
	ed := open(newPlan(t), nil, 0)
	do := must(t)
	for range 5 {
		do(ed.Do(planner.Add{Events: []*planner.Event{video("one", wall)}}))
	}
	later := open(ed.Snapshot().Plan, ed.Steps()[2:], 5)
	s := do(later.GoTo(0))
	if s.Cursor != 2 || s.Plan.Events.Len() != 2 || s.Undo.Key != "" {
		t.Fatalf("cursor %d with %d events, undo %v", s.Cursor, s.Plan.Events.Len(), s.Undo)
	}
	s = do(later.Do(planner.Remove{IDs: []string{"V1"}}))
	if s.Cursor != 3 || later.Steps()[0].Seq != 3 {
		t.Fatalf("cursor %d, first step %d", s.Cursor, later.Steps()[0].Seq)
	}
}

// TestAnEditOfAnActiveCouponIsRemembered drags and edits a coupon while it runs: the ghost says that the
// platform does not allow it, and so does the plan after the drop, until the edit is taken back.
func TestAnEditOfAnActiveCouponIsRemembered(t *testing.T) {
	const rule = "coupon-edited-while-active"
	p := newPlan(t)
	now := p.Sale.Span.Start.Add(24 * time.Hour)
	ed := editor.Open(p, nil, 0, editor.Options{Check: rules.NewChecker(), Wall: func() time.Time { return wall }, At: now})
	says := func(s *editor.Snapshot) bool {
		for _, f := range s.Findings {
			if f.Rule == rule {
				return true
			}
		}
		return false
	}
	do := must(t)
	do(ed.Do(planner.Add{Events: []*planner.Event{{ID: "C1", Kind: planner.Coupon, Shop: "s1", Channel: planner.TikTok, Line: "kitchen",
		Span: planner.Span{Start: now.Add(-time.Hour), End: now.Add(48 * time.Hour)}, Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2000, PlatformShare: -1}}}}))
	drag := planner.Move{IDs: []string{"C1"}, Days: 1}
	if s := do(ed.Preview(drag)); !says(s) {
		t.Error("the ghost of the drag says nothing")
	}
	if says(ed.Snapshot()) {
		t.Error("looking at the drag left a finding")
	}
	if s := do(ed.Do(drag)); !says(s) || s.Plan.Event("C1").Active == nil {
		t.Fatal("the drop says nothing")
	}
	if s := do(ed.Do(planner.Move{IDs: []string{"C1"}, By: time.Hour})); !says(s) || !s.Plan.Event("C1").Active.Span.Start.Equal(now.Add(-time.Hour)) {
		t.Error("a second edit is held against the first in place of what runs")
	}
	later := editor.Open(ed.Snapshot().Plan, ed.Steps(), 3, editor.Options{Check: rules.NewChecker(), Wall: func() time.Time { return wall }, At: now})
	if !says(later.Snapshot()) {
		t.Error("a restart forgets")
	}
	do(ed.Undo())
	if s := do(ed.Undo()); says(s) || s.Plan.Event("C1").Active != nil {
		t.Error("undone, it still speaks")
	}
}
