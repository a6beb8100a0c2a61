// Package mip writes the engine's model down as a mixed-integer program: columns for the decisions and for the
// viewers served, rows for every hard constraint. It is a second, independent statement of what package forecast
// scores and checks, so that outside solvers can be asked, and its linear relaxation bounds every plan.
package mip

import (
	"fmt"
	"strconv"

	"bfplanner/planner/forecast"
)

// Model is the program of an instance: maximise the objective over the columns within their bounds and the rows.
// Values are in the currency's major units. It does not change once built.
type Model struct {
	in   *forecast.Instance
	cols []column
	rows []row
	at   []int32   // columns of the entries of all rows, row by row
	by   []float64 // their factors

	shift  map[[5]int]int32 // the columns of decisions, by the rows of a solution
	post   map[[3]int]int32
	window map[[4]int]int32
	flash  map[[3]int]int32
	hedge  map[[2]int]int32
	saved  map[int32]int32 // by a flash deal: the part of it that a hedge saves
	live   [][]int32       // shop-day, slot: on air
	start  [][]int32       // shop-day, slot: a session starts
	shops  []shopDay       // by shop-day
	come   [][]int32       // line-day: pieces of what its posts bring
	out    [][]int32       // video, day: out by then; nil for one that neither waits nor is waited for
	lines  []lineCols
}

// shopDay holds the columns of a shop-day's exposure: its pieces of saturation and their sum.
type shopDay struct {
	pieces []int32
	seen   int32
	most   float64 // exposure that no roster exceeds
}

// none marks a column that the model does not have.
const none = int32(-1)

// column is a column: what a unit of it earns, its bounds, and whether it is a whole number.
type column struct {
	name    label
	earns   float64
	lo, hi  float64
	integer bool
}

// row is a row: its entries end where the next row's begin.
type row struct {
	name  label
	equal bool // else at most
	limit float64
	from  int
}

// label names a column or a row by its kind and indices.
type label struct {
	kind string
	at   [5]int32
	n    int
}

func named(kind string, at ...int) label {
	l := label{kind: kind, n: len(at)}
	for i, x := range at {
		l.at[i] = int32(x)
	}
	return l
}

// String returns the name as it stands in a file, such as shift_0_0_12_19_2.
func (l label) String() string {
	b := []byte(l.kind)
	for _, x := range l.at[:l.n] {
		b = strconv.AppendInt(append(b, '_'), int64(x), 10)
	}
	return string(b)
}

// term is an entry of a row under construction.
type term struct {
	col int32
	by  float64
}

// New builds the program of an instance that forecast.ReadInstance would accept.
func New(in *forecast.Instance) *Model {
	m := &Model{in: in, shift: map[[5]int]int32{}, post: map[[3]int]int32{}, window: map[[4]int]int32{}, flash: map[[3]int]int32{},
		hedge: map[[2]int]int32{}, saved: map[int32]int32{}}
	b := &builder{Model: m, slots: len(in.HourCurve)}
	b.roster()
	b.hostRules()
	b.shopRules()
	b.exposure()
	b.hedges()
	b.windows()
	b.videos()
	b.deals()
	for g := range in.Lines {
		b.line(g)
	}
	b.pins()
	m.rows = append(m.rows, row{from: len(m.at)}) // the end of the last
	return m
}

// Size returns how many columns, whole-number columns, rows and entries the program has.
func (m *Model) Size() (columns, integers, rows, entries int) {
	for _, c := range m.cols {
		if c.integer {
			integers++
		}
	}
	return len(m.cols), integers, len(m.rows) - 1, len(m.at)
}

// entries returns the entries of a row.
func (m *Model) entries(i int) ([]int32, []float64) {
	from, to := m.rows[i].from, m.rows[i+1].from
	return m.at[from:to], m.by[from:to]
}

// shopDay returns the index of a shop-day.
func (m *Model) shopDay(shop, day int) int { return shop*m.in.Days + day }

// builder is a model under construction.
type builder struct {
	*Model
	slots int         // of a day
	cover [][][]int32 // shop-day, slot: shifts on air
	busy  [][]shiftAt // host-day: shifts
}

// shiftAt is a shift with its column.
type shiftAt struct {
	col            int32
	shop, from, to int
}

func (b *builder) col(name label, earns, lo, hi float64, integer bool) int32 {
	b.cols = append(b.cols, column{name, earns, lo, hi, integer})
	return int32(len(b.cols) - 1)
}

func (b *builder) row(name label, equal bool, limit float64, terms ...term) {
	b.rows = append(b.rows, row{name, equal, limit, len(b.at)})
	for _, t := range terms {
		b.at, b.by = append(b.at, t.col), append(b.by, t.by)
	}
}

// most adds a row that the terms sum to the limit at most, if there is any.
func (b *builder) most(name label, limit float64, terms []term) {
	if len(terms) > 0 {
		b.row(name, false, limit, terms...)
	}
}

// sum returns each column once.
func sum(cols []int32) []term {
	list := make([]term, len(cols))
	for i, c := range cols {
		list[i] = term{c, 1}
	}
	return list
}

// weekDays is the length of a week, which begins with the first day of the horizon.
const weekDays = 7

// pins fixes what is pinned. A pin of a decision that the model does not have breaks a row of its own.
func (b *builder) pins() {
	fix := func(i int, c int32, known bool) {
		if !known || c == none {
			zero := b.col(named("impossible", i), 0, 0, 0, false)
			b.row(named("pin", i), true, 1, term{zero, 1})
			return
		}
		b.cols[c].lo = b.cols[c].hi
	}
	for i, p := range b.in.Pins {
		var c int32
		var ok bool
		switch p.Kind {
		case forecast.PinLive:
			for t := p.From; t < p.To; t++ {
				fix(i, b.live[b.shopDay(p.Shop, p.Day)][t], true)
			}
			continue
		case forecast.PinShift:
			c, ok = b.shift[[5]int{p.Host, p.Shop, p.Day, p.From, p.To - p.From}]
		case forecast.PinCoupon:
			c, ok = b.window[[4]int{p.Line, p.Depth + 1, p.Day, p.Len}]
		case forecast.PinVideo:
			c, ok = b.post[[3]int{p.Video, p.Day, p.Band}]
		case forecast.PinFlash:
			c, ok = b.flash[[3]int{p.Product, p.Day, p.From}]
		case forecast.PinHedge:
			c, ok = b.hedge[[2]int{p.Shop, p.Day}]
		default:
			panic(fmt.Sprintf("mip: pin of kind %q", p.Kind))
		}
		fix(i, c, ok)
	}
}
