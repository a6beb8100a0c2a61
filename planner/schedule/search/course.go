package search

import (
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"bfplanner/planner/forecast"
)

// course is one search on its way to the end of its budget. Trials are made by two chains at the same time; a
// single trial on several shops is made by a team. Which of them runs first changes nothing but the time it takes.
type course struct {
	ctx    context.Context
	p      *problem
	o      Options
	draw   []int
	trials int
	hot    float64 // first temperature of a search from nothing

	spent atomic.Uint64 // bits of the share of time that is used up, as of the first chain's last look
	halt  atomic.Bool
}

// found is what a chain comes back with.
type found struct {
	best  forecast.Solution
	value float64
	tried int
}

// run searches from a state and returns the best solution and the moves tried.
func (c *course) run(s *state) (forecast.Solution, int) {
	if len(c.p.dayPick) > 0 {
		c.draw = lottery(c.o.Kinds)
	}
	chains := min(2, c.trials)
	results := make([]found, chains)
	var wait sync.WaitGroup
	for w := 1; w < chains; w++ {
		wait.Go(func() {
			if fresh, err := begin(c.p, c.o.Start); err == nil {
				results[w] = c.chain(w, chains, fresh)
			}
		})
	}
	results[0] = c.chain(0, chains, s)
	wait.Wait()
	best, tried := results[0], results[0].tried
	for _, r := range results[1:] {
		if tried += r.tried; r.tried > 0 && r.value > best.value {
			best = r
		}
	}
	return best.best, tried
}

// look returns the share of the time that is used up, and whether to stop now. Only the first chain, which runs
// on the caller's goroutine, asks the caller.
func (c *course) look(first bool) (spent float64, stop bool) {
	if first {
		if c.o.Spent != nil {
			c.spent.Store(math.Float64bits(c.o.Spent()))
		}
		if c.o.Stop != nil && c.o.Stop() {
			c.halt.Store(true)
		}
	}
	return math.Float64frombits(c.spent.Load()), c.halt.Load() || c.ctx.Err() != nil
}

// chain makes every chains-th trial, each with its share of the budget, from the w-th on.
func (c *course) chain(w, chains int, s *state) found {
	s.stay = len(c.o.Kinds) > 0 && !slices.Contains(c.o.Kinds, forecast.CreditFlash)
	m := &mover{state: s, rng: newRNG(c.o.Seed + uint64(w)<<32), roster: &roster{p: c.p}}
	trials := (c.trials - w + chains - 1) / chains
	budget := c.o.Moves * trials / c.trials
	var pair *team
	if len(c.p.in.Shops) > 1 && c.trials == 1 {
		pair = newTeam(m, c.o.Seed+1<<32)
	}
	out := found{best: m.solution(), value: m.value}
	first, last := c.hot, c.hot*cooling
	if c.o.Start != nil {
		first = c.hot * startHeat
	}
	told := -1
	for trial, round := 0, 0; len(c.draw) > 0; round++ {
		if m.value > out.value+1e-9*math.Abs(out.value) {
			out.best, out.value = m.solution(), m.value
		}
		share, stop := c.look(w == 0)
		if c.o.Moves > 0 {
			share = max(share, float64(out.tried)/float64(budget))
		}
		if c.o.Progress != nil && w == 0 && out.tried/tell != told {
			told = out.tried / tell
			c.o.Progress(Progress{out.value + c.p.base.cost(c.p, &out.best), out.tried, min(1, share)})
		}
		left := math.MaxInt
		if c.o.Moves > 0 {
			left = budget - out.tried
		}
		if share >= 1 || stop || left <= 0 {
			break
		}
		part := share*float64(trials) - float64(trial)
		for ; part >= 1; part-- {
			fresh, err := begin(c.p, c.o.Start)
			if err != nil {
				break
			}
			trial, fresh.stay, m.state = trial+1, m.stay, fresh
		}
		now := last
		if part > warmUp || c.o.Start != nil {
			now = first * math.Pow(last/first, part)
		}
		if n := min(left, 2*roundMoves); pair != nil && n > 1 {
			pair.round(n/2, c.draw, now, len(c.p.in.Shops) == 2 && round%2 == 1)
			out.tried += n / 2 * 2
		} else {
			n = min(left, every)
			m.steps(n, c.draw, now)
			out.tried += n
		}
	}
	if m.value > out.value {
		out.best, out.value = m.solution(), m.value
	}
	return out
}
