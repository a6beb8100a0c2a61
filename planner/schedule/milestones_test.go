package schedule

import (
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func TestMilestones(t *testing.T) {
	p := shopPlan(t, *saleOf(t, "us-2024"), with(func(d *planner.ShopData) { d.Products[3].InboundStock = 100 }))
	want := map[string]string{
		planner.Samples: "10-02 09:00", planner.Inbound: "10-02 09:00", planner.Registration: "10-23 09:00", planner.Approval: "11-11 16:00", planner.DataExport: "01-12 09:00", planner.Followers: "12-29 09:00", planner.OpenOrders: "01-14 09:00",
	}
	got, _ := solve(t, p, start(p))
	for _, e := range kind(got, planner.Milestone, nil) {
		if at := onDate(got, e); at != want[e.Task.Type] {
			t.Errorf("%s at %s, want %s", e.Task.Type, at, want[e.Task.Type])
		}
		delete(want, e.Task.Type)
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}

	done := *kind(got, planner.Milestone, func(e *planner.Event) bool { return e.Task.Type == planner.Registration })[0]
	task := *done.Task
	task.Done = true
	done.Task = &task
	done.Span = done.Span.Shift(-time.Hour)
	again, batch := solve(t, plantest.Do(t, got, planner.Change{Events: []*planner.Event{&done}}), start(p))
	if n := len(kind(again, planner.Milestone, func(e *planner.Event) bool { return e.Task.Type == planner.Registration })); n != 1 || len(batch.Commands) != 0 {
		t.Errorf("%d registrations and %d commands after the one was done", n, len(batch.Commands))
	}
}

func TestInboundIsNotPlannedInThePast(t *testing.T) {
	p := shopPlan(t, *saleOf(t, "us-2024"), with(func(d *planner.ShopData) { d.Products[3].InboundStock = 100 }))
	now := plantest.At(t, p, "2024-10-20 00:00")
	got, _ := solve(t, p, now)
	list := kind(got, planner.Milestone, func(e *planner.Event) bool { return e.Task.Type == planner.Inbound })
	if len(list) != 1 || onDate(got, list[0]) != "11-01 09:00" {
		t.Errorf("%d inbound milestones, want the one 12 days before the sale", len(list))
	}
}
