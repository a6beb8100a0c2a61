package storage

import (
	"database/sql"
	"path/filepath"

	"bfplanner/planner"
	"bfplanner/planner/editor"
)

// CreateFile writes a plan without history as a plan file, in place of any file of that name. The file
// appears whole or not at all. Problems are those of the disk.
func CreateFile(path string, p *planner.Plan, o Options) error {
	return writeFile(path, p, nil, 0, o)
}

// Export writes a plan of the library with its history as a plan file, in place of any file of that name.
// The file appears whole or not at all.
func (l *Library) Export(planID, path string) error {
	p, steps, cursor, err := l.Load(planID)
	if err != nil {
		return err
	}
	return writeFile(path, p, steps, cursor, Options{Now: l.now})
}

// writeFile builds the file under another name beside its place, so that a full disk or a dead program leave
// the place as it was.
func writeFile(path string, p *planner.Plan, steps []editor.Step, cursor int, o Options) error {
	part := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+NewID()[:8]+".part")
	err := buildFile(part, p, steps, cursor, o)
	if err == nil {
		err = take(part, path)
	}
	if err != nil {
		// What is left of the attempt is of no use; its removal may fail as the attempt did.
		_ = remove(part, part+"-journal")
		return explain(path, err)
	}
	return nil
}

// take gives the finished file its name. A journal that a dead program left at that name would be played into it, and goes first.
func take(part, path string) error {
	for _, tail := range logTails {
		if err := remove(path + tail); err != nil {
			return err
		}
	}
	return settle(part, path)
}

func buildFile(path string, p *planner.Plan, steps []editor.Step, cursor int, o Options) error {
	f, err := open(path, o, filePlace)
	if err != nil {
		return err
	}
	err = f.write(func(tx *sql.Tx) error { return f.insert(tx, p, steps, cursor) })
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}

// Import takes the plan of a plan file into the library, with its history, and returns its ID: its own, or a
// new one where the library has a plan of that ID. What the file holds is checked as if it were typed in;
// beside the problems of OpenFile and Load there is problem.file_plans. The file may be opened and rolled
// back to its last whole edit, but is not changed otherwise.
func (l *Library) Import(path string) (planID string, err error) {
	f, err := OpenFile(path, Options{Now: l.now})
	if err != nil {
		return "", err
	}
	defer f.Close()
	id, err := f.OnlyPlan()
	if err != nil {
		return "", err
	}
	p, steps, cursor, err := f.Load(id)
	if err != nil {
		return "", err
	}
	if !replays(p, steps, cursor) {
		steps, cursor = nil, 0 // the plan is sound, its history is not: better none than one that breaks the plan
	}
	err = l.write(func(tx *sql.Tx) error {
		var taken bool
		if err := tx.QueryRow("SELECT EXISTS (SELECT 1 FROM plans WHERE id = ?)", id).Scan(&taken); err != nil {
			return err
		}
		if taken {
			id = NewID()
			p, steps = renamed(p, steps, id)
		}
		return l.insert(tx, p, steps, cursor)
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// renamed returns the plan and its history under another ID. The head stands in the history too.
func renamed(p *planner.Plan, steps []editor.Step, id string) (*planner.Plan, []editor.Step) {
	n := *p
	n.ID = id
	out := make([]editor.Step, len(steps))
	for i, s := range steps {
		out[i] = s
		out[i].Changes = make([]planner.RowChange, len(s.Changes))
		for j, c := range s.Changes {
			if c.Table == planner.HeadTable {
				before, after := *c.Before.(*planner.HeadRow), *c.After.(*planner.HeadRow)
				before.ID, after.ID = id, id
				c = planner.RowChange{Table: c.Table, ID: id, Before: &before, After: &after}
			}
			out[i].Changes[j] = c
		}
	}
	return &n, out
}

// audit checks a plan from outside as the commands that made it did; the first impossible thing is a Problem.
func audit(p *planner.Plan) error {
	if err := p.Head.Check(); err != nil {
		return err
	}
	for _, x := range p.Products.All() {
		if err := p.CheckProduct(x); err != nil {
			return err
		}
	}
	for _, w := range p.Risks.All() {
		if err := planner.CheckRisk(w); err != nil {
			return err
		}
	}
	for _, e := range p.Events.All() {
		if err := p.CheckEvent(e); err != nil {
			return err
		}
	}
	return nil
}

// replays reports whether the history can be walked to both its ends with a possible plan at every step.
func replays(p *planner.Plan, steps []editor.Step, cursor int) bool {
	walk := func(order []editor.Step, forward bool) bool {
		at := p
		for _, s := range order {
			next, err := at.Patch(s.Changes, forward)
			if err != nil || !possible(next, s.Changes) {
				return false
			}
			at = next
		}
		return true
	}
	done := 0
	for done < len(steps) && steps[done].Seq <= cursor {
		done++
	}
	back := make([]editor.Step, 0, done)
	for i := done - 1; i >= 0; i-- {
		back = append(back, steps[i])
	}
	return walk(back, false) && walk(steps[done:], true)
}

// possible checks the head and the events that the changes touched.
func possible(p *planner.Plan, changes []planner.RowChange) bool {
	if p.Head.Check() != nil {
		return false
	}
	for _, c := range changes {
		if c.Table != "events" {
			continue
		}
		if e := p.Event(c.ID); e != nil && p.CheckEvent(e) != nil {
			return false
		}
	}
	return true
}
