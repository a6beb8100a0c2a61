package storage

import (
	"os"
	"path/filepath"

	"bfplanner/planner"
)

// LockLibrary takes the library at that path for one window of the program. A library that another window
// holds is problem.library_open. It is the system's lock on a file beside the library, which goes with its
// process however that ends; it keeps nobody from reading the library. release gives it back.
func LockLibrary(path string) (release func(), err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, explain(path, err)
	}
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, explain(path, err)
	}
	taken, err := lockFile(f)
	if err != nil || !taken {
		f.Close()
		if err != nil {
			return nil, explain(path, err)
		}
		return nil, placed(path, planner.Problemf("problem.library_open", path))
	}
	return func() { f.Close() }, nil
}
