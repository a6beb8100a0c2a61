package storage

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
)

// noon is the wall clock of these tests.
var noon = time.Date(2024, 10, 20, 12, 0, 0, 0, time.UTC)

func at(t time.Time) Options {
	return Options{Now: func() time.Time { return t }, Busy: 50 * time.Millisecond}
}

func presets(t testing.TB) *planner.Presets {
	t.Helper()
	ps, err := planner.ReadPresets(os.DirFS("../assets/presets"))
	if err != nil {
		t.Fatal(err)
	}
	return ps
}

// samplePlan is a plan of two lines, ten products, two hosts and n events of all kinds.
func samplePlan(t testing.TB, id string, n int) *planner.Plan {
	t.Helper()
	ps := presets(t)
	sale, _ := ps.Sales.Get("us-2024")
	shop := planner.ShopData{
		Shops:   []*planner.Shop{{ID: "shop", Name: "Home"}},
		Lines:   []*planner.Line{{ID: "kitchen", Shop: "shop", Name: "Kitchen", NameZh: "厨房"}, {ID: "pets", Shop: "shop", Name: "Pets"}},
		Studios: []*planner.Studio{{ID: "s1", Name: "Studio 1"}},
		Hosts: []*planner.Host{
			{ID: "ana", Name: "Ana", Mult: 10000, Hours: []planner.HostHours{{Day: time.Friday, From: 720, To: 1440}}},
			{ID: "lin", Name: "林晓", Mult: 11000, DaysOff: []planner.Date{{Year: 2024, Month: 11, Day: 28}}},
		},
	}
	for i := range 10 {
		line := shop.Lines[i%2].ID
		shop.Products = append(shop.Products, &planner.Product{SKU: fmt.Sprintf("SKU-%02d", i), Line: line, Name: fmt.Sprint("Product ", i), Price: 2999, Cost: 800, Stock: 500})
	}
	p, err := ps.NewPlan(id, "Plan "+id, *sale, shop)
	if err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		return p
	}
	events := make([]*planner.Event, n)
	for i := range events {
		events[i] = sampleEvent(i)
	}
	full, err := planner.Add{Events: events}.Apply(*p)
	if err != nil {
		t.Fatal(err)
	}
	return &full
}

// sampleEvent is the i-th of a row of events, of each kind in turn.
func sampleEvent(i int) *planner.Event {
	start := time.Date(2024, 11, 14, 0, 0, 0, 0, time.UTC).Add(time.Duration(i%400) * time.Hour)
	span := planner.Span{Start: start, End: start.Add(2 * time.Hour)}
	e := &planner.Event{Kind: planner.Kinds[i%len(planner.Kinds)], Span: span, Shop: "shop", Channel: planner.TikTok, Line: "kitchen"}
	switch e.Kind {
	case planner.Video:
		e.Clip = &planner.VideoDetail{Type: planner.Unboxing, Effort: 1, Reach: 900, Cost: 4700}
	case planner.Live:
		half := start.Add(time.Hour)
		e.Live = &planner.LiveDetail{Studio: "s1", Shifts: []planner.Shift{
			{Host: "ana", Span: planner.Span{Start: start, End: half}}, {Host: "lin", Span: planner.Span{Start: half, End: span.End}},
		}}
	case planner.Coupon, planner.Flash:
		e.Line, e.Products = "", []string{"SKU-00", "SKU-03"}
		e.Promo = &planner.Promo{Tool: "sale_coupon", PercentOff: 2000, PlatformShare: -1}
	case planner.Ad:
		e.Ad = &planner.AdDetail{Daily: 5000}
	case planner.Milestone:
		e.Task = &planner.MilestoneDetail{Type: planner.Samples, Owner: "王"}
	}
	return e
}

// noRules is a rule book without rules.
func noRules(*planner.Plan, time.Time) []rules.Finding { return nil }

// edit opens an editor on a plan of the library whose writes are all saved.
func edit(t testing.TB, l *Library, id string) *editor.Editor {
	t.Helper()
	p, steps, cursor, err := l.Load(id)
	if err != nil {
		t.Fatal(err)
	}
	e := editor.Open(p, steps, cursor, editor.Options{Check: noRules, Wall: func() time.Time { return noon }})
	e.Listen(func(_ *editor.Snapshot, w *editor.Write) {
		if w == nil {
			return
		}
		if err := l.Save(*w); err != nil {
			t.Fatalf("saving step %d: %v", w.Cursor, err)
		}
	})
	return e
}

// tempLibrary opens a new library in a folder of its own.
func tempLibrary(t testing.TB) *Library {
	t.Helper()
	return openLibrary(t, filepath.Join(t.TempDir(), "library.db"))
}

func openLibrary(t testing.TB, path string) *Library {
	t.Helper()
	l, err := OpenLibrary(path, at(noon))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// withPlan keeps the sample plan in a new library.
func withPlan(t testing.TB, n int) (*Library, *planner.Plan) {
	t.Helper()
	l, p := tempLibrary(t), samplePlan(t, "p1", n)
	if err := l.Create(p); err != nil {
		t.Fatal(err)
	}
	return l, p
}

// must ends the test on an error.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantProblem ends the test unless err is a Problem of that key, and returns it.
func wantProblem(t testing.TB, err error, key string) *planner.Problem {
	t.Helper()
	list := planner.AsProblems(err)
	if len(list) != 1 || list[0].Key != key {
		t.Fatalf("got %v, want %s", err, key)
	}
	return list[0]
}

// samePlan reports rows in which the plans differ.
func samePlan(t testing.TB, got, want *planner.Plan) {
	t.Helper()
	for _, c := range planner.Diff(want, got) {
		t.Errorf("%s %s: got %+v, want %+v", c.Table, c.ID, c.After, c.Before)
	}
}

// loaded returns the plan as it is kept.
func loaded(t testing.TB, l *Library, id string) *planner.Plan {
	t.Helper()
	p, _, _, err := l.Load(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
