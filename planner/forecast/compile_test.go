package forecast_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
	"bfplanner/planner/pricing"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule/search"
)

func compile(t testing.TB, p *planner.Plan, now time.Time) *forecast.Model {
	t.Helper()
	m, err := forecast.Compile(p, now)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// start returns the instant from which the whole campaign is still to come.
func start(p *planner.Plan) time.Time { return p.Sale.Campaign().Start }

// sorted returns the solution with its lists in order.
func sorted(s *forecast.Solution) *forecast.Solution {
	n := &forecast.Solution{Shifts: slices.Clone(s.Shifts), Posts: slices.Clone(s.Posts), Windows: slices.Clone(s.Windows), Flash: slices.Clone(s.Flash), Hedges: slices.Clone(s.Hedges)}
	slices.SortFunc(n.Shifts, func(a, b [5]int) int { return slices.Compare(a[:], b[:]) })
	slices.SortFunc(n.Posts, func(a, b [3]int) int { return slices.Compare(a[:], b[:]) })
	slices.SortFunc(n.Windows, func(a, b [4]int) int { return slices.Compare(a[:], b[:]) })
	slices.SortFunc(n.Flash, func(a, b [3]int) int { return slices.Compare(a[:], b[:]) })
	slices.SortFunc(n.Hedges, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return n
}

func same(a, b *forecast.Solution) string {
	a, b = sorted(a), sorted(b)
	for _, c := range []struct {
		what string
		a, b any
	}{{"shifts", a.Shifts, b.Shifts}, {"posts", a.Posts, b.Posts}, {"windows", a.Windows, b.Windows}, {"flash", a.Flash, b.Flash}, {"hedges", a.Hedges, b.Hedges}} {
		if x, y := fmt.Sprint(c.a), fmt.Sprint(c.b); x != y {
			return fmt.Sprintf("%s: %s\nnot %s", c.what, x, y)
		}
	}
	return ""
}

// films adds seeding videos without a time to a plan.
func films(t testing.TB, p *planner.Plan, n int) *planner.Plan {
	t.Helper()
	var list []*planner.Event
	for i := range n {
		l := p.Lines.All()[i%p.Lines.Len()]
		clip := &planner.VideoDetail{Type: planner.Unboxing, Effort: 1, Reach: 800 + 10*i, Cost: 4700}
		if i%4 == 3 {
			clip.After, clip.AfterGap = fmt.Sprintf("#%d", i-1), 2
		}
		list = append(list, &planner.Event{Kind: planner.Video, Shop: l.Shop, Channel: planner.TikTok, Line: l.ID, Clip: clip})
	}
	return plantest.Do(t, p, planner.Add{Events: list})
}

// TestSolutionsGoThereAndBack writes legal solutions on plans and reads them again: the same rows, of the same value.
func TestSolutionsGoThereAndBack(t *testing.T) {
	for _, sale := range []string{"us-2023", "us-2024", "us-2026"} {
		for _, slot := range []float64{60, 30} {
			p := films(t, plantest.Empty(t, sale), 20)
			p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{&planner.Param{ID: "slot_minutes", Values: []float64{slot}}}})
			m := compile(t, p, start(p))
			for seed := range uint64(2) {
				r, err := search.Solve(context.Background(), m.Instance, search.Options{Seed: seed, Moves: 20000})
				if err != nil {
					t.Fatal(err)
				}
				for _, v := range forecast.Check(m.Instance, &r.Solution) {
					t.Errorf("%s: the search breaks %v", sale, v)
				}
				got := plantest.Do(t, p, m.Command(&r.Solution, planner.T("edit.plan", 1)))
				back := compile(t, got, start(p))
				if diff := same(back.Solution, &r.Solution); diff != "" {
					t.Errorf("%s: %s", sale, diff)
				}
				if v := forecast.Score(back.Instance, back.Solution).Value(); math.Abs(v-r.Value) > 1e-6*r.Value {
					t.Errorf("%s: worth %v, was %v", sale, v, r.Value)
				}
				// and from one to another
				next, err := search.Solve(context.Background(), m.Instance, search.Options{Seed: seed + 7, Moves: 20000})
				if err != nil {
					t.Fatal(err)
				}
				moved := plantest.Do(t, got, back.Command(&next.Solution, planner.T("edit.plan", 1)))
				if diff := same(compile(t, moved, start(p)).Solution, &next.Solution); diff != "" {
					t.Errorf("%s, moved: %s", sale, diff)
				}
			}
		}
	}
}

// TestNothingChangesNothing writes each plan's own solution back, whatever stands on the plan.
func TestNothingChangesNothing(t *testing.T) {
	base := plantest.Plan(t, 300)
	rapid.Check(t, func(t *rapid.T) {
		p := *base
		var changed []*planner.Event
		all := base.Events.All()
		for range rapid.IntRange(0, 40).Draw(t, "edits") {
			e := *all[rapid.IntRange(0, len(all)-1).Draw(t, "event")]
			n := e.At(e.Span.Shift(time.Duration(rapid.IntRange(-400, 400).Draw(t, "by")) * 15 * time.Minute))
			n.Pinned = rapid.Bool().Draw(t, "pinned")
			if n.Live != nil && rapid.Bool().Draw(t, "mirror") {
				live := *n.Live
				live.Mirrors = []string{"instagram"}
				n.Live = &live
			}
			changed = append(changed, n)
		}
		p.Events = p.Events.Put(changed...)
		now := start(&p).Add(time.Duration(rapid.IntRange(0, 90*24*4).Draw(t, "now")) * 15 * time.Minute)
		m, err := forecast.Compile(&p, now)
		if err != nil {
			t.Fatal(err)
		}
		if b, ok := m.Command(m.Solution, planner.T("edit.plan", 0)).(planner.Batch); !ok || len(b.Commands) > 0 {
			t.Fatalf("%+v", b)
		}
		rows := 0
		for _, e := range p.Events.All() {
			for _, r := range m.Rows(e.ID) {
				if rows++; m.Event(r.Kind, r.Row) != e.ID {
					t.Fatalf("row %v of %s is of %s", r, e.ID, m.Event(r.Kind, r.Row))
				}
			}
		}
		s := m.Solution
		if want := len(s.Shifts) + len(s.Posts) + len(s.Windows) + len(s.Flash) + len(s.Hedges); rows != want {
			t.Fatalf("%d rows have an event, want %d", rows, want)
		}
	})
}

// TestHeldStays plans from nothing as of some instant: what is pinned or past is in every solution and stays.
func TestHeldStays(t *testing.T) {
	p := films(t, plantest.Plan(t, 250), 10)
	for i, e := range p.Events.All() {
		if i%17 == 0 && e.Kind != planner.Milestone {
			n := *e
			n.Pinned = true
			p = plantest.Do(t, p, planner.Change{Events: []*planner.Event{&n}})
		}
	}
	for _, clock := range []string{"2024-10-01 00:00", "2024-10-20 12:30", "2024-11-13 18:00", "2024-11-20 00:00", "2024-11-29 21:10", "2024-12-20 00:00"} {
		now := plantest.At(t, p, clock)
		m := compile(t, p, now)
		r, err := search.Solve(context.Background(), m.Instance, search.Options{Seed: 1, Moves: 3000})
		if err != nil {
			t.Errorf("%s: %v", clock, err)
			continue
		}
		for _, v := range forecast.Check(m.Instance, &r.Solution) {
			t.Errorf("%s: %v", clock, v)
		}
		got := plantest.Do(t, p, m.Command(&r.Solution, planner.T("edit.plan", 0)))
		for _, e := range p.Events.All() {
			if m.Held(e.ID) && got.Event(e.ID) != e {
				t.Errorf("%s: %s is not as it was", clock, e.ID)
			}
		}
		for _, e := range got.Events.All() {
			if p.Event(e.ID) == nil && e.Span.Start.Before(now) {
				t.Errorf("%s: %s %s is placed at %v", clock, e.Kind, e.ID, e.Span.Start)
			}
		}
	}
}

func TestCompileOddPlans(t *testing.T) {
	empty := plantest.Empty(t, "us-2024")
	bare := *empty
	bare.Products = planner.Table[*planner.Product]{}
	if _, err := forecast.Compile(&bare, start(empty)); err == nil {
		t.Error("a plan without products is compiled")
	}
	none := *empty
	none.Hosts, none.Studios = planner.Table[*planner.Host]{}, planner.Table[*planner.Studio]{}
	var gone []planner.Row
	for _, x := range none.Products.All() {
		n := *x
		n.Stock = 0
		gone = append(gone, &n)
	}
	sold, err := none.WithRows(gone)
	if err != nil {
		t.Fatal(err)
	}
	day := *empty
	day.Sale.Span.End = day.Sale.Span.Start.Add(8 * time.Hour)
	for name, p := range map[string]*planner.Plan{"no host": &none, "no stock": sold, "a day": &day, "10,000 events": plantest.Plan(t, 10000)} {
		m := compile(t, p, start(p))
		b, err := json.Marshal(m.Instance)
		if err == nil {
			_, err = forecast.ReadInstance(b)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	for _, n := range []int{100, 2000, 10000} {
		p := plantest.Plan(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				compile(b, p, start(p))
			}
		})
	}
}

// TestModelIsThePlansOwn holds the instance against the packages that know prices and reserves.
func TestModelIsThePlansOwn(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	m := compile(t, p, start(p))
	in, book := m.Instance, pricing.New(p)
	at := plantest.At(t, p, "2024-11-29 12:00")
	for i, l := range in.Lines {
		span := planner.Span{Start: plantest.At(t, p, "2024-11-28 00:00"), End: plantest.At(t, p, "2024-11-30 00:00")}
		e := &planner.Event{ID: "c", Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Line: l.ID, Span: span,
			Promo: &planner.Promo{Tool: forecast.SaleCoupon, PercentOff: 2500, PlatformShare: -1}}
		want := rules.CouponReserve(p, e)
		if got := in.Reserve(i, 1, 45) + in.Reserve(i, 1, 46); math.Abs(got*100-float64(want.Minor)) > 1.5 {
			t.Errorf("%s reserves %.2f, the rule %v", l.ID, got, want)
		}
		with := plantest.Do(t, p, planner.Add{Events: []*planner.Event{e}})
		for _, c := range []struct {
			plan  *planner.Plan
			depth float64
		}{{p, 0}, {with, .25}} {
			var sum, units float64
			for _, x := range p.ProductsOf(&planner.Event{Line: l.ID}) {
				q, err := pricing.New(c.plan).At(x.SKU, at)
				if err != nil {
					t.Fatal(err)
				}
				sum += float64(q.MarginFinal.Minor) / 100 * float64(x.Stock)
				units += float64(x.Stock)
			}
			if got := l.Contribution(c.depth); math.Abs(got-sum/units) > 0.01 {
				t.Errorf("%s at %v off leaves %.4f, its products %.4f", l.ID, c.depth, got, sum/units)
			}
		}
	}
	for i, x := range in.Products {
		if floor := book.Floor(x.ID); math.Abs(x.Floor*x.Price*100-float64(floor.Minor)) > 0.51 || in.Lines[x.Line].ID != p.Product(x.ID).Line {
			t.Errorf("product %d: %+v", i, x)
		}
	}
	if in.SaleStartDay != 30 || in.SaleStartHour != 16 || in.Day[46].Demand != 3.91 || in.Days != 50 || in.Studios != 2 || in.Rules.StudioSetup != 1 {
		t.Errorf("the sale starts on day %d at %d, %d days, %d studios", in.SaleStartDay, in.SaleStartHour, in.Days, in.Studios)
	}
}

// TestOthersChangePrices lets a product discount run through the whole campaign.
func TestOthersChangePrices(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	before := compile(t, p, start(p)).Instance.Lines[0]
	horizon := p.Horizon()
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{{Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Line: before.ID,
		Span:  planner.Span{Start: horizon[0].At(0, 0, p.Zone()), End: p.Sale.Span.End},
		Promo: &planner.Promo{Tool: "product_discount", PercentOff: 1000, PlatformShare: -1}}}})
	m := compile(t, p, start(p))
	after := m.Instance.Lines[0]
	if got, want := after.Price, before.Price*0.9; math.Abs(got-want) > 0.01 {
		t.Errorf("10 %% off sells for %v, want %v", got, want)
	}
	if got, want := after.Contribution(0), before.Contribution(0)-before.Price*0.1*(1-before.Commission); math.Abs(got-want) > 0.02 {
		t.Errorf("10 %% off leaves %v, want %v", got, want)
	}
	if len(m.Solution.Windows) > 0 {
		t.Error("a product discount is a window of the sale coupon")
	}
}

// TestOffGrid takes lives that the hours cannot hold: what they draw counts, and they stay in the way.
func TestOffGrid(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	live := func(from, to string) *planner.Event {
		s := planner.Span{Start: plantest.At(t, p, from), End: plantest.At(t, p, to)}
		return &planner.Event{Kind: planner.Live, Shop: "main", Channel: planner.TikTok, Span: s, Live: &planner.LiveDetail{Studio: "s1", Shifts: []planner.Shift{{Host: "a-host", Span: s}}}}
	}
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{live("2024-11-20 18:30", "2024-11-20 20:15"), live("2024-11-21 23:00", "2024-11-22 01:00"), live("2024-11-25 18:00", "2024-11-25 20:00")}})
	m := compile(t, p, start(p))
	in := m.Instance
	if len(m.Solution.Shifts) != 1 || m.Solution.Shifts[0] != [5]int{0, 0, 42, 18, 2} {
		t.Fatalf("shifts %v, want that of the 25th", m.Solution.Shifts)
	}
	if want := []forecast.Air{{Day: 37, From: 18, To: 21}, {Day: 38, From: 23, To: 24}, {Day: 39, From: 0, To: 1}}; !slices.Equal(in.Fixed.Air, want) {
		t.Errorf("on air %v, want %v", in.Fixed.Air, want)
	}
	hour := in.Shops[0].Cold * in.Day[37].Demand
	want := hour * (0.5*in.HourCurve[18] + 0.5*in.HourCurve[19]*1 + 0.5*in.HourCurve[19]*0.97 + 0.25*in.HourCurve[20]*0.97)
	if got := in.Fixed.Exposure[0][37]; math.Abs(got-want) > 0.05*want {
		t.Errorf("the off-grid live draws %v, want about %v", got, want)
	}
	for _, a := range in.Hosts[0].Avail[37] {
		if a[0] < 22 && a[1] > 17 {
			t.Errorf("the busy host is available %v", in.Hosts[0].Avail[37])
		}
	}
	if in.Fixed.Studio[37][17] != 1 || in.Fixed.Studio[37][20] != 1 || in.Fixed.Studio[37][21] != 0 {
		t.Errorf("the studio is used %v", in.Fixed.Studio[37])
	}
	if m.Outside.Lives >= 0 {
		t.Errorf("off-grid lives cost %v", m.Outside.Lives)
	}
}
