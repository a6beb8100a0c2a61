package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// goPlaces are the settings of the go command that it would otherwise look for below the home folder. They are handed
// to the tests as they are, so that caches and downloads serve although the home folder is another.
var goPlaces = []string{"GOCACHE", "GOMODCACHE", "GOPATH", "GOENV"}

// strangers are variables that would lead a test to the person's screen, session or settings.
var strangers = []string{"DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "LC_ALL", "LC_MESSAGES", "LC_TIME", "LANGUAGE", "FYNE_SCALE", "FYNE_THEME"}

// isolated returns the surroundings of test processes: home, data, settings and temporary files lie in folders below
// scratch, there is no display, and the language is English. The person's own plans cannot be reached by accident.
func isolated(ctx context.Context, h *host, scratch string) ([]string, error) {
	out, err := h.capture(ctx, command{args: append([]string{"go", "env", "-json"}, goPlaces...)})
	if err != nil {
		return nil, err
	}
	var places map[string]string
	if err := json.Unmarshal([]byte(out), &places); err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	set := []string{"CGO_ENABLED=1", "LANG=en_US.UTF-8"}
	for _, key := range goPlaces {
		set = append(set, key+"="+places[key])
	}
	for _, f := range []struct{ key, folder string }{
		{"HOME", "home"}, {"USERPROFILE", "home"},
		{"XDG_DATA_HOME", "home/.local/share"}, {"XDG_CONFIG_HOME", "home/.config"}, {"XDG_CACHE_HOME", "home/.cache"},
		{"XDG_STATE_HOME", "home/.local/state"}, {"XDG_RUNTIME_DIR", "run"},
		{"APPDATA", "home/AppData/Roaming"}, {"LOCALAPPDATA", "home/AppData/Local"},
		{"TMPDIR", "tmp"}, {"TMP", "tmp"}, {"TEMP", "tmp"},
	} {
		path := filepath.Join(scratch, filepath.FromSlash(f.folder))
		if err := os.MkdirAll(path, 0o700); err != nil {
			return nil, err
		}
		set = append(set, f.key+"="+path)
	}
	return withEnv(without(os.Environ(), strangers), set...), nil
}

// withEnv returns env with the given KEY=value settings in place of its own of the same key.
func withEnv(env []string, set ...string) []string {
	keys := make([]string, len(set))
	for i, s := range set {
		keys[i], _, _ = strings.Cut(s, "=")
	}
	return append(without(env, keys), set...)
}

// without returns a copy of env that lacks keys.
func without(env, keys []string) []string {
	var kept []string
	for _, e := range env {
		key, _, _ := strings.Cut(e, "=")
		if !anyOf(keys, func(k string) bool { return strings.EqualFold(k, key) }) {
			kept = append(kept, e)
		}
	}
	return kept
}
