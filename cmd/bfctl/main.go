// Command bfctl is the Black Friday planner without a window: it makes, plans, checks, shows, prices, prints
// and exports plan files. It prints words in the language of --lang and, with --json, stable JSON. It ends
// with 0 where all is clean, 1 where there are findings, and 2 on an error, which is told on standard error.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"
	_ "time/tzdata"

	"github.com/alecthomas/kong"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/ui/words"
)

const (
	exitClean    = 0
	exitFindings = 1
	exitError    = 2
)

// version is set when a release is built.
var version = "dev"

// cli is the command line. Every verb takes the flags of common.
type cli struct {
	JSON bool   `help:"Print stable JSON in place of words."`
	Now  string `help:"Act as of this instant: RFC 3339, or a clock time of the plan's market such as '2024-11-20 09:00'." placeholder:"TIME"`
	Lang string `help:"Language of words: en or zh; print takes both as well. The default follows LANG." placeholder:"LANG"`

	Version kong.VersionFlag `help:"Print the version and end."`

	New    newCmd    `cmd:"" help:"Make a plan file from a sale and a shop's sheets."`
	Plan   planCmd   `cmd:"" help:"Lay out the campaign; what is pinned or past stays."`
	Check  checkCmd  `cmd:"" help:"List what is wrong, with reasons and remedies."`
	Show   showCmd   `cmd:"" help:"Show the plan itself."`
	Price  priceCmd  `cmd:"" help:"What a buyer pays for a product at an instant, and why."`
	Risk   riskCmd   `cmd:"" help:"Every date flagged by a risk window, with the events on it."`
	Drill  drillCmd  `cmd:"" help:"What is lost, and what is moved where, if the platform goes dark at an instant."`
	Print  printCmd  `cmd:"" help:"Write the plan as a PDF."`
	Export exportCmd `cmd:"" help:"Write the plan as a sheet."`
	Import importCmd `cmd:"" help:"Take products, hosts, studios, budgets and channels from a sheet."`
	Sales  salesCmd  `cmd:"" help:"List the sales that a plan can be made for."`

	Compare compareCmd `cmd:"" help:"In what another plan differs, and take differences over."`
	Publish publishCmd `cmd:"" help:"Bring a calendar on a CalDAV server up to the plan."`
	Pull    pullCmd    `cmd:"" help:"Take what was changed in the calendar on a CalDAV server."`
	Solve   solveCmd   `cmd:"" help:"Solve an engine instance, or score and check a solution of one."`

	Why   whyCmd   `cmd:"" help:"Why an event stands where it does: its credit, its loss, its limits."`
	Slots slotsCmd `cmd:"" help:"The best places for an event."`
	Mend  mendCmd  `cmd:"" help:"Mend a plan with least change after an edit or a change of facts."`

	Contest contestCmd `cmd:"" help:"Aim for live hours, sales or challenge videos of the platform's contests."`

	Calibrate calibrateCmd `cmd:"" help:"Fit the demand by day to last year's sales."`
}

// env is what the verbs get from outside.
type env struct {
	ctx     context.Context
	out     io.Writer
	errs    io.Writer
	wall    func() time.Time
	words   *words.Words
	book    *words.Book
	lang    string // as asked for
	presets *planner.Presets
	json    bool
	nowFlag string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr, time.Now))
}

// errFindings makes the program end with exitFindings after it has printed them.
var errFindings = errors.New("findings")

// exited carries the status with which the command-line parser, after --help, wants the program to end.
type exited int

func run(ctx context.Context, args []string, out, errs io.Writer, wall func() time.Time) (code int) {
	book, err := words.Load(assets.Translations)
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitError
	}
	presets, err := planner.ReadPresets(assets.Presets)
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitError
	}
	defer func() {
		if r := recover(); r != nil {
			status, ok := r.(exited)
			if !ok {
				panic(r)
			}
			code = int(status)
		}
	}()
	var c cli
	parser, err := kong.New(&c, kong.Name("bfctl"), kong.Writers(out, errs), kong.Exit(func(n int) { panic(exited(n)) }),
		kong.Description("Plan a Black Friday campaign without a window.\n\nEnds with 0 where all is clean, 1 where there are findings, 2 on an error."),
		kong.UsageOnError(), kong.Vars{"version": version}, kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitError
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(errs, "bfctl: %v\n", err)
		return exitError
	}
	e := &env{ctx: ctx, out: out, errs: errs, wall: wall, words: book.In(language(c.Lang)), book: book, lang: c.Lang, presets: presets, json: c.JSON, nowFlag: c.Now}
	if err = checkLang(c.Lang); err == nil {
		err = parsed.Run(e)
	}
	switch {
	case errors.Is(err, errFindings):
		return exitFindings
	case err != nil:
		for _, line := range e.words.Problem(err) {
			fmt.Fprintf(errs, "bfctl: %s\n", line)
		}
		return exitError
	}
	return exitClean
}

// language returns the language asked for, else that of the environment.
func language(flag string) string {
	for _, l := range []string{flag, os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG")} {
		if l != "" {
			return l
		}
	}
	return words.Fallback
}
