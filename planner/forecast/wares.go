package forecast

import (
	"math"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// ware is a product as the model counts it: what a unit of it sells for and costs, in minor units, on the mean of the
// horizon's days by their demand, with the promotions that stand outside the grid.
type ware struct {
	price, cost, ship float64
	floor             float64 // least contribution
}

// fees is what the platform takes of an order, on the mean of the horizon's days by their demand.
type fees struct {
	referral, perOrder float64 // share, minor units
	coupon             float64 // share on top with the sale coupon
	onNet              bool
}

// fees reads the fees of each day.
func (m *Model) fees() fees {
	var f fees
	var whole float64
	book, campaign := pricing.FeesOf(m.plan), planner.BasisPoints(0)
	if t := m.plan.Tool(SaleCoupon); t != nil {
		campaign = t.CampaignFee
	}
	for i, d := range m.Instance.Day {
		t := book.Terms(new(planner.Product), m.begin[i], campaign)
		f.referral += d.Demand * t.Referral.Fraction()
		f.perOrder += d.Demand * float64(t.PerOrder)
		f.coupon += d.Demand * t.Campaign.Fraction()
		whole += d.Demand
	}
	if whole > 0 {
		f.referral, f.perOrder, f.coupon = f.referral/whole, f.perOrder/whole, f.coupon/whole
	}
	f.onNet = !book.Terms(new(planner.Product), m.plan.Sale.Span.Start, campaign).OnPaid
	return f
}

// affiliate returns the creators' share of all products, weighted by their stock at list prices.
func (m *Model) affiliate() float64 {
	var sum, whole float64
	for _, x := range m.plan.Products.All() {
		sum += StockValue(x) * x.Affiliate.Fraction()
		whole += StockValue(x)
	}
	return sum / max(whole, 1)
}

// wares returns the products by SKU.
func (m *Model) wares(f fees) map[string]ware {
	list := make(map[string]ware, m.plan.Products.Len())
	for _, x := range m.plan.Products.All() {
		floor := x.MarginFloor
		if floor == 0 {
			floor = m.plan.MarginFloor
		}
		list[x.SKU] = ware{price: float64(x.Price), ship: float64(x.Ship), floor: floor.Fraction() * float64(x.Price),
			cost: float64(x.Cost) + f.perOrder + x.Returns.Fraction()*float64(x.Ship) - float64(x.ShipFee)}
	}
	if len(m.others) > 0 {
		m.discount(list, f)
	}
	return list
}

// discount lets the promotions outside the grid change price and cost of their products: the usual price and the
// margin that it leaves, as package pricing has them, on the mean of the horizon.
func (m *Model) discount(list map[string]ware, f fees) {
	alone := *m.plan
	alone.Events = planner.TableOf(m.others...)
	book := pricing.New(&alone)
	span := planner.Span{Start: m.begin[0], End: m.begin[len(m.dates)]}
	touched := map[string]*planner.Product{}
	for _, e := range m.others {
		for _, x := range m.plan.ProductsOf(e) {
			touched[x.SKU] = x
		}
	}
	for sku, x := range touched {
		var price, left, whole float64
		points := book.Trail(sku, span)
		for i, q := range points {
			part := planner.Span{Start: q.At, End: span.End}
			if i+1 < len(points) {
				part.End = points[i+1].At
			}
			weight := m.demandIn(part)
			price += weight * float64(q.Final.Minor)
			left += weight * float64(q.MarginFinal.Minor)
			whole += weight
		}
		if whole > 0 {
			w := list[sku]
			w.price = price / whole
			w.cost = w.price*(1-f.referral-x.Affiliate.Fraction()) - w.ship - left/whole
			list[sku] = w
		}
	}
}

// demandIn returns the demand of the span's days, each by the part of it that the span covers.
func (m *Model) demandIn(s planner.Span) (sum float64) {
	for i, d := range m.Instance.Day {
		day := planner.Span{Start: m.begin[i], End: m.begin[i+1]}
		if part, ok := s.Intersect(day); ok {
			sum += d.Demand * part.Length().Hours() / day.Length().Hours()
		}
	}
	return sum
}

// lines sets each line's prices and conversions, as means of its products weighted by stock. Its airtime, viewers
// and list price are those of the coupon reserve.
func (m *Model) lines() {
	p, in, fee := m.plan, m.Instance, m.fees()
	demand, wares := NewDemand(p), m.wares(fee)
	platform := planner.BasisPoints(p.Num("platform_coupon_share"))
	if t := p.Tool(SaleCoupon); t != nil {
		platform = t.PlatformShare
	}
	for _, l := range p.Lines.All() {
		if _, ok := m.index[l]; !ok {
			continue
		}
		shop, _ := m.shop(l.Shop)
		products := p.ProductsOf(&planner.Event{Line: l.ID})
		var units, price, cost, ship, affiliate, floor, stock float64
		for _, x := range products {
			n, w := float64(max(x.Stock, 1)), wares[x.SKU]
			units += n
			price += n * w.price
			cost += n * w.cost
			ship += n * w.ship
			floor += n * w.floor
			affiliate += n * x.Affiliate.Fraction()
			stock += float64(x.Stock + x.InboundStock)
		}
		line := Line{ID: l.ID, Shop: shop, AirtimeShare: demand.Airtime(l), Price: m.major(price / units), Cost: m.major(cost / units), Ship: m.major(ship / units),
			Commission: points(fee.referral + affiliate/units), CouponFee: points(fee.coupon), OnNet: fee.onNet, PlatformShare: platform.Fraction(),
			ConvCold: share(p.Num("conv_live_cold")), ConvWarm: share(p.Num("conv_live_warm")), ConvShelf: share(p.Num("conv_shelf")),
			WarmPerCold: p.Num("warm_per_cold"), ShelfCap: p.Num("shelf_cap_day"), Stock: stock, Pool: p.Num("pool0"), Decay: decay(p.Num("decay"))}
		for _, d := range in.Coupon.Depths {
			line.Uplift = append(line.Uplift, demand.Uplift(d, math.Inf(-1)))
		}
		line.Floor = line.legalFloor(in.Coupon.Depths, floor/max(price, 1e-9), m.bearable(products, wares, line))
		in.Lines = append(in.Lines, line)
	}
}

// points rounds a share to whole basis points, in which pricing counts.
func points(share float64) float64 { return math.Round(share*10000) / 10000 }

// decay keeps the share of an audience that is left after a day within what the model can count.
func decay(share float64) float64 {
	if share <= 0 || share > 1 {
		return 1
	}
	return share
}

// bearable returns how many of the depths, from the lowest on, products that are at least half of the line's stock
// at list prices can bear without falling under their floors.
func (m *Model) bearable(products []*planner.Product, wares map[string]ware, l Line) int {
	for i, depth := range m.Instance.Coupon.Depths {
		var good, whole float64
		for _, x := range products {
			w := wares[x.SKU]
			whole += StockValue(x)
			one := Line{Price: w.price, Cost: w.cost, Ship: w.ship, Commission: points(l.Commission), CouponFee: l.CouponFee, OnNet: l.OnNet, PlatformShare: l.PlatformShare}
			if one.Contribution(depth) >= w.floor {
				good += StockValue(x)
			}
		}
		if 2*good < whole || good == 0 {
			return i
		}
	}
	return len(m.Instance.Coupon.Depths)
}

// legalFloor returns the floor under which the first so many depths are legal and the others not: the mean floor of
// the products where that says so, else the nearest that does.
func (l Line) legalFloor(depths []float64, mean float64, legal int) float64 {
	if l.Price <= 0 {
		return mean
	}
	const edge = 1e-6
	if legal < len(depths) {
		if above := l.Contribution(depths[legal])/l.Price + edge; mean < above {
			mean = above
		}
	}
	if legal > 0 {
		mean = min(mean, l.Contribution(depths[legal-1])/l.Price-edge)
	}
	return mean
}

// products sets what a flash deal of each product does. A deal that may not be, for want of stock or because it would
// not beat the lowest price of 30 days, draws nobody.
func (m *Model) products() {
	p, in := m.plan, m.Instance
	wares := m.wares(m.fees())
	for _, x := range p.Products.All() {
		line, known := m.line(x.Line)
		if !known {
			continue
		}
		w := wares[x.SKU]
		off, quantity := m.Deal(x)
		product := Product{ID: x.SKU, Line: line, Price: m.major(w.price), Cost: m.major(w.cost), Ship: m.major(w.ship), FlashDiscount: off.Fraction(),
			FlashRate: p.Num("flash_rate"), FlashCost: m.major(p.Num("flash_cost")), Floor: w.floor / max(w.price, 1e-9)}
		if off == 0 || quantity == 0 || p.Tool(LiveFlash) == nil {
			product.FlashRate = 0
		}
		in.Products = append(in.Products, product)
	}
}

// Deal returns the depth and the purchase limit of a live flash sale of the product: its usual discount, or the next
// whole percent that brings its price below the lowest of the past 30 days, and the usual number of units, of which
// no more than its stock over all deals. The depth is 0 where it would be half the price or more.
func (m *Model) Deal(x *planner.Product) (planner.BasisPoints, int) {
	quantity := min(m.limits.FlashUnits, x.Stock/max(1, int(m.plan.Num("flash_max_per_product"))))
	off := x.FlashDiscount
	if off == 0 {
		off = planner.BasisPoints(m.plan.Num("flash_discount"))
	}
	for ; off < 5000; off += 100 - off%100 {
		price := x.Price - m.plan.Money(x.Price).Percent(off).Minor
		if x.Low30 == 0 || price < x.Low30 {
			return off, quantity
		}
	}
	return 0, quantity
}
