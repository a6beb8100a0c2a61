package caldav

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/storage/ical"
)

// State is what the server had after the last exchange, by the names of its objects. It is kept between exchanges;
// an empty one is that of a calendar never published to.
type State struct {
	Objects map[string]Mark `json:"objects"`
}

// Mark is one object as we last saw it.
type Mark struct {
	Event string `json:"event"` // the event's ID
	ETag  string `json:"etag"`  // the server's mark of its version
	Sum   string `json:"sum"`   // of what we wrote
}

// Result is what an exchange did.
type Result struct {
	Written, Deleted, Same int
	Conflicts              []Conflict
	State                  State
}

// Conflict is an object that was not written since it was changed or taken away on the server.
type Conflict struct {
	Event *planner.Event // as the plan has it; nil where the plan no longer has it
	ID    string
	Gone  bool // the server no longer has it
}

// Publish brings the server's calendar up to the plan: new and changed events are written, events that left the plan
// are deleted. What was changed on the server since the state is left alone and returned as conflicts; overwrite names
// the IDs of events whose conflicts the user decided for the plan.
func (c *Client) Publish(ctx context.Context, x *ical.Export, state State, overwrite []string) (Result, error) {
	var r Result
	remote, err := c.remote(ctx)
	if err != nil {
		return r, err
	}
	old := state.Objects
	r.State = State{Objects: map[string]Mark{}}
	wanted := map[string]bool{}
	for _, e := range x.Events() {
		name := ical.UID(x.Plan.ID, e.ID) + ".ics"
		wanted[name] = true
		sum, err := sumOf(x, e)
		if err != nil {
			return r, err
		}
		mark, known := old[name]
		there, exists := remote[name]
		force := slices.Contains(overwrite, e.ID)
		switch {
		case exists && known && there.etag == mark.ETag && mark.Sum == sum:
			r.Same++
			r.State.Objects[name] = mark
			continue
		case !force && (known && !exists || exists && (!known || there.etag != mark.ETag)):
			r.Conflicts = append(r.Conflicts, Conflict{e, e.ID, !exists})
			if known {
				r.State.Objects[name] = mark
			}
			continue
		}
		data, err := x.Object(e)
		if err != nil {
			return r, err
		}
		ok, err := c.put(ctx, name, there.etag, data)
		if err != nil {
			return r, err
		}
		if !ok {
			r.Conflicts = append(r.Conflicts, Conflict{e, e.ID, false})
			continue
		}
		r.Written++
		r.State.Objects[name] = Mark{Event: e.ID, Sum: sum}
	}
	if err := c.prune(ctx, old, remote, wanted, overwrite, &r); err != nil {
		return r, err
	}
	return r, c.marks(ctx, &r)
}

// prune deletes what we wrote once and the plan no longer has.
func (c *Client) prune(ctx context.Context, old map[string]Mark, remote map[string]object, wanted map[string]bool, overwrite []string, r *Result) error {
	for name, mark := range old {
		there, exists := remote[name]
		if wanted[name] || !exists {
			continue
		}
		if there.etag != mark.ETag && !slices.Contains(overwrite, mark.Event) {
			r.Conflicts = append(r.Conflicts, Conflict{ID: mark.Event})
			r.State.Objects[name] = mark
			continue
		}
		ok, err := c.remove(ctx, name, there.etag)
		if err != nil {
			return err
		}
		if !ok {
			r.Conflicts = append(r.Conflicts, Conflict{ID: mark.Event})
			r.State.Objects[name] = mark
			continue
		}
		r.Deleted++
	}
	slices.SortFunc(r.Conflicts, func(a, b Conflict) int { return strings.Compare(a.ID, b.ID) })
	return nil
}

// marks asks for the versions of what was written: servers need not tell when they take an object.
func (c *Client) marks(ctx context.Context, r *Result) error {
	if r.Written == 0 {
		return nil
	}
	remote, err := c.remote(ctx)
	if err != nil {
		return err
	}
	for name, mark := range r.State.Objects {
		if mark.ETag == "" {
			mark.ETag = remote[name].etag
			r.State.Objects[name] = mark
		}
	}
	return nil
}

// Pull reads the server's calendar as a file, whose Differences with the plan are what was changed there. Objects that
// the state knows and the server no longer has are events that were taken out. zone is the plan's.
func (c *Client) Pull(ctx context.Context, p *planner.Plan, state State) (*ical.File, error) {
	remote, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(remote, func(a, b object) int { return strings.Compare(a.href, b.href) })
	all := &ical.File{PlanID: p.ID}
	var problems planner.Problems
	for _, o := range remote {
		f, err := ical.Read(bytes.NewReader(o.data), p.Zone())
		if err != nil {
			for _, one := range planner.AsProblems(err) {
				n := *one
				n.File = o.href
				problems = append(problems, &n)
			}
			continue
		}
		all.Entries = append(all.Entries, f.Entries...)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	for _, mark := range state.Objects {
		all.Listed = append(all.Listed, mark.Event)
	}
	slices.Sort(all.Listed)
	return all, nil
}

// Accept returns the state after the user took the server's side: what the server has now is what was last seen.
// Without it the next Publish would call it a conflict again.
func (c *Client) Accept(ctx context.Context, x *ical.Export, state State) (State, error) {
	remote, err := c.remote(ctx)
	if err != nil {
		return state, err
	}
	out := State{Objects: map[string]Mark{}}
	for _, e := range x.Events() {
		name := ical.UID(x.Plan.ID, e.ID) + ".ics"
		if there, ok := remote[name]; ok {
			out.Objects[name] = Mark{Event: e.ID, ETag: there.etag}
		}
	}
	for name, mark := range state.Objects {
		if _, ok := out.Objects[name]; !ok && remote[name].etag != "" {
			out.Objects[name] = mark
		}
	}
	return out, nil
}

func (c *Client) remote(ctx context.Context) (map[string]object, error) {
	list, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	m := map[string]object{}
	for _, o := range list {
		m[o.href] = o
	}
	return m, nil
}

// sumOf is a fingerprint of what would be written of the event, whenever it is written.
func sumOf(x *ical.Export, e *planner.Event) (string, error) {
	still := *x
	still.Stamp = time.Time{}
	data, err := still.Object(e)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16]), err
}
