package forecast

import (
	"math"
	"slices"
	"time"

	"bfplanner/planner"
)

// hosts sets who may present when, in slots of each day.
func (m *Model) hosts() {
	p, in := m.plan, m.Instance
	slots := len(in.HourCurve)
	for _, h := range p.Hosts.All() {
		l := m.limits.Host(h.ID)
		host := Host{ID: h.ID, Mult: h.Mult.Fraction(), Cost: m.major(float64(h.CostHour)), MinShift: max(1, up(max(l.Shift.Min, m.limits.Live.Min), m.slot)),
			MaxShift: down(l.Shift.Max, m.slot, slots), MaxDay: down(l.Day, m.slot, slots), MaxWeek: down(l.Week, m.slot, weekDays*slots),
			Break: max(1, up(l.Break, m.slot)), Rest: up(l.Rest, m.slot)}
		for i, s := range p.Shops.All() {
			if len(h.Shops) == 0 || slices.Contains(h.Shops, s.ID) {
				host.Shops = append(host.Shops, i)
			}
		}
		host.Avail = make([][][]int, len(m.dates))
		if host.MinShift <= host.MaxShift {
			m.avail(h, &host, l)
		}
		in.Hosts = append(in.Hosts, host)
	}
	for i, x := range m.Solution.Shifts {
		if m.hold[m.rows[CreditLive][i]] != free {
			day := &in.Hosts[x[0]].Avail[x[2]]
			*day = joined(append(*day, []int{x[3], x[3] + x[4]}))
		}
	}
}

// avail sets the stretches in which the host may be on air: the host's hours within those of lives, without the days
// on which the platform is sure to be down, what lies after the sale, and the host's lives outside the grid with
// the break or the night's rest round them.
func (m *Model) avail(h *planner.Host, host *Host, l planner.HostLimits) {
	in := m.Instance
	before := h.HoursOn(m.dates[0].Add(-1), m.loc)
	for day, d := range m.dates {
		hours := h.HoursOn(d, m.loc)
		if in.Day[day].Down < 1 {
			var list [][]int
			for _, s := range append(before, hours...) {
				if a := m.stretch(day, s); a[0] < a[1] {
					list = append(list, a)
				}
			}
			host.Avail[day] = m.without(day, joined(list), m.busy[h.ID], l)
		}
		before = slices.Clone(hours)
	}
}

// stretch returns the whole slots of a day's live hours that the span holds.
func (m *Model) stretch(day int, s planner.Span) []int {
	in := m.Instance
	if end := m.plan.Sale.Span.End; s.End.After(end) {
		s.End = end
	}
	from, to := in.OpenHour, in.CloseHour
	if !s.Start.Before(s.End) || !s.Overlaps(planner.Span{Start: m.begin[day], End: m.begin[day+1]}) {
		return []int{0, 0}
	}
	if s.Start.After(m.begin[day]) {
		from = max(from, up(m.sinceMidnight(day, s.Start), m.slot))
	}
	if s.End.Before(m.begin[day+1]) {
		to = min(to, int(m.sinceMidnight(day, s.End)/m.slot))
	}
	return []int{from, to}
}

// without takes the spans in which a host is busy elsewhere out of a day's stretches.
func (m *Model) without(day int, list [][]int, busy []planner.Span, l planner.HostLimits) [][]int {
	for _, s := range busy {
		pause := l.Rest
		if m.dayOf(s.Start) == day {
			pause = max(l.Break, m.slot)
		}
		off, ok := planner.Span{Start: s.Start.Add(-pause), End: s.End.Add(pause)}.Intersect(planner.Span{Start: m.begin[day], End: m.begin[day+1]})
		if !ok {
			continue
		}
		from, to := int(m.sinceMidnight(day, off.Start)/m.slot), len(m.Instance.HourCurve)
		if off.End.Before(m.begin[day+1]) {
			to = up(m.sinceMidnight(day, off.End), m.slot)
		}
		var rest [][]int
		for _, a := range list {
			if a[0] < min(a[1], from) {
				rest = append(rest, []int{a[0], min(a[1], from)})
			}
			if max(a[0], to) < a[1] {
				rest = append(rest, []int{max(a[0], to), a[1]})
			}
		}
		list = rest
	}
	return list
}

// joined returns the stretches in order, those that touch as one.
func joined(list [][]int) [][]int {
	slices.SortFunc(list, func(a, b []int) int { return a[0] - b[0] })
	var out [][]int
	for _, a := range list {
		if n := len(out); n > 0 && a[0] <= out[n-1][1] {
			out[n-1] = []int{out[n-1][0], max(out[n-1][1], a[1])}
			continue
		}
		out = append(out, a)
	}
	return out
}

// film makes a seeding video a candidate, and a row where it goes out within the horizon. One that goes out before
// or after it, or that the user pinned without a time, is none.
func (m *Model) film(e *planner.Event) {
	in := m.Instance
	line := m.lineOf(e)
	if line < 0 {
		line = m.mainLine(e.Shop)
	}
	day := -1
	if e.Scheduled() {
		day = m.dayOf(e.Span.Start)
	}
	if line < 0 || m.off[e.ID] || e.Scheduled() && day < 0 || !e.Scheduled() && e.Pinned {
		m.Outside.Videos -= m.cost(e)
		return
	}
	v := Video{ID: e.ID, Line: line, Ready: in.StartDay, Due: len(m.dates) - 1, Effort: float64(e.Clip.Effort), Reach: float64(e.Clip.Reach), Cost: m.major(float64(e.Clip.Cost)), After: -1}
	if m.late {
		v.Ready++
	}
	if !e.Clip.Ready.IsZero() {
		v.Ready = max(v.Ready, e.Clip.Ready.Sub(m.dates[0]))
	}
	if !e.Clip.Due.IsZero() {
		v.Due = min(v.Due, e.Clip.Due.Sub(m.dates[0]))
	}
	if m.hold[e.ID] != free && day >= 0 {
		v.Ready, v.Due = min(v.Ready, day), max(v.Due, day)
	}
	m.video[e.ID] = len(in.Videos)
	in.Videos = append(in.Videos, v)
	m.films = append(m.films, e)
	if day >= 0 {
		m.row(CreditVideo, e)
		m.Solution.Posts = append(m.Solution.Posts, [3]int{len(in.Videos) - 1, day, m.band(m.sinceMidnight(day, e.Span.Start))})
	}
}

// firstBand returns the earliest instant of the first free day at which a video goes out.
func (m *Model) firstBand() time.Time {
	first := math.Inf(1)
	for _, h := range listOf(m.plan, "band_hours", 18) {
		first = min(first, h)
	}
	day, _ := m.first()
	return m.dates[day].At(0, int(first*60), m.loc)
}

// band returns the band whose hour is nearest to the clock time.
func (m *Model) band(clock time.Duration) int {
	best, near := 0, math.Inf(1)
	for i, h := range listOf(m.plan, "band_hours", 18) {
		if d := math.Abs(clock.Hours() - h); d < near {
			best, near = i, d
		}
	}
	return best
}

// mainLine returns the line for which a video of the whole shop counts: the one whose stock is worth most at list
// prices; -1 for a shop without any.
func (m *Model) mainLine(shop string) int {
	best, most := -1, -1.0
	worth := m.worth()
	for _, l := range m.plan.Lines.All() {
		if i, ok := m.index[l]; ok && l.Shop == shop && worth[l.ID] > most {
			best, most = i, worth[l.ID]
		}
	}
	return best
}

// worth returns the stock of each line at list prices, in minor units.
func (m *Model) worth() map[string]float64 {
	sum := map[string]float64{}
	for _, x := range m.plan.Products.All() {
		sum[x.Line] += StockValue(x)
	}
	return sum
}

// sequels ties the videos that come after others. One whose first has its time outside the candidates waits for
// that; one whose first has none stays where it is.
func (m *Model) sequels() {
	in := m.Instance
	for i, e := range m.films {
		v := &in.Videos[i]
		first := m.plan.Event(e.Clip.After)
		if first == nil {
			continue
		}
		after, candidate := m.video[first.ID]
		switch {
		case candidate && !m.circle(e):
			v.After, v.AfterGap = after, e.Clip.AfterGap
		case !candidate && first.Scheduled():
			v.Ready = max(v.Ready, planner.DateOf(first.Span.Start, m.loc).Sub(m.dates[0])+e.Clip.AfterGap)
		case !candidate:
			v.Due = -1
		}
	}
	day := map[int]int{}
	for _, x := range m.Solution.Posts {
		day[x[0]] = x[1]
	}
	for i, e := range m.films { // what stays has gone out as it did
		v, out := &in.Videos[i], 0
		on, posted := day[i]
		if m.hold[e.ID] == free || !posted {
			continue
		}
		v.Ready, v.Due = min(v.Ready, on), max(v.Due, on)
		if v.After >= 0 {
			if first, ok := day[v.After]; ok {
				out = on - first
			}
			if v.AfterGap = min(v.AfterGap, out); v.AfterGap < 0 || m.hold[m.films[v.After].ID] == free {
				v.After, v.AfterGap = -1, 0
			}
		}
	}
}

// circle reports whether a video comes after itself.
func (m *Model) circle(e *planner.Event) bool {
	at := e
	for range m.films {
		if at = m.plan.Event(at.Clip.After); at == nil || at.Clip == nil {
			return false
		}
		if at == e {
			return true
		}
	}
	return true
}

// hedges reads the shop-days whose lives are mirrored where the risk allows a hedge.
func (m *Model) hedges() {
	for at, id := range m.mirrored {
		if m.Instance.Day[at[1]].Down >= m.Instance.Risk.HedgeMinDown {
			m.Solution.Hedges = append(m.Solution.Hedges, at)
			m.rows[CreditHedge] = append(m.rows[CreditHedge], id)
		}
	}
	slices.SortFunc(m.Solution.Hedges, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	for i, at := range m.Solution.Hedges {
		m.rows[CreditHedge][i] = m.mirrored[at]
	}
}
