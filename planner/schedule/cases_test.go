package schedule

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// count is how many events of each kind a case must have at least, and at most where most is not negative.
type count struct{ videos, lives, coupons, flashes [2]int }

func atLeast(n int) [2]int { return [2]int{n, 1 << 20} }

// films is how many seeding videos a search of few moves places of the made-up shop's; TestSolveSampleShop asks for more of a longer one.
var films = atLeast(25)

var none = [2]int{0, 0}

func (c count) check(t *testing.T, p *planner.Plan) {
	t.Helper()
	for _, x := range []struct {
		name string
		want [2]int
		got  int
	}{
		{"seeding videos", c.videos, len(kind(p, planner.Video, forecast.Seeds))},
		{"lives", c.lives, len(kind(p, planner.Live, nil))},
		{"coupons", c.coupons, len(kind(p, planner.Coupon, nil))},
		{"flash deals", c.flashes, len(kind(p, planner.Flash, nil))},
	} {
		if x.got < x.want[0] || x.got > x.want[1] {
			t.Errorf("%d %s, want %d to %d", x.got, x.name, x.want[0], x.want[1])
		}
	}
}

// with returns the made-up shop after a change.
func with(change func(*planner.ShopData)) planner.ShopData {
	d := plantest.Shop()
	if change != nil {
		change(&d)
	}
	return d
}

func eachProduct(change func(i int, x *planner.Product)) planner.ShopData {
	return with(func(d *planner.ShopData) {
		for i, x := range d.Products {
			change(i, x)
		}
	})
}

func TestSolveShopsAndSales(t *testing.T) {
	preset := func(id string) planner.Sale {
		s, _ := plantest.Presets(t).Sales.Get(id)
		return *s
	}
	us2024 := preset("us-2024")
	whole := count{films, atLeast(30), atLeast(5), atLeast(8)}
	for _, c := range []struct {
		name string
		sale planner.Sale
		shop planner.ShopData
		want count
		warn int // findings of severity warn that are facts and not faults of the plan
	}{ // lives begin with the seeding month, whose days sell too
		{"us-2023, 35 days", preset("us-2023"), with(nil), count{films, atLeast(33), atLeast(8), atLeast(8)}, 0},
		{"us-2024", us2024, with(nil), whole, 1},
		{"us-2025", preset("us-2025"), with(nil), whole, 1},
		{"us-2026", preset("us-2026"), with(nil), whole, 0},
		{"one day, Black Friday", sale(t, "2024-11-29", "2024-11-29", "America/Los_Angeles"), with(nil), count{films, atLeast(20), [2]int{1, 2}, atLeast(6)}, 1},
		{"one day in June", sale(t, "2024-06-15", "2024-06-15", "America/Los_Angeles"), with(nil), count{films, atLeast(20), [2]int{1, 2}, atLeast(1)}, 0},
		{"two hours", sale(t, "2024-11-29 18:00", "2024-11-29 20:00", "America/Los_Angeles"), with(nil), count{films, atLeast(20), [2]int{1, 2}, atLeast(1)}, 1},
		{"over the end of summer time", sale(t, "2024-10-30", "2024-11-06", "America/Los_Angeles"), with(nil), count{films, atLeast(30), atLeast(2), atLeast(1)}, 1},
		{"Shanghai", sale(t, "2024-11-01", "2024-11-11", "Asia/Shanghai"), with(nil), count{films, atLeast(30), atLeast(4), atLeast(1)}, 1},
		{"no host", us2024, with(func(d *planner.ShopData) { d.Hosts = nil }), count{atLeast(20), none, atLeast(1), none}, 1},
		{"hosts without hours", us2024, with(func(d *planner.ShopData) {
			for _, h := range d.Hosts {
				h.Hours = nil
			}
		}), count{atLeast(20), none, atLeast(1), none}, 1},
		{"one host", us2024, with(func(d *planner.ShopData) { d.Hosts = d.Hosts[:1] }), count{films, atLeast(15), atLeast(8), atLeast(1)}, 1},
		{"no studio", us2024, with(func(d *planner.ShopData) { d.Studios = nil }), whole, 1},
		{"no stock", us2024, eachProduct(func(_ int, x *planner.Product) { x.Stock = 0 }), count{none, none, none, none}, 1},
		{"one line without stock", us2024, eachProduct(func(i int, x *planner.Product) {
			if i < 5 {
				x.Stock = 0
			}
		}), whole, 1},
		{"stock on its way", us2024, eachProduct(func(_ int, x *planner.Product) { x.Stock, x.InboundStock = 0, 500 }), count{films, atLeast(15), atLeast(8), none}, 1},
		{"one product", us2024, with(func(d *planner.ShopData) { d.Products, d.Lines = d.Products[:1], d.Lines[:1] }), count{[2]int{3, 4}, atLeast(15), atLeast(1), atLeast(1)}, 1},
		{"one line", us2024, with(func(d *planner.ShopData) { d.Products, d.Lines = d.Products[:5], d.Lines[:1] }), count{atLeast(8), atLeast(15), atLeast(2), atLeast(5)}, 1},
		{"no margin for a coupon", us2024, eachProduct(func(_ int, x *planner.Product) { x.Cost = x.Price * 70 / 100 }), count{films, atLeast(15), none, none}, 1},
		{"little margin", us2024, eachProduct(func(_ int, x *planner.Product) { x.Cost = x.Price*50/100 - 350 }), count{films, atLeast(15), atLeast(1), atLeast(1)}, 1},
		{"small budgets", us2024, with(func(d *planner.ShopData) { d.Shops[0].CouponBudget, d.Shops[0].VideoBudget = 100_000, 150_000 }), count{atLeast(8), atLeast(15), atLeast(1), atLeast(8)}, 1},
		{"no budgets", us2024, with(func(d *planner.ShopData) { d.Shops[0] = &planner.Shop{ID: "main", Name: "Main"} }), whole, 1},
		{"two shops", us2024, with(func(d *planner.ShopData) {
			d.Shops = append(d.Shops, &planner.Shop{ID: "second", Name: "Second"})
			d.Lines[0].Shop, d.Lines[1].Shop = "second", "second"
		}), count{films, atLeast(20), atLeast(8), atLeast(8)}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := shopPlan(t, c.sale, c.shop)
			r := ask(p, start(p))
			r.Moves = 15_000
			got, _ := solved(t, r)
			c.want.check(t, got)
			noBlock(t, got, start(p))
			warn := c.warn
			for _, f := range rules.Check(got, start(p)) {
				short := f.Rule == "teaser-missing" && c.shop.Shops[0].VideoBudget == 150_000 // the money is used up
				if f.Severity == rules.Warn && !short {
					if warn--; warn < 0 {
						t.Errorf("%s %v %v", f.Rule, f.Events, f.Args)
					}
				}
			}
		})
	}
}

func TestSolveWithoutProducts(t *testing.T) {
	p := shopPlan(t, *saleOf(t, "us-2024"), with(func(d *planner.ShopData) { d.Products = nil }))
	_, err := Solve(context.Background(), ask(p, start(p)), nil)
	if list := planner.AsProblems(err); len(list) != 1 || list[0].Key != "problem.no_products" {
		t.Error(err)
	}
}

func saleOf(t testing.TB, id string) *planner.Sale {
	s, ok := plantest.Presets(t).Sales.Get(id)
	if !ok {
		t.Fatal(id)
	}
	return s
}

func TestSolveKeepsOutOfBans(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	window := &planner.RiskWindow{ID: "own-1", Markets: []string{"US"}, Kind: planner.ServiceOff, AllDay: true, Title: "Off", Probability: -1, Own: true,
		Span: planner.Span{Start: plantest.At(t, p, "2024-11-21 00:00"), End: plantest.At(t, p, "2024-11-23 00:00")}}
	p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{window}})
	got, _ := solve(t, p, start(p))
	noBlock(t, got, start(p))
	for _, e := range got.Events.All() {
		if e.Kind != planner.Milestone && e.Scheduled() && e.Span.Overlaps(window.Span) {
			t.Errorf("%s %s runs in the window: %v", e.Kind, e.ID, e.Span)
		}
	}
	count{films, atLeast(15), atLeast(5), atLeast(8)}.check(t, got)
	for _, f := range rules.Check(got, start(p)) {
		if f.Severity == rules.Warn && f.Rule != "date-in-ban-window" {
			t.Errorf("%s %v %v", f.Rule, f.Events, f.Args)
		}
	}
}

func TestSolveKeepsOutOfLikelyBans(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	window := &planner.RiskWindow{ID: "own-1", Markets: []string{"US"}, Kind: planner.Outage, AllDay: true, Title: "Outage", Probability: 3000, Own: true,
		Span: planner.Span{Start: plantest.At(t, p, "2024-11-28 00:00"), End: plantest.At(t, p, "2024-12-03 00:00")}}
	p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{window}})
	got, _ := solve(t, p, start(p))
	var risky time.Duration
	for _, e := range kind(got, planner.Live, func(e *planner.Event) bool { return e.Span.Overlaps(window.Span) }) {
		risky += e.Span.Length()
	}
	if risky == 0 || risky > 8*time.Hour {
		t.Errorf("%v live on days that are likely to be lost, want some and at most 8 h", risky)
	}
}

func TestSolveIgnoresOtherServices(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	plain, _ := solve(t, p, start(p))
	window := &planner.RiskWindow{ID: "own-1", Markets: []string{"US"}, Kind: planner.OtherService, AllDay: true, Title: "Music", Probability: -1, Own: true,
		Span: planner.Span{Start: plantest.At(t, p, "2024-11-28 00:00"), End: plantest.At(t, p, "2024-11-29 00:00")}}
	got, _ := solve(t, plantest.Do(t, p, planner.Put{Rows: []planner.Row{window}}), start(p))
	if !reflect.DeepEqual(plain.Events, got.Events) {
		t.Error("the closing of another service changes the plan")
	}
}

func TestSolveKeepsPinnedAndPast(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	p, _ = solve(t, p, start(p))
	now := plantest.At(t, p, "2024-11-20 12:00")
	var pins []*planner.Event
	for i, e := range byStart(p.Events.All()) {
		if i%7 == 0 && e.Parent == "" {
			n := *e
			n.Pinned = true
			pins = append(pins, &n)
		}
	}
	p = plantest.Do(t, p, planner.Change{Events: pins})
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{
		{Kind: planner.Ad, Shop: "main", Channel: planner.TikTok, Ad: &planner.AdDetail{Daily: 100}, Span: planner.Span{Start: now.Add(time.Hour), End: now.Add(25 * time.Hour)}},
		{Kind: planner.Milestone, Shop: "main", Channel: planner.TikTok, Task: &planner.MilestoneDetail{Type: planner.OtherTask}, Span: planner.Span{Start: now.Add(time.Hour), End: now.Add(2 * time.Hour)}},
		{Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Line: "pets", Promo: &planner.Promo{Tool: "seller_coupon", PercentOff: 1000, PlatformShare: -1},
			Span: planner.Span{Start: now.Add(240 * time.Hour), End: now.Add(260 * time.Hour)}},
	}})
	// A host is ill: what is to come must change, what is past or pinned must not.
	ill := *p.Host("a-host")
	ill.Hours = nil
	p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{&ill}})
	got, batch := solve(t, p, now)
	for _, e := range p.Events.All() {
		stays := e.Pinned || e.Scheduled() && e.Span.Start.Before(now) || !plannable(e)
		if stays && !reflect.DeepEqual(got.Event(e.ID), e) {
			t.Errorf("%s %s, pinned %v, at %v was touched", e.Kind, e.ID, e.Pinned, e.Span)
		}
	}
	announced := now.Add(24 * time.Hour) // whose teaser of the day before is out
	for _, e := range kind(got, planner.Live, func(e *planner.Event) bool { return e.Span.Start.After(announced) }) {
		if was := p.Event(e.ID); was == nil || !was.Pinned {
			for _, host := range e.Hosts() {
				if host == "a-host" {
					t.Errorf("%s at %v has the host who is ill", e.ID, e.Span)
				}
			}
		}
	}
	if len(batch.Commands) == 0 {
		t.Error("nothing was changed")
	}
	for _, e := range got.Events.All() {
		if was := p.Event(e.ID); e.Scheduled() && e.Span.Start.Before(now) && (was == nil || !was.Span.Start.Equal(e.Span.Start)) {
			t.Errorf("%s %s was placed at %v, before now", e.Kind, e.ID, e.Span)
		}
	}
}

func TestSolveKeepsTheLiveOfWhatIsPinned(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	p, _ = solve(t, p, start(p))
	deal := *kind(p, planner.Flash, nil)[0]
	deal.Pinned = true
	p = plantest.Do(t, p, planner.Change{Events: []*planner.Event{&deal}})
	live := p.Event(deal.Parent)
	ill := *p.Host(live.Hosts()[0])
	ill.Hours = nil
	got, _ := solve(t, plantest.Do(t, p, planner.Put{Rows: []planner.Row{&ill}}), start(p))
	if !reflect.DeepEqual(got.Event(live.ID), live) || !reflect.DeepEqual(got.Event(deal.ID), &deal) {
		t.Error("the live of a pinned deal was touched")
	}
}

func TestSolveReusesVideos(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	own := &planner.Event{Kind: planner.Video, Title: "My film", Shop: "main", Channel: planner.TikTok, Line: "pets", Products: []string{"SKU-45"},
		Clip: &planner.VideoDetail{Type: planner.Unboxing, Effort: 1, Reach: 1, Cost: 1}}
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{own}})
	got, _ := solve(t, p, start(p))
	list := kind(got, planner.Video, func(e *planner.Event) bool {
		return e.Clip.Type == planner.Unboxing && reflect.DeepEqual(e.Products, own.Products)
	})
	if len(list) != 1 || list[0].Title != "My film" {
		t.Errorf("%d unboxings of the product, want the user's own", len(list))
	}
}

// TestRepair plans around a host who is ill: the less may change, the less does, and nothing at all where nothing may.
func TestRepair(t *testing.T) {
	p, _ := solve(t, plantest.Empty(t, "us-2024"), start(plantest.Empty(t, "us-2024")))
	ill := *p.Host("a-host")
	ill.DaysOff = append(ill.DaysOff, planner.BlackFriday(2024), planner.Thanksgiving(2024))
	p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{&ill}})
	var touched []int
	for _, change := range []float64{0, 0.05, 0.5, 1} {
		r := ask(p, start(p))
		r.Change = change
		got, out := solved(t, r)
		if touched = append(touched, len(out.Moved)); change == 0 {
			continue
		}
		for _, e := range kind(got, planner.Live, nil) {
			for _, s := range e.Live.Shifts {
				if s.Host == ill.ID && !ill.Available(s.Span, p.Zone()) {
					t.Errorf("change %v: the host who is ill presents %s", change, e.ID)
				}
			}
		}
	}
	if touched[0] != 0 || touched[1] == 0 || touched[1] > touched[2] {
		t.Errorf("events touched: %v", touched)
	}
}

// TestKinds plans some kinds anew and leaves the others.
func TestKinds(t *testing.T) {
	p, _ := solve(t, plantest.Empty(t, "us-2024"), start(plantest.Empty(t, "us-2024")))
	for _, k := range []planner.Kind{planner.Coupon, planner.Video, planner.Flash, planner.Live} {
		r := ask(p, start(p))
		r.Kinds, r.Seed = []planner.Kind{k}, 3
		got, out := solved(t, r)
		if out.After.Minor < out.Before.Minor {
			t.Errorf("%s: worth %v, was %v", k, out.After, out.Before)
		}
		for _, c := range planner.Diff(p, got) {
			for _, row := range []planner.Row{c.Before, c.After} {
				e, ok := row.(*planner.Event)
				teaser := ok && k == planner.Live && e.Kind == planner.Video && e.Clip.Type == planner.Teaser
				if ok && e.Kind != k && !teaser && !(k == planner.Live && (e.Kind == planner.Flash || e.Kind == planner.Milestone)) {
					t.Errorf("%s: %s %s is touched", k, e.Kind, e.ID)
				}
			}
		}
	}
}

// TestPinsThatCannotHold names the events of a host pinned in two places.
func TestPinsThatCannotHold(t *testing.T) {
	p := shopPlan(t, *saleOf(t, "us-2024"), with(func(d *planner.ShopData) {
		d.Shops = append(d.Shops, &planner.Shop{ID: "second", Name: "Second"})
		d.Lines[0].Shop = "second"
	}))
	var list []*planner.Event
	for i, shop := range []string{"main", "second", "main"} {
		s := clock(t, p, fmt.Sprintf("2024-11-2%d 18:00", i/2), fmt.Sprintf("2024-11-2%d 20:00", i/2))
		e := aired("a-host", "s1", s)
		e.Shop, e.Channel, e.Pinned = shop, planner.TikTok, true
		list = append(list, e)
	}
	list[1].Live.Studio = "s2"
	p = plantest.Do(t, p, planner.Add{Events: list})
	_, err := Solve(context.Background(), ask(p, start(p)), nil)
	problems := planner.AsProblems(err)
	if len(problems) != 1 || problems[0].Key != "problem.engine_pins" || !strings.Contains(problems[0].Error(), "L1") || !strings.Contains(problems[0].Error(), "L2") || strings.Contains(problems[0].Error(), "L3") {
		t.Errorf("%v", err)
	}
}

func TestBacklog(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	list := Backlog(p)
	types := map[string]int{}
	for i, e := range list {
		types[e.Clip.Type]++
		if e.Scheduled() {
			t.Errorf("video %d has a time", i)
		}
		if e.Clip.Type != planner.Tutorial {
			continue
		}
		j := slices.IndexFunc(list, func(first *planner.Event) bool { return ref(slices.Index(list, first)) == e.Clip.After })
		if j < 0 || j >= i || list[j].Clip.Type != planner.Unboxing || !reflect.DeepEqual(list[j].Products, e.Products) || e.Clip.AfterGap != 2 {
			t.Errorf("tutorial %d of %v comes after %q", i, e.Products, e.Clip.After)
		}
	}
	if types[planner.Unboxing] != 25 || types[planner.Tutorial] < 5 || types[planner.Challenge] < 1 || types[planner.Teaser] != 0 {
		t.Errorf("videos by type: %v", types)
	}
	added := plantest.Do(t, p, planner.Add{Events: list})
	if rest := Backlog(added); len(rest) > 0 {
		t.Errorf("%d more after all were added", len(rest))
	}
	if rest := Backlog(plantest.Do(t, added, planner.Remove{IDs: []string{added.Events.All()[0].ID}})); len(rest) != 1 {
		t.Errorf("%d missing after one was removed", len(rest))
	}
}

func BenchmarkSolve(b *testing.B) {
	p := plantest.Empty(b, "us-2024")
	for b.Loop() {
		if _, err := Solve(context.Background(), ask(p, start(p)), nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSolveEvents(b *testing.B) {
	for _, n := range []int{2000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := plantest.Plan(b, n)
			for b.Loop() {
				if _, err := Solve(context.Background(), ask(p, start(p)), nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSolveProducts(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := shopPlan(b, *saleOf(b, "us-2024"), with(func(d *planner.ShopData) {
				for i := len(d.Products); i < n; i++ {
					x := *d.Products[i%25]
					x.SKU = fmt.Sprintf("X-%05d", i)
					d.Products = append(d.Products, &x)
				}
			}))
			for b.Loop() {
				if _, err := Solve(context.Background(), ask(p, start(p)), nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
