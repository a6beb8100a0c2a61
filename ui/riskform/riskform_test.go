package riskform

import (
	"reflect"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func TestWhatIsTypedIsTheWindow(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	at := func(s string) planner.Span {
		return planner.Span{Start: plantest.At(t, p, s+" 00:00"), End: plantest.At(t, p, s+" 00:00").AddDate(0, 0, 1)}
	}
	got, err := read(p, New(p), typed{kind: "deadline", markets: "us、gb", start: "2024-11-25", end: "2024-11-25", chance: "12.5%", title: " x ", source: "Reuters", confidence: "press", knownFrom: "2024-11-01"})
	want := planner.RiskWindow{Markets: []string{"US", "GB"}, Kind: planner.Deadline, Span: at("2024-11-25"), AllDay: true, Title: "x", Probability: 1250, Own: true,
		KnownFrom: plantest.At(t, p, "2024-11-01 00:00"), Provenance: planner.Provenance{Source: "Reuters", Confidence: "press"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
	}
	// What is left empty has its meaning: the plan's market, no end, the chance of the kind, always known.
	got, err = read(p, got, typed{kind: "service_off", start: "2024-11-25 10:00", confidence: "own"})
	if err != nil || !reflect.DeepEqual(got.Markets, []string{"US"}) || !got.Span.End.Equal(planner.Forever) || got.Probability != -1 || !got.KnownFrom.IsZero() || got.AllDay {
		t.Errorf("%v %+v", err, got)
	}
}

func TestWhatCannotBeIsRefused(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	good := typed{kind: "deadline", start: "2024-11-25", end: "2024-11-26", confidence: "own"}
	for want, change := range map[string]func(*typed){
		"problem.time":             func(f *typed) { f.start = "soon" },
		"problem.end_before_start": func(f *typed) { f.end = "2024-11-20" },
		"problem.market_code":      func(f *typed) { f.markets = "USA" },
		"problem.risk_kind":        func(f *typed) { f.kind = "ban" },
	} {
		f := good
		change(&f)
		_, err := read(p, New(p), f)
		if err == nil || planner.AsProblems(err)[0].Key != want {
			t.Errorf("%+v: %v, want %s", f, err, want)
		}
	}
	f := good
	f.knownFrom = "never"
	if _, err := read(p, New(p), f); err == nil {
		t.Error("a date that is none is taken")
	}
}
