package storage

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"

	"pgregory.net/rapid"
)

// randomCommand draws an edit that the plan allows.
func randomCommand(t *rapid.T, p *planner.Plan) planner.Command {
	ids := []string{}
	for _, e := range p.Events.All() {
		ids = append(ids, e.ID)
	}
	if len(ids) == 0 || rapid.IntRange(0, 3).Draw(t, "add") == 0 {
		return planner.Add{Events: []*planner.Event{sampleEvent(rapid.IntRange(0, 300).Draw(t, "event"))}}
	}
	id := rapid.SampledFrom(ids).Draw(t, "id")
	switch rapid.IntRange(0, 5).Draw(t, "command") {
	case 0:
		return planner.Remove{IDs: []string{id}}
	case 1:
		e := *p.Event(id)
		e.Note = rapid.String().Draw(t, "note")
		return planner.Change{Events: []*planner.Event{&e}}
	case 2:
		return planner.SetHead{Head: head(p, rapid.String().Draw(t, "name"))}
	case 3:
		return planner.Put{Rows: []planner.Row{&planner.Dismissal{Key: rapid.StringN(1, 8, -1).Draw(t, "key")}, &planner.Studio{ID: "s2", Name: rapid.String().Draw(t, "studio")}}}
	case 4:
		return planner.Batch{Commands: []planner.Command{planner.Move{IDs: []string{id}, Days: 1}, planner.Remove{IDs: ids[:1]}}}
	default:
		return planner.Move{IDs: []string{id}, Days: rapid.IntRange(-3, 3).Draw(t, "days"), By: time.Duration(rapid.IntRange(-90, 90).Draw(t, "minutes")) * time.Minute}
	}
}

// TestWhatIsSavedIsWhatIsSeen does random edits, undoes and redoes, closing and opening the library between
// them: what is loaded is always what the editor showed, and so is what Undo and Redo then give.
func TestWhatIsSavedIsWhatIsSeen(t *testing.T) {
	start, path := samplePlan(t, "p1", 12), filepath.Join(t.TempDir(), "library.db")
	l, err := OpenLibrary(path, at(noon))
	must(t, err)
	defer func() { l.Close() }()
	rapid.Check(t, func(rt *rapid.T) {
		must(t, l.Create(start))
		defer func() { must(t, l.Delete("p1")) }()
		e := edit(t, l, "p1")
		for range rapid.IntRange(1, 8).Draw(rt, "edits") {
			switch rapid.IntRange(0, 6).Draw(rt, "what") {
			case 0, 1:
				e.Undo()
			case 2:
				e.Redo()
			case 3:
				must(t, l.Close())
				l, err = OpenLibrary(path, at(noon))
				must(t, err)
				seen := e.Snapshot()
				e = edit(t, l, "p1")
				if now := e.Snapshot(); now.Cursor != seen.Cursor || fmt.Sprint(now.Undo, now.Redo) != fmt.Sprint(seen.Undo, seen.Redo) {
					rt.Fatalf("reopened at %d %v %v, was at %d %v %v", now.Cursor, now.Undo, now.Redo, seen.Cursor, seen.Undo, seen.Redo)
				}
			default:
				// A command may be refused, such as one that moves a live off its sale; then nothing is written.
				_, _ = e.Do(randomCommand(rt, e.Snapshot().Plan))
			}
			if d := planner.Diff(e.Snapshot().Plan, loaded(t, l, "p1")); len(d) > 0 {
				rt.Fatalf("kept and seen differ: %v", d)
			}
		}
		if rapid.Bool().Draw(rt, "at once") {
			e.GoTo(0)
		}
		for cursor := e.Snapshot().Cursor; cursor > 0; cursor-- {
			e.Undo()
		}
		if d := planner.Diff(start, loaded(t, l, "p1")); len(d) > 0 {
			rt.Fatalf("undone to the beginning, but: %v", d)
		}
	})
}

func TestAnEditIsOneRowOfTheJournal(t *testing.T) {
	l, _ := withPlan(t, 6)
	e := edit(t, l, "p1")
	for i := range 3 {
		_, err := e.Do(planner.Move{IDs: []string{"V1"}, Days: 1, Why: planner.T("edit.move", i)})
		must(t, err)
	}
	e.Undo()
	e.Undo()
	_, err := e.Do(planner.Remove{IDs: []string{"C3"}})
	must(t, err)
	var rows, last, cursor int
	var label, table, before string
	must(t, l.db.QueryRow("SELECT count(*), max(seq) FROM journal").Scan(&rows, &last))
	must(t, l.db.QueryRow("SELECT label, changes ->> '$[0].table', changes ->> '$[0].before.kind' FROM journal WHERE seq = 2").Scan(&label, &table, &before))
	must(t, l.db.QueryRow("SELECT cursor FROM plans").Scan(&cursor))
	if rows != 2 || last != 2 || cursor != 2 || label != `{"key":"edit.remove","args":[{"n":1}]}` || table != "events" || before != "coupon" {
		t.Error(rows, last, cursor, label, table, before)
	}
}

func TestWritesThatDoNotFollowAreRefused(t *testing.T) {
	l, p := withPlan(t, 6)
	e := edit(t, l, "p1")
	e.Do(planner.Move{IDs: []string{"V1"}, Days: 1})
	e.Do(planner.Move{IDs: []string{"V1"}, Days: 1})
	before := loaded(t, l, "p1")
	step := func(seq int) *editor.Step { return &editor.Step{Seq: seq, Label: planner.T("edit.move"), At: noon} }
	gone := []planner.RowChange{{Table: "events", ID: "V1", Before: p.Event("V1")}}
	other := []planner.RowChange{{Table: planner.HeadTable, ID: "p1", Before: &planner.HeadRow{Head: p.Head}, After: &planner.HeadRow{}}}
	for name, w := range map[string]editor.Write{
		"a step left out":      {PlanID: "p1", Step: step(4), Cursor: 4, Changes: gone},
		"a step twice":         {PlanID: "p1", Step: step(2), Cursor: 2, Changes: gone},
		"a step misnumbered":   {PlanID: "p1", Step: step(4), Cursor: 3, Changes: gone},
		"an undo too far":      {PlanID: "p1", Cursor: -1, Changes: gone},
		"a redo too far":       {PlanID: "p1", Cursor: 3, Changes: gone},
		"an undo of nothing":   {PlanID: "p1", Cursor: 2, Changes: gone},
		"another plan's head":  {PlanID: "p1", Step: step(3), Cursor: 3, Changes: other},
		"a head that is taken": {PlanID: "p1", Step: step(3), Cursor: 3, Changes: []planner.RowChange{{Table: planner.HeadTable, ID: "p1"}}},
	} {
		w.At, w.From = noon, 2
		err := l.Save(w)
		if list := planner.AsProblems(err); len(list) != 1 || list[0].Key != "problem.out_of_step" {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantProblem(t, l.Save(editor.Write{PlanID: "p1", From: 1, Step: step(3), Cursor: 3, Changes: gone, At: noon}), "problem.out_of_step")
	wantProblem(t, l.Save(editor.Write{PlanID: "none", Step: step(1), Cursor: 1}), "problem.no_plan")
	samePlan(t, loaded(t, l, "p1"), before)
}

func TestTheJournalKeepsAThousandSteps(t *testing.T) {
	l, p := tempLibrary(t), samplePlan(t, "p1", 6)
	steps := make([]editor.Step, keptSteps)
	for i := range steps {
		next, err := planner.Move{IDs: []string{"V1"}, By: time.Minute}.Apply(*p)
		must(t, err)
		steps[i] = editor.Step{Seq: i + 1, Label: planner.T("edit.move", i), At: noon, Changes: planner.Diff(p, &next)}
		p = &next
	}
	must(t, l.write(func(tx *sql.Tx) error { return l.insert(tx, p, steps, keptSteps) }))
	e := edit(t, l, "p1")
	for range 5 {
		_, err := e.Do(planner.Move{IDs: []string{"V1"}, By: time.Minute})
		must(t, err)
	}
	_, kept, cursor, err := l.Load("p1")
	must(t, err)
	if len(kept) != keptSteps || kept[0].Seq != 6 || cursor != keptSteps+5 {
		t.Fatalf("%d steps from %d, cursor %d", len(kept), kept[0].Seq, cursor)
	}
	e = edit(t, l, "p1")
	e.GoTo(keptSteps - 5)
	_, err = e.Do(planner.Remove{IDs: []string{"V1"}})
	must(t, err)
	if _, kept, cursor, _ = l.Load("p1"); len(kept) != keptSteps-9 || cursor != keptSteps-4 {
		t.Errorf("after an edit in the past: %d steps, cursor %d", len(kept), cursor)
	}
}

func TestAWriteThatFailsLeavesNothing(t *testing.T) {
	l, p := withPlan(t, 6)
	far := *p.Event("V1")
	far.Span.End = time.Date(12024, 1, 1, 0, 0, 0, 0, time.UTC) // a year that RFC 3339 cannot write
	near := *p.Event("C3")
	near.Note = "changed"
	err := l.Save(editor.Write{PlanID: "p1", Step: &editor.Step{Seq: 1, At: noon}, Cursor: 1, At: noon, Changes: []planner.RowChange{
		{Table: "events", ID: "C3", Before: p.Event("C3"), After: &near}, {Table: "events", ID: "V1", Before: p.Event("V1"), After: &far},
	}})
	if err == nil {
		t.Fatal("a year of five digits was kept")
	}
	samePlan(t, loaded(t, l, "p1"), p)
}
