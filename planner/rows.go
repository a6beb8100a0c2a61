package planner

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// RowChange is what an edit did to one row of one of the plan's tables; nil stands for no row.
// The head is the one row of the table "head".
type RowChange struct {
	Table  string
	ID     string
	Before Row
	After  Row
}

// HeadRow is the plan's head seen as a row.
type HeadRow struct{ Head }

// RowID returns the plan's ID.
func (h *HeadRow) RowID() string { return h.ID }

// tableOps is what the program does with each table of a plan without knowing its type.
type tableOps struct {
	name   string
	holds  func(Row) bool
	all    func(*Plan) []Row
	put    func(*Plan, ...Row)
	drop   func(*Plan, []string)
	diff   func(a, b *Plan) []RowChange
	decode func([]byte) (Row, error)
}

func opsOf[V any, T interface {
	*V
	Row
}](name string, table func(*Plan) *Table[T]) tableOps {
	return tableOps{
		name:  name,
		holds: func(r Row) bool { _, ok := r.(T); return ok },
		all: func(p *Plan) []Row {
			rows := make([]Row, 0, table(p).Len())
			for _, r := range table(p).All() {
				rows = append(rows, r)
			}
			return rows
		},
		put: func(p *Plan, rows ...Row) {
			own := make([]T, len(rows))
			for i, r := range rows {
				own[i] = r.(T)
			}
			t := table(p)
			*t = t.Put(own...)
		},
		drop: func(p *Plan, ids []string) { t := table(p); *t = t.Drop(ids...) },
		diff: func(a, b *Plan) []RowChange { return diffTables(name, *table(a), *table(b)) },
		decode: func(b []byte) (Row, error) {
			v := T(new(V))
			err := json.Unmarshal(b, v)
			return v, err
		},
	}
}

// tables is every table of a plan, in an order in which each stands after those it refers to.
var tables = []tableOps{
	opsOf("shops", func(p *Plan) *Table[*Shop] { return &p.Shops }),
	opsOf("lines", func(p *Plan) *Table[*Line] { return &p.Lines }),
	opsOf("products", func(p *Plan) *Table[*Product] { return &p.Products }),
	opsOf("hosts", func(p *Plan) *Table[*Host] { return &p.Hosts }),
	opsOf("studios", func(p *Plan) *Table[*Studio] { return &p.Studios }),
	opsOf("channels", func(p *Plan) *Table[*Channel] { return &p.Channels }),
	opsOf("tools", func(p *Plan) *Table[*Tool] { return &p.Tools }),
	opsOf("layers", func(p *Plan) *Table[*Layer] { return &p.Layers }),
	opsOf("fees", func(p *Plan) *Table[*Fee] { return &p.Fees }),
	opsOf("risks", func(p *Plan) *Table[*RiskWindow] { return &p.Risks }),
	opsOf("risk_defaults", func(p *Plan) *Table[*RiskDefault] { return &p.RiskDefaults }),
	opsOf("params", func(p *Plan) *Table[*Param] { return &p.Params }),
	opsOf("events", func(p *Plan) *Table[*Event] { return &p.Events }),
	opsOf("dismissals", func(p *Plan) *Table[*Dismissal] { return &p.Dismissals }),
}

// HeadTable names the table of the plan's head in changes and in storage.
const HeadTable = "head"

// TableNames returns the names of a plan's tables, each after those it refers to.
func TableNames() []string {
	names := make([]string, len(tables))
	for i, t := range tables {
		names[i] = t.name
	}
	return names
}

// Rows returns all rows of the named table in the order of their IDs; an unknown name has none.
func (p *Plan) Rows(name string) []Row {
	if t := opsNamed(name); t != nil {
		return t.all(p)
	}
	return nil
}

func opsNamed(name string) *tableOps {
	for i := range tables {
		if tables[i].name == name {
			return &tables[i]
		}
	}
	return nil
}

func tableOf(r Row) string {
	for _, t := range tables {
		if t.holds(r) {
			return t.name
		}
	}
	return ""
}

func (p *Plan) put(r Row) error {
	if t := opsNamed(tableOf(r)); t != nil {
		t.put(p, r)
		return nil
	}
	return Problemf("problem.table", fmt.Sprintf("%T", r))
}

// WithRows returns the plan with the rows put, each in the table of its type. It is the fast way to build a
// plan of many rows and checks nothing but that plans hold such rows; edits are commands.
func (p *Plan) WithRows(rows []Row) (*Plan, error) {
	byTable := map[string][]Row{}
	for _, r := range rows {
		name := tableOf(r)
		if name == "" {
			return nil, Problemf("problem.table", fmt.Sprintf("%T", r))
		}
		byTable[name] = append(byTable[name], r)
	}
	n := *p
	for name, list := range byTable {
		opsNamed(name).put(&n, list...)
	}
	return &n, nil
}

func (p *Plan) drop(name string, ids []string) error {
	t := opsNamed(name)
	if t == nil {
		return Problemf("problem.table", name)
	}
	t.drop(p, ids)
	return nil
}

// DecodeRow reads the JSON of one row of the named table.
func DecodeRow(table string, b []byte) (Row, error) {
	if table == HeadTable {
		h := new(HeadRow)
		return h, json.Unmarshal(b, &h.Head)
	}
	t := opsNamed(table)
	if t == nil {
		return nil, Problemf("problem.table", table)
	}
	return t.decode(b)
}

// Diff returns the rows in which b differs from a, table by table. Plans that share rows, as an edit's
// two sides do, are compared at the speed of walking two lists of pointers.
func Diff(a, b *Plan) []RowChange {
	var out []RowChange
	if !reflect.DeepEqual(a.Head, b.Head) {
		out = append(out, RowChange{HeadTable, b.ID, &HeadRow{a.Head}, &HeadRow{b.Head}})
	}
	for _, t := range tables {
		out = append(out, t.diff(a, b)...)
	}
	return out
}

func diffTables[T Row](name string, a, b Table[T]) []RowChange {
	var out []RowChange
	x, y := a.All(), b.All()
	for len(x) > 0 || len(y) > 0 {
		switch {
		case len(y) == 0 || len(x) > 0 && x[0].RowID() < y[0].RowID():
			out, x = append(out, RowChange{name, x[0].RowID(), x[0], nil}), x[1:]
		case len(x) == 0 || y[0].RowID() < x[0].RowID():
			out, y = append(out, RowChange{name, y[0].RowID(), nil, y[0]}), y[1:]
		default:
			if Row(x[0]) != Row(y[0]) && !reflect.DeepEqual(x[0], y[0]) {
				out = append(out, RowChange{name, x[0].RowID(), x[0], y[0]})
			}
			x, y = x[1:], y[1:]
		}
	}
	return out
}

// Patch returns the plan with the changes' After rows in place, or with their Before rows where forward
// is false, which undoes them. A change of an unknown table is a Problem.
func (p *Plan) Patch(changes []RowChange, forward bool) (*Plan, error) {
	n := *p
	for _, c := range changes {
		row := c.After
		if !forward {
			row = c.Before
		}
		switch {
		case c.Table == HeadTable:
			n.Head = row.(*HeadRow).Head
		case opsNamed(c.Table) == nil:
			return nil, Problemf("problem.table", c.Table)
		case row == nil:
			opsNamed(c.Table).drop(&n, []string{c.ID})
		default:
			opsNamed(c.Table).put(&n, row)
		}
	}
	return &n, nil
}
