package schedule

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/risk"
	"bfplanner/planner/rules"
)

// bruteForce returns the best tally over every choice of an option or none for each item.
func bruteForce(items []item, room []int) (best tally, found bool) {
	picks := make([]int, len(items))
	var walk func(i int)
	walk = func(i int) {
		if i < len(items) {
			for j := -1; j < len(items[i].options); j++ {
				picks[i] = j
				walk(i + 1)
			}
			return
		}
		used, so := make([]int, len(room)), tally{}
		for k, it := range items {
			if picks[k] < 0 {
				so.cancelled++
				continue
			}
			o := it.options[picks[k]]
			so.days += max(o.days, -o.days)
			so.value += o.value
			for _, u := range o.uses {
				if used[u.resource] += u.amount; used[u.resource] > room[u.resource] {
					return
				}
			}
		}
		if !found || so.better(best) {
			best, found = so, true
		}
	}
	walk(0)
	return best, found
}

// tallyOf returns how good the picks are, and whether they keep within the room.
func tallyOf(items []item, picks, room []int) (so tally, fits bool) {
	left := slices.Clone(room)
	for i, it := range items {
		if picks[i] < 0 {
			so.cancelled++
			continue
		}
		o := it.options[picks[i]]
		so = so.plus(tally{0, o.cost(), o.value})
		for _, u := range o.uses {
			left[u.resource] -= u.amount
		}
	}
	return so, !slices.ContainsFunc(left, func(n int) bool { return n < 0 })
}

func TestSearchIsAsGoodAsTryingEverything(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 1))
		room := make([]int, 1+r.IntN(4))
		for i := range room {
			room[i] = r.IntN(13)
		}
		items := make([]item, r.IntN(6))
		for i := range items {
			for range r.IntN(5) {
				o := option{days: r.IntN(7) - 3, value: 1 + r.IntN(50)}
				for k := range room {
					if r.IntN(2) == 0 {
						o.uses = append(o.uses, use{k, 1 + r.IntN(9)})
					}
				}
				items[i].options = append(items[i].options, o)
			}
			slices.SortStableFunc(items[i].options, func(a, b option) int {
				return cmp.Or(cmp.Compare(a.cost(), b.cost()), cmp.Compare(b.value, a.value))
			})
		}
		picks, proven, err := pickAll(t.Context(), items, room)
		if err != nil {
			t.Fatal(err)
		}
		got, fits := tallyOf(items, picks, room)
		want, _ := bruteForce(items, room)
		if got != want || !fits || !proven {
			t.Fatalf("case %d: found %+v (fits %v, proven %v), the best of all is %+v", seed, got, fits, proven, want)
		}
	}
}

func TestGroupsThatDoNotCompeteAreSearchedApart(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	var items []item
	room := make([]int, 31)
	room[30] = 1000 // enough for all
	var want tally
	for g := range 30 {
		room[g] = 5 + r.IntN(5)
		first := len(items)
		for range 4 {
			items = append(items, item{options: []option{{value: 10 + r.IntN(9), uses: []use{{g, 2 + r.IntN(3)}, {30, 3}}}, {days: 1, value: 5, uses: []use{{g, 1}}}}})
		}
		best, _ := bruteForce(items[first:], room)
		want = want.plus(best)
	}
	picks, proven, err := pickAll(t.Context(), items, room)
	if err != nil || !proven {
		t.Fatalf("proven %v, %v", proven, err)
	}
	if got, fits := tallyOf(items, picks, room); got != want || !fits {
		t.Errorf("found %+v, fits %v, want %+v", got, fits, want)
	}
	if n := len(rivals(items, room)); n != 30 {
		t.Errorf("%d groups, want 30", n)
	}
}

func TestOrdersEndWithTheStock(t *testing.T) {
	base := scene(t, "2024-11-20 12:00", "2024-11-20 18:00", "2024-11-21 12:00")
	at := plantest.At(t, base, "2024-11-19 00:00")
	moved := func(stock int) (n int) {
		p := cheap(t, base, map[string]int{"amazon": 800})
		var rows []planner.Row
		for _, x := range p.Products.All() {
			few := *x
			few.Stock = stock
			rows = append(rows, &few)
		}
		r, err := Drill(t.Context(), plantest.Do(t, p, planner.Put{Rows: rows}), at, at)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range r.Moves {
			if m.Action == Shift {
				n++
			}
		}
		return n
	}
	// A live is expected to sell 20 orders there, 4 of each line. By Nov 19 the shelf has sold about 39 of a line: 1.89 a day at
	// demand 1, which is 0.466 on 30 days of seeding and 6.8 on the six days of the sale.
	for stock, want := range map[int]int{1200: 3, 10: 2, 9: 1, 8: 0, 0: 0} {
		if got := moved(stock); got != want {
			t.Errorf("with %d units of each of a line's five products %d lives move, want %d", stock, got, want)
		}
	}
}

// scene is a plan with lives of one hour on the days and hours given, alternately of two hosts and studios.
func scene(t testing.TB, starts ...string) *planner.Plan {
	p := plantest.Empty(t, "us-2024")
	var events []*planner.Event
	for i, clock := range starts {
		at := plantest.At(t, p, clock)
		span := planner.Span{Start: at, End: at.Add(2 * time.Hour)}
		host, studio := p.Hosts.All()[i%2].ID, p.Studios.All()[i%2].ID
		events = append(events, &planner.Event{Kind: planner.Live, Shop: "main", Channel: planner.TikTok, Span: span,
			Live: &planner.LiveDetail{Studio: studio, Shifts: []planner.Shift{{Host: host, Span: span}}}})
	}
	return plantest.Do(t, p, planner.Add{Events: events})
}

// cheap makes hosts and studios cost little and fallback channels small, so that room is short.
func cheap(t testing.TB, p *planner.Plan, capacity map[string]int) *planner.Plan {
	var rows []planner.Row
	for _, c := range p.Channels.All() {
		n := *c
		if !c.Platform {
			n.Share, n.Capacity = 0, capacity[c.ID]
		}
		rows = append(rows, &n)
	}
	for _, h := range p.Hosts.All() {
		n := *h
		n.CostHour = 100
		rows = append(rows, &n)
	}
	for _, s := range p.Studios.All() {
		n := *s
		n.CostHour = 100
		rows = append(rows, &n)
	}
	return plantest.Do(t, p, planner.Put{Rows: append(rows, &planner.Param{ID: "session_setup_cost", Values: []float64{100}, Unit: "-", Origin: "own"})})
}

func TestDrillChangesLeastOnSmallPlans(t *testing.T) {
	base := scene(t, "2024-11-20 12:00", "2024-11-20 12:00", "2024-11-20 18:00", "2024-11-21 12:00")
	at := plantest.At(t, base, "2024-11-19 00:00")
	moved := 0
	for _, capacity := range []map[string]int{
		{"own": 600, "instagram": 300, "youtube": 200, "amazon": 800}, {"own": 5}, {"own": 7, "youtube": 4}, {"amazon": 21, "own": 6}, {"amazon": 40}, {},
	} {
		p := cheap(t, base, capacity)
		r, err := Drill(t.Context(), p, at, at)
		if err != nil {
			t.Fatal(err)
		}
		if !r.Proven {
			t.Errorf("%v: not proven", capacity)
		}
		var got tally
		for _, m := range r.Moves {
			switch m.Action {
			case Cancel:
				got.cancelled++
			case Shift:
				days := planner.DateOf(m.Start, p.Zone()).Sub(planner.DateOf(p.Event(m.Event).Span.Start, p.Zone()))
				got = got.plus(tally{0, max(days, -days), int(m.Value.Minor)})
				moved += max(days, -days)
			}
		}
		items, room := choices(p, at)
		want, _ := bruteForce(items, room)
		if got != want {
			t.Errorf("%v: the drill gives %+v, trying everything %+v", capacity, got, want)
		}
		if len(capacity) == 0 && got.cancelled != 4 || len(capacity) == 4 && got != (tally{0, 0, got.value}) {
			t.Errorf("%v: %+v", capacity, got)
		}
	}
	if moved == 0 {
		t.Error("no case moves anything to another day")
	}
}

// choices returns what the drill chooses from.
func choices(p *planner.Plan, at time.Time) ([]item, []int) {
	d := newDrill(p, at, at)
	return d.items(d.open()), d.room
}

func TestDrillOfABusyPlan(t *testing.T) {
	p := plantest.Plan(t, 300)
	at := plantest.At(t, p, "2024-10-20 12:30")
	began := time.Now()
	r, err := Drill(t.Context(), p, p.Sale.Campaign().Start, at)
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("the drill takes %v", took)
	}
	if len(r.Moves) != p.Events.Len() {
		t.Fatalf("%d moves for %d events", len(r.Moves), p.Events.Len())
	}
	ed := editor.Open(p, nil, 0, editor.Options{Check: rules.Check, Wall: func() time.Time { return at }, At: p.Sale.Campaign().Start})
	after, err := ed.Do(r.Command)
	if err != nil {
		t.Fatal(err)
	}
	dark := risk.Hit{Hits: planner.HitsSaleTail, Effective: planner.Span{Start: at, End: planner.Forever}}
	for _, e := range after.Plan.Events.All() {
		if risk.HitsEvent(after.Plan, dark, e) && e.Span.End.After(at) && e.Kind != planner.Video && e.Kind != planner.Milestone {
			t.Errorf("%s still runs on the platform: %v", e.ID, e.Span)
		}
	}
	actions := map[Action]int{}
	for _, m := range r.Moves {
		actions[m.Action]++
		was, is := p.Event(m.Event), after.Plan.Event(m.Event)
		switch {
		case m.Reason.Key == "":
			t.Errorf("%s has no reason", m.Event)
		case m.Action == Keep && (m.Command != nil || !reflect.DeepEqual(was, is)):
			t.Errorf("%s is kept and changed", m.Event)
		case m.Action == Keep && !was.Span.End.After(at) && m.Reason.Key != "drill.why.past":
			t.Errorf("%s is past and kept since %v", m.Event, m.Reason)
		case m.Action == Shift && (is.Channel != m.Channel || !is.Span.Start.Equal(m.Start) || was.Span.End.Before(at)):
			t.Errorf("%s: %+v, but is %+v", m.Event, m, is)
		case m.Action == Shift && was.Live != nil && !reflect.DeepEqual(was.Hosts(), is.Hosts()):
			t.Errorf("%s changes hosts", m.Event)
		case m.Action == Cancel && is != nil && is.Span.End.After(at):
			t.Errorf("%s is cancelled and still there", m.Event)
		}
		if m.Command != nil {
			if _, err := m.Command.Apply(*p); err != nil {
				t.Errorf("%s alone: %v", m.Event, err)
			}
		}
	}
	for _, a := range []Action{Keep, Cancel, Shift} {
		if actions[a] == 0 {
			t.Errorf("nothing to %s among %v", a, actions)
		}
	}
	if r.Before.Minor <= r.After.Minor {
		t.Errorf("worth %v before and %v after", r.Before, r.After)
	}
	booked := func(p *planner.Plan) (n int) {
		for _, f := range rules.Check(p, p.Sale.Campaign().Start) {
			if slices.Contains([]string{"host-double-booked", "studio-double-booked", "host-not-available"}, f.Rule) {
				n++
			}
		}
		return n
	}
	if a, b := booked(p), booked(after.Plan); b > a {
		t.Errorf("%d findings of hosts and studios after %d", b, a)
	}
	back, err := ed.Undo()
	if err != nil || len(planner.Diff(p, back.Plan)) > 0 {
		t.Errorf("undone, the plan is another one (%v)", err)
	}
}

func TestDrillOfALaidOutPlanSavesSomething(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	now := p.Sale.Campaign().Start
	p, _ = solve(t, p, now)
	r, err := Drill(t.Context(), p, now, plantest.At(t, p, "2024-11-28 08:00"))
	if err != nil {
		t.Fatal(err)
	}
	var sum int64
	for _, m := range r.Moves {
		sum += m.Value.Minor
	}
	if r.After.Minor <= 0 || r.After.Minor != sum || r.Before.Minor <= r.After.Minor || !r.Proven {
		t.Errorf("worth %v before and %v after, %d in all moves, proven %v", r.Before, r.After, sum, r.Proven)
	}
	if r.Exposure.UnsoldGMV.Minor <= 0 || !r.Exposure.At.Equal(r.At) {
		t.Errorf("exposure %+v", r.Exposure)
	}
	quiet, err := Drill(t.Context(), p, now, p.Sale.Campaign().End)
	if err != nil || quiet.Before.Minor != 0 || quiet.After.Minor != 0 || slices.ContainsFunc(quiet.Moves, func(m DrillMove) bool { return m.Action != Keep }) {
		t.Errorf("after the last tail the drill changes something: %v, %v (%v)", quiet.Before, quiet.After, err)
	}
}

func TestDrillsOneByOneEndWhereTheWholeDoes(t *testing.T) {
	p := plantest.Plan(t, 120)
	at := plantest.At(t, p, "2024-10-20 12:30")
	r, err := Drill(t.Context(), p, at, at)
	if err != nil {
		t.Fatal(err)
	}
	whole := plantest.Do(t, p, r.Command)
	one := p
	for range p.Events.Len() {
		next, err := Drill(t.Context(), one, at, at)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(next.Moves, func(m DrillMove) bool { return m.Command != nil })
		if i < 0 {
			break
		}
		one = plantest.Do(t, one, next.Moves[i].Command)
	}
	if d := planner.Diff(whole, one); len(d) > 0 {
		t.Errorf("%d rows differ, the first %+v", len(d), d[0])
	}
	again, err := Drill(t.Context(), whole, at, at)
	if err != nil {
		t.Fatal(err)
	}
	if n := plantest.Do(t, whole, again.Command); len(planner.Diff(whole, n)) > 0 {
		t.Error("a second drill changes the plan again")
	}
}

func TestWhatRunsOverTheInstantEndsThere(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	day := planner.Span{Start: plantest.At(t, p, "2024-11-20 00:00"), End: plantest.At(t, p, "2024-11-22 00:00")}
	live := planner.Span{Start: plantest.At(t, p, "2024-11-20 11:00"), End: plantest.At(t, p, "2024-11-20 15:00")}
	teaser := planner.Span{Start: plantest.At(t, p, "2024-11-21 11:00"), End: plantest.At(t, p, "2024-11-21 11:15")}
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{
		{ID: "C1", Kind: planner.Coupon, Shop: "main", Channel: planner.TikTok, Span: day, Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2000, PlatformShare: -1}},
		{ID: "L1", Kind: planner.Live, Shop: "main", Channel: planner.TikTok, Span: live, Live: &planner.LiveDetail{Shifts: []planner.Shift{{Host: "a-host", Span: live}}}},
		{ID: "L2", Kind: planner.Live, Shop: "main", Channel: "instagram", Span: live.Shift(48 * time.Hour), Live: &planner.LiveDetail{}},
		{ID: "V1", Kind: planner.Video, Shop: "main", Channel: planner.TikTok, Span: teaser, Parent: "L2", Clip: &planner.VideoDetail{Type: planner.Teaser}},
		{ID: "V2", Kind: planner.Video, Shop: "main", Channel: planner.TikTok, Clip: &planner.VideoDetail{Type: planner.Unboxing, Reach: 900}},
		{ID: "M1", Kind: planner.Milestone, Shop: "main", Channel: planner.TikTok, Span: teaser, Task: &planner.MilestoneDetail{Type: planner.Inbound}},
		{ID: "M2", Kind: planner.Milestone, Shop: "main", Channel: planner.TikTok, Span: teaser, Task: &planner.MilestoneDetail{Type: planner.DataExport}},
	}})
	at := plantest.At(t, p, "2024-11-20 12:00")
	r, err := Drill(t.Context(), p, at, at)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"C1": "cancel drill.why.cut", "L1": "cancel drill.why.cut", "L2": "keep drill.why.elsewhere", "V1": "move drill.why.with_live",
		"V2": "keep drill.why.backlog", "M1": "keep drill.why.untouched", "M2": "cancel drill.why.milestone"}
	for _, m := range r.Moves {
		if got := string(m.Action) + " " + m.Reason.Key; got != want[m.Event] {
			t.Errorf("%s: %s, want %s", m.Event, got, want[m.Event])
		}
	}
	n := plantest.Do(t, p, r.Command)
	if c, l := n.Event("C1"), n.Event("L1"); !c.Span.End.Equal(at) || !l.Span.End.Equal(at) || !l.Live.Shifts[0].Span.End.Equal(at) {
		t.Errorf("coupon %v, live %v with %v", c.Span, l.Span, l.Live.Shifts)
	}
	if n.Event("V1").Channel != "instagram" || n.Event("M2") != nil {
		t.Errorf("teaser on %s, export %v", n.Event("V1").Channel, n.Event("M2"))
	}
	later, err := Drill(t.Context(), p, at.Add(72*time.Hour), at)
	if err != nil || slices.ContainsFunc(later.Moves, func(m DrillMove) bool { return m.Event != "V2" && m.Event != "L2" && m.Reason.Key != "drill.why.past" }) {
		t.Errorf("what is past as of now is changed: %+v, %v", later.Moves, err)
	}
}

func TestDrillStopsWithItsContext(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	items := make([]item, 30)
	for i := range items {
		items[i].options = []option{{days: 0, value: 5, uses: []use{{0, 2}}}, {days: 1, value: 4, uses: []use{{0, 1}}}}
	}
	if _, _, err := pickAll(ctx, items, []int{17}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func BenchmarkDrillOf300Events(b *testing.B) {
	p := plantest.Plan(b, 300)
	at := plantest.At(b, p, "2024-10-20 12:30")
	tight := cheap(b, p, map[string]int{"own": 4, "amazon": 9})
	for name, p := range map[string]*planner.Plan{"roomy": p, "tight": tight} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Drill(b.Context(), p, at, at); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
