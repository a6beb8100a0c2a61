// Package storage keeps plans on disk, in SQLite: a library of many plans in the user's data folder, and
// files of one plan for sharing, both of one schema. An edit is on disk, with its row of the journal, when
// Save returns. Errors that a person can do something about are *planner.Problem.
//
// A library is written ahead (WAL); a plan file has a rollback journal, so that the one file is the whole
// plan whenever no program has it open. Every row of a plan is kept as the JSON of its domain type; typed
// columns for those who read the database with other tools are computed from it.
package storage

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Options is what a library needs from outside. The zero value serves.
type Options struct {
	Now  func() time.Time // the wall clock, which dates backups and new plans; nil takes time.Now
	Busy time.Duration    // how long to wait for another program that writes; 0 takes five seconds
}

// Library is an open database of plans, or a plan file, which is one that holds a single plan. It may be
// used from several goroutines; they take turns.
type Library struct {
	db     *sql.DB
	path   string
	now    func() time.Time
	shared bool // a plan file, which may come from anyone
}

// place says how a library and a plan file differ.
type place struct {
	mode       string // SQLite's journal mode
	shared     bool
	daily      bool // backed up once a day
	migrations []migration
}

var (
	libraryPlace = place{mode: "WAL", daily: true, migrations: embedded}
	filePlace    = place{mode: "DELETE", shared: true, migrations: embedded}
)

// OpenLibrary opens the library at that path, making it and its folder where there is none. A library of an
// older program is migrated after a backup, and each first opening of a day makes a backup. Problems:
// problem.damaged or problem.damaged_no_backup, problem.not_a_plan, problem.newer_file, problem.locked,
// problem.migration and those of the disk.
func OpenLibrary(path string, o Options) (*Library, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, explain(path, err)
	}
	return open(path, o, libraryPlace)
}

// OpenFile opens a plan file for reading and edits. Its one plan is that of OnlyPlan. Beside the problems of
// OpenLibrary there is problem.no_file.
func OpenFile(path string, o Options) (*Library, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, placed(path, planner.Problemf("problem.no_file", path))
	}
	return open(path, o, filePlace)
}

// Close closes the database; edits are saved already.
func (l *Library) Close() error { return l.db.Close() }

// Path returns the path of the database.
func (l *Library) Path() string { return l.path }

// open opens the database, looks whether it is sound and ours, and brings it to the schema of this program.
func open(path string, o Options, kind place) (*Library, error) {
	fresh, err := peek(path, kind)
	if err != nil {
		return nil, err
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Busy == 0 {
		o.Busy = 5 * time.Second
	}
	db, err := connect(path, o.Busy)
	if err != nil {
		return nil, explain(path, err)
	}
	l := &Library{db: db, path: path, now: o.Now, shared: kind.shared}
	if err := l.ready(fresh, kind); err != nil {
		db.Close()
		return nil, err
	}
	return l, nil
}

func (l *Library) ready(fresh bool, kind place) error {
	version, err := l.version(kind)
	if err != nil {
		return err
	}
	if !fresh {
		if err := l.sound(); err != nil {
			return err
		}
	}
	if _, err := l.db.Exec("PRAGMA journal_mode = " + kind.mode); err != nil {
		return explain(l.path, err)
	}
	if err := l.migrate(version, kind.migrations); err != nil {
		return err
	}
	if kind.daily && version > 0 {
		return l.backupDaily()
	}
	return nil
}

// version returns the schema's version, 0 for an empty database. Another program's database is a Problem.
func (l *Library) version(kind place) (int, error) {
	var app, version, objects int
	for _, q := range []struct {
		query string
		into  *int
	}{{"PRAGMA application_id", &app}, {"PRAGMA user_version", &version}, {"SELECT count(*) FROM sqlite_schema", &objects}} {
		if err := l.db.QueryRow(q.query).Scan(q.into); err != nil {
			return 0, explain(l.path, err)
		}
	}
	if objects == 0 && app == 0 {
		return 0, nil
	}
	return version, ours(l.path, app, version, kind)
}

// sound has SQLite look through the whole database and reports what it finds as damage.
func (l *Library) sound() error {
	var first string
	err := l.db.QueryRow("PRAGMA quick_check(1)").Scan(&first)
	if err == nil && first != "ok" {
		err = errors.New(first)
		return damaged(l.path, err)
	}
	return explain(l.path, err)
}

// connect opens the one connection through which everything goes. Writers take the lock when they begin, so that
// two programs never wait for each other's end.
func connect(path string, busy time.Duration) (*sql.DB, error) {
	name, err := dsn(path, url.Values{
		"_txlock": {"immediate"},
		"_pragma": {
			"busy_timeout(" + strconv.FormatInt(busy.Milliseconds(), 10) + ")",
			"foreign_keys(1)", "synchronous(FULL)", "trusted_schema(0)",
		},
	})
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// dsn writes the path as SQLite's URI, in which spaces, percent signs and Chinese names are escaped.
func dsn(path string, query url.Values) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	slashed := filepath.ToSlash(abs)
	if !strings.HasPrefix(slashed, "/") { // C:/Users
		slashed = "/" + slashed
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: query.Encode()}
	return u.String(), nil
}

// write runs f in one transaction, all of it or nothing.
func (l *Library) write(f func(*sql.Tx) error) error { return l.transact(nil, f) }

// read runs f on one state of the database.
func (l *Library) read(f func(*sql.Tx) error) error {
	return l.transact(&sql.TxOptions{ReadOnly: true}, f)
}

func (l *Library) transact(opts *sql.TxOptions, f func(*sql.Tx) error) error {
	tx, err := l.db.BeginTx(context.Background(), opts)
	if err != nil {
		return explain(l.path, err)
	}
	if err := f(tx); err != nil {
		// The error that matters is f's. SQLite itself rolls back where the disk is full or broken.
		_ = tx.Rollback()
		return explain(l.path, err)
	}
	return explain(l.path, tx.Commit())
}
