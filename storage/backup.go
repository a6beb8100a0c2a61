package storage

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"bfplanner/planner"
)

const (
	backupFolder = "backups" // beside the database
	keptDaily    = 5         // daily backups that are kept
	keptBefore   = 3         // backups before migrations that are kept
	stampLayout  = "20060102-150405"
)

// backupStem returns the folder and the beginning of the names of the database's backups, and their extension.
func backupStem(path string) (folder, stem, ext string) {
	ext = filepath.Ext(path)
	return filepath.Join(filepath.Dir(path), backupFolder), strings.TrimSuffix(filepath.Base(path), ext) + "-", ext
}

// backup writes the database as it stands into the folder of backups, with the time and the suffix in its name.
func (l *Library) backup(suffix string) (string, error) {
	folder, stem, ext := backupStem(l.path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", explain(l.path, err)
	}
	target := filepath.Join(folder, stem+l.now().UTC().Format(stampLayout)+suffix+ext)
	part := target + ".part"
	if err := remove(part, target); err != nil {
		return "", explain(l.path, err)
	}
	if _, err := l.db.Exec("VACUUM INTO ?", part); err != nil {
		_ = os.Remove(part) // it may be half written; the next try removes it too
		return "", explain(l.path, err)
	}
	if err := settle(part, target); err != nil {
		return "", explain(l.path, err)
	}
	return target, l.prune()
}

// backupDaily makes a backup where there is none of this day (UTC) yet.
func (l *Library) backupDaily() error {
	today := l.now().UTC().Format("20060102")
	_, stem, _ := backupStem(l.path)
	for _, b := range backups(l.path) {
		if strings.HasPrefix(filepath.Base(b), stem+today) {
			return nil
		}
	}
	_, err := l.backup("")
	return err
}

// prune removes old backups: daily ones and those before migrations have a number of their own that stays.
func (l *Library) prune() error {
	kept := map[bool]int{}
	for _, b := range backups(l.path) {
		before := strings.Contains(filepath.Base(b), "-before-v")
		kept[before]++
		if before && kept[before] > keptBefore || !before && kept[before] > keptDaily {
			if err := remove(b); err != nil {
				return explain(l.path, err)
			}
		}
	}
	return nil
}

// backups returns the paths of the database's backups, the newest first.
func backups(path string) []string {
	folder, stem, ext := backupStem(path)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil // no folder, no backups
	}
	var list []string
	for _, e := range entries {
		name := e.Name()
		stamp := strings.TrimPrefix(name, stem)
		if stamp == name || !strings.HasSuffix(name, ext) || len(stamp) < len(stampLayout) {
			continue
		}
		if _, err := time.Parse(stampLayout, stamp[:len(stampLayout)]); err == nil {
			list = append(list, filepath.Join(folder, name))
		}
	}
	sort.Sort(sort.Reverse(sort.StringSlice(list)))
	return list
}

// lastGood returns the newest backup that is sound and that this program can read, or "".
func lastGood(path string) string {
	for _, b := range backups(path) {
		if good(b) {
			return b
		}
	}
	return ""
}

func good(path string) bool {
	kind := place{mode: "DELETE", shared: true, migrations: embedded}
	if fresh, err := peek(path, kind); err != nil || fresh {
		return false
	}
	db, err := connect(path, time.Second)
	if err != nil {
		return false
	}
	defer db.Close()
	l := &Library{db: db, path: path}
	version, err := l.version(kind)
	return err == nil && version > 0 && l.sound() == nil
}

// Recover puts the last good backup in the place of a damaged database, which is kept beside it under the
// name that is returned, with "damaged" and the time in it. Without a good backup nothing is changed and it
// is problem.no_backup. The database must not be open.
func Recover(path string, now time.Time) (kept string, err error) {
	last := lastGood(path)
	if last == "" {
		return "", placed(path, planner.Problemf("problem.no_backup", path))
	}
	part := path + ".part"
	if err := copyFile(last, part); err != nil {
		return "", explain(path, err)
	}
	kept = path + ".damaged-" + now.UTC().Format(stampLayout)
	if err := copyFile(path, kept); err != nil {
		return "", explain(path, err)
	}
	// The log and the rollback journal belong to the damaged file: left behind, SQLite would play them into the backup.
	for _, tail := range logTails {
		if err := os.Rename(path+tail, kept+tail); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", explain(path, err)
		}
	}
	return kept, explain(path, settle(part, path))
}

// logTails are what SQLite adds to a database's name for the files in which it keeps what is not yet in it.
var logTails = []string{"-wal", "-shm", "-journal"}

// copyFile copies a file and has it on disk when it returns.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

// settle has the finished file on disk and gives it its name in one step, so that under that name there is
// only ever a whole file.
func settle(part, target string) error {
	f, err := os.OpenFile(part, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(part, target)
	}
	if err != nil {
		return err
	}
	return syncFolder(filepath.Dir(target))
}

// remove removes the files, whether or not they exist.
func remove(paths ...string) error {
	for _, p := range paths {
		if err := os.Remove(p); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}
