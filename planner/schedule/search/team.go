package search

import (
	"slices"
	"sync"
)

// team is two movers on one campaign. In a round each has some of the shops, hosts and studios to itself, so that both
// work at the same time and what they find fits together; the shares are drawn anew for every round. What comes of it
// does not depend on how many processors there are.
type team struct {
	p      *problem
	movers [2]*mover
	scopes [2]*scope
	studio [][daySlots]int16
}

// roundMoves is how many moves each makes in a round.
const roundMoves = 512

// newTeam lets a second mover join the first, whose state both then share but for what crosses between shops.
func newTeam(m *mover, seed uint64) *team {
	t := &team{p: m.p}
	other := *m.state
	other.cells, other.busy, other.week, other.studio = slices.Clone(m.cells), slices.Clone(m.busy), slices.Clone(m.week), slices.Clone(m.studio)
	other.bench, other.isTouch = newBench(m.p.days), make([]bool, len(m.isTouch))
	other.log, other.oldSeen, other.oldWins, other.touched, other.hosts, other.days, other.shown = nil, nil, nil, nil, nil, nil, nil
	t.movers = [2]*mover{m, {state: &other, rng: newRNG(seed), roster: &roster{p: m.p}}}
	for i := range t.scopes {
		t.scopes[i] = &scope{part: true, shop: make([]bool, len(m.p.in.Shops)), host: make([]bool, len(m.p.in.Hosts)), studios: make([][daySlots]int16, m.p.days)}
	}
	return t
}

// round makes a round of moves at a temperature. On a campaign of two shops every other round is of one mover with all,
// since none else could move a host from one to the other.
func (t *team) round(n int, draw []int, heat float64, alone bool) {
	first := t.movers[0]
	if alone {
		first.steps(2*n, draw, heat)
		t.share(first, t.movers[1])
		return
	}
	for _, m := range t.movers {
		m.begin() // forget the last move, whose lines may now be the other's
	}
	t.split(&first.rng)
	t.studio = append(t.studio[:0], first.studio...)
	risky, fixed, value := first.risky, first.fixed, first.value
	var wait sync.WaitGroup
	wait.Go(func() { t.movers[1].steps(n, draw, heat) })
	first.steps(n, draw, heat)
	wait.Wait()
	t.merge(risky, fixed, value)
}

// split draws the shares of the next round.
func (t *team) split(r *rng) {
	p, m := t.p, t.movers[0]
	order := make([]int, len(p.in.Shops))
	for i := range order {
		j := r.n(i + 1)
		order[i], order[j] = order[j], i
	}
	var lines [2]int
	for _, s := range order {
		side := 0
		if lines[1] < lines[0] {
			side = 1
		}
		lines[side] += 1 + len(p.linesOf[s])
		t.scopes[side].shop[s], t.scopes[1-side].shop[s] = true, false
	}
	for h := range p.in.Hosts {
		side := r.n(2)
		if list := p.shopsOf[h]; len(list) > 0 {
			side = 1
			if t.scopes[0].shop[pick(r, list)] {
				side = 0
			}
		}
		t.scopes[side].host[h], t.scopes[1-side].host[h] = true, false
	}
	for d := range p.days {
		odd := r.next() >> 8
		for s, n := range m.studio[d] {
			free := max(0, p.studios[d][s]-n)
			a := free / 2
			if free%2 == 1 {
				a += int16(odd >> s & 1)
			}
			t.scopes[0].studios[d][s], t.scopes[1].studios[d][s] = n+a, n+free-a
		}
	}
	free := p.in.Risk.MaxLiveHours - m.risky
	a := 0
	if free > 0 {
		a = r.n(free + 1)
	}
	t.scopes[0].risky, t.scopes[1].risky = m.risky+a, m.risky+free-a
	for i, c := range t.scopes {
		c.list(p)
		t.movers[i].scope = c
	}
}

// merge puts what the movers made of their shares together, in both.
func (t *team) merge(risky int, fixed, value float64) {
	p, a, b := t.p, t.movers[0], t.movers[1]
	for s, mine := range t.scopes[0].shop {
		from, to := b, a
		if mine {
			from, to = a, b
		}
		copy(to.cells[s*p.days:(s+1)*p.days], from.cells[s*p.days:])
	}
	for h, mine := range t.scopes[0].host {
		from, to := b, a
		if mine {
			from, to = a, b
		}
		copy(to.busy[h*p.days:(h+1)*p.days], from.busy[h*p.days:])
		copy(to.week[h*a.weeks:(h+1)*a.weeks], from.week[h*a.weeks:])
	}
	for d := range a.studio {
		for s := range p.slots {
			a.studio[d][s] += b.studio[d][s] - t.studio[d][s]
		}
	}
	copy(b.studio, a.studio)
	a.risky += b.risky - risky
	a.fixed += b.fixed - fixed
	a.value += b.value - value
	b.risky, b.fixed, b.value = a.risky, a.fixed, a.value
	a.scope, b.scope = p.whole, p.whole
}

// share makes one mover's state the other's too.
func (t *team) share(from, to *mover) {
	copy(to.cells, from.cells)
	copy(to.busy, from.busy)
	copy(to.week, from.week)
	copy(to.studio, from.studio)
	to.risky, to.fixed, to.value = from.risky, from.fixed, from.value
}
