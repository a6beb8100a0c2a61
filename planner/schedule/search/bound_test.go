package search

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"bfplanner/planner/forecast"
)

// TestBoundOnEveryGrid holds the bound above the value of every plan, however early it stops and wherever its prices
// start, on every grid, with what lies outside it, free and pinned.
func TestBoundOnEveryGrid(t *testing.T) {
	above := func(t *testing.T, in *forecast.Instance, r Result) {
		t.Helper()
		for _, near := range []*forecast.Solution{{}, &r.Solution} {
			last := math.Inf(1)
			for _, rounds := range []int{1, 25} {
				b := Bound(context.Background(), in, BoundOptions{Near: near, Rounds: rounds})
				if b < r.Value-1e-6*math.Abs(r.Value) {
					t.Errorf("bound %.4f after %d rounds, value %.4f", b, rounds, r.Value)
				}
				if b > last+1e-9*math.Abs(last) {
					t.Errorf("bound %.4f after %d rounds, less before", b, rounds)
				}
				last = b
			}
		}
	}
	eachKin(t, func(t *testing.T, in *forecast.Instance) {
		first := solve(t, in, Options{Seed: 1, Moves: 2500})
		above(t, in, first)
		in.StartDay, in.StartHour = max(in.StartDay, in.Days/2), len(in.HourCurve)/2
		pinSome(in, &first.Solution, rand.New(rand.NewPCG(uint64(in.Days), 1)))
		above(t, in, solve(t, in, Options{Seed: 2, Moves: 2500}))
	})
}

// TestPostSets compares the best set of posts with all sets.
func TestPostSets(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 2000 {
		set := postSet{width: []float64{900, 900, 1e6}, slope: []float64{1, .7, .4}, worth: r.Float64(), most: r.IntN(4)}
		var posts []post
		for v := range r.IntN(8) {
			x := post{video: v, reach: 1500 * r.Float64(), cost: 500 * r.Float64()}
			if x.single = set.worth*concave(x.reach, set.width, set.slope, 1) - x.cost; x.single > 0 {
				posts = append(posts, x)
			}
		}
		want := 0.0
		for mask := range 1 << len(posts) {
			raw, cost, n := 0.0, 0.0, 0
			for i, x := range posts {
				if mask>>i&1 == 1 {
					raw, cost, n = raw+x.reach, cost+x.cost, n+1
				}
			}
			if n <= set.most {
				want = max(want, set.worth*concave(raw, set.width, set.slope, 1)-cost)
			}
		}
		got := set.solve(posts)
		if math.Abs(got-want) > 1e-9 {
			t.Fatalf("best set earns %.4f, want %.4f, of %v", got, want, posts)
		}
		raw, cost := 0.0, 0.0
		for _, i := range set.best {
			raw, cost = raw+set.posts[i].reach, cost+set.posts[i].cost
		}
		if v := set.worth*concave(raw, set.width, set.slope, 1) - cost; math.Abs(v-got) > 1e-9 {
			t.Fatalf("the set kept earns %.4f of %.4f", v, got)
		}
	}
}

// TestPostSetsBeyondCounting does not fall below the best set where there are too many.
func TestPostSetsBeyondCounting(t *testing.T) {
	set := postSet{width: []float64{900}, slope: []float64{1}, worth: 1, most: 30}
	var posts []post
	for v := range 40 {
		posts = append(posts, post{video: v, reach: 60, cost: 1 + float64(v)/40, single: 59 - float64(v)/40})
	}
	if got := set.solve(posts); got < 900-16*2 {
		t.Errorf("%.2f, a set earns %.2f", got, 900.0-16*2)
	}
	if set.looked > 2*mostSets {
		t.Errorf("%d sets", set.looked)
	}
}
