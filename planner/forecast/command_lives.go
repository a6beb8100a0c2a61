package forecast

import (
	"cmp"
	"slices"

	"bfplanner/planner"
)

// sessionRow is a stretch of shifts of a shop's day that is to be one live.
type sessionRow struct {
	shop, day int
	shifts    [][5]int
}

func (s sessionRow) from() int { return s.shifts[0][3] }
func (s sessionRow) to() int   { last := s.shifts[len(s.shifts)-1]; return last[3] + last[4] }

// lives writes the lives: those whose shifts all stand, with nothing next to them, stay; the other shifts make new ones.
func (w *writer) lives() {
	own := map[string][][5]int{} // by event
	for i, x := range w.Solution.Shifts {
		own[w.rows[CreditLive][i]] = append(own[w.rows[CreditLive][i]], x)
	}
	left := map[[5]int]int{}
	for _, x := range w.s.Shifts {
		left[x]++
	}
	stays := map[string]bool{}
	take := func(id string) {
		for _, x := range own[id] {
			left[x]--
		}
		stays[id] = true
	}
	standing := func(id string) bool {
		need := map[[5]int]int{}
		for _, x := range own[id] {
			need[x]++
		}
		for x, n := range need {
			if left[x] < n {
				return false
			}
		}
		return true
	}
	ids := w.lifeOrder(own)
	for _, id := range ids {
		if w.Held(id) {
			take(id)
		}
	}
	var whole []string
	for _, id := range ids {
		if !stays[id] && standing(id) {
			take(id)
			whole = append(whole, id)
		}
	}
	// A live that new shifts touch becomes longer by them.
	for _, id := range whole {
		if w.touched(own[id], left) {
			for _, x := range own[id] {
				left[x]++
			}
			delete(stays, id)
		}
	}
	w.sessions(w.runs(left), slices.DeleteFunc(ids, func(id string) bool { return stays[id] }), own)
}

// lifeOrder returns the lives on the grid in the order of their starts.
func (w *writer) lifeOrder(own map[string][][5]int) []string {
	var ids []string
	for id := range own {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(w.plan.Event(a).Span.Start.Compare(w.plan.Event(b).Span.Start), cmp.Compare(a, b))
	})
	return ids
}

// touched reports whether a shift that is left over begins or ends where the live does.
func (w *writer) touched(own [][5]int, left map[[5]int]int) bool {
	s := sessionRow{shifts: own}
	for x, n := range left {
		if n > 0 && x[1] == own[0][1] && x[2] == own[0][2] && (x[3] == s.to() || x[3]+x[4] == s.from()) {
			return true
		}
	}
	return false
}

// runs joins the shifts that are left over into sessions.
func (w *writer) runs(left map[[5]int]int) []sessionRow {
	var list [][5]int
	for x, n := range left {
		for range n {
			list = append(list, x)
		}
	}
	slices.SortFunc(list, func(a, b [5]int) int { return cmp.Or(slices.Compare(a[1:], b[1:]), a[0]-b[0]) })
	var out []sessionRow
	for _, x := range list {
		if n := len(out) - 1; n >= 0 && out[n].shop == x[1] && out[n].day == x[2] && out[n].to() == x[3] {
			out[n].shifts = append(out[n].shifts, x)
			continue
		}
		out = append(out, sessionRow{x[1], x[2], [][5]int{x}})
	}
	return out
}

// sessions writes new lives, each in place of the nearest old one of its shop that goes.
func (w *writer) sessions(fresh []sessionRow, old []string, own map[string][][5]int) {
	slots := len(w.Instance.HourCurve)
	of := heirs(len(fresh), len(old), func(i, k int) (int, bool) {
		a, b := fresh[i], sessionRow{shifts: own[old[k]]}
		return slots*abs(a.day-b.shifts[0][2]) + abs(a.from()-b.from()) + abs(a.to()-b.to()), a.shop == b.shifts[0][1]
	})
	for i, s := range fresh {
		span := planner.Span{Start: w.Slot(s.day, s.from()), End: w.Slot(s.day, s.to())}
		var shifts []planner.Shift
		for _, x := range s.shifts {
			shifts = append(shifts, planner.Shift{Host: w.Instance.Hosts[x[0]].ID, Span: planner.Span{Start: w.Slot(s.day, x[3]), End: w.Slot(s.day, x[3]+x[4])}})
		}
		if of[i] < 0 {
			shop := w.shopRow(s.shop).ID
			e := &planner.Event{Kind: planner.Live, Shop: shop, Channel: planner.TikTok, Span: span, Products: w.shown(shop), Live: &planner.LiveDetail{Shifts: shifts}}
			w.add(e)
			continue
		}
		n := *w.plan.Event(old[of[i]])
		live := *n.Live
		live.Shifts, n.Span, n.Live = shifts, span, &live
		w.change(&n)
	}
	for k, id := range old {
		if !slices.Contains(of, k) {
			w.gone[id] = true
		}
	}
}

// shown returns the SKUs that the shop's lives show: nil for all of them, or those in stock where a whole line has
// none or where there are more than a live may show.
func (m *Model) shown(shop string) []string {
	type ware struct {
		sku   string
		value float64
	}
	var inStock []ware
	all, lines, stocked := 0, map[string]bool{}, map[string]bool{}
	for _, x := range m.plan.Products.All() {
		if m.shopOf(x) != shop {
			continue
		}
		all++
		lines[x.Line] = true
		if n := x.Stock + x.InboundStock; n > 0 {
			stocked[x.Line] = true
			inStock = append(inStock, ware{x.SKU, float64(x.Price) * float64(n)})
		}
	}
	most := m.limits.LiveProducts
	if len(lines) == len(stocked) && (most == 0 || all <= most) {
		return nil
	}
	if most > 0 && len(inStock) > most {
		slices.SortStableFunc(inStock, func(a, b ware) int { return cmp.Compare(b.value, a.value) })
		inStock = inStock[:most]
	}
	skus := make([]string, len(inStock))
	for i, x := range inStock {
		skus[i] = x.sku
	}
	slices.Sort(skus)
	return skus
}

// onGrid returns the lives on the grid as the edit leaves them, by shop and day.
func (w *writer) onGrid() map[[2]int][]*planner.Event {
	list := map[[2]int][]*planner.Event{}
	put := func(e *planner.Event) {
		shop, _ := w.shop(e.Shop)
		if day := w.dayOf(e.Span.Start); day >= 0 {
			list[[2]int{shop, day}] = append(list[[2]int{shop, day}], e)
		}
	}
	for _, id := range slices.Compact(slices.Clone(w.rows[CreditLive])) {
		if e := w.event(id); e != nil {
			put(e)
		}
	}
	for _, e := range w.added {
		if e.Kind == planner.Live {
			put(e)
		}
	}
	return list
}

// mirrors sends the lives of hedged days to another channel as well. Where a day's hedge is as it was, lives that
// stood on it keep what they had.
func (w *writer) mirrors() {
	for at, lives := range w.onGrid() {
		hedged := w.hedged[at]
		for _, e := range lives {
			old := w.plan.Event(e.ID)
			stood := old != nil && w.dayOf(old.Span.Start) == at[1]
			if w.Held(e.ID) || hedged == (len(e.Live.Mirrors) > 0) || stood && hedged == w.was[at] || w.Instance.Day[at[1]].Down < w.Instance.Risk.HedgeMinDown {
				continue
			}
			n, live := *e, *e.Live
			live.Mirrors = nil
			if hedged {
				live.Mirrors = []string{w.mirror()}
			}
			n.Live = &live
			w.change(&n)
		}
	}
}

// children lets what belongs to a live go with it: where the live moved, its teasers and its deals outside the grid
// move too; where it is gone, they go, but for what is held or a task.
func (w *writer) children() {
	deals := map[string]bool{}
	for _, id := range w.rows[CreditFlash] {
		deals[id] = true
	}
	for _, e := range w.plan.Events.All() {
		parent := w.plan.Event(e.Parent)
		_, films := w.video[e.ID]
		if parent == nil || parent.Kind != planner.Live || e.Task != nil || deals[e.ID] || w.Held(e.ID) || films {
			continue
		}
		if w.gone[e.Parent] {
			w.gone[e.ID] = true
			continue
		}
		if n := w.next[e.Parent]; n != nil && e.Scheduled() && !n.Span.Start.Equal(parent.Span.Start) {
			to := e.At(e.Span.Shift(n.Span.Start.Sub(parent.Span.Start)))
			if to.Span.Start.Before(w.now) {
				w.gone[e.ID] = true
				continue
			}
			w.next[e.ID] = to
		}
	}
}
