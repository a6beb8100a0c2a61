package calendar

import (
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"
)

// title is what a block is called: in full, where there is little room, and where there is hardly any. Where the
// forms do not fit, or are empty, what there is is shortened.
type title struct{ long, short, least string }

// title returns what a block is called. Lanes and colours say what kind it is and who is on air, so that lives are
// named by their length, and a host's shift also by its hours.
func (b *Board) title(it *item) title {
	if it.shift >= 0 {
		hours := hoursOf(it.span.Length())
		w := b.words.In(b.scene.scale.loc)
		return title{w.Clock(it.span.Start) + "–" + w.Clock(it.span.End) + " " + hours, hours, ""}
	}
	e := it.event
	if was := b.snap.Plan.Event(e.ID); was != nil && e.Parent != "" {
		e = was // on its way with its live, from which its name has the hours
	}
	t, ok := b.names[e]
	if !ok {
		t = b.name(e)
		b.names[e] = t
	}
	if e.Kind == planner.Live && e.Title == "" {
		t.short = hoursOf(it.span.Length())
		t.long = strings.TrimSpace(t.short + " " + t.long)
	}
	return t
}

func (b *Board) name(e *planner.Event) title {
	w, p := b.words.In(b.scene.scale.loc), b.snap.Plan
	t := title{long: e.Title}
	if t.long == "" {
		// The font's middle dot is as wide as a Chinese character and needs no spaces.
		t.long = strings.ReplaceAll(w.EventTitle(p, e), " · ", "·")
	}
	switch live := p.Event(e.Parent); {
	case e.Title != "":
	case e.Kind == planner.Live:
		var names []string
		for _, id := range e.Hosts() {
			if h := p.Host(id); h != nil {
				names = append(names, w.Name(h))
			}
		}
		t.long = strings.Join(names, " → ")
	case e.Clip != nil && e.Clip.Type == planner.Teaser && live != nil && live.Scheduled():
		t.short = w.T("calendar.teaser", w.T("video."+planner.Teaser), hoursOf(live.Span.Start.Sub(e.Span.Start).Round(time.Hour)))
	case e.Kind == planner.Coupon && e.Promo.PercentOff > 0:
		t.least = w.Percent(e.Promo.PercentOff)
		if l, ok := p.Lines.Get(e.Line); ok {
			t.short = w.Name(l) + " " + t.least
		}
	}
	return t
}

// hoursOf writes a length as blocks have it in every language: "2h", "1.5h", "45m", "3d" for whole days from two on.
func hoursOf(d time.Duration) string {
	switch {
	case d < time.Hour:
		return strconv.Itoa(int(d.Minutes())) + "m"
	case d >= 48*time.Hour && d%(24*time.Hour) == 0:
		return strconv.Itoa(int(d.Hours())/24) + "d"
	}
	return strconv.FormatFloat(float64(d.Round(15*time.Minute))/float64(time.Hour), 'f', -1, 64) + "h"
}
