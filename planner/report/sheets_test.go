package report

import (
	"slices"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/schedule"
)

func TestHostSheets(t *testing.T) {
	sheets := New(fixture(t)).HostSheets()
	if len(sheets) != 2 || sheets[0].Host.ID != "a-host" || sheets[1].Host.ID != "b-host" {
		t.Fatalf("sheets %+v, want one for each host on air", sheets)
	}
	first, second := sheets[0].Shifts[0], sheets[1].Shifts[0]
	if sheets[0].OnAir != 4*time.Hour || first.Studio == nil || first.Studio.ID != "s1" {
		t.Errorf("on air %s in %v", sheets[0].OnAir, first.Studio)
	}
	if first.Before != nil || first.After == nil || first.After.ID != "b-host" || second.Before == nil || second.Before.ID != "a-host" || second.After != nil {
		t.Errorf("the hosts do not hand over to each other")
	}
	if len(first.CallOut) != 1 || first.CallOut[0].Event.ID != "C1" {
		t.Errorf("coupons to call out %+v, want C1", first.CallOut)
	}
	if len(first.Flashes) != 1 || len(second.Flashes) != 0 {
		t.Fatalf("%d and %d flash deals, want the one in the first shift", len(first.Flashes), len(second.Flashes))
	}
	f := first.Flashes[0]
	if f.FromLive != time.Hour || f.Length != 15*time.Minute || f.Quantity != 50 || len(f.Prices) != 1 || !f.Prices[0].Known {
		t.Errorf("flash deal %+v", f)
	}
	if p := f.Prices[0]; p.Product.SKU != "SKU-21" || p.List.Minor != 3400 || p.Price.Minor >= p.List.Minor {
		t.Errorf("price %s of %s", p.Price, p.List)
	}
	if !slices.Equal(first.Notes, []int{1, 3}) || first.Day.Date != date(t, "2024-11-29") {
		t.Errorf("notes %v on %s", first.Notes, first.Day.Date)
	}
}

func TestSharesAProduct(t *testing.T) {
	list := func(skus ...string) []*planner.Product {
		var out []*planner.Product
		for _, s := range skus {
			out = append(out, &planner.Product{SKU: s})
		}
		return out
	}
	for _, c := range []struct {
		a, b []*planner.Product
		want bool
	}{{list("a", "c"), list("b", "c"), true}, {list("a"), list("b"), false}, {nil, list("b"), false}, {list("b", "d"), list("a", "b"), true}} {
		if got := shares(c.a, c.b); got != c.want {
			t.Errorf("%v and %v share: %v", c.a, c.b, got)
		}
	}
}

func TestStockByDay(t *testing.T) {
	s := fixture(t)
	x := *s.Plan.Product("SKU-11")
	x.InboundStock = 300
	s.Plan = plantest.Do(t, s.Plan, planner.Put{Rows: []planner.Row{&x}})
	s.Plan = plantest.Do(t, s.Plan, planner.Add{Events: []*planner.Event{{ID: "M2", Kind: planner.Milestone, Shop: "main", Products: []string{"SKU-11"},
		Span: planner.Span{Start: plantest.At(t, s.Plan, "2024-11-01 09:00"), End: plantest.At(t, s.Plan, "2024-11-01 10:00")}, Task: &planner.MilestoneDetail{Type: planner.Inbound}}}})
	stock := New(s).Stock()
	days := map[planner.Date]StockDay{}
	for _, d := range stock.Days {
		days[d.Date] = d
	}
	bedding := slices.IndexFunc(stock.Lines, func(l *planner.Line) bool { return l.ID == "bedding" })
	if before, after := days[date(t, "2024-10-31")], days[date(t, "2024-11-01")]; after.Left[bedding]-before.Left[bedding] != 300 || len(after.Arrivals) != 1 {
		t.Errorf("left %d, then %d after 300 units arrive", before.Left[bedding], after.Left[bedding])
	}
	friday := days[date(t, "2024-11-29")]
	if friday.Promised != 50 || len(friday.Deals) != 1 || friday.Deals[0].ID != "F1" {
		t.Errorf("promised on Friday: %+v", friday)
	}
	// 251 viewers an hour, 8 hours of 3.91 times demand, a fifth of the airtime a line, 8 % buy: 125.6 a line; the
	// deal's 50 units are more than its product's part.
	if friday.Parcels < 628 || friday.Parcels > 678 {
		t.Errorf("%d units on Friday, want 628 and what the deal adds", friday.Parcels)
	}
	if quiet := days[date(t, "2024-11-27")]; quiet.Parcels != 0 {
		t.Errorf("%d units on a day without a live or a limited offer", quiet.Parcels)
	}
	at := map[string]ProductStock{}
	for _, x := range stock.Products {
		at[x.Product.SKU] = x
	}
	if got := at["SKU-11"]; got.Arrives != date(t, "2024-11-01") || got.Left() != 1500-got.Expected || got.Line.ID != "bedding" || got.Expected <= 0 {
		t.Errorf("SKU-11: %+v", got)
	}
	if got := at["SKU-12"]; !got.Arrives.IsZero() {
		t.Errorf("SKU-12 arrives on %s", got.Arrives)
	}
	if got := at["SKU-21"]; got.Promised < 50 {
		t.Errorf("SKU-21 is promised %d times, want the flash deal's 50 and its part of the coupon", got.Promised)
	}
}

func TestShortStockIsDated(t *testing.T) {
	s := fixture(t)
	x := *s.Plan.Product("SKU-21")
	x.Stock = 10
	s.Plan = plantest.Do(t, s.Plan, planner.Put{Rows: []planner.Row{&x}})
	for _, p := range New(s).Stock().Products {
		if short := !p.Short.IsZero(); short != (p.Product.SKU == "SKU-21") {
			t.Errorf("%s is short from %s", p.Product.SKU, p.Short)
		}
		if p.Product.SKU == "SKU-21" && (p.Short != date(t, "2024-11-28") || p.Left() >= 0) {
			t.Errorf("short from %s with %d left, want the first coupon day", p.Short, p.Left())
		}
	}
}

func TestShootingList(t *testing.T) {
	s := fixture(t)
	s.Plan = plantest.Do(t, s.Plan, planner.Add{Events: []*planner.Event{{ID: "V3", Kind: planner.Video, Shop: "main", Parent: "L1",
		Span: planner.Span{Start: plantest.At(t, s.Plan, "2024-11-28 14:00"), End: plantest.At(t, s.Plan, "2024-11-28 14:15")}, Clip: &planner.VideoDetail{Type: planner.Teaser, Effort: 1}}}})
	list := New(s).Shooting()
	var got []string
	for _, x := range list {
		got = append(got, x.Event.ID+" "+x.Ship.String()+" "+x.Film.String())
	}
	// Samples leave 42 - 30 days before the post; a teaser needs none; the backlog has no day.
	want := []string{"V1 2024-10-08 2024-10-19", "V3 0000-00-00 2024-11-27", "V2 0000-00-00 0000-00-00"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if list[0].Late || list[2].Post != (time.Time{}) {
		t.Errorf("late %v, the backlog is posted at %s", list[0].Late, list[2].Post)
	}
	s.Now = plantest.At(t, s.Plan, "2024-10-09 00:00")
	if !New(s).Shooting()[0].Late {
		t.Error("samples of yesterday are not late")
	}
}

func TestChecklist(t *testing.T) {
	groups := New(fixture(t)).Checklist()
	var got []string
	for _, g := range groups {
		for _, c := range g.Rows {
			got = append(got, string(g.Phase)+" "+c.Event.ID+" "+c.Do.Key)
			if g.Phase != New(fixture(t)).Snapshot.Plan.Sale.PhaseAt(c.By) {
				t.Errorf("%s stands under %q", c.Event.ID, g.Phase)
			}
		}
	}
	want := []string{"preparation A2 check.ad", "seeding M1 do.milestone.samples", "seeding C2 check.coupon", "main A1 check.ad", "main C1 check.coupon",
		"peak L1 check.live", "peak L2 check.live"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
}

// The sheet is the drill's: each event that the drill moves or cancels stands under one action, none other does.
func TestBanActionsAreTheDrills(t *testing.T) {
	s := fixture(t)
	m := *s.Plan.Event("M1")
	m.Task = &planner.MilestoneDetail{Type: planner.Samples, Owner: "Lin"}
	task := &planner.Event{ID: "M9", Kind: planner.Milestone, Shop: "main", Channel: "tiktok", Task: &planner.MilestoneDetail{Type: planner.DataExport, Owner: "Chen"},
		Span: planner.Span{Start: plantest.At(t, s.Plan, "2024-11-10 09:00"), End: plantest.At(t, s.Plan, "2024-11-10 10:00")}}
	s.Plan = plantest.Do(t, s.Plan, planner.Batch{Commands: []planner.Command{planner.Change{Events: []*planner.Event{&m}}, planner.Add{Events: []*planner.Event{task}}}})
	at := plantest.At(t, s.Plan, "2024-11-28 00:00")
	b := New(s).BanActions(at)
	if len(b.Channels) != 4 || len(b.Flags) == 0 || !b.Drill.At.Equal(at) {
		t.Errorf("%d channels stay up, %d flags, at %v", len(b.Channels), len(b.Flags), b.Drill.At)
	}
	order := []string{FirstHour, FirstDay, FirstWeek}
	due := map[string]time.Duration{FirstHour: time.Hour, FirstDay: 24 * time.Hour, FirstWeek: 168 * time.Hour}
	last := 0
	stands := map[string]string{}
	for _, a := range b.Actions {
		n := slices.Index(order, a.Within)
		if n < last || a.Due.Sub(at) != due[a.Within] {
			t.Errorf("%s is due %v after the instant", a.Do.Key, a.Due.Sub(at))
		}
		last = n
		for _, e := range a.Events {
			stands[e.ID] += a.Do.Key
		}
		switch {
		case a.Do.Key == "ban.creators" && a.Owner != "Lin", a.Do.Key == "ban.export" && a.Owner != "Chen":
			t.Errorf("%s is %q's", a.Do.Key, a.Owner)
		}
	}
	for _, move := range b.Drill.Moves {
		want := ""
		switch e := s.Plan.Event(move.Event); {
		case move.Action == schedule.Cancel && e.Kind == planner.Ad:
			want = "ban.ads"
		case move.Action == schedule.Cancel && e.Promo != nil:
			want = "ban.promotions"
		case move.Action == schedule.Cancel && e.Kind == planner.Live:
			want = "ban.hosts"
		case move.Action == schedule.Shift:
			want = "ban.channel"
		}
		if stands[move.Event] != want {
			t.Errorf("%s is to be %s and stands under %q", move.Event, move.Action, stands[move.Event])
		}
		delete(stands, move.Event)
	}
	if len(stands) > 0 {
		t.Errorf("the drill knows nothing of %v", stands)
	}
}

func TestTheSheetAssumesTheFirstWindow(t *testing.T) {
	s := fixture(t) // own-1 begins on the 21st
	if got := New(s).BanActions(time.Time{}).Drill.At; !got.Equal(plantest.At(t, s.Plan, "2024-11-21 00:00")) {
		t.Errorf("dark at %v", got)
	}
	n := *s.Plan
	n.Risks = planner.Table[*planner.RiskWindow]{}
	quiet := *s
	quiet.Plan = &n
	if got := New(&quiet).DarkAt(); !got.Equal(n.Sale.PeakSpan().Start) {
		t.Errorf("without windows, dark at %v", got)
	}
}

func TestWeekPages(t *testing.T) {
	pages := New(fixture(t)).WeekPages()
	if len(pages) != 8 || pages[0].Days[0].Date != date(t, "2024-10-14") {
		t.Fatalf("%d weeks from %s", len(pages), pages[0].Days[0].Date)
	}
	w := pages[6]
	var hours []int
	for _, h := range w.Hours {
		hours = append(hours, h.Hour)
	}
	if !slices.Equal(hours, []int{14, 15, 23}) {
		t.Errorf("hours %v of the week of %s", hours, w.Days[0].Date)
	}
	if got := ids(w.Hours[1].Events[4]); !slices.Equal(got, []string{"F1"}) {
		t.Errorf("Friday at three: %v", got)
	}
	if got := ids(w.Running[4]); !slices.Equal(got, []string{"A1", "C1"}) {
		t.Errorf("running on Friday: %v", got)
	}
	if pages[7].Days[1].In || len(pages[7].Running[1]) != 0 {
		t.Error("the day after the sale is in the period")
	}
	short := New(fixture(t)).Between(date(t, "2024-11-27"), date(t, "2024-11-28")).WeekPages()
	if len(short) != 1 || short[0].Days[0].In || !short[0].Days[2].In || short[0].Days[0].Date.Weekday() != time.Monday {
		t.Errorf("two days make %+v", short)
	}
}

func TestTimeline(t *testing.T) {
	r := New(fixture(t))
	var got []string
	for _, l := range r.Timeline() {
		name := string(l.Kind)
		if l.Host != nil {
			name += " " + l.Host.ID
		}
		n := 0
		for _, d := range l.Days {
			n += len(d)
		}
		got = append(got, name+" "+string(rune('0'+n)))
		if len(l.Days) != len(r.Period()) {
			t.Errorf("%s has %d days", name, len(l.Days))
		}
	}
	// A coupon of five days stands on each of them, beside one of a day; A1 runs over four days.
	if want := []string{"video 1", "live a-host 1", "live b-host 1", "live 1", "coupon 6", "flash 1", "ad 4", "milestone 1"}; !slices.Equal(got, want) {
		t.Errorf("lanes %v, want %v", got, want)
	}
}

func TestBetween(t *testing.T) {
	r := New(fixture(t)).Between(date(t, "2024-11-29"), date(t, "2024-12-01"))
	if days := r.Period(); len(days) != 3 || days[0] != date(t, "2024-11-29") {
		t.Errorf("period %v", days)
	}
	var got []string
	for _, d := range r.RunSheet() {
		for _, row := range d.Rows {
			got = append(got, row.Event.ID+" "+row.Edge)
		}
	}
	if want := []string{"L1 whole", "F1 whole", "L2 whole", "A1 end"}; !slices.Equal(got, want) {
		t.Errorf("run sheet %v, want %v", got, want)
	}
	if got := r.Coupons(); len(got) != 1 || got[0].Event.ID != "C1" {
		t.Errorf("coupons %v", got)
	}
	if open := New(fixture(t)).Between(planner.Date{}, date(t, "2024-10-15")).Period(); len(open) != 2 {
		t.Errorf("%d days with an end alone, want two from the start of seeding", len(open))
	}
	if early := New(fixture(t)).Between(date(t, "2024-09-20"), date(t, "2024-09-21")); len(early.Period()) != 2 || early.DayOf(date(t, "2024-09-22")).In {
		t.Errorf("days before seeding: %v", early.Period())
	}
}
