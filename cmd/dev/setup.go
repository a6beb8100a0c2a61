package main

import (
	"context"
	"flag"
	"fmt"
	"strings"
)

// verbSetup is `dev setup`.
func verbSetup(ctx context.Context, h *host, args []string) error {
	flags := newFlags(h, "setup")
	tests := flags.Bool("test", false, "what dev test needs too")
	all := flags.Bool("all", false, "what dev test --all needs too")
	dry := flags.Bool("dry-run", false, "say what would be installed")
	if err := parse(flags, args); err != nil {
		return err
	}
	upTo := forBuild
	if *tests {
		upTo = forTests
	}
	if *all {
		upTo = forAll
	}
	return setup(ctx, h, upTo, *dry)
}

// setup sees to it that h meets the needs up to a level. What is there is left alone; what is missing is installed, or,
// where dev may not or cannot do that, the error names the line to type and has exit code 2. With dry set it says the
// line and changes nothing.
func setup(ctx context.Context, h *host, upTo level, dry bool) error {
	if h.goos != "linux" && upTo > forBuild {
		fmt.Fprintf(h.out, "setup: the real-window test needs Linux; on %s it is skipped\n", h.goos)
	}
	needs := needsOf(h.goos, upTo)
	lacking := missing(ctx, h, needs)
	if len(lacking) == 0 {
		fmt.Fprintln(h.out, "setup: nothing is missing")
		return nil
	}
	fmt.Fprintln(h.out, "setup: missing:", names(lacking))
	p, err := planInstall(h, lacking, canSudo(ctx, h))
	if err != nil {
		return err
	}
	if dry {
		fmt.Fprintln(h.out, "setup: would run:", p.line())
		return nil
	}
	if !p.allowed {
		return usageError("installing needs root, and sudo cannot be used here. As root, type:\n  %s", p.line())
	}
	for _, c := range p.commands {
		fmt.Fprintln(h.out, "setup:", c)
		// A list of a foreign archive that cannot be fetched does not matter when the install itself succeeds.
		if err := h.run(ctx, c); err != nil && !p.isRefresh(c) {
			return &exitError{2, fmt.Errorf("%w\ninstall by hand: %s", err, p.line())}
		}
	}
	if lacking = missing(ctx, h, needs); len(lacking) > 0 {
		return usageError("installed, and yet missing: %s", names(lacking))
	}
	fmt.Fprintln(h.out, "setup: everything is there now")
	return nil
}

// plan is how the missing packages get onto the machine.
type plan struct {
	commands []command
	refresh  int  // how many of the first commands only refresh lists
	allowed  bool // dev may run them; else a person must
}

// line returns the plan as one line for a shell.
func (p plan) line() string {
	lines := make([]string, len(p.commands))
	for i, c := range p.commands {
		lines[i] = c.String()
	}
	return strings.Join(lines, " && ")
}

// isRefresh says whether c only brings the lists of packages up to date.
func (p plan) isRefresh(c command) bool {
	for _, r := range p.commands[:p.refresh] {
		if r.String() == c.String() {
			return true
		}
	}
	return false
}

// planInstall works out the commands that install what is lacking. sudo is the program to become root with and its
// options, nil when there is no way. It fails, with the line to type, on a system where dev installs nothing.
func planInstall(h *host, lacking []need, sudo []string) (plan, error) {
	if h.goos != "linux" {
		if line := advice[h.goos]; line != "" {
			return plan{}, usageError("missing: %s. Type this, then open a new terminal:\n  %s", names(lacking), line)
		}
		return plan{}, usageError("missing: %s. Install it with the package manager of %s", names(lacking), h.goos)
	}
	for _, m := range managers {
		if !h.look(m.program) {
			continue
		}
		p := plan{allowed: h.superuser || sudo != nil}
		become := sudo
		if h.superuser {
			become = nil
		} else if sudo == nil {
			become = []string{"sudo"} // for the line that a person reads
		}
		if m.refresh != nil {
			p.commands = append(p.commands, command{args: join(become, m.refresh)})
			p.refresh = 1
		}
		p.commands = append(p.commands, command{args: join(become, m.install, packagesOf(lacking, m.program))})
		return p, nil
	}
	return plan{}, usageError("missing: %s. Neither apt-get nor dnf nor pacman is here to install it", names(lacking))
}

// canSudo returns the command to become root with, nil when there is none that would work without a person, or with
// the person who sits there.
func canSudo(ctx context.Context, h *host) []string {
	if h.superuser || !h.look("sudo") {
		return nil
	}
	if _, err := h.capture(ctx, command{args: []string{"sudo", "-n", "true"}}); err == nil {
		return []string{"sudo", "-n"}
	}
	if h.interactive {
		return []string{"sudo"}
	}
	return nil
}

// packagesOf returns the packages of needs in the language of a manager, each once, in order.
func packagesOf(needs []need, manager string) []string {
	var list []string
	seen := map[string]bool{}
	for _, n := range needs {
		for _, p := range strings.Fields(n.packages[manager]) {
			if !seen[p] {
				seen[p] = true
				list = append(list, p)
			}
		}
	}
	return list
}

// names returns the names of needs for a sentence.
func names(needs []need) string {
	list := make([]string, len(needs))
	for i, n := range needs {
		list[i] = n.name
	}
	return strings.Join(list, ", ")
}

// join returns the parts as one new list.
func join(parts ...[]string) []string {
	var all []string
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// newFlags returns an empty set of flags for a verb.
func newFlags(h *host, verb string) *flag.FlagSet {
	flags := flag.NewFlagSet("dev "+verb, flag.ContinueOnError)
	flags.SetOutput(h.errOut)
	return flags
}

// parse reads flags of a verb that takes no other arguments.
func parse(flags *flag.FlagSet, args []string) error {
	if err := flags.Parse(args); err != nil {
		return &exitError{2, err}
	}
	if flags.NArg() > 0 {
		return usageError("%s takes no argument %q", flags.Name(), flags.Arg(0))
	}
	return nil
}
