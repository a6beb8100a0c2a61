//go:build linux

package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// TestWindow works the built program as a person does: it starts it on a virtual display with a fresh library,
// makes a plan of the sample shop on the sale of 2024, has it laid out, drags a live to the next day, quits, and
// finds the move and its journal row in the database. Started again, the program takes the move back.
func TestWindow(t *testing.T) {
	if os.Getenv("BFPLANNER_WINDOW_TEST") != "1" {
		t.Skip("the real-window test runs only with BFPLANNER_WINDOW_TEST=1, and needs Xvfb, openbox and xdotool")
	}
	s := newScreen(t)
	library := filepath.Join(t.TempDir(), "library.db")
	run := func() *running { return s.start("--library", library, "--lang", "en") }

	p := run()
	p.press("choice", "TikTok Shop Black Friday & Cyber Monday 2024")
	p.press("button", "Create plan")
	p.await("the plan opens", func(g geometry) bool { return g.find("button", "Plan") != nil })
	p.press("button", "Plan")
	p.await("the plan is laid out and saved", func(g geometry) bool {
		return g.find("button", "Undo: ") != nil && strings.Contains(g.Title, "Saved") && len(g.events("L")) >= 5
	})
	before := lives(t, library)
	if len(before) < 15 {
		t.Fatalf("%d lives were planned, want 15 or more", len(before))
	}

	seen := p.settled()
	id, target := p.pickLive(seen, before)
	p.drag(seen.find("event", id), target)
	moved := before[id].AddDate(0, 0, 1)
	p.await("the move is saved", func(geometry) bool { return lives(t, library)[id].Equal(moved) })
	p.await("Undo names the move", func(g geometry) bool { return g.find("button", "Undo: Move") != nil })
	p.keys("ctrl+q")
	p.ended()

	if got := lives(t, library)[id]; !got.Equal(moved) {
		t.Errorf("%s starts %v after the drag, want %v", id, got, moved)
	}
	seq, label, changes := lastStep(t, library)
	if seq != 2 || !strings.Contains(label, `"edit.move"`) || !strings.Contains(changes, `"`+id+`"`) {
		t.Errorf("the journal ends with step %d, label %s, and %d bytes of changes", seq, label, len(changes))
	}

	p = run()
	p.await("the plan opens again", func(g geometry) bool { return g.find("button", "Undo: Move") != nil })
	p.keys("ctrl+z")
	p.await("the undo is saved", func(geometry) bool { return lives(t, library)[id].Equal(before[id]) })
	p.await("Redo names the move", func(g geometry) bool { return g.find("button", "Redo: Move") != nil })
	p.keys("ctrl+q")
	p.ended()
	for live, start := range lives(t, library) {
		if !start.Equal(before[live]) {
			t.Errorf("%s starts %v after the undo, was %v", live, start, before[live])
		}
	}
}

// pickLive returns a live that is seen whole, and how many pixels to the right its next day lies: what two other
// lives' starts and places say of the scale.
func (p *running) pickLive(g geometry, starts map[string]time.Time) (id string, dx float32) {
	p.t.Helper()
	seen := g.events("L")
	first, last := seen[0], seen[0]
	for _, e := range seen {
		if starts[e.ID].Before(starts[first.ID]) {
			first = e
		}
		if starts[e.ID].After(starts[last.ID]) {
			last = e
		}
	}
	hours := starts[last.ID].Sub(starts[first.ID]).Hours()
	if hours < 48 {
		p.t.Fatalf("the lives in sight span only %v hours", hours)
	}
	perDay := (last.X - first.X) / float32(hours) * 24
	for _, e := range seen {
		if starts[e.ID].After(starts[first.ID]) && e.X+perDay*3 < last.X {
			return e.ID, perDay
		}
	}
	p.t.Fatal("no live stands clear of the edges")
	return "", 0
}

// open opens the library beside the program, for reading.
func open(t *testing.T, library string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+library+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// lives returns the starts of the lives that are on disk.
func lives(t *testing.T, library string) map[string]time.Time {
	t.Helper()
	db := open(t, library)
	defer db.Close()
	rows, err := db.Query(`SELECT id, start_at FROM events WHERE kind = 'live'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	list := map[string]time.Time{}
	for rows.Next() {
		var id, at string
		if err := rows.Scan(&id, &at); err != nil {
			t.Fatal(err)
		}
		if list[id], err = time.Parse(time.RFC3339, at); err != nil {
			t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// lastStep returns the newest row of the journal.
func lastStep(t *testing.T, library string) (seq int, label, changes string) {
	t.Helper()
	db := open(t, library)
	defer db.Close()
	if err := db.QueryRow(`SELECT seq, label, changes FROM journal ORDER BY seq DESC LIMIT 1`).Scan(&seq, &label, &changes); err != nil {
		t.Fatal(err)
	}
	return seq, label, changes
}
