package main

import (
	"reflect"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/storage"
	"bfplanner/ui"
)

// library is the database of plans as the window sees it.
type library struct{ *storage.Library }

// Plans lists the plans, the one changed last first.
func (l library) Plans() ([]ui.PlanInfo, error) {
	list, err := l.Library.Plans()
	infos := make([]ui.PlanInfo, len(list))
	for i, p := range list {
		infos[i] = ui.PlanInfo{ID: p.ID, Name: p.Name, Of: p.Of, Scenario: p.Scenario, Sale: p.Sale, Events: p.Events, Changed: p.Updated}
	}
	return infos, err
}

// Duplicate copies a plan under a new name and returns the copy's ID.
func (l library) Duplicate(id, name string) (string, error) {
	n := storage.NewID()
	return n, l.Library.Duplicate(id, n, name)
}

// Setting returns a setting, "" where it was never set or cannot be read.
func (l library) Setting(key string) string {
	value, err := l.Library.Setting(key)
	if err != nil {
		fyne.LogError("setting "+key, err)
	}
	return value
}

// Import takes a plan file into the library. A file whose plan the library already has just as it is, as when the
// same file is opened twice, adds nothing.
func (l library) Import(path string) (string, error) {
	if id, err := l.same(path); err == nil && id != "" {
		return id, nil
	}
	return l.Library.Import(path)
}

// same returns the ID of the library's plan that equals the file's, "" where there is none.
func (l library) same(path string) (string, error) {
	f, err := storage.OpenFile(path, storage.Options{})
	if err != nil {
		return "", err
	}
	defer f.Close()
	id, err := f.OnlyPlan()
	if err != nil {
		return "", err
	}
	p, _, cursor, err := f.Load(id)
	if err != nil {
		return "", err
	}
	have, _, at, err := l.Load(id)
	if err != nil || at != cursor || !equal(p, have) {
		return "", err
	}
	return id, nil
}

// equal reports whether two plans are the same in every row.
func equal(p, q *planner.Plan) bool {
	return reflect.DeepEqual(p.Head, q.Head) && len(planner.Diff(p, q)) == 0
}

var _ ui.Store = library{}
