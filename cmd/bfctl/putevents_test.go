package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
	"bfplanner/storage"
)

// putEvents puts the events of a JSON file on a plan file for the scripts, as one edit: "putevents PLAN EVENTS".
func putEvents(args []string) int {
	err := func() error {
		data, err := os.ReadFile(args[1])
		if err != nil {
			return err
		}
		var events []*planner.Event
		if err := json.Unmarshal(data, &events); err != nil {
			return err
		}
		clock := func() time.Time { return wall }
		store, err := storage.OpenFile(args[0], storage.Options{Now: clock})
		if err != nil {
			return err
		}
		defer store.Close()
		id, err := store.OnlyPlan()
		if err != nil {
			return err
		}
		p, steps, cursor, err := store.Load(id)
		if err != nil {
			return err
		}
		ed := editor.Open(p, steps, cursor, editor.Options{Check: rules.Check, Wall: clock})
		var saved error
		ed.Listen(func(_ *editor.Snapshot, w *editor.Write) { saved = store.Save(*w) })
		if _, err := ed.Do(planner.Add{Events: events}); err != nil {
			return err
		}
		return saved
	}()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}
