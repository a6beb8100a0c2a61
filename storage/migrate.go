package storage

import (
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"bfplanner/planner"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration is one step of the schema, from the version before to its own.
type migration struct {
	name string // "001_plans.sql"
	text string
}

// embedded is the migrations of this program in order; the first makes version 1.
var embedded = mustMigrations(migrationFiles)

func mustMigrations(fsys fs.FS) []migration {
	names, err := fs.Glob(fsys, "migrations/*.sql")
	if err != nil || len(names) == 0 {
		panic("storage: no migrations embedded") // a broken build, which no user can meet
	}
	list := make([]migration, len(names))
	for i, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			panic(err) // embedded files are always there
		}
		list[i] = migration{name, string(b)}
	}
	return list
}

// migrate brings the schema from that version to the last, a transaction a step, each after a backup. A step
// that fails leaves the version before it, and is problem.migration.
func (l *Library) migrate(from int, list []migration) error {
	for version := from + 1; version <= len(list); version++ {
		m := list[version-1]
		if version > 1 {
			if _, err := l.backup(fmt.Sprintf("-before-v%d", version)); err != nil {
				return err
			}
		}
		err := l.write(func(tx *sql.Tx) error {
			for _, text := range []string{
				m.text,
				fmt.Sprintf("PRAGMA application_id = %d", applicationID),
				fmt.Sprintf("PRAGMA user_version = %d", version),
			} {
				if _, err := tx.Exec(text); err != nil {
					p := placed(l.path, planner.Problemf("problem.migration", l.path, m.name))
					p.Cause = err
					return p
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if from < len(list) {
		// The header must show the new version even to who reads the file without its log, as peek does. Where
		// another program is reading, the log stays, and later checkpoints do it.
		_, err := l.db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
		return explain(l.path, err)
	}
	return nil
}
