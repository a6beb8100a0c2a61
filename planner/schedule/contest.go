package schedule

import (
	"strings"

	"bfplanner/planner"
)

// Aim is what a plan tries for in the platform's contests: live hours, and videos of the short-video challenge. The
// seller sets the targets from the last ranking; zeros aim at nothing.
type Aim struct {
	Span      planner.Span  // over which the live contest counts
	Hours     float64       // live hours to reach
	HourWorth planner.Money // what a further live hour may cost on the way there
	Sessions  int           // how many of a campaign count; 0 is no limit
	Videos    int           // of the challenge
	Posting   planner.Span  // in which these may go out; zero is any time
}

// AimOf returns the aim that the plan's contests allow, without targets yet: the sale as the time that counts, the
// sessions of the parameter contest_sessions, and challenge videos from two weeks to one week before the sale, as the
// platform's notes on the challenge have it.
func AimOf(p *planner.Plan) Aim {
	start := planner.DateOf(p.Sale.Span.Start, p.Zone())
	return Aim{Span: p.Sale.Span, HourWorth: p.Money(0), Sessions: int(p.Num("contest_sessions")),
		Posting: planner.Span{Start: start.Add(-14).At(0, 0, p.Zone()), End: start.Add(-6).At(0, 0, p.Zone())}}
}

// Standing is how far a plan comes towards its aim.
type Standing struct {
	Aim
	HasSessions int          // sessions of the plan in the contest's time
	HasHours    float64      // live hours of those that count
	HasVideos   int          // challenge videos that count
	Faults      []VideoFault // challenge videos that do not count
}

// VideoFault is a challenge video that does not count, and why: contest.window, contest.hashtag or contest.product.
type VideoFault struct {
	Event string
	Why   planner.Text
}

// StandingOf measures the plan against an aim. Sessions count in the order of their starts, as many as the
// contest lets. A challenge video counts if it goes out in the posting days, with a hashtag in its title or note and a
// product or line to link to.
func StandingOf(p *planner.Plan, aim Aim) Standing {
	s := Standing{Aim: aim}
	for _, e := range byStart(p.Events.All()) {
		if !p.OnPlatform(e) {
			continue
		}
		if on, ok := e.Span.Intersect(s.Span); ok && e.Kind == planner.Live {
			if s.HasSessions++; s.Sessions == 0 || s.HasSessions <= s.Sessions {
				s.HasHours += on.Length().Hours()
			}
		}
		if e.Clip != nil && e.Clip.Type == planner.Challenge {
			if why := s.fault(e); why.Key != "" {
				s.Faults = append(s.Faults, VideoFault{e.ID, why})
			} else {
				s.HasVideos++
			}
		}
	}
	return s
}

// fault says why a challenge video does not count; Key is "" for one that does.
func (s *Standing) fault(e *planner.Event) planner.Text {
	switch {
	case !s.Posting.IsZero() && !s.Posting.Contains(e.Span.Start):
		return planner.T("contest.window", s.Posting)
	case !strings.ContainsAny(e.Title+e.Note, "#＃"):
		return planner.T("contest.hashtag")
	case e.Line == "" && len(e.Products) == 0:
		return planner.T("contest.product")
	}
	return planner.Text{}
}

// Reached reports whether the plan comes up to what its aim asks of lives.
func (s *Standing) Reached() bool { return s.HasHours >= s.Hours }

// Full reports whether a further session would not count.
func (s *Standing) Full() bool { return s.Sessions > 0 && s.HasSessions >= s.Sessions }

// counts reports whether a stretch lies in the contest's time.
func (s *Standing) counts(x planner.Span) bool {
	return !x.Start.Before(s.Span.Start) && !x.End.After(s.Span.End)
}
