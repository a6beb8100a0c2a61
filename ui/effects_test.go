package ui

import (
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
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

// TestTheGhostTellsOfTheForecast moves a live from its evening into the night, which the forecast values less.
func TestTheGhostTellsOfTheForecast(t *testing.T) {
	g := withPlan(t, nil)
	id := g.live()
	g.typeIn("开始", "2024-11-26 17:00")
	now := g.editor.Snapshot()
	said := func(by time.Duration) string {
		preview, err := g.preview(planner.Move{IDs: []string{id}, By: by})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range effects(now, preview, id) {
			if s := g.words.Text(x.Text); strings.HasPrefix(s, "预测") {
				return s
			}
		}
		return ""
	}
	if got := said(-14 * time.Hour); !strings.HasPrefix(got, "预测贡献毛利 -$") {
		t.Errorf("into the night the card says %q", got)
	}
	if got := said(0); got != "" {
		t.Errorf("where nothing changes the card says %q", got)
	}
}

// BenchmarkEffects2000 is what the card beside a live on its way costs beyond Preview, over 2,000 events.
func BenchmarkEffects2000(b *testing.B) {
	p := plantest.Plan(b, 2000)
	now := p.Sale.Campaign().Start
	ed := editor.Open(p, nil, 0, editor.Options{Check: func(*planner.Plan, time.Time) []rules.Finding { return nil }, Wall: func() time.Time { return now }})
	var lives []string
	for _, e := range p.Events.All() {
		if e.Kind == planner.Live {
			lives = append(lives, e.ID)
		}
	}
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		preview, err := ed.Preview(planner.Move{IDs: []string{lives[i%len(lives)]}, Days: 1})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		effects(ed.Snapshot(), preview, lives[i%len(lives)])
	}
}
