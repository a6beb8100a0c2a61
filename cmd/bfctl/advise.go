package main

import (
	"time"

	"bfplanner/planner"
	"bfplanner/planner/schedule"
	"bfplanner/ui/words"
)

type whyCmd struct {
	File  string `arg:"" help:"The plan file."`
	Event string `arg:"" help:"The event's ID; 'bfctl show' lists them."`
}

type whyJSON struct {
	Event    string     `json:"event"`
	Currency string     `json:"currency"`
	Credit   string     `json:"credit"`
	Terms    []termJSON `json:"terms"`
	Remove   string     `json:"remove"` // what the plan loses without the event
	Later    *string    `json:"later"`
	Earlier  *string    `json:"earlier"`
	Binding  []string   `json:"binding"`
	Outside  *string    `json:"outside"` // why the engine does not place it
}

type termJSON struct {
	ID    string `json:"id"`
	Value string `json:"value"`
}

// Run says why an event stands where it does.
func (c *whyCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		s := f.Snapshot()
		r, err := schedule.Why(s.Plan, s.Now, c.Event)
		if err != nil {
			return err
		}
		w := e.words.In(s.Plan.Zone())
		said := func(t planner.Text) *string { return some(w.Text(t)) }
		v := whyJSON{Event: r.Event, Currency: s.Plan.Market.Currency, Credit: r.Total.Decimal(), Terms: []termJSON{}, Remove: r.Remove.Decimal(),
			Later: said(r.Later), Earlier: said(r.Earlier), Binding: []string{}, Outside: said(r.Outside)}
		for _, t := range r.Terms {
			v.Terms = append(v.Terms, termJSON{t.ID, t.Value.Decimal()})
		}
		for _, t := range r.Binding {
			v.Binding = append(v.Binding, w.Text(t))
		}
		return e.print(v, func() { tellWhy(e, w, s.Plan.Event(c.Event), r) })
	})
}

func tellWhy(e *env, w *words.Words, event *planner.Event, r schedule.Reason) {
	if r.Remove.Minor < 0 {
		e.line("%s", w.T("bfctl.why.gain", event, r.Total, r.Remove.Times(-1)))
	} else {
		e.line("%s", w.T("bfctl.why", event, r.Total, r.Remove))
	}
	if r.Outside.Key != "" {
		e.line("  %s", w.Text(r.Outside))
	}
	var rows [][]string
	for _, t := range r.Terms {
		rows = append(rows, []string{"  " + w.T("term."+t.ID), w.Show(t.Value)})
	}
	e.table(rows)
	for _, t := range append([]planner.Text{r.Later, r.Earlier}, r.Binding...) {
		if t.Key != "" {
			e.line("  %s", w.Text(t))
		}
	}
}

type slotsCmd struct {
	File  string `arg:"" help:"The plan file."`
	Event string `arg:"" help:"The event's ID; 'bfctl show' lists them."`
	Take  int    `help:"Put the event in the place of this number, from 1." placeholder:"N"`
}

type slotJSON struct {
	Start  string   `json:"start"`
	End    string   `json:"end"`
	Hosts  []string `json:"hosts"`
	Delta  string   `json:"delta"` // by how much the forecast differs
	Reason string   `json:"reason"`
}

// Run lists the best places for an event, and with --take puts it in one.
func (c *slotsCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		s := f.Snapshot()
		list, err := schedule.Suggest(s.Plan, s.Now, c.Event)
		if err != nil {
			return err
		}
		if c.Take < 0 || c.Take > len(list) {
			return planner.Problemf("problem.slot", c.Take, len(list))
		}
		if c.Take > 0 {
			if err := f.do(list[c.Take-1].Command); err != nil {
				return err
			}
		}
		w := e.words.In(s.Plan.Zone())
		slots := []slotJSON{}
		for _, l := range list {
			hosts := l.Hosts
			if hosts == nil {
				hosts = []string{}
			}
			slots = append(slots, slotJSON{clock(s.Plan, l.Span.Start), clock(s.Plan, l.Span.End), hosts, l.Delta.Decimal(), w.Text(l.Reason)})
		}
		return e.print(map[string]any{"event": c.Event, "currency": s.Plan.Market.Currency, "slots": slots}, func() {
			for i, l := range list {
				e.line("%d  %s  %s", i+1, w.Span(l.Span), w.Text(l.Reason))
			}
		})
	})
}

// clock returns an instant with the market's offset.
func clock(p *planner.Plan, t time.Time) string { return t.In(p.Zone()).Format(time.RFC3339) }

type mendCmd struct {
	File    string  `arg:"" help:"The plan file."`
	Change  int     `help:"How much may change, from 0, nothing, to 100, all anew." default:"30"`
	Seconds float64 `help:"How long to think; 10 where neither this nor --moves is given." placeholder:"N"`
	Moves   int     `help:"How many moves to try at most; with it the same plan gives the same repair." placeholder:"N"`
	Seed    uint64  `help:"Another seed may find another repair." default:"1"`
	Accept  bool    `help:"Make the repair's changes in the plan."`
}

type mendJSON struct {
	ValueBefore string     `json:"value_before"`
	ValueAfter  string     `json:"value_after"`
	Currency    string     `json:"currency"`
	Changes     []partJSON `json:"changes"`
}

type partJSON struct {
	Event  string  `json:"event"`
	Kind   string  `json:"kind"`
	Action string  `json:"action"`
	From   *string `json:"from"`
	To     *string `json:"to"`
	Why    string  `json:"why"`
}

// Run finds the repair with least change, and with --accept makes it.
func (c *mendCmd) Run(e *env) error {
	if c.Change < 0 || c.Change > 100 {
		return planner.Problemf("problem.change", c.Change)
	}
	return e.withPlan(c.File, func(f *planFile) error {
		s := f.Snapshot()
		r := schedule.MendRequest{Plan: s.Plan, Now: s.Now, Change: float64(c.Change) / 100, Seed: c.Seed, Moves: c.Moves}
		if c.Moves == 0 {
			seconds := c.Seconds
			if seconds <= 0 {
				seconds = searchSeconds
			}
			began := time.Now()
			r.Spent = func() float64 { return time.Since(began).Seconds() / seconds }
		}
		out, err := schedule.Mend(e.ctx, r)
		if conflict, ok := schedule.Clash(s.Plan, s.Now, err); ok {
			return conflict.Problem
		}
		if err != nil {
			return err
		}
		if c.Accept && len(out.Parts) > 0 {
			if err := f.do(out.Command); err != nil {
				return err
			}
		}
		w := e.words.In(s.Plan.Zone())
		v := mendJSON{out.Before.Decimal(), out.After.Decimal(), s.Plan.Market.Currency, partsJSON(s.Plan, w, out.Parts)}
		return e.print(v, func() { tellMend(e, w, out, c.Accept) })
	})
}

// partsJSON lists what a repair does, event by event.
func partsJSON(p *planner.Plan, w *words.Words, parts []schedule.Part) []partJSON {
	start := func(x planner.Span) *string {
		if x.IsZero() {
			return nil
		}
		return some(clock(p, x.Start))
	}
	list := []partJSON{}
	for _, x := range parts {
		list = append(list, partJSON{x.Event, string(x.Kind), x.Action, start(x.From), start(x.To), w.Text(x.Why)})
	}
	return list
}

func tellMend(e *env, w *words.Words, out schedule.Repair, accepted bool) {
	for _, x := range out.Parts {
		event := x.Is
		if event == nil {
			event = x.Was
		}
		e.line("%s  %s", w.T("bfctl.mend."+x.Action, event, x.From, x.To), w.Text(x.Why))
	}
	e.line("%s", w.T("bfctl.mend", len(out.Parts), out.Before, out.After))
	if accepted && len(out.Parts) > 0 {
		e.line("%s", w.T("bfctl.drill_accepted"))
	}
}
