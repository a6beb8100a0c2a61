package storage

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bfplanner/planner"
)

// onlyFile checks that the folder holds one file of that content and nothing else, as a part of another.
func onlyFile(t *testing.T, folder, name, content string) {
	t.Helper()
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 1 || left[0].Name() != name {
		t.Errorf("the folder holds %v, %v", left, err)
	}
	if data, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(data) != content {
		t.Errorf("the file holds %.40q, %v", data, err)
	}
}

func words(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

func TestFilesAreWrittenWhole(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "plan.ics")
	for _, text := range []string{"first", "second, longer", ""} {
		if err := WriteWhole(path, words(text)); err != nil {
			t.Fatal(err)
		}
		onlyFile(t, folder, "plan.ics", text)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := WriteWhole(path, words("secret")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	broken := errors.New("half way")
	err := WriteWhole(path, func(w io.Writer) error { _ = words(strings.Repeat("x", 1<<20))(w); return broken })
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	onlyFile(t, folder, "plan.ics", "secret")
}

func TestFilesThatCannotBeWritten(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(folder, "none", "a.pdf"), filepath.Join(file, "a.pdf"), folder} {
		if err := WriteWhole(path, words("x")); err == nil || planner.AsProblems(err)[0].Key != "problem.write" || !strings.Contains(planner.AsProblems(err)[0].Args[0].(string), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
	onlyFile(t, folder, "file", "kept")
	if os.Getuid() == 0 {
		return // nothing is forbidden to whoever runs as root
	}
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o700)
	if err := WriteWhole(file, words("x")); err == nil || planner.AsProblems(err)[0].Key != "problem.no_access" {
		t.Errorf("a folder that may not be written to: %v", err)
	}
}
