package rules

import (
	"fmt"
	"testing"

	"bfplanner/planner"
)

// coupon adds a coupon of the kitchen line, or of products, for the 20th of November.
func (f *fixture) coupon(id string, o planner.Promo, products ...string) {
	f.promo(id, planner.Coupon, "2024-11-20 00:00", "2024-11-21 00:00", o, products...)
}

// deal adds a flash deal on the 29th of November.
func (f *fixture) deal(percent planner.BasisPoints, products ...string) {
	f.promo("F2", planner.Flash, "2024-11-29 00:00", "2024-11-30 00:00", planner.Promo{Tool: "flash_deal", PercentOff: percent}, products...)
}

// early adds a product discount.
func (f *fixture) early(from, to string, percent planner.BasisPoints, products ...string) {
	f.promo("D1", planner.Flash, from, to, planner.Promo{Tool: "product_discount", PercentOff: percent}, products...)
}

// small gives the kitchen line much draw and each of its products a stock; only the dearest is in danger at 55.
func (f *fixture) small(stock int) {
	f.shop(func(s *planner.Shop) { s.ColdViewers = 2510 })
	for _, sku := range []string{"SKU-21", "SKU-22", "SKU-23", "SKU-24", "SKU-25"} {
		f.product(sku, func(x *planner.Product) { x.Stock = stock })
	}
	f.edit("F1", func(e *planner.Event) { e.Promo.Quantity = 5 })
}

// traps are plans on either side of what coupons and prices lead into: how many findings a rule has, and on how many of them there are fixes.
var traps = []struct {
	name  string
	rule  string
	want  int
	fixed int
	make  func(f *fixture)
}{
	{"one after the other", "same-promo-code", 0, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"})
		f.promo("C3", planner.Coupon, "2024-11-21 00:00", "2024-11-22 00:00", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"})
	}},
	{"a minute in common, on other products", "same-promo-code", 1, 1, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"}, "SKU-21")
		f.promo("C3", planner.Coupon, "2024-11-20 23:59", "2024-11-22 00:00", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "Bf10"}, "SKU-41")
	}},
	{"in another shop", "same-promo-code", 0, 0, func(f *fixture) {
		f.put(&planner.Shop{ID: "second", Name: "Second shop"})
		f.coupon("C2", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"}, "SKU-21")
		f.coupon("C3", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"}, "SKU-22")
		f.edit("C3", func(e *planner.Event) { e.Shop = "second" })
	}},
	{"no code at all", "same-promo-code", 0, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "seller_coupon", PercentOff: 1000}, "SKU-21")
		f.coupon("C3", planner.Promo{Tool: "seller_coupon", PercentOff: 1000}, "SKU-22")
	}},
	{"three of a kind", "same-promo-code", 3, 3, func(f *fixture) {
		for i, sku := range []string{"SKU-21", "SKU-22", "SKU-23"} {
			f.coupon(fmt.Sprintf("C%d", i+2), planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "EIGHTEEN"}, sku)
		}
	}},
	{"the other runs already", "same-promo-code", 1, 1, func(f *fixture) {
		f.now = f.at("2024-11-20 12:00")
		f.coupon("C2", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"}, "SKU-21")
		f.promo("C3", planner.Coupon, "2024-11-20 18:00", "2024-11-22 00:00", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"}, "SKU-22")
	}},
	{"a code that is mended must not be another's", "promo-code-chars", 1, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"}, "SKU-21")
		f.coupon("C3", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF-10"}, "SKU-22")
	}},
	{"a code of 10 minutes", "promo-length", 0, 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-20 00:10", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"})
	}},
	{"a code of 9 minutes", "promo-length", 1, 1, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2024-11-20 00:09", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"})
	}},
	{"a code of 365 days", "promo-length", 0, 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2025-11-20 00:00", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"})
	}},
	{"a code of a day more", "promo-length", 1, 1, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2025-11-21 00:00", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"})
	}},
	{"a code too long that runs cannot be cut", "promo-length", 1, 0, func(f *fixture) {
		f.now = f.at("2024-11-20 12:00")
		f.promo("C2", planner.Coupon, "2024-11-20 00:00", "2025-11-21 00:00", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"})
	}},
	{"a code for 1,000 products", "promo-too-many-products", 0, 0, func(f *fixture) { f.many(1000) }},
	{"a code for 1,001 products", "promo-too-many-products", 1, 1, func(f *fixture) { f.many(1001) }},
	{"a code for nothing", "promo-without-products", 1, 1, func(f *fixture) {
		f.put(&planner.Line{ID: "empty", Shop: "main"})
		f.coupon("C2", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"})
		f.edit("C2", func(e *planner.Event) { e.Line = "empty" })
	}},
	{"one product is enough", "promo-without-products", 0, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"}, "SKU-21")
	}},

	{"5 dollars for followers", "coupon-amount-tool-minimum", 0, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "follower_coupon", AmountOff: 500}, "SKU-25")
	}},
	{"49 cents of a seller coupon", "coupon-amount-tool-minimum", 1, 1, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "seller_coupon", AmountOff: 49}, "SKU-25")
	}},
	{"the least would cost the floor", "coupon-amount-tool-minimum", 1, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "follower_coupon", AmountOff: 499}, "SKU-25")
		f.product("SKU-25", func(x *planner.Product) { x.MarginFloor = 6000 })
	}},
	{"a percentage has no least amount", "coupon-amount-tool-minimum", 0, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "seller_coupon", PercentOff: 500}, "SKU-25")
	}},

	{"a percentage alone", "promo-two-discounts", 0, 0, func(f *fixture) { f.coupon("C2", planner.Promo{Tool: "product_discount", PercentOff: 500}) }},
	{"all three", "promo-two-discounts", 1, 1, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "product_discount", PercentOff: 500, AmountOff: 100, Price: 3000})
	}},
	{"a giveaway takes nothing off", "promo-without-discount", 0, 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-15 16:00", "2024-11-15 17:00", planner.Promo{Tool: "live_giveaway"})
	}},
	{"free delivery takes nothing off goods", "promo-without-discount", 0, 0, func(f *fixture) { f.coupon("C2", planner.Promo{Tool: "shipping_discount"}) }},
	{"a sale coupon of nothing", "promo-without-discount", 1, 1, func(f *fixture) { f.coupon("C2", planner.Promo{Tool: "sale_coupon"}) }},
	{"a tool without a least percentage", "promo-without-discount", 1, 0, func(f *fixture) { f.coupon("C2", planner.Promo{Tool: "new_customer_coupon"}) }},

	{"an amount of the whole price", "promo-amount-above-price", 0, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "platform_coupon", AmountOff: 3400}, "SKU-21")
	}},
	{"a cent more on every product", "promo-amount-above-price", 1, 1, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "platform_coupon", AmountOff: 3401}, "SKU-21")
	}},
	{"a cent more off an order of 50 dollars", "promo-amount-above-price", 0, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "platform_coupon", AmountOff: 3401, MinSpend: 5000}, "SKU-21")
	}},
	{"a cent below the list price", "promo-price-above-list", 0, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "campaign_price", Price: 3399}, "SKU-21")
	}},
	{"the list price is no discount", "promo-price-above-list", 1, 1, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "campaign_price", Price: 3400}, "SKU-21")
	}},
	{"a cost of a cent", "product-without-cost", 0, 0, func(f *fixture) { f.product("SKU-21", func(x *planner.Product) { x.Cost = 1 }) }},
	{"two without are one hint", "product-without-cost", 1, 0, func(f *fixture) {
		f.product("SKU-21", func(x *planner.Product) { x.Cost = 0 })
		f.product("SKU-22", func(x *planner.Product) { x.Cost = 0 })
	}},
	{"the fee ends on the sale's first day", "fee-unknown", 0, 0, func(f *fixture) { f.fee("2024-11-13") }},
	{"the fee ends the day before", "fee-unknown", 1, 0, func(f *fixture) { f.fee("2024-11-12") }},

	{"a look is planned", "coupon-addon", 0, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "seller_coupon", PercentOff: 1000})
		f.task("M2", "2024-11-19 20:00", planner.CouponCheck)
		f.edit("M2", func(e *planner.Event) { e.Parent = "C2" })
	}},
	{"the coupon runs already", "coupon-addon", 1, 0, func(f *fixture) {
		f.now = f.at("2024-11-20 12:00")
		f.coupon("C2", planner.Promo{Tool: "seller_coupon", PercentOff: 1000})
	}},
	{"an amount that is deeper on a cheap product", "coupon-tail-overlap", 1, 1, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "seller_coupon", AmountOff: 600}, "SKU-21")
		f.promo("C3", planner.Coupon, "2024-11-21 06:00", "2024-11-22 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 1700})
	}},
	{"the same amount on dear ones", "coupon-tail-overlap", 0, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "seller_coupon", AmountOff: 600}, "SKU-25")
		f.promo("C3", planner.Coupon, "2024-11-21 06:00", "2024-11-22 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000}, "SKU-25")
	}},
	{"a day's coupon cannot end a day earlier", "coupon-tail-overlap", 1, 0, func(f *fixture) {
		f.coupon("C2", planner.Promo{Tool: "sale_coupon", PercentOff: 2500})
		f.promo("C3", planner.Coupon, "2024-11-21 00:00", "2024-11-22 00:00", planner.Promo{Tool: "sale_coupon", PercentOff: 2000})
	}},

	{"30 days and a minute before", "early-discount-spoils-low", 0, 0, func(f *fixture) {
		f.early("2024-10-29 00:00", "2024-10-30 00:59", 2000, "SKU-31")
		f.promo("F2", planner.Flash, "2024-11-29 00:00", "2024-11-30 00:00", planner.Promo{Tool: "flash_deal", PercentOff: 1500}, "SKU-31")
	}},
	{"30 days before, to the minute that spoils", "early-discount-spoils-low", 1, 2, func(f *fixture) {
		f.early("2024-10-29 00:00", "2024-10-30 01:01", 2000, "SKU-31") // in between the clocks go back an hour
		f.deal(1500, "SKU-31")
	}},
	{"a percent deeper than before", "early-discount-spoils-low", 0, 0, func(f *fixture) {
		f.early("2024-11-14 00:00", "2024-11-15 00:00", 2000, "SKU-31")
		f.deal(2100, "SKU-31")
	}},
	{"just as deep", "early-discount-spoils-low", 1, 2, func(f *fixture) {
		f.early("2024-11-14 00:00", "2024-11-15 00:00", 2000, "SKU-31")
		f.deal(2000, "SKU-31")
	}},
	{"just as deep with a tool that allows it", "early-discount-spoils-low", 0, 0, func(f *fixture) {
		f.early("2024-11-14 00:00", "2024-11-15 00:00", 2000, "SKU-31")
		f.promo("F2", planner.Flash, "2024-11-29 00:00", "2024-11-30 00:00", planner.Promo{Tool: "platform_flash_sale", PercentOff: 2000, Quantity: 9}, "SKU-31")
	}},
	{"another product", "early-discount-spoils-low", 0, 0, func(f *fixture) {
		f.early("2024-11-14 00:00", "2024-11-15 00:00", 2000, "SKU-32")
		f.deal(1500, "SKU-31")
	}},
	{"one product of two", "early-discount-spoils-low", 1, 2, func(f *fixture) {
		f.early("2024-11-14 00:00", "2024-11-15 00:00", 2000, "SKU-32")
		f.deal(1500, "SKU-31", "SKU-32")
	}},
	{"for followers only", "early-discount-spoils-low", 0, 0, func(f *fixture) {
		f.promo("C2", planner.Coupon, "2024-11-16 00:00", "2024-11-17 00:00", planner.Promo{Tool: "follower_coupon", PercentOff: 3000}, "SKU-31")
		f.deal(1500, "SKU-31")
	}},
	{"a campaign price that was lower", "early-discount-spoils-low", 1, 1, func(f *fixture) {
		f.promo("D1", planner.Flash, "2024-11-14 00:00", "2024-11-15 00:00", planner.Promo{Tool: "campaign_price", Price: 3000}, "SKU-31")
		f.deal(1500, "SKU-31")
	}},
	{"the early one has begun", "early-discount-spoils-low", 1, 1, func(f *fixture) {
		f.now = f.at("2024-11-14 12:00")
		f.early("2024-11-14 00:00", "2024-11-15 00:00", 2000, "SKU-31")
		f.deal(1500, "SKU-31")
	}},
	{"the early one is over", "early-discount-spoils-low", 1, 1, func(f *fixture) {
		f.now = f.at("2024-11-16 12:00")
		f.early("2024-11-14 00:00", "2024-11-15 00:00", 2000, "SKU-31")
		f.deal(1500, "SKU-31")
	}},
	{"the deal has begun", "early-discount-spoils-low", 0, 0, func(f *fixture) {
		f.now = f.at("2024-11-29 12:00")
		f.early("2024-11-14 00:00", "2024-11-15 00:00", 2000, "SKU-31")
		f.deal(1500, "SKU-31")
	}},
	{"a fixed price above its low", "flash-not-below-30-day-low", 1, 1, func(f *fixture) {
		f.promo("D1", planner.Flash, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "campaign_price", Price: 3350}, "SKU-21")
	}},
	{"an amount too small for its low", "flash-not-below-30-day-low", 1, 1, func(f *fixture) {
		f.promo("D1", planner.Flash, "2024-11-20 00:00", "2024-11-21 00:00", planner.Promo{Tool: "flash_deal", AmountOff: 100}, "SKU-21")
	}},
	{"the platform's flash sale at the low", "flash-not-below-30-day-low", 0, 0, func(f *fixture) {
		f.product("SKU-31", func(x *planner.Product) { x.Low30 = x.Price * 8 / 10 })
		f.promo("F2", planner.Flash, "2024-11-29 00:00", "2024-11-30 00:00", planner.Promo{Tool: "platform_flash_sale", PercentOff: 2000, Quantity: 9}, "SKU-31")
	}},

	{"enough even with the coupon", "stock-out-before-peak", 0, 0, func(f *fixture) { f.small(63) }},
	{"enough without the coupon", "stock-out-before-peak", 1, 1, func(f *fixture) { f.small(55) }},
	{"too little even without", "stock-out-before-peak", 5, 0, func(f *fixture) { f.small(20) }},
	{"no stock known", "stock-out-before-peak", 0, 0, func(f *fixture) { f.small(0) }},
	{"what comes in time", "stock-out-before-peak", 0, 0, func(f *fixture) {
		f.small(55)
		f.product("SKU-25", func(x *planner.Product) { x.InboundStock = 20 })
	}},
	{"what comes too late", "stock-out-before-peak", 1, 1, func(f *fixture) {
		f.small(55)
		f.product("SKU-25", func(x *planner.Product) { x.InboundStock = 20 })
		f.retime("M-inbound", "2024-11-28 09:00", "2024-11-28 10:00")
	}},
	{"a deal that promises more than there is", "stock-out-before-peak", 1, 0, func(f *fixture) { f.product("SKU-21", func(x *planner.Product) { x.Stock = 40 }) }},
	{"a live in the peak sells no stock before it", "stock-out-before-peak", 0, 0, func(f *fixture) {
		f.small(63)
		f.live("L3", "2024-11-29 09:00", "2024-11-29 22:00", "c-host", "s1")
	}},
	{"the coupon is pinned", "stock-out-before-peak", 1, 0, func(f *fixture) {
		f.small(55)
		f.edit("C1", func(e *planner.Event) { e.Pinned = true })
	}},
}

// many adds a code for the first so many products of a line of 1,001.
func (f *fixture) many(n int) {
	f.put(&planner.Line{ID: "many", Shop: "main"})
	var rows []planner.Row
	var skus []string
	for i := range 1001 {
		q := *f.p.Product("SKU-21")
		q.SKU, q.Line = fmt.Sprintf("Z%04d", i), "many"
		rows = append(rows, &q)
		skus = append(skus, q.SKU)
	}
	f.do(planner.Put{Rows: rows})
	f.coupon("C2", planner.Promo{Tool: "promo_code", PercentOff: 1000, Code: "BF10"}, skus[:n]...)
}

// fee lets the fee of 2024 end on a date.
func (f *fixture) fee(last string) {
	x, _ := f.p.Fees.Get("us-2024-04")
	n := *x
	n.To, _ = planner.ParseDate(last)
	f.put(&n)
}

func TestTraps(t *testing.T) {
	for _, c := range traps {
		t.Run(c.rule+" "+c.name, func(t *testing.T) {
			f := good(t)
			c.make(f)
			list := of(Check(f.p, f.now), c.rule)
			fixes := 0
			for _, x := range list {
				fixes += len(x.Fixes)
			}
			if len(list) != c.want || fixes != c.fixed {
				t.Errorf("%d findings with %d fixes, want %d with %d: %v", len(list), fixes, c.want, c.fixed, keys(list))
			}
			mend(t, c.name, f)
		})
	}
}
