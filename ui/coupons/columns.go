package coupons

import (
	"cmp"
	"image/color"
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// column is one column of the table.
type column struct {
	id    string // the label is the translation of "coupons.column." and this
	width float32
	wide  bool // takes the room that is left over
	right bool // numbers stand at their right ends
	text  func(*view, *row) string
	color func(*look.Colors, *row) color.NRGBA // nil for ink
	less  func(a, b *row) int
}

// view is what the words of a row depend on.
type view struct {
	words *words.Words
	plan  *planner.Plan
}

func (v *view) money(minor int64) string { return v.words.Money(v.plan.Money(minor)) }

// amount is an amount, and a dash for none.
func (v *view) amount(minor int64) string {
	if minor == 0 {
		return "–"
	}
	return v.money(minor)
}

// columns are the table's columns from left to right; the table is in the order of the start at first.
var columns = []column{
	{id: "tool", width: 142, text: func(_ *view, r *row) string { return r.tool },
		less: func(a, b *row) int { return strings.Compare(a.tool, b.tool) }},
	{id: "scope", width: 126, wide: true, text: func(v *view, r *row) string {
		if r.event.Title != "" {
			return r.event.Title + " · " + r.scope
		}
		return r.scope
	}, less: func(a, b *row) int { return strings.Compare(a.scope, b.scope) }},
	{id: "percent", width: 112, right: true, text: func(v *view, r *row) string {
		if o := r.event.Promo.PercentOff; o > 0 {
			return v.words.T("coupons.percent", o, o.Zhe())
		}
		return "–"
	}, less: func(a, b *row) int { return cmp.Compare(a.event.Promo.PercentOff, b.event.Promo.PercentOff) }},
	{id: "amount", width: 74, right: true, text: func(v *view, r *row) string {
		if price := r.event.Promo.Price; price > 0 {
			return v.words.T("coupons.fixed", v.plan.Money(price))
		}
		return v.amount(r.event.Promo.AmountOff)
	}, less: func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.event.Promo.AmountOff, b.event.Promo.AmountOff), cmp.Compare(a.event.Promo.Price, b.event.Promo.Price))
	}},
	{id: "start", width: 116, text: func(v *view, r *row) string { return v.clock(r.event.Span.Start) },
		less: func(a, b *row) int { return a.event.Span.Start.Compare(b.event.Span.Start) }},
	{id: "end", width: 112, text: func(v *view, r *row) string { return v.clock(r.event.Span.End) },
		less: func(a, b *row) int { return a.event.Span.End.Compare(b.event.Span.End) }},
	{id: "quantity", width: 62, right: true, text: func(_ *view, r *row) string {
		if n := r.event.Promo.Quantity; n > 0 {
			return words.Group(int64(n))
		}
		return "∞"
	}, less: func(a, b *row) int { return cmp.Compare(a.event.Promo.Quantity, b.event.Promo.Quantity) }},
	{id: "seller", width: 86, right: true, text: func(v *view, r *row) string { return v.amount(r.seller) },
		less: func(a, b *row) int { return cmp.Compare(a.seller, b.seller) }},
	{id: "platform", width: 86, right: true, text: func(v *view, r *row) string { return v.amount(r.platform) },
		less: func(a, b *row) int { return cmp.Compare(a.platform, b.platform) }},
	{id: "lowest", width: 114, right: true, text: func(v *view, r *row) string {
		switch {
		case !r.priced:
			return "–"
		case r.low == r.high:
			return v.money(r.low)
		}
		return v.money(r.low) + "–" + v.money(r.high)
	}, less: func(a, b *row) int { return cmp.Compare(a.low, b.low) }},
	{id: "margin", width: 118, right: true, text: func(v *view, r *row) string {
		switch {
		case !r.priced:
			return "–"
		case r.under():
			return "▲ " + v.words.T("coupons.margin", v.plan.Money(r.margin), v.plan.Money(r.floor))
		}
		return v.words.T("coupons.margin", v.plan.Money(r.margin), v.plan.Money(r.floor))
	}, color: func(c *look.Colors, r *row) color.NRGBA {
		if r.under() {
			return c.Block
		}
		return c.Ink
	}, less: func(a, b *row) int { return cmp.Compare(a.room(), b.room()) }},
	{id: "findings", width: 50, right: true, text: func(_ *view, r *row) string {
		if r.marks == 0 {
			return ""
		}
		return "● " + strconv.Itoa(r.marks)
	}, color: func(c *look.Colors, r *row) color.NRGBA { return c.Severity(r.worst) },
		less: func(a, b *row) int {
			return cmp.Or(cmp.Compare(rank[b.worst], rank[a.worst]), cmp.Compare(a.marks, b.marks))
		}},
}

// unpriced stands behind every margin where the table is in the order of margins.
const unpriced = int64(1) << 62

// room is what the lowest margin leaves over the floor.
func (r *row) room() int64 {
	if !r.priced {
		return unpriced
	}
	return r.margin - r.floor
}

// clock is a day with its time on the market's clock, without its weekday.
func (v *view) clock(at time.Time) string {
	if at.IsZero() {
		return "–"
	}
	return kit.ShortDay(v.words, planner.DateOf(at, v.words.Zone())) + " " + v.words.Clock(at)
}

// columnOf returns the column of that ID.
func columnOf(id string) column {
	for _, c := range columns {
		if c.id == id {
			return c
		}
	}
	return columns[0]
}

// inset is the room before a text that stands at the left end of its column, at scale 1.
const inset = 8

// edges returns where each column begins, and after them where the last ends, in a table of that width, k times as
// large as at scale 1. The wide column takes what is left over; where there is less than all need, it has its own width.
func edges(width, k float32) []float32 {
	need := float32(kit.CheckWidth)
	for _, c := range columns {
		need += c.width
	}
	spare := max(0, width-need*k)
	x := kit.CheckWidth * k
	list := []float32{x}
	for _, c := range columns {
		x += c.width * k
		if c.wide {
			x += spare
		}
		list = append(list, x)
	}
	return list
}
