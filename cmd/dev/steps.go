package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// step is one check of dev test.
type step struct {
	name    string
	onlyAll bool   // left to dev test --all
	system  string // the only system on which it makes sense; empty for all
	do      func(ctx context.Context, s *session) error
}

// steps are the checks, the quick ones first.
var steps = []step{
	{name: "gofmt", do: checkFormat},
	{name: "licences", do: checkLicences},
	{name: "vet", do: goTool("vet", tags, "./...")},
	{name: "staticcheck", do: goTool("tool", "staticcheck", tags, "./...")},
	{name: "build", do: buildPrograms},
	{name: "build bfctl without cgo", do: buildPlainBfctl},
	{name: "race tests", do: raceTests},
}

// session is one run of dev test.
type session struct {
	h       *host
	scratch string // a folder that is removed at the end
	tests   tally
}

// outcome is how a step ended.
type outcome struct {
	step   string
	result string // ok, FAILED or why it was skipped
	took   time.Duration
	failed bool
}

// verbTest is `dev test`.
func verbTest(ctx context.Context, h *host, args []string) error {
	flags := newFlags(h, "test")
	all := flags.Bool("all", false, "the big checks too")
	only := flags.String("only", "", "the one step to run, by its name")
	if err := parse(flags, args); err != nil {
		return err
	}
	chosen, err := choose(steps, *only)
	if err != nil {
		return err
	}
	upTo := forTests
	if *all {
		upTo = forAll
	}
	if err := setup(ctx, h, upTo, false); err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "bfplanner-test-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	s := &session{h: h, scratch: scratch}
	outcomes := runSteps(ctx, s, chosen, *all)
	return summarise(h.out, outcomes, s.tests)
}

// choose returns the steps to run: all, or the one of the given name.
func choose(all []step, only string) ([]step, error) {
	if only == "" {
		return all, nil
	}
	var names []string
	for _, s := range all {
		if s.name == only {
			s.onlyAll = false
			return []step{s}, nil
		}
		names = append(names, s.name)
	}
	return nil, usageError("no step %q; the steps are: %s", only, strings.Join(names, ", "))
}

// runSteps runs every step, also after one failed, so that one run tells all. Only an interrupt ends it early.
func runSteps(ctx context.Context, s *session, list []step, all bool) []outcome {
	var done []outcome
	for _, st := range list {
		o := outcome{step: st.name, result: "ok"}
		switch {
		case ctx.Err() != nil:
			o.result, o.failed = "not run: interrupted", true
		case st.onlyAll && !all:
			o.result = "skipped: dev test --all runs it"
		case st.system != "" && st.system != s.h.goos:
			o.result = "skipped: only on " + st.system
		default:
			fmt.Fprintf(s.h.out, "\n=== %s\n", st.name)
			began := time.Now()
			err := st.do(ctx, s)
			o.took = time.Since(began)
			if err != nil {
				o.result, o.failed = "FAILED", true
				fmt.Fprintf(s.h.out, "%v\n", err)
			}
			fmt.Fprintf(s.h.out, "--- %s: %s (%s)\n", st.name, o.result, seconds(o.took))
		}
		done = append(done, o)
	}
	return done
}

// summarise writes a line per step, then the counts, and returns an error when a step failed.
func summarise(w io.Writer, outcomes []outcome, tests tally) error {
	fmt.Fprintln(w)
	var total time.Duration
	var failed []string
	skipped := 0
	for _, o := range outcomes {
		fmt.Fprintf(w, "%-26s %8s  %s\n", o.step, seconds(o.took), o.result)
		total += o.took
		if o.failed {
			failed = append(failed, o.step)
		} else if o.result != "ok" {
			skipped++
		}
	}
	tests.report(w)
	fmt.Fprintf(w, "steps: %d ok, %d failed, %d skipped in %s\n", len(outcomes)-len(failed)-skipped, len(failed), skipped, seconds(total))
	if len(failed) > 0 {
		return fmt.Errorf("failed: %s", strings.Join(failed, ", "))
	}
	return nil
}

// seconds shows a time with one decimal.
func seconds(d time.Duration) string { return fmt.Sprintf("%.1fs", d.Seconds()) }
