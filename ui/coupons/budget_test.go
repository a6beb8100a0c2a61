package coupons

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
	"bfplanner/ui/look"
)

func TestTheBudgetAgreesWithTheRuleBook(t *testing.T) {
	p := season(t)
	s := spendingOf(p, "main", "")
	var finding *rules.Finding
	for _, f := range rules.Check(p, p.Sale.Campaign().Start) {
		if f.Rule == "coupon-budget-exceeded" {
			finding = &f
		}
	}
	if finding == nil {
		t.Fatal("the budget holds; the test needs one that does not")
	}
	if got, want := p.Money(s.seller), finding.Args[1]; got != want {
		t.Errorf("the coupons cost %v, by the finding %v", got, want)
	}
	if got, want := s.out, finding.Args[4]; got != want {
		t.Errorf("it runs out on %v, by the finding on %v", got, want)
	}
}

func TestSpendingHasEveryDayAndAddsUp(t *testing.T) {
	s := spendingOf(season(t), "main", "")
	var seller, platform int64
	units := 0
	for i, d := range s.days {
		seller, platform, units = seller+d.seller, platform+d.platform, units+d.units
		if d.total != seller {
			t.Errorf("%v: %d up to here, want %d", d.date, d.total, seller)
		}
		if i > 0 && d.date.Sub(s.days[i-1].date) != 1 {
			t.Errorf("%v follows %v", d.date, s.days[i-1].date)
		}
	}
	if seller != s.seller || platform != s.platform || units != s.units || s.platform == 0 || s.units == 0 {
		t.Errorf("%d, %d and %d units, want %d, %d and %d", s.seller, s.platform, s.units, seller, platform, units)
	}
}

func TestSpendingOfOneShopOrOneCoupon(t *testing.T) {
	p := season(t)
	if s := spendingOf(p, "elsewhere", ""); len(s.days) != 0 || !s.out.IsZero() || s.most != 0 {
		t.Errorf("a shop that there is not spends %+v", s)
	}
	one := spendingOf(p, "main", "C2")
	if want := rules.CouponReserve(p, p.Event("C2")).Minor; one.seller != want || len(one.days) != 6 || !one.out.IsZero() {
		t.Errorf("one coupon costs %d over %d days, want %d", one.seller, len(one.days), want)
	}
	// Flash deals and product discounts are not of the coupon budget.
	if s := spendingOf(plantest.Do(t, p, planner.Remove{IDs: []string{"C2", "C4", "C5", "C7"}}), "main", ""); s.seller != 0 {
		t.Errorf("without coupons %d", s.seller)
	}
}

func TestTheBudgetSaysWhenItRunsOut(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	if !d.says("Runs out Sat Nov 30") || !d.says("budget $12,000.00") {
		t.Errorf("it says %q", d.labels())
	}
	shop := *d.snapshot.Plan.Shops.All()[0]
	for _, c := range []struct {
		budget int64
		says   string
	}{{9_000_000, "Lasts: "}, {0, "No budget set"}} {
		n := shop
		n.CouponBudget = c.budget
		if _, err := d.editor.Do(planner.Put{Rows: []planner.Row{&n}}); err != nil {
			t.Fatal(err)
		}
		if !d.says(c.says) {
			t.Errorf("with %d it says %q", c.budget, d.labels())
		}
	}
}

func TestTheBudgetOfTheCouponInTheForm(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.press("This one")
	if d.budget.scope.Value() != "all" {
		t.Error("with nothing open one coupon is shown")
	}
	d.open("C2")
	d.press("Budget")
	d.press("This one")
	if got := len(d.budget.chart.s.days); got != 6 {
		t.Errorf("%d days", got)
	}
}

func TestTheBurnDownFillsItsRoom(t *testing.T) {
	s := spendingOf(season(t), "main", "")
	for _, c := range []struct {
		size fyne.Size
		k    float32
	}{{fyne.NewSize(1200, 300), 1}, {fyne.NewSize(280, 140), 1}, {fyne.NewSize(900, 500), 2}, {fyne.NewSize(5, 5), 1}} {
		f := shapeOf(c.size, c.k, s)
		if f.line.Y < f.legend.Y+f.legend.H || f.bars.Y < f.line.Y+f.line.H || f.line.W < 0 || f.bars.H < 0 {
			t.Errorf("%v at %v: %+v", c.size, c.k, f)
		}
		for i, d := range s.days {
			bar := f.bar(i)
			if c.size.Width > 100 && f.day(bar.X+bar.W/2) != i {
				t.Errorf("%v at %v: in the bar of day %d is day %d", c.size, c.k, i, f.day(bar.X+bar.W/2))
			}
			if y := f.daily.Y(d.seller + d.platform); c.size.Height > 100 && (y < f.bars.Y || y > f.bars.Y+f.bars.H) {
				t.Errorf("%v at %v: the bar of day %d ends at %v", c.size, c.k, i, y)
			}
		}
		if f.day(-5) != -1 || f.day(c.size.Width+50) != -1 {
			t.Errorf("%v at %v: beside the chart is a day", c.size, c.k)
		}
	}
}

func TestTheLineGoesUpByEachDaysCost(t *testing.T) {
	s := spendingOf(season(t), "main", "")
	f := shapeOf(fyne.NewSize(1200, 300), 1, s)
	line := f.steps(s, 2)
	last := line[len(line)-1]
	if got, want := last.Y+1, f.total.Y(s.seller); got < want-0.1 || got > want+0.1 {
		t.Errorf("it ends at %v, want %v", got, want)
	}
	if end := last.X + last.W; end < f.line.X+f.line.W-0.1 {
		t.Errorf("it ends before the chart does: %v", end)
	}
	if got := shapeOf(fyne.NewSize(100, 100), 1, spending{}); got.pitch() != 0 || got.day(50) != -1 {
		t.Errorf("without days: %+v", got)
	}
}

func TestTheDayUnderThePointerIsTold(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	b := d.budget.chart
	r := test.WidgetRenderer(b).(*burnRenderer)
	quiet := len(r.Objects())
	bar := b.shape().bar(3)
	b.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(bar.X+1, 50)}})
	if b.hover != 3 || len(r.Objects()) <= quiet {
		t.Errorf("day %d, %d objects and %d before", b.hover, len(r.Objects()), quiet)
	}
	b.MouseOut()
	if len(r.Objects()) != quiet {
		t.Errorf("%d objects, %d before", len(r.Objects()), quiet)
	}
}

// BenchmarkSetSnapshot is what an edit costs the table, the form and the budget over a plan of 2,000 events, of which
// some 600 are promotions.
func BenchmarkSetSnapshot(b *testing.B) {
	d := newDesk(b, plantest.Plan(b, 2000), look.Light, "en")
	id := d.rows[0].event.ID
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		s, err := d.editor.Preview(planner.Move{IDs: []string{id}, Days: i%5 + 1})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		d.SetSnapshot(s)
	}
	b.ReportMetric(float64(len(d.rows)), "promotions")
}

// BenchmarkBurnDown is what a move of the pointer from day to day costs, without rasterising.
func BenchmarkBurnDown(b *testing.B) {
	d := newDesk(b, plantest.Plan(b, 2000), look.Light, "en")
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		d.budget.chart.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(d.budget.chart.shape().bar(i%len(d.budget.chart.s.days)).X+1, 50)}})
	}
}
