package planner

import "slices"

// CopiesOf returns new events like those given, as Add takes them: without ID, pin, series or terms that the platform
// holds. A copy belongs to the copy of its live where that is among them, else to none; so too with the video after
// which it comes.
func CopiesOf(events []*Event) []*Event {
	list := make([]*Event, len(events))
	ref := func(id string) string {
		if i := slices.IndexFunc(events, func(e *Event) bool { return e.ID == id }); id != "" && i >= 0 {
			return "#" + itoa(i)
		}
		return ""
	}
	for i, e := range events {
		n := *e
		n.ID, n.Series, n.Pinned, n.Active, n.Parent = "", "", false, nil, ref(e.Parent)
		if n.Clip != nil && n.Clip.After != "" {
			clip := *n.Clip
			if clip.After = ref(clip.After); clip.After == "" {
				clip.AfterGap = 0
			}
			n.Clip = &clip
		}
		list[i] = &n
	}
	return list
}

// Detached returns the edit that parts events from their lives: those of the IDs, and those that belong to lives of the
// IDs. They stay where they are and are not taken along any more. It is nil where none belongs to a live.
func Detached(p *Plan, ids []string) Command {
	change := Change{}
	for _, e := range p.Events.All() {
		if e.Parent == "" || !slices.Contains(ids, e.ID) && !slices.Contains(ids, e.Parent) {
			continue
		}
		n := *e
		n.Parent = ""
		change.Events = append(change.Events, &n)
	}
	if len(change.Events) == 0 {
		return nil
	}
	change.Why = T("edit.detach", len(change.Events))
	return change
}
