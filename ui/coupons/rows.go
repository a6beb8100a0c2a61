package coupons

import (
	"cmp"
	"slices"
	"strings"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/pricing"
	"bfplanner/planner/rules"
	"bfplanner/ui/words"
)

// row is one promotion of the table.
type row struct {
	event    *planner.Event
	tool     string // its name
	scope    string
	seller   int64 // expected cost over its run, minor units
	platform int64
	priced   bool  // it touches the price of some product
	low      int64 // the lowest price that any buyer reaches while it works: of the product with the least
	high     int64 // of the product with the most
	margin   int64 // the lowest margin of the product that it hits worst, and that product's floor
	floor    int64
	marks    int            // findings about it
	worst    rules.Severity // of them; "" for none
	text     string         // what the filter looks in, in lower case
}

// under reports whether the lowest margin is under the floor.
func (r *row) under() bool { return r.priced && r.margin < r.floor }

// rowsOf makes a row of each promotion of the plan, in the order of IDs.
func rowsOf(s *editor.Snapshot, w *words.Words) []*row {
	p := s.Plan
	book := pricing.Of(p)
	costs := rules.CouponReserves(p)
	marks, worst := findingsOf(s)
	var list []*row
	for _, e := range p.Events.All() {
		if e.Promo == nil {
			continue
		}
		r := &row{event: e, tool: toolName(p, w, e.Promo.Tool), scope: w.Show(words.Subject(p, e)), marks: marks[e.ID], worst: worst[e.ID]}
		for _, d := range costs(e) {
			r.seller += d.SellerCost.Minor
			r.platform += d.PlatformCost.Minor
		}
		r.price(book)
		r.text = strings.ToLower(strings.Join([]string{e.ID, w.EventTitle(p, e), r.tool, r.scope, e.Promo.Code, e.Note, strings.Join(e.Products, " ")}, "\n"))
		list = append(list, r)
	}
	return list
}

// price fills in what the promotion does to the prices of its products.
func (r *row) price(book *pricing.Book) {
	for i, x := range book.Pinches(r.event.ID) {
		if i == 0 {
			r.priced, r.low, r.high, r.margin, r.floor = true, x.Lowest.Minor, x.Lowest.Minor, x.MarginWorst.Minor, x.Floor.Minor
			continue
		}
		r.low, r.high = min(r.low, x.Lowest.Minor), max(r.high, x.Lowest.Minor)
		if x.Room() < r.margin-r.floor {
			r.margin, r.floor = x.MarginWorst.Minor, x.Floor.Minor
		}
	}
}

func toolName(p *planner.Plan, w *words.Words, id string) string {
	if t := p.Tool(id); t != nil {
		return w.Name(t)
	}
	return id
}

// rank orders severities, the worst first.
var rank = map[rules.Severity]int{rules.Block: 0, rules.Warn: 1, rules.Hint: 2, "": 3}

// findingsOf returns how many findings there are about each event, and the worst severity among them.
func findingsOf(s *editor.Snapshot) (count map[string]int, worst map[string]rules.Severity) {
	count, worst = map[string]int{}, map[string]rules.Severity{}
	for _, f := range s.Findings {
		for _, id := range f.Events {
			count[id]++
			if rank[f.Severity] < rank[worst[id]] {
				worst[id] = f.Severity
			}
		}
	}
	return count, worst
}

// filter says which promotions are listed.
type filter struct {
	text string // every word of it stands somewhere in the row
	tool string // "" for all
	line string // "" for all; a promotion of the whole shop concerns every line
}

// keeps reports whether the row is listed.
func (f filter) keeps(p *planner.Plan, r *row) bool {
	if f.tool != "" && r.event.Promo.Tool != f.tool {
		return false
	}
	if f.line != "" && !slices.ContainsFunc(p.ProductsOf(r.event), func(x *planner.Product) bool { return x.Line == f.line }) {
		return false
	}
	for word := range strings.FieldsSeq(strings.ToLower(f.text)) {
		if !strings.Contains(r.text, word) {
			return false
		}
	}
	return true
}

// arrange returns the rows that are kept, in the order of a column; equal ones by start, then by ID.
func arrange(p *planner.Plan, rows []*row, f filter, by column, down bool) []*row {
	list := make([]*row, 0, len(rows))
	for _, r := range rows {
		if f.keeps(p, r) {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b *row) int {
		n := by.less(a, b)
		if down {
			n = -n
		}
		return cmp.Or(n, a.event.Span.Start.Compare(b.event.Span.Start), strings.Compare(a.event.ID, b.event.ID))
	})
	return list
}
