package main

import (
	"encoding/json"
	"fmt"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
	"bfplanner/storage"
)

// planFile is an open plan file and the editor on its plan; every edit is saved as it is made.
type planFile struct {
	*editor.Editor
	store *storage.Library
	err   error // of the last save
}

// open opens a plan file for editing. The caller closes it.
func (e *env) open(path string) (*planFile, error) {
	store, err := storage.OpenFile(path, storage.Options{Now: e.wall})
	if err != nil {
		return nil, err
	}
	f, err := e.load(store)
	if err != nil {
		store.Close()
		return nil, err
	}
	return f, nil
}

func (e *env) load(store *storage.Library) (*planFile, error) {
	id, err := store.OnlyPlan()
	if err != nil {
		return nil, err
	}
	p, steps, cursor, err := store.Load(id)
	if err != nil {
		return nil, err
	}
	at, err := e.now(p)
	if err != nil {
		return nil, err
	}
	f := &planFile{store: store, Editor: editor.Open(p, steps, cursor, editor.Options{Check: rules.Check, Wall: e.wall, At: at})}
	f.Listen(func(_ *editor.Snapshot, w *editor.Write) {
		if w != nil {
			f.err = store.Save(*w)
		}
	})
	return f, nil
}

// do makes one edit and returns once it is on disk.
func (f *planFile) do(cmd planner.Command) error {
	if _, err := f.Do(cmd); err != nil {
		return err
	}
	return f.err
}

func (f *planFile) close() error { return f.store.Close() }

// now reads --now; zero where it was not given.
func (e *env) now(p *planner.Plan) (time.Time, error) {
	if e.nowFlag == "" {
		return time.Time{}, nil
	}
	return planner.ParseClock(e.nowFlag, p.Zone())
}

// withPlan opens the file, lets f look at it, and closes it.
func (e *env) withPlan(path string, f func(*planFile) error) error {
	file, err := e.open(path)
	if err != nil {
		return err
	}
	err = f(file)
	if cerr := file.close(); err == nil {
		err = cerr
	}
	return err
}

// print writes v as JSON, for --json, or lets text write it in words.
func (e *env) print(v any, text func()) error {
	if !e.json {
		text()
		return nil
	}
	enc := json.NewEncoder(e.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(v)
}

func (e *env) line(format string, args ...any) { fmt.Fprintf(e.out, format+"\n", args...) }
