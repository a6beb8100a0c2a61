// Package search finds near-optimal solutions of an instance of the model in package forecast: simulated
// annealing over moves that stay legal, each scored exactly. It knows instances and nothing of plans, has no
// clock, and gives the same solution for the same seed and number of moves.
//
// A move is bounded before it is scored. The value of a line is a linear program, so the prices of its last
// answer bound what any change of exposure, posts or stock can bring; most moves end there. The others are
// served at the last price of stock, which is a bound again, and only then solved.
//
// A campaign of several shops is worked on by two movers at once. In each short round either has some of the shops,
// hosts and studios to itself, so what the two find fits together, and the shares are drawn anew for every round. A
// small campaign is searched several times over instead, in two chains, for the best of all trials.
package search

import (
	"context"

	"bfplanner/planner/forecast"
)

// Options says how a search goes about it. A search without a number of moves and without Spent makes
// defaultMoves.
type Options struct {
	Seed     uint64
	Moves    int                // how many moves to try at most; 0 leaves the end to Spent, Stop and the context
	Spent    func() float64     // share of the time that is used up, from 0 to 1, which paces the cooling; may be nil
	Stop     func() bool        // whether to stop now with the best so far; may be nil
	Start    *forecast.Solution // where to start; what of it is not legal is left out; may be nil
	Kinds    []string           // what moves may touch, by the kinds of package forecast's credits; all else of Start stays. Empty is all
	Base     *forecast.Solution // a plan from which changes cost Penalty; may be nil
	Penalty  float64            // in major units, for each row of Base whose start, host, line or depth differs or that is gone
	Progress func(Progress)     // called on the caller's goroutine now and then; may be nil
}

// Progress is how far a search has come.
type Progress struct {
	Value float64 // of the best so far, in major units
	Moves int
	Share float64 // of the budget, from 0 to 1
}

// Result is what a search found: the solution, its value as package forecast scores it, and the moves tried.
type Result struct {
	Solution forecast.Solution
	Terms    forecast.Terms
	Value    float64
	Changes  int // rows of Options.Base that the solution does not have
	Moves    int
}

const (
	defaultMoves = 1_000_000
	every        = 256     // moves between looks at the budget, of a mover that is alone
	tell         = 1 << 16 // moves between reports
	warmUp       = 0.02    // share of the budget for a first descent from nothing
	hottest      = 0.4     // first temperature in live hours of a usual day
	cooling      = 0.012   // last temperature over the first
	mostTrials   = 5
	trialDays    = 199 // shop-days that all trials have between them
	startHeat    = 0.1 // share of the first temperature from which a given start is improved
)

// Solve searches until its budget is spent and returns the best solution found, which is legal by
// forecast.Check. Pins that cannot all hold are a *ConflictError. When the context ends, the best so far is
// returned without an error.
func Solve(ctx context.Context, in *forecast.Instance, o Options) (Result, error) {
	if len(in.Shops) == 0 || in.Days == 0 {
		return Result{}, nil
	}
	p := newProblem(in)
	if o.Base != nil {
		if err := within(in, o.Base, "base"); err != nil {
			return Result{}, err
		}
		p.base = newBase(p, o.Base, o.Penalty)
	}
	s, err := begin(p, o.Start)
	if err != nil {
		return Result{}, err
	}
	if o.Moves == 0 && o.Spent == nil {
		o.Moves = defaultMoves
	}
	c := &course{ctx: ctx, p: p, o: o, trials: p.trials(o), hot: p.heat()}
	best, tried := c.run(s)
	t := forecast.Score(in, &best)
	if o.Progress != nil {
		o.Progress(Progress{t.Value(), tried, 1})
	}
	return Result{best, t, t.Value(), p.base.changes(p, &best), tried}, nil
}

// heat returns the first temperature: what some live hours of a usual day are worth, which is what the value
// of a move is measured against in any currency and at any size.
func (p *problem) heat() float64 {
	var sum float64
	for shop := range p.in.Shops {
		for d := range p.days {
			for _, g := range p.linesOf[shop] {
				sum += p.unit[p.at(shop, d)] * p.in.Lines[g].AirtimeShare * max(0, p.coef[g][d*p.modes*2].worth[coldViewer])
			}
		}
	}
	return max(1e-9, hottest*sum/float64(len(p.in.Shops)*p.days))
}

// trials returns how many times a search starts anew. Small instances settle early for coupons and posts that hold
// all else in place, and are quick enough to be settled again; a given start is improved once.
func (p *problem) trials(o Options) int {
	if o.Start != nil {
		return 1
	}
	return max(1, min(mostTrials, trialDays/(len(p.in.Shops)*p.days)))
}

// solution writes the state down, in the order of shops, days and hours.
func (s *state) solution() forecast.Solution {
	out := forecast.Solution{Shifts: [][5]int{}, Posts: [][3]int{}, Windows: [][4]int{}, Flash: [][3]int{}, Hedges: [][2]int{}}
	for at := range s.cells {
		shop, d := at/s.p.days, at%s.p.days
		for _, x := range s.cells[at].list() {
			out.Shifts = append(out.Shifts, [5]int{int(x.host), shop, d, int(x.hour), int(x.ln)})
		}
		for _, x := range s.deals[at] {
			out.Flash = append(out.Flash, [3]int{x.product, d, x.hour})
		}
		if s.hedged[at] {
			out.Hedges = append(out.Hedges, [2]int{shop, d})
		}
	}
	for v, d := range s.posted {
		if d != none {
			out.Posts = append(out.Posts, [3]int{v, d, s.band[v]})
		}
	}
	for g, list := range s.windows {
		for _, w := range list {
			out.Windows = append(out.Windows, [4]int{g, w.mode, w.day, w.n})
		}
	}
	return out
}
