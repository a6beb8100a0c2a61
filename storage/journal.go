package storage

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
)

// keptSteps is how many edits of a plan stay in its journal and can be undone.
const keptSteps = 1000

// change is how a row's change stands in the journal; no row is null.
type change struct {
	Table  string          `json:"table"`
	ID     string          `json:"id"`
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}

// writeStep adds one step to the plan's journal.
func writeStep(tx *sql.Tx, plan string, s editor.Step) error {
	label, err := json.Marshal(s.Label)
	if err != nil {
		return err
	}
	changes, err := encodeChanges(s.Changes)
	if err != nil {
		return err
	}
	_, err = tx.Exec("INSERT INTO journal (plan_id, seq, label, at, changes) VALUES (?, ?, ?, ?, ?)",
		plan, s.Seq, string(label), stamp(s.At), string(changes))
	return err
}

func encodeChanges(list []planner.RowChange) ([]byte, error) {
	out := make([]change, len(list))
	for i, c := range list {
		before, err := encodeRow(c.Before)
		if err != nil {
			return nil, err
		}
		after, err := encodeRow(c.After)
		if err != nil {
			return nil, err
		}
		out[i] = change{c.Table, c.ID, before, after}
	}
	return json.Marshal(out)
}

func encodeRow(r planner.Row) (json.RawMessage, error) {
	if r == nil {
		return json.RawMessage("null"), nil
	}
	return json.Marshal(r)
}

// readSteps reads the plan's journal, the oldest step first.
func readSteps(tx *sql.Tx, plan string) ([]editor.Step, error) {
	rows, err := tx.Query("SELECT seq, label, at, changes FROM journal WHERE plan_id = ? ORDER BY seq", plan)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var steps []editor.Step
	for rows.Next() {
		var s editor.Step
		var label, changes []byte
		var at string
		if err := rows.Scan(&s.Seq, &label, &at, &changes); err != nil {
			return nil, err
		}
		if err := readStep(&s, label, at, changes); err != nil {
			return nil, badRow("journal", fmt.Sprint(s.Seq), err)
		}
		if n := len(steps); n > 0 && steps[n-1].Seq+1 != s.Seq {
			return nil, badRow("journal", fmt.Sprint(s.Seq), fmt.Errorf("it follows step %d", steps[n-1].Seq))
		}
		steps = append(steps, s)
	}
	return steps, rows.Err()
}

func readStep(s *editor.Step, label []byte, at string, changes []byte) (err error) {
	if err := json.Unmarshal(label, &s.Label); err != nil {
		return err
	}
	if s.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
		return err
	}
	s.At = s.At.UTC()
	s.Changes, err = decodeChanges(changes)
	return err
}

func decodeChanges(b []byte) ([]planner.RowChange, error) {
	var list []change
	if err := json.Unmarshal(b, &list); err != nil {
		return nil, err
	}
	out := make([]planner.RowChange, len(list))
	for i, c := range list {
		before, err := decodeRow(c.Table, c.ID, c.Before)
		if err != nil {
			return nil, err
		}
		after, err := decodeRow(c.Table, c.ID, c.After)
		if err != nil {
			return nil, err
		}
		if before == nil && after == nil || c.Table == planner.HeadTable && (before == nil || after == nil) {
			return nil, fmt.Errorf("change %d has no row", i+1)
		}
		out[i] = planner.RowChange{Table: c.Table, ID: c.ID, Before: before, After: after}
	}
	return out, nil
}

// decodeRow reads one row, which must be the one that its place says; null is no row.
func decodeRow(table, id string, b json.RawMessage) (planner.Row, error) {
	if len(b) == 0 || bytes.Equal(b, []byte("null")) {
		return nil, nil
	}
	row, err := planner.DecodeRow(table, b)
	if err != nil {
		return nil, err
	}
	if row.RowID() != id {
		return nil, fmt.Errorf("row %q of table %s calls itself %q", id, table, row.RowID())
	}
	return row, nil
}

// badRow is a row that cannot be read though the database is whole.
func badRow(table, id string, err error) *planner.Problem {
	p := planner.Problemf("problem.damaged_row", table, id)
	p.Cause = err
	return p
}

// stamp writes an instant as RFC 3339 in UTC.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
