package planner

import (
	"encoding/json"
	"io/fs"
	"strings"
	"time"
)

// Presets are the facts of the outside world and the defaults of the model that come with the program.
type Presets struct {
	Markets      Table[*Market]
	Sales        Table[*Sale]
	Tools        Table[*Tool]
	Layers       Table[*Layer]
	Fees         Table[*Fee]
	Risks        Table[*RiskWindow]
	RiskDefaults Table[*RiskDefault]
	Params       Table[*Param]
	Channels     Table[*Channel]
	Packs        []Pack // the files read, each with the date of its facts
}

// presetSale is how a sale is written down: clock times of its own zone, the end as announced.
type presetSale struct {
	Sale
	Start string `json:"start"`
	End   string `json:"end"`
}

// presetRisk is how a risk window is written down: dates of its market, both included, or instants.
type presetRisk struct {
	RiskWindow
	Start       string       `json:"start"`
	End         *string      `json:"end"`
	KnownFrom   string       `json:"known_from"`
	Probability *BasisPoints `json:"probability"`
}

// ReadPresets reads markets.json, sales.json, promotions.json, risks.json and model.json from the root of fsys.
// An error names the file and what is wrong with it.
func ReadPresets(fsys fs.FS) (*Presets, error) {
	var ps Presets
	var sales struct{ Sales []presetSale }
	var risks struct {
		Defaults []*RiskDefault
		Windows  []presetRisk
	}
	var markets struct{ Markets Table[*Market] }
	var promos struct {
		Tools  Table[*Tool]
		Layers Table[*Layer]
		Fees   Table[*Fee]
	}
	var model struct {
		Params   Table[*Param]
		Channels Table[*Channel]
	}
	for _, f := range []struct {
		name string
		into any
	}{{"markets", &markets}, {"sales", &sales}, {"promotions", &promos}, {"risks", &risks}, {"model", &model}} {
		b, err := fs.ReadFile(fsys, f.name+".json")
		if err != nil {
			return nil, err
		}
		var head struct {
			AsOf string `json:"as_of"`
		}
		if err = json.Unmarshal(b, &head); err == nil {
			err = json.Unmarshal(b, f.into)
		}
		if err != nil {
			return nil, &Problem{Text: T("problem.preset", err.Error()), File: f.name + ".json", Cause: err}
		}
		ps.Packs = append(ps.Packs, Pack{f.name, head.AsOf})
	}
	ps.Markets, ps.Tools, ps.Layers, ps.Fees = markets.Markets, promos.Tools, promos.Layers, promos.Fees
	ps.Params, ps.Channels, ps.RiskDefaults = model.Params, model.Channels, TableOf(risks.Defaults...)
	for _, s := range sales.Sales {
		sale, err := s.sale()
		if err != nil {
			return nil, err
		}
		ps.Sales = ps.Sales.Put(sale)
	}
	for _, r := range risks.Windows {
		w, err := r.window(ps.Markets)
		if err != nil {
			return nil, err
		}
		ps.Risks = ps.Risks.Put(w)
	}
	return &ps, nil
}

func (s presetSale) sale() (*Sale, error) {
	span, err := ParseSalePeriod(s.Start, s.End, s.Zone)
	if err != nil {
		return nil, err
	}
	sale := s.Sale
	sale.Span = span
	return &sale, nil
}

// clockLayouts are the ways in which a clock time without a zone may be written.
var clockLayouts = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly}

// ParseClock reads a clock time such as "2024-11-13 16:00" in the zone, or an instant with its own offset.
func ParseClock(s string, loc *time.Location) (time.Time, error) {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC(), nil
	}
	if t, err := time.Parse("2006-01-02T15:04Z07:00", s); err == nil {
		return t.UTC(), nil
	}
	for _, l := range clockLayouts {
		if t, err := time.ParseInLocation(l, s, loc); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, Problemf("problem.time", s)
}

// ParseSalePeriod reads a sale's start and its end as announced, in the sale's zone. An end on a date alone
// includes that day, and one at minute 59 includes that minute.
func ParseSalePeriod(start, end, zone string) (Span, error) {
	loc, err := Zone(zone)
	if err != nil {
		return Span{}, err
	}
	from, err := ParseClock(start, loc)
	if err != nil {
		return Span{}, err
	}
	to, err := ParseClock(end, loc)
	if err != nil {
		return Span{}, err
	}
	if d, err := ParseDate(strings.TrimSpace(end)); err == nil {
		to = d.Add(1).At(0, 0, loc)
	} else if to.Minute() == 59 {
		to = to.Truncate(time.Minute).Add(time.Minute)
	}
	if !from.Before(to) {
		return Span{}, Problemf("problem.sale_order", from, to)
	}
	return Span{from, to}, nil
}

func (r presetRisk) window(markets Table[*Market]) (*RiskWindow, error) {
	loc := time.UTC
	if len(r.Markets) > 0 {
		if m, ok := markets.Get(r.Markets[0]); ok {
			z, err := Zone(m.Zone)
			if err != nil {
				return nil, err
			}
			loc = z
		}
	}
	w := r.RiskWindow
	var err error
	if w.Span.Start, err = ParseClock(r.Start, loc); err != nil {
		return nil, err
	}
	if w.KnownFrom, err = ParseClock(r.KnownFrom, loc); err != nil {
		return nil, err
	}
	w.Span.End = Forever
	if r.End != nil {
		if w.Span.End, err = ParseClock(*r.End, loc); err != nil {
			return nil, err
		}
		if d, err := ParseDate(*r.End); err == nil {
			w.Span.End = d.Add(1).At(0, 0, loc)
		}
	}
	_, err = ParseDate(r.Start)
	w.AllDay = err == nil
	w.Probability = -1
	if r.Probability != nil {
		w.Probability = *r.Probability
	}
	return &w, CheckRisk(&w)
}

// ShopData is what a seller's sheets say of the shop.
type ShopData struct {
	Shops    []*Shop
	Lines    []*Line
	Products []*Product
	Hosts    []*Host
	Studios  []*Studio
	Channels []*Channel // empty takes the presets'
}

// Rows returns the data as the rows that put it on a plan which exists already. A shop that the plan has
// keeps its budgets where the sheets name none.
func (d ShopData) Rows(p *Plan) []Row {
	var rows []Row
	for _, s := range d.Shops {
		if _, ok := p.Shops.Get(s.ID); !ok || s.CouponBudget > 0 || s.AdBudget > 0 || s.VideoBudget > 0 {
			rows = append(rows, s)
		}
	}
	rows = appendRows(rows, d.Lines)
	rows = appendRows(rows, d.Products)
	rows = appendRows(rows, d.Hosts)
	rows = appendRows(rows, d.Studios)
	return appendRows(rows, d.Channels)
}

func appendRows[T Row](rows []Row, more []T) []Row {
	for _, r := range more {
		rows = append(rows, r)
	}
	return rows
}

// NewPlan makes a plan without events from the presets, a sale and a shop. The ID must be unique among all
// plans. It fails with a *Problem where the sale's market or zone is unknown or a product is impossible.
func (ps *Presets) NewPlan(id, name string, sale Sale, shop ShopData) (*Plan, error) {
	market, ok := ps.Markets.Get(sale.Market)
	if !ok {
		return nil, Problemf("problem.market", sale.Market)
	}
	m := *market
	if sale.Zone != "" {
		m.Zone = sale.Zone
	}
	p := &Plan{
		Head:  Head{ID: id, Name: name, Market: m, Sale: sale, Packs: ps.Packs},
		Shops: TableOf(shop.Shops...), Lines: TableOf(shop.Lines...), Products: TableOf(shop.Products...),
		Hosts: TableOf(shop.Hosts...), Studios: TableOf(shop.Studios...), Channels: TableOf(shop.Channels...),
		Tools: ps.Tools, Layers: ps.Layers, Fees: ps.Fees, Risks: ps.Risks, RiskDefaults: ps.RiskDefaults, Params: ps.Params,
	}
	p.MarginFloor = BasisPoints(p.Num("margin_floor"))
	if p.Channels.Len() == 0 {
		p.Channels = ps.Channels
	}
	if p.Shops.Len() == 0 {
		return nil, Problemf("problem.no_shop")
	}
	for _, x := range p.Products.All() {
		if err := p.CheckProduct(x); err != nil {
			return nil, err
		}
	}
	return p, p.Head.Check()
}
