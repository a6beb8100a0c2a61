package ui

import (
	"strings"
	"testing"

	"bfplanner/planner"
)

// TestTheGhostTellsOfBudgets looks at edits as a drag does and reads what the card would say.
func TestTheGhostTellsOfBudgets(t *testing.T) {
	g := withPlan(t, nil)
	g.act("new.coupon")
	coupon := g.selection[0]
	promo := *g.plan().Event(coupon).Promo
	promo.Tool = "seller_coupon"
	e := *g.plan().Event(coupon)
	e.Promo = &promo
	if err := g.do(planner.Change{Events: []*planner.Event{&e}}); err != nil {
		t.Fatal(err)
	}
	g.act("new.ad")
	ad := g.plan().Event(g.selection[0])
	longer := ad.At(planner.Span{Start: ad.Span.Start, End: ad.Span.End.AddDate(0, 0, 2)})
	day := e.At(planner.Span{Start: e.Span.Start, End: e.Span.Start.AddDate(0, 0, 1)})
	for _, c := range []struct {
		what string
		cmd  planner.Command
		want string // what one line begins with; "" for none of a budget
	}{
		{"a longer ad", planner.Change{Events: []*planner.Event{longer}}, "投放支出 +$200.00"},
		{"a copy of the ad", planner.Add{Events: []*planner.Event{{Kind: planner.Ad, Shop: ad.Shop, Channel: ad.Channel, Span: ad.Span, Ad: ad.Ad}}}, "投放支出 +$300.00"},
		{"the ad taken away", planner.Remove{IDs: []string{ad.ID}}, "投放支出 -$300.00"},
		{"a shorter coupon", planner.Change{Events: []*planner.Event{day}}, "优惠券支出 -$"},
		{"a live", planner.Add{Events: []*planner.Event{{Kind: planner.Live, Shop: ad.Shop, Channel: ad.Channel, Span: ad.Span, Live: &planner.LiveDetail{}}}}, ""},
	} {
		preview, err := g.preview(c.cmd)
		if err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		var said []string
		for _, x := range effects(g.editor.Snapshot(), preview, ad.ID) {
			if s := g.words.Text(x.Text); strings.Contains(s, "支出") {
				said = append(said, s)
			}
		}
		if c.want == "" && len(said) > 0 || c.want != "" && (len(said) != 1 || !strings.HasPrefix(said[0], c.want)) {
			t.Errorf("%s: the card says %q, want %q", c.what, said, c.want)
		}
	}
}
