package caldav

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"reflect"
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
	Event string `json:"event"`         // the event's ID
	ETag  string `json:"etag"`          // the server's mark of its version
	Sum   string `json:"sum"`           // of what we wrote
	UID   string `json:"uid,omitempty"` // of an event that began on the server; "" for one of ours
}

// Seen is an object of the server in the version that the user was shown; one without an ETag is gone.
type Seen struct{ Name, ETag, UID string }

// With returns the state in which the event of that ID holds what the user saw of the server, "" for none. Without it
// the next Publish would call that a conflict again.
func (s State) With(eventID string, seen Seen) State {
	next := State{Objects: maps.Clone(s.Objects)}
	if next.Objects == nil {
		next.Objects = map[string]Mark{}
	}
	delete(next.Objects, seen.Name)
	if eventID != "" && seen.ETag != "" {
		mark := Mark{Event: eventID, ETag: seen.ETag}
		if !strings.HasSuffix(seen.UID, "-"+eventID+ical.Host) {
			mark.UID = seen.UID
		}
		next.Objects[seen.Name] = mark
	}
	return next
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
	Both  bool // the plan changed it too since it was written
	Seen  Seen
	// Differences are what the server has otherwise than the plan.
	Differences []ical.Difference
}

// Any stands for every version of an object.
const Any = "*"

// publication is one Publish under way.
type publication struct {
	*Client
	export  *ical.Export
	old     map[string]Mark
	remote  map[string]object
	decided map[string]string
	Result
}

// Publish brings the server's calendar up to the plan: new and changed events are written, events that left the plan
// are deleted. What was changed on the server since the state is left alone and returned as conflicts; decided are those
// that the user decided for the plan, with the versions that were seen, or Any, by the IDs of the events.
func (c *Client) Publish(ctx context.Context, x *ical.Export, state State, decided map[string]string) (Result, error) {
	remote, err := c.remote(ctx)
	if err != nil {
		return Result{}, err
	}
	known := *x
	known.UIDs = map[string]string{}
	u := &publication{c, &known, state.Objects, remote, decided, Result{State: State{Objects: map[string]Mark{}}}}
	names := map[string]string{}
	for name, mark := range u.old {
		names[mark.Event] = name
		if mark.UID != "" {
			known.UIDs[mark.Event] = mark.UID
		}
	}
	wanted := map[string]bool{}
	events := x.Events()
	for i, e := range events {
		if c.Report != nil {
			c.Report(i, len(events))
		}
		name := cmp.Or(names[e.ID], ical.UID(x.Plan.ID, e.ID)+".ics")
		wanted[name] = true
		if err := u.event(ctx, name, e); err != nil {
			return u.Result, err
		}
	}
	if err := u.prune(ctx, wanted); err != nil {
		return u.Result, err
	}
	return u.Result, u.marks(ctx)
}

// event writes one event, unless the server has it already or has a change of its own.
func (u *publication) event(ctx context.Context, name string, e *planner.Event) error {
	sum, err := sumOf(u.export, e)
	if err != nil {
		return err
	}
	mark, known := u.old[name]
	there, exists := u.remote[name]
	if exists && known && there.etag == mark.ETag && mark.Sum == sum {
		u.Same++
		u.State.Objects[name] = mark
		return nil
	}
	if exists != known || exists && there.etag != mark.ETag {
		conflict := u.conflict(name, e)
		conflict.Both = mark.Sum != sum
		switch {
		case u.settled(e.ID, there.etag):
		case len(conflict.Differences) > 0:
			u.Conflicts = append(u.Conflicts, conflict)
			if known {
				u.State.Objects[name] = mark
			}
			return nil
		case exists && (mark.Sum == sum || u.holds(there, e)): // what changed there is nothing that a plan knows of
			u.Same++
			u.State.Objects[name] = Mark{Event: e.ID, ETag: there.etag, Sum: sum, UID: mark.UID}
			return nil
		}
	}
	data, err := u.export.Object(e)
	if err != nil {
		return err
	}
	made, ok, err := u.put(ctx, name, there.etag, data)
	switch {
	case err != nil:
		return err
	case !ok: // somebody was faster; the next time will show what was done
		u.Conflicts = append(u.Conflicts, Conflict{Event: e, ID: e.ID})
		return nil
	}
	u.Written++
	u.State.Objects[name] = Mark{Event: e.ID, ETag: made, Sum: sum, UID: mark.UID}
	return nil
}

// settled reports whether the user decided for the plan, having seen the version that the server has.
func (u *publication) settled(eventID, etag string) bool {
	seen, ok := u.decided[eventID]
	return ok && (seen == Any || seen == etag)
}

// conflict says what the server has otherwise than the event, nil for one that left the plan.
func (u *publication) conflict(name string, e *planner.Event) Conflict {
	there, exists := u.remote[name]
	mark, known := u.old[name]
	x := Conflict{Event: e, ID: mark.Event, Gone: !exists, Seen: Seen{name, there.etag, mark.UID}}
	if e != nil {
		x.ID = e.ID
		x.Seen.UID = cmp.Or(mark.UID, ical.UID(u.export.Plan.ID, e.ID))
	}
	if !exists {
		if known && e != nil {
			x.Differences = []ical.Difference{{What: ical.Removed, Event: e, UID: x.Seen.UID}}
		}
		return x
	}
	entry, ok := u.read(there)
	if !ok {
		x.Differences = []ical.Difference{{What: ical.Unreadable, Event: e, UID: x.Seen.UID}}
		return x
	}
	x.Seen.UID = entry.UID
	x.Differences = entry.Against(u.export.Plan, e, u.export.Summary)
	return x
}

// read reads the one event of an object; it is false for what is not one event, as one that repeats.
func (u *publication) read(o object) (ical.Entry, bool) {
	f, err := ical.Read(bytes.NewReader(o.data), u.export.Plan.Zone())
	if err != nil || len(f.Entries) != 1 {
		return ical.Entry{}, false
	}
	return f.Entries[0], true
}

// holds reports whether the object is the event as it would be written.
func (u *publication) holds(o object, e *planner.Event) bool {
	entry, ok := u.read(o)
	return ok && entry.Base != nil && reflect.DeepEqual(entry.Base, e)
}

// prune deletes what we wrote once and the plan no longer has.
func (u *publication) prune(ctx context.Context, wanted map[string]bool) error {
	for _, name := range slices.Sorted(maps.Keys(u.old)) {
		mark := u.old[name]
		there, exists := u.remote[name]
		if wanted[name] || !exists {
			continue
		}
		ok := there.etag == mark.ETag || u.settled(mark.Event, there.etag)
		if ok {
			var err error
			if ok, err = u.remove(ctx, name, there.etag); err != nil {
				return err
			}
		}
		if !ok {
			conflict := u.conflict(name, nil)
			conflict.Both = true
			u.Conflicts = append(u.Conflicts, conflict)
			u.State.Objects[name] = mark
			continue
		}
		u.Deleted++
	}
	slices.SortFunc(u.Conflicts, func(a, b Conflict) int { return strings.Compare(a.ID, b.ID) })
	return nil
}

// marks asks for the versions of what was written where the server did not tell when it took it.
func (u *publication) marks(ctx context.Context) error {
	silent := false
	for _, mark := range u.State.Objects {
		silent = silent || mark.ETag == ""
	}
	if !silent {
		return nil
	}
	remote, err := u.Client.remote(ctx)
	if err != nil {
		return err
	}
	for name, mark := range u.State.Objects {
		if mark.ETag == "" {
			mark.ETag = remote[name].etag
			u.State.Objects[name] = mark
		}
	}
	return nil
}

// Pulled is what the server's calendar says.
type Pulled struct {
	*ical.File
	Repeating int             // how many objects were left out since they repeat, which events of a plan do not
	seen      map[string]Seen // by UID, as the entries have it
}

// Pull reads the server's calendar as a file, whose Differences with the plan are what was changed there. Objects that
// the state knows and the server no longer has are events that were taken out.
func (c *Client) Pull(ctx context.Context, p *planner.Plan, state State) (*Pulled, error) {
	remote, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(remote, func(a, b object) int { return strings.Compare(a.href, b.href) })
	all := &Pulled{&ical.File{PlanID: p.ID}, 0, map[string]Seen{}}
	var problems planner.Problems
	repeats := map[string]bool{} // events of the plan that somebody made repeat
	for _, o := range remote {
		f, err := ical.Read(bytes.NewReader(o.data), p.Zone())
		if err != nil {
			list := planner.AsProblems(err)
			if slices.IndexFunc(list, func(p *planner.Problem) bool { return p.Key != "problem.ics_repeat" }) < 0 {
				all.Repeating++
				repeats[state.Objects[o.href].Event] = true
				continue
			}
			for _, one := range list {
				n := *one
				n.File = o.href
				problems = append(problems, &n)
			}
			continue
		}
		for _, e := range f.Entries {
			seen := Seen{o.href, o.etag, e.UID}
			if mark, ok := state.Objects[o.href]; ok && mark.UID == e.UID {
				e.Adopt(p.ID, mark.Event)
			}
			all.seen[e.UID] = seen
			all.Entries = append(all.Entries, e)
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	for name, mark := range state.Objects {
		if !repeats[mark.Event] {
			all.Listed = append(all.Listed, mark.Event)
		}
		if uid := ical.UID(p.ID, mark.Event); all.seen[uid].Name == "" {
			all.seen[uid] = Seen{Name: name}
		}
	}
	slices.Sort(all.Listed)
	return all, nil
}

// Accept returns the state after the user took the server's side of these differences; before and after are the plan
// without and with them.
func (f *Pulled) Accept(state State, before, after *planner.Plan, taken []ical.Difference) State {
	for uid, id := range ical.Taken(before, after, taken) {
		state = state.With(id, f.seen[uid])
	}
	return state
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
