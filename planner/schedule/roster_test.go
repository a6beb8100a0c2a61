package schedule

import (
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// rosterOf returns an empty roster of the plan.
func rosterOf(p *planner.Plan) *roster {
	return newRoster(p.Zone(), planner.LimitsOf(p), p.Horizon()[0])
}

// clock returns the span from one clock time of the market to another, "2024-11-29 16:00".
func clock(t testing.TB, p *planner.Plan, from, to string) planner.Span {
	t.Helper()
	return planner.Span{Start: plantest.At(t, p, from), End: plantest.At(t, p, to)}
}

// aired returns a live of the host and studio over the span.
func aired(host, studio string, s planner.Span) *planner.Event {
	return &planner.Event{Kind: planner.Live, Shop: "main", Span: s, Live: &planner.LiveDetail{Studio: studio, Shifts: []planner.Shift{{Host: host, Span: s}}}}
}

func TestHostFree(t *testing.T) {
	p := shopPlan(t, *saleOf(t, "us-2024"), with(func(d *planner.ShopData) {
		h := d.Hosts[0]
		h.MinShift, h.MaxShift, h.Break, h.Rest, h.MaxDay, h.MaxWeek = 120, 240, 60, 660, 360, 600
		for i := range h.Hours {
			h.Hours[i].From, h.Hours[i].To = 10*60, 23*60
		}
		h.DaysOff = []planner.Date{{Year: 2024, Month: time.November, Day: 24}}
	}))
	h := p.Host("a-host")
	for _, c := range []struct {
		name     string
		from, to string
		booked   [][2]string
		making   [][2]string
		free     bool
	}{
		{"nothing booked", "2024-11-20 16:00", "2024-11-20 18:00", nil, nil, true},
		{"too short", "2024-11-20 16:00", "2024-11-20 17:59", nil, nil, false},
		{"longest", "2024-11-20 16:00", "2024-11-20 20:00", nil, nil, true},
		{"too long", "2024-11-20 16:00", "2024-11-20 20:01", nil, nil, false},
		{"before the host's hours", "2024-11-20 09:59", "2024-11-20 12:00", nil, nil, false},
		{"at the host's hours", "2024-11-20 10:00", "2024-11-20 12:00", nil, nil, true},
		{"past the host's hours", "2024-11-20 21:30", "2024-11-20 23:30", nil, nil, false},
		{"day off", "2024-11-24 16:00", "2024-11-24 18:00", nil, nil, false},
		{"break kept", "2024-11-20 16:00", "2024-11-20 18:00", [][2]string{{"2024-11-20 13:00", "2024-11-20 15:00"}}, nil, true},
		{"break cut", "2024-11-20 16:00", "2024-11-20 18:00", [][2]string{{"2024-11-20 13:00", "2024-11-20 15:01"}}, nil, false},
		{"break cut after", "2024-11-20 16:00", "2024-11-20 18:00", [][2]string{{"2024-11-20 18:59", "2024-11-20 21:00"}}, nil, false},
		{"break cut in the making", "2024-11-20 16:00", "2024-11-20 18:00", nil, [][2]string{{"2024-11-20 13:30", "2024-11-20 15:30"}}, false},
		{"rest kept", "2024-11-21 10:00", "2024-11-21 12:00", [][2]string{{"2024-11-20 21:00", "2024-11-20 23:00"}}, nil, true},
		{"rest cut", "2024-11-20 21:00", "2024-11-20 23:00", [][2]string{{"2024-11-21 09:59", "2024-11-21 12:00"}}, nil, false},
		{"day full", "2024-11-20 19:00", "2024-11-20 21:01", [][2]string{{"2024-11-20 14:00", "2024-11-20 18:00"}}, nil, false},
		{"day just full", "2024-11-20 19:00", "2024-11-20 21:00", [][2]string{{"2024-11-20 14:00", "2024-11-20 18:00"}}, nil, true},
		// Weeks are counted from the start of seeding, 14 October: 18 to 24 November is one.
		{"week full", "2024-11-23 19:00", "2024-11-23 21:30", [][2]string{{"2024-11-18 14:00", "2024-11-18 18:00"}, {"2024-11-20 14:00", "2024-11-20 18:00"}}, nil, false},
		{"week just full", "2024-11-23 19:00", "2024-11-23 21:00", [][2]string{{"2024-11-18 14:00", "2024-11-18 18:00"}, {"2024-11-20 14:00", "2024-11-20 18:00"}}, nil, true},
		{"next week", "2024-11-25 19:00", "2024-11-25 21:30", [][2]string{{"2024-11-18 14:00", "2024-11-18 18:00"}, {"2024-11-20 14:00", "2024-11-20 18:00"}}, nil, true},
	} {
		r := rosterOf(p)
		for _, b := range c.booked {
			r.book(p, aired(h.ID, "s1", clock(t, p, b[0], b[1])))
		}
		var making []planner.Shift
		for _, m := range c.making {
			making = append(making, planner.Shift{Host: h.ID, Span: clock(t, p, m[0], m[1])})
		}
		if got := r.hostFree(h, clock(t, p, c.from, c.to), making); got != c.free {
			t.Errorf("%s: %v, want %v", c.name, got, c.free)
		}
	}
}

func TestRosterWeek(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	r, first := rosterOf(p), p.Horizon()[0]
	for days, want := range map[int]int{-8: -2, -7: -1, -1: -1, 0: 0, 6: 0, 7: 1, 34: 4, 35: 5} {
		if got := r.week(first.Add(days)); got != want {
			t.Errorf("day %d is of week %d, want %d", days, got, want)
		}
	}
}
