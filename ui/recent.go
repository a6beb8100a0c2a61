package ui

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// settingRecent is the list of files that came in or were saved last, as JSON, the last one first.
const settingRecent = "recent"

// How many files, and how many plans, the menu offers, and how many characters of a name.
const (
	mostRecent    = 8
	longestRecent = 40
)

// recent returns the files that came in or were saved last.
func (a *App) recent() (list []string) {
	if json.Unmarshal([]byte(a.deps.Store.Setting(settingRecent)), &list) != nil {
		return nil
	}
	return list
}

// used puts a file at the head of the recent ones.
func (a *App) used(path string) {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	a.keepRecent(append([]string{path}, withoutFile(a.recent(), path)...))
}

func withoutFile(list []string, path string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(p string) bool { return p == path })
}

func (a *App) keepRecent(list []string) {
	if data, err := json.Marshal(list[:min(len(list), mostRecent)]); err == nil {
		a.keep(settingRecent, string(data))
	}
	a.showRecent()
}

// showRecent makes the menu of recent plans and files anew. It is not made with each edit, since it asks the store.
func (a *App) showRecent() {
	a.recents, a.looks = a.recentItems(), ""
	a.showActions()
}

// recentItems are the other plans of the library and the recent files.
func (a *App) recentItems() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	plans, err := a.deps.Store.Plans()
	if err != nil {
		plans = nil
	}
	for _, p := range plans {
		if len(items) < mostRecent && (a.editor == nil || p.ID != a.editor.Snapshot().Plan.ID) {
			items = append(items, fyne.NewMenuItem(cut(p.Name, longestRecent), func() { a.saver.whenSaved(func() { _ = a.OpenPlan(p.ID) }) }))
		}
	}
	files := a.recent()
	if len(files) > 0 && len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	for _, path := range files {
		items = append(items, fyne.NewMenuItem(cut(filepath.Base(path), longestRecent)+"  ·  "+filepath.Base(filepath.Dir(path)), func() { a.reopen(path) }))
	}
	return items
}

// reopen opens a plan file, or takes in one of another kind. One that is no longer there leaves the menu.
func (a *App) reopen(path string) {
	if _, err := os.Stat(path); err != nil {
		a.keepRecent(withoutFile(a.recent(), path))
		a.tell(&planner.Problem{Text: planner.T("ui.problem.read", filepath.Base(path)), Cause: err})
		return
	}
	if a.editor == nil || strings.EqualFold(filepath.Ext(path), ".bfplan") {
		a.saver.whenSaved(func() { a.importPlan(path) })
		return
	}
	a.takeIn(path)
}

// openPlanFile asks for a plan file and opens it.
func (a *App) openPlanFile() {
	kit.PickFile(a.window, []string{".bfplan"}, func(path string) { a.saver.whenSaved(func() { a.importPlan(path) }) })
}
