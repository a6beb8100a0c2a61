package search

import (
	"math"
	"slices"

	"bfplanner/planner/forecast"
)

// Near mends the neighbourhood of one change of a solution: what stood in its place, the hosts it takes, the shop's
// coupons and posts beside it. It is made once for a solution and answers within a frame; it is for one goroutine.
type Near struct {
	e    *Evaluator
	s    *state
	have forecast.Solution // what of the solution is legal, as the state writes it down
}

// NewNear prepares the evaluator's solution for repairs. What of it is illegal is not touched by a repair. Pins that
// cannot all hold are a *ConflictError.
func NewNear(e *Evaluator) (*Near, error) {
	s, err := begin(e.p, &e.base)
	if err != nil {
		return nil, err
	}
	return &Near{e, s, s.solution()}, nil
}

// NearMoves is how many moves a repair within a frame makes.
const NearMoves = 2500

// slotBits is more than the slots of a day.
const slotBits = 63

// nearHeat is the first temperature of a repair over that of a search, nearCool its last over its first.
const (
	nearHeat = 0.02
	nearCool = 0.05
)

// Mend makes the change, holds the rows that come with it and lets so many moves mend what lies around them. It
// returns the whole edit, the change included, which is never worth less and breaks nothing that the change alone would not;
// where nothing can be mended it is the change alone. The same change, moves and seed give the same edit.
func (n *Near) Mend(x Edit, moves int, seed uint64) Choice {
	alone := Choice{x, n.e.Try(x)}
	if len(alone.Broken) > 0 && alone.Broken[0].Rule == forecast.RuleRange {
		return alone
	}
	p := *n.e.p
	p.dayPick = n.days(x)
	s := n.s.clone()
	s.p = &p
	m := &mover{state: s, rng: newRNG(seed), roster: &roster{p: &p}}
	if !m.force(x) {
		return alone
	}
	table := nearMoves(x, n.e.in)
	first := n.e.p.heat() * nearHeat
	best, value := m.solution(), m.value
	for k := range moves {
		share := float64(k) / float64(moves)
		m.nearStep(table[m.n(len(table))], x.In, first*math.Pow(nearCool, share))
		if m.value > value+1e-9*math.Abs(value) {
			best, value = m.solution(), m.value
		}
	}
	whole := n.edit(&best, x)
	if v := n.e.Try(whole); !moreBroken(v.Broken, alone.Broken) && (len(v.Broken) < len(alone.Broken) || v.Gain >= alone.Gain) {
		return Choice{whole, v}
	}
	return alone
}

// moreBroken reports whether a list has a violation of a rule that the other has not.
func moreBroken(list, than []forecast.Violation) bool {
	return slices.ContainsFunc(list, func(v forecast.Violation) bool {
		return !slices.ContainsFunc(than, func(o forecast.Violation) bool { return o.Rule == v.Rule })
	})
}

// days returns the days around a change, the nearest more often.
func (n *Near) days(x Edit) []int {
	var list []int
	put := func(d, times int) {
		for range times {
			if d >= 0 && d < n.e.in.Days {
				list = append(list, d)
			}
		}
	}
	for _, rows := range [2][]Row{x.Out, x.In} {
		for _, r := range rows {
			d, length := r.At[1], 1
			switch r.Kind {
			case forecast.CreditLive:
				d = r.At[2]
			case forecast.CreditCoupon:
				d, length = r.At[2], r.At[3]
			}
			for k := range length {
				put(d+k, 8/length+1)
			}
			put(d-1, 2)
			put(d+length, 2)
			for e := d / weekDays * weekDays; e < (d/weekDays+1)*weekDays; e++ {
				put(e, 1)
			}
		}
	}
	return list
}

// edit returns what leads from the evaluator's solution to one that the change was mended to.
func (n *Near) edit(to *forecast.Solution, x Edit) Edit {
	same := func(r Row) Row {
		if r.Kind == forecast.CreditVideo {
			r.At[2] = 0 // a search posts in one band, a plan where it likes
		}
		return r
	}
	missing := func(from, in []Row) (list []Row) {
		for _, r := range from {
			if !slices.ContainsFunc(in, func(o Row) bool { return same(o) == same(r) }) {
				list = append(list, r)
			}
		}
		return list
	}
	have, now := Rows(&n.have), Rows(to)
	whole := Edit{Out: missing(have, now), In: missing(now, have)}
	base := Rows(&n.e.base)
	for i, r := range whole.Out { // as the solution has it
		at := slices.IndexFunc(base, func(o Row) bool { return same(o) == same(r) })
		whole.Out[i] = base[at]
	}
	for i, r := range whole.In { // as the change has it
		if at := slices.IndexFunc(x.In, func(o Row) bool { return same(o) == same(r) }); at >= 0 {
			whole.In[i] = x.In[at]
		}
	}
	whole.Out = append(whole.Out, missing(missing(x.Out, whole.Out), now)...)
	return whole
}

// force makes a change and makes way for it. It reports false if the rows that come cannot stand legally.
func (m *mover) force(x Edit) bool {
	m.begin()
	fixed := m.fixed
	for _, r := range x.Out {
		m.take(r.Kind, r.At)
	}
	for _, r := range x.In {
		if !m.give(r.Kind, r.At) {
			return false
		}
	}
	return m.holds(x.In) && m.settle(fixed, math.Inf(-1))
}

// take removes a row, where the state has it.
func (m *mover) take(kind string, a [5]int) {
	switch kind {
	case forecast.CreditLive:
		m.takeShift(a[1], a[2], shift{int16(a[0]), int8(a[3]), int8(a[4])})
	case forecast.CreditVideo:
		if m.posted[a[0]] == a[1] && !m.locked[a[0]] {
			m.post(a[0], none)
		}
	case forecast.CreditCoupon:
		if i := slices.Index(m.windows[a[0]], window{mode: a[1], day: a[2], n: a[3]}); i >= 0 {
			m.giveWindows(a[0], slices.Delete(slices.Clone(m.windows[a[0]]), i, i+1))
		}
	case forecast.CreditFlash:
		if m.hasDeal(a) {
			m.removeDeal(a[0], a[1])
		}
	case forecast.CreditHedge:
		m.setHedge(m.p.at(a[0], a[1]), 0)
	}
}

// takeShift takes a shift off air. Where what remains breaks the shop's rules, such as the gap between sessions, another
// goes with it, or the whole day's lives, to be mended with the rest.
func (m *mover) takeShift(shop, d int, x shift) {
	c := &m.cells[m.p.at(shop, d)]
	i := slices.Index(c.list(), x)
	if i < 0 || m.edit(shop, d, func(c *cell) { c.take(i) }) {
		return
	}
	for j := range int(c.n) {
		if j != i && m.edit(shop, d, func(c *cell) { c.take(max(i, j)); c.take(min(i, j)) }) {
			return
		}
	}
	m.edit(shop, d, func(c *cell) { c.n = 0 })
}

// give adds a row that is to be held and makes way for it.
func (m *mover) give(kind string, a [5]int) bool {
	switch kind {
	case forecast.CreditLive:
		return m.giveShift(a[1], a[2], shift{int16(a[0]), int8(a[3]), int8(a[4])})
	case forecast.CreditVideo:
		if !m.putVideo(a[0], a[1]) {
			return false
		}
		m.locked[a[0]] = true
	case forecast.CreditCoupon:
		return m.putWindow(a[0], window{a[1], a[2], a[3], true}, none)
	case forecast.CreditFlash:
		days := slices.Clone(m.dealDays[a[0]])
		for _, d := range days {
			if max(d-a[1], a[1]-d) <= m.p.in.Flash.GapDays || len(m.dealDays[a[0]]) >= m.p.in.Flash.MaxPerProduct {
				m.removeDeal(a[0], d)
			}
		}
		at := m.p.at(m.p.in.Lines[m.p.in.Products[a[0]].Line].Shop, a[1])
		if list := m.deals[at]; !m.dealLegal(a[0], a[1], a[2]) && len(list) > 0 {
			// In place of the one that earns least in that hour.
			worst := none
			for i, x := range list {
				if x.hour == a[2] && (worst == none || m.dealWorth(x, a[1]) < m.dealWorth(list[worst], a[1])) {
					worst = i
				}
			}
			if worst != none {
				m.removeDeal(list[worst].product, a[1])
			}
		}
		if !m.dealLegal(a[0], a[1], a[2]) {
			return false
		}
		m.addDeal(a[0], a[1], a[2])
	case forecast.CreditHedge:
		if !slices.Contains(m.p.hedgeDay, a[1]) {
			return false
		}
		m.setHedge(m.p.at(a[0], a[1]), 1)
	}
	return true
}

// giveShift puts a shift on air and clears for it what it must: what it overlaps, else what stands so close that the
// sessions cannot be as they are, else the rest of the day.
func (m *mover) giveShift(shop, d int, x shift) bool {
	for _, room := range [...]int{0, m.p.in.Shops[shop].MinGap, slotBits} {
		c := m.cells[m.p.at(shop, d)]
		if around := wide(x.mask(), room) &^ m.p.pinOn[m.p.at(shop, d)]; room > 0 {
			c.clear(m.p, around, none)
		}
		if m.again(shop, d, &c, x) {
			return true
		}
	}
	return false
}

// dealWorth returns what a flash deal of that day earns.
func (m *mover) dealWorth(x deal, d int) float64 {
	return m.p.in.FlashOrders(x.product, d, x.hour) * m.margin(x.product, d)
}

func (m *mover) hasDeal(a [5]int) bool {
	at := m.p.at(m.p.in.Lines[m.p.in.Products[a[0]].Line].Shop, a[1])
	return slices.Contains(m.deals[at], deal{a[0], a[2]})
}

// holds reports whether the rows stand.
func (m *mover) holds(rows []Row) bool {
	for _, r := range rows {
		a, ok := r.At, true
		switch r.Kind {
		case forecast.CreditLive:
			ok = slices.Contains(m.cells[m.p.at(a[1], a[2])].list(), shift{int16(a[0]), int8(a[3]), int8(a[4])})
		case forecast.CreditVideo:
			ok = m.posted[a[0]] == a[1]
		case forecast.CreditFlash:
			ok = m.hasDeal(a)
		case forecast.CreditHedge:
			ok = m.hedged[m.p.at(a[0], a[1])]
		}
		if !ok {
			return false
		}
	}
	return true
}

// nearStep is step with rows that must stand.
func (m *mover) nearStep(try func(*mover) bool, held []Row, heat float64) {
	m.begin()
	fixed := m.fixed
	if !try(m) || len(m.log) == 0 || !m.holds(held) || !m.settle(fixed, heat*math.Log(m.unit())) {
		m.undo()
		m.fixed = fixed
	}
}
