package forecast

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
)

// events reads the plan's events into rows of the solution, or into what is fixed.
func (m *Model) events() {
	var flashes []*planner.Event
	for _, e := range m.plan.Events.All() {
		_, known := m.shop(e.Shop)
		switch {
		case e.Ad != nil && e.Scheduled():
			m.Outside.Ads -= m.major(float64(e.Ad.Daily) * float64(len(e.Span.Dates(m.loc))))
		case e.Kind == planner.Video && !Seeds(e):
			m.Outside.Videos -= m.cost(e)
		case !known || !m.onPlatform(e):
		case e.Kind == planner.Video:
			m.film(e)
		case e.Kind == planner.Live && e.Scheduled():
			m.live(e)
		case e.Kind == planner.Flash && e.Promo.Tool == LiveFlash && e.Scheduled():
			flashes = append(flashes, e)
		case e.Promo != nil && e.Scheduled():
			m.window(e)
		}
	}
	m.order()
	for _, e := range flashes {
		m.flash(e)
	}
}

// Seeds reports whether the event is a video that draws an audience for a line. Teasers belong to their lives.
func Seeds(e *planner.Event) bool {
	return e.Kind == planner.Video && (e.Clip.Type != planner.Teaser || e.Parent == "")
}

// cost returns what a scheduled video costs, in major units.
func (m *Model) cost(e *planner.Event) float64 {
	if !e.Scheduled() {
		return 0
	}
	return m.major(float64(e.Clip.Cost))
}

// row notes that an event is the next row of a kind.
func (m *Model) row(kind string, e *planner.Event) { m.rows[kind] = append(m.rows[kind], e.ID) }

// live reads a live: into shifts if it stands on the grid, else into what is fixed.
func (m *Model) live(e *planner.Event) {
	shifts, ok := m.shifts(e)
	if len(shifts) == 0 || !ok || m.off[e.ID] {
		m.fix(e)
		return
	}
	for _, x := range shifts {
		m.row(CreditLive, e)
		m.Solution.Shifts = append(m.Solution.Shifts, x)
	}
	at := [2]int{shifts[0][1], shifts[0][2]}
	m.onAir[at] = append(m.onAir[at], e)
	if len(e.Live.Mirrors) > 0 && m.mirrored[at] == "" {
		m.mirrored[at] = e.ID
	}
}

// shifts returns a live's shifts as rows, and whether they say all of it: each on whole slots, one after the other,
// from the live's start to its end within the hours of one day.
func (m *Model) shifts(e *planner.Event) ([][5]int, bool) {
	list := slices.Clone(e.Live.Shifts)
	slices.SortStableFunc(list, func(a, b planner.Shift) int { return a.Span.Start.Compare(b.Span.Start) })
	shop, _ := m.shop(e.Shop)
	at := e.Span.Start
	var rows [][5]int
	for _, s := range list {
		host, known := m.host(s.Host)
		day, from, ok := m.Place(s.Span.Start)
		to, whole := m.end(day, s.Span.End)
		if !known || !ok || !whole || !s.Span.Start.Equal(at) || from < m.Instance.OpenHour || to > m.Instance.CloseHour || to <= from || len(rows) > 0 && rows[0][2] != day {
			return nil, false
		}
		rows = append(rows, [5]int{host, shop, day, from, to - from})
		at = s.Span.End
	}
	return rows, at.Equal(e.Span.End)
}

// end returns the slot of the day that ends at the instant, exclusive, and whether one does.
func (m *Model) end(day int, t time.Time) (int, bool) {
	if day < 0 {
		return 0, false
	}
	if t.Equal(m.begin[day+1]) {
		return len(m.Instance.HourCurve), true
	}
	on, slot, ok := m.Place(t)
	return slot, ok && on == day
}

// fix takes a live as it stands: what it draws, the shop's time on air, its studio and its hosts.
func (m *Model) fix(e *planner.Event) {
	in := m.Instance
	shop, _ := m.shop(e.Shop)
	if !e.Span.Overlaps(planner.Span{Start: m.begin[0], End: m.begin[len(m.dates)]}) {
		return
	}
	s := m.plan.Shops.All()[shop]
	viewers, unit := m.limits.Shop(s.ID).ColdViewers, time.Hour
	for _, x := range e.Live.Shifts {
		host := m.plan.Host(x.Host)
		if host == nil {
			continue
		}
		m.busy[host.ID] = append(m.busy[host.ID], x.Span)
		m.Outside.Lives -= x.Span.Length().Hours() * (m.major(float64(host.CostHour)) + in.StudioCost)
		m.pieces(x.Span, func(day, slot int, part planner.Span) {
			tired := at(in.Fatigue, int(part.Start.Sub(x.Span.Start)/unit))
			in.Fixed.Exposure[shop][day] += viewers * in.Day[day].Demand * in.HourCurve[slot] * host.Mult.Fraction() * tired * part.Length().Hours()
		})
	}
	m.Outside.Lives -= m.major(m.plan.Num("session_setup_cost"))
	m.pieces(e.Span, func(day, slot int, _ planner.Span) { m.airs(shop, day, slot) })
	if m.plan.Studios.Len() > 0 {
		m.pieces(planner.Span{Start: e.Span.Start.Add(-m.limits.Setup(e.Live.Studio)), End: e.Span.End}, func(day, slot int, _ planner.Span) { in.Fixed.Studio[day][slot]++ })
	}
	if day := m.dayOf(e.Span.Start); day >= 0 && len(e.Live.Mirrors) > 0 && m.mirrored[[2]int{shop, day}] == "" {
		m.mirrored[[2]int{shop, day}] = e.ID
	}
}

// airs puts a slot of a shop's day on air outside the grid, into the session that it lies in or goes on.
func (m *Model) airs(shop, day, slot int) {
	f := m.Instance.Fixed
	for i := len(f.Air) - 1; i >= 0; i-- {
		if a := &f.Air[i]; a.Shop == shop && a.Day == day && a.From <= slot && slot <= a.To {
			a.To = max(a.To, slot+1)
			return
		}
	}
	f.Air = append(f.Air, Air{shop, day, slot, slot + 1})
}

// order puts the lives of each shop's day into the order of their starts.
func (m *Model) order() {
	for _, list := range m.onAir {
		slices.SortStableFunc(list, func(a, b *planner.Event) int {
			return cmp.Or(a.Span.Start.Compare(b.Span.Start), cmp.Compare(a.ID, b.ID))
		})
	}
}

// around returns the live on the grid during which the event begins, or nil.
func (m *Model) around(shop, day int, t time.Time) *planner.Event {
	for _, live := range m.onAir[[2]int{shop, day}] {
		if live.Span.Contains(t) {
			return live
		}
	}
	return nil
}

// window reads a sale coupon of one line in whole days; any other promotion changes its products' prices.
func (m *Model) window(e *planner.Event) {
	if row, ok := m.windowOf(e); ok && !m.off[e.ID] {
		m.row(CreditCoupon, e)
		m.Solution.Windows = append(m.Solution.Windows, row)
		return
	}
	if tool := m.plan.Tool(e.Promo.Tool); tool == nil || tool.Audience != "" || !e.Span.Overlaps(planner.Span{Start: m.begin[0], End: m.begin[len(m.dates)]}) {
		return
	}
	m.others = append(m.others, e)
}

func (m *Model) windowOf(e *planner.Event) (row [4]int, ok bool) {
	o := e.Promo
	depth := slices.Index(m.depths, o.PercentOff)
	if o.Tool != SaleCoupon || depth < 0 || o.AmountOff > 0 || o.Price > 0 || o.Code != "" {
		return row, false
	}
	line := m.lineOf(e)
	first, last := m.dayOf(e.Span.Start), m.dayOf(e.Span.End.Add(-1))
	if line < 0 || first < m.Instance.SaleStartDay || last < first {
		return row, false
	}
	row = [4]int{line, depth + 1, first, last - first + 1}
	whole := m.days(row)
	return row, whole.End.Equal(e.Span.End) && (m.hold[e.ID] == kept || whole.Start.Equal(e.Span.Start) || e.Span.Start.Equal(m.plan.Sale.Span.Start) || e.Span.Start.Equal(m.begin[first]))
}

// lineOf returns the one line that an event concerns, or -1.
func (m *Model) lineOf(e *planner.Event) int {
	if e.Line != "" && len(e.Products) == 0 {
		if l, ok := m.line(e.Line); ok {
			return l
		}
		return -1
	}
	line := -1
	for _, x := range m.plan.ProductsOf(e) {
		l, known := m.line(x.Line)
		if !known || line >= 0 && l != line {
			return -1
		}
		line = l
	}
	return line
}

// days returns the span of a coupon window: whole days, cut to the sale and to what is still to come.
func (m *Model) days(w [4]int) planner.Span {
	s := planner.Span{Start: m.begin[w[2]], End: m.begin[w[2]+w[3]]}
	if first := m.Slot(m.first()); w[2] == m.Instance.StartDay && first.After(s.Start) {
		s.Start = first
	}
	s, _ = s.Intersect(m.plan.Sale.Span)
	return s
}

// first returns the first free slot as a day of the horizon and a slot.
func (m *Model) first() (day, slot int) {
	if m.Instance.StartDay == len(m.dates) {
		return len(m.dates) - 1, len(m.Instance.HourCurve)
	}
	return m.Instance.StartDay, m.Instance.StartHour
}

// flash reads a live flash sale of one product in a live on the grid; that of another live takes from the stock.
func (m *Model) flash(e *planner.Event) {
	in := m.Instance
	shop, _ := m.shop(e.Shop)
	day := m.dayOf(e.Span.Start)
	products := m.plan.ProductsOf(e)
	if day < 0 || len(products) == 0 {
		return
	}
	slot := int(m.sinceMidnight(day, e.Span.Start) / m.slot)
	live := m.around(shop, day, e.Span.Start)
	if x, ok := m.index[products[0]]; ok && len(products) == 1 && live != nil && !m.off[e.ID] {
		if at, _ := m.shop(m.shopOf(products[0])); at == shop {
			m.row(CreditFlash, e)
			m.Solution.Flash = append(m.Solution.Flash, [3]int{x, day, slot})
			return
		}
	}
	if live == nil && !slices.ContainsFunc(in.Fixed.Air, func(a Air) bool { return a.Shop == shop && a.Day == day && a.From <= slot && slot < a.To }) {
		return // nobody is there to buy
	}
	for _, x := range products {
		if _, known := m.index[x]; known {
			m.sold = append(m.sold, deal{x, shop, day, slot})
		}
	}
}

// shopOf returns the ID of the product's shop, "" where its line is unknown.
func (m *Model) shopOf(x *planner.Product) string {
	if l, ok := m.plan.Lines.Get(x.Line); ok {
		return l.Shop
	}
	return ""
}
