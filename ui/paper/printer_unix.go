//go:build !windows

package paper

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"slices"
	"strconv"
	"strings"

	"bfplanner/planner"
)

// Printers returns the printers that CUPS knows, the default one first. Without CUPS, or where it does not answer, it
// is a Problem; no printer at all is none.
func Printers(ctx context.Context) ([]Printer, error) {
	// Without a server lpstat -e lists nothing and calls it a success, so it is asked whether there is one.
	if out, err := cups(ctx, nil, "lpstat", "-r"); err != nil || strings.Contains(out, "not running") {
		if err == nil {
			err = &planner.Problem{Text: planner.T("problem.printer_none"), Cause: errors.New(strings.TrimSpace(out))}
		}
		return nil, err
	}
	names, err := cups(ctx, nil, "lpstat", "-e")
	if err != nil && !noDestinations(names, err) {
		return nil, err
	}
	chosen := ""
	if out, err := cups(ctx, nil, "lpstat", "-d"); err == nil {
		if _, name, ok := strings.Cut(out, ": "); ok {
			chosen = strings.TrimSpace(name)
		}
	}
	var list []Printer
	for _, name := range strings.Fields(names) {
		list = append(list, Printer{name, name == chosen})
	}
	slices.SortStableFunc(list, func(a, b Printer) int {
		switch {
		case a.Default:
			return -1
		case b.Default:
			return 1
		}
		return 0
	})
	return list, nil
}

// noDestinations reports whether CUPS answered that there is no printer, which it takes for an error.
func noDestinations(out string, err error) bool {
	return out == "" && err != nil && strings.Contains(err.Error(), "No destinations")
}

// sides are CUPS's names for the use of both sides, and media for papers (PWG 5101.1).
var (
	sides = map[string]string{OneSided: "one-sided", LongEdge: "two-sided-long-edge", ShortEdge: "two-sided-short-edge"}
	media = map[string]string{"a4": "iso_a4_210x297mm", "a3": "iso_a3_297x420mm", "letter": "na_letter_8.5x11in", "legal": "na_legal_8.5x14in"}
)

// Print sends a PDF to a printer. A job that the print system refuses is a Problem with the system's own words.
func Print(ctx context.Context, pdf []byte, job PrintJob) error {
	job, err := job.check()
	if err != nil {
		return err
	}
	args := []string{"-n", strconv.Itoa(job.Copies), "-o", "sides=" + sides[job.Duplex]}
	if job.Paper != "" {
		args = append(args, "-o", "media="+media[job.Paper])
	}
	if job.Printer != "" {
		printers, err := Printers(ctx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(printers, func(p Printer) bool { return p.Name == job.Printer }) {
			return planner.Problemf("problem.printer_unknown", job.Printer)
		}
		args = append(args, "-d", job.Printer)
	}
	if job.Title != "" {
		args = append(args, "-t", job.Title)
	}
	_, err = cups(ctx, pdf, "lp", args...)
	var p *planner.Problem
	if errors.As(err, &p) && p.Key == "problem.printer_none" && p.Cause != nil && ctx.Err() == nil {
		if says := p.Cause.Error(); !strings.Contains(says, "executable file not found") && !strings.Contains(says, "connect") {
			return &planner.Problem{Text: planner.T("problem.printer_failed", job.Printer, says), Cause: p.Cause}
		}
	}
	return err
}

// cups runs one of CUPS's commands and returns what it says. Its own complaint is the cause of the Problem.
func cups(ctx context.Context, input []byte, program string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), &out, &errs
	cmd.Env = append(cmd.Environ(), "LC_ALL=C.UTF-8")
	err := cmd.Run()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		if says := strings.TrimSpace(errs.String()); says != "" {
			err = errors.New(says)
		}
		return out.String(), &planner.Problem{Text: planner.T("problem.printer_none"), Cause: err}
	}
	return out.String(), nil
}
