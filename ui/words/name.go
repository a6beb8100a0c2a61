package words

import (
	"strings"

	"bfplanner/planner"
)

// Name returns what a row is called: its Chinese name in Chinese where it has one, the translation of channels
// and tools that the program knows, else the name that it was given, else its ID.
func (w *Words) Name(row planner.Row) string {
	s := w.name(row)
	if w.second == nil {
		return s
	}
	if other := w.second.name(row); other != s {
		return s + " " + other
	}
	return s
}

func (w *Words) name(row planner.Row) string {
	var name, zh string
	switch r := row.(type) {
	case *planner.Sale:
		name, zh = r.Name, r.NameZh
	case *planner.Line:
		name, zh = r.Name, r.NameZh
	case *planner.Product:
		name, zh = r.Name, r.NameZh
	case *planner.RiskWindow:
		if name, zh = r.Title, r.TitleZh; name == "" {
			return w.one("risk." + string(r.Kind))
		}
	case *planner.Shop:
		name = r.Name
	case *planner.Host:
		name = r.Name
	case *planner.Studio:
		name = r.Name
	case *planner.Channel:
		if key := "channel." + r.ID; r.Name == "" && w.Has(key) {
			return w.one(key)
		}
		name = r.Name
	case *planner.Tool:
		if key := "tool." + r.ID; w.Has(key) {
			return w.one(key)
		}
	}
	if zh != "" && strings.HasPrefix(w.lang, "zh") {
		return zh
	}
	if name == "" {
		return row.RowID()
	}
	return name
}

// Subject returns what an event is about, for T: its product, how many products, its line, or the whole shop.
func Subject(p *planner.Plan, e *planner.Event) any {
	if len(e.Products) == 1 {
		if x := p.Product(e.Products[0]); x != nil {
			return x
		}
		return e.Products[0]
	}
	if len(e.Products) > 1 {
		return planner.T("subject.products", len(e.Products))
	}
	if l, ok := p.Lines.Get(e.Line); ok {
		return l
	}
	return planner.T("subject.shop")
}

// Confidence says how far a fact is to be trusted: planner.Provenance's Confidence, whose parts are joined by +.
func (w *Words) Confidence(c string) string {
	var parts []string
	for _, one := range strings.Split(c, "+") {
		if one != "" {
			parts = append(parts, w.T("confidence."+one))
		}
	}
	return strings.Join(parts, " · ")
}

// HostNames returns the names of a live's hosts in the order of their shifts, "Ana → Bo".
func (w *Words) HostNames(p *planner.Plan, e *planner.Event) string {
	var names []string
	for _, id := range e.Hosts() {
		if h := p.Host(id); h != nil {
			names = append(names, w.Name(h))
		}
	}
	return strings.Join(names, " → ")
}

// EventTitle returns the event's title, or where it has none one made of its details: "直播 2 小时 · Ana".
func (w *Words) EventTitle(p *planner.Plan, e *planner.Event) string {
	if e.Title != "" {
		return e.Title
	}
	switch {
	case e.Clip != nil:
		return w.videoTitle(p, e)
	case e.Live != nil:
		if hosts := w.HostNames(p, e); hosts != "" {
			return w.T("title.live", e.Span.Length(), hosts)
		}
		return w.T("title.live", e.Span.Length())
	case e.Promo != nil:
		tool := any(e.Kind)
		if t := p.Tool(e.Promo.Tool); t != nil && e.Kind == planner.Flash {
			tool = t
		}
		return w.T("title."+string(e.Kind), Subject(p, e), Discount(p, e.Promo), tool)
	case e.Ad != nil:
		return w.T("title.ad", p.Money(e.Ad.Daily), Subject(p, e))
	case e.Task != nil:
		return w.T("milestone." + e.Task.Type)
	}
	return w.Show(e.Kind)
}

// videoTitle names a video by its product or line, and a teaser by the live that it is for.
func (w *Words) videoTitle(p *planner.Plan, e *planner.Event) string {
	name := planner.T("video." + e.Clip.Type)
	if live := p.Event(e.Parent); live != nil && live.Scheduled() {
		return w.T("title.teaser", name, live.Span.Start)
	}
	return w.T("title.video", name, Subject(p, e))
}

// Discount returns what a promotion takes off: a share, in Chinese with its 折, an amount, or a fixed price.
func Discount(p *planner.Plan, o *planner.Promo) planner.Text {
	switch {
	case o.Price > 0:
		return planner.T("discount.price", p.Money(o.Price))
	case o.AmountOff > 0 && o.MinSpend > 0:
		return planner.T("discount.amount_over", p.Money(o.AmountOff), p.Money(o.MinSpend))
	case o.AmountOff > 0:
		return planner.T("discount.amount", p.Money(o.AmountOff))
	}
	return offText(o.PercentOff)
}

func offText(b planner.BasisPoints) planner.Text { return planner.T("format.off", b, b.Zhe()) }
