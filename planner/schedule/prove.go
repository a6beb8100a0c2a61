package schedule

import (
	"context"
	"math"
	"sync/atomic"

	"bfplanner/planner"
	engine "bfplanner/planner/schedule/search"
)

// proof is the bound at work beside the search.
type proof struct {
	bound  atomic.Uint64 // the least so far, as the bits of a float64; 0 before there is one
	rounds atomic.Int64
	most   int           // rounds
	tick   chan struct{} // heard after a round, where somebody listens
	done   chan struct{}
	end    context.CancelFunc
}

// A round of the bound costs about as much as so many moves, and beyond the most it gains little where no clock says
// how long. It starts from the prices of what so many moves find, a part of the search's own where those are few.
const (
	boundMoves = 4000
	mostRounds = 400
	priceMoves = 50_000
	pricePart  = 8
)

// prove starts the bound. With a number of moves it makes as many rounds as go with them, so that the same request
// gives the same bound; else it goes on until it is ended.
func (j *job) prove(ctx context.Context) *proof {
	rounds, moves := max(1, min(j.Moves/boundMoves, mostRounds)), min(priceMoves, j.Moves/pricePart+1)
	if j.Spent != nil {
		rounds, moves = math.MaxInt32, priceMoves
	}
	ctx, end := context.WithCancel(ctx)
	p := &proof{most: rounds, tick: make(chan struct{}), done: make(chan struct{}), end: end}
	in := j.model.Instance
	go func() {
		defer close(p.done)
		near, err := engine.Solve(ctx, in, engine.Options{Seed: 1, Moves: moves})
		if err != nil {
			return // the search says why
		}
		engine.Bound(ctx, in, engine.BoundOptions{Near: &near.Solution, Rounds: rounds, Report: func(bound float64) { p.bound.Store(math.Float64bits(bound)) }, Stop: func() bool {
			p.rounds.Add(1)
			select {
			case p.tick <- struct{}{}:
			default:
			}
			return false
		}})
	}()
	return p
}

// stop ends the bound and waits for it.
func (p *proof) stop() {
	p.end()
	<-p.done
}

// proven returns what no plan exceeds by the proof so far, or no money where there is none.
func (j *job) proven() planner.Money {
	bits := j.proof.bound.Load()
	if bits == 0 {
		return planner.Money{}
	}
	return j.money(math.Float64frombits(bits) + j.model.Outside.Sum())
}

// finish waits for the bound, whose time is up with the search's, and tells how far it is.
func (j *job) finish() planner.Money {
	if j.Spent != nil {
		j.proof.end()
	}
	for {
		j.last.Bound = j.proven()
		j.say("schedule.stage.bound", min(99, 100*int(j.proof.rounds.Load())/j.proof.most))
		if j.Stop != nil && j.Stop() {
			j.proof.end()
		}
		select {
		case <-j.proof.done:
			return j.proven()
		case <-j.proof.tick:
		}
	}
}
