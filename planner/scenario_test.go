package planner_test

import (
	"encoding/json"
	"strings"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func TestAScenarioBelongsToTheRealPlan(t *testing.T) {
	p := plantest.Plan(t, 30)
	a := p.WhatIf("a", "TikTok goes dark")
	b := a.WhatIf("b", "it goes dark later")
	if a.ID != "a" || a.Of != p.ID || a.Scenario != "TikTok goes dark" || a.Name != p.Name || b.Of != p.ID || b.ID != "b" {
		t.Errorf("heads %+v, %+v", a.Head, b.Head)
	}
	if p.Of != "" || p.Real() != p.ID || b.Real() != p.ID {
		t.Errorf("the real plan of %q is %q, of %q %q", p.ID, p.Real(), b.ID, b.Real())
	}
	if n := len(planner.Diff(p, b)); n != 1 {
		t.Errorf("%d rows differ, want the head alone", n)
	}
}

// A plan that is no scenario is written as it was before there were any, and a file of then is read as one.
func TestHeadsOfOldStayAsTheyWere(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	text, err := json.Marshal(p.Head)
	if err != nil || strings.Contains(string(text), `"of"`) || strings.Contains(string(text), `"scenario"`) {
		t.Fatalf("%s, %v", text, err)
	}
	var h planner.Head
	if err := json.Unmarshal(text, &h); err != nil || h.Of != "" || h.Scenario != "" || h.ID != p.ID {
		t.Errorf("%+v, %v", h, err)
	}
}
