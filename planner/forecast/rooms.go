package forecast

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
)

// rooms gives each new or changed live a studio that is free for it, set-up included: its own where that is so, else
// the cheapest, of equals the one used least. Where none is free, all lives that may move are given their rooms
// anew in the order of time, which finds room wherever the count of studios is kept.
func (w *writer) rooms() {
	if w.plan.Studios.Len() == 0 {
		return
	}
	var fresh []*planner.Event
	r := &rooms{m: w.Model, used: map[string][]planner.Span{}}
	var others []*planner.Event
	for _, e := range w.plan.Events.All() {
		n := w.event(e.ID)
		switch {
		case e.Kind != planner.Live || n == nil || !n.Scheduled():
		case w.next[e.ID] != nil:
			fresh = append(fresh, n)
		default:
			others = append(others, n)
			r.take(n.Live.Studio, n.Span)
		}
	}
	for _, e := range w.added {
		if e.Kind == planner.Live {
			fresh = append(fresh, e)
		}
	}
	if len(fresh) == 0 {
		return
	}
	if placed, ok := r.place(fresh); ok {
		w.housed(placed)
		return
	}
	again := &rooms{m: w.Model, used: map[string][]planner.Span{}}
	all := slices.Clone(fresh)
	for _, e := range others {
		if w.Held(e.ID) || !w.has(e.ID, CreditLive) {
			again.take(e.Live.Studio, e.Span)
		} else {
			all = append(all, e)
		}
	}
	placed, _ := again.place(all)
	w.housed(placed)
}

// housed notes the lives in their studios.
func (w *writer) housed(studio map[*planner.Event]string) {
	list := make([]*planner.Event, 0, len(studio))
	for e := range studio {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b *planner.Event) int { return cmp.Compare(a.ID, b.ID) })
	for _, e := range list {
		if e.Live.Studio != studio[e] {
			n, live := *e, *e.Live
			live.Studio = studio[e]
			n.Live = &live
			w.change(&n)
		}
	}
}

// rooms is which studio is used when.
type rooms struct {
	m    *Model
	used map[string][]planner.Span
}

func (r *rooms) take(studio string, s planner.Span) { r.used[studio] = append(r.used[studio], s) }

// free reports whether a session may stand in the studio, with its set-up before it and that of the next after it.
func (r *rooms) free(studio string, s planner.Span) bool {
	setup := r.m.limits.Setup(studio)
	return !slices.ContainsFunc(r.used[studio], func(u planner.Span) bool {
		return s.Start.Before(u.End.Add(setup)) && u.Start.Before(s.End.Add(setup))
	})
}

// place gives the lives studios in the order of their starts. It reports whether each has one that was free; one that
// has not is given its own, or the one that is free soonest.
func (r *rooms) place(lives []*planner.Event) (map[*planner.Event]string, bool) {
	lives = slices.Clone(lives)
	slices.SortStableFunc(lives, func(a, b *planner.Event) int {
		return cmp.Or(a.Span.Start.Compare(b.Span.Start), cmp.Compare(a.Shop, b.Shop))
	})
	of, all := map[*planner.Event]string{}, true
	for _, e := range lives {
		best := e.Live.Studio
		if best == "" || !r.free(best, e.Span) {
			best = ""
			for _, s := range r.m.plan.Studios.All() {
				if r.free(s.ID, e.Span) && (best == "" || r.better(s.ID, best)) {
					best = s.ID
				}
			}
		}
		if best == "" {
			all = false
			best = r.soonest()
		}
		r.take(best, e.Span)
		of[e] = best
	}
	return of, all
}

// better reports whether a studio is cheaper than another, or as cheap and used less.
func (r *rooms) better(a, b string) bool {
	x, _ := r.m.plan.Studios.Get(a)
	y, _ := r.m.plan.Studios.Get(b)
	return x.CostHour < y.CostHour || x.CostHour == y.CostHour && len(r.used[a]) < len(r.used[b])
}

// soonest returns the studio whose last session ends first.
func (r *rooms) soonest() string {
	best, first := "", planner.Forever
	for _, s := range r.m.plan.Studios.All() {
		last := time.Time{}
		for _, u := range r.used[s.ID] {
			if u.End.After(last) {
				last = u.End
			}
		}
		if last.Before(first) {
			best, first = s.ID, last
		}
	}
	return best
}
