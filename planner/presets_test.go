package planner

import (
	"io/fs"
	"os"
	"testing"
	"testing/fstest"
	"time"
)

func presets(t testing.TB) *Presets {
	t.Helper()
	ps, err := ReadPresets(os.DirFS("../assets/presets"))
	if err != nil {
		t.Fatal(err)
	}
	return ps
}

func TestSale2024IsAsAnnounced(t *testing.T) {
	s, ok := presets(t).Sales.Get("us-2024")
	if !ok {
		t.Fatal("no us-2024")
	}
	want := Span{time.Date(2024, 11, 14, 0, 0, 0, 0, time.UTC), time.Date(2024, 12, 3, 8, 0, 0, 0, time.UTC)}
	if s.Span != want {
		t.Errorf("span %v, want %v", s.Span, want)
	}
	for _, p := range s.Phases() {
		t.Log(p.ID, p.Span.Start, p.Span.End)
	}
	for _, c := range []struct {
		at   string
		want PhaseID
	}{
		{"2024-09-14T00:00", Preparation}, {"2024-09-13T23:59", ""}, {"2024-10-14T00:00", Seeding}, {"2024-11-13T15:59", Seeding},
		{"2024-11-13T16:00", Main}, {"2024-11-27T23:59", Main}, {"2024-11-28T00:00", Peak}, {"2024-12-02T23:59", Peak},
		{"2024-12-03T00:00", Tail}, {"2025-02-10T23:59", Tail}, {"2025-02-11T00:00", ""},
	} {
		loc, _ := Zone(s.Zone)
		at, err := ParseClock(c.at, loc)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.PhaseAt(at); got != c.want {
			t.Errorf("%s: %q, want %q", c.at, got, c.want)
		}
	}
}

func TestABrokenPresetIsNamed(t *testing.T) {
	good := os.DirFS("../assets/presets")
	for _, name := range []string{"markets.json", "sales.json", "promotions.json", "risks.json", "model.json"} {
		files := fstest.MapFS{}
		entries, err := fs.ReadDir(good, ".")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			b, err := fs.ReadFile(good, e.Name())
			if err != nil {
				t.Fatal(err)
			}
			if e.Name() == name {
				b = b[:len(b)/2]
			}
			files[e.Name()] = &fstest.MapFile{Data: b}
		}
		if _, err := ReadPresets(files); err == nil || AsProblems(err)[0].File != name {
			t.Errorf("%s cut in half: %v", name, err)
		}
	}
}

func TestPresetsSayWhereTheyComeFrom(t *testing.T) {
	ps := presets(t)
	for _, s := range ps.Sales.All() {
		if s.Source == "" || s.Confidence == "" {
			t.Errorf("sale %s has no source", s.ID)
		}
	}
	for _, x := range ps.Tools.All() {
		if x.Source == "" || x.Confidence == "" || x.AsOf == "" {
			t.Errorf("tool %s has no source, confidence or date", x.ID)
		}
		if _, ok := ps.Layers.Get(x.Layer); !ok && x.Layer != "none" {
			t.Errorf("tool %s is of layer %q", x.ID, x.Layer)
		}
	}
	for _, x := range ps.Params.All() {
		if x.Unit == "" || x.Origin == "" || len(x.Values) == 0 {
			t.Errorf("parameter %s has no unit, origin or value", x.ID)
		}
	}
	for _, r := range ps.Risks.All() {
		if _, ok := ps.RiskDefaults.Get(string(r.Kind)); !ok || r.Confidence == "" || r.KnownFrom.IsZero() {
			t.Errorf("risk %s: %+v", r.ID, r)
		}
	}
}

func TestAPlanNeedsAMarketAndAShop(t *testing.T) {
	ps := presets(t)
	sale, _ := ps.Sales.Get("us-2024")
	other := *sale
	other.Market = "XX"
	for key, make := range map[string]func() error{
		"problem.market":  func() error { _, err := ps.NewPlan("p", "", other, ShopData{Shops: []*Shop{{ID: "s"}}}); return err },
		"problem.no_shop": func() error { _, err := ps.NewPlan("p", "", *sale, ShopData{}); return err },
		"problem.price": func() error {
			_, err := ps.NewPlan("p", "", *sale, ShopData{Shops: []*Shop{{ID: "s"}}, Lines: []*Line{{ID: "l"}}, Products: []*Product{{SKU: "A", Line: "l"}}})
			return err
		},
	} {
		if err := make(); err == nil || AsProblems(err)[0].Key != key {
			t.Errorf("%v, want %s", err, key)
		}
	}
}

func TestImportedRowsKeepBudgetsThatTheSheetDoesNotName(t *testing.T) {
	p := shop(t)
	n := apply(t, p, Put{Rows: []Row{&Shop{ID: "s", CouponBudget: 500}}})
	n = apply(t, n, Put{Rows: ShopData{Shops: []*Shop{{ID: "s"}, {ID: "s2"}}, Hosts: []*Host{{ID: "mia"}}}.Rows(n)})
	if s, _ := n.Shops.Get("s"); s.CouponBudget != 500 {
		t.Errorf("the budget became %d", s.CouponBudget)
	}
	if n.Shops.Len() != 2 || n.Host("mia") == nil {
		t.Error("new rows are missing")
	}
}
