package storage

import (
	"errors"
	"io/fs"
	"path/filepath"

	"bfplanner/planner"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// sqliteProblems says what SQLite's primary result codes mean to a person.
var sqliteProblems = map[int]string{
	lib.SQLITE_FULL:     "problem.disk_full",
	lib.SQLITE_READONLY: "problem.read_only",
	lib.SQLITE_PERM:     "problem.no_access",
	lib.SQLITE_CANTOPEN: "problem.no_access",
	lib.SQLITE_AUTH:     "problem.no_access",
	lib.SQLITE_BUSY:     "problem.locked",
	lib.SQLITE_LOCKED:   "problem.locked",
	lib.SQLITE_IOERR:    "problem.disk",
}

// explain makes a Problem of an error where it has a meaning to a person; it names the file. Problems stay as they are.
func explain(path string, err error) error {
	var known *planner.Problem
	var code *sqlite.Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case errors.As(err, &code):
		primary := code.Code() & 0xff
		if primary == lib.SQLITE_CORRUPT || primary == lib.SQLITE_NOTADB {
			return damaged(path, err)
		}
		if key, ok := sqliteProblems[primary]; ok {
			return because(path, err, key)
		}
	case errors.Is(err, fs.ErrPermission):
		return because(path, err, "problem.no_access")
	case errors.Is(err, fs.ErrNotExist):
		return because(path, err, "problem.no_file")
	case diskFull(err):
		return because(path, err, "problem.disk_full")
	}
	return because(path, err, "problem.disk")
}

// because makes the Problem of that key, with the path as its argument.
func because(path string, err error, key string) *planner.Problem {
	p := placed(path, planner.Problemf(key, path))
	p.Cause = err
	return p
}

// placed names the file in the Problem.
func placed(path string, p *planner.Problem) *planner.Problem {
	p.File = filepath.Base(path)
	return p
}

// damaged reports that the database at path is damaged, with the backup that Recover would take.
func damaged(path string, err error) *planner.Problem {
	p := planner.Problemf("problem.damaged_no_backup", path)
	if last := lastGood(path); last != "" {
		p = planner.Problemf("problem.damaged", path, last)
	}
	p.Cause = err
	return placed(path, p)
}
