package schedule

import (
	"context"
	"slices"
)

// tally is how good a choice is: of two, the one with fewer events cancelled is better, then the one that moves fewer
// days, then the one of more value.
type tally struct{ cancelled, days, value int }

func (a tally) better(b tally) bool {
	if a.cancelled != b.cancelled {
		return a.cancelled < b.cancelled
	}
	if a.days != b.days {
		return a.days < b.days
	}
	return a.value > b.value
}

func (a tally) plus(b tally) tally {
	return tally{a.cancelled + b.cancelled, a.days + b.days, a.value + b.value}
}

// nodes is how many choices a search looks at for one group of items before it keeps the best that it has.
const nodes = 400_000

// pickAll picks an option for each item, -1 for none, so that no resource is used beyond its room and the tally is as good
// as can be; proven says that it is the best there is. Items that compete for nothing are independent of each other,
// so each group that does compete is searched by itself.
func pickAll(ctx context.Context, items []item, room []int) (picks []int, proven bool, err error) {
	picks, proven = make([]int, len(items)), true
	for _, group := range rivals(items, room) {
		own := make([]item, len(group))
		for i, n := range group {
			own[i] = items[n]
		}
		best, sure, err := searchGroup(ctx, own, room)
		if err != nil {
			return nil, false, err
		}
		proven = proven && sure
		for i, n := range group {
			picks[n] = best[i]
		}
	}
	return picks, proven, nil
}

// rivals parts the items, by their numbers, into groups that share no scarce resource: one of which all items together
// could use more than there is.
func rivals(items []item, room []int) [][]int {
	most := make([]int, len(room))
	for _, it := range items {
		for r, n := range it.appetite() {
			most[r] += n
		}
	}
	parent, holder := make([]int, len(items)), map[int]int{} // holder: the first item that uses a scarce resource
	root := func(i int) int {
		for parent[i] != i {
			i = parent[i]
		}
		return i
	}
	for i, it := range items {
		parent[i] = i
		for r := range it.appetite() {
			if most[r] <= room[r] {
				continue
			}
			if first, ok := holder[r]; ok {
				a, b := root(first), root(i)
				parent[max(a, b)] = min(a, b)
			} else {
				holder[r] = i
			}
		}
	}
	groups, at := [][]int{}, map[int]int{}
	for i := range items {
		r := root(i)
		if _, ok := at[r]; !ok {
			at[r] = len(groups)
			groups = append(groups, nil)
		}
		groups[at[r]] = append(groups[at[r]], i)
	}
	return groups
}

// appetite returns the most that an option of the item uses of each resource.
func (it item) appetite() map[int]int {
	most := map[int]int{}
	for _, o := range it.options {
		for _, u := range o.uses {
			most[u.resource] = max(most[u.resource], u.amount)
		}
	}
	return most
}

// searchGroup follows the items' options in their order, deepest first, and leaves out what cannot beat the best found,
// taking each item still to come at its own best.
func searchGroup(ctx context.Context, items []item, room []int) (picks []int, proven bool, err error) {
	s := &searcher{ctx: ctx, items: items, room: slices.Clone(room), picks: make([]int, len(items)), rest: make([]tally, len(items)+1)}
	for i := len(items) - 1; i >= 0; i-- {
		one := tally{cancelled: 1}
		for j, o := range items[i].options {
			if j == 0 {
				one = tally{0, o.cost(), o.value}
			}
			one.value = max(one.value, o.value)
			one.days = min(one.days, o.cost())
		}
		s.rest[i] = s.rest[i+1].plus(one)
	}
	s.walk(0, tally{})
	return s.best, s.seen < nodes && s.err == nil, s.err
}

type searcher struct {
	ctx   context.Context
	items []item
	room  []int
	picks []int
	rest  []tally // what the items from here on can reach at best
	best  []int
	top   tally
	seen  int
	err   error
}

func (s *searcher) walk(i int, so tally) {
	if s.seen++; s.seen%4096 == 0 && s.ctx.Err() != nil {
		s.err = s.ctx.Err()
	}
	if s.best != nil && (s.err != nil || s.seen >= nodes || !so.plus(s.rest[i]).better(s.top)) {
		return
	}
	if i == len(s.items) {
		s.best, s.top = slices.Clone(s.picks), so
		return
	}
	for j, o := range s.items[i].options {
		if !s.take(o, 1) {
			continue
		}
		s.picks[i] = j
		s.walk(i+1, so.plus(tally{0, o.cost(), o.value}))
		s.take(o, -1)
	}
	s.picks[i] = -1
	s.walk(i+1, so.plus(tally{cancelled: 1}))
}

// take uses what the option takes, or gives it back for -1; it reports false, and takes nothing, where there is no room.
func (s *searcher) take(o option, sign int) bool {
	if sign > 0 && slices.ContainsFunc(o.uses, func(u use) bool { return s.room[u.resource] < u.amount }) {
		return false
	}
	for _, u := range o.uses {
		s.room[u.resource] -= sign * u.amount
	}
	return true
}
