package main

import (
	"encoding/json"
	"os"

	"bfplanner/planner"
	"bfplanner/storage/caldav"
	"bfplanner/storage/ical"
)

// serverCmd is the calendar on a server that both verbs speak to. The password comes from the environment, so that it
// stands in no list of processes and no history.
type serverCmd struct {
	File string `arg:"" help:"The plan file."`
	URL  string `arg:"" help:"The calendar's own address on the server, https://…/."`
	User string `help:"Who you are there; the password is read from BFPLANNER_PASSWORD."`
}

const passwordVariable = "BFPLANNER_PASSWORD"

func (c *serverCmd) client() *caldav.Client {
	return &caldav.Client{URL: c.URL, User: c.User, Password: os.Getenv(passwordVariable)}
}

// setting is where the file keeps what the server had after the last exchange.
func (c *serverCmd) setting() string { return "caldav " + c.URL }

func (c *serverCmd) state(f *planFile) (caldav.State, error) {
	var s caldav.State
	kept, err := f.store.Setting(c.setting())
	if err != nil || kept == "" {
		return s, err
	}
	return s, json.Unmarshal([]byte(kept), &s)
}

func (c *serverCmd) keep(f *planFile, s caldav.State) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return f.store.SetSetting(c.setting(), string(data))
}

// calendarOf is the plan as it is written to a server.
func (e *env) calendarOf(p *planner.Plan) *ical.Export {
	w := e.words.In(p.Zone())
	return &ical.Export{Plan: p, Stamp: e.wall(), Word: w.T, Title: func(x *planner.Event) string { return w.EventTitle(p, x) }}
}

type publishCmd struct {
	serverCmd
	Overwrite []string `help:"Events, by their IDs, that are written although the server changed them." placeholder:"IDS"`
}

// Run brings the server's calendar up to the plan. What was changed there stays and is listed.
func (c *publishCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		p := f.Snapshot().Plan
		state, err := c.state(f)
		if err != nil {
			return err
		}
		server := c.client()
		if err := server.Ensure(e.ctx, p.Name); err != nil {
			return err
		}
		decided := map[string]string{}
		for _, id := range c.Overwrite {
			decided[id] = caldav.Any
		}
		r, err := server.Publish(e.ctx, e.calendarOf(p), state, decided)
		if err != nil {
			return err
		}
		if err := c.keep(f, r.State); err != nil {
			return err
		}
		ids := make([]string, len(r.Conflicts))
		for i, x := range r.Conflicts {
			ids[i] = x.ID
		}
		err = e.print(map[string]any{"written": r.Written, "deleted": r.Deleted, "same": r.Same, "conflicts": ids}, func() {
			e.line("%s", e.words.T("exchange.published", r.Written, r.Deleted, r.Same))
			for _, id := range ids {
				e.line("%s (%s)", id, e.words.T("exchange.conflict.server"))
			}
		})
		if err == nil && len(ids) > 0 {
			return errFindings
		}
		return err
	})
}

type pullCmd struct {
	serverCmd
	DryRun bool `help:"Say what would change, and change nothing."`
	Theirs bool `help:"Where both sides changed the same thing, take the server's."`
}

// Run takes what was changed on the server, as one edit.
func (c *pullCmd) Run(e *env) error {
	return e.withPlan(c.File, func(f *planFile) error {
		p := f.Snapshot().Plan
		state, err := c.state(f)
		if err != nil {
			return err
		}
		server := c.client()
		file, err := server.Pull(e.ctx, p, state)
		if err != nil {
			return err
		}
		taken, left, err := e.takeDifferences(f, file.File, c.URL, c.DryRun, c.Theirs)
		if err == nil && len(taken) > 0 && !c.DryRun {
			err = c.keep(f, file.Accept(state, p, f.Snapshot().Plan, taken))
		}
		if err == nil && left > 0 {
			return errFindings
		}
		return err
	})
}
