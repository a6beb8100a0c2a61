package schedule

import (
	"time"

	"bfplanner/planner"
	"bfplanner/planner/rules"
)

// teaserShifts are the ways in which a teaser is moved out of a risk window; the rule of teasers lets it go
// out between half and twice its lead before the live.
var teaserShifts = []float64{1, 0.75, 0.5, 1.5, 2}

// teasers gives each coming live the teasers that it lacks, by the one rule of when they go out.
func (d *draft) teasers() {
	for _, live := range byStart(d.work.Events.All()) {
		if live.Kind != planner.Live || live.Span.Start.Before(d.now) || !d.work.OnPlatform(live) {
			continue
		}
		for _, e := range rules.Teasers(d.work, live) {
			lead := live.Span.Start.Sub(e.Span.Start)
			for _, share := range teaserShifts {
				start := live.Span.Start.Add(-time.Duration(float64(lead) * share)).Truncate(time.Minute)
				moved := e.At(planner.Span{Start: start, End: start.Add(planner.PostLength)})
				if !d.barred(moved) {
					d.add(moved)
					break
				}
			}
		}
	}
}
