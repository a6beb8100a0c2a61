package prices

import (
	"slices"
	"sort"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
	"bfplanner/ui/prices/chart"
	"bfplanner/ui/words"
)

// wholeOf returns what a trail is looked at over: the start of the seeding month to the end of the tail.
func wholeOf(p *planner.Plan) planner.Span {
	whole := p.Sale.Campaign()
	for _, ph := range p.Sale.Phases() {
		if ph.ID == planner.Seeding {
			whole.Start = ph.Span.Start
		}
	}
	return whole
}

// trail is what the chart shows of one product: its points from the seeding month to the end of the tail.
type trail struct {
	sku    string
	whole  planner.Span
	points []pricing.Point
	floor  planner.Money
	steps  []int // indexes of the points at which a price, a margin or the 30-day low changes; the first is the beginning
}

func newTrail(b *pricing.Book, sku string) trail {
	t := trail{sku: sku, whole: wholeOf(b.Plan()), floor: b.Floor(sku)}
	t.points = b.Trail(sku, t.whole)
	t.steps = changes(t.points)
	return t
}

// changes returns the indexes of the points at which something that is drawn changes, the first among them.
func changes(points []pricing.Point) []int {
	var list []int
	for i, p := range points {
		if i == 0 || !sameAmounts(p, points[i-1]) {
			list = append(list, i)
		}
	}
	return list
}

func sameAmounts(a, b pricing.Point) bool {
	return a.Final == b.Final && a.Worst == b.Worst && a.MarginFinal == b.MarginFinal && a.MarginWorst == b.MarginWorst && a.Low30 == b.Low30
}

// at returns the index of the point that holds at the instant, -1 where there is none.
func (t *trail) at(at time.Time) int {
	return sort.Search(len(t.points), func(i int) bool { return t.points[i].At.After(at) }) - 1
}

// step returns the index, in steps, of the step that holds at the instant, -1 where there is none.
func (t *trail) step(at time.Time) int {
	return sort.Search(len(t.steps), func(i int) bool { return t.points[t.steps[i]].At.After(at) }) - 1
}

// beside returns the instant of the step that is n steps on from the one that holds at the instant, held inside the trail.
func (t *trail) beside(at time.Time, n int) time.Time {
	if len(t.steps) == 0 {
		return at
	}
	i := t.step(at)
	if n < 0 && i >= 0 && t.points[t.steps[i]].At.Before(at) {
		n++
	}
	return t.points[t.steps[max(0, min(len(t.steps)-1, i+n))]].At
}

// levels are the amounts of one line of the chart.
func (t *trail) levels(of func(pricing.Point) planner.Money) []chart.Level {
	list := make([]chart.Level, len(t.points))
	for i, p := range t.points {
		list[i] = chart.Level{At: p.At, Minor: of(p).Minor}
	}
	return list
}

// cause is one reason for a step of the trail.
type cause struct {
	event string // "" for what is no promotion's doing
	how   string // key of the translations
}

// causes returns why the trail steps at that point: the promotions that begin, end or expire there; where there is
// none, that an old price left the 30-day low or that a fee changed. The first point has no cause.
func (t *trail) causes(i int) []cause {
	if i <= 0 || i >= len(t.points) {
		return nil
	}
	p, was := t.points[i], t.points[i-1]
	var list []cause
	for _, x := range []struct {
		how string
		ids []string
	}{{"prices.begins", p.Begins}, {"prices.ends", p.Ends}, {"prices.expires", p.Expires}} {
		for _, id := range x.ids {
			list = append(list, cause{id, x.how})
		}
	}
	switch {
	case list != nil:
	case p.Low30 != was.Low30:
		list = append(list, cause{how: "prices.low_left"})
	default:
		list = append(list, cause{how: "prices.fee_changed"})
	}
	return list
}

// say puts causes in words, those of promotions by the promotions' titles.
func say(w *words.Words, p *planner.Plan, list []cause) []string {
	var out []string
	for _, c := range list {
		if e := p.Event(c.event); e != nil {
			out = append(out, w.T(c.how, w.EventTitle(p, e)))
		} else {
			out = append(out, w.T(c.how))
		}
	}
	return slices.Compact(out)
}
