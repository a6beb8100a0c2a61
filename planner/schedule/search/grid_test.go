package search

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"bfplanner/planner/forecast"
)

// finer puts a made-up instance on the grid of half-hours.
func finer(in *forecast.Instance) {
	in.SlotMinutes, in.OpenHour, in.CloseHour, in.SaleStartHour = 30, 2*in.OpenHour, 2*in.CloseHour, 2*in.SaleStartHour
	hours := in.HourCurve
	in.HourCurve = nil
	for i, x := range hours {
		in.HourCurve = append(in.HourCurve, x, (x+hours[(i+1)%24])/2)
	}
	in.Rules.StudioSetup, in.Risk.MaxLiveHours = 2*in.Rules.StudioSetup, 2*in.Risk.MaxLiveHours
	for i := range in.Shops {
		x := &in.Shops[i]
		x.MaxSession, x.MaxHoursDay, x.MinGap = 2*x.MaxSession, 2*x.MaxHoursDay, 3
	}
	for i := range in.Hosts {
		x := &in.Hosts[i]
		x.MinShift, x.MaxShift, x.MaxDay, x.MaxWeek, x.Break, x.Rest = 3, 2*x.MaxShift, 2*x.MaxDay, 2*x.MaxWeek, 1, 2*x.Rest
		for _, day := range x.Avail {
			for _, a := range day {
				a[0], a[1] = 2*a[0], min(2*a[1]+1, 48)
			}
		}
	}
}

// laden gives a made-up instance lives outside its grid, and the past up to a slot in its third day.
func laden(in *forecast.Instance) {
	n, slots := len(in.Shops), len(in.HourCurve)
	f := &forecast.Fixed{Stock: make([]float64, len(in.Lines))}
	for shop := range n {
		f.Exposure = append(f.Exposure, make([]float64, in.Days))
		d := (5 + shop) % in.Days
		f.Exposure[shop][d] = 800
		f.Air = append(f.Air, forecast.Air{Shop: shop, Day: d, From: slots / 2, To: slots/2 + 3})
	}
	for d := range in.Days {
		f.Studio = append(f.Studio, make([]int, slots))
		for t := slots / 2; d%2 == 0 && t < slots/2+4; t++ {
			f.Studio[d][t] = 1
		}
	}
	for g := range f.Stock {
		f.Stock[g] = 40
	}
	in.Fixed = f
	in.StartDay, in.StartHour = min(2, in.Days-1), slots/2
}

// kin are ways to change a made-up instance.
var kin = map[string][]func(*forecast.Instance){
	"hours":            nil,
	"half-hours":       {finer},
	"laden":            {laden},
	"laden half-hours": {finer, laden},
}

// eachKin runs a test on made-up instances of every shape in every way.
func eachKin(t *testing.T, f func(t *testing.T, in *forecast.Instance)) {
	for name, list := range kin {
		t.Run(name, func(t *testing.T) {
			eachShape(t, func(t *testing.T, in *forecast.Instance) {
				for _, change := range list {
					change(in)
				}
				f(t, in)
			})
		})
	}
}

// legal fails on every violation.
func legal(t *testing.T, in *forecast.Instance, s *forecast.Solution) {
	t.Helper()
	for _, v := range forecast.Check(in, s) {
		t.Errorf("%v", v)
	}
}

// pinSome pins what of a solution lies before the first free slot, and of the rest some at random, or all without a source.
func pinSome(in *forecast.Instance, s *forecast.Solution, r *rand.Rand) {
	var pins []forecast.Pin
	for _, x := range s.Shifts {
		pins = append(pins, forecast.Pin{Kind: forecast.PinShift, Host: x[0], Shop: x[1], Day: x[2], From: x[3], To: x[3] + x[4]})
	}
	for _, x := range s.Posts {
		pins = append(pins, forecast.Pin{Kind: forecast.PinVideo, Video: x[0], Day: x[1], Band: x[2]})
	}
	for _, x := range s.Windows {
		pins = append(pins, forecast.Pin{Kind: forecast.PinCoupon, Line: x[0], Depth: x[1] - 1, Day: x[2], Len: x[3]})
	}
	for _, x := range s.Flash {
		pins = append(pins, forecast.Pin{Kind: forecast.PinFlash, Product: x[0], Day: x[1], From: x[2]})
	}
	for _, x := range s.Hedges {
		pins = append(pins, forecast.Pin{Kind: forecast.PinHedge, Shop: x[0], Day: x[1]})
	}
	in.Pins = slices.DeleteFunc(pins, func(x forecast.Pin) bool { return x.Day > in.StartDay && r != nil && r.IntN(3) > 0 })
}

// TestEveryGrid holds results legal and scored right on every grid, with what lies outside it, free and pinned.
func TestEveryGrid(t *testing.T) {
	eachKin(t, func(t *testing.T, in *forecast.Instance) {
		first := solve(t, in, Options{Seed: 1, Moves: 6000})
		legal(t, in, &first.Solution)
		in.StartDay, in.StartHour = max(in.StartDay, in.Days/2), len(in.HourCurve)/2
		pinSome(in, &first.Solution, rand.New(rand.NewPCG(uint64(in.Days), 1)))
		value := 0.0
		r := solve(t, in, Options{Seed: 2, Moves: 6000, Progress: func(p Progress) { value = p.Value }})
		legal(t, in, &r.Solution)
		if want := forecast.Score(in, &r.Solution).Value(); math.Abs(want-r.Value) > 1e-9 || math.Abs(want-value) > 1e-6*math.Abs(want) {
			t.Errorf("value %.6f, told %.6f, scored %.6f", r.Value, value, want)
		}
	})
}

// TestTheStateIsTrueOnEveryGrid compares what the search keeps with a score from scratch.
func TestTheStateIsTrueOnEveryGrid(t *testing.T) {
	eachKin(t, func(t *testing.T, in *forecast.Instance) {
		p := newProblem(in)
		start := solve(t, in, Options{Seed: 3, Moves: 2000}).Solution
		p.base = newBase(p, &start, 7)
		s, err := begin(p, &start)
		if err != nil {
			t.Fatal(err)
		}
		m := &mover{state: s, rng: rng{11}, roster: &roster{p: p}}
		draw := lottery(nil)
		for k := range 1500 {
			if m.step(draw[m.n(len(draw))], p.heat()/4) && k%100 == 0 {
				now := m.solution()
				legal(t, in, &now)
				if want := forecast.Score(in, &now).Value() - p.base.cost(p, &now); math.Abs(want-m.value) > 1e-6*(1+math.Abs(want)) {
					t.Fatalf("move %d: value %.6f, from scratch %.6f", k, m.value, want)
				}
			}
		}
	})
}
