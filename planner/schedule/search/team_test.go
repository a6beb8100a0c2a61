package search

import (
	"encoding/json"
	"math"
	"reflect"
	"runtime"
	"testing"

	"bfplanner/planner/forecast"
)

// wideShapes are made-up instances on which two movers work together: of two shops, and of more.
var wideShapes = []shape{{2, 6, 4, 30, 110, 2}, {5, 10, 7, 40, 45, 2}}

// TestTeamKeepsTheStateTrue lets two movers work at once, and holds what they make together legal and scored right, and
// the same in both.
func TestTeamKeepsTheStateTrue(t *testing.T) {
	for _, x := range wideShapes {
		in := instance(3, x)
		laden(in)
		for v := range in.Videos { // some videos come after one of another shop
			if v%5 == 4 {
				in.Videos[v].After, in.Videos[v].AfterGap = v-1, 1
			}
		}
		p := newProblem(in)
		s, err := begin(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		pair := newTeam(&mover{state: s, rng: newRNG(4), roster: &roster{p: p}}, 5)
		draw := lottery(nil)
		for k := range 40 {
			pair.round(300, draw, p.heat()/8, k%4 == 3)
			now := pair.movers[0].solution()
			legal(t, in, &now)
			if want := forecast.Score(in, &now).Value(); math.Abs(want-s.value) > 1e-6*math.Abs(want) {
				t.Fatalf("round %d: value %.6f, from scratch %.6f", k, s.value, want)
			}
			if other := pair.movers[1].solution(); !sameEvents(now, other) {
				t.Fatalf("round %d: the movers hold two plans", k)
			}
		}
		if s.value < p.heat() {
			t.Errorf("value %.2f after all rounds", s.value)
		}
	}
}

// TestSameOnAnyMachine solves on one processor and on several, in rounds of a team and in chains of trials.
func TestSameOnAnyMachine(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, x := range append(wideShapes, shapes["one shop"], shapes["two shops"]) {
		in := instance(6, x)
		var plans [3][]byte
		var values [3]float64
		for i, n := range []int{1, 2, 4} {
			runtime.GOMAXPROCS(n)
			r := solve(t, in, Options{Seed: 8, Moves: 12_345})
			if r.Moves > 12_345 || r.Moves < 12_000 {
				t.Errorf("%v: %d moves", x, r.Moves)
			}
			legal(t, in, &r.Solution)
			plans[i], _ = json.Marshal(r.Solution)
			values[i] = r.Value
		}
		if !reflect.DeepEqual(plans[0], plans[1]) || !reflect.DeepEqual(plans[0], plans[2]) {
			t.Errorf("%v: the processors make a difference: %v", x, values)
		}
	}
}
