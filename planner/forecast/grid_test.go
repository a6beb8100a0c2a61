package forecast

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

// halved returns the instance and the solution on the grid of half hours, with every decision on whole hours.
func halved(in *Instance, s *Solution) (*Instance, *Solution) {
	n := *in
	n.SlotMinutes, n.OpenHour, n.CloseHour, n.SaleStartHour = 30, 2*in.OpenHour, 2*in.CloseHour, 2*in.SaleStartHour
	n.HourCurve = nil
	for _, x := range in.HourCurve {
		n.HourCurve = append(n.HourCurve, x, x)
	}
	n.Shops, n.Hosts, n.Pins = slices.Clone(in.Shops), slices.Clone(in.Hosts), slices.Clone(in.Pins)
	for i := range n.Shops {
		x := &n.Shops[i]
		x.MaxSession, x.MaxHoursDay, x.MinGap = 2*x.MaxSession, 2*x.MaxHoursDay, 2*x.MinGap
	}
	for i := range n.Hosts {
		x := &n.Hosts[i]
		x.MinShift, x.MaxShift, x.MaxDay, x.MaxWeek, x.Break, x.Rest = 2*x.MinShift, 2*x.MaxShift, 2*x.MaxDay, 2*x.MaxWeek, 2*x.Break, 2*x.Rest
		x.Avail = nil
		for _, day := range in.Hosts[i].Avail {
			var list [][]int
			for _, a := range day {
				list = append(list, []int{2 * a[0], 2 * a[1]})
			}
			x.Avail = append(x.Avail, list)
		}
	}
	for i := range n.Pins {
		n.Pins[i].From, n.Pins[i].To = 2*n.Pins[i].From, 2*n.Pins[i].To
	}
	n.Rules.StudioSetup, n.Risk.MaxLiveHours = 2*in.Rules.StudioSetup, 2*in.Risk.MaxLiveHours
	m := clone(s)
	for i := range m.Shifts {
		m.Shifts[i][3], m.Shifts[i][4] = 2*m.Shifts[i][3], 2*m.Shifts[i][4]
	}
	for i := range m.Flash {
		m.Flash[i][2] *= 2
	}
	return &n, m
}

func TestHalfHoursScoreAsHours(t *testing.T) {
	for _, name := range []string{"tiny-1", "small-1", "two-shops"} {
		in, s := load(t, name)
		want := Score(in, s)
		half, m := halved(in, s)
		if err := half.check(); err != nil {
			t.Fatal(err)
		}
		got := Score(half, m)
		for i, p := range [][2]float64{{got.Lines, want.Lines}, {got.Flash, want.Flash}, {got.Lives, want.Lives}, {got.Videos, want.Videos}, {got.Coupons, want.Coupons}, {got.Hedges, want.Hedges}} {
			if math.Abs(p[0]-p[1]) > 1e-9*math.Max(1, math.Abs(p[1])) {
				t.Errorf("%s: term %d is %.6f on half hours, %.6f on hours", name, i, p[0], p[1])
			}
		}
		for _, v := range Check(half, m) {
			t.Errorf("%s: %v", name, v)
		}
		sum := 0.0
		for _, c := range Credits(half, m) {
			sum += c.Value
		}
		if math.Abs(sum-want.Value()) > 1e-6*math.Abs(want.Value()) {
			t.Errorf("%s: credits add up to %.4f, value %.4f", name, sum, want.Value())
		}
	}
}

// TestHalfAnHourLonger lets a live run on by half an hour: half of what the hour would draw, cost and tire.
func TestHalfAnHourLonger(t *testing.T) {
	in, s := load(t, "two-shops")
	half, m := halved(in, s)
	half.SatWidth, half.SatSlope = []float64{100}, []float64{1}
	i := slices.Index(m.Shifts, [5]int{0, 0, 2, 20, 4})
	before := spread(half, m).exposure[0][2]
	m.Shifts[i][4] = 5
	if got, want := spread(half, m).exposure[0][2]-before, 100*.5*.5/2; math.Abs(got-want) > 1e-9 {
		t.Errorf("half an hour draws %v, want %v", got, want)
	}
	if got := half.FlashOrders(0, 2, 21); got != in.FlashOrders(0, 2, 10) {
		t.Errorf("a flash deal at half past sells %v", got)
	}
	m.Flash = [][3]int{{0, 2, 20}, {0, 2, 21}}
	if got := rulesOf(half, m); !slices.Contains(got, "flash-per-hour") {
		t.Errorf("two deals in a clock hour break %q", got)
	}
}

func TestConstantsCount(t *testing.T) {
	in, s := load(t, "two-shops")
	want, coupons := Score(in, s), in.Reserve(0, 0, 1)
	c := usualConstants
	in.Constants = &c
	if got := Score(in, s); got != want {
		t.Errorf("the usual constants written out give %v, want %v", got, want)
	}
	c.ReserveHours = 8
	if got := in.Reserve(0, 0, 1); math.Abs(got-2*coupons) > 0.005 {
		t.Errorf("twice the hours reserve %v, want twice %v", got, coupons)
	}
	c.Boost = 1
	if got, want := in.Uplift(0, 1, 1), 0.5; got != want {
		t.Errorf("without a boost the uplift is %v, want %v", got, want)
	}
	c.FlashCommission = 0.15
	if got, want := in.FlashContribution(0), 100*.8*.85-50; math.Abs(got-want) > 1e-9 {
		t.Errorf("a flash order leaves %v, want %v", got, want)
	}
}

// TestFixedLives takes the lives of a day out of the grid: what they draw, and the stock and studios that they take, stay.
func TestFixedLives(t *testing.T) {
	in, s := load(t, "two-shops")
	want := Score(in, s)
	m := clone(s)
	m.Shifts = slices.DeleteFunc(m.Shifts, func(x [5]int) bool { return x[1] == 0 && x[2] == 2 })
	m.Flash = nil
	raw := spread(in, s).exposure[0][2] - spread(in, m).exposure[0][2] // below the first width, so not saturated
	in.Fixed = &Fixed{Exposure: grid[float64](2, 3), Air: []Air{{Shop: 0, Day: 2, From: 10, To: 12}}, Studio: grid[int](3, 24), Stock: []float64{2, 0}}
	in.Fixed.Exposure[0][2] = raw
	if err := in.check(); err != nil {
		t.Fatal(err)
	}
	if got := Score(in, m); math.Abs(got.Lines-want.Lines) > 1e-9 {
		t.Errorf("lines earn %v, want %v", got.Lines, want.Lines)
	}
	sum := 0.0
	for _, c := range Credits(in, m) {
		sum += c.Value
	}
	if v := Score(in, m).Value(); math.Abs(sum-v) > 1e-6*v {
		t.Errorf("credits add up to %v, value %v", sum, v)
	}
	for _, v := range Check(in, m) {
		t.Errorf("%v", v)
	}
	for _, c := range []struct {
		what   string
		change func(*Instance, *Solution)
		want   []string
	}{
		{"a shift in the fixed live", func(_ *Instance, s *Solution) { s.Shifts = append(s.Shifts, [5]int{0, 0, 2, 11, 2}) }, []string{"fixed-air", "shop-hours-day", "shop-sessions-day"}},
		{"a shift right after it", func(in *Instance, s *Solution) {
			in.Shops[0].MaxHoursDay, in.Shops[0].MaxSessions = 4, 2
			s.Shifts = append(s.Shifts, [5]int{0, 0, 2, 12, 2})
		}, []string{"shop-session-gap"}},
		{"its studio", func(in *Instance, s *Solution) { in.Fixed.Studio[1][12] = 1 }, []string{"studio"}},
		{"studios beyond all", func(in *Instance, s *Solution) { in.Fixed.Studio[2][13] = 5 }, nil},
		{"its stock", func(in *Instance, s *Solution) {
			in.Fixed.Stock[0] = in.Lines[0].Stock - 1
			in.Fixed.Air, in.Fixed.Exposure = nil, nil
			s.Shifts, s.Flash = append(s.Shifts, [5]int{0, 0, 2, 10, 2}), [][3]int{{0, 2, 10}}
		}, []string{"flash-stock"}},
	} {
		mine := *in
		mine.Shops, mine.Fixed = slices.Clone(in.Shops), &Fixed{in.Fixed.Exposure, in.Fixed.Air, grid[int](3, 24), slices.Clone(in.Fixed.Stock)}
		k := clone(m)
		c.change(&mine, k)
		if got := rulesOf(&mine, k); !slices.Equal(got, c.want) {
			t.Errorf("%s: breaks %q, want %q", c.what, got, c.want)
		}
	}
}

// TestStartAndPins moves the first free slot into a plan and pins what lies before it, kind by kind.
func TestStartAndPins(t *testing.T) {
	in, s := load(t, "two-shops")
	in.StartDay, in.StartHour = 2, 11
	early := 0
	for _, v := range Check(in, s) {
		if v.Rule != "start" {
			t.Errorf("%v", v)
		}
		early++
	}
	for _, x := range s.Shifts {
		in.Pins = append(in.Pins, Pin{Kind: PinShift, Host: x[0], Shop: x[1], Day: x[2], From: x[3], To: x[3] + x[4]})
	}
	for _, x := range s.Posts {
		in.Pins = append(in.Pins, Pin{Kind: PinVideo, Video: x[0], Day: x[1], Band: x[2]})
	}
	for _, x := range s.Windows {
		in.Pins = append(in.Pins, Pin{Kind: PinCoupon, Line: x[0], Depth: x[1] - 1, Day: x[2], Len: x[3]})
	}
	for _, x := range s.Flash {
		in.Pins = append(in.Pins, Pin{Kind: PinFlash, Product: x[0], Day: x[1], From: x[2]})
	}
	for _, x := range s.Hedges {
		in.Pins = append(in.Pins, Pin{Kind: PinHedge, Shop: x[0], Day: x[1]})
	}
	if err := in.check(); err != nil {
		t.Fatal(err)
	}
	for _, v := range Check(in, s) {
		t.Errorf("all pinned: %v", v)
	}
	if late := len(slices.DeleteFunc(slices.Clone(s.Posts), func(x [3]int) bool { return x[1] < 2 })); early != len(in.Pins)-late {
		t.Errorf("%d rows lie before the start, want %d", early, len(in.Pins)-late)
	}
	got := rulesOf(in, &Solution{})
	if want := []string{"pin-shift", "pin-coupon", "pin-video", "pin-flash", "pin-hedge"}; !slices.Equal(got, want) {
		t.Errorf("an empty solution breaks %q, want %q", got, want)
	}
	in.Pins = []Pin{{Kind: PinLive, Shop: 0, Day: 1, From: 10, To: 14}}
	if got := Check(in, &Solution{Shifts: [][5]int{{0, 0, 1, 10, 2}, {1, 0, 1, 12, 2}}}); slices.ContainsFunc(got, func(v Violation) bool { return v.Rule == "start" }) {
		t.Errorf("shifts of a pinned live are early: %v", got)
	}
}

func TestGridErrors(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(*Instance)
	}{
		{"slots of 45 minutes", func(in *Instance) { in.SlotMinutes = 45 }},
		{"hour curve", func(in *Instance) { in.SlotMinutes = 30 }},
		{"starts on day 9", func(in *Instance) { in.StartDay = 9 }},
		{"kind \"break\"", func(in *Instance) { in.Pins = []Pin{{Kind: "break"}} }},
		{"pin 0", func(in *Instance) { in.Pins = []Pin{{Kind: PinShift, Host: 7, From: 10, To: 11}} }},
		{"pin 0", func(in *Instance) { in.Pins = []Pin{{Kind: PinFlash, Product: 1}} }},
		{"pin 0", func(in *Instance) { in.Pins = []Pin{{Kind: PinHedge, Shop: 2}} }},
		{"fixed exposure", func(in *Instance) { in.Fixed = &Fixed{Exposure: grid[float64](2, 2)} }},
		{"fixed studios", func(in *Instance) { in.Fixed = &Fixed{Studio: grid[int](2, 24)} }},
		{"fixed stock", func(in *Instance) { in.Fixed = &Fixed{Stock: []float64{1}} }},
		{"fixed session 0", func(in *Instance) { in.Fixed = &Fixed{Air: []Air{{0, 0, 12, 12}}} }},
	} {
		in, _ := load(t, "two-shops")
		c.change(in)
		b, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = ReadInstance(b); err == nil || !strings.Contains(err.Error(), c.what) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}
