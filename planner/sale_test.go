package planner

import (
	"testing"
	"time"
)

func TestShoppingDays(t *testing.T) {
	for _, c := range []struct {
		year               int
		thanks, black, cyb string
	}{
		{2023, "2023-11-23", "2023-11-24", "2023-11-27"}, {2024, "2024-11-28", "2024-11-29", "2024-12-02"},
		{2025, "2025-11-27", "2025-11-28", "2025-12-01"}, {2026, "2026-11-26", "2026-11-27", "2026-11-30"},
	} {
		if got := [3]string{Thanksgiving(c.year).String(), BlackFriday(c.year).String(), CyberMonday(c.year).String()}; got != [3]string{c.thanks, c.black, c.cyb} {
			t.Errorf("%d: %v", c.year, got)
		}
	}
}

func TestPhasesLeaveNoGap(t *testing.T) {
	ps := presets(t)
	sales := ps.Sales.All()
	sales = append(sales, &Sale{ID: "short", Market: "US", Zone: "Asia/Shanghai", Span: Span{at(t, "2024-06-18"), at(t, "2024-06-19")}})
	for _, s := range sales {
		list := s.Phases()
		for i := 1; i < len(list); i++ {
			if !list[i-1].Span.End.Equal(list[i].Span.Start) {
				t.Errorf("%s: gap between %s and %s", s.ID, list[i-1].ID, list[i].ID)
			}
		}
		if list[0].ID != Preparation || list[len(list)-1].ID != Tail {
			t.Errorf("%s: %v", s.ID, list)
		}
		if got := s.Campaign(); got.Start != list[0].Span.Start || got.End != list[len(list)-1].Span.End {
			t.Errorf("%s: campaign %v", s.ID, got)
		}
	}
}

func TestALongSaleGoesOnAfterItsPeak(t *testing.T) {
	s, _ := presets(t).Sales.Get("us-2023")
	var ids []PhaseID
	for _, p := range s.Phases() {
		ids = append(ids, p.ID)
	}
	want := []PhaseID{Preparation, Seeding, Main, Peak, Main, Tail}
	if len(ids) != len(want) {
		t.Fatalf("%v", ids)
	}
	for i := range want {
		if ids[i] != want[i] {
			t.Fatalf("%v", ids)
		}
	}
}

func TestAProjectedSaleSaysSo(t *testing.T) {
	for id, want := range map[string]string{"us-2024": Announced, "us-2025": Announced, "us-2026": Projected} {
		if s, ok := presets(t).Sales.Get(id); !ok || s.Status != want {
			t.Errorf("%s: %+v", id, s)
		}
	}
}

func TestHolidaysStandOnTheirCivilDate(t *testing.T) {
	loc := la(t)
	span := Span{at(t, "2024-10-01"), at(t, "2025-03-01")}
	got := map[string]string{}
	var last Date
	for _, h := range Holidays(span, loc) {
		got[h.Key] = h.Date.String()
		if h.Date.Before(last) {
			t.Errorf("%v after %v", h.Date, last)
		}
		last = h.Date
	}
	for key, want := range map[string]string{"holiday.thanksgiving": "2024-11-28", "holiday.black_friday": "2024-11-29", "holiday.cyber_monday": "2024-12-02",
		"holiday.christmas": "2024-12-25", "holiday.new_year": "2025-01-01", "holiday.mlk": "2025-01-20", "holiday.veterans": "2024-11-11", "holiday.halloween": "2024-10-31"} {
		if got[key] != want {
			t.Errorf("%s on %s, want %s", key, got[key], want)
		}
	}
	if list := Holidays(Span{span.Start, Forever}, loc); list != nil {
		t.Errorf("a span without end has %d holidays", len(list))
	}
}

func TestAsOf(t *testing.T) {
	p := shop(t)
	start := p.Sale.Campaign().Start
	during, after := at(t, "2024-11-20 09:00"), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	own := *p
	own.AsOf = at(t, "2024-11-01")
	for _, c := range []struct {
		name           string
		plan           *Plan
		at, wall, want time.Time
	}{
		{"the clock inside the campaign", p, time.Time{}, during, during},
		{"the clock long after it", p, time.Time{}, after, start},
		{"asked for", p, after, during, after},
		{"the plan's own", &own, time.Time{}, during, own.AsOf},
	} {
		if got := c.plan.Now(c.at, c.wall); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
