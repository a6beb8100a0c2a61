package report

import (
	"errors"
	"slices"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// fixture is a plan of us-2024 with one event of each sort that pages treat in their own way.
func fixture(t *testing.T) *editor.Snapshot {
	t.Helper()
	p := plantest.Empty(t, "us-2024")
	span := func(from, to string) planner.Span {
		return planner.Span{Start: plantest.At(t, p, from), End: plantest.At(t, p, to)}
	}
	day := span("2024-11-29 14:00", "2024-11-29 22:00")
	mid := plantest.At(t, p, "2024-11-29 18:00")
	ad := func(id, from, to string) *planner.Event {
		return &planner.Event{ID: id, Kind: planner.Ad, Shop: "main", Channel: "tiktok", Span: span(from, to), Ad: &planner.AdDetail{Daily: 10000}}
	}
	coupon := func(id, from, to string, o planner.Promo) *planner.Event {
		return &planner.Event{ID: id, Kind: planner.Coupon, Shop: "main", Channel: "tiktok", Line: "kitchen", Span: span(from, to), Promo: &o}
	}
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{
		{ID: "L1", Kind: planner.Live, Shop: "main", Channel: "tiktok", Span: day, Live: &planner.LiveDetail{Studio: "s1", Shifts: []planner.Shift{
			{Host: "a-host", Span: planner.Span{Start: day.Start, End: mid}}, {Host: "b-host", Span: planner.Span{Start: mid, End: day.End}}}}},
		{ID: "L2", Kind: planner.Live, Shop: "main", Channel: "tiktok", Span: span("2024-11-30 23:00", "2024-12-01 02:00"), Live: &planner.LiveDetail{}},
		{ID: "V1", Kind: planner.Video, Shop: "main", Channel: "tiktok", Span: span("2024-10-20 10:00", "2024-10-20 10:15"),
			Line: "kitchen", Clip: &planner.VideoDetail{Type: planner.Unboxing, Cost: 4700}},
		{ID: "V2", Kind: planner.Video, Shop: "main", Channel: "tiktok", Line: "pets", Clip: &planner.VideoDetail{Type: planner.Tutorial, Cost: 9900}},
		coupon("C1", "2024-11-28 00:00", "2024-12-03 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 3000, Quantity: 100, PlatformShare: -1}),
		coupon("C2", "2024-11-14 00:00", "2024-11-15 00:00", planner.Promo{Tool: "seller_coupon", AmountOff: 500}),
		ad("A1", "2024-11-27 00:00", "2024-12-01 00:00"),
		ad("A2", "2024-09-20 00:00", "2024-09-21 00:00"),
		{ID: "F1", Kind: planner.Flash, Shop: "main", Channel: "tiktok", Span: span("2024-11-29 15:00", "2024-11-29 15:15"), Parent: "L1",
			Products: []string{"SKU-21"}, Promo: &planner.Promo{Tool: "live_flash_sale", PercentOff: 2000, Quantity: 50, PlatformShare: -1}},
		{ID: "M1", Kind: planner.Milestone, Shop: "main", Span: span("2024-10-28 09:00", "2024-10-28 10:00"), Task: &planner.MilestoneDetail{Type: planner.Samples}},
	}})
	p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{
		&planner.RiskWindow{ID: "own-1", Markets: []string{"US"}, Kind: planner.ServiceOff, Own: true, AllDay: true, Title: "What if", Probability: -1,
			Span: span("2024-11-21", "2024-11-23")},
		&planner.RiskWindow{ID: "own-2", Markets: []string{"US"}, Kind: planner.OtherService, Own: true, Title: "Music closes", Span: span("2024-11-26", "2024-11-27")},
	}})
	return &editor.Snapshot{Plan: p, Now: plantest.At(t, p, "2024-10-01 09:00"), Findings: []rules.Finding{
		{Rule: "live-teaser", Severity: rules.Warn, Events: []string{"L1"}},
		{Rule: "coupon-budget", Severity: rules.Block, Events: []string{"C1", "C2", "C1"}},
		{Rule: "holiday", Severity: rules.Hint, Events: []string{"L1"}},
	}}
}

func date(t *testing.T, s string) planner.Date {
	t.Helper()
	d, err := planner.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func ids(events []*planner.Event) []string {
	var list []string
	for _, e := range events {
		list = append(list, e.ID)
	}
	return list
}

func TestNotesAreNumberedOnce(t *testing.T) {
	r := New(fixture(t))
	for i, n := range r.Notes {
		if n.Number != i+1 || n.Rule != r.Snapshot.Findings[i].Rule {
			t.Errorf("note %d is number %d of rule %s", i, n.Number, n.Rule)
		}
	}
	for id, want := range map[string][]int{"L1": {1, 3}, "C1": {2}, "C2": {2}, "V1": nil} {
		if got := r.NotesOf(r.Snapshot.Plan.Event(id)); !slices.Equal(got, want) {
			t.Errorf("notes of %s are %v, want %v", id, got, want)
		}
	}
}

func TestPeriodRunsFromSeedingToTheSalesLastDay(t *testing.T) {
	days := New(fixture(t)).Period()
	if first, last := days[0], days[len(days)-1]; first != date(t, "2024-10-14") || last != date(t, "2024-12-02") {
		t.Errorf("period is %s to %s, want 2024-10-14 to 2024-12-02", first, last)
	}
}

func TestCoverCounts(t *testing.T) {
	c := New(fixture(t)).Cover()
	type counts struct {
		scheduled, backlog int
		length             time.Duration
	}
	want := map[planner.Kind]counts{
		planner.Video: {1, 1, 0}, planner.Live: {2, 0, 11 * time.Hour}, planner.Coupon: {2, 0, 6 * 24 * time.Hour},
		planner.Flash: {1, 0, 15 * time.Minute}, planner.Ad: {2, 0, 5 * 24 * time.Hour}, planner.Milestone: {1, 0, 0},
	}
	if len(c.Kinds) != len(planner.Kinds) {
		t.Fatalf("%d kinds, want %d", len(c.Kinds), len(planner.Kinds))
	}
	for i, k := range c.Kinds {
		if k.Kind != planner.Kinds[i] {
			t.Errorf("kind %d is %s, want %s", i, k.Kind, planner.Kinds[i])
		}
		if got := (counts{k.Scheduled, k.Backlog, k.Length}); got != want[k.Kind] {
			t.Errorf("%s: %+v, want %+v", k.Kind, got, want[k.Kind])
		}
	}
	if c.Projected || len(c.Notes) != 3 || c.Name != "Test plan us-2024" {
		t.Errorf("cover says projected %v, %d notes, name %q", c.Projected, len(c.Notes), c.Name)
	}
}

func TestCoverHosts(t *testing.T) {
	hosts := New(fixture(t)).Cover().Hosts
	for i, want := range []struct {
		id     string
		shifts int
		onAir  time.Duration
		cost   int64
	}{{"a-host", 1, 4 * time.Hour, 24400}, {"b-host", 1, 4 * time.Hour, 24400}, {"c-host", 0, 0, 0}, {"d-host", 0, 0, 0}} {
		got := hosts[i]
		if got.Host.ID != want.id || got.Shifts != want.shifts || got.OnAir != want.onAir || got.Cost.Minor != want.cost {
			t.Errorf("host %d: %s %d shifts %s %s, want %+v", i, got.Host.ID, got.Shifts, got.OnAir, got.Cost, want)
		}
	}
}

func TestCoverBudgets(t *testing.T) {
	r := New(fixture(t))
	p := r.Snapshot.Plan
	coupons := rules.CouponReserve(p, p.Event("C1")).Minor + rules.CouponReserve(p, p.Event("C2")).Minor
	if coupons <= 0 {
		t.Fatalf("coupons are expected to cost %d", coupons)
	}
	budgets := r.Cover().Budgets
	for i, want := range []struct {
		kind           planner.Kind
		planned, limit int64
	}{{planner.Coupon, coupons, 5_000_000}, {planner.Ad, 5 * 10000, 2_000_000}, {planner.Video, 4700, 50_000_000}} {
		b := budgets[i]
		if b.Kind != want.kind || b.Planned.Minor != want.planned || b.Limit.Minor != want.limit || b.Over() {
			t.Errorf("budget %d: %s planned %s of %s, over %v; want %+v", i, b.Kind, b.Planned, b.Limit, b.Over(), want)
		}
	}
	over := Budget{Planned: planner.Money{Minor: 2}, Limit: planner.Money{Minor: 1}}
	if !over.Over() {
		t.Error("two of one is not over")
	}
}

func TestFlagsGatherTheDatesOfAWindow(t *testing.T) {
	flags := New(fixture(t)).Cover().Flags
	var own *Flag
	for i, f := range flags {
		if f.Window.ID == "own-1" {
			own = &flags[i]
		}
		if f.Window.Kind == planner.OtherService {
			t.Errorf("the closing of another service flags %v", f.Dates)
		}
	}
	if own == nil || !slices.Equal(own.Dates, []planner.Date{date(t, "2024-11-21"), date(t, "2024-11-22")}) {
		t.Errorf("own window flags %+v, want 2024-11-21 and 22", own)
	}
}

func TestAgeOfPacks(t *testing.T) {
	today := planner.Date{Year: 2024, Month: 10, Day: 1}
	for asOf, want := range map[string]int{"2024-08": 2, "2024-08-02": 1, "2023": 21, "2024-10-01": 0, "2024-12": -2} {
		if got := packAge(planner.Pack{ID: "sales", AsOf: asOf}, today); got.Months != want || !got.Known {
			t.Errorf("facts of %s are %d months old, want %d", asOf, got.Months, want)
		}
	}
	if got := packAge(planner.Pack{ID: "x", AsOf: "last spring"}, today); got.Known {
		t.Errorf("an unreadable date has the age %d", got.Months)
	}
}

func TestMonthsAreClippedToThePeriod(t *testing.T) {
	months := New(fixture(t)).Months()
	var got []string
	for _, m := range months {
		got = append(got, m.First.String()+" "+m.Last.String())
		for _, w := range m.Weeks {
			for i, d := range w.Days {
				if want := time.Weekday((i + 1) % 7); d.Date.Weekday() != want {
					t.Errorf("column %d holds %s, a %s", i, d.Date, d.Date.Weekday())
				}
				if d.In && (d.Date.Before(m.First) || m.Last.Before(d.Date)) {
					t.Errorf("%s is in the page of %s to %s", d.Date, m.First, m.Last)
				}
			}
		}
	}
	// The two days of December stand on November's page.
	if want := []string{"2024-10-14 2024-10-31", "2024-11-01 2024-12-02"}; !slices.Equal(got, want) {
		t.Errorf("pages %v, want %v", got, want)
	}
	if first := months[0].Weeks[0].Days[0]; first.Date != date(t, "2024-10-14") || !first.In {
		t.Errorf("the calendar begins on %s", first.Date)
	}
}

func TestShortMonthsJoinTheirNeighbours(t *testing.T) {
	for _, c := range []struct {
		first, last string
		want        []string
	}{
		{"2024-10-27", "2024-11-30", []string{"2024-10-27 2024-11-30"}},
		{"2024-10-25", "2024-11-30", []string{"2024-10-25 2024-10-31", "2024-11-01 2024-11-30"}},
		{"2024-11-01", "2024-12-07", []string{"2024-11-01 2024-11-30", "2024-12-01 2024-12-07"}},
		{"2024-11-01", "2024-12-06", []string{"2024-11-01 2024-12-06"}},
		{"2024-11-30", "2024-12-01", []string{"2024-11-30 2024-12-01"}},
	} {
		var days []planner.Date
		for d := date(t, c.first); !date(t, c.last).Before(d); d = d.Add(1) {
			days = append(days, d)
		}
		var got []string
		for _, m := range pagesOf(days) {
			got = append(got, m.First.String()+" "+m.Last.String())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s to %s: pages %v, want %v", c.first, c.last, got, c.want)
		}
	}
}

func TestMonthDays(t *testing.T) {
	r := New(fixture(t))
	cells := map[planner.Date]MonthDay{}
	for _, m := range r.Months() {
		for _, w := range m.Weeks {
			for _, d := range w.Days {
				if d.In {
					cells[d.Date] = d
				}
			}
		}
	}
	if len(cells) != len(r.Period()) {
		t.Errorf("%d cells for %d days", len(cells), len(r.Period()))
	}
	for day, want := range map[string][]string{"2024-11-29": {"L1", "F1"}, "2024-11-30": {"L2"}, "2024-11-14": {"C2"}, "2024-11-28": nil} {
		if got := ids(cells[date(t, day)].Events); !slices.Equal(got, want) {
			t.Errorf("%s holds %v, want %v", day, got, want)
		}
	}
	friday := cells[date(t, "2024-11-29")]
	if friday.Phase != planner.Peak || len(friday.Holidays) != 1 || friday.Holidays[0].Key != "holiday.black_friday" {
		t.Errorf("Black Friday is %+v", friday.Day)
	}
	if risky := cells[date(t, "2024-11-22")]; len(risky.Risks) == 0 || risky.Risks[0].Window.ID != "own-1" {
		t.Errorf("2024-11-22 has risks %v", risky.Risks)
	}
	if calm := cells[date(t, "2024-11-26")]; len(calm.Risks) != 0 {
		t.Errorf("2024-11-26 has risks %v", calm.Risks)
	}
}

func TestBandsAreCutAtWeeksAndMonths(t *testing.T) {
	type part struct {
		id          string
		first, last int
		begin, end  bool
	}
	got := map[string][]part{}
	for _, m := range New(fixture(t)).Months() {
		for _, w := range m.Weeks {
			for _, b := range w.Bands {
				got[b.Event.ID] = append(got[b.Event.ID], part{b.Event.ID, b.First, b.Last, b.Begins, b.Ends})
			}
		}
	}
	want := map[string][]part{
		"C1": {{"C1", 3, 6, true, false}, {"C1", 0, 0, false, true}},
		"A1": {{"A1", 2, 5, true, true}},
	}
	for id := range got {
		if !slices.Equal(got[id], want[id]) {
			t.Errorf("bands of %s: %+v, want %+v", id, got[id], want[id])
		}
	}
	if len(got) != len(want) {
		t.Errorf("bands of %d events, want %d", len(got), len(want))
	}
}

func TestRunSheet(t *testing.T) {
	r := New(fixture(t))
	days := r.RunSheet()
	var got []string
	for i, d := range days {
		if i > 0 && !days[i-1].Date.Before(d.Date) {
			t.Errorf("%s stands after %s", d.Date, days[i-1].Date)
		}
		for _, row := range d.Rows {
			got = append(got, d.Date.String()+" "+row.Event.ID+" "+row.Edge+" "+row.Do.Key)
		}
	}
	want := []string{
		"2024-09-20 A2 whole do.ad.whole",
		"2024-10-20 V1 whole do.video.unboxing",
		"2024-10-28 M1 whole do.milestone.samples",
		"2024-11-14 C2 whole do.coupon.whole",
		"2024-11-27 A1 start do.ad.start",
		"2024-11-28 C1 start do.coupon.start.quantity",
		"2024-11-29 L1 whole do.live.setup",
		"2024-11-29 F1 whole do.flash.whole.quantity",
		"2024-11-30 L2 whole do.live",
		"2024-11-30 A1 end do.ad.end",
		"2024-12-02 C1 end do.coupon.end",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
	if days[0].In || days[0].Phase != planner.Preparation || !days[1].In {
		t.Errorf("days before the period: %+v", days[0].Day)
	}
	live := days[6].Rows[0]
	if live.Studio == nil || live.Studio.ID != "s1" || len(live.Shifts) != 2 || !slices.Equal(live.Notes, []int{1, 3}) {
		t.Errorf("row of the live: %+v", live)
	}
	if setup := live.Do.Args[1].(planner.Text); setup.Args[0] != 60 {
		t.Errorf("set-up takes %v", setup)
	}
}

func TestPromotionsInTheOrderOfTheirStarts(t *testing.T) {
	r := New(fixture(t))
	coupons := r.Coupons()
	var got []string
	for _, c := range coupons {
		got = append(got, c.Event.ID)
	}
	if !slices.Equal(got, []string{"C2", "C1"}) {
		t.Fatalf("coupons %v", got)
	}
	c := coupons[1]
	if c.Tool == nil || len(c.Products) != 5 || c.Cost != rules.CouponReserve(r.Snapshot.Plan, c.Event) || !slices.Equal(c.Notes, []int{2}) {
		t.Errorf("C1: %+v", c)
	}
	if flash := r.FlashDeals(); len(flash) != 1 || flash[0].Event.ID != "F1" || len(flash[0].Products) != 1 {
		t.Errorf("flash deals %+v", flash)
	}
}

func TestPriceRangeLeavesOutWhatHasNoPrice(t *testing.T) {
	r := New(fixture(t))
	r.price = func(sku string, _ time.Time) (planner.Money, error) {
		prices := map[string]int64{"SKU-21": 2400, "SKU-22": 1900, "SKU-23": 3000}
		if minor, ok := prices[sku]; ok {
			return planner.Money{Minor: minor, Currency: "USD"}, nil
		}
		return planner.Money{}, errors.New("no price")
	}
	if c := r.Coupons()[0]; !c.Priced || c.Lowest.Minor != 1900 || c.Highest.Minor != 3000 {
		t.Errorf("range %s to %s, priced %v", c.Lowest, c.Highest, c.Priced)
	}
	r.price = func(string, time.Time) (planner.Money, error) { return planner.Money{}, errors.New("no price") }
	if c := r.Coupons()[0]; c.Priced {
		t.Errorf("range %s to %s without any price", c.Lowest, c.Highest)
	}
}

func TestCoverForecast(t *testing.T) {
	p := plantest.Plan(t, 200)
	now := p.Sale.Campaign().Start
	want, err := forecast.OutlookOf(p, now)
	if err != nil {
		t.Fatal(err)
	}
	c := New(&editor.Snapshot{Plan: p, Now: now}).Cover()
	if c.Outlook == nil || c.Outlook.Value != want.Value || len(c.Outlook.Lines) != p.Lines.Len() {
		t.Errorf("the cover's forecast is %+v, want %v", c.Outlook, want.Value)
	}
	p.Products = planner.Table[*planner.Product]{}
	if c := New(&editor.Snapshot{Plan: p, Now: now}).Cover(); c.Outlook != nil {
		t.Errorf("without products the forecast is %+v", c.Outlook)
	}
}
