package rules

import (
	"fmt"
	"slices"
	"testing"
)

// found returns the rules that have something to say, each once, sorted.
func found(list []Finding) []string {
	var out []string
	for _, f := range list {
		out = append(out, f.Rule)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestGoodPlanHasNoFindings(t *testing.T) {
	f := good(t)
	for _, x := range Check(f.p, f.now) {
		t.Errorf("%s %v %v", x.Rule, x.Events, x.Args)
	}
}

func TestEachRuleFindsItsOwnFault(t *testing.T) {
	for _, b := range bad {
		t.Run(b.rule, func(t *testing.T) {
			f := good(t)
			b.make(f)
			want := append([]string{b.rule}, b.also...)
			slices.Sort(want)
			want = slices.Compact(want)
			if got := found(Check(f.p, f.now)); !slices.Equal(got, want) {
				t.Errorf("found %v, want %v", got, want)
			}
		})
	}
}

// ruleIDs returns the IDs of the rules in the order of the book.
func ruleIDs() []string {
	list := make([]string, len(book))
	for i, r := range book {
		list[i] = r.id
	}
	return list
}

func TestEveryRuleHasABadFixture(t *testing.T) {
	var rules []string
	for _, b := range bad {
		rules = append(rules, b.rule)
	}
	for _, id := range ruleIDs() {
		if !slices.Contains(rules, id) {
			t.Errorf("rule %s has no bad fixture", id)
		}
	}
	for _, r := range rules {
		if !slices.Contains(ruleIDs(), r) {
			t.Errorf("fixture of a rule %s that the book does not have", r)
		}
	}
}

// TestFixesMend applies every fix of every bad fixture: its finding goes, and no other of severity block comes.
func TestFixesMend(t *testing.T) {
	fixed := 0
	for _, b := range bad {
		f := good(t)
		b.make(f)
		fixed += mend(t, b.rule, f)
	}
	if fixed < 30 {
		t.Errorf("only %d fixes to try", fixed)
	}
}

func mend(t *testing.T, name string, f *fixture) (tried int) {
	t.Helper()
	before := Check(f.p, f.now)
	for _, x := range before {
		for _, fix := range x.Fixes {
			tried++
			n, err := fix.Command.Apply(*f.p)
			if err != nil {
				t.Errorf("%s: fix of %s %s: %v", name, x.Rule, fix.Label, err)
				continue
			}
			if got := fix.Command.Label(); got.Key != fix.Label.Key {
				t.Errorf("%s: the history would call it %s, the button %s", name, got, fix.Label)
			}
			if _, err := fix.Label.MarshalJSON(); err != nil {
				t.Errorf("%s: the journal cannot keep %v", name, err)
			}
			after := Check(Remember(f.p, &n, f.now), f.now)
			if slices.ContainsFunc(after, func(y Finding) bool { return y.Key() == x.Key() }) {
				t.Errorf("%s: %s stays after %v", name, x.Key(), fix.Label)
			}
			for _, y := range after {
				if y.Severity == Block && !slices.ContainsFunc(before, func(z Finding) bool { return fault(z) == fault(y) }) {
					t.Errorf("%s: %v of %s brings %s %v", name, fix.Label, x.Key(), y.Key(), fmt.Sprint(y.Args...))
				}
			}
		}
	}
	return tried
}

// fault names what is wrong, for telling a new block from an old one. A product that sold too cheap in one
// stack of promotions and now does so in the smaller stack that is left has no new fault.
func fault(f Finding) string {
	if f.Rule == "price-below-cost" || f.Rule == "margin-below-floor" {
		return "margin " + f.Detail
	}
	return f.Key()
}
