package search

import "slices"

// clone returns a copy of the state that shares nothing with it that moves change.
func (s *state) clone() *state {
	n := *s
	n.cells, n.busy, n.week, n.studio = slices.Clone(s.cells), slices.Clone(s.busy), slices.Clone(s.week), slices.Clone(s.studio)
	n.posted, n.band, n.effort, n.perDay, n.locked = slices.Clone(s.posted), slices.Clone(s.band), slices.Clone(s.effort), slices.Clone(s.perDay), slices.Clone(s.locked)
	n.coupons, n.reserved, n.slots, n.hedged = slices.Clone(s.coupons), slices.Clone(s.reserved), slices.Clone(s.slots), slices.Clone(s.hedged)
	n.seen, n.price, n.windows, n.deals, n.dealDays = cloneAll(s.seen), cloneAll(s.price), cloneAll(s.windows), cloneAll(s.deals), cloneAll(s.dealDays)
	n.lines = slices.Clone(s.lines)
	for g, l := range s.lines {
		n.lines[g] = l.clone()
	}
	n.bench = newBench(s.p.days)
	n.isTouch = make([]bool, len(s.isTouch))
	n.log, n.oldSeen, n.oldWins, n.touched, n.hosts, n.days, n.shown = nil, nil, nil, nil, nil, nil, nil
	return &n
}

// clone returns a copy of the line that shares nothing with it but the problem.
func (l *line) clone() *line {
	n := *l
	n.mode, n.now, n.order, n.key = slices.Clone(l.mode), slices.Clone(l.now), slices.Clone(l.order), slices.Clone(l.key)
	n.raw, n.supply, n.seen, n.pool, n.price = slices.Clone(l.raw), slices.Clone(l.supply), slices.Clone(l.seen), slices.Clone(l.pool), slices.Clone(l.price)
	return &n
}

// cloneAll copies a list of lists.
func cloneAll[T any](list [][]T) [][]T {
	out := slices.Clone(list)
	for i, x := range list {
		out[i] = slices.Clone(x)
	}
	return out
}
