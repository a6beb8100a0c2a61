package main

import (
	"bfplanner/planner"
	"bfplanner/planner/schedule"
	"bfplanner/ui/words"
)

type contestCmd struct {
	File   string `arg:"" help:"The plan file."`
	Hours  string `help:"Live hours to reach in the contest's time." placeholder:"N" xor:"aim" required:""`
	GMV    string `help:"Forecast sales to reach on the contest's days, in the plan's currency." name:"gmv" placeholder:"AMOUNT" xor:"aim" required:""`
	Videos string `help:"Videos of the short-video challenge that count." placeholder:"N" xor:"aim" required:""`
	Accept bool   `help:"Make the changes in the plan."`
}

type contestJSON struct {
	Reached     bool         `json:"reached"`
	Said        string       `json:"said"` // that it is, or why not
	ValueBefore string       `json:"value_before"`
	ValueAfter  string       `json:"value_after"`
	Currency    string       `json:"currency"`
	Before      standingJSON `json:"before"`
	After       standingJSON `json:"after"`
	Changes     []partJSON   `json:"changes"`
}

type standingJSON struct {
	Start        string      `json:"start"` // of the live contest
	End          string      `json:"end"`
	Sessions     int         `json:"sessions"`
	SessionLimit int         `json:"session_limit"` // 0 is none
	Hours        float64     `json:"hours"`
	GMV          string      `json:"gmv"`
	PostFrom     *string     `json:"post_from"`
	PostUntil    *string     `json:"post_until"`
	Videos       int         `json:"videos"`
	Faults       []faultJSON `json:"faults"`
}

type faultJSON struct {
	Event string `json:"event"`
	Why   string `json:"why"`
}

// Run looks for the cheapest way to the target, and with --accept takes it.
func (c *contestCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		s := f.Snapshot()
		aim, err := c.aim(s.Plan)
		if err != nil {
			return err
		}
		out, err := schedule.Reach(e.ctx, s.Plan, s.Now, aim)
		if err != nil {
			return err
		}
		if c.Accept && len(out.Parts) > 0 {
			if err := f.do(out.Command); err != nil {
				return err
			}
		}
		w := e.words.In(s.Plan.Zone())
		v := contestJSON{out.To.Reached(), w.Text(out.Said()), out.Before.Decimal(), out.After.Decimal(), s.Plan.Market.Currency,
			standingOf(s.Plan, w, out.From), standingOf(s.Plan, w, out.To), partsJSON(s.Plan, w, out.Parts)}
		return e.print(v, func() {
			tell := func(when string, is schedule.Standing) {
				e.line("%s", w.T(when))
				for _, t := range is.Texts() {
					e.line("  %s", w.Text(t))
				}
				for _, x := range is.Faults {
					e.line("  %s", w.Text(x.Text(x.Event)))
				}
			}
			tell("bfctl.contest.from", out.From)
			if len(out.Parts) > 0 {
				tellMend(e, w, out.Repair, c.Accept)
				tell("bfctl.contest.to", out.To)
			}
			e.line("%s", w.Text(out.Said()))
		})
	})
}

// aim reads the target that was given; the parser sees to it that it is exactly one.
func (c *contestCmd) aim(p *planner.Plan) (schedule.Aim, error) {
	for target, typed := range map[string]string{"hours": c.Hours, "gmv": c.GMV, "videos": c.Videos} {
		if typed != "" {
			return schedule.AimOf(p).At(target, typed)
		}
	}
	return schedule.Aim{}, planner.Problemf("problem.aim", "")
}

func standingOf(p *planner.Plan, w *words.Words, s schedule.Standing) standingJSON {
	v := standingJSON{Start: clock(p, s.Span.Start), End: clock(p, s.Span.End), Sessions: s.HasSessions, SessionLimit: s.Sessions,
		Hours: s.HasHours, GMV: s.HasGMV.Decimal(), Videos: s.HasVideos, Faults: []faultJSON{}}
	if !s.Posting.IsZero() {
		v.PostFrom, v.PostUntil = some(clock(p, s.Posting.Start)), some(clock(p, s.Posting.End))
	}
	for _, f := range s.Faults {
		v.Faults = append(v.Faults, faultJSON{f.Event, w.Text(f.Why)})
	}
	return v
}
