package main

import (
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/rules"
)

// The JSON of show and check is a contract with scripts: fields may be added, none renamed.

type showJSON struct {
	Name     string      `json:"name"`
	Currency string      `json:"currency"`
	Now      string      `json:"now"`
	Sale     saleJSON    `json:"sale"`
	Events   []eventJSON `json:"events"`
	Risks    []riskJSON  `json:"risks"`

	Forecast *forecastJSON `json:"forecast"` // null for a plan with nothing to sell
}

type forecastJSON struct {
	Value  string         `json:"value"`
	GMV    string         `json:"gmv"`
	Orders float64        `json:"orders"`
	Terms  forecast.Terms `json:"terms"`
}

func forecastOf(p *planner.Plan, now time.Time) *forecastJSON {
	o, err := forecast.OutlookOf(p, now)
	if err != nil {
		return nil
	}
	return &forecastJSON{o.Value.Decimal(), o.GMV.Decimal(), o.Orders, o.Terms}
}

type saleJSON struct {
	ID     string `json:"id"`
	Start  string `json:"start"`
	End    string `json:"end"`
	Zone   string `json:"zone"`
	Status string `json:"status"`
}

type shiftJSON struct {
	Host  string `json:"host"`
	Start string `json:"start"`
	End   string `json:"end"`
}

type eventJSON struct {
	ID         string      `json:"id"`
	Kind       string      `json:"kind"`
	Type       *string     `json:"type"` // of a video or a milestone
	Channel    *string     `json:"channel"`
	Title      string      `json:"title"`
	Start      *string     `json:"start"`
	End        *string     `json:"end"`
	Host       *string     `json:"host"`
	Shifts     []shiftJSON `json:"shifts"`
	Studio     *string     `json:"studio"`
	Line       *string     `json:"line"`
	Products   []string    `json:"products"`
	Tool       *string     `json:"tool"`
	PercentOff *float64    `json:"percent_off"`
	Parent     *string     `json:"parent"`
	Series     *string     `json:"series"`
	Pinned     bool        `json:"pinned"`
	Note       *string     `json:"note"`
}

type riskJSON struct {
	ID          string  `json:"id"`
	Market      string  `json:"market"`
	Kind        string  `json:"kind"`
	Start       string  `json:"start"`
	End         *string `json:"end"` // null where none is known
	Probability float64 `json:"probability"`
	Title       string  `json:"title"`
}

func showOf(e *env, p *planner.Plan, now time.Time) showJSON {
	loc := p.Zone()
	stamp := func(t time.Time) string { return t.In(loc).Format(time.RFC3339) }
	v := showJSON{Name: p.Name, Currency: p.Market.Currency, Now: stamp(now), Events: []eventJSON{}, Risks: []riskJSON{},
		Sale: saleJSON{p.Sale.ID, stamp(p.Sale.Span.Start), stamp(p.Sale.Span.End), p.Sale.Zone, p.Sale.Status}}
	for _, x := range p.Events.All() {
		v.Events = append(v.Events, eventOf(e, p, x, stamp))
	}
	for _, r := range p.Risks.All() {
		if r.KnownFrom.After(now) {
			continue
		}
		j := riskJSON{ID: r.ID, Market: strings.Join(r.Markets, ","), Kind: string(r.Kind), Start: stamp(r.Span.Start), Title: e.words.Name(r)}
		if r.Span.End.Before(planner.Forever) {
			j.End = ptr(stamp(r.Span.End))
		}
		j.Probability = r.Probability.Fraction()
		if d, ok := p.RiskDefaults.Get(string(r.Kind)); ok && r.Probability < 0 {
			j.Probability = d.Probability.Fraction()
		}
		v.Risks = append(v.Risks, j)
	}
	v.Forecast = forecastOf(p, now)
	return v
}

func eventOf(e *env, p *planner.Plan, x *planner.Event, stamp func(time.Time) string) eventJSON {
	j := eventJSON{ID: x.ID, Kind: string(x.Kind), Title: e.words.EventTitle(p, x), Channel: some(x.Channel), Line: some(x.Line),
		Parent: some(x.Parent), Series: some(x.Series), Note: some(x.Note), Pinned: x.Pinned, Shifts: []shiftJSON{}, Products: append([]string{}, x.Products...)}
	if x.Scheduled() {
		j.Start, j.End = ptr(stamp(x.Span.Start)), ptr(stamp(x.Span.End))
	}
	switch {
	case x.Clip != nil:
		j.Type = some(x.Clip.Type)
	case x.Task != nil:
		j.Type = some(x.Task.Type)
	case x.Promo != nil:
		j.Tool = some(x.Promo.Tool)
		if x.Promo.PercentOff > 0 {
			j.PercentOff = ptr(float64(x.Promo.PercentOff) / 100)
		}
	case x.Live != nil:
		j.Studio = some(x.Live.Studio)
		for _, s := range x.Live.Shifts {
			j.Shifts = append(j.Shifts, shiftJSON{s.Host, stamp(s.Span.Start), stamp(s.Span.End)})
		}
		if hosts := x.Hosts(); len(hosts) > 0 {
			j.Host = ptr(hosts[0])
		}
	}
	return j
}

type checkJSON struct {
	Findings []findingJSON `json:"findings"`
	Totals   rules.Totals  `json:"totals"`
}

type findingJSON struct {
	Rule     string   `json:"rule"`
	Severity string   `json:"severity"`
	Events   []string `json:"events"`
	Start    *string  `json:"start"`
	End      *string  `json:"end"`
	Title    string   `json:"title"`
	Why      string   `json:"why"`
	Fixes    []string `json:"fixes"`
}

func checkOf(e *env, p *planner.Plan, list []rules.Finding) checkJSON {
	w := e.words.In(p.Zone())
	v := checkJSON{Findings: []findingJSON{}, Totals: rules.Count(list)}
	for _, f := range list {
		j := findingJSON{Rule: f.Rule, Severity: string(f.Severity), Events: append([]string{}, f.Events...), Fixes: []string{},
			Title: w.T("rule."+f.Rule+".title", f.Args...), Why: w.T("rule."+f.Rule+".why", f.Args...)}
		if !f.Span.IsZero() {
			j.Start, j.End = ptr(f.Span.Start.In(p.Zone()).Format(time.RFC3339)), ptr(f.Span.End.In(p.Zone()).Format(time.RFC3339))
		}
		for _, x := range f.Fixes {
			j.Fixes = append(j.Fixes, w.Text(x.Label))
		}
		v.Findings = append(v.Findings, j)
	}
	return v
}

func ptr[T any](v T) *T { return &v }

// some returns nil for "", which JSON shows as null.
func some(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
