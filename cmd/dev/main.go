// Dev is what a developer of the planner runs, on every system and without make:
//
//	go run ./cmd/dev setup      install what a build needs
//	go run ./cmd/dev run        build the desktop planner and open it
//	go run ./cmd/dev test       every check that a change must pass
//	go run ./cmd/dev bench      times, beside a yardstick taken in the same run
//	go run ./cmd/dev package    release binaries for this system
//
// A fresh machine needs Go and git, nothing else: each verb first looks for what it needs and installs what is missing.
// So that it can run before anything is installed, dev itself imports only the standard library and needs no C compiler.
//
// Exit codes: 0 all is well, 1 a check or a build failed, 2 the machine lacks something or the command line is wrong.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
)

// tags is the one set of build tags of the whole repository: with it Fyne's goroutine checks are on, and one build
// cache serves run, vet and the tests.
const tags = "-tags=migrated_fynedo"

// verb is one row of the command line.
type verb struct {
	name string
	args string
	what string
	do   func(ctx context.Context, h *host, args []string) error
}

// verbs are the commands in the order in which help shows them.
var verbs = []verb{
	{"setup", "[--test] [--all] [--dry-run]", "install what a build needs; with --test what the tests need too", verbSetup},
	{"run", "[-- ARGS]", "build the desktop planner and open it", verbRun},
	{"test", "[--all] [--only STEP]", "run every check; with --all the big ones too", verbTest},
	{"bench", "[--time T] [--seeds N] [NAME ...]", "time the packages beside a yardstick: " + strings.Join(benchNames(), ", "), verbBench},
	{"package", "[--out DIR]", "build release binaries for this system", verbPackage},
}

// exitError is an error that chose its exit code.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

// usageError returns an error about the command line, which ends the program with exit code 2.
func usageError(format string, args ...any) error {
	return &exitError{2, fmt.Errorf(format, args...)}
}

// exitCode returns the code with which a program ends that got err: the code that the error chose, the code of a child
// process that failed, else 1.
func exitCode(err error) int {
	var chosen *exitError
	var child *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &chosen):
		return chosen.code
	case errors.As(err, &child) && child.ExitCode() > 0:
		return child.ExitCode()
	}
	return 1
}

// dispatch finds the verb of args and runs it.
func dispatch(ctx context.Context, h *host, args []string) error {
	if len(args) == 0 {
		usage(h.errOut)
		return usageError("name a command")
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		usage(h.out)
		return nil
	}
	for _, v := range verbs {
		if v.name == args[0] {
			return v.do(ctx, h, args[1:])
		}
	}
	usage(h.errOut)
	return usageError("unknown command %q", args[0])
}

// usage writes the table of verbs.
func usage(w io.Writer) {
	fmt.Fprintln(w, "usage: go run ./cmd/dev COMMAND")
	for _, v := range verbs {
		fmt.Fprintf(w, "  %-8s %-30s %s\n", v.name, v.args, v.what)
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	h, err := thisHost()
	if err == nil {
		err = dispatch(ctx, h, os.Args[1:])
	}
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "dev:", err)
		os.Exit(exitCode(err))
	}
}
