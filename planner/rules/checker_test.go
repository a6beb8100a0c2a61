package rules

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// whole is a finding with all that can be compared.
func whole(list []Finding) []string {
	var out []string
	for _, x := range list {
		line := fmt.Sprint(x.Key(), x.Span, x.Severity, x.Args)
		for _, f := range x.Fixes {
			line += f.Label.String()
		}
		out = append(out, line)
	}
	return out
}

// randomEdit is some edit of the plan, of those on which what a Checker remembers depends and of others.
func randomEdit(r *rand.Rand, p *planner.Plan) planner.Command {
	events, products := p.Events.All(), p.Products.All()
	e, q := events[r.IntN(len(events))], *products[r.IntN(len(products))]
	for i := 0; e.Promo == nil && i < 20; i++ { // most edits are of promotions
		e = events[r.IntN(len(events))]
	}
	switch r.IntN(12) {
	case 0:
		q.Low30 = q.Price * int64(50+r.IntN(50)) / 100
		return planner.Put{Rows: []planner.Row{&q}}
	case 1:
		q.Line = products[r.IntN(len(products))].Line
		return planner.Put{Rows: []planner.Row{&q}}
	case 2:
		return planner.Remove{IDs: []string{e.ID}}
	case 3:
		n := *e
		n.ID = ""
		return planner.Add{Events: []*planner.Event{&n}}
	case 4:
		h := p.Head
		h.MarginFloor = planner.BasisPoints(r.IntN(4000))
		return planner.SetHead{Head: h}
	case 5:
		h := p.Head
		h.Sale.Span = h.Sale.Span.Shift(time.Duration(r.IntN(48)-24) * time.Hour)
		return planner.SetHead{Head: h}
	case 6:
		t := *p.Tool("flash_deal")
		t.BelowLow30 = []string{"", "below", atOrBelow}[r.IntN(3)]
		return planner.Put{Rows: []planner.Row{&t}}
	case 7, 8:
		if e.Promo == nil {
			return planner.Remove{IDs: []string{e.ID}}
		}
		return planner.Change{Events: []*planner.Event{withPromo(e, func(o *planner.Promo) { o.PercentOff = planner.BasisPoints(100 * (1 + r.IntN(60))) })}}
	case 9:
		n := *e
		n.Line, n.Products = "", []string{products[r.IntN(len(products))].SKU}
		return planner.Change{Events: []*planner.Event{&n}}
	}
	return planner.Move{IDs: []string{e.ID}, Days: r.IntN(9) - 4, By: time.Duration(r.IntN(600)) * time.Minute}
}

// TestCheckerAnswersAsCheck is the property that what a Checker remembers never shows: over random edits,
// looked at once or, like the ghosts of a drag, not done after all.
func TestCheckerAnswersAsCheck(t *testing.T) {
	for seed := range uint64(8) {
		f := messy(t, seed)
		for i := range 3 { // deals that are held against what was asked before
			f.promo(fmt.Sprintf("E%d", i), planner.Flash, "2024-11-14 00:00", "2024-11-15 00:00", planner.Promo{Tool: "product_discount", PercentOff: 2500}, f.p.Products.All()[i].SKU)
			f.promo(fmt.Sprintf("G%d", i), planner.Flash, "2024-11-25 00:00", "2024-11-26 00:00", planner.Promo{Tool: "flash_deal", PercentOff: 2000}, f.p.Products.All()[i].SKU)
		}
		r := rand.New(rand.NewPCG(seed, 7))
		check := NewChecker()
		spoilt := 0
		for i := range 25 {
			n, err := randomEdit(r, f.p).Apply(*f.p)
			if err != nil || n.Events.Len() == 0 {
				continue
			}
			got, want := check(&n, f.now), Check(&n, f.now)
			spoilt += len(of(want, "early-discount-spoils-low"))
			if !slices.Equal(whole(got), whole(want)) {
				t.Fatalf("seed %d, edit %d: %d findings, want %d", seed, i, len(got), len(want))
			}
			if r.IntN(3) > 0 {
				f.p = &n
			}
		}
		if spoilt == 0 {
			t.Errorf("seed %d: no deal was ever spoilt", seed)
		}
	}
}

func TestCheckerTurnsToAnotherPlan(t *testing.T) {
	check := NewChecker()
	a, b := good(t), messy(t, 1)
	b.p.ID = "another"
	for range 2 {
		for _, f := range []*fixture{a, b} {
			if got, want := check(f.p, f.now), Check(f.p, f.now); !slices.Equal(whole(got), whole(want)) {
				t.Errorf("%s: %d findings, want %d", f.p.ID, len(got), len(want))
			}
		}
	}
}

func TestCheckerServesSeveral(t *testing.T) {
	check := NewChecker()
	var plans []*planner.Plan
	for seed := range uint64(4) {
		plans = append(plans, messy(t, seed).p)
	}
	now := plans[0].Sale.Campaign().Start
	var all sync.WaitGroup
	for i, p := range plans {
		want := len(Check(p, now))
		all.Go(func() {
			for range 3 {
				if got := len(check(p, now)); got != want {
					t.Errorf("plan %d has %d findings, want %d", i, got, want)
				}
			}
		})
	}
	all.Wait()
}

func TestCheckerForgetsWhatIsGone(t *testing.T) {
	f := good(t)
	f.promo("D1", planner.Flash, "2024-11-14 00:00", "2024-11-15 00:00", planner.Promo{Tool: "product_discount", PercentOff: 2500}, "SKU-31")
	f.promo("F2", planner.Flash, "2024-11-25 00:00", "2024-11-26 00:00", planner.Promo{Tool: "flash_deal", PercentOff: 2000}, "SKU-31")
	m := new(memory)
	for i := range 10 {
		n := plantest.Do(t, f.p, planner.Move{IDs: []string{"F2"}, By: time.Duration(i) * time.Hour})
		m.turn(n)
		m.check(f.now)
	}
	if n := len(m.lows["SKU-31"]); n != 1 {
		t.Errorf("after ten ticks of a drag it remembers %d deals on the product, want the last", n)
	}
}
