package storage

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"bfplanner/planner"
)

// TestAFullDiskLeavesNoPart writes to a file system of 64 KiB until it is full. Only root may make one.
func TestAFullDiskLeavesNoPart(t *testing.T) {
	folder := t.TempDir()
	if err := unix.Mount("tmpfs", folder, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("no small disk can be made here: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(folder, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	path := filepath.Join(folder, "plan.pdf")
	if err := WriteWhole(path, words("small")); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		err := WriteWhole(path, words(strings.Repeat("x", 1<<20)))
		if got := planner.AsProblems(err); err == nil || got[0].Key != "problem.disk_full" {
			t.Fatalf("error %v", err)
		}
		onlyFile(t, folder, "plan.pdf", "small")
	}
	if err := WriteWhole(path, words("there is room for this")); err != nil {
		t.Error(err)
	}
}
