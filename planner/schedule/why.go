package schedule

import (
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/schedule/search"
)

// Term is a named part of what an event adds to the value of the plan, in the plan's currency; costs are negative.
// ID is a term of package forecast's credits; its word is the translation term.<ID>.
type Term struct {
	ID    string
	Value planner.Money
}

// Reason says why an event stands where it does.
type Reason struct {
	Event  string
	Total  planner.Money // the event's credit, the sum of its terms
	Terms  []Term        // in the order of forecast.TermNames, those that are not zero
	Remove planner.Money // what the plan loses without the event and its flash deals; negative where it gains
	// Later and Earlier say why it does not stand an hour, or for videos and coupons a day, later or earlier: what it would
	// lose or gain, or the rule that forbids it.
	Later, Earlier planner.Text
	Binding        []planner.Text // what limits it: why it is not longer or deeper, and stock that is scarce
	// Outside says why the engine has no credit for the event; Key is "" where it has.
	Outside planner.Text
}

// Why explains an event of the plan as of now. Credits of all events add up to the value of the plan; what an event
// loses by going is more or less than its credit, since others take up what it leaves. An event outside the engine's
// model has no credit, but still what the forecast loses without it. An ID that the plan does not have, and a plan with nothing
// to sell, are a *planner.Problem.
func Why(p *planner.Plan, now time.Time, id string) (Reason, error) {
	d, err := newDesk(p, now)
	if err != nil {
		return Reason{}, err
	}
	e, err := d.event(id)
	if err != nil {
		return Reason{}, err
	}
	r := Reason{Event: id, Total: p.Money(0), Outside: d.outside(e)}
	if r.Outside.Key != "" {
		r.Remove, err = d.loss(e)
		return r, err
	}
	r.credit(d, e)
	r.Remove = d.money(-d.e.Try(search.Edit{Out: d.whole(e)}).Gain)
	r.Later, r.Earlier = d.shifted(e, 1), d.shifted(e, -1)
	r.Binding = d.binding(e)
	return r, nil
}

// credit sums the credits of the event's rows.
func (r *Reason) credit(d *desk, e *planner.Event) {
	rows := d.m.Rows(e.ID)
	sum := map[string]float64{}
	for _, c := range forecast.Credits(d.m.Instance, d.m.Solution) {
		if slices.Contains(rows, forecast.Ref{Kind: c.Kind, Row: c.Row}) {
			for name, v := range c.Terms {
				sum[name] += v
			}
		}
	}
	for _, name := range forecast.TermNames {
		if v := d.money(sum[name]); v.Minor != 0 {
			r.Terms = append(r.Terms, Term{name, v})
			r.Total = r.Total.Add(v)
		}
	}
}

// outside says why the engine has no place for the event, with the rule by which such an event is placed; Key is ""
// for an event that it has.
func (d *desk) outside(e *planner.Event) planner.Text {
	switch {
	case len(d.m.Rows(e.ID)) > 0:
		return planner.Text{}
	case e.Kind == planner.Ad:
		return planner.T("outside.ad")
	case e.Kind == planner.Milestone:
		return planner.T("outside.milestone", planner.T("milestone."+e.Task.Type))
	case e.Kind == planner.Video && !forecast.Seeds(e):
		return planner.T("outside.teaser")
	case !e.Scheduled():
		return planner.T("outside.backlog")
	case e.Channel != "" && !d.p.OnPlatform(e):
		return planner.T("outside.channel", rowOf(d.p.Channels, e.Channel))
	case e.Promo != nil && e.Kind == planner.Coupon:
		return planner.T("outside.promotion")
	}
	if day, _, _ := d.m.Place(e.Span.Start); day < 0 {
		return planner.T("outside.horizon", d.m.Date(0), d.m.Date(d.m.Instance.Days-1))
	}
	return planner.T("outside.grid")
}

// loss returns what the forecast loses without the event.
func (d *desk) loss(e *planner.Event) (planner.Money, error) {
	without, err := planner.Remove{IDs: []string{e.ID}}.Apply(*d.p)
	if err != nil {
		return planner.Money{}, err
	}
	before, err := worth(d.p, d.now)
	if err != nil {
		return planner.Money{}, err
	}
	after, err := worth(&without, d.now)
	return before.Sub(after), err
}

// step is by how much a kind of event is moved to ask why it is not later: an hour, or a day for what the engine
// places by days.
func (d *desk) step(k planner.Kind) (days, slots int, word planner.Text) {
	if k == planner.Live || k == planner.Flash {
		return 0, d.perHour(), planner.T("step.hour")
	}
	return 1, 0, planner.T("step.day")
}

// shifted says what moving the event a step later, or with -1 earlier, would do.
func (d *desk) shifted(e *planner.Event, sign int) planner.Text {
	days, slots, word := d.step(e.Kind)
	x := search.Edit{Out: append(d.rows(e.ID), d.deals(e)...)}
	for _, r := range x.Out {
		x.In = append(x.In, moved(r, sign*days, sign*slots))
	}
	v, key := d.e.Try(x), "later"
	if sign < 0 {
		key = "earlier"
	}
	gain := d.money(v.Gain)
	switch {
	case len(v.Broken) > 0:
		return planner.T("why."+key+".rule", word, d.violation(v.Broken[0]))
	case gain.Minor < 0:
		return planner.T("why."+key+".less", word, gain.Times(-1))
	case gain.Minor > 0:
		return planner.T("why."+key+".more", word, gain)
	}
	return planner.T("why."+key+".same", word)
}

// moved returns a row by so many days and slots later. A live's hedge is its day's and stays.
func moved(r search.Row, days, slots int) search.Row {
	switch r.Kind {
	case forecast.CreditLive:
		r.At[2], r.At[3] = r.At[2]+days, r.At[3]+slots
	case forecast.CreditVideo:
		r.At[1] += days
	case forecast.CreditCoupon:
		r.At[2] += days
	case forecast.CreditFlash:
		r.At[1], r.At[2] = r.At[1]+days, r.At[2]+slots
	}
	return r
}

// binding lists what keeps the event from being longer or deeper, each once, and the lines that run out of stock.
func (d *desk) binding(e *planner.Event) []planner.Text {
	var list []planner.Text
	say := func(t planner.Text) {
		same := func(o planner.Text) bool { return o.String() == t.String() }
		if !slices.ContainsFunc(list, same) {
			list = append(list, t)
		}
	}
	for _, x := range d.stretches(e) {
		v := d.e.Try(x.Edit)
		if len(v.Broken) > 0 {
			say(planner.T(x.key+".rule", d.violation(v.Broken[0])))
		} else if gain := d.money(v.Gain); gain.Minor < 0 {
			say(planner.T(x.key+".less", gain.Times(-1)))
		} else if gain.Minor > 0 {
			say(planner.T(x.key+".more", gain))
		}
	}
	for _, g := range d.linesOf(e) {
		if price := d.e.StockPrice(g); price > 0 {
			say(planner.T("why.stock", d.line(g), d.money(price)))
		}
	}
	return list
}

// stretch is a way in which an event could be more than it is; key begins its texts.
type stretch struct {
	search.Edit
	key string
}

// stretches returns the ways in which an event could be longer by a slot or a day, or a coupon deeper.
func (d *desk) stretches(e *planner.Event) []stretch {
	rows := d.rows(e.ID)
	one := func(key string, r, to search.Row) stretch {
		return stretch{search.Edit{Out: []search.Row{r}, In: []search.Row{to}}, key}
	}
	if len(rows) == 0 {
		return nil
	}
	first, last := rows[0], rows[len(rows)-1]
	early, late := first, last
	switch e.Kind {
	case planner.Live:
		n := d.perHour()
		early.At[3], early.At[4] = early.At[3]-n, early.At[4]+n
		late.At[4] += n
		return []stretch{one("why.longer", last, late), one("why.sooner", first, early)}
	case planner.Coupon:
		early.At[2], early.At[3] = early.At[2]-1, early.At[3]+1
		late.At[3]++
		deep := first
		deep.At[1]++
		list := []stretch{one("why.longer", last, late), one("why.sooner", first, early)}
		if deep.At[1] <= len(d.m.Instance.Coupon.Depths) {
			list = append(list, one("why.deeper", first, deep))
		}
		return list
	}
	return nil
}

// linesOf returns the lines of the instance that an event sells or seeds: a live all those of its shop.
func (d *desk) linesOf(e *planner.Event) []int {
	var list []int
	for g, l := range d.m.Instance.Lines {
		is := e.Kind == planner.Live && l.Shop == d.rows(e.ID)[0].At[1]
		for _, r := range d.rows(e.ID) {
			is = is || r.Kind == forecast.CreditVideo && d.m.Instance.Videos[r.At[0]].Line == g || r.Kind == forecast.CreditCoupon && r.At[0] == g ||
				r.Kind == forecast.CreditFlash && d.m.Instance.Products[r.At[0]].Line == g
		}
		if is {
			list = append(list, g)
		}
	}
	return list
}
