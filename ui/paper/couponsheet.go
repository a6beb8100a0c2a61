package paper

import (
	"time"

	"bfplanner/planner"
	"bfplanner/planner/report"
	"bfplanner/ui/words"
)

// coupons sets the promotions in the order of the fields in the seller centre, times on the market's clock.
func (l *layout) coupons() {
	l.begin("paper.coupons")
	l.paragraph([]run{{s: l.words.T("paper.zone", zoneName(l.words)), st: l.mute(sizeSmall)}})
	for _, part := range []struct {
		key  string
		rows []report.Promotion
	}{{"paper.coupons.coupons", l.report.Coupons()}, {"paper.coupons.flash", l.report.FlashDeals()}} {
		l.heading(part.key, len(part.rows))
		if len(part.rows) == 0 {
			l.paragraph([]run{{s: l.words.T("paper.nothing"), st: l.style(sizeBody)}})
			continue
		}
		l.promotions(part.rows)
	}
}

// promotions sets a row each: a box to tick when it is typed in, and the fields in the seller centre's order, those that a
// coupon does not have left out; what it is expected to cost and what buyers pay stand last, to check against.
func (l *layout) promotions(list []report.Promotion) {
	var rows []row
	for _, m := range list {
		tool := m.Promo.Tool
		if m.Tool != nil {
			tool = l.words.Name(m.Tool)
		}
		result := [][]run{{{s: "–", st: l.style(sizeBody)}}}
		if m.Priced {
			prices := l.words.Money(m.Lowest)
			if m.Highest != m.Lowest {
				prices += " – " + l.words.Money(m.Highest)
			}
			result = [][]run{{{s: prices, st: l.bold(sizeBody)}}}
		}
		result = append(result, []run{{s: l.words.T("paper.col.promo_cost") + " " + l.words.Money(m.Cost), st: l.mute(sizeSmall)}})
		name := append([]run{{chip: m.Event.Kind, st: l.style(sizeBody)}, {s: l.words.EventTitle(l.snap.Plan, m.Event) + " ", st: l.bold(sizeBody)}}, l.noteRuns(m.Notes, sizeSmall)...)
		rows = append(rows, row{cells: []cell{
			of(run{box: open, st: l.style(sizeBody)}), l.named(name, m), text(tool, l.style(sizeBody)),
			text(l.words.Time(m.Span.Start), l.style(sizeBody)), text(l.endOf(m.Span), l.style(sizeBody)),
			text(l.words.Text(words.Discount(l.snap.Plan, m.Promo)), l.bold(sizeBody)), l.limits(m),
			l.couponProducts(m), {paras: result},
		}})
	}
	l.table(l.columns([]col{{"done", 1.2, false}, {"name", 3.8, false}, {"tool", 2, false}, {"start", 2.7, false}, {"end", 2.7, false}, {"discount", 2.3, false},
		{"limits", 2.4, false}, {"coupon_products", 3.4, false}, {"prices", 2.7, false}}), rows)
}

// named is a promotion's name with its code and the note that goes with it.
func (l *layout) named(name []run, m report.Promotion) cell {
	c := of(name...)
	for _, line := range []string{l.codeOf(m.Promo), m.Event.Note} {
		if line != "" {
			c.paras = append(c.paras, []run{{s: line, st: l.style(sizeSmall)}})
		}
	}
	return c
}

func (l *layout) codeOf(o *planner.Promo) string {
	if o.Code == "" {
		return ""
	}
	return l.words.T("paper.code", o.Code)
}

// limits are the conditions of a promotion, a line each; "–" for none.
func (l *layout) limits(m report.Promotion) cell {
	p, o := l.snap.Plan, m.Promo
	valid := o.Valid
	if valid == 0 && m.Tool != nil {
		valid = m.Tool.ValidMinutes
	}
	var c cell
	for _, x := range []struct {
		there bool
		key   string
		value string
	}{
		{o.MinSpend > 0, "paper.limit.min_spend", l.words.Money(p.Money(o.MinSpend))},
		{o.MaxOff > 0, "paper.limit.max_off", l.words.Money(p.Money(o.MaxOff))},
		{o.Quantity > 0, "paper.limit.quantity", words.Group(int64(o.Quantity))},
		{o.PerBuyer > 0, "paper.limit.per_buyer", words.Group(int64(o.PerBuyer))},
		{valid > 0, "paper.limit.valid", l.words.Hours(time.Duration(valid) * time.Minute)},
	} {
		if x.there {
			c.paras = append(c.paras, []run{{s: l.words.T(x.key) + " ", st: l.mute(sizeSmall)}, {s: x.value, st: l.style(sizeBody)}})
		}
	}
	if len(c.paras) == 0 {
		return text("–", l.style(sizeBody))
	}
	return c
}

// couponProducts names what a promotion is for: the line, where it is for one, and every product by its SKU.
func (l *layout) couponProducts(m report.Promotion) cell {
	var c cell
	if line, ok := l.snap.Plan.Lines.Get(m.Event.Line); ok {
		c.paras = append(c.paras, []run{{s: l.words.Name(line), st: l.style(sizeBody)}})
	}
	var skus []run
	for i, x := range m.Products {
		s := x.SKU
		if i < len(m.Products)-1 {
			s += ", "
		}
		skus = append(skus, run{s: s, st: l.mute(sizeSmall)})
	}
	if len(skus) == 0 {
		return text("–", l.style(sizeBody))
	}
	c.paras = append(c.paras, skus)
	return c
}

// endOf returns a promotion's end; midnight is 23:59 of the day that it closes, which is how seller centres take it.
func (l *layout) endOf(s planner.Span) string {
	if l.words.Clock(s.End) == "00:00" {
		return l.words.Time(s.End.Add(-1))
	}
	return l.words.Time(s.End)
}
