package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// verbRun is `dev run`: it builds the desktop program into the user's cache folder and opens it. The program's own exit
// code becomes that of dev.
func verbRun(ctx context.Context, h *host, args []string) error {
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if err := setup(ctx, h, forBuild, false); err != nil {
		return err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	program := filepath.Join(cache, "bfplanner-dev", "bfplanner")
	if h.goos == "windows" {
		program += ".exe"
	}
	fmt.Fprintln(h.out, "run: building (the first time takes minutes)")
	build := command{args: []string{"go", "build", tags, "-o", program, "./cmd/bfplanner"}, env: withEnv(os.Environ(), "CGO_ENABLED=1")}
	if err := h.run(ctx, build); err != nil {
		return err
	}
	if !hasDisplay(h) {
		return usageError("built %s, but there is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"+
			"The same planner without a window:\n  go run ./cmd/bfctl --help", program)
	}
	return h.run(ctx, command{args: append([]string{program}, args...)})
}

// hasDisplay says whether a window can be opened. Only Linux can be without.
func hasDisplay(h *host) bool {
	return h.goos != "linux" || h.getenv("DISPLAY") != "" || h.getenv("WAYLAND_DISPLAY") != ""
}
