package main

import (
	"context"
	"slices"
	"strings"
	"testing"
)

func TestRunWithoutADisplay(t *testing.T) {
	for _, tc := range []struct {
		goos, display, wayland string
		opens                  bool
	}{
		{"linux", "", "", false},
		{"linux", ":0", "", true},
		{"linux", "", "wayland-0", true},
		{"darwin", "", "", true},
		{"windows", "", "", true},
	} {
		m := bare("apt-get", "gcc")
		m.installs = true
		m.env["DISPLAY"], m.env["WAYLAND_DISPLAY"] = tc.display, tc.wayland
		h := m.host()
		h.goos, h.superuser = tc.goos, true
		t.Setenv("HOME", t.TempDir())
		t.Setenv("XDG_CACHE_HOME", t.TempDir())
		err := verbRun(context.Background(), h, []string{"--", "--lang", "zh"})
		last := m.ran[len(m.ran)-1]
		opened := strings.Contains(last, "bfplanner --lang zh") || strings.Contains(last, "bfplanner.exe --lang zh")
		if opened != tc.opens {
			t.Errorf("%+v: the last run is %q", tc, last)
		}
		if tc.opens && err != nil {
			t.Errorf("%+v: %v", tc, err)
		}
		if !tc.opens && (exitCode(err) != 2 || !strings.Contains(err.Error(), "go run ./cmd/bfctl --help")) {
			t.Errorf("%+v: %v, want the way without a window and exit code 2", tc, err)
		}
		if !slices.ContainsFunc(m.ran, func(c string) bool { return strings.HasPrefix(c, "go build "+tags+" -o ") }) {
			t.Errorf("%+v: nothing was built: %q", tc, m.ran)
		}
	}
}
