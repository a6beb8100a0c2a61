package schedule

import (
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule/search"
)

// shape finds the rows that the event has, or those that it would have: for a live in the backlog one shift, or those
// it had, for a coupon its line and depth, for a flash deal its product.
func (s *suggester) shape() error {
	s.have = s.rows(s.e.ID)
	s.out = slices.Concat(s.have, s.deals(s.e), s.hedge())
	s.shop = slices.IndexFunc(s.m.Instance.Shops, func(x forecast.Shop) bool { return x.ID == s.e.Shop })
	if s.shop < 0 {
		return planner.Problemf("problem.no_place", planner.T("limit.no_shop"))
	}
	if len(s.have) > 0 {
		return nil
	}
	switch s.e.Kind {
	case planner.Live:
		return s.shapeLive()
	case planner.Video:
		v := slices.IndexFunc(s.m.Instance.Videos, func(x forecast.Video) bool { return x.ID == s.e.ID })
		if v < 0 {
			return planner.Problemf("problem.no_place", planner.T("outside.grid"))
		}
		s.have = []search.Row{{Kind: forecast.CreditVideo, At: [5]int{v}}}
	case planner.Coupon:
		return s.shapeCoupon()
	case planner.Flash:
		return s.shapeDeal()
	default:
		return planner.Problemf("problem.no_place", s.outside(s.e))
	}
	return nil
}

// shapeLive gives a live without a place its shifts as it had them, or one of the usual length by any host.
func (s *suggester) shapeLive() error {
	in := s.m.Instance
	at := 0
	for _, x := range s.e.Live.Shifts {
		h := slices.IndexFunc(in.Hosts, func(o forecast.Host) bool { return o.ID == x.Host })
		n := max(1, int(x.Span.Length().Hours()/in.SlotHours()+0.5))
		if h >= 0 && x.Span.Length() > 0 {
			s.have = append(s.have, search.Row{Kind: forecast.CreditLive, At: [5]int{h, s.shop, 0, at, n}})
			at += n
		}
	}
	if len(s.have) > 0 {
		return nil
	}
	for h, x := range in.Hosts {
		if slices.Contains(x.Shops, s.shop) {
			usual := int(s.p.Num("live_usual_minutes") / 60 / in.SlotHours())
			s.have = []search.Row{{Kind: forecast.CreditLive, At: [5]int{h, s.shop, 0, 0, min(max(usual, x.MinShift, 1), x.MaxShift)}}}
			return nil
		}
	}
	return planner.Problemf("problem.no_place", planner.T("limit.no_host"))
}

func (s *suggester) shapeCoupon() error {
	in := s.m.Instance
	g := slices.IndexFunc(in.Lines, func(l forecast.Line) bool { return l.ID == s.e.Line })
	mode := 1 + slices.IndexFunc(in.Coupon.Depths, func(x float64) bool { return x == s.e.Promo.PercentOff.Fraction() })
	if g < 0 || mode < 1 || s.e.Promo.Tool != forecast.SaleCoupon {
		return planner.Problemf("problem.no_place", planner.T("outside.promotion"))
	}
	s.have = []search.Row{{Kind: forecast.CreditCoupon, At: [5]int{g, mode, 0, 0}}}
	return nil
}

func (s *suggester) shapeDeal() error {
	list := s.p.ProductsOf(s.e)
	if len(list) != 1 || s.e.Promo.Tool != forecast.LiveFlash {
		return planner.Problemf("problem.no_place", planner.T("outside.promotion"))
	}
	i := slices.IndexFunc(s.m.Instance.Products, func(x forecast.Product) bool { return x.ID == list[0].SKU })
	if i < 0 {
		return planner.Problemf("problem.no_place", planner.T("outside.grid"))
	}
	s.have = []search.Row{{Kind: forecast.CreditFlash, At: [5]int{i}}}
	return nil
}

// candidates returns the edits that put the event on a day, whether they are legal or not.
func (s *suggester) candidates(day int) []search.Edit {
	switch s.e.Kind {
	case planner.Live:
		return s.lives(day)
	case planner.Video:
		return s.posts(day)
	case planner.Coupon:
		return s.windows(day)
	case planner.Flash:
		return s.flashes(day)
	}
	return nil
}

// to returns the edit that gives the event those rows.
func (s *suggester) to(rows ...search.Row) search.Edit { return search.Edit{Out: s.out, In: rows} }

func (s *suggester) posts(day int) (list []search.Edit) {
	for band := range s.m.Instance.Bands {
		r := s.have[0]
		r.At[1], r.At[2] = day, band
		list = append(list, s.to(r))
	}
	return list
}

// windows returns coupon windows of the event's length, or for one without a place of every length.
func (s *suggester) windows(day int) (list []search.Edit) {
	in := s.m.Instance
	least, most := s.have[0].At[3], s.have[0].At[3]
	if most == 0 {
		least, most = in.Coupon.MinLen, in.Coupon.MaxLen
	}
	for n := least; n <= min(most, in.Days-day); n++ {
		r := s.have[0]
		r.At[2], r.At[3] = day, n
		list = append(list, s.to(r))
	}
	return list
}

func (s *suggester) flashes(day int) (list []search.Edit) {
	for _, r := range s.all {
		if r.Kind != forecast.CreditLive || r.At[1] != s.shop || r.At[2] != day {
			continue
		}
		for t := r.At[3]; t < r.At[3]+r.At[4]; t++ {
			if s.closeTo(t) {
				deal := s.have[0]
				deal.At[1], deal.At[2] = day, t
				list = append(list, s.to(deal))
			}
		}
	}
	return list
}

// lives returns the live at every slot of the day, by its own hosts, by others in place of those who are not
// available then, and by each other host alone. It leaves out what would touch another live and become one with it.
func (s *suggester) lives(day int) (list []search.Edit) {
	in := s.m.Instance
	var others uint64
	for _, r := range s.all {
		if r.Kind == forecast.CreditLive && r.At[1] == s.shop && r.At[2] == day && !slices.Contains(s.out, r) {
			others |= (1<<(r.At[4]+2) - 1) << r.At[3] // shifted by one, so that neighbours count
		}
	}
	first := s.have[0].At
	length := 0
	for _, r := range s.have {
		length += r.At[4]
	}
	for t := in.OpenHour; t+length <= in.CloseHour; t++ {
		if !s.closeTo(t) || (uint64(1)<<length-1)<<(t+1)&others != 0 {
			continue
		}
		for _, hosts := range s.casts(day, t) {
			x := search.Edit{Out: s.out}
			for i, r := range s.have {
				r.At[0], r.At[2], r.At[3] = hosts[i], day, r.At[3]+t-first[3]
				x.In = append(x.In, r)
			}
			for _, r := range s.deals(s.e) {
				x.In = append(x.In, moved(r, day-first[2], t-first[3]))
			}
			list = append(list, x)
		}
	}
	return list
}

// hedge returns the hedge of a live's day, if no other live of the day keeps it.
func (s *suggester) hedge() []search.Row {
	for _, r := range s.m.Rows(s.e.ID) {
		if row := s.row(r); r.Kind == forecast.CreditHedge && !slices.ContainsFunc(s.all, func(o search.Row) bool {
			return o.Kind == forecast.CreditLive && o.At[1] == row.At[0] && o.At[2] == row.At[1] && !slices.Contains(s.have, o)
		}) {
			return []search.Row{row}
		}
	}
	return nil
}

// casts returns who may present the live at a slot: its hosts; those, others in place of the missing ones; and
// where it is one shift, each host alone.
func (s *suggester) casts(day, t int) [][]int {
	in, first := s.m.Instance, s.have[0].At[3]
	free := func(h int, r search.Row) bool {
		from := r.At[3] + t - first
		return slices.Contains(in.Hosts[h].Shops, s.shop) && slices.ContainsFunc(in.Hosts[h].Avail[day], func(a []int) bool { return a[0] <= from && from+r.At[4] <= a[1] })
	}
	var own, filled []int
	missing := false
	for _, r := range s.have {
		own = append(own, r.At[0])
		h := r.At[0]
		if !free(h, r) {
			missing, h = true, -1
			for k := range in.Hosts {
				if free(k, r) && !slices.Contains(filled, k) && (h < 0 || in.Hosts[k].Mult > in.Hosts[h].Mult) {
					h = k
				}
			}
		}
		filled = append(filled, h)
	}
	var list [][]int
	if !missing {
		list = append(list, own)
	} else if !slices.Contains(filled, -1) {
		list = append(list, filled)
	}
	if len(s.have) == 1 {
		for h := range in.Hosts {
			if h != own[0] && free(h, s.have[0]) {
				list = append(list, []int{h})
			}
		}
	}
	return list
}

// ruled returns the places that the rule of teasers or of milestones gives an event.
func ruled(p *planner.Plan, now time.Time, e *planner.Event) ([]Landing, error) {
	without := *p
	without.Events = p.Events.Drop(e.ID)
	var list []*planner.Event
	why := planner.T("landing.milestone")
	if e.Kind == planner.Milestone {
		list = slices.DeleteFunc(rules.Milestones(&without, now), func(x *planner.Event) bool { return x.Task.Type != e.Task.Type || x.Shop != e.Shop })
	} else if live := p.Event(e.Parent); live != nil && live.Scheduled() {
		why = planner.T("landing.teaser", live.Span.Start)
		list = slices.DeleteFunc(rules.Teasers(&without, live), func(x *planner.Event) bool { return x.Span.Start.Before(now) })
	}
	var landings []Landing
	for _, x := range list {
		n := e.At(x.Span)
		landings = append(landings, Landing{Event: e.ID, Span: n.Span, Parent: n.Parent, Delta: p.Money(0), Reason: why,
			Command: planner.Change{Events: []*planner.Event{n}, Why: planner.T("edit.place")}})
	}
	if len(landings) == 0 {
		return nil, planner.Problemf("problem.no_place", why)
	}
	return landings, nil
}
