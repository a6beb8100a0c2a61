package planner_test

import (
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func TestLimitsTakeRowsBeforeParameters(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	host, shop := *p.Host("a-host"), *p.Shops.All()[0]
	host.MaxShift, host.Break = 180, 0
	shop.MaxHoursDay, shop.VideosPerDay = 6, 0
	l := planner.LimitsOf(plantest.Do(t, p, planner.Put{Rows: []planner.Row{&host, &shop, &planner.Studio{ID: "s2", Name: "Studio 2"}}}))
	for _, c := range []struct {
		name      string
		got, want any
	}{
		{"shift of the row", l.Host("a-host").Shift.Max, 3 * time.Hour},
		{"break of the parameter", l.Host("a-host").Break, time.Hour},
		{"hours of the row", l.Shop("main").HoursDay, 6 * time.Hour},
		{"videos of the parameter", l.Shop("main").VideosDay, 3},
		{"set-up of the parameter", l.Setup("s2"), time.Hour},
		{"live", l.Live, planner.LengthRange{30 * time.Minute, 13 * time.Hour}},
		{"sale coupon", l.SalePercent, [2]planner.BasisPoints{2000, 3000}},
		{"unknown host", l.Host("nobody"), planner.HostLimits{}},
		{"unknown shop", l.Shop("nowhere"), planner.ShopLimits{}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	if len(l.Teasers) != 2 || l.Teasers[0] != 24*time.Hour || l.Teasers[1] != time.Hour {
		t.Errorf("teasers %v before the live", l.Teasers)
	}
}
