package search

// deal is a flash deal of a product on a shop-day.
type deal struct {
	product int
	hour    int
}

// window is a coupon window of a line.
type window struct {
	mode, day, n int
	pinned       bool
}

// state is a solution that changes move by move. Every change is made by one of the setters, which keep the
// totals, the bound on the change of value and the log for undo.
type state struct {
	p     *problem
	scope *scope // what moves may touch

	cells    []cell      // shop-day
	seen     [][]float64 // shop, day: exposure, the cells' own
	busy     []uint64    // host-day: hours on air in all shops
	week     []int       // host, week: hours on air
	studio   [][daySlots]int16
	risky    int
	posted   []int // video: day or none
	band     []int // video: where it is posted
	effort   []float64
	perDay   []int // shop-day: videos
	windows  [][]window
	coupons  []int   // shop-day: lines on coupon
	reserved []int64 // shop, in hundredths
	deals    [][]deal
	slots    [][daySlots]int8 // shop-day: flash deals in the clock hour
	dealDays [][]int          // product
	hedged   []bool           // shop-day

	lines  []*line
	price  [][]float64 // shop, day: what a unit of exposure is worth
	fixed  float64     // value of all but the lines
	value  float64     // of the lines and fixed, as of the last keep
	bench  *bench
	weeks  int
	locked []bool // video: pinned
	base   *base  // the problem's
	stay   bool   // no flash deal may go

	// the move under way
	log     []change
	oldSeen []cell
	oldWins [][]window
	rise    float64 // bound on the change of the lines' value so far
	blind   bool    // a change that the bound does not see
	touched []int   // lines
	isTouch []bool
	hosts   []hostDay
	shown   []exposed
	days    []int // whose studios must be counted
	undoing bool
	barred  bool // something that must stay would go
}

// exposed is a change of a shop-day's exposure.
type exposed struct {
	shop, day int
	by        float64
}

type hostDay struct{ host, day int }

type kind uint8

const (
	changedCell kind = iota
	changedPost
	changedWindows
	addedDeal
	removedDeal
	changedHedge
)

// change is one entry of the log: what was set and how it was before.
type change struct {
	kind    kind
	a, b, c int
}

func newState(p *problem) *state {
	in := p.in
	n := len(in.Shops) * p.days
	s := &state{p: p, scope: p.whole, base: p.base, cells: make([]cell, n), busy: make([]uint64, len(in.Hosts)*p.days), studio: make([][daySlots]int16, p.days), weeks: p.days/weekDays + 1,
		posted: make([]int, len(in.Videos)), band: make([]int, len(in.Videos)), perDay: make([]int, n), windows: make([][]window, len(in.Lines)), coupons: make([]int, n), reserved: make([]int64, len(in.Shops)),
		deals: make([][]deal, n), slots: make([][daySlots]int8, n), dealDays: make([][]int, len(in.Products)), hedged: make([]bool, n), bench: newBench(p.days),
		isTouch: make([]bool, len(in.Lines)), locked: make([]bool, len(in.Videos))}
	s.week = make([]int, len(in.Hosts)*s.weeks)
	s.effort = make([]float64, len(in.Shops)*s.weeks)
	copy(s.studio, p.used)
	for v := range s.posted {
		s.posted[v], s.band[v] = none, p.bands[v]
	}
	for range in.Shops {
		s.seen = append(s.seen, make([]float64, p.days))
		s.price = append(s.price, make([]float64, p.days))
	}
	for g := range in.Lines {
		s.lines = append(s.lines, newLine(p, g))
	}
	for at, raw := range p.extra {
		if raw > 0 {
			s.cells[at].seen = concave(raw, in.SatWidth, in.SatSlope, p.unit[at])
			s.seen[at/p.days][at%p.days] = s.cells[at].seen
		}
	}
	if b := p.base; b != nil {
		s.fixed -= b.penalty * float64(b.rows)
	}
	s.rescore()
	return s
}

// rescore works all lines out afresh.
func (s *state) rescore() {
	s.value = s.fixed
	for _, l := range s.lines {
		l.stale = true
		l.bound(s.bench, s.seen[l.shop])
		v, at := l.solve(s.bench, s.seen[l.shop])
		l.keep(s.bench, s.seen[l.shop], v, at)
		s.value += v
	}
	for shop := range s.price {
		s.reprice(shop)
	}
}

func (s *state) reprice(shop int) {
	price := s.price[shop]
	clear(price)
	for _, g := range s.p.linesOf[shop] {
		for d, v := range s.lines[g].seen {
			price[d] += v
		}
	}
}

// begin starts a move.
func (s *state) begin() {
	s.log, s.oldSeen, s.oldWins = s.log[:0], s.oldSeen[:0], s.oldWins[:0]
	s.rise, s.blind, s.barred = 0, false, false
	for _, g := range s.touched {
		l := s.lines[g]
		s.isTouch[g], l.served, l.blind, l.rise = false, false, false, 0
	}
	s.touched, s.hosts, s.days, s.shown = s.touched[:0], s.hosts[:0], s.days[:0], s.shown[:0]
}

func (s *state) note(k kind, a, b, c int) {
	if !s.undoing {
		s.log = append(s.log, change{k, a, b, c})
	}
}

// touch marks a line of which something that is served changes.
func (s *state) touch(g int) {
	if !s.undoing {
		s.lines[g].served = true
		s.mark(g)
	}
}

func (s *state) mark(g int) {
	if !s.isTouch[g] {
		s.isTouch[g] = true
		s.touched = append(s.touched, g)
	}
}

func (s *state) touchShop(shop int) {
	if s.undoing {
		return
	}
	for _, g := range s.p.linesOf[shop] {
		s.touch(g)
	}
}

// undo takes the move back.
func (s *state) undo() {
	s.undoing = true
	for i := len(s.log) - 1; i >= 0; i-- {
		switch c := s.log[i]; c.kind {
		case changedCell:
			s.setCell(c.a, c.b, &s.oldSeen[c.c])
		case changedPost:
			s.setPost(c.a, c.b, c.c)
		case changedWindows:
			s.setWindows(c.a, s.oldWins[c.b])
		case addedDeal:
			s.removeDeal(c.a, c.b)
		case removedDeal:
			s.addDeal(c.a, c.b, c.c)
		case changedHedge:
			s.setHedge(c.a, c.b)
		}
	}
	s.undoing = false
}
