package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"

	"bfplanner/planner"
)

// applicationID marks our databases in SQLite's header: the letters BFPL.
const applicationID = 0x4246504c

// The header of an SQLite database (sqlite.org/fileformat2.html, "The Database Header").
const (
	headerSize    = 100
	headerMagic   = "SQLite format 3\x00"
	versionAt     = 60
	applicationAt = 68
)

// peek reads the header of the file before SQLite does, so that a file that is not ours, or comes from a
// newer program, is left as it is to the byte. It reports whether there is nothing yet.
func peek(path string, kind place) (fresh bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, explain(path, err)
	}
	defer f.Close()
	head := make([]byte, headerSize)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, explain(path, err)
	}
	switch {
	case n == 0 && (kind.shared || lastGood(path) != ""):
		return false, damaged(path, errors.New("the file is empty"))
	case n == 0:
		return true, nil
	case !bytes.HasPrefix(head[:n], []byte(headerMagic)[:min(n, len(headerMagic))]):
		if kind.shared {
			return false, placed(path, planner.Problemf("problem.not_a_plan", path))
		}
		return false, damaged(path, errors.New("the header is not SQLite's"))
	case n < headerSize:
		return false, damaged(path, errors.New("the header is cut short"))
	}
	app := int(binary.BigEndian.Uint32(head[applicationAt:]))
	if app == 0 {
		// A library whose first transaction still stands in its log, or another program's: SQLite knows.
		return false, nil
	}
	return false, ours(path, app, int(binary.BigEndian.Uint32(head[versionAt:])), kind)
}

// ours reports a database of another program, or of a newer version of this one.
func ours(path string, app, version int, kind place) error {
	switch {
	case app != applicationID || version <= 0:
		return placed(path, planner.Problemf("problem.not_a_plan", path))
	case version > len(kind.migrations):
		return placed(path, planner.Problemf("problem.newer_file", path, version, len(kind.migrations)))
	}
	return nil
}
