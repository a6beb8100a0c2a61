package storage

import (
	"path/filepath"
	"testing"

	"bfplanner/planner"
)

func TestASecondWindowIsToldSo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "library.db")
	release, err := LockLibrary(path)
	must(t, err)
	_, err = LockLibrary(path)
	if p := wantProblem(t, err, "problem.library_open"); p.File != "library.db" {
		t.Errorf("names %q", p.File)
	}
	other, err := LockLibrary(filepath.Join(filepath.Dir(path), "second.db"))
	must(t, err)
	other()
	// The lock keeps windows out, not readers.
	l := openLibrary(t, path)
	must(t, l.Create(samplePlan(t, "p1", 0)))
	release()
	release, err = LockLibrary(path)
	must(t, err)
	release()
}

func TestDefaultPathOfEachSystem(t *testing.T) {
	env := func(set map[string]string) func(string) string { return func(k string) string { return set[k] } }
	for _, c := range []struct {
		system, home string
		env          map[string]string
		want         string
	}{
		{"linux", "/home/a", nil, "/home/a/.local/share/bfplanner/library.db"},
		{"linux", "/home/a", map[string]string{"XDG_DATA_HOME": "/data"}, "/data/bfplanner/library.db"},
		{"linux", "/home/a", map[string]string{"XDG_DATA_HOME": "relative"}, "/home/a/.local/share/bfplanner/library.db"},
		{"freebsd", "/home/a", nil, "/home/a/.local/share/bfplanner/library.db"},
		{"darwin", "/Users/a", nil, "/Users/a/Library/Application Support/bfplanner/library.db"},
		{"windows", "", map[string]string{"AppData": "/c/AppData"}, "/c/AppData/bfplanner/library.db"},
		{"linux", "", nil, ""}, {"darwin", "", nil, ""}, {"windows", "/x", nil, ""},
	} {
		got, err := defaultPath(c.system, c.home, env(c.env))
		if filepath.ToSlash(got) != c.want || (c.want == "") != (err != nil) {
			t.Errorf("%s %s %v: %s %v", c.system, c.home, c.env, got, err)
		}
		if err != nil && planner.AsProblems(err)[0].Key != "problem.no_home" {
			t.Error(err)
		}
	}
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	if got, err := DefaultPath(); err != nil || filepath.Base(got) != "library.db" {
		t.Error(got, err)
	}
}
