package main

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule"
	"bfplanner/storage"
	"bfplanner/storage/sheet"
)

type newCmd struct {
	Sale   string `help:"A sale of the presets; 'bfctl sales' lists them." xor:"sale" placeholder:"ID"`
	Start  string `help:"Start of a sale period of your own, a clock time of --zone." and:"own" placeholder:"TIME"`
	End    string `help:"Its end; an end written 23:59 includes that minute." and:"own" placeholder:"TIME"`
	Zone   string `help:"The IANA zone in which the period is written." and:"own" placeholder:"ZONE"`
	Market string `help:"The market of a sale period of your own." default:"US"`
	Shop   string `help:"The shop's sheets, XLSX or CSV; the sample shop where not given." placeholder:"FILE"`
	Name   string `help:"The plan's name; the shop's file name where not given."`
	Output string `short:"o" required:"" help:"The plan file to make." placeholder:"PLAN"`
}

const sampleShop = "home-goods.xlsx"

// Run makes the plan file. It never overwrites one.
func (c *newCmd) Run(e *env) error {
	sale, err := c.sale(e)
	if err != nil {
		return err
	}
	shop, err := c.shop(e, sale)
	if err != nil {
		return err
	}
	name := c.Name
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(c.Output), filepath.Ext(c.Output))
	}
	p, err := e.presets.NewPlan(storage.NewID(), name, sale, shop)
	if err != nil {
		return err
	}
	if _, err := os.Stat(c.Output); err == nil {
		return &planner.Problem{Text: planner.T("problem.file_exists", c.Output), File: filepath.Base(c.Output)}
	}
	if err := storage.CreateFile(c.Output, p, storage.Options{Now: e.wall}); err != nil {
		return err
	}
	return e.print(map[string]any{"plan": c.Output, "sale": sale.ID, "products": p.Products.Len(), "hosts": p.Hosts.Len()}, func() {
		e.line("%s", e.words.T("bfctl.made", c.Output, e.words.Name(&sale), p.Products.Len(), p.Hosts.Len()))
	})
}

func (c *newCmd) sale(e *env) (planner.Sale, error) {
	if c.Start != "" {
		span, err := planner.ParseSalePeriod(c.Start, c.End, c.Zone)
		return planner.Sale{ID: planner.Own, Market: c.Market, Span: span, Zone: c.Zone, Status: planner.Own,
			Provenance: planner.Provenance{Confidence: planner.Own}}, err
	}
	s, ok := e.presets.Sales.Get(c.Sale)
	if !ok {
		return planner.Sale{}, planner.Problemf("problem.no_sale", c.Sale)
	}
	return *s, nil
}

func (c *newCmd) shop(e *env, sale planner.Sale) (planner.ShopData, error) {
	market, ok := e.presets.Markets.Get(sale.Market)
	if !ok {
		return planner.ShopData{}, planner.Problemf("problem.market", sale.Market)
	}
	name, read := sampleShop, func(n string) ([]byte, error) { f, err := assets.Samples.Open(n); return readAll(f, err) }
	if c.Shop != "" {
		name, read = c.Shop, os.ReadFile
	}
	data, err := read(name)
	if err != nil {
		return planner.ShopData{}, cannotRead(name, err)
	}
	return sheet.ReadShop(filepath.Base(name), data, e.presets, market.Currency)
}

type planCmd struct {
	File    string  `arg:"" help:"The plan file."`
	Seconds float64 `help:"How long to think. Without it the search makes a number of moves, so that the same plan gives the same layout."`
	Moves   int     `help:"How many moves the search makes." default:"1000000"`
	Seed    uint64  `help:"Which of many searches to make."`
	Change  float64 `help:"How much may change: 1 plans afresh, 0 touches nothing." default:"1"`
}

// request is the search that the flags ask for.
func (c *planCmd) request(p *planner.Plan, now time.Time) schedule.Request {
	r := schedule.Request{Plan: p, Now: now, Check: rules.NewChecker(), Change: c.Change, Long: true, Seed: c.Seed, Moves: c.Moves}
	if c.Seconds > 0 {
		began := time.Now()
		r.Moves, r.Spent = 0, func() float64 { return time.Since(began).Seconds() / c.Seconds }
	}
	return r
}

// Run lays out the campaign and says what it holds, what it is worth and how far from the best that may be.
func (c *planCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		s := f.Snapshot()
		out, err := schedule.Solve(e.ctx, c.request(s.Plan, s.Now), nil)
		if err != nil {
			return err
		}
		if err := f.do(out.Command); err != nil {
			return err
		}
		s = f.Snapshot()
		kinds := map[planner.Kind]int{}
		for _, x := range s.Plan.Events.All() {
			kinds[x.Kind]++
		}
		v := map[string]any{"events": kinds, "totals": s.Totals, "value": out.After, "value_before": out.Before, "bound": out.Bound, "gap": out.Gap.Fraction()}
		return e.print(v, func() {
			for _, k := range planner.Kinds {
				if kinds[k] > 0 {
					e.line("%s", e.words.T("bfctl.count", k, kinds[k]))
				}
			}
			e.line("%s", e.words.T("bfctl.totals", s.Totals.Block, s.Totals.Warn, s.Totals.Hint))
			if out.Bound.Minor > 0 {
				e.line("%s", e.words.T("engine.worth", out.After, out.Bound, out.Gap))
			} else {
				e.line("%s", e.words.T("engine.worth", out.After))
			}
		})
	})
}

type checkCmd struct {
	File      string `arg:"" help:"The plan file."`
	Dismissed bool   `help:"List dismissed findings too."`
}

// Run lists the findings.
func (c *checkCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		s := f.Snapshot()
		list := s.Findings
		if c.Dismissed {
			list = append(append([]rules.Finding{}, list...), s.Dismissed...)
		}
		v := checkOf(e, s.Plan, list)
		err := e.print(v, func() {
			for _, x := range v.Findings {
				e.line("%s  %s  [%s]", e.words.T("severity."+x.Severity), x.Title, x.Rule)
				e.line("    %s", x.Why)
				for _, fix := range x.Fixes {
					e.line("    → %s", fix)
				}
			}
			e.line("%s", e.words.T("bfctl.totals", v.Totals.Block, v.Totals.Warn, v.Totals.Hint))
		})
		if err == nil && len(v.Findings) > 0 {
			return errFindings
		}
		return err
	})
}

type showCmd struct {
	File string `arg:"" help:"The plan file."`
}

// Run shows the plan.
func (c *showCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		s := f.Snapshot()
		return e.print(showOf(e, s.Plan, s.Now), func() {
			w := e.words.In(s.Plan.Zone())
			e.line("%s · %s (%s)", s.Plan.Name, w.Name(&s.Plan.Sale), w.T("sale.status."+s.Plan.Sale.Status))
			e.line("%s", w.Span(s.Plan.Sale.Span))
			for _, x := range byStart(s.Plan.Events.All()) {
				when := w.T("bfctl.backlog")
				if x.Scheduled() {
					when = w.Span(x.Span)
				}
				e.line("%-6s %-36s %s", x.ID, when, w.EventTitle(s.Plan, x))
			}
		})
	})
}

type salesCmd struct{}

// Run lists the sales of the presets.
func (c *salesCmd) Run(e *env) error {
	var list []saleJSON
	for _, s := range e.presets.Sales.All() {
		loc, err := planner.Zone(s.Zone)
		if err != nil {
			return err
		}
		list = append(list, saleJSON{s.ID, s.Span.Start.In(loc).Format(time.RFC3339), s.Span.End.In(loc).Format(time.RFC3339), s.Zone, s.Status})
	}
	return e.print(list, func() {
		for i, s := range e.presets.Sales.All() {
			e.line("%-8s %s  %s – %s  (%s)", s.ID, e.words.Name(s), list[i].Start, list[i].End, e.words.T("sale.status."+s.Status))
		}
	})
}
