package schedule

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"time"

	"bfplanner/planner"
)

// edit returns the draft as an edit of the plan that was handed in: what is gone is removed, what differs is
// changed, the rest is added. An event planned anew takes the ID, the title, the note and such of the one in
// whose place it comes, so that nothing that came out as before is touched.
func (d *draft) edit() planner.Command {
	s := &settler{loc: d.loc, final: map[string]string{}, used: map[string]bool{}, old: byStart(d.old)}
	made := d.ofMade()
	var changed []*planner.Event
	// Lives first, since teasers and flash deals are told by the ID of theirs; exact places before like ones.
	for _, parents := range []bool{true, false} {
		for _, key := range []func(*planner.Event) string{s.placeKey, s.likeKey} {
			for _, e := range made {
				if (e.Kind == planner.Live) == parents {
					changed = append(changed, s.match(e, key)...)
				}
			}
		}
	}
	var gone []string
	for _, e := range s.old {
		if !s.used[e.ID] {
			gone = append(gone, e.ID)
		}
	}
	var added []*planner.Event
	for _, e := range made {
		if s.final[e.ID] == "" {
			s.final[e.ID] = ref(len(added))
			added = append(added, e)
		}
	}
	for i, e := range added {
		added[i] = s.resolve(e, "")
	}
	count := len(made)
	for _, e := range d.work.Events.All() {
		if was := d.given.Event(e.ID); was != nil && d.placed(e) {
			count++
		}
		if was := d.given.Event(e.ID); was != nil && !reflect.DeepEqual(was, e) {
			changed = append(changed, s.resolve(e, e.ID))
		}
	}
	slices.Sort(gone)
	why := planner.T("edit.plan", count)
	batch := planner.Batch{Why: why}
	if len(gone) > 0 {
		batch.Commands = append(batch.Commands, planner.Remove{IDs: gone, Alone: true, Why: why})
	}
	if len(changed) > 0 {
		batch.Commands = append(batch.Commands, planner.Change{Events: changed, Why: why})
	}
	if len(added) > 0 {
		batch.Commands = append(batch.Commands, planner.Add{Events: added, Why: why})
	}
	return batch
}

// ofMade returns the made events in the order of their making.
func (d *draft) ofMade() []*planner.Event {
	list := slices.DeleteFunc(slices.Clone(d.work.Events.All()), func(e *planner.Event) bool { return number(e.ID) < 0 })
	slices.SortFunc(list, func(a, b *planner.Event) int { return cmp.Compare(number(a.ID), number(b.ID)) })
	return list
}

// settler finds which of the old events each made one comes in place of.
type settler struct {
	loc   *time.Location
	final map[string]string // by the ID of a made event, its ID in the plan or in the Add
	used  map[string]bool   // old events that are taken
	old   []*planner.Event  // in the order of their starts
}

// match takes the first free old event of the same key, and returns the change of it where there is any.
func (s *settler) match(e *planner.Event, key func(*planner.Event) string) []*planner.Event {
	if s.final[e.ID] != "" {
		return nil
	}
	want := key(s.resolve(e, e.ID))
	for _, o := range s.old {
		if s.used[o.ID] || o.Kind != e.Kind || key(o) != want {
			continue
		}
		s.used[o.ID], s.final[e.ID] = true, o.ID
		if n := inherit(s.resolve(e, o.ID), o); !reflect.DeepEqual(n, o) {
			return []*planner.Event{n}
		}
		return nil
	}
	return nil
}

// resolve returns the event under that ID with what it refers to under their final IDs.
func (s *settler) resolve(e *planner.Event, id string) *planner.Event {
	n := *e
	n.ID = id
	if to := s.final[n.Parent]; to != "" {
		n.Parent = to
	}
	if n.Clip != nil && s.final[n.Clip.After] != "" {
		clip := *n.Clip
		clip.After = s.final[clip.After]
		n.Clip = &clip
	}
	return &n
}

// inherit gives the event what a user may have written on the one in whose place it comes.
func inherit(n, old *planner.Event) *planner.Event {
	n.Title, n.Note = old.Title, old.Note
	switch {
	case n.Live != nil:
		live := *n.Live
		live.Mirrors = old.Live.Mirrors
		n.Live = &live
	case n.Task != nil:
		task := *n.Task
		task.Owner = old.Task.Owner
		n.Task = &task
	}
	return n
}

// likeKey tells events apart that are not versions of one another.
func (s *settler) likeKey(e *planner.Event) string {
	parts := []string{string(e.Kind), e.Shop, e.Line, e.Parent}
	switch {
	case e.Kind == planner.Flash:
		parts = append(parts, e.Products...)
	case e.Kind == planner.Live:
		parts = []string{string(e.Kind), e.Shop, planner.DateOf(e.Span.Start, s.loc).String()}
	case e.Task != nil:
		parts = []string{string(e.Kind), e.Shop, e.Task.Type}
	}
	return strings.Join(parts, "|")
}

// placeKey is likeKey with the start.
func (s *settler) placeKey(e *planner.Event) string {
	return s.likeKey(e) + "|" + e.Span.Start.String()
}
