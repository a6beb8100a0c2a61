package prices

import (
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// previewed returns what the plan would be after the command.
func previewed(t testing.TB, p *planner.Plan, cmd planner.Command) (before, after *editor.Snapshot) {
	t.Helper()
	e := open(t, p)
	next, err := e.Preview(cmd)
	if err != nil {
		t.Fatal(err)
	}
	return e.Snapshot(), next
}

func TestTheGhostSaysWhatIsPaidAndWhatIsLeft(t *testing.T) {
	p := season(t)
	book := wordsBook(t)
	for _, c := range []struct {
		name string
		cmd  planner.Command
		id   string
		lang string
		want string
		bad  bool
	}{
		{"a flash deal onto a coupon", planner.Move{IDs: []string{"F3"}, Days: 1}, "F3", "en",
			"Lighting 1: pays $18.00 (40% off), margin -$1.10, below your floor: Flash deal 20% off + Seller coupon 25% off", true},
		{"the same in Chinese", planner.Move{IDs: []string{"F3"}, Days: 1}, "F3", "zh-Hans",
			"灯具 1 号：到手 $18.00(40% off · 6 折)，毛利 -$1.10，低于底线：限时秒杀 20% off · 8 折 + 店铺优惠券 25% off · 7.5 折", true},
		{"a flash deal where it stands alone", planner.Move{IDs: []string{"F3"}, Days: -10}, "F3", "en",
			"Lighting 1: pays $24.00 (20% off), margin $4.24: Flash deal 20% off", false},
		{"an event that is gone", planner.Remove{IDs: []string{"F3"}}, "F3", "en", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, after := previewed(t, p, c.cmd)
			line, bad := GhostLine(before, after, c.id)
			if got := book.In(c.lang).Text(line); got != c.want || bad != c.bad {
				t.Errorf("%q, %v; want %q, %v", got, bad, c.want, c.bad)
			}
		})
	}
}

func TestTheGhostOfALiveSpeaksOfItsFlashDealsWhereTheyChange(t *testing.T) {
	p := season(t)
	at := plantest.At(t, p, "2024-11-15 19:00")
	live := planner.Span{Start: at, End: at.Add(2 * time.Hour)}
	flash := coupon(t, p, "F8", "live_flash_sale", 2000, "2024-11-15 19:30", "2024-11-15 19:45", "SKU-31")
	flash.Parent, flash.Promo.Quantity = "L1", 50
	p = plantest.Do(t, p, planner.Add{Events: []*planner.Event{
		{ID: "L1", Kind: planner.Live, Shop: "main", Channel: planner.TikTok, Line: "lighting", Span: live, Live: &planner.LiveDetail{}}, flash}})
	before, after := previewed(t, p, planner.Move{IDs: []string{"L1"}, Days: 6})
	if line, bad := GhostLine(before, after, "L1"); !bad || line.Key != "prices.ghost.below" {
		t.Errorf("onto the coupon: %v, %v", line, bad)
	}
	before, after = previewed(t, p, planner.Move{IDs: []string{"L1"}, Days: 1})
	if line, bad := GhostLine(before, after, "L1"); bad || line.Key != "" {
		t.Errorf("a day on, where nothing changes: %v, %v", line, bad)
	}
}

func TestTheGhostOfANewPromotionNeedsNoBefore(t *testing.T) {
	p := season(t)
	_, after := previewed(t, p, planner.Add{Events: []*planner.Event{coupon(t, p, "C9", "seller_coupon", 500, "2024-12-10", "2024-12-11", "SKU-31")}})
	if line, bad := GhostLine(nil, after, "C9"); bad || line.Key != "prices.ghost" {
		t.Errorf("%v, %v", line, bad)
	}
}

func TestAPriceBelowTheFloorWithoutAnyPromotion(t *testing.T) {
	p := season(t)
	dear := *p.Product("SKU-31")
	dear.Cost = 2900
	beaten := coupon(t, p, "C9", "shipping_discount", 500, "2024-12-10", "2024-12-11", "SKU-31")
	p = plantest.Do(t, p, planner.Batch{Commands: []planner.Command{planner.Put{Rows: []planner.Row{&dear}}, planner.Add{Events: []*planner.Event{beaten}}}})
	_, after := previewed(t, p, planner.Move{IDs: []string{"C9"}, Days: 1})
	if line, bad := GhostLine(nil, after, "C9"); !bad || line.Key != "prices.ghost.below.plain" {
		t.Errorf("%v, %v", line, bad)
	}
}

// BenchmarkGhostLine is a tick of a drag over 2,000 events: the line alone, of a coupon of the whole shop, which
// touches every product, after the rule book has looked at the same plan. The bar is 2 ms.
func BenchmarkGhostLine(b *testing.B) {
	p := plantest.Plan(b, 2000)
	wide := coupon(b, p, "C99999", "seller_coupon", 2000, "2024-11-18", "2024-11-22")
	p = plantest.Do(b, p, planner.Add{Events: []*planner.Event{wide}})
	before := &editor.Snapshot{Plan: p}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		n := plantest.Do(b, p, planner.Move{IDs: []string{"C99999"}, Days: 1 + i%5})
		rules.Check(n, p.Sale.Campaign().Start)
		after := &editor.Snapshot{Plan: n}
		b.StartTimer()
		if line, _ := GhostLine(before, after, "C99999"); line.Key == "" {
			b.Fatal("no line")
		}
	}
}

// BenchmarkGhostLineOfALive is the same tick for a live, whose flash deals are held against what they were.
func BenchmarkGhostLineOfALive(b *testing.B) {
	p := plantest.Plan(b, 2000)
	before := &editor.Snapshot{Plan: p}
	var live string
	for _, e := range p.Events.All() {
		if e.Kind == planner.Live {
			live = e.ID
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		n := plantest.Do(b, p, planner.Move{IDs: []string{live}, Days: -1 - i%5})
		rules.Check(n, p.Sale.Campaign().Start)
		b.StartTimer()
		GhostLine(before, &editor.Snapshot{Plan: n}, live)
	}
}
