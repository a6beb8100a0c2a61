package sheet

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"
	printed "bfplanner/planner/report"
)

// page is one sheet of a workbook beside that of the events: its name and the rows under a frozen header.
type page struct {
	key     string // of its name, "section.hosts"
	columns []field
	rows    func(x *Export, r *printed.Report) [][]any
}

// field is a column: the key of its header and its width in characters.
type field struct {
	key   string
	width float64
}

// box is what stands in a column to tick off: a person writes into it.
const box = "☐"

// pages is the table of sheets, in the order of the paper's pages.
var pages = []page{
	{"section.run", []field{{"sheet.date", 12}, {"sheet.start", 18}, {"sheet.end", 18}, {"sheet.kind", 12}, {"sheet.title", 36}, {"sheet.hosts", 20}, {"sheet.studio", 14}, {"paper.col.do", 44}, {"sheet.note", 30}, {"paper.col.notes", 8}}, runRows},
	{"section.hosts", []field{{"paper.col.host", 14}, {"sheet.start", 18}, {"sheet.end", 18}, {"sheet.studio", 14}, {"sheet.kind", 12}, {"sheet.title", 36}, {"paper.col.minute", 10}, {"paper.col.sku", 14}, {"paper.col.price", 12}, {"sheet.quantity", 10}, {"sheet.note", 30}}, hostRows},
	{"section.coupons", []field{{"sheet.kind", 12}, {"paper.col.name", 36}, {"paper.col.tool", 18}, {"sheet.percent_off", 10}, {"sheet.amount_off", 12}, {"sheet.start", 18}, {"sheet.end", 18}, {"sheet.products", 30}, {"sheet.quantity", 10}, {"sheet.code", 12}, {"paper.limit.min_spend", 12}, {"paper.limit.max_off", 12}, {"paper.limit.per_buyer", 10}, {"paper.col.promo_cost", 14}, {"sheet.lowest", 12}, {"sheet.highest", 12}, {"paper.col.notes", 8}}, couponRows},
	{"section.stock", []field{{"paper.col.sku", 14}, {"paper.col.product", 30}, {"paper.col.line", 16}, {"paper.col.stock", 10}, {"paper.col.inbound", 10}, {"paper.col.arrives", 12}, {"paper.col.promised", 10}, {"paper.col.expected", 10}, {"paper.col.left", 10}, {"paper.col.short", 12}}, stockRows},
	{"paper.col.parcels", []field{{"sheet.date", 12}, {"paper.col.parcels", 10}, {"paper.col.promised", 10}, {"paper.col.line", 16}, {"paper.col.left", 10}}, dayRows},
	{"section.shooting", []field{{"paper.col.done", 8}, {"paper.col.ship", 12}, {"paper.col.film", 12}, {"paper.col.post", 18}, {"paper.col.video", 36}, {"paper.col.samples", 24}, {"paper.col.effort", 10}, {"paper.col.cost", 12}, {"sheet.note", 30}}, shotRows},
	{"section.ban", []field{{"paper.col.done", 8}, {"paper.col.when", 14}, {"paper.col.do", 60}, {"paper.col.owner", 16}, {"paper.col.concerns", 10}}, banRows},
	{"section.checklist", []field{{"paper.col.done", 8}, {"paper.col.phase", 14}, {"paper.col.by", 18}, {"sheet.kind", 12}, {"sheet.title", 36}, {"paper.col.do", 44}, {"paper.col.owner", 16}}, checkRows},
}

// local is an instant as a clock time of the market's zone; nil for none.
func (x *Export) local(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.In(x.Plan.Zone())
}

func (x *Export) said(t planner.Text) string { return x.Word(t.Key, t.Args...) }

func (x *Export) nameOf(r planner.Row) string {
	if x.Name != nil {
		return x.Name(r)
	}
	return r.RowID()
}

func runRows(x *Export, r *printed.Report) [][]any {
	var rows [][]any
	for _, d := range r.RunSheet() {
		for _, row := range d.Rows {
			studio := ""
			if row.Studio != nil {
				studio = x.nameOf(row.Studio)
			}
			rows = append(rows, []any{d.Date, x.local(row.Span.Start), x.local(row.Span.End), row.Event.Kind, x.Title(row.Event), x.hosts(row.Event), studio,
				x.said(row.Do), row.Event.Note, numbers(row.Notes)})
		}
	}
	return rows
}

func hostRows(x *Export, r *printed.Report) [][]any {
	var rows [][]any
	for _, h := range r.HostSheets() {
		for _, s := range h.Shifts {
			studio := ""
			if s.Studio != nil {
				studio = x.nameOf(s.Studio)
			}
			name := x.nameOf(h.Host)
			rows = append(rows, []any{name, x.local(s.Span.Start), x.local(s.Span.End), studio, planner.Live, x.Title(s.Live), nil, nil, nil, nil, s.Live.Note})
			for _, c := range s.CallOut {
				rows = append(rows, []any{name, x.local(c.Span.Start), x.local(c.Span.End), nil, c.Event.Kind, x.Title(c.Event), nil, nil, nil, quantity(c.Promo), c.Event.Note})
			}
			for _, f := range s.Flashes {
				for _, p := range f.Prices {
					row := []any{name, x.local(f.At), x.local(f.At.Add(f.Length)), nil, planner.Flash, x.Title(f.Event), int(f.FromLive / time.Minute), p.Product.SKU, nil, quantity(f.Event.Promo), f.Event.Note}
					if p.Known {
						row[8] = p.Price
					}
					rows = append(rows, row)
				}
			}
		}
	}
	return rows
}

func quantity(o *planner.Promo) any { return count(o.Quantity) }

// count is a number, or nothing for none.
func count(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// amount is money in the plan's currency, or nothing for none.
func (x *Export) amount(minor int64) any {
	if minor == 0 {
		return nil
	}
	return x.Plan.Money(minor)
}

func skus(list []*planner.Product) string {
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = p.SKU
	}
	return strings.Join(names, ", ")
}

func couponRows(x *Export, r *printed.Report) [][]any {
	var rows [][]any
	for _, m := range append(r.Coupons(), r.FlashDeals()...) {
		row := []any{m.Event.Kind, x.Title(m.Event), x.Word("tool." + m.Promo.Tool), nil, nil, x.local(m.Span.Start), x.local(m.Span.End), skus(m.Products), quantity(m.Promo),
			m.Promo.Code, x.amount(m.Promo.MinSpend), x.amount(m.Promo.MaxOff), count(m.Promo.PerBuyer), m.Cost, nil, nil, numbers(m.Notes)}
		if m.Promo.PercentOff > 0 {
			row[3] = percent(m.Promo.PercentOff.Fraction())
		}
		if m.Promo.AmountOff > 0 {
			row[4] = x.Plan.Money(m.Promo.AmountOff)
		}
		if m.Priced {
			row[14], row[15] = m.Lowest, m.Highest
		}
		rows = append(rows, row)
	}
	return rows
}

func stockRows(x *Export, r *printed.Report) [][]any {
	var rows [][]any
	for _, s := range r.Stock().Products {
		line := ""
		if s.Line != nil {
			line = x.nameOf(s.Line)
		}
		rows = append(rows, []any{s.Product.SKU, x.nameOf(s.Product), line, s.Stock, s.Inbound, s.Arrives, s.Promised, s.Expected, s.Left(), s.Short})
	}
	return rows
}

func dayRows(x *Export, r *printed.Report) [][]any {
	var rows [][]any
	stock := r.Stock()
	for _, d := range stock.Days {
		for i, l := range stock.Lines {
			rows = append(rows, []any{d.Date, d.Parcels, d.Promised, x.nameOf(l), d.Left[i]})
		}
	}
	return rows
}

func shotRows(x *Export, r *printed.Report) [][]any {
	var rows [][]any
	for _, s := range r.Shooting() {
		var skus []string
		for _, p := range s.Products {
			skus = append(skus, p.SKU)
		}
		rows = append(rows, []any{box, s.Ship, s.Film, x.local(s.Post), x.Title(s.Event), strings.Join(skus, " "), s.Event.Clip.Effort, x.Plan.Money(s.Event.Clip.Cost), s.Event.Note})
	}
	return rows
}

func banRows(x *Export, r *printed.Report) [][]any {
	var rows [][]any
	for _, a := range r.BanActions(time.Time{}).Actions {
		rows = append(rows, []any{box, x.Word("paper.ban." + a.Within), x.said(a.Do), a.Owner, len(a.Events)})
	}
	return rows
}

func checkRows(x *Export, r *printed.Report) [][]any {
	var rows [][]any
	for _, g := range r.Checklist() {
		for _, c := range g.Rows {
			mark := box
			if c.Done {
				mark = "☑"
			}
			rows = append(rows, []any{mark, x.Word("phase." + string(g.Phase)), x.local(c.By), c.Event.Kind, x.Title(c.Event), x.said(c.Do), c.Owner})
		}
	}
	return rows
}

// numbers are the numbers of findings, as the cover lists them.
func numbers(list []int) string {
	parts := make([]string, len(list))
	for i, n := range list {
		parts[i] = strconv.Itoa(n)
	}
	return strings.Join(parts, " ")
}

// calendarRows are weeks of seven days: a row of dates, then as many rows as the fullest day has events.
func calendarRows(r *printed.Report) [][7]any {
	var rows [][7]any
	for _, m := range r.Months() {
		for _, w := range m.Weeks {
			var dates [7]any
			var days [7][]*planner.Event
			most := 0
			for i, d := range w.Days {
				if d.In {
					dates[i], days[i] = d.Date, slices.Clone(d.Events)
				}
			}
			for _, b := range w.Bands {
				for i := b.First; i <= b.Last; i++ {
					days[i] = slices.Insert(days[i], 0, b.Event)
				}
			}
			for i := range days {
				most = max(most, len(days[i]))
			}
			rows = append(rows, dates)
			for n := range most {
				var row [7]any
				for i := range days {
					if n < len(days[i]) {
						row[i] = days[i][n]
					}
				}
				rows = append(rows, row)
			}
		}
	}
	return rows
}
