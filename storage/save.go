package storage

import (
	"database/sql"
	"errors"

	"bfplanner/planner"
	"bfplanner/planner/editor"
)

// Save keeps what an editor did: the rows that changed, the step of the journal and the place in it, all in
// one transaction. When it returns nil the edit is on disk. On an error nothing was written, and the same
// write may be tried again.
//
// Writes must come in order: one that does not follow on what is kept, because another program edited the
// plan or a write before it was lost, is problem.out_of_step and changes nothing. Other problems:
// problem.no_plan, problem.disk_full, problem.read_only, problem.locked, problem.disk.
func (l *Library) Save(w editor.Write) error {
	return l.write(func(tx *sql.Tx) error {
		if err := follows(tx, w); err != nil {
			return err
		}
		rows := newRowWriter(tx, w.PlanID)
		defer rows.close()
		for _, c := range w.Changes {
			if err := rows.apply(c); err != nil {
				return err
			}
		}
		if w.Step != nil {
			if err := appendStep(tx, w.PlanID, *w.Step); err != nil {
				return err
			}
		}
		_, err := tx.Exec("UPDATE plans SET cursor = ?, updated = ? WHERE id = ?", w.Cursor, stamp(w.At), w.PlanID)
		return err
	})
}

// follows checks that the write goes on from what is kept: with the next step, or to a step that the journal has.
func follows(tx *sql.Tx, w editor.Write) error {
	var kept, first, last int
	err := tx.QueryRow(`SELECT cursor, coalesce(min(seq) - 1, cursor), coalesce(max(seq), cursor)
		FROM plans LEFT JOIN journal ON plan_id = id WHERE id = ? GROUP BY id`, w.PlanID).Scan(&kept, &first, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return planner.Problemf("problem.no_plan", w.PlanID)
	}
	if err != nil {
		return err
	}
	fits := w.From == kept && w.Cursor != kept && w.Cursor >= first && w.Cursor <= last
	if w.Step != nil {
		fits = w.From == kept && w.Cursor == kept+1 && w.Step.Seq == w.Cursor
	}
	for _, c := range w.Changes {
		fits = fits && (c.Table != planner.HeadTable || c.After != nil && c.After.RowID() == w.PlanID)
	}
	if !fits {
		return planner.Problemf("problem.out_of_step", kept, w.Cursor)
	}
	return nil
}

// appendStep writes the step in place of those that were undone before it, and lets go of the oldest.
func appendStep(tx *sql.Tx, plan string, s editor.Step) error {
	_, err := tx.Exec("DELETE FROM journal WHERE plan_id = ? AND (seq >= ? OR seq <= ?)", plan, s.Seq, s.Seq-keptSteps)
	if err != nil {
		return err
	}
	return writeStep(tx, plan, s)
}
