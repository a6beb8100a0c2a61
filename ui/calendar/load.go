package calendar

import (
	"time"

	"bfplanner/planner"
)

func minutesOf(n int) time.Duration { return time.Duration(n) * time.Minute }

// effort is how many hours of a team's attention an event takes on the day on which it starts; a live takes the
// hours that it is on air. It ranks days against each other and means nothing beyond that.
var effort = map[planner.Kind]float64{planner.Video: 0.5, planner.Flash: 0.25, planner.Coupon: 0.25, planner.Ad: 0.25, planner.Milestone: 0.5}

// loadOf returns how busy each date is, from 0 to 1, the busiest date being 1.
func loadOf(p *planner.Plan) map[planner.Date]float64 {
	loc := p.Zone()
	load := map[planner.Date]float64{}
	for _, e := range p.Events.All() {
		switch {
		case !e.Scheduled():
		case e.Kind == planner.Live:
			for _, d := range e.Span.Dates(loc) {
				if part, ok := d.Span(loc).Intersect(e.Span); ok {
					load[d] += part.Length().Hours()
				}
			}
		default:
			load[planner.DateOf(e.Span.Start, loc)] += effort[e.Kind]
		}
	}
	most := 0.0
	for _, v := range load {
		most = max(most, v)
	}
	for d := range load {
		load[d] /= most
	}
	return load
}
