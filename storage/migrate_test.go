package storage

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"bfplanner/planner"
)

// later is a schema of tomorrow: the migrations up to 001, and one more.
func later(text string) place {
	kind := libraryPlace
	kind.migrations = []migration{embedded[0], {"002_tomorrow.sql", text}}
	return kind
}

// firstVersion makes a library of version 1, as programs before any later migration left it.
func firstVersion(t *testing.T) (path string, p *planner.Plan) {
	t.Helper()
	path, p = filepath.Join(t.TempDir(), "library.db"), samplePlan(t, "p1", 12)
	kind := libraryPlace
	kind.migrations = embedded[:1]
	l, err := open(path, at(noon), kind)
	must(t, err)
	must(t, l.Create(p))
	edit(t, l, "p1").Do(planner.Move{IDs: []string{"V1"}, Days: 1})
	must(t, l.Close())
	return path, p
}

func TestAnOlderLibraryIsMigratedAfterABackup(t *testing.T) {
	path, _ := firstVersion(t)
	l, err := open(path, at(noon), later("ALTER TABLE settings ADD COLUMN note TEXT; INSERT INTO settings VALUES ('a', 'b', 'c');"))
	must(t, err)
	defer l.Close()
	var version, app, seen int
	must(t, l.db.QueryRow("PRAGMA user_version").Scan(&version))
	must(t, l.db.QueryRow("PRAGMA application_id").Scan(&app))
	must(t, l.db.QueryRow("SELECT count(*) FROM settings WHERE note = 'c'").Scan(&seen))
	if version != 2 || app != applicationID || seen != 1 {
		t.Errorf("version %d, application %x, %d new rows", version, app, seen)
	}
	if _, steps, cursor, err := l.Load("p1"); err != nil || len(steps) != 1 || cursor != 1 {
		t.Errorf("after the migration: %d steps, cursor %d, %v", len(steps), cursor, err)
	}
	// The header on disk says so too, for a program of today that peeks at it.
	_, err = peek(path, libraryPlace)
	wantProblem(t, err, "problem.newer_file")
	backup := filepath.Join(filepath.Dir(path), "backups", "library-20241020-120000-before-v2.db")
	old, err := OpenFile(backup, at(noon))
	must(t, err)
	defer old.Close()
	samePlan(t, loaded(t, old, "p1"), loaded(t, l, "p1"))
}

func TestAMigrationThatFailsLeavesTheVersionBefore(t *testing.T) {
	path, _ := firstVersion(t)
	_, err := open(path, at(noon), later("ALTER TABLE settings ADD COLUMN note TEXT; INSERT INTO nowhere VALUES (1);"))
	if p := wantProblem(t, err, "problem.migration"); p.Args[1] != "002_tomorrow.sql" {
		t.Errorf("names %v", p.Args)
	}
	l := openLibrary(t, path)
	if _, err := l.db.Exec("SELECT note FROM settings"); err == nil {
		t.Error("half of the migration stayed")
	}
	if got := loaded(t, l, "p1"); got.Events.Len() != 12 {
		t.Errorf("%d events", got.Events.Len())
	}
}

func TestALibraryOfTomorrowIsLeftAlone(t *testing.T) {
	path, _ := firstVersion(t)
	l, err := open(path, at(noon), later("ALTER TABLE settings ADD COLUMN note TEXT;"))
	must(t, err)
	must(t, l.Close())
	before, _ := os.ReadFile(path)
	_, err = OpenLibrary(path, at(noon))
	wantProblem(t, err, "problem.newer_file")
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
	if _, err := os.Stat(path + "-wal"); err == nil {
		t.Error("a log was begun")
	}
}

func TestAnEmptyDatabaseIsANewOne(t *testing.T) {
	// A program that dies while it makes its first library leaves an empty file, or one without our mark.
	for name, leave := range map[string]func(string){
		"no bytes": func(path string) { must(t, os.WriteFile(path, nil, 0o600)) },
		"no tables": func(path string) {
			db, err := connect(path, 0)
			must(t, err)
			_, err = db.Exec("PRAGMA journal_mode = WAL")
			must(t, err)
			must(t, db.Close())
		},
	} {
		path := filepath.Join(t.TempDir(), "library.db")
		leave(path)
		l, err := OpenLibrary(path, at(noon))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		must(t, l.Create(samplePlan(t, "p1", 0)))
		must(t, l.Close())
	}
}

func TestModesOfLibraryAndFile(t *testing.T) {
	l, _ := withPlan(t, 0)
	path := filepath.Join(t.TempDir(), "x.bfplan")
	must(t, l.Export("p1", path))
	f, err := OpenFile(path, at(noon))
	must(t, err)
	defer f.Close()
	for _, c := range []struct {
		l      *Library
		pragma string
		want   string
	}{
		{l, "journal_mode", "wal"}, {f, "journal_mode", "delete"}, {l, "foreign_keys", "1"}, {f, "foreign_keys", "1"},
		{l, "synchronous", "2"}, {l, "busy_timeout", "50"}, {l, "application_id", "1111904332"}, {f, "user_version", "1"},
	} {
		var got string
		must(t, c.l.db.QueryRow("PRAGMA "+c.pragma).Scan(&got))
		if got != c.want {
			t.Errorf("%s is %s, want %s", c.pragma, got, c.want)
		}
	}
}
