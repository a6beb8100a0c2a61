package sheet

import (
	"cmp"
	"strings"
	"unicode"

	"bfplanner/planner"
)

// shopID is the ID of the one shop that a file describes.
const shopID = "shop"

// builder makes the shop out of the rows.
type builder struct {
	*report
	presets  *planner.Presets
	currency string
	shopName string
	data     planner.ShopData
	lines    map[string]*planner.Line
	seen     map[string]int // sheet and ID -> row that had it first
	plan     *planner.Plan  // to which the rows come; nil for a shop that begins
	share    planner.BasisPoints
	budgets  map[string]int64
}

// readRow reads one row of data.
func (b *builder) readRow(s *spec, h *headings, n numbered) {
	r := record{b, n, h}
	for i := h.last + 1; i < len(n.cells); i++ {
		if !n.cells[i].workbook && strings.TrimSpace(n.cells[i].text) != "" {
			// A comma inside a name without quotation marks moves all that follows by a column.
			b.add(at(n.sheet, n.row, "", "problem.extra_cells", h.last+1))
			return
		}
	}
	s.row(b, r)
}

// once reports an ID that an earlier row of the sheet has, and remembers this one.
func (r record) once(field, id, key string) {
	if id == "" {
		return
	}
	if r.seen == nil {
		r.builder.seen = map[string]int{}
	}
	place := field + "\x00" + r.sheet + "\x00" + id
	if first, ok := r.seen[place]; ok {
		r.fail(field, key, id, first)
		return
	}
	r.seen[place] = r.row
}

func (b *builder) product(r record) {
	x := &planner.Product{
		SKU: r.need("sku"), Ship: r.amount("ship"), Cost: r.amount("cost"), Low30: r.amount("low30"),
		Stock: r.count("stock"), InboundStock: r.count("inbound"),
		Affiliate: r.share("affiliate"), Returns: r.share("returns"), MarginFloor: r.share("margin_floor"), FlashDiscount: r.discount("flash_discount"),
	}
	r.once("sku", x.SKU, "problem.duplicate_sku")
	if b.plan != nil && x.SKU == "" {
		return // which product this is cannot be known, and that is said
	}
	x.Name, x.NameZh = productNames(r)
	old := b.oldProduct(x.SKU)
	if old == nil {
		if x.Name == "" {
			r.fail("name", "problem.missing_value")
		}
		r.need("cost")
		r.need("stock")
		r.wants([]string{"line", "category"}, []string{"price"}, []string{"cost"}, []string{"stock"})
	}
	before := len(b.list) + b.more
	x.Price = r.amount("price")
	if _, ok := r.h.index["price"]; ok && x.Price == 0 && len(b.list)+b.more == before && (old == nil || r.filled("price")) {
		r.fail("price", "problem.price_above_zero", cmp.Or(r.text("price"), "0"))
	}
	if line := cmp.Or(r.text("line"), r.text("category")); line != "" {
		x.Line = b.line(line, r.text("line_zh"))
	} else if old == nil && r.has("line") {
		r.fail("line", "problem.missing_value")
	} else if old == nil && r.has("category") {
		r.fail("category", "problem.missing_value")
	}
	b.data.Products = append(b.data.Products, productOverlay.over(old, x, r))
}

// productNames returns the name and the Chinese name. Where a sheet has an English name beside its name, the latter is the Chinese one.
func productNames(r record) (name, zh string) {
	name, en, zh := r.text("name"), r.text("name_en"), r.text("name_zh")
	if en != "" {
		return en, cmp.Or(zh, name)
	}
	return cmp.Or(name, zh), zh
}

// line returns the ID of the line of that name, made where it is new.
func (b *builder) line(name, zh string) string {
	if old := b.oldLine(name); old != nil {
		return old.ID
	}
	id := slug(name)
	if b.lines == nil {
		b.lines = map[string]*planner.Line{}
	}
	l := b.lines[id]
	if l == nil {
		l = &planner.Line{ID: id, Shop: b.shopOf(), Name: name}
		b.lines[id] = l
		b.data.Lines = append(b.data.Lines, l)
	}
	l.NameZh = cmp.Or(l.NameZh, zh)
	return id
}

// slug makes an ID of a name: small letters and digits of any script, joined by hyphens.
func slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return cmp.Or(strings.Join(words, "-"), name)
}

// rowID returns the ID of a row that may leave it to its name, and reports one that is there already.
func (r record) rowID() (id, name string) {
	name = r.need("name")
	id = cmp.Or(r.text("id"), slug(name))
	r.once("id", id, "problem.duplicate_id")
	return id, name
}

func (b *builder) host(r record) {
	num := func(param string) int { return int(b.param(param)) }
	h := &planner.Host{
		Mult: 10000, CostHour: b.param("host_cost_hour"),
		MinShift: r.minutes("min_shift", num("host_min_shift")), MaxShift: r.minutes("max_shift", num("host_max_shift")),
		Break: r.minutes("break", num("host_break")), MaxDay: r.minutes("max_day", num("host_max_day")),
		MaxWeek: r.minutes("max_week", num("host_max_week")), Rest: r.minutes("rest", num("host_rest")),
		DaysOff: r.dates("days_off"),
	}
	h.ID, h.Name = r.rowID()
	old := b.oldHost(h.ID, h.Name)
	if old != nil {
		h.ID = old.ID
	} else {
		r.wants([]string{"hours"})
	}
	if _, ok := r.cell("cost_hour"); ok {
		h.CostHour = r.amount("cost_hour")
	}
	if c, ok := r.cell("draw"); ok {
		h.Mult = r.percentOver("draw", c)
	}
	var bad string
	hours := r.text("hours")
	if old == nil {
		hours = r.need("hours")
	}
	if h.Hours, bad = parseHours(hours); bad != "" {
		r.fail("hours", "problem.hours", bad)
	}
	if h.ExtraHours, bad = parseExtra(r.text("extra_hours")); bad != "" {
		r.fail("extra_hours", "problem.extra_hours", bad)
	}
	h = hostOverlay.over(old, h, r)
	if h.MaxShift < h.MinShift {
		h.MinShift = h.MaxShift
	}
	b.data.Hosts = append(b.data.Hosts, h)
}

// percentOver reads a factor as a percentage that may go beyond 100, to 1000 %.
func (r record) percentOver(field string, c cell) planner.BasisPoints {
	n, stored := c.stored()
	text, sign := strings.CutSuffix(c.shown(), "%")
	if !stored {
		var ok bool
		if n, ok = number(text); !ok {
			r.fail(field, "problem.not_a_percent", c.text)
			return 0
		}
	}
	digits := 4 // 1.1 is 110 %
	if sign && !stored {
		digits = 2
	}
	bp, ok := round(n, digits)
	if !ok || bp <= 0 || bp > 100_000 {
		r.fail(field, "problem.not_a_percent", c.text)
		return 0
	}
	return planner.BasisPoints(bp)
}

func (b *builder) studio(r record) {
	s := &planner.Studio{CostHour: b.param("studio_cost_hour"), Setup: int(b.param("studio_setup_minutes"))}
	s.ID, s.Name = r.rowID()
	if _, ok := r.cell("cost_hour"); ok {
		s.CostHour = r.amount("cost_hour")
	}
	if _, ok := r.cell("setup_minutes"); ok {
		s.Setup = r.count("setup_minutes")
	}
	b.data.Studios = append(b.data.Studios, s)
}

func (b *builder) channel(r record) {
	c := &planner.Channel{
		Fee: r.share("fee"), Conversion: r.share("conversion"), Capacity: r.count("capacity"), Share: r.share("share"), Platform: r.yes("platform"),
	}
	c.ID, c.Name = r.rowID()
	if _, ok := r.h.index["platform"]; !ok {
		c.Platform = c.ID == planner.TikTok
	}
	if b.share += c.Share; b.share > 10000 && b.share-c.Share <= 10000 {
		r.fail("share", "problem.share_sum", b.share)
	}
	b.data.Channels = append(b.data.Channels, c)
}

// budget reads budgets that stand in columns of their own, or a row each as item and amount.
func (b *builder) budget(r record) {
	if b.budgets == nil {
		b.budgets = map[string]int64{}
	}
	item := r.text("item")
	for key, names := range budgetItems {
		_, here := r.cell(key)
		field := key
		if plain := plainHeading(item); item != "" && (plain == key || contains(names, plain)) {
			item, field, here = "", "amount", true
		}
		switch {
		case here && key == "shop":
			b.shopName = cmp.Or(r.text(field), b.shopName)
		case here:
			b.budgets[key] = r.amount(field)
		}
	}
	if item != "" {
		r.fail("item", "problem.budget_item", item)
	}
}

// param returns the first value of a parameter of the presets.
func (b *builder) param(id string) int64 {
	if p, ok := b.presets.Params.Get(id); ok && len(p.Values) > 0 {
		return int64(p.Values[0])
	}
	return 0
}

// shop returns what the sheets say, with a coupon budget of the presets where they give none.
func (b *builder) shop() planner.ShopData {
	coupons, ok := b.budgets["coupons"]
	if !ok {
		coupons = b.param("coupon_budget")
	}
	b.data.Shops = []*planner.Shop{{
		ID: shopID, Name: b.shopName, CouponBudget: coupons, AdBudget: b.budgets["ads"], VideoBudget: b.budgets["videos"],
	}}
	return b.data
}
