package schedule

import (
	"slices"
	"time"

	"bfplanner/planner"
)

// month is the state of laying out one shop's videos over the days.
type month struct {
	*draft
	shop   *planner.Shop
	posts  []int            // a day, teasers included
	load   []float64        // days of work a day
	effort map[int]int      // days of work a week from the start of seeding
	lines  []map[string]int // posts a day of each line
	taken  map[time.Time]int
}

// seed makes the shop's missing videos, unless the sale has begun, and gives all that have none their time
// in the days before the sale, more of them the nearer the sale: each goes to the day that has least of its
// share. Those that fit nowhere stay in the backlog.
func (d *draft) seed(shop *planner.Shop) {
	if d.now.Before(d.work.Sale.Span.Start) {
		for _, e := range backlogOf(d.work, shop, d.made) {
			d.add(e)
		}
	}
	m := d.month(shop)
	for _, e := range m.wanted() {
		if placed := m.place(e); placed != nil {
			d.put(placed)
			m.count(placed)
		}
	}
}

func (d *draft) month(shop *planner.Shop) *month {
	n := len(d.days)
	m := &month{draft: d, shop: shop, posts: make([]int, n), load: make([]float64, n), effort: map[int]int{},
		lines: make([]map[string]int, n), taken: map[time.Time]int{}}
	for i := range m.lines {
		m.lines[i] = map[string]int{}
	}
	for _, e := range d.work.Events.All() {
		if e.Kind == planner.Video && e.Shop == shop.ID && e.Scheduled() {
			m.count(e)
		}
	}
	return m
}

func (m *month) index(t time.Time) int { return planner.DateOf(t, m.loc).Sub(m.days[0].date) }

func (m *month) count(e *planner.Event) {
	i := m.index(e.Span.Start)
	if i < 0 || i >= len(m.days) {
		return
	}
	m.taken[e.Span.Start]++
	m.posts[i]++
	if seeding(e) {
		m.lines[i][e.Line]++
		m.load[i] += float64(e.Clip.Effort)
		m.effort[i/7] += e.Clip.Effort
	}
}

// wanted returns the videos without a time in the order in which they are given one: the user's own, then
// those of Backlog, of which each tutorial comes after its unboxing.
func (m *month) wanted() []*planner.Event {
	rank := map[idea]int{}
	for i, one := range ideas(m.work, m.shop.ID) {
		rank[one] = i + 1
	}
	list := slices.DeleteFunc(slices.Clone(m.work.Events.All()), func(e *planner.Event) bool {
		return e.Shop != m.shop.ID || !seeding(e) || e.Scheduled() || e.Pinned
	})
	slices.SortStableFunc(list, func(a, b *planner.Event) int { return rank[ideaOf(a)] - rank[ideaOf(b)] })
	return list
}

// place returns the video with a time on the day that suits it best, or nil where none does.
func (m *month) place(e *planner.Event) *planner.Event {
	first, last := m.window(e)
	var best *planner.Event
	var least float64
	for i := first; i <= last; i++ {
		if m.posts[i] >= m.limits.Shop(m.shop.ID).VideosDay || m.effort[i/7]+e.Clip.Effort > m.limits.CrewWeek {
			continue
		}
		share := 1 + 2*float64(i)/float64(m.seedDays())
		crowd := (m.load[i] + float64(e.Clip.Effort)) / share * float64(1+m.lines[i][e.Line]) * (1 + m.days[i].down.Fraction())
		if best != nil && crowd >= least {
			continue
		}
		if post := m.post(e, i); post != nil {
			best, least = post, crowd
		}
	}
	return best
}

// seedDays returns how many of the days lie wholly before the sale.
func (m *month) seedDays() int {
	return max(1, slices.IndexFunc(m.days, day.selling))
}

// window returns the first and the last day on which the video may go out: ready, not due, after the video that
// comes before it, and early enough for one that comes after it.
func (m *month) window(e *planner.Event) (first, last int) {
	first, last = 0, m.seedDays()-1
	if !e.Clip.Ready.IsZero() {
		first = max(first, e.Clip.Ready.Sub(m.days[0].date))
	}
	if !e.Clip.Due.IsZero() {
		last = min(last, e.Clip.Due.Sub(m.days[0].date))
	}
	if e.Clip.After != "" {
		before := m.work.Event(e.Clip.After)
		if before == nil || !before.Scheduled() {
			return 1, 0
		}
		first = max(first, m.index(before.Span.Start)+e.Clip.AfterGap)
	}
	for _, next := range m.work.Events.All() {
		switch {
		case next.Clip == nil || next.Clip.After != e.ID:
		case next.Scheduled():
			last = min(last, m.index(next.Span.Start)-next.Clip.AfterGap)
		default:
			last = min(last, max(first, m.seedDays()*2/3-next.Clip.AfterGap))
		}
	}
	return first, last
}

// post returns the video at the best free hour of the day's bands, or nil where it would be barred.
func (m *month) post(e *planner.Event, i int) *planner.Event {
	hours, mult := m.work.Nums("band_hours"), m.work.Nums("band_mult")
	var best *planner.Event
	var most float64
	for k, hour := range hours {
		start := m.days[i].date.At(int(hour), 0, m.loc)
		draw := at(mult, k)
		for ; m.taken[start] > 0; start = start.Add(2 * planner.PostLength) {
			draw /= 2
		}
		post := e.At(planner.Span{Start: start, End: start.Add(planner.PostLength)})
		if draw > most && !m.barred(post) && m.days[i].span.Contains(start) {
			best, most = post, draw
		}
	}
	return best
}
