package rules

import (
	"bfplanner/planner"
)

// seeding reports whether the event is a video that draws an audience for a line; teasers belong to their lives, and what leads to
// the own store draws none.
func seeding(e *planner.Event) bool {
	return e.Clip != nil && e.Clip.Type != planner.Teaser && e.Clip.Type != planner.Capture
}

func noSeeding(x *index, add report) {
	month := x.phases[planner.Seeding]
	seeded, sells := map[string]bool{}, map[string]*planner.Event{}
	for _, e := range x.events {
		seeds := seeding(e) && month.Contains(e.Span.Start)
		if !seeds && (e.Live == nil && e.Kind != planner.Coupon || !x.sale().Overlaps(e.Span)) {
			continue
		}
		for _, line := range x.linesOf(e) {
			if seeds {
				seeded[line] = true
			} else if sells[line] == nil {
				sells[line] = e
			}
		}
	}
	for _, l := range x.p.Lines.All() {
		if sells[l.ID] == nil || seeded[l.ID] {
			continue
		}
		f := Finding{Events: ids(sells[l.ID]), Span: month, Detail: l.ID, Args: []any{l, x.name(sells[l.ID]), x.lim.SeedingDays}}
		if v := x.unboxing(l, month); v != nil {
			f.Fixes = []Fix{addition("no-seeding", []any{v.Span.Start}, v)}
		}
		add(f)
	}
}

// linesOf returns the lines that an event concerns.
func (x *index) linesOf(e *planner.Event) []string {
	if len(e.Products) == 0 && e.Line != "" {
		return []string{e.Line}
	}
	var list []string
	scope := x.scopes.of(e)
	for _, l := range x.p.Lines.All() {
		if own := x.scopes.lines[l.ID]; own != nil && scope.meets(own) {
			list = append(list, l.ID)
		}
	}
	return list
}

// unboxing returns a video of the line's first product at the first usual hour that is still to come and free of bans, or nil.
func (x *index) unboxing(l *planner.Line, month planner.Span) *planner.Event {
	products := x.p.ProductsOf(&planner.Event{Line: l.ID})
	if len(products) == 0 {
		return nil
	}
	for _, d := range month.Dates(x.loc) {
		start := d.At(int(nth(x.p, "band_hours", 0)), 0, x.loc)
		v := &planner.Event{Kind: planner.Video, Span: planner.Span{Start: start, End: start.Add(planner.PostLength)}, Shop: l.Shop, Channel: planner.TikTok,
			Line: l.ID, Products: []string{products[0].SKU}, Clip: clip(x.p, planner.Unboxing)}
		if start.After(x.now) && month.Contains(start) && !x.banned(v) && x.videos[shopDay{l.Shop, d}] < x.lim.Shop(l.Shop).VideosDay {
			return v
		}
	}
	return nil
}

func videoOrder(x *index, e *planner.Event, add report) {
	first := x.p.Event(e.Clip.After)
	if e.Clip.After == "" || first == nil {
		return
	}
	if !first.Scheduled() {
		add(Finding{Events: ids(e, first), Span: e.Span, Args: []any{x.name(e), x.name(first), e.Clip.AfterGap}})
		return
	}
	earliest := x.day(first.Span.Start).Add(e.Clip.AfterGap)
	if short := earliest.Sub(x.day(e.Span.Start)); short > 0 || e.Span.Start.Before(first.Span.Start) {
		f := Finding{Events: ids(e, first), Span: e.Span, Args: []any{x.name(e), x.name(first), e.Clip.AfterGap}}
		if short == 0 {
			short = 1
		}
		if due := e.Clip.Due; due.IsZero() || !due.Before(x.day(e.Span.Start).Add(short)) {
			f.Fixes = x.moveVideo("video-order", e, short)
		}
		add(f)
	}
}

func videoNotReady(x *index, e *planner.Event, add report) {
	if short := e.Clip.Ready.Sub(x.day(e.Span.Start)); !e.Clip.Ready.IsZero() && short > 0 {
		add(Finding{Events: ids(e), Span: e.Span, Args: []any{x.name(e), e.Clip.Ready, x.day(e.Span.Start)}, Fixes: x.moveVideo("video-not-ready", e, short)})
	}
}

func videoLate(x *index, e *planner.Event, add report) {
	if late := x.day(e.Span.Start).Sub(e.Clip.Due); !e.Clip.Due.IsZero() && late > 0 {
		add(Finding{Events: ids(e), Span: e.Span, Args: []any{x.name(e), e.Clip.Due, x.day(e.Span.Start)}, Fixes: x.moveVideo("video-late", e, -late)})
	}
}

// moveVideo returns the fix that the video goes out that many days later, or none where a window or the past forbids it.
func (x *index) moveVideo(rule string, e *planner.Event, days int) []Fix {
	if !x.coming(e) || !x.canMove(e, days, nil) {
		return nil
	}
	return []Fix{move(rule, []any{x.day(e.Span.Start).Add(days)}, e, days)}
}

func videosADay(x *index, d planner.Date, shop string, day []*planner.Event, add report) {
	most := x.lim.Shop(shop).VideosDay
	if most <= 0 || len(day) <= most {
		return
	}
	f := Finding{Events: ids(day...), Span: spanOf(day), Detail: shop + " " + d.String(), Args: []any{d, len(day), most}}
	if len(day) == most+1 {
		last := day[most]
		days := x.shiftDays(last, func(to planner.Span) bool {
			at, c := x.day(to.Start), last.Clip
			return (c.Ready.IsZero() || !at.Before(c.Ready)) && (c.Due.IsZero() || !c.Due.Before(at)) &&
				x.phases[planner.Seeding].Start.Before(to.Start) && to.End.Before(x.sale().End) && x.videos[shopDay{shop, at}] < most
		})
		if days != 0 {
			f.Fixes = x.moveVideo("videos-a-day", last, days)
		}
	}
	add(f)
}

func crewWeek(x *index, add report) {
	type shopWeek struct {
		shop string
		week planner.Date
	}
	weeks, order := map[shopWeek][]*planner.Event{}, []shopWeek(nil)
	for _, e := range x.kind[planner.Video] {
		if !seeding(e) {
			continue
		}
		k := shopWeek{e.Shop, x.date(inWeek(x, e.Span.Start))}
		if weeks[k] == nil {
			order = append(order, k)
		}
		weeks[k] = append(weeks[k], e)
	}
	for _, k := range order {
		effort := 0
		for _, e := range weeks[k] {
			effort += e.Clip.Effort
		}
		if x.lim.CrewWeek > 0 && effort > x.lim.CrewWeek {
			add(Finding{Events: ids(weeks[k]...), Span: spanOf(weeks[k]), Detail: k.shop + " " + k.week.String(), Args: []any{k.week, effort, x.lim.CrewWeek, k.week.Add(6)}})
		}
	}
}

// budget makes the rule that what the shop's events cost in all stays within one of its budgets; a budget of 0 is none.
func budget(of func(planner.ShopLimits) int64, cost func(x *index, e *planner.Event) int64, kind planner.Kind) check {
	return func(x *index, add report) {
		for _, s := range x.p.Shops.All() {
			var total int64
			var events []*planner.Event
			for _, e := range x.kind[kind] {
				if c := cost(x, e); e.Shop == s.ID && c > 0 {
					total += c
					events = append(events, e)
				}
			}
			if most := of(x.lim.Shop(s.ID)); most > 0 && total > most {
				add(Finding{Events: ids(events...), Span: spanOf(events), Detail: s.ID, Args: []any{s.Name, x.p.Money(total), x.p.Money(most), x.p.Money(total - most)}})
			}
		}
	}
}

func videoCost(_ *index, e *planner.Event) int64 { return e.Clip.Cost }

func adCost(x *index, e *planner.Event) int64 { return adSpend(e, x.loc) }
