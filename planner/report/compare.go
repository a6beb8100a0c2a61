package report

import (
	"cmp"
	"reflect"
	"slices"

	"bfplanner/planner"
)

// The ways in which a row of one plan differs from that of another.
const (
	RowAdded   = "added"
	RowRemoved = "removed"
	RowMoved   = "moved" // an event whose time alone differs
	RowChanged = "changed"
)

// Difference is one row in which another plan differs from ours.
type Difference struct {
	planner.RowChange // Before is ours, After is theirs
	What              string
}

// Compare returns the rows in which their plan differs from ours: the plan's own settings, then table by table,
// events by their times. What each plan has for itself, its ID,
// what it is a scenario of and which findings were dismissed, does not count.
func Compare(ours, theirs *planner.Plan) []Difference {
	other := *theirs
	other.ID, other.Of, other.Scenario, other.NextID, other.Dismissals = ours.ID, ours.Of, ours.Scenario, ours.NextID, ours.Dismissals
	if theirs.Real() == ours.Real() && theirs.ID != ours.ID {
		other.Name = ours.Name // scenarios bear the name that their plan had when they were made
	}
	var list []Difference
	for _, c := range planner.Diff(ours, &other) {
		list = append(list, Difference{c, whatOf(c)})
	}
	tables := append([]string{planner.HeadTable}, planner.TableNames()...)
	slices.SortStableFunc(list, func(a, b Difference) int {
		if n := slices.Index(tables, a.Table) - slices.Index(tables, b.Table); n != 0 {
			return n
		}
		x, y := a.event(), b.event()
		if x == nil || y == nil {
			return cmp.Compare(a.ID, b.ID)
		}
		return cmp.Or(x.Span.Start.Compare(y.Span.Start), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// event returns the event that the difference is about, theirs where they have it; nil for another row.
func (d Difference) event() *planner.Event {
	for _, r := range []planner.Row{d.After, d.Before} {
		if e, ok := r.(*planner.Event); ok {
			return e
		}
	}
	return nil
}

func whatOf(c planner.RowChange) string {
	switch {
	case c.Before == nil:
		return RowAdded
	case c.After == nil:
		return RowRemoved
	}
	a, ours := c.Before.(*planner.Event)
	b, theirs := c.After.(*planner.Event)
	if ours && theirs && a.Span != b.Span {
		moved := a.At(b.Span)
		if reflect.DeepEqual(moved, b) {
			return RowMoved
		}
	}
	return RowChanged
}

// Merge returns the edit that takes the chosen differences over into our plan. Rows come before those that refer to
// them, and go after; one that would leave a reference to nothing is refused, with a *planner.Problem, when it is done.
func Merge(chosen []Difference, why planner.Text) planner.Command {
	b := planner.Batch{Why: why}
	var rows []planner.Row
	var gone []string
	drops := map[string][]string{}
	for _, d := range chosen {
		switch after := d.After.(type) {
		case nil:
			if d.event() != nil {
				gone = append(gone, d.ID)
				continue
			}
			drops[d.Table] = append(drops[d.Table], d.ID)
		case *planner.HeadRow:
			b.Commands = append(b.Commands, planner.SetHead{Head: after.Head})
		default:
			rows = append(rows, after)
		}
	}
	if len(rows) > 0 {
		b.Commands = append(b.Commands, planner.Put{Rows: rows})
	}
	if len(gone) > 0 {
		b.Commands = append(b.Commands, planner.Remove{IDs: gone, Alone: true})
	}
	tables := planner.TableNames()
	slices.Reverse(tables)
	for _, t := range tables {
		if len(drops[t]) > 0 {
			b.Commands = append(b.Commands, planner.Drop{Table: t, IDs: drops[t]})
		}
	}
	return b
}
