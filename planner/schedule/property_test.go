package schedule

import (
	"context"
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// avoidable are the warnings and hints that are the planner's own fault, whatever the shop.
var avoidable = map[string]bool{
	"host-double-booked": true, "studio-double-booked": true, "studio-no-setup": true, "host-not-available": true, "host-of-other-shop": true,
	"host-over-longest-shift": true, "host-without-rest": true, "host-over-day": true, "host-over-week": true, "live-without-host": true,
	"live-no-studio": true, "live-too-many-products": true, "event-outside-phase": true, "live-hours-a-day": true,
	"live-sessions-a-day": true, "live-gap-short": true, "live-off-hours": true, "video-order": true, "video-not-ready": true,
	"video-late": true, "videos-a-day": true, "crew-over-week": true, "coupon-overlap": true, "coupon-budget-exceeded": true,
	"coupon-tail-overlap": true, "milestone-late": true,
}

// anyShop draws a shop of up to two shops, six lines, and hosts who may be strange.
func anyShop(t *rapid.T) planner.ShopData {
	n := func(label string, low, high int) int { return rapid.IntRange(low, high).Draw(t, label) }
	var d planner.ShopData
	for i := range n("shops", 1, 2) {
		d.Shops = append(d.Shops, &planner.Shop{ID: fmt.Sprint("shop", i), CouponBudget: int64(n("coupon budget", 0, 3_000_000)),
			VideoBudget: int64(n("video budget", 0, 400_000)), MaxHoursDay: n("hours a day", 0, 12), MaxSessionsDay: n("sessions a day", 0, 2), VideosPerDay: n("videos a day", 0, 6)})
	}
	for i := range n("lines", 1, 6) {
		d.Lines = append(d.Lines, &planner.Line{ID: fmt.Sprint("line", i), Shop: d.Shops[i%len(d.Shops)].ID})
	}
	for i := range n("products", 1, 20) {
		price := int64(n("price", 1, 20_000))
		d.Products = append(d.Products, &planner.Product{SKU: fmt.Sprint("sku", i), Line: d.Lines[n("line", 0, len(d.Lines)-1)].ID, Price: price,
			Cost: price * int64(n("cost", 0, 110)) / 100, Ship: int64(n("ship", 0, 900)), Low30: price * int64(n("low", 0, 120)) / 100,
			Stock: n("stock", 0, 500), InboundStock: n("inbound", 0, 1) * 100, Affiliate: planner.BasisPoints(n("affiliate", 0, 2000))})
	}
	for i := range n("hosts", 0, 5) {
		h := &planner.Host{ID: fmt.Sprint("host", i), Mult: 10000, MinShift: n("min", 0, 4) * 30, MaxShift: n("max", 0, 10) * 30, Break: n("break", 0, 3) * 30,
			MaxDay: n("day", 0, 8) * 60, MaxWeek: n("week", 0, 20) * 60, Rest: n("rest", 0, 14) * 60}
		if n("own shop", 0, 3) == 0 {
			h.Shops = []string{d.Shops[0].ID}
		}
		for day := time.Sunday; day <= time.Saturday; day++ {
			from := n("from", 0, 23)
			h.Hours = append(h.Hours, planner.HostHours{Day: day, From: from * 60, To: (from + n("hours", 1, 14)) * 60})
		}
		d.Hosts = append(d.Hosts, h)
	}
	for i := range n("studios", 0, 2) {
		d.Studios = append(d.Studios, &planner.Studio{ID: fmt.Sprint("studio", i), Setup: n("setup", 0, 4) * 30})
	}
	return d
}

// anyPlan draws a sale, as it was announced or moved and of any length, a shop for it, and sometimes a ban.
func anyPlan(t *rapid.T, ps *planner.Presets) *planner.Plan {
	sales := ps.Sales.All()
	s := *sales[rapid.IntRange(0, len(sales)-1).Draw(t, "sale")]
	if days := rapid.IntRange(0, 35).Draw(t, "days"); days > 0 {
		s.Zone = rapid.SampledFrom([]string{"America/Los_Angeles", "Asia/Shanghai", "Europe/London", "Pacific/Auckland"}).Draw(t, "zone")
		from := s.Span.Start.Add(time.Duration(rapid.IntRange(-20*96, 20*96).Draw(t, "from")) * 15 * time.Minute)
		s.Span = planner.Span{Start: from, End: from.Add(time.Duration(days)*24*time.Hour - time.Duration(rapid.IntRange(0, 95).Draw(t, "less"))*15*time.Minute)}
	}
	p, err := ps.NewPlan("p", "P", s, anyShop(t))
	if err != nil {
		t.Fatal(err)
	}
	if rapid.Bool().Draw(t, "ban") {
		from := s.Span.Start.Add(time.Duration(rapid.IntRange(-10*24, 20*24).Draw(t, "ban from")) * time.Hour)
		p.Risks = p.Risks.Put(&planner.RiskWindow{ID: "own", Markets: []string{"US"}, Kind: rapid.SampledFrom(planner.RiskKinds).Draw(t, "kind"), Own: true,
			Probability: -1, Span: planner.Span{Start: from, End: from.Add(time.Duration(rapid.IntRange(1, 200).Draw(t, "ban hours")) * time.Hour)}})
	}
	return p
}

func TestSolveProperties(t *testing.T) {
	ps := plantest.Presets(t)
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlan(t, ps)
		s := p.Sale
		now := s.Campaign().Start.Add(time.Duration(rapid.IntRange(0, 90*24).Draw(t, "now")) * time.Hour)
		r := ask(p, now)
		r.Moves = 1500
		out, err := Solve(context.Background(), r, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := out.Command.Apply(*p)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range rules.Check(&got, now) {
			if f.Severity == rules.Block && len(f.Events) > 0 || avoidable[f.Rule] {
				t.Errorf("%s %s %v %v %v", f.Severity, f.Rule, f.Events, f.Span, f.Args)
			}
		}
		for _, e := range got.Events.All() {
			if e.Scheduled() && e.Span.Start.Before(now) {
				t.Errorf("%s %s is placed at %v, before now", e.Kind, e.ID, e.Span)
			}
		}
		r.Plan, r.Change = &got, 0
		again, err := Solve(context.Background(), r, nil)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := again.Command.Apply(got)
		if err != nil {
			t.Fatal(err)
		}
		if diff := planner.Diff(&got, &twice); len(diff) > 0 {
			t.Errorf("touching nothing changes %s", diff[0].ID)
		}
		if out.Bound.Minor > 0 && out.After.Minor > out.Bound.Minor+1 {
			t.Errorf("worth %v, at most %v", out.After, out.Bound)
		}
	})
}

// TestSolveAgainProperties plans, pins some of it, moves some of it, and plans again as of a later instant.
func TestSolveAgainProperties(t *testing.T) {
	ps := plantest.Presets(t)
	rapid.Check(t, func(t *rapid.T) {
		p := anyPlan(t, ps)
		r := Request{Plan: p, Now: p.Sale.Campaign().Start, Check: rules.Check, Change: 1, Long: true, Moves: 1000}
		out, err := Solve(context.Background(), r, nil)
		if err != nil {
			t.Fatal(err)
		}
		first, err := out.Command.Apply(*p)
		if err != nil {
			t.Fatal(err)
		}
		now := r.Now.Add(time.Duration(rapid.IntRange(20*24*4, 90*24*4).Draw(t, "later")) * 15 * time.Minute)
		var edits []*planner.Event
		for _, e := range first.Events.All() {
			switch n := *e; rapid.IntRange(0, 19).Draw(t, "edit") {
			case 0:
				n.Pinned = true
				edits = append(edits, &n)
			case 1:
				if e.Scheduled() && e.Span.Start.After(now.Add(48*time.Hour)) {
					edits = append(edits, n.At(n.Span.Shift(time.Duration(rapid.IntRange(-8, 8).Draw(t, "by"))*30*time.Minute)))
				}
			}
		}
		second := first
		second.Events = second.Events.Put(edits...)
		m, err := forecast.Compile(&second, now)
		if err != nil {
			t.Fatal(err)
		}
		r.Plan, r.Now, r.Change = &second, now, rapid.SampledFrom([]float64{0.2, 1}).Draw(t, "change")
		out, err = Solve(context.Background(), r, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := out.Command.Apply(second)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range second.Events.All() {
			if m.Held(e.ID) && !stays(e, got.Event(e.ID)) {
				t.Errorf("%s, which is held, is touched", e.ID)
			}
		}
		had := map[string]bool{}
		for _, f := range rules.Check(&second, now) {
			had[f.Key()] = true
		}
		for _, f := range rules.Check(&got, now) {
			if f.Severity == rules.Block && !had[f.Key()] {
				t.Errorf("new: %s %v %v %v", f.Rule, f.Events, f.Span, f.Args)
			}
		}
	})
}

// stays reports whether an event is as it was. A milestone does not hold the live that it prepares, and is left without
// one where that goes.
func stays(was, is *planner.Event) bool {
	if was == is || is == nil || was.Task == nil {
		return was == is
	}
	n := *is
	n.Parent = was.Parent
	return is.Parent == "" && reflect.DeepEqual(&n, was)
}
