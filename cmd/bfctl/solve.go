package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/schedule"
	"bfplanner/planner/schedule/mip"
	"bfplanner/planner/schedule/search"
	"bfplanner/storage"
)

type solveCmd struct {
	File    string  `arg:"" help:"The instance, format bfplan/1."`
	Plan    string  `help:"Score this solution in place of searching for one." placeholder:"FILE"`
	Seconds float64 `help:"How long to think; 10 where not given." placeholder:"N"`
	Moves   int     `help:"How many moves to try at most; with it, seed and plan go together. The default is as many as the time allows." placeholder:"N"`
	Seed    uint64  `help:"The same seed and moves give the same plan." default:"1"`
	Relax   bool    `help:"Bound the value by the linear relaxation as well, in as much time again."`
	LP      string  `help:"Write the instance's mixed-integer program here too, as a CPLEX LP file for another solver." placeholder:"FILE"`
	Output  string  `short:"o" help:"Write the solution here." placeholder:"FILE"`
}

type solveJSON struct {
	Value      float64              `json:"value"`
	Terms      forecast.Terms       `json:"terms"`
	Bound      float64              `json:"bound"`
	Relaxation float64              `json:"relaxation,omitempty"` // of the linear program
	Gap        float64              `json:"gap"`                  // of the bound
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
	if c.LP != "" {
		if err := storage.WriteWhole(c.LP, mip.New(in).WriteLP); err != nil {
			return err
		}
	}
	began := time.Now()
	spent := func() float64 { return time.Since(began).Seconds() / c.seconds() }
	v := solveJSON{Violations: []forecast.Violation{}}
	bound := c.bound(e.ctx, in, spent)
	sol, err := c.solution(e, in, spent, &v)
	if err != nil {
		return err
	}
	v.Violations = append(v.Violations, forecast.Check(in, sol)...)
	if len(v.Violations) == 0 || v.Violations[0].Rule != forecast.RuleRange {
		v.Terms = forecast.Score(in, sol)
		v.Value = v.Terms.Value()
	}
	if v.Bound = <-bound; v.Bound > 0 {
		v.Gap = (v.Bound - v.Value) / v.Bound
	}
	if c.Relax {
		v.Relaxation = mip.Bound(e.ctx, in, mip.Options{Stop: func() bool { return spent() > 2 }})
	}
	v.Seconds = time.Since(began).Seconds()
	if c.Output != "" {
		err := storage.WriteWhole(c.Output, func(w io.Writer) error {
			return json.NewEncoder(w).Encode(solutionFile{solutionFormat, in.Name, *sol})
		})
		if err != nil {
			return err
		}
	}
	if err := e.print(v, func() {
		e.line("%s", e.words.T("solve.value", int64(math.Round(v.Value)), int64(math.Round(v.Bound)), planner.BasisPoints(math.Round(1e4*v.Gap))))
		if c.Relax {
			e.line("%s", e.words.T("solve.relaxation", int64(math.Round(v.Relaxation))))
		}
		for _, x := range v.Violations {
			e.line("  %s: %s", x.Rule, e.broken(in, x))
		}
	}); err != nil || len(v.Violations) == 0 {
		return err
	}
	return errFindings
}

// broken says in words what a constraint forbids, with the instance's own names.
func (e *env) broken(in *forecast.Instance, v forecast.Violation) string {
	who, when := "", ""
	switch {
	case v.Rule == forecast.RuleRange: // its indices name nothing
	case v.Host >= 0:
		who = in.Hosts[v.Host].ID
	case v.Product >= 0:
		who = in.Products[v.Product].ID
	case v.Video >= 0:
		who = in.Videos[v.Video].ID
	case v.Line >= 0:
		who = in.Lines[v.Line].ID
	case v.Shop >= 0:
		who = in.Shops[v.Shop].ID
	}
	if v.Rule != forecast.RuleRange && v.Day >= 0 {
		if when = in.Day[v.Day].Date; v.Hour >= 0 {
			minutes := int(60 * in.SlotHours() * float64(v.Hour))
			when += fmt.Sprintf(" %02d:%02d", minutes/60, minutes%60)
		}
	}
	amount := func(x float64) any {
		if schedule.InSlots(v.Rule) {
			return time.Duration(x * in.SlotHours() * float64(time.Hour))
		}
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return e.words.T("limit."+v.Rule, who, when, amount(v.Got), amount(v.Limit))
}

const (
	searchSeconds = 10      // where none are given
	scoreSeconds  = 1       // where none are given and a solution is scored
	mostRounds    = 1 << 20 // of the bound, where time ends it
	roundMoves    = 2000    // moves that take about as long as a round of the bound
)

// seconds returns how long to think.
func (c *solveCmd) seconds() float64 {
	switch {
	case c.Seconds > 0:
		return c.Seconds
	case c.Plan != "":
		return scoreSeconds
	}
	return searchSeconds
}

// bound works on the bound beside the search. With a number of moves it makes as many rounds as go with them, so
// that the same moves give the same bound; else it ends with the time.
func (c *solveCmd) bound(ctx context.Context, in *forecast.Instance, spent func() float64) <-chan float64 {
	o := search.BoundOptions{Rounds: mostRounds, Stop: func() bool { return spent() > 1 }}
	if c.Moves > 0 {
		o.Rounds, o.Stop = 1+c.Moves/roundMoves, nil
	}
	result := make(chan float64, 1)
	go func() { result <- search.Bound(ctx, in, o) }()
	return result
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
