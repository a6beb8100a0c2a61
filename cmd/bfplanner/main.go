// Command bfplanner is the desktop planner: it opens the library of plans in a window. This package is wiring
// only; what the window does is package ui.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"
	_ "time/tzdata" // the zones of the markets, also where the system has none

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"bfplanner/assets"
)

// The program's name to the system and its version, as in FyneApp.toml.
const (
	appID   = "io.github.bfplanner.planner"
	version = "0.1.0"
)

// Most of what the program holds is the glyphs of its two fonts, which never change: it collects garbage sooner than Go
// does by itself, and gives what the start alone needed back to the system once the window stands.
const (
	gcPercent = 40
	settled   = 2 * time.Second
)

// options are the command line.
type options struct {
	library  string
	now      string
	lang     string
	plan     string
	geometry string
	version  bool
}

func parse(args []string, out io.Writer) (options, error) {
	var o options
	f := flag.NewFlagSet("bfplanner", flag.ContinueOnError)
	f.SetOutput(out)
	f.StringVar(&o.library, "library", "", "`path` of the library of plans; the user's own by default")
	f.StringVar(&o.now, "now", "", "`time` taken for the present, such as 2024-11-01T12:00:00Z; the clock by default")
	f.StringVar(&o.lang, "lang", "", "`language` of the window, en or zh; the kept setting by default")
	f.StringVar(&o.plan, "plan", "", "plan `file` (.bfplan) to take into the library and open")
	f.StringVar(&o.geometry, "geometry-log", "", "`file` to which the places of buttons and events in the window are written as JSON lines, for tests that press them")
	f.BoolVar(&o.version, "version", false, "print the version and end")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if o.plan == "" && f.NArg() == 1 {
		o.plan = f.Arg(0)
	} else if f.NArg() > 0 {
		return o, fmt.Errorf("unknown argument %q; --help lists the flags", f.Arg(0))
	}
	return o, nil
}

func main() {
	o, err := parse(os.Args[1:], os.Stderr)
	switch {
	case err == flag.ErrHelp:
		return
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	case o.version:
		fmt.Println("bfplanner", version)
		return
	}
	debug.SetGCPercent(gcPercent)
	a := app.NewWithID(appID)
	a.Lifecycle().SetOnStarted(func() { time.AfterFunc(settled, release) })
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	p := &program{options: o, app: a, jobs: newWorkers()}
	p.start()
	a.Run()
	p.jobs.wait(5 * time.Second)
	p.close()
	os.Exit(p.code)
}
