package storage

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"bfplanner/planner"
)

func TestExportAndImportCarryTheHistory(t *testing.T) {
	l, _ := withPlan(t, 12)
	e := edit(t, l, "p1")
	e.Do(planner.SetHead{Head: head(e.Snapshot().Plan, "New name")})
	e.Do(planner.Move{IDs: []string{"L2"}, Days: 1})
	e.Do(planner.Remove{IDs: []string{"C3"}})
	e.Undo()
	path := filepath.Join(t.TempDir(), "黑五 50% #1?.bfplan")
	must(t, l.Export("p1", path))
	other := tempLibrary(t)
	id, err := other.Import(path)
	must(t, err)
	if id != "p1" {
		t.Errorf("a free ID became %s", id)
	}
	samePlan(t, loaded(t, other, id), e.Snapshot().Plan)
	if _, steps, cursor, _ := other.Load(id); len(steps) != 3 || cursor != 2 {
		t.Errorf("%d steps, cursor %d", len(steps), cursor)
	}
}

func TestAnImportBesideItsTwinGetsAnIDOfItsOwn(t *testing.T) {
	l, _ := withPlan(t, 12)
	e := edit(t, l, "p1")
	e.Do(planner.SetHead{Head: head(e.Snapshot().Plan, "New name")})
	path := filepath.Join(t.TempDir(), "x.bfplan")
	must(t, l.Export("p1", path))
	id, err := l.Import(path)
	must(t, err)
	if id == "p1" {
		t.Fatal("the twin took the ID")
	}
	twin := edit(t, l, id)
	twin.Undo()
	twin.Redo()
	twin.Undo()
	if got := loaded(t, l, id); got.Name != "Plan p1" || got.ID != id {
		t.Errorf("undone to %q of %s", got.Name, got.ID)
	}
	if got := loaded(t, l, "p1"); got.Name != "New name" {
		t.Errorf("the original became %q", got.Name)
	}
}

func TestAPlanFileIsOneFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "x.bfplan")
	must(t, CreateFile(path, samplePlan(t, "p1", 12), at(noon)))
	f, err := OpenFile(path, at(noon))
	must(t, err)
	id, err := f.OnlyPlan()
	must(t, err)
	edit(t, f, id).Do(planner.Remove{IDs: []string{"V1"}})
	must(t, f.Close())
	entries, _ := os.ReadDir(folder)
	if len(entries) != 1 {
		t.Errorf("beside the file there are %v", entries)
	}
	f, err = OpenFile(path, at(noon))
	must(t, err)
	defer f.Close()
	e := edit(t, f, id)
	e.Undo()
	if loaded(t, f, id).Event("V1") == nil {
		t.Error("what one run removed, the next cannot undo")
	}
}

func TestAFileTakesThePlaceOfAnother(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.bfplan")
	must(t, os.WriteFile(path, []byte("old"), 0o600))
	must(t, os.WriteFile(path+"-journal", bytes.Repeat([]byte{0xd9, 0xd5, 5, 0xf9}, 400), 0o600))
	p := samplePlan(t, "p1", 6)
	must(t, CreateFile(path, p, at(noon)))
	f, err := OpenFile(path, at(noon))
	must(t, err)
	defer f.Close()
	samePlan(t, loaded(t, f, "p1"), p)
}

func TestAFileThatCannotBeWrittenLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken.bfplan")
	must(t, os.MkdirAll(filepath.Join(taken, "inside"), 0o700)) // a folder of that name
	l, _ := withPlan(t, 6)
	for _, path := range []string{taken, filepath.Join(folder, "no", "folder", "x.bfplan")} {
		if err := l.Export("p1", path); len(planner.AsProblems(err)) != 1 || planner.AsProblems(err)[0].Key == "problem.other" {
			t.Errorf("%s: %v", path, err)
		}
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

// spoilFile makes a plan file and runs SQL on it.
func spoilFile(t testing.TB, statement string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.bfplan")
	f, err := open(path, at(noon), filePlace)
	must(t, err)
	must(t, f.Create(samplePlan(t, "p1", 12)))
	e := edit(t, f, "p1")
	e.Do(planner.Move{IDs: []string{"L2"}, Days: 1})
	e.Do(planner.SetHead{Head: head(e.Snapshot().Plan, "Second")})
	must(t, f.Close())
	db, err := sql.Open("sqlite", path)
	must(t, err)
	_, err = db.Exec(statement)
	must(t, err)
	must(t, db.Close())
	return path
}

func TestImpossiblePlansAreNotImported(t *testing.T) {
	for _, c := range []struct{ sql, key string }{
		{`UPDATE events SET body = json_set(body, '$.line', 'toys') WHERE id = 'V1'`, "problem.unknown_ref"},
		{`UPDATE events SET body = json_remove(body, '$.live') WHERE id = 'L2'`, "problem.event_detail"},
		{`UPDATE events SET body = json_set(body, '$.span.end', '2000-01-01T00:00:00Z') WHERE id = 'V1'`, "problem.end_before_start"},
		{`UPDATE products SET body = json_set(body, '$.price', 0) WHERE id = 'SKU-01'`, "problem.price"},
		{`UPDATE plans SET head = json_set(head, '$.market.zone', 'Mars/Olympus')`, "problem.zone"},
		{`UPDATE plan_rows SET body = json_set(body, '$.kind', 'boredom') WHERE tbl = 'risks'`, "problem.risk_kind"},
		{`UPDATE events SET body = '"none"' WHERE id = 'V1'`, "problem.damaged_row"},
		{`INSERT INTO plans (id, head, created, updated) SELECT 'p2', head, created, updated FROM plans`, "problem.file_plans"},
	} {
		l := tempLibrary(t)
		_, err := l.Import(spoilFile(t, c.sql))
		wantProblem(t, err, c.key)
		if plans, _ := l.Plans(); len(plans) != 0 {
			t.Errorf("%s: something was imported", c.sql)
		}
	}
}

func TestAHistoryThatDoesNotReplayIsLeftBehind(t *testing.T) {
	for _, s := range []string{
		`UPDATE journal SET changes = json_remove(changes, '$[0].before.live') WHERE seq = 1`,
		`UPDATE journal SET changes = json_set(changes, '$[0].before.sale.zone', 'Mars') WHERE seq = 2`,
	} {
		l := tempLibrary(t)
		id, err := l.Import(spoilFile(t, s))
		must(t, err)
		p, steps, cursor, err := l.Load(id)
		must(t, err)
		if p.Name != "Second" || len(steps) != 0 || cursor != 0 {
			t.Errorf("%s: %q with %d steps at %d", s, p.Name, len(steps), cursor)
		}
	}
}

// FuzzImport hands damaged and hostile plan files to Import: it fails with a Problem or takes in a plan that loads.
func FuzzImport(f *testing.F) {
	for _, s := range []string{"SELECT 1", "PRAGMA user_version = 3", "DELETE FROM plans", "UPDATE journal SET changes = '[]'"} {
		b, err := os.ReadFile(spoilFile(f, s))
		must(f, err)
		f.Add(b)
		f.Add(b[:len(b)/2])
	}
	f.Add([]byte(nil))
	f.Add([]byte(headerMagic))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "x.bfplan")
		must(t, os.WriteFile(path, b, 0o600))
		l := tempLibrary(t)
		id, err := l.Import(path)
		if err != nil {
			if list := planner.AsProblems(err); list[0].Key == "problem.other" {
				t.Fatalf("not explained: %v", err)
			}
			return
		}
		loaded(t, l, id)
	})
}
