package pricing

import (
	"fmt"
	"math"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bfplanner/planner"
)

var allTools = []string{"sale_coupon", "seller_coupon", "promo_code", "follower_coupon", "new_customer_coupon", "live_coupon",
	"product_discount", "flash_deal", "live_flash_sale", "platform_flash_sale", "campaign_price", "platform_coupon", "shipping_discount", "live_giveaway"}

// drawPromo draws a promotion deep enough to move a price of 10.00; minSpend allows minimum spends.
func drawPromo(t *rapid.T, minSpend bool) planner.Promo {
	o := planner.Promo{Tool: rapid.SampledFrom(allTools).Draw(t, "tool"), PlatformShare: planner.BasisPoints(rapid.IntRange(-1, 1).Draw(t, "share") * 5000)}
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		o.AmountOff = int64(rapid.IntRange(1, 6000).Draw(t, "amount"))
	case 1:
		o.Price = int64(rapid.IntRange(1, 900).Draw(t, "price"))
	default:
		o.PercentOff = planner.BasisPoints(rapid.IntRange(100, 10000).Draw(t, "percent"))
	}
	if minSpend && rapid.Bool().Draw(t, "threshold") {
		o.MinSpend = int64(rapid.IntRange(1, 12000).Draw(t, "min spend"))
	}
	if rapid.IntRange(0, 3).Draw(t, "capped") == 0 {
		o.MaxOff = int64(rapid.IntRange(1, 3000).Draw(t, "cap"))
	}
	o.Quantity = rapid.IntRange(0, 1).Draw(t, "quantity")
	o.Valid = rapid.SampledFrom([]int{0, 0, 60, 3000}).Draw(t, "valid")
	return o
}

// drawEvent draws a promotion within a few days around noon, on a grid of half hours so that edges meet.
func drawEvent(t *rapid.T, id string, minSpend bool) *planner.Event {
	e := promo(id, "", planner.Promo{})
	o := drawPromo(t, minSpend)
	e.Promo = &o
	start := noon.Add(time.Duration(rapid.IntRange(-96, 96).Draw(t, "start")) * 30 * time.Minute)
	e.Span = planner.Span{Start: start, End: start.Add(time.Duration(rapid.IntRange(1, 96).Draw(t, "length")) * 30 * time.Minute)}
	switch rapid.IntRange(0, 4).Draw(t, "scope") {
	case 0:
		e.Products = []string{"a"}
	case 1:
		e.Products = []string{"c", "b"}
	case 2:
		e.Line = "line"
	case 3:
		e.Shop = ""
	}
	return e
}

// drawPlan draws a plan of three products in three lines of two shops and up to eight promotions.
func drawPlan(t *rapid.T, tb testing.TB, minSpend bool) *planner.Plan {
	var products []*planner.Product
	for i, sku := range []string{"a", "b", "c"} {
		products = append(products, &planner.Product{SKU: sku, Line: []string{"line", "line2", "line3"}[i],
			Price: int64(rapid.IntRange(1000, 9000).Draw(t, "list")), Cost: int64(rapid.IntRange(0, 3000).Draw(t, "cost")),
			Ship: int64(rapid.IntRange(0, 700).Draw(t, "ship")), ShipFee: int64(rapid.IntRange(0, 1).Draw(t, "fee") * 499),
			Low30: int64(rapid.IntRange(0, 1).Draw(t, "low") * 950), Affiliate: planner.BasisPoints(rapid.SampledFrom([]int{0, 1000, 1500, 9700}).Draw(t, "affiliate")), Returns: 700})
	}
	p := base(tb, products...)
	for i := range rapid.IntRange(0, 8).Draw(t, "promotions") {
		p.Events = p.Events.Put(drawEvent(t, fmt.Sprintf("C%d", i), minSpend))
	}
	for _, l := range p.Layers.All() {
		if l.ID == "seller_coupon" && rapid.IntRange(0, 5).Draw(t, "additive") == 0 {
			n := *l
			n.Mode = planner.Additive
			p.Layers = p.Layers.Put(&n)
		}
	}
	return p
}

func drawInstant(t *rapid.T) time.Time {
	return noon.Add(time.Duration(rapid.IntRange(-6000, 6000).Draw(t, "minutes")) * time.Minute)
}

func TestPricesAreInOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawPlan(rt, t, true)
		book := New(p)
		at := drawInstant(rt)
		for _, x := range p.Products.All() {
			q, err := book.At(x.SKU, at)
			if err != nil {
				rt.Fatal(err)
			}
			if q.Worst.Minor < 0 || q.Worst.Minor > q.Final.Minor || q.Final.Minor > q.List.Minor {
				rt.Fatalf("lowest %v, usual %v, list %v", q.Worst, q.Final, q.List)
			}
			var d desk
			it := book.find(x.SKU)
			if d.open(it, it.promos(), instant(at)); d.bound() > q.MarginWorst.Minor {
				rt.Fatalf("bound %d above the lowest margin %v", d.bound(), q.MarginWorst)
			}
			if q.MarginWorst.Minor > q.MarginFinal.Minor {
				rt.Fatalf("lowest margin %v above the usual %v", q.MarginWorst, q.MarginFinal)
			}
			for _, c := range []struct {
				chain []Step
				price int64
			}{{q.Chain, q.Final.Minor}, {q.WorstChain, q.Worst.Minor}, {q.MarginChain, -1}} {
				goods, delivery := x.Price, x.ShipFee
				for _, s := range c.chain {
					if s.Off <= 0 || s.SellerPays < 0 || s.PlatformPays < 0 || s.SellerPays+s.PlatformPays != s.Off {
						rt.Fatalf("shares of %+v", s)
					}
					left := &goods
					if s.Layer == "shipping" {
						left = &delivery
					}
					if *left -= s.Off; *left != s.After || *left < 0 {
						rt.Fatalf("%+v after %d", s, *left)
					}
				}
				if c.price >= 0 && goods != c.price {
					rt.Fatalf("chain ends at %d, price %d", goods, c.price)
				}
			}
		}
	})
}

func TestTrailIsWhatAtSays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawPlan(rt, t, true)
		book := New(p)
		span := planner.Span{Start: noon.Add(-5 * 24 * time.Hour), End: noon.Add(40 * 24 * time.Hour)}
		trail := book.Trail("a", span)
		if !trail[0].At.Equal(span.Start) {
			rt.Fatalf("begins at %v", trail[0].At)
		}
		at := drawInstant(rt)
		i := 0
		for i+1 < len(trail) && !trail[i+1].At.After(at) {
			i++
		}
		got := trail[i]
		want, err := book.At("a", at)
		if err != nil {
			rt.Fatal(err)
		}
		want.At = got.At
		if !reflect.DeepEqual(got.Quote, want) {
			rt.Fatalf("at %v the trail says\n%+v, the book\n%+v", at, got.Quote, want)
		}
		low, err := book.LowBefore("a", at)
		if err != nil {
			rt.Fatal(err)
		}
		if at.After(got.At) && low != got.Low30 {
			rt.Fatalf("30-day low at %v is %v, the trail from %v says %v", at, low, got.At, got.Low30)
		}
		if at.Equal(got.At) && low != got.Before {
			rt.Fatalf("30-day low before %v is %v, the trail says %v", at, low, got.Before)
		}
	})
}

func TestPriceNeverRisesWhenADiscountDeepens(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawPlan(rt, t, false)
		o := drawPromo(rt, false)
		e := promo("C0", "", planner.Promo{})
		e.Promo = &o
		deep := o
		deeper := int64(rapid.IntRange(1, 900).Draw(rt, "deeper"))
		switch {
		case o.Price > 0:
			deep.Price = max(1, o.Price-deeper)
		case o.AmountOff > 0:
			deep.AmountOff += deeper
		default:
			deep.PercentOff = min(10000, o.PercentOff+planner.BasisPoints(deeper))
		}
		f := *e
		f.Promo = &deep
		before, err := New(p).With(e).At("a", noon)
		if err != nil {
			rt.Fatal(err)
		}
		after, err := New(p).With(&f).At("a", noon)
		if err != nil {
			rt.Fatal(err)
		}
		if after.Final.Minor > before.Final.Minor || after.Worst.Minor > before.Worst.Minor {
			rt.Fatalf("usual %v -> %v, lowest %v -> %v", before.Final, after.Final, before.Worst, after.Worst)
		}
	})
}

// TestReachableStacks holds the lowest price and the lowest margin against all kinds of buyer there are:
// members of any set of audiences who find any set of promotions used up, hold any old coupon, reach any minimum.
func TestReachableStacks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawPlan(rt, t, true)
		at := drawInstant(rt)
		book := New(p)
		q, err := book.At("a", at)
		if err != nil {
			rt.Fatal(err)
		}
		it := book.find("a")
		var d desk
		d.open(it, it.promos(), instant(at))
		price, margin := int64(math.MaxInt64), int64(math.MaxInt64)
		var walk func(i int, s stack)
		walk = func(i int, s stack) {
			if i == len(d.layers) {
				price, margin = min(price, s.goods), min(margin, d.settle(&s))
				return
			}
			l, list := &it.env.layers[i], d.layers[i]
			for _, gets := range buyers(l, list, s.price(l)) {
				next := s
				for _, m := range gets {
					if m.off(next.price(l)) > 0 {
						next.apply(m, l.shipping)
					}
				}
				walk(i+1, next)
			}
		}
		walk(0, d.start())
		if q.Worst.Minor != price || q.MarginWorst.Minor != margin {
			rt.Fatalf("lowest price %v, lowest margin %v; over all buyers %d and %d", q.Worst, q.MarginWorst, price, margin)
		}
	})
}

// buyers returns, for every kind of buyer, the promotions of the layer that the buyer may get.
func buyers(l *layer, list []active, price int64) [][]*promotion {
	var out [][]*promotion
	audiences := []string{"follower", "new_customer", "live"}
	for set := range 1 << len(audiences) {
		for lucky := range 1 << len(list) { // has what is used up for others, is held from earlier or needs a larger order
			var has []*promotion
			for j, a := range list {
				member := a.aud == ""
				for k, aud := range audiences {
					member = member || a.aud == aud && set>>k&1 == 1
				}
				sure := !a.scarce() && !a.held && (a.o.MinSpend == 0 || l.mode == planner.BestOf && a.o.MinSpend <= price)
				if member && a.off(price) > 0 && (sure || lucky>>j&1 == 1) {
					has = append(has, a.promotion)
				}
			}
			switch l.mode {
			case planner.Additive:
				out = append(out, has)
			case planner.BestOf:
				var best []*promotion
				for _, m := range has {
					if best == nil || l.beats(m, best[0], price) {
						best = []*promotion{m}
					}
				}
				out = append(out, best)
			default:
				out = append(out, nil)
				for _, m := range has {
					out = append(out, []*promotion{m})
				}
			}
		}
	}
	return out
}

func TestNextIsAsNew(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawPlan(rt, t, true)
		book := New(p)
		for i := range rapid.IntRange(1, 4).Draw(rt, "edits") {
			if rapid.Bool().Draw(rt, "asked") {
				book.LowestMargins()
			}
			n := *p
			id := fmt.Sprintf("C%d", rapid.IntRange(0, 9).Draw(rt, "which"))
			switch rapid.IntRange(0, 8).Draw(rt, "edit") {
			case 0:
				n.Events = n.Events.Drop(id)
			case 1:
				x := *n.Product("b")
				x.Cost += int64(100 * (i + 1))
				n.Products = n.Products.Put(&x)
			case 2:
				n.MarginFloor += 500
			case 4:
				l, _ := n.Lines.Get("line2")
				moved := *l
				moved.Shop = "other"
				n.Lines = n.Lines.Put(&moved)
			case 5:
				tool := *n.Tool("seller_coupon")
				tool.ValidMinutes += 600
				n.Tools = n.Tools.Put(&tool)
			case 3:
				n.Products = n.Products.Put(&planner.Product{SKU: "bb", Line: "line2", Price: 2000, Cost: 1500})
			default:
				n.Events = n.Events.Put(drawEvent(rt, id, true))
			}
			p = &n
			book = book.Next(p)
			fresh := New(p)
			if got, want := book.LowestMargins(), fresh.LowestMargins(); !reflect.DeepEqual(got, want) {
				rt.Fatalf("after edit %d\n%+v, want\n%+v", i, got, want)
			}
			span := around(noon, 4*24*time.Hour)
			for _, x := range p.Products.All() {
				if got, want := book.Trail(x.SKU, span), fresh.Trail(x.SKU, span); !reflect.DeepEqual(got, want) {
					rt.Fatalf("trail of %s after edit %d\n%+v, want\n%+v", x.SKU, i, got, want)
				}
			}
		}
	})
}
