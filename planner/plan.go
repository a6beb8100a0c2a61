package planner

import (
	"strconv"
	"time"
)

// Plan is one whole campaign, immutable and self-contained: it holds copies of its sale, shop, rule pack,
// risk windows and parameters, so that a change of the presets changes no plan behind its owner's back.
type Plan struct {
	Head
	Shops        Table[*Shop]
	Lines        Table[*Line]
	Products     Table[*Product]
	Hosts        Table[*Host]
	Studios      Table[*Studio]
	Channels     Table[*Channel]
	Tools        Table[*Tool]
	Layers       Table[*Layer]
	Fees         Table[*Fee]
	Risks        Table[*RiskWindow]
	RiskDefaults Table[*RiskDefault]
	Params       Table[*Param]
	Events       Table[*Event]
	Dismissals   Table[*Dismissal]
}

// Head is what a plan has one of.
type Head struct {
	ID          string      `json:"id"` // unique among all plans
	Name        string      `json:"name"`
	Of          string      `json:"of,omitempty"`       // ID of the real plan that this is a scenario of; "" for a real plan
	Scenario    string      `json:"scenario,omitempty"` // what the scenario is called
	Market      Market      `json:"market"`
	Sale        Sale        `json:"sale"`
	AsOf        time.Time   `json:"as_of,omitzero"` // as if it were this instant; zero follows the clock
	NextID      int         `json:"next_id"`        // number of the next event
	MarginFloor BasisPoints `json:"margin_floor"`   // lowest unit margin, a share of the list price
	Packs       []Pack      `json:"packs"`          // the presets that the plan was made from
}

// Pack names a preset file and the date of its facts.
type Pack struct {
	ID   string `json:"id"`
	AsOf string `json:"as_of"`
}

// Dismissal says that the user has seen a finding and does not want to see it again.
type Dismissal struct {
	Key string `json:"key"` // the finding's Key
}

// RowID returns the finding's key.
func (d *Dismissal) RowID() string { return d.Key }

// Zone returns the market's time zone, in which the plan's days are counted.
func (p *Plan) Zone() *time.Location {
	if z, err := Zone(p.Market.Zone); err == nil {
		return z
	}
	return time.UTC
}

// Now returns the plan's as-of instant: what lies before it is past. That is at if it is not zero, else the
// plan's own AsOf, else the wall clock if it lies between the start of preparation and the end of the tail,
// else the start of preparation, so that last year's sale can be planned.
func (p *Plan) Now(at, wall time.Time) time.Time {
	campaign := p.Sale.Campaign()
	switch {
	case !at.IsZero():
		return at.UTC()
	case !p.AsOf.IsZero():
		return p.AsOf
	case campaign.Contains(wall):
		return wall.UTC()
	}
	return campaign.Start
}

// Event returns the event with that ID, or nil.
func (p *Plan) Event(id string) *Event {
	e, _ := p.Events.Get(id)
	return e
}

// Product returns the product with that SKU, or nil.
func (p *Plan) Product(sku string) *Product {
	x, _ := p.Products.Get(sku)
	return x
}

// Host returns the host with that ID, or nil.
func (p *Plan) Host(id string) *Host {
	h, _ := p.Hosts.Get(id)
	return h
}

// Tool returns the rule-pack row of that tool, or nil.
func (p *Plan) Tool(id string) *Tool {
	t, _ := p.Tools.Get(id)
	return t
}

// Num returns the first value of a parameter, and 0 for one that the plan does not have.
func (p *Plan) Num(id string) float64 {
	if v := p.Nums(id); len(v) > 0 {
		return v[0]
	}
	return 0
}

// Nums returns the values of a parameter. The caller must not change them.
func (p *Plan) Nums(id string) []float64 {
	if x, ok := p.Params.Get(id); ok {
		return x.Values
	}
	return nil
}

// Money returns an amount of minor units in the plan's currency.
func (p *Plan) Money(minor int64) Money { return Money{minor, p.Market.Currency} }

// ProductsOf returns the products that an event concerns, in the order of their SKUs: those it names, else its line's, else the whole shop's.
func (p *Plan) ProductsOf(e *Event) []*Product {
	var list []*Product
	for _, sku := range e.Products {
		if x := p.Product(sku); x != nil {
			list = append(list, x)
		}
	}
	if len(e.Products) > 0 {
		return list
	}
	for _, x := range p.Products.All() {
		if e.Line != "" && x.Line != e.Line {
			continue
		}
		if e.Line == "" {
			if l, ok := p.Lines.Get(x.Line); ok && e.Shop != "" && l.Shop != e.Shop {
				continue
			}
		}
		list = append(list, x)
	}
	return list
}

// Children returns the events that belong to the live of that ID, in the order of their IDs.
func (p *Plan) Children(id string) []*Event {
	var list []*Event
	for _, e := range p.Events.All() {
		if e.Parent == id {
			list = append(list, e)
		}
	}
	return list
}

// OnPlatform reports whether the event happens on the sale's own platform, which risk windows hit.
func (p *Plan) OnPlatform(e *Event) bool {
	c, ok := p.Channels.Get(e.Channel)
	return !ok && e.Channel == TikTok || ok && c.Platform
}

// Horizon returns the days that are planned: from the start of seeding to the sale's last day, in the market's zone.
func (p *Plan) Horizon() []Date {
	loc := p.Zone()
	first := DateOf(p.Sale.Span.Start, loc).Add(-30)
	return Span{first.At(0, 0, loc), p.Sale.Span.End}.Dates(loc)
}

// newID gives out the next event ID of that kind and the head that remembers it.
func (h Head) newID(k Kind) (string, Head) {
	h.NextID++
	return k.Letter() + strconv.Itoa(h.NextID), h
}
