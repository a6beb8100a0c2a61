package rules

import (
	"slices"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// running is the good plan at noon of the second day of C1, a sale coupon of the kitchen line, and of C2, a promo code of pets.
func running(t testing.TB) *fixture {
	f := good(t)
	f.promo("C2", planner.Coupon, "2024-11-15 00:00", "2024-11-18 00:00", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10", Quantity: 100}, "SKU-41", "SKU-42")
	f.now = f.at("2024-11-16 12:00")
	return f
}

// TestWhatAnActiveCouponLetsChange changes one thing of a running coupon at a time; of an active one only
// name, end and quantity may change, and of a code the end may only be put off and the quantity raised.
func TestWhatAnActiveCouponLetsChange(t *testing.T) {
	for _, c := range []struct {
		name   string
		id     string
		field  string // named by the finding, "" for none
		change func(e *planner.Event)
	}{
		{"title", "C1", "", func(e *planner.Event) { e.Title = "Kitchen" }},
		{"note and pin", "C1", "", func(e *planner.Event) { e.Note, e.Pinned = "seen", true }},
		{"later end", "C1", "", func(e *planner.Event) { e.Span.End = e.Span.End.Add(time.Hour) }},
		{"earlier end", "C1", "", func(e *planner.Event) { e.Span.End = e.Span.End.Add(-time.Hour) }},
		{"quantity", "C1", "", func(e *planner.Event) { e.Promo.Quantity = 10 }},
		{"later start", "C1", "start", func(e *planner.Event) { e.Span.Start = e.Span.Start.Add(time.Hour) }},
		{"start to come", "C1", "start", func(e *planner.Event) { e.Span = e.Span.Shift(48 * time.Hour) }},
		{"line", "C1", "products", func(e *planner.Event) { e.Line = "bedding" }},
		{"products", "C1", "products", func(e *planner.Event) { e.Products = []string{"SKU-21"} }},
		{"tool", "C1", "tool", func(e *planner.Event) { e.Promo.Tool = "seller_coupon" }},
		{"percent", "C1", "discount", func(e *planner.Event) { e.Promo.PercentOff = 2001 }},
		{"amount", "C1", "discount", func(e *planner.Event) { e.Promo.AmountOff = 100 }},
		{"minimum spend", "C1", "limits", func(e *planner.Event) { e.Promo.MinSpend = 5000 }},
		{"cap", "C1", "limits", func(e *planner.Event) { e.Promo.MaxOff = 500 }},
		{"per buyer", "C1", "limits", func(e *planner.Event) { e.Promo.PerBuyer = 1 }},
		{"validity", "C1", "valid", func(e *planner.Event) { e.Promo.Valid = 60 }},
		{"share", "C1", "share", func(e *planner.Event) { e.Promo.PlatformShare = 4000 }},
		{"to the backlog", "C1", "", func(e *planner.Event) { e.Span = planner.Span{} }},
		{"title of a code", "C2", "", func(e *planner.Event) { e.Title = "Pets" }},
		{"code", "C2", "code", func(e *planner.Event) { e.Promo.Code = "BF11" }},
		{"later end of a code", "C2", "", func(e *planner.Event) { e.Span.End = e.Span.End.Add(time.Minute) }},
		{"earlier end of a code", "C2", "end", func(e *planner.Event) { e.Span.End = e.Span.End.Add(-time.Minute) }},
		{"more of a code", "C2", "", func(e *planner.Event) { e.Promo.Quantity = 101 }},
		{"no limit of a code", "C2", "", func(e *planner.Event) { e.Promo.Quantity = 0 }},
		{"fewer of a code", "C2", "quantity", func(e *planner.Event) { e.Promo.Quantity = 99 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := running(t)
			f.edit(c.id, c.change)
			list := of(Check(f.p, f.now), "coupon-edited-while-active")
			if len(list) > 1 || (len(list) == 1) != (c.field != "") {
				t.Fatalf("%d findings: %v", len(list), keys(list))
			}
			if c.field != "" {
				if got := list[0].Args[1].(planner.Text).Key; got != "rule.coupon-edited-while-active."+c.field {
					t.Errorf("names %s, want %s", got, c.field)
				}
				if len(list[0].Fixes) != 1 {
					t.Errorf("%d fixes", len(list[0].Fixes))
				}
			}
			mend(t, c.name, f)
		})
	}
}

func TestBeforeItIsActiveEverythingMayChange(t *testing.T) {
	for _, now := range []string{"2024-11-14 23:59", "2024-11-18 00:00"} { // the minute before, and at its end
		f := running(t)
		f.now = f.at(now)
		f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 2500 })
		if f.p.Event("C1").Active != nil {
			t.Errorf("at %s the plan remembers terms", now)
		}
	}
	f := running(t)
	f.edit("C1", func(e *planner.Event) { e.Channel = "own" })
	f.p.Event("C1").Active = nil
	f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 2500 })
	if f.p.Event("C1").Active != nil {
		t.Error("a coupon of one's own store is held to the platform's terms")
	}
}

func TestEditsAreHeldAgainstTheFirst(t *testing.T) {
	f := running(t)
	for _, percent := range []planner.BasisPoints{2500, 2800} {
		f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = percent })
		if got := f.p.Event("C1").Active.Promo.PercentOff; got != 2000 {
			t.Fatalf("at %d it is held against %d", percent, got)
		}
	}
	f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 2000 })
	if f.p.Event("C1").Active != nil {
		t.Error("as it was again, it still has terms")
	}
}

func TestTwoChangesAreNamedTogether(t *testing.T) {
	f := running(t)
	f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff, e.Promo.MinSpend = 2500, 5000 })
	list := of(Check(f.p, f.now), "coupon-edited-while-active")
	if len(list) != 1 || list[0].Args[1].(planner.Text).Key != "rule.name.and" {
		t.Fatalf("findings %v", keys(list))
	}
	back := plantest.Do(t, f.p, list[0].Fixes[0].Command).Event("C1").Promo
	if back.PercentOff != 2000 || back.MinSpend != 0 {
		t.Errorf("the fix leaves %+v", back)
	}
}

func TestTheFixKeepsWhatMayChange(t *testing.T) {
	f := running(t)
	f.edit("C1", func(e *planner.Event) {
		e.Title, e.Promo.PercentOff, e.Promo.Quantity, e.Span.End = "Kitchen", 2500, 7, e.Span.End.Add(time.Hour)
	})
	want := f.p.Event("C1").Span.End
	f.do(of(Check(f.p, f.now), "coupon-edited-while-active")[0].Fixes[0].Command)
	e := f.p.Event("C1")
	if e.Title != "Kitchen" || e.Promo.Quantity != 7 || !e.Span.End.Equal(want) || e.Promo.PercentOff != 2000 {
		t.Errorf("after the fix %q %+v until %v", e.Title, e.Promo, e.Span.End)
	}
}

func TestACopyIsNew(t *testing.T) {
	f := running(t)
	f.edit("C1", func(e *planner.Event) { e.Promo.PercentOff = 2500 })
	n := *f.p.Event("C1")
	n.ID, n.Span = "C9", f.span("2024-11-25 00:00", "2024-11-26 00:00")
	f.do(planner.Add{Events: []*planner.Event{&n}})
	if f.p.Event("C9").Active != nil || f.p.Event("C1").Active == nil {
		t.Error("a copy takes the terms along, or the coupon loses them")
	}
}

func TestRememberLeavesPlansWithoutSuchEditsAlone(t *testing.T) {
	f := running(t)
	n := plantest.Do(t, f.p, planner.Move{IDs: []string{"L2", "C1"}, Days: 1})
	if Remember(f.p, n, f.at("2024-11-10 00:00")) != n {
		t.Error("nothing is active, yet the plan is another")
	}
	if got := Remember(f.p, plantest.Do(t, f.p, planner.Remove{IDs: []string{"C1"}}), f.now); got.Event("C1") != nil {
		t.Error("what was removed is back")
	}
}

// TestNoFixBreaksWhatRuns is the property of all fixes over messy plans in the midst of their promotions:
// none changes of an active coupon what the platform has frozen.
func TestNoFixBreaksWhatRuns(t *testing.T) {
	for seed := range uint64(12) {
		f := messy(t, seed)
		var starts []time.Time
		for _, e := range f.p.Events.All() {
			if e.Promo != nil {
				starts = append(starts, e.Span.Start)
			}
		}
		slices.SortFunc(starts, time.Time.Compare)
		f.now = starts[len(starts)/2].Add(time.Minute)
		for _, x := range Check(f.p, f.now) {
			for _, fix := range x.Fixes {
				n, err := fix.Command.Apply(*f.p)
				if err != nil {
					t.Fatal(err)
				}
				if bad := of(Check(Remember(f.p, &n, f.now), f.now), "coupon-edited-while-active"); len(bad) > 0 {
					t.Errorf("seed %d: %v of %s changes what runs: %v", seed, fix.Label, x.Key(), bad[0].Args[1])
				}
			}
		}
	}
}
