package rules

import (
	"time"

	"bfplanner/planner"
)

// Teasers returns the teaser posts that the live still lacks, ready to Add: one for each lead time of the
// parameter teaser_lead_minutes, one day and one hour before the live as the platform advises. A teaser of
// the live counts for a lead if it goes out between half and twice that time before the start.
func Teasers(p *planner.Plan, live *planner.Event) []*planner.Event {
	return teasers(p, live, p.Children(live.ID), planner.LimitsOf(p).Teasers)
}

func teasers(p *planner.Plan, live *planner.Event, children []*planner.Event, leads []time.Duration) []*planner.Event {
	var missing []*planner.Event
	for _, lead := range leads {
		if !hasTeaser(live, children, lead) {
			start := live.Span.Start.Add(-lead)
			missing = append(missing, &planner.Event{
				Kind: planner.Video, Span: planner.Span{Start: start, End: start.Add(planner.PostLength)}, Shop: live.Shop, Channel: live.Channel,
				Line: live.Line, Products: live.Products, Parent: live.ID, Clip: clip(p, planner.Teaser),
			})
		}
	}
	return missing
}

func hasTeaser(live *planner.Event, children []*planner.Event, lead time.Duration) bool {
	for _, c := range children {
		if c.Clip == nil || c.Clip.Type != planner.Teaser || !c.Scheduled() {
			continue
		}
		if before := live.Span.Start.Sub(c.Span.Start); before <= 2*lead && 2*before >= lead {
			return true
		}
	}
	return false
}

// clip returns a new video of the type with the plan's usual effort, reach and cost.
func clip(p *planner.Plan, kind string) *planner.VideoDetail {
	c := planner.VideoDetail{Type: kind}
	for i, k := range planner.VideoTypes {
		if k == kind {
			c.Effort, c.Reach, c.Cost = int(nth(p, "video_effort", i)), int(nth(p, "video_reach", i)), int64(nth(p, "video_cost", i))
		}
	}
	return &c
}

// nth returns the i-th value of a parameter, 0 where it has none.
func nth(p *planner.Plan, id string, i int) float64 {
	if v := p.Nums(id); i < len(v) {
		return v[i]
	}
	return 0
}
