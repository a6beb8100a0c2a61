package forecast

import (
	"slices"
	"strings"
	"time"

	"bfplanner/planner"
)

// flashes writes the flash deals of lives on the grid.
func (w *writer) flashes() {
	lives := w.onGrid()
	left, fresh := changed(w.Solution.Flash, w.s.Flash)
	stay := map[int]bool{}
	for i := range w.Solution.Flash {
		stay[i] = !slices.Contains(left, i)
	}
	left = w.free(CreditFlash, left)
	of := heirs(len(fresh), len(left), func(i, k int) (int, bool) {
		a, b := fresh[i], w.Solution.Flash[left[k]]
		return len(w.Instance.HourCurve)*abs(a[1]-b[1]) + abs(a[2]-b[2]), a[0] == b[0]
	})
	w.remove(CreditFlash, left, of)
	taken := map[string][]planner.Span{} // by shop
	for _, e := range w.plan.Events.All() {
		if n := w.event(e.ID); e.Kind == planner.Flash && n != nil && n.Scheduled() && !slices.ContainsFunc(left, func(i int) bool { return w.rows[CreditFlash][i] == e.ID }) {
			taken[e.Shop] = append(taken[e.Shop], n.Span)
		}
	}
	for i, x := range w.Solution.Flash { // those that stay, in a live that may be another
		id := w.rows[CreditFlash][i]
		if e := w.plan.Event(id); stay[i] && !w.Held(id) && !w.within(e, lives) {
			w.putDeal(w.deal(e, x, lives, taken))
		}
	}
	for i, x := range fresh {
		if of[i] >= 0 {
			w.putDeal(w.deal(w.plan.Event(w.rows[CreditFlash][left[of[i]]]), x, lives, taken))
			continue
		}
		product := w.plan.Product(w.Instance.Products[x[0]].ID)
		off, quantity := w.Deal(product)
		w.add(w.deal(&planner.Event{Kind: planner.Flash, Channel: planner.TikTok, Shop: w.shopOf(product), Line: product.Line, Products: []string{product.SKU},
			Promo: &planner.Promo{Tool: LiveFlash, PercentOff: max(off, 1), Quantity: max(1, quantity), PlatformShare: -1}}, x, lives, taken))
	}
}

// within reports whether the flash deal still stands in the live that it stood in: that live is as it was.
func (w *writer) within(e *planner.Event, lives map[[2]int][]*planner.Event) bool {
	old := w.plan.Event(e.Parent)
	if old == nil || old.Kind != planner.Live {
		shop, _ := w.shop(e.Shop)
		return slices.ContainsFunc(lives[[2]int{shop, w.dayOf(e.Span.Start)}], func(l *planner.Event) bool { return l.Span.Covers(e.Span) })
	}
	now := w.event(e.Parent)
	return now != nil && (now == old || now.Span.Covers(e.Span))
}

// deal returns the flash deal at a free time of its slot, in the live that is on air then.
func (w *writer) deal(e *planner.Event, x [3]int, lives map[[2]int][]*planner.Event, taken map[string][]planner.Span) *planner.Event {
	n := *e
	slot := planner.Span{Start: w.Slot(x[1], x[2]), End: w.Slot(x[1], x[2]+1)}
	length := min(w.limits.FlashLength, w.slot)
	if length <= 0 {
		length = 15 * time.Minute
	}
	if !(slot.Covers(e.Span) && e.Scheduled()) {
		n.Span = planner.Span{Start: slot.Start.Add((w.slot / 2).Truncate(15 * time.Minute)), End: slot.Start.Add(w.slot / 2)}
		n.Span.End = n.Span.Start.Add(length)
		if n.Span.End.After(slot.End) {
			n.Span = planner.Span{Start: slot.End.Add(-length), End: slot.End}
		}
		for at := slot.Start; clash(n.Span, taken[n.Shop]) && !at.Add(length).After(slot.End); at = at.Add(5 * time.Minute) {
			n.Span = planner.Span{Start: at, End: at.Add(length)}
		}
	}
	taken[n.Shop] = append(taken[n.Shop], n.Span)
	shop, _ := w.shop(n.Shop)
	for _, live := range lives[[2]int{shop, x[1]}] {
		if live.Span.Contains(n.Span.Start) {
			n.Parent = live.ID
		}
	}
	return &n
}

// putDeal notes a changed flash deal. A live that is new has no ID to be told by but in the Add that makes it, so a deal
// of such a one is made anew with it.
func (w *writer) putDeal(e *planner.Event) {
	if isNew(e.Parent) {
		w.gone[e.ID] = true
		w.add(e)
		return
	}
	w.change(e)
}

func clash(s planner.Span, list []planner.Span) bool { return slices.ContainsFunc(list, s.Overlaps) }

// isNew reports whether an ID is the reference to an event that the edit adds.
func isNew(id string) bool { return strings.HasPrefix(id, "#") }
