package storage

import (
	"database/sql"
	"encoding/json"

	"bfplanner/planner"
)

// ownTables are the planner's tables that have a table of their own in the database; all others share plan_rows.
var ownTables = map[string]bool{"events": true, "products": true}

// statements is the SQL that keeps the rows of one table.
type statements struct{ put, drop string }

// statementsFor returns the SQL for one of the planner's tables. The parameters are the plan, the table (only in
// plan_rows), the row and, to put, its body.
func statementsFor(table string) statements {
	if ownTables[table] {
		return statements{
			"INSERT INTO " + table + " (plan_id, id, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
			"DELETE FROM " + table + " WHERE plan_id = ? AND id = ?",
		}
	}
	return statements{
		"INSERT INTO plan_rows (plan_id, tbl, id, body) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
		"DELETE FROM plan_rows WHERE plan_id = ? AND tbl = ? AND id = ?",
	}
}

// rowWriter writes rows of a plan within one transaction.
type rowWriter struct {
	tx       *sql.Tx
	plan     string
	prepared map[string]*sql.Stmt
}

func newRowWriter(tx *sql.Tx, plan string) *rowWriter {
	return &rowWriter{tx, plan, map[string]*sql.Stmt{}}
}

// close frees the statements; their errors were reported when they ran.
func (w *rowWriter) close() {
	for _, s := range w.prepared {
		_ = s.Close()
	}
}

// apply writes one change as it stands after.
func (w *rowWriter) apply(c planner.RowChange) error {
	if c.Table == planner.HeadTable {
		return w.head(c.After)
	}
	if c.After == nil {
		return w.exec(statementsFor(c.Table).drop, c.Table, c.ID)
	}
	return w.put(c.Table, c.After)
}

func (w *rowWriter) put(table string, row planner.Row) error {
	body, err := json.Marshal(row)
	if err != nil {
		return err
	}
	return w.exec(statementsFor(table).put, table, row.RowID(), string(body))
}

func (w *rowWriter) head(row planner.Row) error {
	body, err := json.Marshal(row)
	if err != nil {
		return err
	}
	_, err = w.tx.Exec("UPDATE plans SET head = ? WHERE id = ?", string(body), w.plan)
	return err
}

func (w *rowWriter) exec(text, table string, args ...any) error {
	s := w.prepared[text]
	if s == nil {
		var err error
		if s, err = w.tx.Prepare(text); err != nil {
			return err
		}
		w.prepared[text] = s
	}
	all := []any{w.plan}
	if !ownTables[table] {
		all = append(all, table)
	}
	_, err := s.Exec(append(all, args...)...)
	return err
}

// readRows hands each row of the plan to f, table by table, as the JSON that was kept.
func readRows(tx *sql.Tx, plan string, f func(table, id string, body []byte) error) error {
	queries := []string{"SELECT tbl, id, body FROM plan_rows WHERE plan_id = ?"}
	for table := range ownTables {
		queries = append(queries, "SELECT '"+table+"', id, body FROM "+table+" WHERE plan_id = ?")
	}
	for _, q := range queries {
		rows, err := tx.Query(q, plan)
		if err != nil {
			return err
		}
		if err := eachRow(rows, f); err != nil {
			return err
		}
	}
	return nil
}

func eachRow(rows *sql.Rows, f func(table, id string, body []byte) error) error {
	defer rows.Close()
	for rows.Next() {
		var table, id string
		var body []byte
		if err := rows.Scan(&table, &id, &body); err != nil {
			return err
		}
		if err := f(table, id, body); err != nil {
			return err
		}
	}
	return rows.Err()
}
