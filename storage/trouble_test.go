package storage

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/editor"
)

// bigWrite is an edit whose note does not fit into a few pages.
func bigWrite(p *planner.Plan) editor.Write {
	e := *p.Event("V1")
	e.Note = strings.Repeat("long ", 100_000)
	changes := []planner.RowChange{{Table: "events", ID: "V1", Before: p.Event("V1"), After: &e}}
	return editor.Write{PlanID: p.ID, Step: &editor.Step{Seq: 1, Label: planner.T("edit.change"), At: noon, Changes: changes}, Changes: changes, Cursor: 1, At: noon}
}

// TestTroubleIsNamedAndCanBeTriedAgain puts each trouble in the way of Save: it is a Problem with a name of its own,
// the plan stays as it was, and the same write succeeds once the trouble is over.
func TestTroubleIsNamedAndCanBeTriedAgain(t *testing.T) {
	for _, c := range []struct {
		key   string
		begin func(*testing.T, *Library) (end func())
	}{
		{"problem.disk_full", func(t *testing.T, l *Library) func() {
			var pages int
			must(t, l.db.QueryRow("PRAGMA page_count").Scan(&pages))
			must(t, l.db.QueryRow("PRAGMA max_page_count = "+itoa(pages+2)).Scan(&pages))
			return func() { must(t, l.db.QueryRow("PRAGMA max_page_count = 1000000").Scan(&pages)) }
		}},
		{"problem.read_only", func(t *testing.T, l *Library) func() {
			_, err := l.db.Exec("PRAGMA query_only = 1")
			must(t, err)
			return func() { l.db.Exec("PRAGMA query_only = 0") }
		}},
		{"problem.locked", func(t *testing.T, l *Library) func() {
			other, err := connect(l.path, 0)
			must(t, err)
			tx, err := other.Begin()
			must(t, err)
			return func() { tx.Rollback(); other.Close() }
		}},
	} {
		t.Run(c.key, func(t *testing.T) {
			l, p := withPlan(t, 6)
			end := c.begin(t, l)
			if got := wantProblem(t, l.Save(bigWrite(p)), c.key); got.File != "library.db" || got.Cause == nil {
				t.Errorf("file %q, cause %v", got.File, got.Cause)
			}
			if c.key != "problem.locked" {
				samePlan(t, loaded(t, l, "p1"), p)
			}
			end()
			must(t, l.Save(bigWrite(p)))
			if got := loaded(t, l, "p1").Event("V1").Note; len(got) != 500_000 {
				t.Errorf("a note of %d bytes", len(got))
			}
		})
	}
}

func itoa(n int) string { return planner.BasisPoints(n * 100).Decimal() }

func TestReadersAreNotInTheWay(t *testing.T) {
	l, p := withPlan(t, 6)
	reader, err := connect(l.path, 0)
	must(t, err)
	defer reader.Close()
	rows, err := reader.Query("SELECT id FROM events")
	must(t, err)
	defer rows.Close()
	rows.Next()
	must(t, l.Save(bigWrite(p)))
}

func TestPlacesThatCannotBeAreExplained(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, []byte("x"), 0o600))
	folder := filepath.Join(t.TempDir(), "library.db")
	must(t, os.Mkdir(folder, 0o700))
	for _, path := range []string{filepath.Join(file, "library.db"), folder} {
		_, err := OpenLibrary(path, at(noon))
		if list := planner.AsProblems(err); len(list) != 1 || !strings.HasPrefix(list[0].Key, "problem.") || list[0].Key == "problem.other" {
			t.Errorf("%s: %v", path, err)
		}
	}
	if os.Getuid() != 0 {
		closed := filepath.Join(t.TempDir(), "closed")
		must(t, os.Mkdir(closed, 0o500))
		_, err := OpenLibrary(filepath.Join(closed, "in", "library.db"), at(noon))
		wantProblem(t, err, "problem.no_access")
	}
}
