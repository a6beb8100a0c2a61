package editor_test

import (
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest"
)

// TestPreviewTellsWhatItIsWorth previews one live less: the gain is the difference of two forecasts.
func TestPreviewTellsWhatItIsWorth(t *testing.T) {
	p := plantest.Plan(t, 200)
	ed := editor.Open(p, nil, 0, editor.Options{Check: longTitles, Wall: func() time.Time { return p.Sale.Campaign().Start }})
	now := ed.Snapshot()
	want, err := forecast.OutlookOf(p, now.Now)
	if err != nil {
		t.Fatal(err)
	}
	got, err := now.Outlook()
	if err != nil || got.Value != want.Value || got.Orders != want.Orders {
		t.Errorf("%v, %v orders (%v), want %v, %v", got.Value, got.Orders, err, want.Value, want.Orders)
	}
	var lives []string
	for _, e := range p.Events.All() {
		if e.Kind == planner.Live {
			lives = append(lives, e.ID)
		}
	}
	after, err := ed.Preview(planner.Remove{IDs: lives[:1]})
	if err != nil {
		t.Fatal(err)
	}
	o, err := after.Outlook()
	if err != nil {
		t.Fatal(err)
	}
	if gain, ok := after.Gain(now); !ok || gain != o.Value.Sub(want.Value) || gain.Minor == 0 {
		t.Errorf("without a live the plan gains %v, want %v", gain, o.Value.Sub(want.Value))
	}
	bare := *p
	bare.Products = planner.Table[*planner.Product]{}
	if _, ok := (&editor.Snapshot{Plan: &bare, Now: now.Now}).Gain(now); ok {
		t.Error("a plan without products has a forecast")
	}
}
