package forecast

import (
	"slices"
	"strings"

	"bfplanner/planner"
)

// holds finds the events that stay: pinned ones, those that began before now and those of keep; and the lives to which
// the pinned and the past belong, since a live whose teaser is out has been announced.
func (m *Model) holds(keep func(*planner.Event) bool) {
	raise := func(id string, h hold) {
		if id != "" {
			m.hold[id] = max(m.hold[id], h)
		}
	}
	for _, e := range m.plan.Events.All() {
		h := free
		switch {
		case e.Scheduled() && e.Span.Start.Before(m.now) || keep != nil && keep(e):
			h = kept
		case e.Pinned:
			h = pinned
		}
		if h == free {
			continue
		}
		raise(e.ID, h)
		if past := e.Scheduled() && e.Span.Start.Before(m.now); e.Task == nil && (past || e.Pinned) {
			raise(e.Parent, h)
		}
	}
}

// Held reports whether the event stays as it is.
func (m *Model) Held(id string) bool { return m.hold[id] != free }

// gentle are the constraints that one event alone can break and those that the rule book has at most a hint about:
// two lives of a shop at once, short gaps between sessions. An event that is held and breaks one stays outside the grid.
var gentle = []string{"shop-open-hours", "shop-session-hours", "host-own-shop", "host-min-shift", "host-max-shift", "host-available",
	"shop-one-host", "fixed-air", "shop-session-gap", "shop-hours-day", "shop-sessions-day", "video-effort",
	"coupon-margin", "coupon-flash-margin", "flash-on-air", "flash-sale"}

// outcast looks over what is held, and takes off the grid what breaks a gentle limit, and what is past and breaks any.
// It reports whether there was any, upon which the plan is to be read anew. Limits that are but the model's habits,
// such as the days of a coupon window, give way instead.
func (m *Model) outcast() bool {
	if len(m.hold) == 0 {
		return false
	}
	s := m.heldRows()
	m.giveWay(s)
	in := *m.Instance
	in.StartDay, in.StartHour = 0, 0
	found := false
	for _, v := range Check(&in, s.solution()) {
		kind, match := s.culprits(v)
		for i := len(match) - 1; i >= 0; i-- {
			id := s.ids[kind][match[i]]
			if m.hold[id] == kept || slices.Contains(gentle, v.Rule) {
				m.off[id], found = true, true
				break
			}
		}
	}
	return found
}

// heldSolution is what is held of a solution, with the event of each row.
type heldSolution struct {
	Solution
	ids map[string][]string
	in  *Instance
}

func (s *heldSolution) solution() *Solution { return &s.Solution }

func (m *Model) heldRows() *heldSolution {
	s := &heldSolution{ids: map[string][]string{}, in: m.Instance}
	take := func(kind string, i int) bool {
		id := m.rows[kind][i]
		if m.hold[id] == free {
			return false
		}
		s.ids[kind] = append(s.ids[kind], id)
		return true
	}
	for i, x := range m.Solution.Shifts {
		if take(CreditLive, i) {
			s.Shifts = append(s.Shifts, x)
		}
	}
	for i, x := range m.Solution.Posts {
		if take(CreditVideo, i) {
			s.Posts = append(s.Posts, x)
		}
	}
	for i, x := range m.Solution.Windows {
		if take(CreditCoupon, i) {
			s.Windows = append(s.Windows, x)
		}
	}
	for i, x := range m.Solution.Flash {
		if take(CreditFlash, i) {
			s.Flash = append(s.Flash, x)
		}
	}
	return s
}

// culprits returns the rows that a violation is about, in the order of time.
func (s *heldSolution) culprits(v Violation) (kind string, rows []int) {
	is := func(want, got int) bool { return want < 0 || want == got }
	on := func(day int) bool {
		return is(v.Day, day) || (v.Rule == "host-hours-week" || v.Rule == "video-effort") && v.Day/weekDays == day/weekDays
	}
	switch {
	case v.Rule == "coupon-flash-margin" || strings.HasPrefix(v.Rule, "flash"):
		kind = CreditFlash
		for i, x := range s.Flash {
			if is(v.Product, x[0]) && is(v.Line, s.in.Products[x[0]].Line) && on(x[1]) {
				rows = append(rows, i)
			}
		}
	case strings.HasPrefix(v.Rule, "coupon"):
		kind = CreditCoupon
		for i, x := range s.Windows {
			if is(v.Line, x[0]) && is(v.Shop, s.in.Lines[x[0]].Shop) && is(v.Day, x[2]) {
				rows = append(rows, i)
			}
		}
	case strings.HasPrefix(v.Rule, "video"):
		kind = CreditVideo
		for i, x := range s.Posts {
			if is(v.Video, x[0]) && is(v.Shop, s.in.Lines[s.in.Videos[x[0]].Line].Shop) && on(x[1]) {
				rows = append(rows, i)
			}
		}
	default:
		kind = CreditLive
		for i, x := range s.Shifts {
			if is(v.Host, x[0]) && is(v.Shop, x[1]) && on(x[2]) {
				rows = append(rows, i)
			}
		}
		slices.SortStableFunc(rows, func(a, b int) int { return slices.Compare(s.Shifts[a][2:], s.Shifts[b][2:]) })
	}
	return kind, rows
}

// giveWay widens the model's habits to what is held: lengths and gaps of coupon windows, lines on coupon on a day,
// how often flash deals run, live hours on risky days, and the budget to what of it is spent already.
func (m *Model) giveWay(s *heldSolution) {
	in := m.Instance
	lines, spent := map[[2]int]int{}, make([]float64, len(in.Shops))
	for i, w := range s.Windows {
		in.Coupon.MinLen, in.Coupon.MaxLen = min(in.Coupon.MinLen, w[3]), max(in.Coupon.MaxLen, w[3])
		shop := in.Lines[w[0]].Shop
		for k := range w[3] {
			lines[[2]int{shop, w[2] + k}]++
			if m.hold[s.ids[CreditCoupon][i]] == kept {
				spent[shop] += in.Reserve(w[0], w[1]-1, w[2]+k)
			}
		}
		for _, o := range s.Windows {
			if free := w[2] - o[2] - o[3]; o[0] == w[0] && free >= 0 {
				in.Coupon.MinGap = min(in.Coupon.MinGap, free)
			}
		}
	}
	for at, n := range lines {
		in.Shops[at[0]].MaxLines = max(in.Shops[at[0]].MaxLines, n)
	}
	for shop, sum := range spent {
		in.Shops[shop].CouponBudget = max(in.Shops[shop].CouponBudget, sum+0.005)
	}
	hours, deals := map[[3]int]int{}, map[int]int{}
	for i, x := range s.Flash {
		at := [3]int{in.Lines[in.Products[x[0]].Line].Shop, x[1], int(float64(x[2]) * in.SlotHours())}
		hours[at]++
		deals[x[0]]++
		in.Flash.PerHour, in.Flash.MaxPerProduct = max(in.Flash.PerHour, hours[at]), max(in.Flash.MaxPerProduct, deals[x[0]])
		for _, o := range s.Flash[:i] {
			if o[0] == x[0] {
				in.Flash.GapDays = min(in.Flash.GapDays, max(o[1]-x[1], x[1]-o[1])-1)
			}
		}
	}
	risky := 0
	for _, x := range s.Shifts {
		if in.Risky(x[2]) {
			risky += x[4]
		}
	}
	in.Risk.MaxLiveHours = max(in.Risk.MaxLiveHours, risky)
}

// pin makes what is held pins of the instance.
func (m *Model) pin() {
	in := m.Instance
	m.pins = nil
	held := func(kind string, i int) bool {
		id := m.rows[kind][i]
		if m.hold[id] != free {
			m.pins = append(m.pins, id)
		}
		return m.hold[id] != free
	}
	for i, x := range m.Solution.Shifts {
		if held(CreditLive, i) {
			in.Pins = append(in.Pins, Pin{Kind: PinShift, Host: x[0], Shop: x[1], Day: x[2], From: x[3], To: x[3] + x[4]})
		}
	}
	for i, x := range m.Solution.Posts {
		if held(CreditVideo, i) {
			in.Pins = append(in.Pins, Pin{Kind: PinVideo, Video: x[0], Day: x[1], Band: x[2]})
		}
	}
	for i, x := range m.Solution.Windows {
		if held(CreditCoupon, i) {
			in.Pins = append(in.Pins, Pin{Kind: PinCoupon, Line: x[0], Depth: x[1] - 1, Day: x[2], Len: x[3]})
		}
	}
	for i, x := range m.Solution.Flash {
		if held(CreditFlash, i) {
			in.Pins = append(in.Pins, Pin{Kind: PinFlash, Product: x[0], Day: x[1], From: x[2]})
		}
	}
	for i, x := range m.Solution.Hedges {
		if id := m.rows[CreditHedge][i]; m.hold[id] != free || !m.has(id, CreditLive) {
			in.Pins = append(in.Pins, Pin{Kind: PinHedge, Shop: x[0], Day: x[1]})
			m.pins = append(m.pins, id)
		}
	}
}

// Pinned returns the ID of the event behind a pin of the instance, "" where there is none.
func (m *Model) Pinned(pin int) string {
	if pin < 0 || pin >= len(m.pins) {
		return ""
	}
	return m.pins[pin]
}

// has reports whether an event is a row of a kind.
func (m *Model) has(id, kind string) bool {
	return slices.ContainsFunc(m.Rows(id), func(r Ref) bool { return r.Kind == kind })
}

// Event returns the ID of the event behind a row of the solution's list of that kind, "" where there is none. A
// live has a row for each of its shifts; a hedge is of the first live with mirror channels of its day.
func (m *Model) Event(kind string, row int) string {
	if row < 0 || row >= len(m.rows[kind]) {
		return ""
	}
	return m.rows[kind][row]
}

// Rows returns the rows of the solution that an event is; none for an event outside the grid.
func (m *Model) Rows(id string) []Ref {
	m.once.Do(func() {
		m.refs = map[string][]Ref{}
		for _, kind := range []string{CreditLive, CreditVideo, CreditCoupon, CreditFlash, CreditHedge} {
			for i, event := range m.rows[kind] {
				m.refs[event] = append(m.refs[event], Ref{kind, i})
			}
		}
	})
	return m.refs[id]
}
