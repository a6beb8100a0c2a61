package storage

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
)

func backupNames(path string) string {
	var names []string
	for _, b := range backups(path) {
		names = append(names, strings.TrimPrefix(filepath.Base(b), "library-"))
	}
	return strings.Join(names, " ")
}

func TestOneBackupADayAndTheLastFiveStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	opened := func(when time.Time) {
		l, err := OpenLibrary(path, at(when))
		must(t, err)
		must(t, l.Close())
	}
	opened(noon)
	if got := backupNames(path); got != "" {
		t.Errorf("a new library has backups: %s", got)
	}
	opened(noon.Add(time.Hour))
	opened(noon.Add(2 * time.Hour))
	if got := backupNames(path); got != "20241020-130000.db" {
		t.Errorf("after a day: %s", got)
	}
	for day := range 7 {
		opened(noon.AddDate(0, 0, day+1))
	}
	want := "20241027-120000.db 20241026-120000.db 20241025-120000.db 20241024-120000.db 20241023-120000.db"
	if got := backupNames(path); got != want {
		t.Errorf("after a week: %s", got)
	}
}

func TestOtherFilesInTheFolderAreNotBackups(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	folder := filepath.Join(filepath.Dir(path), "backups")
	must(t, os.Mkdir(folder, 0o700))
	for _, name := range []string{"library-20241019-120000.txt", "library-old.db", "other-20241019-120000.db", "library-20249999-120000.db", "library-20241019-120000.db.part", "library-20241018-120000.db"} {
		must(t, os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600))
	}
	if got := backupNames(path); got != "20241018-120000.db" {
		t.Errorf("backups: %s", got)
	}
}

func TestABackupHoldsThePlanOfItsMoment(t *testing.T) {
	l, p := withPlan(t, 30)
	name, err := l.backup("")
	must(t, err)
	edit(t, l, "p1").Do(planner.Remove{IDs: []string{"V1"}})
	b, err := OpenFile(name, at(noon))
	must(t, err)
	defer b.Close()
	samePlan(t, loaded(t, b, "p1"), p)
	// A second one within the same second takes the place of the first.
	again, err := l.backup("")
	must(t, err)
	if again != name {
		t.Errorf("%s and %s", name, again)
	}
}

func TestBackupsBeforeMigrationsAreKeptBesideTheDailyOnes(t *testing.T) {
	l, _ := withPlan(t, 0)
	for i := range 9 {
		l.now = func() time.Time { return noon.AddDate(0, 0, i) }
		_, err := l.backup("")
		must(t, err)
		_, err = l.backup("-before-v2")
		must(t, err)
	}
	got := backupNames(l.path)
	if strings.Count(got, "before") != keptBefore || len(strings.Fields(got)) != keptBefore+keptDaily {
		t.Error(got)
	}
}
