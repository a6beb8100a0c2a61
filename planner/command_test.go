package planner

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"
)

// shop is a plan of the 2024 sale with two lines, two hosts, two studios and no events.
func shop(t testing.TB) *Plan {
	t.Helper()
	ps := presets(t)
	sale, _ := ps.Sales.Get("us-2024")
	p, err := ps.NewPlan("p", "Home", *sale, ShopData{
		Shops:    []*Shop{{ID: "s"}},
		Lines:    []*Line{{ID: "kitchen", Shop: "s"}, {ID: "pets", Shop: "s"}},
		Products: []*Product{{SKU: "K1", Line: "kitchen", Price: 3000}, {SKU: "K2", Line: "kitchen", Price: 4000}, {SKU: "P1", Line: "pets", Price: 2000}},
		Hosts:    []*Host{{ID: "ana"}, {ID: "bo"}},
		Studios:  []*Studio{{ID: "a"}, {ID: "b"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func span(t testing.TB, from, to string) Span { return Span{at(t, from), at(t, to)} }

func live(t testing.TB, from, mid, to string) *Event {
	return &Event{Kind: Live, Shop: "s", Channel: TikTok, Span: span(t, from, to), Live: &LiveDetail{Studio: "a",
		Shifts: []Shift{{"ana", span(t, from, mid)}, {"bo", span(t, mid, to)}}}}
}

func apply(t testing.TB, p *Plan, c Command) *Plan {
	t.Helper()
	n, err := c.Apply(*p)
	if err != nil {
		t.Fatalf("%T: %v", c, err)
	}
	return &n
}

// campaign is a plan with a live L1, its teaser V2 and flash deal F3, and a tutorial V5 after the unboxing V4.
func campaign(t testing.TB) *Plan {
	clip := func(kind, after string) *Event {
		return &Event{Kind: Video, Shop: "s", Channel: TikTok, Line: "kitchen", Clip: &VideoDetail{Type: kind, After: after},
			Span: span(t, "2024-11-20 18:00", "2024-11-20 18:15")}
	}
	teaser := clip(Teaser, "")
	teaser.Parent = "#0"
	flash := &Event{Kind: Flash, Shop: "s", Channel: TikTok, Products: []string{"K1"}, Parent: "#0", Span: span(t, "2024-11-21 20:00", "2024-11-21 20:15"),
		Promo: &Promo{Tool: "live_flash_sale", PercentOff: 3000, Quantity: 10}}
	return apply(t, shop(t), Add{Events: []*Event{live(t, "2024-11-21 19:00", "2024-11-21 21:00", "2024-11-21 23:00"), teaser, flash, clip(Unboxing, ""), clip(Tutorial, "#3")}})
}

func TestAddGivesIDsAndResolvesReferences(t *testing.T) {
	p := campaign(t)
	if p.Event("V2").Parent != "L1" || p.Event("F3").Parent != "L1" || p.Event("V5").Clip.After != "V4" || p.NextID != 5 {
		t.Fatalf("%+v", p.Events.All())
	}
	if _, err := (Add{Events: []*Event{{ID: "L1", Kind: Live, Live: &LiveDetail{}}}}).Apply(*p); err == nil {
		t.Error("an ID was given twice")
	}
}

func TestMoveTakesTheLivesOwnAlong(t *testing.T) {
	p := campaign(t)
	n := apply(t, p, Move{IDs: []string{"L1"}, Days: 1, By: time.Hour})
	for id, want := range map[string]string{"L1": "2024-11-22 20:00", "V2": "2024-11-21 19:00", "F3": "2024-11-22 21:00", "V4": "2024-11-20 18:00"} {
		if got := n.Event(id).Span.Start; !got.Equal(at(t, want)) {
			t.Errorf("%s at %v, want %s", id, got.In(la(t)), want)
		}
	}
	if s := n.Event("L1").Live.Shifts; !s[1].Span.Start.Equal(at(t, "2024-11-22 22:00")) || !s[1].Span.End.Equal(n.Event("L1").Span.End) {
		t.Errorf("shifts %v", s)
	}
	if p.Event("L1").Live.Shifts[0].Span.Start != at(t, "2024-11-21 19:00") {
		t.Error("the old plan changed")
	}
	alone := apply(t, p, Move{IDs: []string{"L1"}, Days: 1, Alone: true})
	if alone.Event("F3") != p.Event("F3") {
		t.Error("a detached flash deal moved")
	}
	both := apply(t, p, Move{IDs: []string{"L1", "F3"}, Days: 1})
	if got := both.Event("F3").Span.Start; !got.Equal(at(t, "2024-11-22 20:00")) {
		t.Errorf("selected together, the flash deal moved twice: %v", got)
	}
}

func TestMoveToAnotherLane(t *testing.T) {
	p := campaign(t)
	n := apply(t, p, Move{IDs: []string{"L1"}, Lane: Lane{Host: "bo", From: "ana", Studio: "b"}})
	if l := n.Event("L1").Live; l.Studio != "b" || l.Shifts[0].Host != "bo" {
		t.Errorf("%+v", l)
	}
	n = apply(t, p, Move{IDs: []string{"F3"}, Lane: Lane{Line: "pets"}})
	if e := n.Event("F3"); e.Line != "pets" || e.Products != nil {
		t.Errorf("%+v", e)
	}
	if _, err := (Move{IDs: []string{"L1"}, Lane: Lane{Host: "nobody"}}).Apply(*p); err == nil {
		t.Error("an unknown host took the shift")
	}
}

func TestResizeFitsTheShifts(t *testing.T) {
	l := campaign(t).Event("L1")
	for _, c := range []struct {
		name, from, to string
		want           []Shift
	}{
		{"later end", "2024-11-21 19:00", "2024-11-22 01:00", []Shift{{"ana", span(t, "2024-11-21 19:00", "2024-11-21 21:00")}, {"bo", span(t, "2024-11-21 21:00", "2024-11-22 01:00")}}},
		{"later start", "2024-11-21 20:00", "2024-11-21 23:00", []Shift{{"ana", span(t, "2024-11-21 20:00", "2024-11-21 21:00")}, {"bo", span(t, "2024-11-21 21:00", "2024-11-21 23:00")}}},
		{"only the second host's part", "2024-11-21 21:30", "2024-11-21 23:00", []Shift{{"bo", span(t, "2024-11-21 21:30", "2024-11-21 23:00")}}},
	} {
		if got := l.At(span(t, c.from, c.to)).Live.Shifts; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestRemoveLeavesNoDanglingReference(t *testing.T) {
	p := campaign(t)
	n := apply(t, p, Remove{IDs: []string{"L1"}})
	if n.Events.Len() != 2 {
		t.Errorf("%d events left", n.Events.Len())
	}
	n = apply(t, p, Remove{IDs: []string{"L1"}, Alone: true})
	if n.Event("V2").Parent != "" || n.Event("F3").Parent != "" {
		t.Error("children of a removed live still name it")
	}
	n = apply(t, p, Remove{IDs: []string{"V4"}})
	if n.Event("V5").Clip.After != "" {
		t.Error("a tutorial follows a video that is gone")
	}
}

func TestTheImpossibleIsRefusedAndNamed(t *testing.T) {
	p := campaign(t)
	with := func(id string, edit func(*Event)) Command {
		e := *p.Event(id)
		edit(&e)
		return Change{Events: []*Event{&e}}
	}
	head := p.Head
	head.Sale.Span.End = head.Sale.Span.Start
	for _, c := range []struct {
		key string
		cmd Command
	}{
		{"problem.end_before_start", with("F3", func(e *Event) { e.Span.End = e.Span.Start })},
		{"problem.unknown_ref", with("F3", func(e *Event) { e.Products = []string{"X"} })},
		{"problem.unknown_ref", with("F3", func(e *Event) { e.Channel = "fax" })},
		{"problem.unknown_ref", with("F3", func(e *Event) { e.Promo = &Promo{Tool: "x"} })},
		{"problem.percent_range", with("F3", func(e *Event) { e.Promo = &Promo{Tool: "flash_deal", PercentOff: 10001} })},
		{"problem.negative", with("F3", func(e *Event) { e.Promo = &Promo{Tool: "flash_deal", AmountOff: -1} })},
		{"problem.event_detail", with("F3", func(e *Event) { e.Promo = nil })},
		{"problem.event_detail", with("F3", func(e *Event) { e.Kind = "party" })},
		{"problem.shift_outside", with("L1", func(e *Event) { e.Span.End = e.Span.End.Add(-time.Hour) })},
		{"problem.no_event", Change{Events: []*Event{{ID: "V99"}}}},
		{"problem.no_event", Remove{IDs: []string{"V99"}}},
		{"problem.sale_order", SetHead{Head: head}},
		{"problem.unknown_ref", Drop{Table: "hosts", IDs: []string{"ana"}}},
		{"problem.unknown_ref", Drop{Table: "lines", IDs: []string{"pets"}}},
		{"problem.unknown_ref", Drop{Table: "shops", IDs: []string{"s"}}},
		{"problem.unknown_ref", Put{Rows: []Row{&Line{ID: "x", Shop: "nobody"}}}},
		{"problem.table", Drop{Table: "hats", IDs: []string{"x"}}},
		{"problem.price", Put{Rows: []Row{&Product{SKU: "Z", Line: "pets"}}}},
		{"problem.negative", Put{Rows: []Row{&Product{SKU: "Z", Line: "pets", Price: 1, Cost: -1}}}},
		{"problem.unknown_ref", Put{Rows: []Row{&Product{SKU: "Z", Line: "hats", Price: 1}}}},
		{"problem.risk_kind", Put{Rows: []Row{&RiskWindow{ID: "r", Kind: "storm", Span: p.Sale.Span}}}},
		{"problem.no_id", Put{Rows: []Row{&Host{}}}},
	} {
		_, err := c.cmd.Apply(*p)
		if err == nil {
			t.Errorf("%T %+v went through, want %s", c.cmd, c.cmd, c.key)
		} else if got := AsProblems(err)[0].Key; got != c.key {
			t.Errorf("%T: %v, want %s", c.cmd, err, c.key)
		}
	}
}

func TestBatchIsAllOrNothing(t *testing.T) {
	p := campaign(t)
	n, err := Batch{Commands: []Command{Remove{IDs: []string{"L1"}}, Remove{IDs: []string{"L1"}}}}.Apply(*p)
	if err == nil || len(Diff(p, &n)) != 0 {
		t.Errorf("%v with %d rows changed", err, len(Diff(p, &n)))
	}
}

func TestDiffAndPatchAreInverse(t *testing.T) {
	a := campaign(t)
	host := *a.Host("ana")
	host.MaxShift = 240
	head := a.Head
	head.Name = "New name"
	b := apply(t, a, Batch{Commands: []Command{Remove{IDs: []string{"V5"}}, Move{IDs: []string{"L1"}, Days: 2}, Put{Rows: []Row{&host, &Dismissal{"k"}}}, SetHead{Head: head}}})
	changes := Diff(a, b)
	if len(changes) != 7 { // head, host, V5, L1, V2, F3, dismissal
		t.Errorf("%d rows changed", len(changes))
	}
	forward, err := a.Patch(changes, true)
	if err != nil || len(Diff(forward, b)) != 0 {
		t.Errorf("forward: %v, %v", err, Diff(forward, b))
	}
	back, err := b.Patch(changes, false)
	if err != nil || len(Diff(back, a)) != 0 {
		t.Errorf("back: %v", err)
	}
	for _, c := range changes {
		for _, row := range []Row{c.Before, c.After} {
			if row == nil {
				continue
			}
			j, err := json.Marshal(row)
			if err != nil {
				t.Fatal(err)
			}
			got, err := DecodeRow(c.Table, j)
			if err != nil || !reflect.DeepEqual(got, row) {
				t.Errorf("%s %s through %s is %+v, %v", c.Table, c.ID, j, got, err)
			}
		}
	}
}

func TestEveryRowOfAPlanSurvivesJSON(t *testing.T) {
	p := campaign(t)
	for _, table := range TableNames() {
		for _, row := range p.Rows(table) {
			j, err := json.Marshal(row)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := DecodeRow(table, j); err != nil || !reflect.DeepEqual(got, row) {
				t.Errorf("%s: %+v came back as %+v, %v", table, row, got, err)
			}
		}
	}
}

func TestTextKeepsItsTypes(t *testing.T) {
	want := T("k", "s", 3, Money{5, "USD"}, BasisPoints(2500), Date{2024, 11, 29}, at(t, "2024-11-29"), span(t, "2024-11-29", "2024-11-30"), Video, ServiceOff, T("inner", 1))
	j, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Text
	if err := json.Unmarshal(j, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s came back as %#v, %v", j, got, err)
	}
	if _, err := json.Marshal(T("k", 3.5)); err == nil {
		t.Error("an argument without a type was written")
	}
}

func TestProductsOfAnEvent(t *testing.T) {
	p := shop(t)
	for _, c := range []struct {
		e    Event
		want int
	}{{Event{Products: []string{"K2"}}, 1}, {Event{Line: "kitchen"}, 2}, {Event{Shop: "s"}, 3}, {Event{Shop: "other"}, 0}} {
		if got := p.ProductsOf(&c.e); len(got) != c.want {
			t.Errorf("%+v has %d products", c.e, len(got))
		}
	}
}

func TestHostHours(t *testing.T) {
	h := &Host{Hours: []HostHours{{time.Friday, 16 * 60, 24 * 60}, {time.Saturday, 0, 2 * 60}, {time.Monday, 20 * 60, 26 * 60}}, DaysOff: []Date{{2024, 11, 29}},
		ExtraHours: []DayHours{{Date{2024, 12, 1}, 600, 720}}}
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"2024-11-22 16:00", "2024-11-22 20:00", true}, {"2024-11-22 22:00", "2024-11-23 02:00", true}, {"2024-11-22 15:00", "2024-11-22 17:00", false},
		{"2024-11-29 16:00", "2024-11-29 18:00", false}, {"2024-12-01 10:00", "2024-12-01 12:00", true}, {"2024-11-25 23:00", "2024-11-26 02:00", true},
		{"2024-11-26 01:00", "2024-11-26 03:00", false},
	} {
		if got := h.Available(span(t, c.from, c.to), la(t)); got != c.want {
			t.Errorf("%s to %s: %v", c.from, c.to, got)
		}
	}
}

func TestNewIDsPassThoseThatAreTaken(t *testing.T) {
	p := campaign(t)
	e := *p.Event("V4")
	e.ID = "V6"
	p = apply(t, p, Add{Events: []*Event{&e}})
	e.ID = ""
	if p = apply(t, p, Add{Events: []*Event{&e}}); p.Event("V7") == nil {
		t.Errorf("the new event is not V7: next number %d", p.NextID)
	}
}
