package main

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/storage/caldav"
	"bfplanner/storage/ical"
	"bfplanner/ui/exchange"
	"bfplanner/ui/words"
)

// talk is an exchange with a calendar server under way.
type talk struct {
	client *caldav.Client
	state  caldav.State
	export *ical.Export
	words  *words.Words
}

func newTalk(s *editor.Snapshot, w *words.Words, with exchange.Server, state string) (*talk, error) {
	w = w.In(s.Plan.Zone())
	t := &talk{client: &caldav.Client{URL: with.URL, User: with.User, Password: with.Password}, words: w}
	t.export = &ical.Export{Plan: s.Plan, Stamp: time.Now(), Word: w.T, Title: func(e *planner.Event) string { return w.EventTitle(s.Plan, e) }}
	if state == "" {
		return t, nil
	}
	return t, json.Unmarshal([]byte(state), &t.state)
}

// text is the state as it is kept; it holds nothing that JSON could refuse.
func text(s caldav.State) string {
	data, _ := json.Marshal(s)
	return string(data)
}

// pick returns the chosen ones of a list.
func pick[T any](list []T, chosen []int) []T {
	out := make([]T, len(chosen))
	for i, n := range chosen {
		out[i] = list[n]
	}
	return out
}

// offer shows differences with a server.
func (t *talk) offer(title string, list []ical.Difference) exchange.Offer {
	o := exchange.Offer{Title: t.words.T(title)}
	for _, d := range list {
		o.Changes = append(o.Changes, changeOf(t.words, t.export.Plan, d))
	}
	o.Command = func(chosen []int) planner.Command {
		taken := slices.DeleteFunc(pick(list, chosen), func(d ical.Difference) bool { return d.What == ical.Unreadable })
		if len(taken) == 0 {
			return nil
		}
		return ical.Command(taken, planner.T("edit.import", t.words.T("paper.server.title")))
	}
	return o
}

// publish brings the server's calendar up to the plan and offers what was changed there.
func publish(ctx context.Context, s *editor.Snapshot, w *words.Words, to exchange.Server, state string, ours map[string]string, report func(done, total int)) (exchange.Talk, error) {
	t, err := newTalk(s, w, to, state)
	if err == nil {
		t.client.Report = report
		err = t.client.Ensure(ctx, s.Plan.Name)
	}
	if err != nil {
		return exchange.Talk{}, err
	}
	r, err := t.client.Publish(ctx, t.export, t.state, ours)
	if err != nil {
		return exchange.Talk{}, err
	}
	var list []ical.Difference
	var of []caldav.Conflict // each difference's own
	for _, c := range r.Conflicts {
		for _, d := range c.Differences {
			if d.What == ical.Unreadable && ours != nil {
				continue // the user has left it as it is
			}
			d.Conflict = c.Both
			list, of = append(list, d), append(of, c)
		}
	}
	out := exchange.Talk{Written: r.Written, Deleted: r.Deleted, Same: r.Same, State: text(r.State), Offer: t.offer("paper.server.conflicts", list)}
	out.Offer.Decide = t.words.T("paper.server.decide_note")
	out.Settle = func(before, after *planner.Plan, chosen []int) string {
		next := r.State
		ids := ical.Taken(before, after, pick(list, chosen))
		for _, c := range pick(of, chosen) {
			if id, ok := ids[c.Seen.UID]; ok {
				next = next.With(id, c.Seen)
			}
		}
		return text(next)
	}
	out.Ours = func(chosen []int) map[string]string {
		taken, wins := map[string]bool{}, map[string]string{}
		for _, c := range pick(of, chosen) {
			taken[c.ID] = true
		}
		for _, c := range of {
			if !taken[c.ID] {
				wins[c.ID] = c.Seen.ETag
			}
		}
		return wins
	}
	return out, nil
}

// pull offers what was changed on the server.
func pull(ctx context.Context, s *editor.Snapshot, w *words.Words, from exchange.Server, state string) (exchange.Talk, error) {
	t, err := newTalk(s, w, from, state)
	if err != nil {
		return exchange.Talk{}, err
	}
	file, err := t.client.Pull(ctx, s.Plan, t.state)
	if err != nil {
		return exchange.Talk{}, err
	}
	list := file.Differences(s.Plan, t.export.Summary)
	offer := t.offer("paper.server.changes", list)
	if file.Repeating > 0 {
		offer.Note = t.words.T("paper.server.repeating", file.Repeating)
	}
	return exchange.Talk{Offer: offer, Settle: func(before, after *planner.Plan, chosen []int) string {
		return text(file.Accept(t.state, before, after, pick(list, chosen)))
	}}, nil
}
