package schedule

import (
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/schedule/search"
)

// Gap is an empty place of the calendar: a kind of event, an instant, and what of the lane is known. A live may name its
// host, a video or a coupon its line, a flash deal its product or its line; what is left empty may be any. Shop is the
// plan's only one where it is empty.
type Gap struct {
	Kind    planner.Kind
	At      time.Time
	Shop    string
	Host    string
	Line    string
	Product string
}

// Answer says why a gap is empty: the best event that could stand there and what it would add to the forecast, or the
// rule that keeps every one out.
type Answer struct {
	Why     planner.Text
	Gain    planner.Money   // of the best event; negative where it costs more than it brings
	Command planner.Command // adds that event; nil where a rule keeps it out
}

// WhyNot answers for a gap of the plan as of now. Lives are tried at the lengths that hosts work, coupons at every depth and
// length from that day, videos from the backlog. A gap of a kind that the engine does not place, of a shop,
// host or line that it does not know, or outside the days that it plans is answered with that reason; a plan with nothing to
// sell is a *planner.Problem.
func WhyNot(p *planner.Plan, now time.Time, g Gap) (Answer, error) {
	d, err := newDesk(p, now)
	if err != nil {
		return Answer{}, err
	}
	shop := slices.IndexFunc(d.m.Instance.Shops, func(s forecast.Shop) bool { return s.ID == g.Shop || g.Shop == "" && len(d.m.Instance.Shops) == 1 })
	day, slot, _ := d.m.Place(g.At)
	switch {
	case g.Kind == planner.Ad || g.Kind == planner.Milestone:
		return Answer{Why: planner.T("outside." + string(g.Kind) + "s"), Gain: p.Money(0)}, nil
	case shop < 0:
		return Answer{Why: planner.T("limit.no_shop"), Gain: p.Money(0)}, nil
	case day < 0:
		return Answer{Why: planner.T("outside.horizon", d.m.Date(0), d.m.Date(d.m.Instance.Days-1)), Gain: p.Money(0)}, nil
	}
	edits := d.gap(g, shop, day, slot)
	if best := d.e.Best(edits, 1); len(best) > 0 {
		return d.answer(best[0])
	}
	a := Answer{Why: planner.T("limit.none"), Gain: p.Money(0)}
	fewest := 1 << 30
	for _, x := range edits {
		if v := d.e.Try(x); len(v.Broken) > 0 && len(v.Broken) < fewest && v.Broken[0].Rule != forecast.RuleRange {
			fewest, a.Why = len(v.Broken), planner.T("whynot.rule", d.violation(v.Broken[0]))
		}
	}
	if len(edits) == 0 {
		a.Why = planner.T("limit.no_" + string(g.Kind))
	}
	return a, nil
}

// answer makes an answer of the best event for a gap.
func (d *desk) answer(c search.Choice) (Answer, error) {
	a := Answer{Gain: d.money(c.Gain)}
	to := c.Edit.Of(d.m.Solution)
	a.Command = d.m.Command(&to, planner.T("edit.place"))
	what := d.rowText(c.In[0])
	switch {
	case a.Gain.Minor > 0:
		a.Why = planner.T("whynot.more", what, a.Gain)
	case a.Gain.Minor < 0:
		a.Why = planner.T("whynot.less", what, a.Gain.Times(-1))
	default:
		a.Why = planner.T("whynot.same", what)
	}
	return a, nil
}

// rowText names the event that a row would be.
func (d *desk) rowText(r search.Row) planner.Text {
	in, a := d.m.Instance, r.At
	switch r.Kind {
	case forecast.CreditLive:
		return planner.T("row.live", rowOf(d.p.Hosts, in.Hosts[a[0]].ID), d.hours(float64(a[4])), d.m.Slot(a[2], a[3]))
	case forecast.CreditVideo:
		return planner.T("row.video", d.line(in.Videos[a[0]].Line), d.m.Date(a[1]))
	case forecast.CreditCoupon:
		off := planner.BasisPoints(in.Coupon.Depths[a[1]-1]*10000 + 0.5)
		return planner.T("row.coupon", d.line(a[0]), planner.T("format.off", off, off.Zhe()), d.m.Date(a[2]), a[3])
	case forecast.CreditFlash:
		return planner.T("row.flash", rowOf(d.p.Products, in.Products[a[0]].ID), d.m.Slot(a[1], a[2]))
	}
	return planner.T("row.hedge", rowOf(d.p.Shops, in.Shops[a[0]].ID), d.m.Date(a[1]))
}

// gap returns the edits that fill a gap.
func (d *desk) gap(g Gap, shop, day, slot int) []search.Edit {
	in := d.m.Instance
	var list []search.Edit
	put := func(kind string, at ...int) {
		r := search.Row{Kind: kind}
		copy(r.At[:], at)
		list = append(list, search.Edit{In: []search.Row{r}})
	}
	line := func(i int) bool { return in.Lines[i].Shop == shop && (g.Line == "" || in.Lines[i].ID == g.Line) }
	switch g.Kind {
	case planner.Live:
		for h, x := range in.Hosts {
			for n := max(1, x.MinShift); n <= x.MaxShift && (g.Host == "" || x.ID == g.Host); n++ {
				put(forecast.CreditLive, h, shop, day, slot, n)
			}
		}
	case planner.Video:
		out := map[int]bool{}
		for _, x := range d.m.Solution.Posts {
			out[x[0]] = true
		}
		for v, x := range in.Videos {
			for band := range in.Bands {
				if line(x.Line) && !out[v] {
					put(forecast.CreditVideo, v, day, band)
				}
			}
		}
	case planner.Coupon:
		for i := range in.Lines {
			for mode := 1; mode <= len(in.Coupon.Depths); mode++ {
				for n := in.Coupon.MinLen; n <= min(in.Coupon.MaxLen, in.Days-day) && line(i); n++ {
					put(forecast.CreditCoupon, i, mode, day, n)
				}
			}
		}
	case planner.Flash:
		for i, x := range in.Products {
			if line(x.Line) && (g.Product == "" || x.ID == g.Product) {
				put(forecast.CreditFlash, i, day, slot)
			}
		}
	}
	return list
}
