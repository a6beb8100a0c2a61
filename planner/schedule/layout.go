package schedule

import (
	"context"
	"errors"
	"slices"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	engine "bfplanner/planner/schedule/search"
)

// freshShare is the part of the budget of a layout from nothing where the plan has one already.
const freshShare = 0.6

// search lays the campaign out: from nothing, and from what the plan has, whichever comes to more; where changes
// cost, or only some kinds may change, from what the plan has alone.
func (j *job) search(ctx context.Context) (*forecast.Solution, error) {
	own := j.model.Solution
	wish := j.wishes(ctx)
	o := engine.Options{Seed: j.Seed, Kinds: j.credits(), Stop: j.Stop}
	if j.Change < 1 || len(j.Kinds) > 0 {
		o.Start = own
		if j.Change < 1 {
			o.Base, o.Penalty = own, priceOfChange(j.given, j.Change)
		}
		found, err := j.part(ctx, wish, o, 0, 1)
		return &found.Solution, err
	}
	share := 1.0
	if j.laidOut() {
		share = freshShare
	}
	best, err := j.part(ctx, wish, o, 0, share)
	if err != nil || share == 1 {
		return &best.Solution, err
	}
	o.Start = own
	again, err := j.part(ctx, wish, o, share, 1)
	if err == nil && again.Value >= best.Value {
		best = again
	}
	return &best.Solution, nil
}

// part searches from one share of the budget to another.
func (j *job) part(ctx context.Context, in *forecast.Instance, o engine.Options, from, to float64) (engine.Result, error) {
	o.Moves = int(float64(j.Moves) * (to - from))
	if j.Spent != nil {
		o.Spent = func() float64 { return (j.Spent() - from) / (to - from) }
	}
	o.Progress = func(p engine.Progress) {
		if v := j.money(p.Value + j.model.Outside.Sum()); from == 0 || v.Minor > j.last.Value.Minor {
			j.last.Value = v
		}
		j.last.Bound = j.proven()
		j.say("schedule.stage.search", int(100*(from+p.Share*(to-from))))
	}
	r, err := engine.Solve(ctx, in, o)
	if err != nil {
		return r, j.clash(err)
	}
	s := r.Solution
	j.last.Placed = len(s.Shifts) + len(s.Posts) + len(s.Windows) + len(s.Flash)
	return r, nil
}

// laidOut reports whether the plan has something on the grid that may change.
func (j *job) laidOut() bool {
	for _, e := range j.given.Events.All() {
		if len(j.model.Rows(e.ID)) > 0 && !j.model.Held(e.ID) {
			return true
		}
	}
	return false
}

// credits returns the kinds that may change by the names of the model; a hedge goes with the lives.
func (j *job) credits() (list []string) {
	for _, k := range j.Kinds {
		switch k {
		case planner.Video:
			list = append(list, forecast.CreditVideo)
		case planner.Live:
			list = append(list, forecast.CreditLive, forecast.CreditHedge)
		case planner.Coupon:
			list = append(list, forecast.CreditCoupon)
		case planner.Flash:
			list = append(list, forecast.CreditFlash)
		}
	}
	return list
}

// priceOfChange returns what an event that changes costs, in major units: the parameter change_penalty half way, more
// the less may change, nothing where all may. Change is above 0.
func priceOfChange(p *planner.Plan, change float64) float64 {
	return forecast.Major(p, int64(p.Num("change_penalty"))) * (1 - change) / change
}

// wishes returns the instance with the long live of Black Friday for each shop that can have it, by the parameter
// live_long_minutes, at the hours that draw most.
func (j *job) wishes(ctx context.Context) *forecast.Instance {
	in := *j.model.Instance
	slots := int(j.given.Num("live_long_minutes") / 60 / in.SlotHours())
	day := planner.BlackFriday(j.given.Sale.Span.Start.In(j.given.Zone()).Year()).Sub(j.model.Date(0))
	if !j.Long || j.Change < 1 || !j.may(planner.Live) || slots < 1 || day < max(in.SaleStartDay, in.StartDay+1) || day >= in.Days {
		return &in
	}
	for shop := range in.Shops {
		if from, ok := bestHours(&in, min(slots, in.Shops[shop].MaxSession)); ok && j.freeDay(shop, day) {
			with := in
			with.Pins = append(slices.Clone(in.Pins), forecast.Pin{Kind: forecast.PinLive, Shop: shop, Day: day, From: from, To: from + min(slots, in.Shops[shop].MaxSession)})
			if _, err := engine.Solve(ctx, &with, engine.Options{Moves: 1}); err == nil {
				in = with
			}
		}
	}
	return &in
}

// freeDay reports whether nothing that is held is on air in the shop on that day, and somebody buys there.
func (j *job) freeDay(shop, day int) bool {
	in := j.model.Instance
	return in.Day[day].Weight > 0 && slices.ContainsFunc(in.Lines, func(l forecast.Line) bool { return l.Shop == shop && l.Stock > 0 }) &&
		!slices.ContainsFunc(in.Fixed.Air, func(a forecast.Air) bool { return a.Shop == shop && a.Day == day }) &&
		!slices.ContainsFunc(in.Pins, func(p forecast.Pin) bool {
			return p.Kind == forecast.PinShift && p.Shop == shop && p.Day == day
		})
}

// bestHours returns where a live of so many slots begins that draws most, within the hours of lives.
func bestHours(in *forecast.Instance, slots int) (int, bool) {
	best, most := -1, -1.0
	for from := in.OpenHour; slots > 0 && from+slots <= in.CloseHour; from++ {
		sum := 0.0
		for t := from; t < from+slots; t++ {
			sum += in.HourCurve[t]
		}
		if sum > most {
			best, most = from, sum
		}
	}
	return best, best >= 0
}

// clash turns pins that cannot all hold into a problem that names their events.
func (j *job) clash(err error) error {
	var c *engine.ConflictError
	if !errors.As(err, &c) {
		return err
	}
	var names planner.Text
	for _, i := range c.Pins {
		e := j.given.Event(j.model.Pinned(i))
		if e == nil {
			continue
		}
		name := planner.T("engine.event", e.Kind, e.ID, e.Span.Start)
		if names.Key != "" {
			name = planner.T("engine.and", names, name)
		}
		names = name
	}
	return &planner.Problem{Text: planner.T("problem.engine_pins", names), Cause: err}
}
