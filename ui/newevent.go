package ui

import (
	"time"

	"bfplanner/planner"
	"bfplanner/ui/inspector"
)

// template is a sort of event that the New menu offers: its kind, and where and how one is begun.
type template struct {
	id   string // "live" is also the action "new.live" and the label "kind.live"
	kind planner.Kind
	days int // from the sale's first day
	hour int // on the market's clock
	fill func(*planner.Plan, *planner.Event)
}

// templates are in the order of the calendar's lanes. A live stands in the evening of the US east coast, a
// seeding video a week before the sale, a flash deal where a live may hold it.
var templates = []template{
	{"video", planner.Video, -7, 9, func(_ *planner.Plan, e *planner.Event) {
		e.Clip = &planner.VideoDetail{Type: planner.Unboxing, Effort: 1}
	}},
	{"live", planner.Live, 1, 17, func(p *planner.Plan, e *planner.Event) {
		e.Live = &planner.LiveDetail{}
		if s := p.Studios.All(); len(s) > 0 {
			e.Live.Studio = s[0].ID
		}
		for _, h := range p.Hosts.All() {
			if h.Available(e.Span, p.Zone()) || h == p.Hosts.All()[p.Hosts.Len()-1] {
				e.Live.Shifts = []planner.Shift{{Host: h.ID, Span: e.Span}}
				break
			}
		}
	}},
	{"coupon", planner.Coupon, 1, 0, func(_ *planner.Plan, e *planner.Event) {
		e.Promo = &planner.Promo{Tool: "sale_coupon", PercentOff: 2000, PlatformShare: -1}
	}},
	{"flash", planner.Flash, 1, 18, func(_ *planner.Plan, e *planner.Event) {
		e.Promo = &planner.Promo{Tool: "flash_deal", PercentOff: 2000, PlatformShare: -1}
	}},
	{"ad", planner.Ad, 1, 0, func(p *planner.Plan, e *planner.Event) { e.Ad = &planner.AdDetail{Daily: 10000} }},
	{"milestone", planner.Milestone, -21, 9, func(_ *planner.Plan, e *planner.Event) { e.Task = &planner.MilestoneDetail{Type: planner.OtherTask} }},
}

// usual returns when an event of the template stands at first: on the template's own day, or on that of near where it
// is not zero.
func (t template) usual(p *planner.Plan, near time.Time) planner.Span {
	loc := p.Zone()
	day := planner.DateOf(p.Sale.Span.Start, loc).Add(t.days)
	if !near.IsZero() {
		day = planner.DateOf(near, loc)
	}
	at := day.At(t.hour, 0, loc)
	return planner.Span{Start: at, End: at.Add(inspector.Lengths[t.kind])}
}

// make returns the event that the template begins with, in that span.
func (t template) make(p *planner.Plan, span planner.Span) *planner.Event {
	e := &planner.Event{Kind: t.kind, Span: span, Channel: channelOf(p)}
	if s := p.Shops.All(); len(s) > 0 {
		e.Shop = s[0].ID
	}
	t.fill(p, e)
	return e
}

// draw makes the event that is drawn on the calendar.
func (a *App) draw(kind planner.Kind, span planner.Span) *planner.Event {
	p, t := a.editor.Snapshot().Plan, templateOf(string(kind))
	if span.IsZero() {
		span = t.usual(p, time.Time{})
	}
	return t.make(p, span)
}

// drawn opens the title of an event that was drawn on the calendar, which stays as it is.
func (a *App) drawn(id string) {
	a.selectIDs([]string{id})
	a.inspector.FocusTitle()
}

// channelOf returns the channel of new events: the sale's platform.
func channelOf(p *planner.Plan) string {
	for _, c := range p.Channels.All() {
		if c.Platform {
			return c.ID
		}
	}
	return planner.TikTok
}
