package planner

import (
	"encoding/json"
	"slices"
	"sort"
)

// Row is a row of one of a plan's tables. Rows are never changed once they stand in a table.
type Row interface {
	RowID() string
}

// Table is an immutable list of rows in the order of their IDs. Changing it makes a new table that
// shares the rows which stayed, so that a history of plans costs little more than one.
type Table[T Row] struct{ rows []T }

// TableOf makes a table; of two rows with the same ID the later stays.
func TableOf[T Row](rows ...T) Table[T] { return Table[T]{}.Put(rows...) }

// All returns the rows in the order of their IDs. The caller must not change the slice.
func (t Table[T]) All() []T { return t.rows }

// Len returns the number of rows.
func (t Table[T]) Len() int { return len(t.rows) }

func (t Table[T]) find(id string) (int, bool) {
	i := sort.Search(len(t.rows), func(i int) bool { return t.rows[i].RowID() >= id })
	return i, i < len(t.rows) && t.rows[i].RowID() == id
}

// Get returns the row with that ID and whether there is one.
func (t Table[T]) Get(id string) (T, bool) {
	if i, ok := t.find(id); ok {
		return t.rows[i], true
	}
	var none T
	return none, false
}

// Put returns the table with the rows added, each in place of the one with its ID if there is one.
func (t Table[T]) Put(rows ...T) Table[T] {
	if len(rows) > 8 {
		return t.putMany(rows)
	}
	for _, r := range rows {
		i, ok := t.find(r.RowID())
		if ok {
			t.rows = slices.Clone(t.rows)
			t.rows[i] = r
			continue
		}
		grown := make([]T, 0, len(t.rows)+1)
		t.rows = append(append(append(grown, t.rows[:i]...), r), t.rows[i:]...)
	}
	return t
}

func (t Table[T]) putMany(rows []T) Table[T] {
	all := append(slices.Clone(t.rows), rows...)
	sort.SliceStable(all, func(i, j int) bool { return all[i].RowID() < all[j].RowID() })
	kept := all[:0]
	for _, r := range all {
		if n := len(kept); n > 0 && kept[n-1].RowID() == r.RowID() {
			kept[n-1] = r
			continue
		}
		kept = append(kept, r)
	}
	return Table[T]{slices.Clip(kept)}
}

// Drop returns the table without the rows of those IDs; IDs that it does not have do not matter.
func (t Table[T]) Drop(ids ...string) Table[T] {
	gone := make(map[string]bool, len(ids))
	for _, id := range ids {
		gone[id] = true
	}
	kept := make([]T, 0, len(t.rows))
	for _, r := range t.rows {
		if !gone[r.RowID()] {
			kept = append(kept, r)
		}
	}
	return Table[T]{kept}
}

// MarshalJSON writes the rows as a list.
func (t Table[T]) MarshalJSON() ([]byte, error) {
	if t.rows == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(t.rows)
}

// UnmarshalJSON reads a list of rows in any order.
func (t *Table[T]) UnmarshalJSON(b []byte) error {
	var rows []T
	if err := json.Unmarshal(b, &rows); err != nil {
		return err
	}
	*t = TableOf(rows...)
	return nil
}
