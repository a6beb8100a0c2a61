package search

import (
	"context"
	"errors"
	"math"
	"reflect"
	"testing"

	"bfplanner/planner/forecast"
)

func TestPinsNeverMove(t *testing.T) {
	in := instance(3, shapes["two shops"])
	for h := range in.Hosts {
		in.Hosts[h].Avail[15] = [][]int{{8, 24}}
	}
	in.Videos[1].Ready, in.Videos[1].After = 0, -1
	in.Pins = []forecast.Pin{{Kind: forecast.PinLive, Shop: 1, Day: 15, From: 16, To: 24}, {Kind: forecast.PinCoupon, Line: 1, Day: 15, Len: 1, Depth: 0}, {Kind: forecast.PinVideo, Video: 1, Day: 3, Band: 0}}
	r := solve(t, in, Options{Seed: 1, Moves: 20_000})
	legal(t, in, &r.Solution)
}

func TestOverPinned(t *testing.T) {
	for name, c := range map[string]struct {
		pins []forecast.Pin
		want ConflictError
	}{
		"budget": {[]forecast.Pin{{Kind: forecast.PinVideo, Video: 0, Day: 7}, {Kind: forecast.PinCoupon, Line: 0, Day: 9, Len: 5, Depth: 2}}, ConflictError{[]int{1}, "coupon-budget"}},
		"twice":  {[]forecast.Pin{{Kind: forecast.PinCoupon, Line: 0, Day: 8, Len: 1}, {Kind: forecast.PinVideo, Video: 0, Day: 7}, {Kind: forecast.PinCoupon, Line: 0, Day: 9, Len: 1}}, ConflictError{[]int{0, 2}, "coupon-gap"}},
		"hosts": {[]forecast.Pin{{Kind: forecast.PinLive, Day: 9, From: 8, To: 16}, {Kind: forecast.PinLive, Day: 9, From: 18, To: 22}, {Kind: forecast.PinLive, Day: 5, From: 12, To: 14}},
			ConflictError{[]int{0, 1}, "pin-live"}},
		"one place": {[]forecast.Pin{{Kind: forecast.PinHedge, Day: 11}, {Kind: forecast.PinShift, Day: 9, From: 8, To: 11}, {Kind: forecast.PinVideo, Video: 0, Day: 7}, {Kind: forecast.PinShift, Shop: 1, Day: 9, From: 10, To: 13}},
			ConflictError{[]int{1, 3}, "host-one-place"}},
		"hours of a day": {[]forecast.Pin{{Kind: forecast.PinShift, Day: 9, From: 8, To: 12}, {Kind: forecast.PinShift, Day: 9, From: 14, To: 17}}, ConflictError{[]int{0, 1}, "host-hours-day"}},
		"flash twice":    {[]forecast.Pin{{Kind: forecast.PinFlash, Day: 9, From: 18}, {Kind: forecast.PinFlash, Day: 9, From: 19}}, ConflictError{[]int{0, 1}, "flash-gap"}},
		"flash alone":    {[]forecast.Pin{{Kind: forecast.PinHedge, Day: 11}, {Kind: forecast.PinFlash, Day: 8, From: 18}}, ConflictError{[]int{1}, "flash-on-air"}},
		"hedge":          {[]forecast.Pin{{Kind: forecast.PinHedge, Day: 11}, {Kind: forecast.PinHedge, Day: 2}}, ConflictError{[]int{1}, "hedge-risk"}},
	} {
		in := instance(1, shape{2, 2, 2, 6, 14, 1})
		if name == "budget" {
			in.Shops[0].CouponBudget = 2000
		}
		in.Videos[0].Ready = 0
		for h := range in.Hosts {
			in.Hosts[h].Avail[9], in.Hosts[h].Avail[5], in.Hosts[h].Avail[8] = [][]int{{8, 24}}, [][]int{{8, 24}}, nil
			if name == "hosts" {
				in.Hosts[h].Shops = []int{0}
			}
		}
		in.Pins = c.pins
		_, err := Solve(context.Background(), in, Options{Moves: 100})
		var got *ConflictError
		if !errors.As(err, &got) || !reflect.DeepEqual(*got, c.want) {
			t.Errorf("%s: %v, want %v", name, err, &c.want)
		}
	}
}

// TestThousandsOfPins plans round ten thousand pinned events, and names the one pair among them that cannot be.
func TestThousandsOfPins(t *testing.T) {
	in := instance(1, shape{20, 40, 60, 4000, 120, 20})
	first := solve(t, in, Options{Seed: 1, Moves: 60_000})
	pinSome(in, &first.Solution, nil)
	for i := 0; len(in.Pins) < 10_000; i++ {
		in.Pins = append(in.Pins, in.Pins[i]) // a pin that stands twice is one
	}
	r := solve(t, in, Options{Seed: 2, Moves: 2000})
	legal(t, in, &r.Solution)
	last := in.Pins[len(in.Pins)/2]
	for _, x := range in.Pins {
		if x.Kind == forecast.PinShift {
			last = x
		}
	}
	moved := last
	moved.Shop = (last.Shop + 1) % len(in.Shops)
	in.Hosts[moved.Host].Shops = append(in.Hosts[moved.Host].Shops, moved.Shop)
	in.Pins = append(in.Pins, moved)
	_, err := Solve(t.Context(), in, Options{Moves: 1})
	var got *ConflictError
	if !errors.As(err, &got) || len(got.Pins) != 2 || got.Pins[1] != len(in.Pins)-1 {
		t.Errorf("%v, want the last and one other", err)
	}
}

// TestBareInstances solves what has nothing to place.
func TestBareInstances(t *testing.T) {
	for name, strip := range map[string]func(*forecast.Instance){
		"no shop": func(in *forecast.Instance) {
			*in = forecast.Instance{Days: in.Days, Day: in.Day, HourCurve: in.HourCurve}
		},
		"no line":     func(in *forecast.Instance) { in.Lines, in.Products, in.Videos = nil, nil, nil },
		"no product":  func(in *forecast.Instance) { in.Products = nil },
		"no stock":    func(in *forecast.Instance) { in.Lines[0].Stock, in.Lines[1].Stock = 0, 0 },
		"no day":      func(in *forecast.Instance) { in.Days, in.Day, in.SaleStartDay = 0, nil, 0; in.Hosts = nil },
		"no depth":    func(in *forecast.Instance) { in.Coupon.Depths = nil; in.Lines[0].Uplift, in.Lines[1].Uplift = nil, nil },
		"closed":      func(in *forecast.Instance) { in.CloseHour = in.OpenHour },
		"all past":    func(in *forecast.Instance) { in.StartDay = in.Days },
		"sale past":   func(in *forecast.Instance) { in.SaleStartDay = in.Days },
		"no session":  func(in *forecast.Instance) { in.Shops[0].MaxSessions, in.Shops[0].MaxSession = 0, 0 },
		"no audience": func(in *forecast.Instance) { in.Shops[0].Cold = 0 },
	} {
		in := instance(1, shapes["one shop"])
		strip(in)
		r := solve(t, in, Options{Seed: 1, Moves: 3000})
		if list := forecast.Check(in, &r.Solution); len(list) > 0 || math.IsNaN(r.Value) {
			t.Errorf("%s: value %v, %v", name, r.Value, list)
		}
	}
}
