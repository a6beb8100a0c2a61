package risk

import (
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func TestTasksStandBeforeTheInstant(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	dark := plantest.At(t, p, "2025-01-19 00:00")
	word := func(key string, _ ...any) string { return key }
	want := map[string]string{"followers": "2024-12-29", "store": "2025-01-05", "stock": "2025-01-09", "settlement": "2025-01-11", "coupons": "2025-01-16", "orders": "2025-01-14", "export": "2025-01-12"}
	tasks := Tasks(p, p.Sale.Span.Start, dark)
	if len(tasks) != len(want) {
		t.Fatalf("%d tasks", len(tasks))
	}
	for i, x := range tasks {
		if got := planner.DateOf(x.Due, p.Zone()).String(); got != want[x.ID] || x.Done {
			t.Errorf("%s is due on %s, want %s", x.ID, got, want[x.ID])
		}
		if i > 0 && x.Due.Before(tasks[i-1].Due) {
			t.Errorf("%s comes before %s", x.ID, tasks[i-1].ID)
		}
	}
	tasks[0].Owner = "Ana"
	n := plantest.Do(t, p, Hedge(p, tasks, word))
	for _, x := range Tasks(n, p.Sale.Span.Start, dark) {
		e := n.Event(x.Event)
		if !x.Done || e == nil || e.Task.Type != x.Type || e.Title != "hedge."+x.ID || !e.Span.Start.Equal(x.Due) || (x.Owner == "Ana") != (x.ID == "followers") {
			t.Errorf("%s: %+v, %+v", x.ID, x, e)
		}
	}
	if again := plantest.Do(t, n, Hedge(n, Tasks(n, p.Sale.Span.Start, dark), word)); len(planner.Diff(n, again)) > 0 {
		t.Error("the tasks are put on the plan twice")
	}
}

func TestTasksWhenTimeIsShort(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	dark := plantest.At(t, p, "2025-01-19 00:00")
	for _, x := range Tasks(p, plantest.At(t, p, "2025-01-17 15:00"), dark) {
		if got := planner.DateOf(x.Due, p.Zone()).String(); got != "2025-01-18" {
			t.Errorf("%s is due on %s, want the next day", x.ID, got)
		}
	}
	if list := Tasks(p, plantest.At(t, p, "2025-01-18 15:00"), dark); len(list) != 0 {
		t.Errorf("on the eve there are still %d tasks", len(list))
	}
	none := plantest.Do(t, p, planner.Drop{Table: "params", IDs: []string{"hedge_task_days"}})
	if list := Tasks(none, p.Sale.Span.Start, dark); len(list) != 1 || list[0].ID != "export" {
		t.Errorf("without the parameter %+v", list)
	}
}
