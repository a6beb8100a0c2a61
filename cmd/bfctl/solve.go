package main

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/schedule/search"
)

type solveCmd struct {
	File    string  `arg:"" help:"The instance, format bfplan/1."`
	Plan    string  `help:"Score this solution in place of searching for one." placeholder:"FILE"`
	Seconds float64 `help:"How long to think." default:"10"`
	Moves   int     `help:"How many moves to try at most; with it, seed and plan go together. The default is as many as the time allows." placeholder:"N"`
	Seed    uint64  `help:"The same seed and moves give the same plan." default:"1"`
	Output  string  `short:"o" help:"Write the solution here." placeholder:"FILE"`
}

type solveJSON struct {
	Value      float64              `json:"value"`
	Terms      forecast.Terms       `json:"terms"`
	Bound      float64              `json:"bound"`
	Gap        float64              `json:"gap"` // of the bound
	Seconds    float64              `json:"seconds"`
	Moves      int                  `json:"moves"`
	Violations []forecast.Violation `json:"violations"`
}

// solutionFile is a solution as a file: the lists of the model with the format's name.
type solutionFile struct {
	Format   string `json:"format"`
	Instance string `json:"instance"`
	forecast.Solution
}

const solutionFormat = "bfplan-solution/1"

// Run searches for a solution of an instance, or scores and checks a given one.
func (c *solveCmd) Run(e *env) error {
	in, err := readInstance(c.File)
	if err != nil {
		return err
	}
	began := time.Now()
	spent := func() float64 { return time.Since(began).Seconds() / math.Max(c.Seconds, 1e-3) }
	v := solveJSON{Violations: []forecast.Violation{}}
	sol, err := c.solution(e, in, func() float64 { return spent() / searchShare }, &v)
	if err != nil {
		return err
	}
	v.Violations = append(v.Violations, forecast.Check(in, sol)...)
	if len(v.Violations) == 0 || v.Violations[0].Rule != forecast.RuleRange {
		v.Terms = forecast.Score(in, sol)
		v.Value = v.Terms.Value()
	}
	v.Bound = search.Bound(e.ctx, in, search.BoundOptions{Near: sol, Rounds: c.rounds(), Stop: func() bool { return spent() > 1 }})
	if v.Bound > 0 {
		v.Gap = (v.Bound - v.Value) / v.Bound
	}
	v.Seconds = time.Since(began).Seconds()
	if c.Output != "" {
		err := writeWhole(c.Output, func(w io.Writer) error {
			return json.NewEncoder(w).Encode(solutionFile{solutionFormat, in.Name, *sol})
		})
		if err != nil {
			return err
		}
	}
	if err := e.print(v, func() {
		e.line("%s", e.words.T("solve.value", int64(math.Round(v.Value)), int64(math.Round(v.Bound)), planner.BasisPoints(math.Round(1e4*v.Gap))))
		for _, x := range v.Violations {
			e.line("  %s", x)
		}
	}); err != nil || len(v.Violations) == 0 {
		return err
	}
	return errFindings
}

const (
	searchShare = 0.7    // of the time; the rest is for the bound
	mostRounds  = 100000 // of the bound, where time ends it
	roundMoves  = 2000   // moves that take about as long as a round of the bound
)

// rounds returns how many rounds the bound is given: with a number of moves as many as go with it, so that the
// same moves give the same bound.
func (c *solveCmd) rounds() int {
	if c.Moves > 0 {
		return 1 + c.Moves/roundMoves
	}
	return mostRounds
}

// solution reads the given solution or searches for one.
func (c *solveCmd) solution(e *env, in *forecast.Instance, spent func() float64, v *solveJSON) (*forecast.Solution, error) {
	if c.Plan != "" {
		var s forecast.Solution
		b, err := os.ReadFile(c.Plan)
		if err != nil {
			return nil, cannotRead(c.Plan, err)
		}
		if err := json.Unmarshal(b, &s); err != nil {
			return nil, &planner.Problem{Text: planner.T("problem.solution", c.Plan), File: filepath.Base(c.Plan), Cause: err}
		}
		return &s, nil
	}
	o := search.Options{Seed: c.Seed, Moves: c.Moves}
	if c.Moves == 0 {
		o.Spent = spent
	}
	r, err := search.Solve(e.ctx, in, o)
	if conflict := (*search.ConflictError)(nil); errors.As(err, &conflict) {
		return nil, planner.Problemf("problem.pins", numbers(conflict.Pins), conflict.Rule)
	}
	if err != nil {
		return nil, err
	}
	v.Moves = r.Moves
	return &r.Solution, nil
}

// numbers lists indices.
func numbers(list []int) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ", ")
}

// readInstance reads an engine instance.
func readInstance(path string) (*forecast.Instance, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, cannotRead(path, err)
	}
	in, err := forecast.ReadInstance(b)
	if err != nil {
		return nil, &planner.Problem{Text: planner.T("problem.instance", path), File: filepath.Base(path), Cause: err}
	}
	return in, nil
}
