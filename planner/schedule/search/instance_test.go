package search

import (
	"math/rand/v2"
	"testing"

	"bfplanner/planner/forecast"
)

// shape says how large a made-up instance is.
type shape struct{ shops, lines, hosts, videos, days, studios int }

// instance makes an instance up, in the manner of a real campaign: seeding, then a sale with a peak and risky days.
func instance(seed uint64, x shape) *forecast.Instance {
	r := rand.New(rand.NewPCG(seed, 7))
	between := func(a, b float64) float64 { return a + (b-a)*r.Float64() }
	in := &forecast.Instance{Format: forecast.Format, Name: "made-up", Days: x.days, OpenHour: 8, CloseHour: 24, SaleStartDay: x.days / 2, SaleStartHour: 16,
		HourCurve: []float64{.25, .15, .1, .08, .08, .12, .25, .4, .5, .55, .6, .7, .85, .8, .7, .7, .75, .85, 1, 1.2, 1.35, 1.3, 1.05, .7},
		Fatigue:   []float64{1, .97, .9, .8}, SatWidth: []float64{2.5, 2.5, 3, 12}, SatSlope: []float64{1, .85, .65, .45}, Bands: []forecast.Band{{Name: "noon", Mult: .8}, {Name: "evening", Mult: 1}},
		Kernel: []float64{.5, .3, .2}, PostWidth: []float64{900, 900, 1e6}, PostSlope: []float64{1, .7, .4}, Studios: x.studios, StudioCost: 18,
		Coupon: forecast.Coupon{Depths: []float64{.2, .25, .3}, MinLen: 1, MaxLen: 5, MinGap: 2, SetupCost: 25, FatigueCost: []float64{0, .02, .05, .09, .14}},
		Flash:  forecast.Flash{PerHour: 2, MaxPerProduct: 4, GapDays: 2},
		Risk:   forecast.Risk{Theta: .1, MaxLiveHours: 8 * x.shops, HedgeCost: 120, HedgeRecover: .4, HedgeMinDown: .05, Aversion: .3}, Rules: forecast.Rules{StudioSetup: 1}}
	for d := range x.days {
		day := forecast.Day{Demand: between(.4, 1.2), Down: .004}
		if left := x.days - d; left <= 5 {
			day.Demand = between(1.9, 4)
			if left <= 3 {
				day.Down = between(.1, .3)
			}
		}
		day.Weight = max(0, 1-day.Down*1.3)
		in.Day = append(in.Day, day)
	}
	for range x.shops {
		in.Shops = append(in.Shops, forecast.Shop{Cold: between(200, 450), MaxSession: 8, MaxHoursDay: 10, MaxSessions: 2, MinGap: 2, SetupCost: between(40, 80),
			CouponBudget: float64(int(between(3000, 9000))), MaxLines: 2, CrewEffort: 11, VideosPerDay: 3})
	}
	for g := range x.lines {
		up := between(.25, .4)
		in.Lines = append(in.Lines, forecast.Line{Shop: g % x.shops, AirtimeShare: float64(x.shops) / float64(x.lines), Price: between(30, 60), Cost: between(10, 16), Ship: between(3, 5), Commission: .05,
			PlatformShare: .5, ConvCold: .08, ConvWarm: .1, ConvShelf: between(.03, .05), Uplift: []float64{up, 1.4 * up, 1.9 * up}, WarmPerCold: between(.4, .8), ShelfCap: between(20, 60),
			Stock: between(300, 2500), Pool: between(100, 450), Decay: between(.93, .97), Floor: .12})
		for range 3 {
			in.Products = append(in.Products, forecast.Product{Line: g, Price: between(35, 55), Cost: between(12, 18), Ship: 4, FlashDiscount: between(.2, .4), FlashRate: between(.01, .03), FlashCost: between(4, 12)})
		}
	}
	stretches := [][][]int{{{8, 24}}, {{8, 18}}, {{13, 24}}, {{9, 13}, {17, 24}}, nil}
	for h := range x.hosts {
		host := forecast.Host{Shops: []int{h % x.shops}, Mult: between(.9, 1.2), Cost: between(40, 65), MinShift: 2, MaxShift: 4, MaxDay: 6, MaxWeek: 24, Break: 1, Rest: 11}
		if x.shops > 1 {
			host.Shops = append(host.Shops, (h+1)%x.shops)
		}
		for range x.days {
			host.Avail = append(host.Avail, stretches[r.IntN(len(stretches))])
		}
		in.Hosts = append(in.Hosts, host)
	}
	for v := range x.videos {
		video := forecast.Video{Line: v % x.lines, Ready: r.IntN(x.days/2 + 1), Due: x.days - 1, Effort: float64(1 + r.IntN(4)), Reach: between(300, 1300), Cost: between(30, 160), After: -1}
		if v >= x.lines && v%3 == 0 {
			video.After, video.AfterGap = v-x.lines, 2
		}
		in.Videos = append(in.Videos, video)
	}
	return in
}

var shapes = map[string]shape{
	"one shop":  {1, 2, 2, 6, 14, 1},
	"two shops": {2, 5, 4, 14, 21, 2},
	"tight":     {3, 6, 4, 20, 10, 1},
	"no host":   {1, 2, 0, 4, 8, 1},
	"one day":   {1, 1, 2, 2, 1, 1},
	"no studio": {1, 2, 2, 4, 8, 0},
	"no videos": {2, 3, 3, 0, 9, 2},
}

// eachShape runs a test on a made-up instance of each shape.
func eachShape(t *testing.T, f func(t *testing.T, in *forecast.Instance)) {
	for name, x := range shapes {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(3) {
				f(t, instance(seed+1, x))
			}
		})
	}
}
