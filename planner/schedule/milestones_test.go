package schedule

import (
	"reflect"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func TestMilestones(t *testing.T) {
	p := shopPlan(t, *saleOf(t, "us-2024"), with(func(d *planner.ShopData) { d.Products[3].InboundStock = 100 }))
	want := map[string]string{
		planner.Samples: "10-02 09:00", planner.Inbound: "10-02 09:00", planner.Registration: "10-23 09:00", planner.DataExport: "01-12 09:00", planner.Followers: "12-29 09:00", planner.OpenOrders: "01-14 09:00",
	}
	got, _ := solve(t, p, start(p))
	first := kind(got, planner.Live, nil)[0]
	want[planner.Approval] = first.Span.Start.Add(-48 * time.Hour).In(p.Zone()).Format("01-02 15:04")
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
	if n := len(kind(again, planner.Milestone, func(e *planner.Event) bool { return e.Task.Type == planner.Registration })); n != 1 || !reflect.DeepEqual(again.Event(done.ID), &done) {
		t.Errorf("%d registrations after the one was done (%v)", n, batch.Why)
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

// onDate returns the clock time of the market at which the event starts, "11-12 18:00", or "" without a time.
func onDate(p *planner.Plan, e *planner.Event) string {
	if !e.Scheduled() {
		return ""
	}
	return e.Span.Start.In(p.Zone()).Format("01-02 15:04")
}
