// Package ui is the window: the calendar in the middle, what a plan holds on the left, the selected event on the
// right, the findings below. App holds it together: it opens plans, hands every edit to the plan's editor, every
// Write to the store and every Snapshot to the panels, all on the UI goroutine. It starts no goroutine of its
// own; long work goes through Jobs. Every deed that has a menu item, a button or a key stands in one table, in
// actions.go.
package ui
