package schedule

import (
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
)

// Aim is what a plan tries for in the platform's contests: live hours or sales of the live contest, and videos of the
// short-video challenge. The seller sets the targets from the last ranking; zeros aim at nothing.
type Aim struct {
	Span     planner.Span  // over which the live contest counts
	Hours    float64       // live hours to reach
	GMV      planner.Money // forecast sales to reach on the days of the contest
	Sessions int           // how many of a campaign count; 0 is no limit
	Videos   int           // of the challenge
	Posting  planner.Span  // in which these may go out; zero is any time
}

// AimOf returns the aim that the plan's contests allow, without targets yet: the sale as the time that counts, the
// sessions of the parameter contest_sessions, and challenge videos on the days of challenge_days.
func AimOf(p *planner.Plan) Aim {
	a := Aim{Span: p.Sale.Span, GMV: p.Money(0), Sessions: int(p.Num("contest_sessions"))}
	if first, last := challengeDays(p); !first.IsZero() {
		a.Posting = planner.Span{Start: first.At(0, 0, p.Zone()), End: last.Add(1).At(0, 0, p.Zone())}
	}
	return a
}

// Targets are what an aim can be set to: live hours, sales of the contest's days, and videos of the challenge.
var Targets = []string{"hours", "gmv", "videos"}

// mostHours is above what any campaign can be on air.
const mostHours = 100_000

// At returns the aim with one of the Targets set to what was typed: hours with or without a fraction, an amount of the
// plan's currency, or a whole number of videos. What is none of these, or not above zero, is a *planner.Problem.
func (a Aim) At(target, typed string) (Aim, error) {
	typed = strings.TrimSpace(typed)
	var err error
	ok := false
	switch target {
	case "hours":
		a.Hours, err = strconv.ParseFloat(typed, 64)
		ok = a.Hours > 0 && a.Hours <= mostHours
	case "gmv":
		a.GMV, err = planner.ParseMoney(typed, a.GMV.Currency)
		ok = a.GMV.Minor > 0
	case "videos":
		a.Videos, err = strconv.Atoi(typed)
		ok = a.Videos > 0
	}
	if err != nil || !ok {
		return a, planner.Problemf("problem.aim", typed)
	}
	return a, nil
}

// challengeDays returns the first and the last day on which a challenge video may go out, by the parameter
// challenge_days; zeros for a plan that does not have it.
func challengeDays(p *planner.Plan) (first, last planner.Date) {
	before := p.Nums("challenge_days")
	if len(before) < 2 {
		return first, last
	}
	start := planner.DateOf(p.Sale.Span.Start, p.Zone())
	return start.Add(-int(before[0])), start.Add(-int(before[1]))
}

// Standing is how far a plan comes towards its aim.
type Standing struct {
	Aim
	HasSessions int           // sessions of the plan in the contest's time
	HasHours    float64       // live hours of those that count
	HasGMV      planner.Money // forecast of the contest's days, from lives and from all else that sells on them
	HasVideos   int           // challenge videos that count
	Faults      []VideoFault  // challenge videos with a time that do not count
}

// VideoFault is a challenge video that does not count, and why: contest.window, contest.hashtag or contest.product.
type VideoFault struct {
	Event string
	Why   planner.Text
}

// Text says that the video of that title does not count and why.
func (f VideoFault) Text(title string) planner.Text { return planner.T("contest.fault", title, f.Why) }

// StandingOf measures the plan against an aim, by its forecast as of now. Sessions count in the order of their starts,
// as many as the contest lets. A challenge video counts if it goes out in the posting days, with a hashtag in its
// title or note and a product or line to link to. A plan with nothing to sell is a *planner.Problem.
func StandingOf(p *planner.Plan, now time.Time, aim Aim) (Standing, error) {
	o, err := forecast.OutlookOf(p, now)
	return standing(p, aim, o), err
}

func standing(p *planner.Plan, aim Aim, o forecast.Outlook) Standing {
	s := Standing{Aim: aim, HasGMV: salesIn(p, aim.Span, o)}
	for _, e := range byStart(p.Events.All()) {
		if !p.OnPlatform(e) || !e.Scheduled() {
			continue
		}
		if on, ok := e.Span.Intersect(s.Span); ok && e.Kind == planner.Live {
			if s.HasSessions++; s.Sessions == 0 || s.HasSessions <= s.Sessions {
				s.HasHours += on.Length().Hours()
			}
		}
		if challenges(e) {
			if why := s.fault(e); why.Key != "" {
				s.Faults = append(s.Faults, VideoFault{e.ID, why})
			} else {
				s.HasVideos++
			}
		}
	}
	return s
}

// Texts says where the plan stands, a line each: lives with the sessions that count, sales, and challenge videos.
func (s *Standing) Texts() []planner.Text {
	live := time.Duration(s.HasHours * float64(time.Hour))
	list := []planner.Text{planner.T("contest.lives", s.Span, live, s.HasSessions, s.Sessions), planner.T("contest.sales", s.HasGMV),
		planner.T("contest.shorts", s.Posting, s.HasVideos, len(s.Faults))}
	if s.Sessions == 0 {
		list[0].Key = "contest.lives.free"
	}
	return list
}

// salesIn returns the forecast sales of the days that a span touches.
func salesIn(p *planner.Plan, span planner.Span, o forecast.Outlook) planner.Money {
	sum := p.Money(0)
	for _, d := range o.Days {
		if _, ok := d.Date.Span(p.Zone()).Intersect(span); ok {
			sum = sum.Add(d.GMV)
		}
	}
	return sum
}

func challenges(e *planner.Event) bool { return e.Clip != nil && e.Clip.Type == planner.Challenge }

// fault says why a challenge video does not count; Key is "" for one that does.
func (s *Standing) fault(e *planner.Event) planner.Text {
	if why := flaw(e); why.Key != "" || s.posts(e.Span.Start) {
		return why
	}
	return planner.T("contest.window", s.Posting)
}

// flaw says what a challenge video lacks, whenever it goes out; Key is "" for nothing.
func flaw(e *planner.Event) planner.Text {
	switch {
	case !strings.ContainsAny(e.Title+e.Note, "#＃"):
		return planner.T("contest.hashtag")
	case e.Line == "" && len(e.Products) == 0:
		return planner.T("contest.product")
	}
	return planner.Text{}
}

// posts reports whether a challenge video may go out at that instant.
func (s *Standing) posts(t time.Time) bool { return s.Posting.IsZero() || s.Posting.Contains(t) }

// Reached reports whether the plan comes up to all that its aim asks for.
func (s *Standing) Reached() bool { return !s.wantsLives() && s.HasVideos >= s.Videos }

// wantsLives reports whether hours or sales are wanting.
func (s *Standing) wantsLives() bool { return s.HasHours < s.Hours || s.HasGMV.Minor < s.GMV.Minor }

// Full reports whether a further session would not count.
func (s *Standing) Full() bool { return s.Sessions > 0 && s.HasSessions >= s.Sessions }

// counts reports whether a stretch lies in the contest's time.
func (s *Standing) counts(x planner.Span) bool {
	return !x.Start.Before(s.Span.Start) && !x.End.After(s.Span.End)
}
