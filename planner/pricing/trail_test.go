package pricing

import (
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"bfplanner/planner"
)

func TestTrail(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000, Low30: 2800})
	warm := on(t, promo("D1", "product_discount", planner.Promo{PercentOff: 2000}), "2024-11-01T00:00", "2024-11-02T00:00")
	flash := on(t, promo("F1", "flash_deal", planner.Promo{PercentOff: 2000}), "2024-11-29T19:00", "2024-11-29T20:00")
	coupon := on(t, promo("C1", "follower_coupon", planner.Promo{PercentOff: 1000}), "2024-11-29T19:00", "2024-11-29T21:00")
	p.Events = planner.TableOf(warm, flash, coupon)
	trail := New(p).Trail("a", planner.Span{Start: pacific(t, "2024-10-15T00:00"), End: pacific(t, "2025-01-10T00:00")})
	want := []struct {
		at                          string
		final, worst, low30, before int64
		begins, ends, expires       string
	}{
		// The sheet's 28.00 counts until 30 days after the sale's start, 2024-11-13 16:00.
		{"2024-10-15T00:00", 3000, 3000, 2800, 2800, "[]", "[]", "[]"},
		{"2024-11-01T00:00", 2400, 2400, 2400, 2800, "[D1]", "[]", "[]"},
		{"2024-11-02T00:00", 3000, 3000, 2400, 2400, "[]", "[D1]", "[]"},
		{"2024-11-29T19:00", 2400, 2160, 2400, 2400, "[C1 F1]", "[]", "[]"},
		{"2024-11-29T20:00", 3000, 2700, 2400, 2400, "[]", "[F1]", "[]"},
		{"2024-11-29T21:00", 3000, 2700, 2400, 2400, "[]", "[C1]", "[]"},
		{"2024-11-30T21:00", 3000, 3000, 2400, 2400, "[]", "[]", "[C1]"},
		// The flash deal's 24.00 leaves 30 days after its end; the warm-up's and the sheet's have gone unseen.
		{"2024-12-29T20:00", 3000, 3000, 3000, 3000, "[]", "[]", "[]"},
	}
	if len(trail) != len(want) {
		for _, x := range trail {
			t.Log(x.At, x.Final, x.Low30)
		}
		t.Fatalf("%d points, want %d", len(trail), len(want))
	}
	for i, w := range want {
		x := trail[i]
		if !x.At.Equal(pacific(t, w.at)) || x.Final.Minor != w.final || x.Worst.Minor != w.worst || x.Low30.Minor != w.low30 || x.Before.Minor != w.before {
			t.Errorf("%d: at %v usual %v lowest %v low %v before %v, want %+v", i, x.At, x.Final, x.Worst, x.Low30, x.Before, w)
		}
		if fmt.Sprint(x.Begins) != w.begins || fmt.Sprint(x.Ends) != w.ends || fmt.Sprint(x.Expires) != w.expires {
			t.Errorf("%d: begins %v ends %v expires %v, want %+v", i, x.Begins, x.Ends, x.Expires, w)
		}
	}
	rest := New(p).Trail("a", planner.Span{Start: flash.Span.End, End: coupon.Span.End.Add(time.Hour)})
	if len(rest) != 2 || fmt.Sprint(rest[0].Ends, rest[1].Ends) != "[F1] [C1]" || rest[0].Begins != nil {
		t.Errorf("from the flash deal's end: %+v", rest)
	}
	low, err := New(p).LowBefore("a", flash.Span.Start)
	if err != nil || low != p.Money(2400) {
		t.Errorf("the flash deal is held against %v %v", low, err)
	}
}

func TestTheSheetsLowLasts(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000, Low30: 2800})
	end := p.Sale.Span.Start.Add(30 * 24 * time.Hour)
	for at, want := range map[time.Time]int64{end.Add(-time.Microsecond): 2800, end: 3000} {
		if low, err := New(p).LowBefore("a", at); err != nil || low.Minor != want {
			t.Errorf("at %v: %v %v, want %d", at, low, err, want)
		}
	}
	trail := New(p).Trail("a", around(end, time.Hour))
	if len(trail) != 2 || !trail[1].At.Equal(end) || trail[0].Low30.Minor != 2800 || trail[1].Low30.Minor != 3000 {
		t.Errorf("%+v", trail)
	}
}

// TestTrailStartsWithThePast has prices of before the span count in its 30-day low. Clocks went back an hour on 2024-11-03.
func TestTrailStartsWithThePast(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000})
	warm := on(t, promo("D1", "product_discount", planner.Promo{PercentOff: 2000}), "2024-11-01T00:00", "2024-11-02T00:00")
	p.Events = planner.TableOf(warm)
	trail := New(p).Trail("a", planner.Span{Start: pacific(t, "2024-11-20T00:00"), End: pacific(t, "2024-12-10T00:00")})
	if len(trail) != 2 || trail[0].Low30.Minor != 2400 || trail[1].Low30.Minor != 3000 || !trail[1].At.Equal(pacific(t, "2024-12-01T23:00")) {
		t.Errorf("%+v", trail)
	}
}

func TestTrailHasAStepWhereAFeeChanges(t *testing.T) {
	p := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000})
	trail := New(p).Trail("a", planner.Span{Start: pacific(t, "2024-03-01T00:00"), End: pacific(t, "2024-05-01T00:00")})
	if len(trail) != 2 || trail[0].MarginFinal.Minor != 2910 || trail[1].MarginFinal.Minor != 2820 || !trail[1].At.Equal(pacific(t, "2024-04-01T00:00")) {
		t.Errorf("%+v", trail)
	}
}

func TestOfIsAsNew(t *testing.T) {
	p := season(t)
	q := base(t, &planner.Product{SKU: "a", Line: "line", Price: 3000, Cost: 2900})
	q.ID = "another"
	for i := range 6 {
		if i%3 == 2 {
			if got := Of(q).LowestMargins(); len(got) != 1 {
				t.Errorf("another plan: %+v", got)
			}
			continue
		}
		n := *p
		e := n.Event(fmt.Sprintf("C%d", i))
		n.Events = n.Events.Put(e.At(e.Span.Shift(5 * time.Hour)))
		p = &n
		book := Of(p)
		if book.Plan() != p || Of(p) != book {
			t.Error("a book of another plan")
		}
		if !reflect.DeepEqual(book.LowestMargins(), New(p).LowestMargins()) {
			t.Errorf("edit %d", i)
		}
	}
}

func TestNextAfterManyMoves(t *testing.T) {
	p := season(t)
	book := New(p)
	book.LowestMargins()
	for _, moves := range []int{fewMoves, fewMoves + 1, 500} {
		var events []*planner.Event
		for _, e := range p.Events.All()[:moves] {
			events = append(events, e.At(e.Span.Shift(-3*time.Hour)))
		}
		next := book.With(events...)
		if !reflect.DeepEqual(next.LowestMargins(), New(next.Plan()).LowestMargins()) {
			t.Errorf("%d moves", moves)
		}
	}
}

func TestManyMayAskAtOnce(t *testing.T) {
	p := season(t)
	book := New(p)
	want := New(p).LowestMargins()
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			e := p.Event(fmt.Sprintf("C%d", i))
			next := book.With(e.At(e.Span.Shift(time.Hour)))
			if got := book.LowestMargins(); !reflect.DeepEqual(got, want) {
				t.Error("the shared book answers differently")
			}
			next.LowestMargins()
			if _, err := next.At("P001", noon); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}
