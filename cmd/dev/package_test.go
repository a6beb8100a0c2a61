package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestRelease(t *testing.T) {
	for _, tc := range []struct{ goos, program, target, link, cgo string }{
		{"linux", "bfplanner", "bfplanner", "-s -w -X main.version=0.1.0", "CGO_ENABLED=1"},
		{"windows", "bfplanner", "bfplanner.exe", "-s -w -X main.version=0.1.0 -H=windowsgui", "CGO_ENABLED=1"},
		{"windows", "bfctl", "bfctl.exe", "-s -w -X main.version=0.1.0", "CGO_ENABLED=0"},
	} {
		c := release(tc.goos, tc.program, "0.1.0", "out")
		want := []string{"go", "build", tags, "-trimpath", "-ldflags=" + tc.link, "-o", filepath.Join("out", tc.target), "./cmd/" + tc.program}
		if !slices.Equal(c.args, want) || !slices.Contains(c.env, tc.cgo) {
			t.Errorf("%s on %s: %q, want %q with %s", tc.program, tc.goos, c.args, want, tc.cgo)
		}
	}
}

func TestAppVersion(t *testing.T) {
	h, err := thisHost()
	if err != nil {
		t.Fatal(err)
	}
	if v, err := appVersion(filepath.Join(h.root, "FyneApp.toml")); err != nil || len(strings.Split(v, ".")) != 3 {
		t.Errorf("version %q, %v; want three numbers", v, err)
	}
	bad := filepath.Join(t.TempDir(), "FyneApp.toml")
	if err := os.WriteFile(bad, []byte("[Details]\nName = \"x\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := appVersion(bad); err == nil || !strings.Contains(err.Error(), bad) {
		t.Errorf("a file without a version: %v, want its path", err)
	}
}
