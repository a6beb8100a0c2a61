package storage

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteWhole makes a file whole or not at all: what write writes goes into a file beside it, which takes its place once
// all of it is on disk. A file that was there keeps its mode, and stays as it is where anything goes wrong: write's own
// error, problem.disk_full, problem.no_access or problem.write, each naming the path.
func WriteWhole(path string, write func(io.Writer) error) (err error) {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
		mode = info.Mode().Perm()
	}
	part, err := os.CreateTemp(filepath.Dir(path), ".bfplanner-*")
	if err != nil {
		return notWritten(path, err)
	}
	defer func() {
		if err != nil {
			_ = part.Close()
			_ = os.Remove(part.Name())
		}
	}()
	b := bufio.NewWriterSize(part, 1<<16)
	if err := write(b); err != nil {
		if disk := b.Flush(); disk != nil { // it is the disk that failed, and it says so again
			return notWritten(path, disk)
		}
		return err
	}
	for _, step := range []func() error{b.Flush, part.Sync, func() error { return part.Chmod(mode) }, part.Close, func() error { return os.Rename(part.Name(), path) }} {
		if err := step(); err != nil {
			return notWritten(path, err)
		}
	}
	return nil
}

// notWritten says why a file could not be written.
func notWritten(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return because(path, err, "problem.no_access")
	case diskFull(err):
		return because(path, err, "problem.disk_full")
	}
	return because(path, err, "problem.write")
}
