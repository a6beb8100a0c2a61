package main

import (
	"cmp"
	"time"

	"github.com/alecthomas/kong"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

type priceCmd struct {
	File    string    `arg:"" help:"The plan file."`
	Product string    `required:"" help:"The SKU." placeholder:"SKU"`
	At      string    `help:"The instant: RFC 3339, or a clock time of the market; the beginning of --trail where not given." placeholder:"TIME"`
	Trail   trailFlag `help:"Give every step of the price from FROM up to TO as well." placeholder:"FROM TO"`
}

// trailFlag takes the two times that follow --trail.
type trailFlag struct{ from, to string }

// Decode reads both.
func (f *trailFlag) Decode(ctx *kong.DecodeContext) error {
	if err := ctx.Scan.PopValueInto("FROM", &f.from); err != nil {
		return err
	}
	return ctx.Scan.PopValueInto("TO", &f.to)
}

// span reads both times on the market's clock; the zero span where the flag was not given.
func (f trailFlag) span(loc *time.Location) (s planner.Span, err error) {
	if f.from == "" {
		return s, nil
	}
	if s.Start, err = planner.ParseClock(f.from, loc); err != nil {
		return s, err
	}
	if s.End, err = planner.ParseClock(f.to, loc); err == nil && !s.Start.Before(s.End) {
		err = planner.Problemf("problem.end_before_start", "--trail", s.Start, s.End)
	}
	return s, err
}

type priceJSON struct {
	Product     string          `json:"product"`
	At          string          `json:"at"`
	Currency    string          `json:"currency"`
	List        string          `json:"list"`
	Final       string          `json:"final"` // the usual price
	Worst       string          `json:"worst"` // the lowest that any buyer can reach
	MarginFinal string          `json:"margin_final"`
	MarginWorst string          `json:"margin_worst"` // the lowest over all stacks
	Chain       []stepJSON      `json:"chain"`
	Steps       []trailStepJSON `json:"steps,omitempty"` // with --trail
}

type stepJSON struct {
	Layer        string  `json:"layer"`
	Tool         string  `json:"tool"`
	Event        *string `json:"event"`
	Off          string  `json:"off"`
	After        string  `json:"after"`
	SellerPays   string  `json:"seller_pays"`
	PlatformPays string  `json:"platform_pays"`
}

// trailStepJSON is a step of the trail: what holds from its instant on, and which promotions begin there, end
// there, or have their last claimed coupons expire there.
type trailStepJSON struct {
	At          string   `json:"at"`
	Final       string   `json:"final"`
	Worst       string   `json:"worst"`
	MarginFinal string   `json:"margin_final"`
	MarginWorst string   `json:"margin_worst"`
	Low30       string   `json:"low30"`
	Begins      []string `json:"begins"`
	Ends        []string `json:"ends"`
	Expires     []string `json:"expires"`
}

// Run prices one product at one instant, and with --trail over a span.
func (c *priceCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		p := f.Snapshot().Plan
		span, err := c.Trail.span(p.Zone())
		if err != nil {
			return err
		}
		when := cmp.Or(c.At, c.Trail.from)
		if when == "" {
			return planner.Problemf("problem.price_when")
		}
		at, err := planner.ParseClock(when, p.Zone())
		if err != nil {
			return err
		}
		book := pricing.New(p)
		q, err := book.At(c.Product, at)
		if err != nil {
			return err
		}
		trail := book.Trail(c.Product, span)
		return e.print(priceOf(p, q, trail), func() { e.tellPrice(p, q, trail) })
	})
}

func priceOf(p *planner.Plan, q pricing.Quote, trail []pricing.Point) priceJSON {
	stamp := func(t time.Time) string { return t.In(p.Zone()).Format(time.RFC3339) }
	amount := func(n int64) string { return p.Money(n).Decimal() }
	v := priceJSON{Product: q.SKU, At: stamp(q.At), Currency: p.Market.Currency, List: q.List.Decimal(), Final: q.Final.Decimal(), Worst: q.Worst.Decimal(),
		MarginFinal: q.MarginFinal.Decimal(), MarginWorst: q.MarginWorst.Decimal(), Chain: []stepJSON{}}
	for _, s := range q.Chain {
		v.Chain = append(v.Chain, stepJSON{s.Layer, s.Tool, some(s.Event), amount(s.Off), amount(s.After), amount(s.SellerPays), amount(s.PlatformPays)})
	}
	for _, t := range trail {
		v.Steps = append(v.Steps, trailStepJSON{stamp(t.At), t.Final.Decimal(), t.Worst.Decimal(), t.MarginFinal.Decimal(), t.MarginWorst.Decimal(),
			t.Low30.Decimal(), list(t.Begins), list(t.Ends), list(t.Expires)})
	}
	return v
}

// list returns the IDs as a list that is written as [] where it is empty.
func list(ids []string) []string { return append([]string{}, ids...) }

func (e *env) tellPrice(p *planner.Plan, q pricing.Quote, trail []pricing.Point) {
	w := e.words.In(p.Zone())
	e.line("%s", w.T("bfctl.price", q.SKU, q.At, q.List, q.Final, q.Worst))
	for _, s := range q.Chain {
		e.line("  %s", w.T("bfctl.price_step", planner.T("tool."+s.Tool), s.Event, p.Money(s.Off), p.Money(s.After)))
	}
	e.line("%s", w.T("bfctl.margin", q.MarginFinal, q.MarginWorst))
	for _, t := range trail {
		e.line("  %s", w.T("prices.trail", t.At, t.Final, t.Worst, t.MarginWorst, t.Low30))
	}
}
