package storage

import (
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
)

// Info is what a list of plans shows of one.
type Info struct {
	ID   string
	Name string
	// Of is the ID of the real plan that this is a scenario of, "" for a real plan; the library may not hold that plan
	// any more. Scenario is what the scenario is called.
	Of, Scenario string
	Sale         string    // the sale's name
	Updated      time.Time // of the last edit, undo or redo; UTC
	Events       int
}

// NewID returns an ID for a plan that no other plan has, on this machine or another: 32 hexadecimal digits.
func NewID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // it cannot fail: it ends the program where the system has no random numbers
	return hex.EncodeToString(b[:])
}

// Plans lists the plans, the one that was changed last first.
func (l *Library) Plans() ([]Info, error) {
	var list []Info
	err := l.read(func(tx *sql.Tx) error {
		rows, err := tx.Query(`SELECT id, coalesce(name, ''), coalesce(sale, ''), coalesce(head ->> '$.of', ''), coalesce(head ->> '$.scenario', ''), updated,
			(SELECT count(*) FROM events e WHERE e.plan_id = p.id) FROM plans p ORDER BY updated DESC, id`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var i Info
			var updated string
			if err := rows.Scan(&i.ID, &i.Name, &i.Sale, &i.Of, &i.Scenario, &updated, &i.Events); err != nil {
				return err
			}
			if i.Updated, err = time.Parse(time.RFC3339Nano, updated); err != nil {
				return badRow("plans", i.ID, err)
			}
			list = append(list, i)
		}
		return rows.Err()
	})
	return list, err
}

// OnlyPlan returns the ID of the plan of a plan file; a file of none or of several is problem.file_plans.
func (l *Library) OnlyPlan() (string, error) {
	list, err := l.Plans()
	if err != nil {
		return "", err
	}
	if len(list) != 1 {
		return "", placed(l.path, planner.Problemf("problem.file_plans", l.path, len(list)))
	}
	return list[0].ID, nil
}

// Load returns a plan with the history that can be undone and the number of the last step in force, all of
// one moment. What a plan file holds is checked as if it were typed in. Problems: problem.no_plan,
// problem.damaged_row, and for a plan file those of planner.Plan.CheckEvent and its like.
func (l *Library) Load(planID string) (*planner.Plan, []editor.Step, int, error) {
	p := &planner.Plan{}
	var steps []editor.Step
	var cursor int
	err := l.read(func(tx *sql.Tx) (err error) {
		if p, cursor, err = readPlan(tx, planID); err != nil {
			return err
		}
		steps, err = readSteps(tx, planID)
		return err
	})
	if err == nil && len(steps) > 0 && (cursor < steps[0].Seq-1 || cursor > steps[len(steps)-1].Seq) {
		err = badRow("plans", planID, errors.New("its cursor is not in its journal"))
	}
	if err == nil && l.shared {
		err = audit(p)
	}
	if err != nil {
		return nil, nil, 0, explain(l.path, err)
	}
	return p, steps, cursor, nil
}

func readPlan(tx *sql.Tx, id string) (*planner.Plan, int, error) {
	var head []byte
	var cursor int
	err := tx.QueryRow("SELECT head, cursor FROM plans WHERE id = ?", id).Scan(&head, &cursor)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, 0, planner.Problemf("problem.no_plan", id)
	}
	if err != nil {
		return nil, 0, err
	}
	row, err := decodeRow(planner.HeadTable, id, head)
	if err != nil || row == nil {
		return nil, 0, badRow("plans", id, err)
	}
	p := &planner.Plan{Head: row.(*planner.HeadRow).Head}
	var rows []planner.Row
	err = readRows(tx, id, func(table, rowID string, body []byte) error {
		row, err := decodeRow(table, rowID, body)
		if err != nil || row == nil {
			return badRow(table, rowID, err)
		}
		rows = append(rows, row)
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	p, err = p.WithRows(rows)
	return p, cursor, err
}

// Create keeps a new plan that has no history yet. A plan of the same ID is problem.plan_exists.
func (l *Library) Create(p *planner.Plan) error {
	return l.write(func(tx *sql.Tx) error { return l.insert(tx, p, nil, 0) })
}

// insert writes a whole plan with its history.
func (l *Library) insert(tx *sql.Tx, p *planner.Plan, steps []editor.Step, cursor int) error {
	head, err := json.Marshal(p.Head)
	if err != nil {
		return err
	}
	at := stamp(l.now())
	done, err := tx.Exec("INSERT INTO plans (id, head, cursor, created, updated) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		p.ID, string(head), cursor, at, at)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, planner.Problemf("problem.plan_exists", p.ID))
	}
	w := newRowWriter(tx, p.ID)
	defer w.close()
	for _, table := range planner.TableNames() {
		for _, row := range p.Rows(table) {
			if err := w.put(table, row); err != nil {
				return err
			}
		}
	}
	for _, s := range steps {
		if err := writeStep(tx, p.ID, s); err != nil {
			return err
		}
	}
	return nil
}

// Duplicate keeps a copy of a plan under a new ID and name. The copy starts without a history; that of a scenario is a
// real plan.
func (l *Library) Duplicate(planID, newID, name string) error {
	p, _, _, err := l.Load(planID)
	if err != nil {
		return err
	}
	p.ID, p.Name, p.Of, p.Scenario = newID, name, "", ""
	return l.Create(p)
}

// Delete removes a plan and its history for good; backups keep it for a while. A plan that is not there is problem.no_plan.
func (l *Library) Delete(planID string) error {
	return l.write(func(tx *sql.Tx) error {
		done, err := tx.Exec("DELETE FROM plans WHERE id = ?", planID)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, planner.Problemf("problem.no_plan", planID))
		}
		return nil
	})
}

// Setting returns a setting of the program, "" where it was never set.
func (l *Library) Setting(key string) (string, error) {
	var value string
	err := l.db.QueryRow("SELECT value FROM settings WHERE key = ?", key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, explain(l.path, err)
}

// SetSetting keeps a setting of the program.
func (l *Library) SetSetting(key, value string) error {
	_, err := l.db.Exec("INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", key, value)
	return explain(l.path, err)
}
