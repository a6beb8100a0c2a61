package rules

import (
	"strings"

	"bfplanner/planner"
)

// name returns what an event is called, as an argument of a text: its title, or one made of its details.
func (x *index) name(e *planner.Event) any {
	name, ok := x.named[e]
	if !ok {
		name = x.nameOf(e)
		x.named[e] = name
	}
	return name
}

func (x *index) nameOf(e *planner.Event) any {
	switch {
	case e.Title != "":
		return e.Title
	case e.Clip != nil:
		if live := x.p.Event(e.Parent); live != nil && live.Scheduled() {
			return planner.T("title.teaser", planner.T("video."+e.Clip.Type), live.Span.Start)
		}
		return planner.T("title.video", planner.T("video."+e.Clip.Type), x.subject(e))
	case e.Live != nil:
		if names := x.hostNames(e); names != "" {
			return planner.T("title.live", e.Span.Length(), names)
		}
		return planner.T("title.live", e.Span.Length())
	case e.Promo != nil:
		return planner.T("rule.name.promo", x.tool(e), x.subject(e), x.discount(e.Promo))
	case e.Task != nil:
		return planner.T("milestone." + e.Task.Type)
	}
	return e.Kind
}

// discount says what a promotion takes off: a share, an amount, or a fixed price.
func (x *index) discount(o *planner.Promo) planner.Text {
	switch {
	case o.Price > 0:
		return planner.T("discount.price", x.p.Money(o.Price))
	case o.AmountOff > 0:
		return planner.T("discount.amount", x.p.Money(o.AmountOff))
	}
	return planner.T("format.off", o.PercentOff, o.PercentOff.Zhe())
}

// subject returns what an event is about: its product, how many, its line, or the whole shop.
func (x *index) subject(e *planner.Event) any {
	if len(e.Products) == 1 {
		return x.product(e.Products[0])
	}
	if len(e.Products) > 1 {
		return planner.T("subject.products", len(e.Products))
	}
	return x.line(e.Line)
}

func (x *index) line(id string) any {
	if l, ok := x.p.Lines.Get(id); ok {
		return l
	}
	return planner.T("subject.shop")
}

func (x *index) product(sku string) any {
	if q := x.p.Product(sku); q != nil {
		return q
	}
	return sku
}

func (x *index) tool(e *planner.Event) any {
	if t := x.p.Tool(e.Promo.Tool); t != nil {
		return t
	}
	return e.Promo.Tool
}

func (x *index) hostNames(e *planner.Event) string {
	var names []string
	for _, id := range e.Hosts() {
		names = append(names, x.hostName(id))
	}
	return strings.Join(names, " → ")
}

func (x *index) hostName(id string) string {
	if h := x.p.Host(id); h != nil && h.Name != "" {
		return h.Name
	}
	return id
}

func (x *index) studioName(id string) string {
	if s, ok := x.p.Studios.Get(id); ok && s.Name != "" {
		return s.Name
	}
	return id
}

func (x *index) shopName(id string) string {
	if s, ok := x.p.Shops.Get(id); ok && s.Name != "" {
		return s.Name
	}
	return id
}
