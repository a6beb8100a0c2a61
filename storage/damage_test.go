package storage

import (
	"bytes"
	"database/sql"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
)

// damagedLibrary makes a library with two backups, the last with the plan's first edit, closes it and spoils its file.
func damagedLibrary(t *testing.T, spoil func([]byte) []byte) (path string, lastBackup string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "库 100%?", "library.db")
	l, err := OpenLibrary(path, at(noon.AddDate(0, 0, -2)))
	must(t, err)
	must(t, l.Create(samplePlan(t, "p1", 300)))
	must(t, l.Close())
	for _, day := range []int{-1, 0} {
		l, err = OpenLibrary(path, at(noon.AddDate(0, 0, day)))
		must(t, err)
		edit(t, l, "p1").Do(planner.Move{IDs: []string{"V1"}, Days: 1})
		must(t, l.Close())
	}
	whole, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path, spoil(bytes.Clone(whole)), 0o600))
	return path, filepath.Join(filepath.Dir(path), "backups", "library-20241020-120000.db")
}

// spoils are ways in which a file is damaged.
var spoils = map[string]func([]byte) []byte{
	"emptied":              func(b []byte) []byte { return nil },
	"cut in the header":    func(b []byte) []byte { return b[:60] },
	"cut after the header": func(b []byte) []byte { return b[:200] },
	"cut in half":          func(b []byte) []byte { return b[:len(b)/2] },
	"cut by a page":        func(b []byte) []byte { return b[:len(b)-4096] },
	"header overwritten":   func(b []byte) []byte { copy(b, strings.Repeat("x", 200)); return b },
	"a text file":          func([]byte) []byte { return []byte("my plans are elsewhere\n") },
	"zeros in the middle":  func(b []byte) []byte { clear(b[8192 : len(b)-8192]); return b },
	"random pages": func(b []byte) []byte {
		rand.New(rand.NewSource(1)).Read(b[4096 : len(b)-4096])
		return b
	},
}

func TestADamagedLibraryIsReportedAndRecovered(t *testing.T) {
	for name, spoil := range spoils {
		t.Run(name, func(t *testing.T) {
			path, last := damagedLibrary(t, spoil)
			spoilt, err := os.ReadFile(path)
			must(t, err)
			_, err = OpenLibrary(path, at(noon))
			p := wantProblem(t, err, "problem.damaged")
			if p.File != "library.db" || p.Args[1] != last {
				t.Errorf("%s names backup %v, want %s", p.File, p.Args[1], last)
			}
			kept, err := Recover(path, noon)
			must(t, err)
			if kept != path+".damaged-20241020-120000" {
				t.Errorf("kept as %s", kept)
			}
			if got, err := os.ReadFile(kept); err != nil || !bytes.Equal(got, spoilt) {
				t.Errorf("the damaged file was not kept as it was: %v", err)
			}
			l := openLibrary(t, path)
			if _, steps, cursor, err := l.Load("p1"); err != nil || cursor != 1 || len(steps) != 1 {
				t.Errorf("recovered with %d steps, cursor %d, %v", len(steps), cursor, err)
			}
		})
	}
}

func TestDamageThatShowsLaterIsExplainedToo(t *testing.T) {
	l, _ := withPlan(t, 300)
	_, err := l.backup("")
	must(t, err)
	_, err = l.db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	must(t, err)
	f, err := os.OpenFile(l.path, os.O_RDWR, 0)
	must(t, err)
	info, _ := f.Stat()
	rubbish := bytes.Repeat([]byte{0xa5}, int(info.Size())-4096)
	_, err = f.WriteAt(rubbish, 4096)
	must(t, err)
	must(t, f.Close())
	_, err = l.db.Exec("PRAGMA shrink_memory")
	must(t, err)
	_, _, _, err = l.Load("p1")
	wantProblem(t, err, "problem.damaged")
}

func TestABadBackupIsPassedOver(t *testing.T) {
	path, last := damagedLibrary(t, spoils["cut in half"])
	must(t, os.Truncate(last, 5000))
	_, err := OpenLibrary(path, at(noon))
	p := wantProblem(t, err, "problem.damaged")
	if older := strings.Replace(last, "20241020", "20241019", 1); p.Args[1] != older {
		t.Errorf("offers %v, want %s", p.Args[1], older)
	}
	must(t, os.RemoveAll(filepath.Dir(last)))
	_, err = OpenLibrary(path, at(noon))
	wantProblem(t, err, "problem.damaged_no_backup")
	before, _ := os.ReadFile(path)
	_, err = Recover(path, noon)
	wantProblem(t, err, "problem.no_backup")
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("Recover without a backup changed the file")
	}
}

func TestRecoverTakesTheLogAway(t *testing.T) {
	path, _ := damagedLibrary(t, spoils["cut in half"])
	for _, tail := range logTails {
		must(t, os.WriteFile(path+tail, []byte("of the damaged file"), 0o600))
	}
	kept, err := Recover(path, noon)
	must(t, err)
	for _, tail := range logTails {
		if _, err := os.Stat(path + tail); err == nil {
			t.Errorf("%s still stands beside the recovered library", tail)
		}
		if _, err := os.Stat(kept + tail); err != nil {
			t.Errorf("%s of the damaged library was not kept", tail)
		}
	}
}

// foreign makes a database of another program, or one of ours whose header is changed.
func foreign(t *testing.T, ours bool, statements ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.bfplan")
	if ours {
		must(t, CreateFile(path, samplePlan(t, "p1", 6), at(noon)))
	}
	db, err := sql.Open("sqlite", path)
	must(t, err)
	for _, s := range statements {
		_, err := db.Exec(s)
		must(t, err)
	}
	must(t, db.Close())
	return path
}

func TestFilesOfOthersAreRefusedAndLeftAlone(t *testing.T) {
	text := filepath.Join(t.TempDir(), "plan.pdf")
	must(t, os.WriteFile(text, []byte("%PDF-1.7 and so on, long enough to have had a header of a hundred bytes, which it has not got at all"), 0o600))
	empty := filepath.Join(t.TempDir(), "empty.bfplan")
	must(t, os.WriteFile(empty, nil, 0o600))
	for _, c := range []struct {
		path, key string
		library   bool // whether OpenLibrary says the same
	}{
		{text, "problem.not_a_plan", false},
		{empty, "problem.damaged_no_backup", false},
		{foreign(t, false, "CREATE TABLE songs (name)"), "problem.not_a_plan", true},
		{foreign(t, false, "CREATE TABLE songs (name)", "PRAGMA application_id = 77"), "problem.not_a_plan", true},
		{foreign(t, true, "PRAGMA user_version = 9"), "problem.newer_file", true},
		{foreign(t, true, "PRAGMA user_version = 0"), "problem.not_a_plan", true},
		{foreign(t, true, "DELETE FROM plans"), "problem.file_plans", false},
		{filepath.Join(t.TempDir(), "none.bfplan"), "problem.no_file", false},
	} {
		before, _ := os.ReadFile(c.path)
		_, err := OpenFile(c.path, at(noon))
		if c.key == "problem.file_plans" {
			var l *Library
			l, err = OpenFile(c.path, at(noon))
			must(t, err)
			_, err = l.OnlyPlan()
			must(t, l.Close())
		}
		p := wantProblem(t, err, c.key)
		if p.File != filepath.Base(c.path) {
			t.Errorf("%s: names file %q", c.key, p.File)
		}
		_, err = tempLibrary(t).Import(c.path)
		wantProblem(t, err, c.key)
		if c.library {
			_, err = OpenLibrary(c.path, at(noon))
			wantProblem(t, err, c.key)
		}
		if after, _ := os.ReadFile(c.path); !bytes.Equal(before, after) {
			t.Errorf("%s: the file was changed", c.key)
		}
	}
}

func TestANewerFileSaysWhichVersions(t *testing.T) {
	_, err := OpenFile(foreign(t, true, "PRAGMA user_version = 9"), Options{Now: time.Now})
	if p := wantProblem(t, err, "problem.newer_file"); p.Args[1] != 9 || p.Args[2] != len(embedded) {
		t.Errorf("args %v", p.Args)
	}
}
