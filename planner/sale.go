package planner

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"
)

// Market is a country in which a platform sells: its currency and the zone in which its sales are written.
type Market struct {
	ID       string `json:"id"` // ISO 3166, as in "US"
	Currency string `json:"currency"`
	Zone     string `json:"zone"` // IANA
}

// RowID returns the market's ID.
func (m *Market) RowID() string { return m.ID }

// Provenance says where a fact comes from and how far it is to be trusted.
type Provenance struct {
	Source     string `json:"source,omitempty"`
	Confidence string `json:"confidence,omitempty"` // official, press, seed, vendor, derived, default or own, joined by + where several agree
	AsOf       string `json:"as_of,omitempty"`      // year, month or date at which it was so
	Note       string `json:"note,omitempty"`
}

// Sale is a sale period of a platform in a market.
type Sale struct {
	ID     string `json:"id"` // "us-2024", or "own"
	Market string `json:"market"`
	Name   string `json:"name"`
	NameZh string `json:"name_zh,omitempty"`
	Span   Span   `json:"span"` // an end written 23:59 includes that minute, so the span ends at 24:00
	Zone   string `json:"zone"` // IANA; the zone in which the period is written
	Status string `json:"status"`
	// ReturnsUntil is the last day on which buyers of the sale may return goods; zero where none is announced.
	ReturnsUntil Date `json:"returns_until,omitzero"`
	Provenance
}

// The states of a sale's dates.
const (
	Announced = "announced"
	Projected = "projected"
	Own       = "own"
)

// RowID returns the sale's ID.
func (s *Sale) RowID() string { return s.ID }

// PhaseID names a phase of a campaign.
type PhaseID string

// The phases of a campaign in the order of time.
const (
	Preparation PhaseID = "preparation" // 60 to 30 days before the sale
	Seeding     PhaseID = "seeding"     // the 30 days before the sale
	Main        PhaseID = "main"
	Peak        PhaseID = "peak" // Thanksgiving to the end of Cyber Monday
	Tail        PhaseID = "tail" // settlement and returns
)

// Phase is one stretch of a campaign; a sale that goes on after its peak has Main twice.
type Phase struct {
	ID   PhaseID
	Span Span
}

// DefaultTailDays is how long the tail lasts where no last day of returns is announced: the 2024 sale's returns ran 70 days.
const DefaultTailDays = 70

// Phases returns the campaign's phases in the order of time, without gaps, cut at midnights of the sale's
// zone except where the sale itself starts or ends. A sale whose zone is unknown has none.
func (s Sale) Phases() []Phase {
	loc, err := Zone(s.Zone)
	if err != nil || !s.Span.Start.Before(s.Span.End) {
		return nil
	}
	first := DateOf(s.Span.Start, loc)
	seed, prep := first.Add(-30).At(0, 0, loc), first.Add(-60).At(0, 0, loc)
	phases := []Phase{{Preparation, Span{prep, seed}}, {Seeding, Span{seed, s.Span.Start}}}
	peak, ok := s.Span.Intersect(s.PeakSpan())
	if !ok {
		phases = append(phases, Phase{Main, s.Span})
	} else {
		for _, p := range []Phase{{Main, Span{s.Span.Start, peak.Start}}, {Peak, peak}, {Main, Span{peak.End, s.Span.End}}} {
			if p.Span.Start.Before(p.Span.End) {
				phases = append(phases, p)
			}
		}
	}
	last := DateOf(s.Span.End, loc).Add(DefaultTailDays)
	if !s.ReturnsUntil.IsZero() {
		last = s.ReturnsUntil.Add(1)
	}
	if end := last.At(0, 0, loc); end.After(s.Span.End) {
		phases = append(phases, Phase{Tail, Span{s.Span.End, end}})
	}
	return phases
}

// PhaseAt returns the phase in which the instant lies, or "" outside the campaign.
func (s Sale) PhaseAt(t time.Time) PhaseID {
	for _, p := range s.Phases() {
		if p.Span.Contains(t) {
			return p.ID
		}
	}
	return ""
}

// Campaign returns the span from the start of preparation to the end of the tail.
func (s Sale) Campaign() Span {
	ps := s.Phases()
	if len(ps) == 0 {
		return s.Span
	}
	return Span{ps[0].Span.Start, ps[len(ps)-1].Span.End}
}

// PeakSpan returns Thanksgiving 00:00 to the end of Cyber Monday in the sale's zone, whether or not the sale reaches it.
func (s Sale) PeakSpan() Span {
	loc, err := Zone(s.Zone)
	if err != nil {
		return Span{}
	}
	thanks := Thanksgiving(s.Span.Start.In(loc).Year())
	return Span{thanks.At(0, 0, loc), thanks.Add(5).At(0, 0, loc)}
}

// Thanksgiving returns the fourth Thursday of November.
func Thanksgiving(year int) Date { return actual(us.ThanksgivingDay, year) }

// BlackFriday returns the day after Thanksgiving.
func BlackFriday(year int) Date { return Thanksgiving(year).Add(1) }

// CyberMonday returns the Monday after Thanksgiving.
func CyberMonday(year int) Date { return Thanksgiving(year).Add(4) }

// actual converts what the holiday library returns, which stands in the zone of its caller, to a civil date at once.
func actual(h *cal.Holiday, year int) Date {
	day, _ := h.Calc(year)
	return DateOf(day, day.Location())
}

// Holiday is a named day of the market's calendar. Public says that it is an official day off.
type Holiday struct {
	Date   Date
	Key    string // of the translations: "holiday.thanksgiving"
	Public bool
}

// usHolidays is the table of days that a campaign in the US market shows; shopping days are not public holidays.
var usHolidays = []struct {
	key    string
	public bool
	day    func(year int) Date
}{
	{"holiday.columbus", true, func(y int) Date { return actual(us.ColumbusDay, y) }},
	{"holiday.halloween", false, func(y int) Date { return Date{y, time.October, 31} }},
	{"holiday.veterans", true, func(y int) Date { return actual(us.VeteransDay, y) }},
	{"holiday.singles_day", false, func(y int) Date { return Date{y, time.November, 11} }},
	{"holiday.thanksgiving", true, Thanksgiving},
	{"holiday.black_friday", false, BlackFriday},
	{"holiday.cyber_monday", false, CyberMonday},
	{"holiday.christmas", true, func(y int) Date { return actual(us.ChristmasDay, y) }},
	{"holiday.new_year", true, func(y int) Date { return actual(us.NewYear, y) }},
	{"holiday.mlk", true, func(y int) Date { return actual(us.MlkDay, y) }},
	{"holiday.presidents", true, func(y int) Date { return actual(us.PresidentsDay, y) }},
}

// Holidays returns the named days of the span's dates in loc, in the order of the dates. The calendar is
// that of the United States, the market of the presets.
func Holidays(span Span, loc *time.Location) []Holiday {
	days := span.Dates(loc)
	if len(days) == 0 {
		return nil
	}
	var list []Holiday
	byDay := map[Date][]Holiday{}
	for y := days[0].Year; y <= days[len(days)-1].Year; y++ {
		for _, h := range usHolidays {
			d := h.day(y)
			byDay[d] = append(byDay[d], Holiday{d, h.key, h.public})
		}
	}
	for _, d := range days {
		list = append(list, byDay[d]...)
	}
	return list
}
