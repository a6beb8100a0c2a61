package main

import (
	"bytes"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestThisHost(t *testing.T) {
	h, err := thisHost()
	if err != nil {
		t.Fatal(err)
	}
	if h.goos != runtime.GOOS || !h.look("go") || h.look("no-such-program") || !h.exists(h.root) {
		t.Errorf("the host does not know its own machine: %+v", h)
	}
	var out bytes.Buffer
	if err := h.run(t.Context(), command{args: []string{"go", "env", "GOMOD"}, into: &out}); err != nil || strings.TrimSpace(out.String()) != filepath.Join(h.root, "go.mod") {
		t.Errorf("go ran elsewhere: %q, %v", &out, err)
	}
	if _, err := h.capture(t.Context(), command{args: []string{"go", "no-such-verb"}}); exitCode(err) != 2 || !strings.Contains(err.Error(), "no-such-verb") {
		t.Errorf("a failing program: %v, want what it said and its exit code", err)
	}
	t.Chdir(t.TempDir())
	if _, err := thisHost(); exitCode(err) != 2 {
		t.Errorf("outside the repository: %v, want exit code 2", err)
	}
}
