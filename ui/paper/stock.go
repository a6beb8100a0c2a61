package paper

import (
	"bfplanner/planner"
	"bfplanner/planner/report"
	"bfplanner/ui/words"
)

// linesAcross is how many product lines stand beside each other in the table of days.
const linesAcross = 6

// stock sets the warehouse sheet: what each product has, and what each day asks of it.
func (l *layout) stock() {
	s := l.report.Stock()
	l.begin("paper.stock")
	l.paragraph([]run{{s: l.words.T("paper.stock.model"), st: l.mute(sizeSmall)}})
	if len(s.Products) == 0 {
		l.paragraph([]run{{s: l.words.T("paper.nothing"), st: l.style(sizeBody)}})
		return
	}
	l.heading("paper.stock.products")
	l.productStock(s.Products)
	for i := 0; i < len(s.Lines); i += linesAcross {
		l.heading("paper.stock.days")
		l.stockDays(s, i, min(i+linesAcross, len(s.Lines)))
	}
}

func (l *layout) productStock(list []report.ProductStock) {
	var rows []row
	for _, x := range list {
		left, st := words.Group(int64(x.Left())), l.style(sizeBody)
		if x.Left() < 0 || !x.Short.IsZero() {
			st = l.alarm(sizeBody)
		}
		short := ""
		if !x.Short.IsZero() {
			short = l.words.Day(x.Short)
		}
		line := ""
		if x.Line != nil {
			line = l.words.Name(x.Line)
		}
		rows = append(rows, row{cells: []cell{
			text(x.Product.SKU, l.bold(sizeBody)), text(l.words.Name(x.Product), l.style(sizeBody)), text(line, l.style(sizeBody)),
			l.number(x.Stock), l.number(x.Inbound), text(l.words.Day(x.Arrives), l.style(sizeBody)), l.number(x.Promised), l.number(x.Expected),
			text(left, st), text(short, st),
		}})
	}
	l.table(l.columns([]col{{"sku", 3.4, false}, {"product", 4, false}, {"line", 2.2, false}, {"stock", 1.6, true}, {"inbound", 1.6, true}, {"arrives", 2, false},
		{"promised", 1.7, true}, {"expected", 1.7, true}, {"left", 1.6, true}, {"short", 2, false}}), rows)
}

// stockDays sets a row a day with what is left of the lines from one to another.
func (l *layout) stockDays(s report.Stock, from, to int) {
	cols := l.columns([]col{{"day", 3, false}, {"parcels", 1.6, true}, {"promised", 1.7, true}})
	for _, x := range s.Lines[from:to] {
		cols = append(cols, column{head: l.words.Name(x), part: 1.8, right: true})
	}
	cols = append(cols, column{head: l.words.T("paper.col.deals"), part: 6})
	var rows []row
	for _, d := range s.Days {
		day := []run{{s: l.words.Day(d.Date) + " ", st: l.bold(sizeBody)}}
		if len(d.Risks) > 0 {
			day = append(day, run{tag: "R", st: l.alarm(sizeSmall)})
		}
		r := row{cells: []cell{of(day...), l.number(d.Parcels), l.number(d.Promised)}}
		for _, left := range d.Left[from:to] {
			st := l.style(sizeBody)
			if left < 0 {
				st = l.alarm(sizeBody)
			}
			r.cells = append(r.cells, text(words.Group(int64(left)), st))
		}
		rows = append(rows, row{cells: append(r.cells, l.dealsOf(d))})
	}
	l.table(cols, rows)
}

// dealsOf names the day's arrivals and its promotions with a limit.
func (l *layout) dealsOf(d report.StockDay) cell {
	var c cell
	for _, e := range append(append([]*planner.Event(nil), d.Arrivals...), d.Deals...) {
		runs := []run{{chip: e.Kind, st: l.style(sizeSmall)}, {s: l.words.EventTitle(l.snap.Plan, e), st: l.style(sizeSmall)}}
		if e.Promo != nil {
			runs = append(runs, run{s: " " + l.words.T("paper.quantity", e.Promo.Quantity), st: l.mute(sizeSmall)})
		}
		c.paras = append(c.paras, runs)
	}
	return c
}

// col is a column by the key of its heading, "paper.col.<key>".
type col struct {
	key   string
	part  float64
	right bool
}

func (l *layout) columns(list []col) []column {
	cols := make([]column, len(list))
	for i, c := range list {
		cols[i] = column{head: l.words.T("paper.col." + c.key), part: c.part, right: c.right}
	}
	return cols
}

// number is a cell with a whole number; nothing stands for 0, so that what is there is seen.
func (l *layout) number(n int) cell {
	if n == 0 {
		return text("", l.style(sizeBody))
	}
	return text(words.Group(int64(n)), l.style(sizeBody))
}
