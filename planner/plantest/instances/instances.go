// Package instances makes instances of the engine's model up, for tests.
package instances

import (
	"fmt"
	"math/rand/v2"

	"bfplanner/planner/forecast"
)

// Shape says how large a made-up instance is.
type Shape struct{ Shops, Lines, Hosts, Videos, Days, Studios int }

// Shapes are small shapes by name, the awkward ones among them.
var Shapes = map[string]Shape{
	"one shop":  {1, 2, 2, 6, 14, 1},
	"two shops": {2, 5, 4, 14, 21, 2},
	"tight":     {3, 6, 4, 20, 10, 1},
	"no host":   {1, 2, 0, 4, 8, 1},
	"one day":   {1, 1, 2, 2, 1, 1},
	"no studio": {1, 2, 2, 4, 8, 0},
	"no videos": {2, 3, 3, 0, 9, 2},
}

// Make makes an instance up, in the manner of a real campaign: seeding, then a sale with a peak and risky days.
func Make(seed uint64, x Shape) *forecast.Instance {
	r := rand.New(rand.NewPCG(seed, 7))
	between := func(a, b float64) float64 { return a + (b-a)*r.Float64() }
	in := &forecast.Instance{Format: forecast.Format, Name: fmt.Sprintf("made-up-%d", seed), Days: x.Days, OpenHour: 8, CloseHour: 24, SaleStartDay: x.Days / 2, SaleStartHour: 16,
		HourCurve: []float64{.25, .15, .1, .08, .08, .12, .25, .4, .5, .55, .6, .7, .85, .8, .7, .7, .75, .85, 1, 1.2, 1.35, 1.3, 1.05, .7},
		Fatigue:   []float64{1, .97, .9, .8}, SatWidth: []float64{2.5, 2.5, 3, 12}, SatSlope: []float64{1, .85, .65, .45}, Bands: []forecast.Band{{Name: "noon", Mult: .8}, {Name: "evening", Mult: 1}},
		Kernel: []float64{.5, .3, .2}, PostWidth: []float64{900, 900, 1e6}, PostSlope: []float64{1, .7, .4}, Studios: x.Studios, StudioCost: 18,
		Coupon: forecast.Coupon{Depths: []float64{.2, .25, .3}, MinLen: 1, MaxLen: 5, MinGap: 2, SetupCost: 25, FatigueCost: []float64{0, .02, .05, .09, .14}},
		Flash:  forecast.Flash{PerHour: 2, MaxPerProduct: 4, GapDays: 2},
		Risk:   forecast.Risk{Theta: .1, MaxLiveHours: 8 * x.Shops, HedgeCost: 120, HedgeRecover: .4, HedgeMinDown: .05, Aversion: .3}, Rules: forecast.Rules{StudioSetup: 1}}
	for d := range x.Days {
		day := forecast.Day{Demand: between(.4, 1.2), Down: .004}
		if left := x.Days - d; left <= 5 {
			day.Demand = between(1.9, 4)
			if left <= 3 {
				day.Down = between(.1, .3)
			}
		}
		day.Weight = max(0, 1-day.Down*1.3)
		in.Day = append(in.Day, day)
	}
	for range x.Shops {
		in.Shops = append(in.Shops, forecast.Shop{Cold: between(200, 450), MaxSession: 8, MaxHoursDay: 10, MaxSessions: 2, MinGap: 2, SetupCost: between(40, 80),
			CouponBudget: float64(int(between(3000, 9000))), MaxLines: 2, CrewEffort: 11, VideosPerDay: 3})
	}
	for g := range x.Lines {
		up := between(.25, .4)
		in.Lines = append(in.Lines, forecast.Line{Shop: g % x.Shops, AirtimeShare: float64(x.Shops) / float64(x.Lines), Price: between(30, 60), Cost: between(10, 16), Ship: between(3, 5), Commission: .05,
			PlatformShare: .5, ConvCold: .08, ConvWarm: .1, ConvShelf: between(.03, .05), Uplift: []float64{up, 1.4 * up, 1.9 * up}, WarmPerCold: between(.4, .8), ShelfCap: between(20, 60),
			Stock: between(300, 2500), Pool: between(100, 450), Decay: between(.93, .97), Floor: .12})
		for range 3 {
			in.Products = append(in.Products, forecast.Product{Line: g, Price: between(35, 55), Cost: between(12, 18), Ship: 4, FlashDiscount: between(.2, .4), FlashRate: between(.01, .03), FlashCost: between(4, 12)})
		}
	}
	stretches := [][][]int{{{8, 24}}, {{8, 18}}, {{13, 24}}, {{9, 13}, {17, 24}}, nil}
	for h := range x.Hosts {
		host := forecast.Host{Shops: []int{h % x.Shops}, Mult: between(.9, 1.2), Cost: between(40, 65), MinShift: 2, MaxShift: 4, MaxDay: 6, MaxWeek: 24, Break: 1, Rest: 11}
		if x.Shops > 1 {
			host.Shops = append(host.Shops, (h+1)%x.Shops)
		}
		for range x.Days {
			host.Avail = append(host.Avail, stretches[r.IntN(len(stretches))])
		}
		in.Hosts = append(in.Hosts, host)
	}
	for v := range x.Videos {
		video := forecast.Video{Line: v % x.Lines, Ready: r.IntN(x.Days/2 + 1), Due: x.Days - 1, Effort: float64(1 + r.IntN(4)), Reach: between(300, 1300), Cost: between(30, 160), After: -1}
		if v >= x.Lines && v%3 == 0 {
			video.After, video.AfterGap = v-x.Lines, 2
		}
		in.Videos = append(in.Videos, video)
	}
	return in
}

// Halve puts an instance on the grid of half hours.
func Halve(in *forecast.Instance) *forecast.Instance {
	in.SlotMinutes = 30
	var curve []float64
	for _, x := range in.HourCurve {
		curve = append(curve, x, x)
	}
	in.HourCurve = curve
	for _, x := range []*int{&in.OpenHour, &in.CloseHour, &in.SaleStartHour, &in.StartHour, &in.Rules.StudioSetup, &in.Risk.MaxLiveHours} {
		*x *= 2
	}
	for i := range in.Shops {
		s := &in.Shops[i]
		s.MaxSession, s.MaxHoursDay, s.MinGap = 2*s.MaxSession, 2*s.MaxHoursDay, 2*s.MinGap
	}
	for i := range in.Hosts {
		h := &in.Hosts[i]
		h.MinShift, h.MaxShift, h.MaxDay, h.MaxWeek, h.Break, h.Rest = 2*h.MinShift-1, 2*h.MaxShift-1, 2*h.MaxDay, 2*h.MaxWeek, 2*h.Break-1, 2*h.Rest
		avail := make([][][]int, len(h.Avail))
		for d, list := range h.Avail {
			for _, a := range list {
				avail[d] = append(avail[d], []int{2 * a[0], 2 * a[1]})
			}
		}
		h.Avail = avail
	}
	return in
}

// Begin lets an instance begin within its first days and gives it lives outside the grid: on one of the first days
// of each shop, with exposure, studios and stock that they take.
func Begin(in *forecast.Instance) *forecast.Instance {
	n := len(in.HourCurve) / 24
	in.StartDay, in.StartHour = min(2, in.Days-1), 14*n
	f := &forecast.Fixed{Exposure: make([][]float64, len(in.Shops)), Studio: make([][]int, in.Days), Stock: make([]float64, len(in.Lines))}
	for d := range f.Studio {
		f.Studio[d] = make([]int, len(in.HourCurve))
	}
	for s := range in.Shops {
		f.Exposure[s] = make([]float64, in.Days)
		d := (3 + s) % in.Days
		f.Exposure[s][d] = 300
		f.Air = append(f.Air, forecast.Air{Shop: s, Day: d, From: 15 * n, To: 17 * n})
		for t := 14 * n; t < 17*n; t++ {
			f.Studio[d][t]++
		}
	}
	for g := range in.Lines {
		f.Stock[g] = 20
	}
	in.Fixed = f
	return in
}
