package storage

import (
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"bfplanner/planner"
)

// fill sets every field of a row to something that is not its zero, so that one which storage forgets shows.
func fill(v reflect.Value, n int) {
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(noon.Add(time.Duration(n) * time.Minute)))
		return
	}
	if v.Type() == reflect.TypeFor[planner.Date]() {
		v.Set(reflect.ValueOf(planner.Date{Year: 2024, Month: 11, Day: 1 + n%28}))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n+i+1)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n+1)
	case reflect.String:
		v.SetString(fmt.Sprintf("text %d 喆 '\"", n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(n%6 + 1))
	case reflect.Float64:
		v.SetFloat(float64(n) + 0.125)
	default:
		panic("fill knows no " + v.Kind().String())
	}
}

func TestEveryFieldOfEveryTableComesBack(t *testing.T) {
	rows := []planner.Row{
		&planner.Shop{}, &planner.Line{}, &planner.Product{}, &planner.Host{}, &planner.Studio{}, &planner.Channel{}, &planner.Tool{},
		&planner.Layer{}, &planner.Fee{}, &planner.RiskWindow{}, &planner.RiskDefault{}, &planner.Param{}, &planner.Event{}, &planner.Dismissal{},
	}
	var head planner.Head
	fill(reflect.ValueOf(&head).Elem(), 7)
	p := &planner.Plan{Head: head}
	for i, r := range rows {
		fill(reflect.ValueOf(r).Elem(), i)
	}
	p, err := p.WithRows(rows)
	must(t, err)
	for _, table := range planner.TableNames() {
		if len(p.Rows(table)) != 1 {
			t.Fatalf("no row in table %s: add it to this test", table)
		}
	}
	l := tempLibrary(t)
	must(t, l.Create(p))
	samePlan(t, loaded(t, l, p.ID), p)
}

func TestTypedColumnsTellWhatTheRowsSay(t *testing.T) {
	l, p := withPlan(t, 12)
	ev := p.Event("L2")
	var start, end, host, shiftEnd, kind, channel string
	var studio, note any
	must(t, l.db.QueryRow("SELECT kind, channel, start_at, end_at, studio, note FROM events WHERE id = ?", ev.ID).Scan(&kind, &channel, &start, &end, &studio, &note))
	if kind != "live" || channel != "tiktok" || start != "2024-11-14T01:00:00Z" || end != "2024-11-14T03:00:00Z" || studio != "s1" {
		t.Errorf("event reads %s %s %s %s %v %v", kind, channel, start, end, studio, note)
	}
	must(t, l.db.QueryRow("SELECT host, end_at FROM event_shifts WHERE event_id = ? AND position = 1", ev.ID).Scan(&host, &shiftEnd))
	if host != "lin" || shiftEnd != end {
		t.Errorf("second shift reads %s %s", host, shiftEnd)
	}
	var price int
	var line, products, name, sale string
	var off, pinned int
	must(t, l.db.QueryRow("SELECT price, line FROM products WHERE sku = 'SKU-03'").Scan(&price, &line))
	must(t, l.db.QueryRow("SELECT products, percent_off, pinned FROM events WHERE kind = 'coupon'").Scan(&products, &off, &pinned))
	must(t, l.db.QueryRow("SELECT name, sale FROM plans").Scan(&name, &sale))
	if price != 2999 || line != "pets" || products != `["SKU-00","SKU-03"]` || off != 2000 || pinned != 0 || name != "Plan p1" || sale != p.Sale.Name {
		t.Error(price, line, products, off, pinned, name, sale)
	}
}

func TestPlansAreListedLatestFirst(t *testing.T) {
	l, p := withPlan(t, 6)
	must(t, l.Duplicate("p1", "p2", "Copy"))
	clock := noon.Add(time.Hour)
	l.now = func() time.Time { return clock }
	must(t, l.Create(samplePlan(t, "p3", 0)))
	got, err := l.Plans()
	must(t, err)
	want := []Info{
		{ID: "p3", Name: "Plan p3", Sale: p.Sale.Name, Updated: clock}, {ID: "p1", Name: "Plan p1", Sale: p.Sale.Name, Updated: noon, Events: 6},
		{ID: "p2", Name: "Copy", Sale: p.Sale.Name, Updated: noon, Events: 6},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	must(t, l.Delete("p1"))
	if got, _ := l.Plans(); len(got) != 2 {
		t.Errorf("%d plans after a deletion", len(got))
	}
	var left int
	must(t, l.db.QueryRow("SELECT (SELECT count(*) FROM events WHERE plan_id='p1') + (SELECT count(*) FROM plan_rows WHERE plan_id='p1') + (SELECT count(*) FROM products WHERE plan_id='p1')").Scan(&left))
	if left != 0 {
		t.Errorf("a deleted plan leaves %d rows", left)
	}
}

func TestDuplicateIsAPlanOfItsOwn(t *testing.T) {
	l, p := withPlan(t, 6)
	e := edit(t, l, "p1")
	e.Do(planner.SetHead{Head: head(p, "Renamed")})
	must(t, l.Duplicate("p1", "p2", "Copy"))
	copied, steps, cursor, err := l.Load("p2")
	must(t, err)
	if copied.ID != "p2" || copied.Name != "Copy" || len(steps) != 0 || cursor != 0 || copied.Events.Len() != 6 {
		t.Errorf("copy is %s %q with %d steps and %d events", copied.ID, copied.Name, len(steps), copied.Events.Len())
	}
	edit(t, l, "p2").Do(planner.Remove{IDs: []string{"V1"}})
	if loaded(t, l, "p1").Event("V1") == nil {
		t.Error("an edit of the copy changed the original")
	}
	if got := loaded(t, l, "p1").Name; got != "Renamed" {
		t.Errorf("the original is called %q", got)
	}
}

func TestScenariosSayWhoseTheyAre(t *testing.T) {
	l, p := withPlan(t, 6)
	must(t, l.Create(p.WhatIf("p2", "dark")))
	list, err := l.Plans()
	must(t, err)
	for _, i := range list {
		if i.ID == "p2" && (i.Of != "p1" || i.Scenario != "dark") || i.ID == "p1" && i.Of+i.Scenario != "" {
			t.Errorf("%+v", i)
		}
	}
	must(t, l.Duplicate("p2", "p3", "Copy"))
	if c := loaded(t, l, "p3"); c.Of+c.Scenario != "" || c.Name != "Copy" {
		t.Errorf("the copy of a scenario is %+v", c.Head)
	}
	must(t, l.Delete("p1"))
	if c := loaded(t, l, "p2"); c.Of != "p1" || c.Events.Len() != 6 {
		t.Errorf("without its plan the scenario is %+v", c.Head)
	}
}

func head(p *planner.Plan, name string) planner.Head {
	h := p.Head
	h.Name = name
	return h
}

func TestWhatIsNotThereIsAProblem(t *testing.T) {
	l, p := withPlan(t, 0)
	_, _, _, err := l.Load("none")
	wantProblem(t, err, "problem.no_plan")
	wantProblem(t, l.Delete("none"), "problem.no_plan")
	wantProblem(t, l.Duplicate("none", "x", "X"), "problem.no_plan")
	wantProblem(t, l.Export("none", filepath.Join(t.TempDir(), "x.bfplan")), "problem.no_plan")
	wantProblem(t, l.Create(p), "problem.plan_exists")
	wantProblem(t, l.Duplicate("p1", "p1", "X"), "problem.plan_exists")
}

func TestRowsThatCannotBeReadAreNamed(t *testing.T) {
	for _, c := range []struct{ sql, table, id string }{
		{`UPDATE events SET body = '{"id":"V1","span":{"start":"noon"}}' WHERE id = 'V1'`, "events", "V1"},
		{`UPDATE events SET body = json_set(body, '$.id', 'V9') WHERE id = 'V1'`, "events", "V1"},
		{`UPDATE events SET body = 'null' WHERE id = 'V1'`, "events", "V1"},
		{`UPDATE plan_rows SET body = '[]' WHERE tbl = 'hosts' AND id = 'lin'`, "hosts", "lin"},
		{`UPDATE plan_rows SET tbl = 'ghosts' WHERE tbl = 'hosts' AND id = 'lin'`, "ghosts", "lin"},
		{`UPDATE plans SET head = '{}'`, "plans", "p1"},
		{`UPDATE plans SET head = 'null'`, "plans", "p1"},
		{`UPDATE plans SET cursor = 7`, "plans", "p1"},
		{`UPDATE journal SET changes = '[{"table":"head","id":"p1","before":null,"after":null}]'`, "journal", "1"},
		{`UPDATE journal SET changes = '[{"table":"events","id":"V1"}]'`, "journal", "1"},
		{`UPDATE journal SET label = '3'`, "journal", "1"},
		{`UPDATE journal SET at = 'yesterday'`, "journal", "1"},
		{`INSERT INTO journal SELECT plan_id, 3, label, at, changes FROM journal`, "journal", "3"},
	} {
		l, _ := withPlan(t, 6)
		edit(t, l, "p1").Do(planner.Remove{IDs: []string{"M6"}})
		_, err := l.db.Exec(c.sql)
		must(t, err)
		_, _, _, err = l.Load("p1")
		p := wantProblem(t, err, "problem.damaged_row")
		if p.Args[0] != c.table || p.Args[1] != c.id {
			t.Errorf("%s: names %v", c.sql, p.Args)
		}
	}
}

func TestSettingsStay(t *testing.T) {
	l := tempLibrary(t)
	for _, c := range []struct{ set, want string }{{"", ""}, {"zh-Hans", "zh-Hans"}, {"en", "en"}} {
		if c.set != "" {
			must(t, l.SetSetting("language", c.set))
		}
		if got, err := l.Setting("language"); err != nil || got != c.want {
			t.Errorf("got %q %v, want %q", got, err, c.want)
		}
	}
	must(t, l.Close())
	if got, _ := openLibrary(t, l.Path()).Setting("language"); got != "en" {
		t.Errorf("after reopening: %q", got)
	}
}

func TestNewIDsDiffer(t *testing.T) {
	if a, b := NewID(), NewID(); a == b || len(a) != 32 {
		t.Error(a, b)
	}
}
