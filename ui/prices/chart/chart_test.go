package chart

import (
	"image/color"
	"math"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"bfplanner/planner"
)

func pacific(t testing.TB) *time.Location {
	t.Helper()
	loc, err := planner.Zone("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func date(m time.Month, d int) planner.Date { return planner.Date{Year: 2024, Month: m, Day: d} }

// days is the span from the midnight of one day to that of another, on 1000 pixels from 100 on.
func days(t testing.TB, from, to planner.Date) Times {
	loc := pacific(t)
	return Times{planner.Span{Start: from.At(0, 0, loc), End: to.At(0, 0, loc)}, 100, 1100}
}

func TestTimesGoBothWays(t *testing.T) {
	x := days(t, date(11, 10), date(11, 20))
	for _, c := range []struct {
		x  float32
		at time.Time
	}{
		{100, x.Span.Start}, {600, date(11, 15).At(0, 0, pacific(t))}, {650, date(11, 15).At(12, 0, pacific(t))},
		{1100, x.Span.End},
	} {
		if got := x.X(c.at); math.Abs(float64(got-c.x)) > 0.01 {
			t.Errorf("%v lies at %v, want %v", c.at, got, c.x)
		}
		if got := x.At(c.x); !got.Equal(c.at) {
			t.Errorf("at %v is %v, want %v", c.x, got, c.at)
		}
	}
	if got := x.At(0); !got.Equal(x.Span.Start) {
		t.Errorf("left of all is %v", got)
	}
	if got := (Times{}).X(x.Span.Start); got != 0 {
		t.Errorf("on no span at all an instant lies at %v", got)
	}
}

func TestZoomKeepsTheInstantAndStaysInside(t *testing.T) {
	whole := days(t, date(10, 14), date(12, 10)).Span
	view := days(t, date(11, 10), date(11, 20)).Span
	at := date(11, 12).At(0, 0, pacific(t))
	for _, c := range []struct {
		name   string
		factor float64
		want   planner.Span
	}{
		{"in", 0.5, planner.Span{Start: date(11, 11).At(0, 0, pacific(t)), End: date(11, 16).At(0, 0, pacific(t))}},
		{"out to the whole", 100, whole},
		{"in to the least", 0, planner.Span{Start: at.Add(-12 * time.Minute), End: at.Add(48 * time.Minute)}},
	} {
		if got := Zoom(view, whole, at, c.factor, time.Hour); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	edge := Hold(view.Shift(-90*24*time.Hour), whole)
	if !edge.Start.Equal(whole.Start) || edge.Length() != view.Length() {
		t.Errorf("held at the start: %v", edge)
	}
	if edge = Hold(view.Shift(90*24*time.Hour), whole); !edge.End.Equal(whole.End) {
		t.Errorf("held at the end: %v", edge)
	}
}

func TestRoundNumbers(t *testing.T) {
	for _, c := range []struct {
		lo, hi   int64
		n        int
		from, to int64
		ticks    []int64
	}{
		{1155, 3000, 4, 1000, 3000, []int64{1000, 1500, 2000, 2500, 3000}},
		{-312, 940, 3, -500, 1000, []int64{-500, 0, 500, 1000}},
		{500, 500, 3, 500, 501, []int64{500, 501}},
		{0, 5_000_000, 2, 0, 5_000_000, []int64{0, 5_000_000}},
		{-2, -1, 0, -2, -1, []int64{-2, -1}},
	} {
		from, to, ticks := Round(c.lo, c.hi, c.n)
		if from != c.from || to != c.to || !slices.Equal(ticks, c.ticks) {
			t.Errorf("%d to %d in %d: %d to %d, %v", c.lo, c.hi, c.n, from, to, ticks)
		}
	}
}

func TestTicksStandAsCloseAsTheirLabels(t *testing.T) {
	for _, c := range []struct {
		name  string
		times Times
		width float32
		count int
		days  int
		gap   float32
	}{
		{"ten days, a label each", days(t, date(11, 10), date(11, 20)), 60, 10, 10, 100},
		{"120 days, every second week", days(t, date(10, 14), date(10, 14).Add(120)), 60, 9, 9, 116},
		{"one day, every three hours", days(t, date(11, 12), date(11, 13)), 60, 8, 1, 125},
		{"the day on which clocks go back, every three hours", days(t, date(11, 3), date(11, 4)), 60, 8, 1, 110},
	} {
		ticks := Ticks(c.times, pacific(t), c.width)
		n := 0
		for i, k := range ticks {
			if k.Day {
				n++
			}
			if i > 0 && c.times.X(k.At)-c.times.X(ticks[i-1].At) < c.gap {
				t.Errorf("%s: %v is too close to the one before", c.name, k.At)
			}
			if k.Day && k.At.In(pacific(t)).Hour() != 0 {
				t.Errorf("%s: %v is no midnight", c.name, k.At)
			}
		}
		if len(ticks) != c.count || n != c.days {
			t.Errorf("%s: %d ticks, %d of them midnights", c.name, len(ticks), n)
		}
	}
	if Ticks(Times{}, time.UTC, 60) != nil {
		t.Error("nothing has ticks")
	}
}

// levels are 3000 on the 10th, 2400 from the 15th on and 3000 again from the 16th.
func levels(t testing.TB) []Level {
	loc := pacific(t)
	return []Level{{date(11, 10).At(0, 0, loc), 3000}, {date(11, 15).At(0, 0, loc), 2400}, {date(11, 16).At(0, 0, loc), 3000}}
}

func TestStepsAreLevelAndUpright(t *testing.T) {
	x := days(t, date(11, 10), date(11, 20))
	v := Values{Lo: 2000, Hi: 3000, Bottom: 200, Top: 100}
	got := Steps(levels(t), x.Span.End, x, v, 2)
	want := []Rect{{100, 99, 500, 2}, {600, 159, 100, 2}, {700, 99, 400, 2}, {599, 99, 2, 62}, {699, 99, 2, 62}}
	if !slices.EqualFunc(got, want, near) {
		t.Errorf("%v, want %v", got, want)
	}
}

func near(a, b Rect) bool {
	d := func(x, y float32) bool { return abs(x-y) < 0.01 }
	return d(a.X, b.X) && d(a.Y, b.Y) && d(a.W, b.W) && d(a.H, b.H)
}

func TestStepsAreCutToWhatIsSeen(t *testing.T) {
	x := days(t, date(11, 14), date(11, 15))
	got := Steps(levels(t), date(11, 20).At(0, 0, pacific(t)), x, Values{2000, 3000, 200, 100}, 2)
	if want := []Rect{{100, 99, 1000, 2}}; !slices.EqualFunc(got, want, near) {
		t.Errorf("%v, want %v", got, want)
	}
	before := days(t, date(11, 1), date(11, 2))
	if got := Steps(levels(t), date(11, 20).At(0, 0, pacific(t)), before, Values{2000, 3000, 200, 100}, 2); len(got) != 0 {
		t.Errorf("before the first level there is %v", got)
	}
}

func TestManyStepsOnAColumnAreOne(t *testing.T) {
	x := days(t, date(10, 14), date(12, 10))
	var many []Level
	for i := range 20_000 {
		many = append(many, Level{x.Span.Start.Add(time.Duration(i) * 4 * time.Minute), int64(2000 + 500*(i%3))})
	}
	got := Steps(many, x.Span.End, x, Values{2000, 3000, 200, 100}, 1)
	if len(got) > 3000 {
		t.Errorf("%d strokes on 1000 columns", len(got))
	}
	for _, r := range got[len(got)-20:] {
		if r.Y > 151 || r.Y+r.H < 199 {
			t.Errorf("a column hides part of its way: %v", r)
		}
	}
}

func TestDashesCoverTheirLine(t *testing.T) {
	got := Dashes([]Rect{{10, 5, 22, 1}, {32, 5, 1, 30}}, 5, 3)
	want := []Rect{{10, 5, 5, 1}, {18, 5, 5, 1}, {26, 5, 5, 1}, {32, 5, 1, 30}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestBelowTheFloor(t *testing.T) {
	x := days(t, date(11, 10), date(11, 20))
	room := Rect{100, 50, 1000, 80}
	for _, c := range []struct {
		name  string
		floor int64
		want  []Rect
	}{
		{"one stretch", 2500, []Rect{{600, 50, 100, 80}}},
		{"the floor itself is not below", 2400, nil},
		{"all of it, as one", 4000, []Rect{{100, 50, 1000, 80}}},
	} {
		if got := Below(levels(t), x.Span.End, x, c.floor, room); !slices.EqualFunc(got, c.want, near) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	far := days(t, date(1, 1), planner.Date{Year: 2025, Month: 11, Day: 1})
	if got := Below(levels(t), far.Span.End, far, 2500, room); len(got) != 1 || got[0].W < 1 {
		t.Errorf("from afar a stretch is %v", got)
	}
}

func TestALayerUsesItsObjectsAgain(t *testing.T) {
	test.NewTempApp(t)
	l := &Layer{}
	red := color.NRGBA{R: 200, A: 255}
	paint := func(n int, at float32) {
		l.Begin()
		for i := range n {
			l.Fill(Rect{float32(i), 0, 1, 1}, red)
		}
		l.Hatch(Rect{0, 0, 20, 20}, []Rect{{at, 0, 5, 20}}, red, 1)
		l.Text("x", 0, 0, 10, 0.5, false, red)
	}
	paint(3, 2)
	first := l.Objects(nil)
	img := first[3].(*canvas.Image).Image
	paint(2, 2)
	second := l.Objects(nil)
	if len(first) != 5 || len(second) != 4 || first[0] != second[0] || first[3] != second[2] || first[4] != second[3] {
		t.Errorf("%d objects, then %d", len(first), len(second))
	}
	if second[2].(*canvas.Image).Image != img {
		t.Error("the hatch is painted anew")
	}
	paint(2, 9)
	if l.Objects(nil)[2].(*canvas.Image).Image == img {
		t.Error("the hatch stays where its stretch went")
	}
	if n := testing.AllocsPerRun(20, func() { paint(3, 9) }); n > 12 {
		t.Errorf("a repaint allocates %v times", n)
	}
}

func TestTheCardStandsInsideTheChart(t *testing.T) {
	for _, c := range []struct{ x, width, want float32 }{{100, 200, 112}, {700, 200, 488}, {100, 900, 0}} {
		if got := Beside(c.x, c.width, 12, 800); got != c.want {
			t.Errorf("a card %v wide beside %v stands at %v, want %v", c.width, c.x, got, c.want)
		}
	}
}
