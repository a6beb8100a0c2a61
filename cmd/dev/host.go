package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// command is one program to run.
type command struct {
	args  []string // the program and its arguments
	env   []string // surroundings as KEY=value; nil inherits those of dev
	stdin string   // text for its standard input; empty hands on that of dev
	into  io.Writer
}

// String returns the command as a person would type it; no argument that dev uses needs quoting.
func (c command) String() string { return strings.Join(c.args, " ") }

// host is the machine as the verbs see it. Everything that they learn of it or do to it goes through here, so that
// tests can put a bare machine in its place.
type host struct {
	goos        string
	root        string // folder of the repository
	superuser   bool
	interactive bool // a person can be asked for a password
	out, errOut io.Writer

	getenv  func(key string) string
	look    func(program string) bool // is it on the PATH?
	exists  func(path string) bool
	run     func(ctx context.Context, c command) error           // its output goes to c.into, or to out and errOut
	capture func(ctx context.Context, c command) (string, error) // returns its standard output
}

// thisHost returns the machine that dev runs on. It fails outside the repository.
func thisHost() (*host, error) {
	root, err := findRoot()
	if err != nil {
		return nil, err
	}
	h := &host{
		goos:        runtime.GOOS,
		root:        root,
		superuser:   os.Geteuid() == 0,
		interactive: isTerminal(os.Stdin),
		out:         os.Stdout,
		errOut:      os.Stderr,
		getenv:      os.Getenv,
	}
	h.look = func(program string) bool { _, err := exec.LookPath(program); return err == nil }
	h.exists = func(path string) bool { _, err := os.Stat(path); return err == nil }
	h.run = func(ctx context.Context, c command) error {
		cmd := h.start(ctx, c)
		cmd.Stdout, cmd.Stderr = h.out, h.errOut
		if c.into != nil {
			cmd.Stdout = c.into
		}
		return named(c, cmd.Run())
	}
	h.capture = func(ctx context.Context, c command) (string, error) {
		out, err := h.start(ctx, c).Output()
		return string(out), named(c, err)
	}
	return h, nil
}

// start prepares c to run in the root of the repository. When ctx ends, the program is asked to stop and after ten
// seconds made to.
func (h *host) start(ctx context.Context, c command) *exec.Cmd {
	cmd := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	cmd.Dir = h.root
	cmd.Env = c.env
	cmd.Stdin = os.Stdin
	if c.stdin != "" {
		cmd.Stdin = strings.NewReader(c.stdin)
	}
	if h.goos != "windows" {
		cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	}
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// named adds to an error which program it came from, with what the program said where that was kept.
func named(c command, err error) error {
	if err == nil {
		return nil
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		return fmt.Errorf("%s: %w\n%s", c.args[0], err, strings.TrimSpace(string(exit.Stderr)))
	}
	return fmt.Errorf("%s: %w", c.args[0], err)
}

// findRoot returns the folder of the repository: the nearest one upwards that holds go.mod and cmd/dev.
func findRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		_, noMod := os.Stat(filepath.Join(dir, "go.mod"))
		_, noDev := os.Stat(filepath.Join(dir, "cmd", "dev"))
		if noMod == nil && noDev == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", usageError("not inside the planner's repository: change to its folder first")
		}
		dir = up
	}
}

// isTerminal says whether a person sits at f. The null device is a character device too, but nobody types there.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}
