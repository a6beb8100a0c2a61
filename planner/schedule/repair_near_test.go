package schedule

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
)

// drops are drags of an event: some hours for lives, a day for what is placed by days.
func drops(p *planner.Plan) (list []planner.Move) {
	for _, k := range placedKinds {
		for i, e := range someOf(p, k, 8) {
			m := planner.Move{IDs: []string{e.ID}, Days: 1 - 2*(i%2)}
			if k == planner.Live || k == planner.Flash {
				m = planner.Move{IDs: []string{e.ID}, By: time.Duration(i%5-2) * time.Hour}
			}
			list = append(list, m)
		}
	}
	return list
}

// TestDropIsMendedAround drags events about: the drop stays, the rest is worth no less than after the drop alone, and
// nothing new is blocked.
func TestDropIsMendedAround(t *testing.T) {
	p, now := laidOut(t)
	g, err := NewDrag(p, now)
	if err != nil {
		t.Fatal(err)
	}
	mended := 0
	for _, move := range drops(p) {
		after := plantest.Do(t, p, move)
		r, err := g.Drop(after)
		if err != nil {
			t.Fatal(err)
		}
		done := plantest.Do(t, after, r.Command)
		id := move.IDs[0]
		if e := done.Event(id); e == nil || e.Span != after.Event(id).Span || !slices.Equal(e.Hosts(), after.Event(id).Hosts()) {
			t.Errorf("%s was dropped at %v and is now %v", id, after.Event(id).Span, done.Event(id))
		}
		is, err := worth(done, now)
		if err != nil {
			t.Fatal(err)
		}
		if is != r.After {
			t.Errorf("%s: the forecast is %v, said %v", id, is, r.After)
		}
		had := blocking(rules.Check(after, now))
		for _, key := range blocking(rules.Check(done, now)) {
			if !slices.Contains(had, key) {
				t.Errorf("%s: mending adds %s", id, key)
			}
		}
		if legal(t, after, now) && r.After.Minor < r.Before.Minor-1 {
			t.Errorf("%s: mending takes the forecast from %v to %v", id, r.Before, r.After)
		}
		if len(r.Parts) > 0 {
			mended++
		} else if !reflect.DeepEqual(done.Events, after.Events) {
			t.Errorf("%s: a repair without parts changes something", id)
		}
	}
	if mended < 5 {
		t.Errorf("only %d drops were mended", mended)
	}
}

// BenchmarkDrop mends around the drop of a live, a video, a coupon or a flash deal of a plan of some 250 events.
func BenchmarkDrop(b *testing.B) {
	p, now := laidOut(b)
	g, err := NewDrag(p, now)
	if err != nil {
		b.Fatal(err)
	}
	var plans []*planner.Plan
	for _, move := range drops(p) {
		plans = append(plans, plantest.Do(b, p, move))
	}
	for i := 0; b.Loop(); i++ {
		if _, err := g.Drop(plans[i%len(plans)]); err != nil {
			b.Fatal(err)
		}
	}
}
