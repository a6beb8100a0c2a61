package storage

import (
	"os"
	"path/filepath"
	"runtime"

	"bfplanner/planner"
)

// DefaultPath returns where the user's library is kept: bfplanner/library.db in $XDG_DATA_HOME (by default
// ~/.local/share), in %AppData%, or in ~/Library/Application Support. A user without a home is problem.no_home.
func DefaultPath() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		home = ""
	}
	return defaultPath(runtime.GOOS, home, os.Getenv)
}

func defaultPath(system, home string, env func(string) string) (string, error) {
	var folder string
	switch system {
	case "windows":
		folder = env("AppData")
	case "darwin", "ios":
		if home != "" {
			folder = filepath.Join(home, "Library", "Application Support")
		}
	default:
		folder = env("XDG_DATA_HOME")
		// The XDG base directory specification has relative paths ignored.
		if !filepath.IsAbs(folder) && home != "" {
			folder = filepath.Join(home, ".local", "share")
		}
	}
	if folder == "" {
		return "", planner.Problemf("problem.no_home")
	}
	return filepath.Join(folder, "bfplanner", "library.db"), nil
}
