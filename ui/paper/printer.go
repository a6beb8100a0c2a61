package paper

import (
	"strconv"

	"bfplanner/planner"
)

// Printer is a printer that the system knows.
type Printer struct {
	Name    string
	Default bool
}

// How both sides of the sheets are used.
const (
	OneSided  = "one"
	LongEdge  = "long"  // turned like a book
	ShortEdge = "short" // turned like a calendar
)

// Duplexes lists the ways of using both sides in the order in which forms show them.
var Duplexes = []string{OneSided, LongEdge, ShortEdge}

// PrintJob is what is sent to a printer.
type PrintJob struct {
	Printer string // "" takes the default one
	Title   string
	Copies  int    // from 1; 0 is 1
	Duplex  string // of Duplexes; "" is OneSided
	Paper   string // of Papers; "" leaves it to the printer
}

// mostCopies keeps a slip of the finger from emptying the tray.
const mostCopies = 99

// check returns a Problem for a job that cannot be, and the job with its defaults filled in.
func (j PrintJob) check() (PrintJob, error) {
	if j.Copies == 0 {
		j.Copies = 1
	}
	if j.Duplex == "" {
		j.Duplex = OneSided
	}
	switch {
	case j.Copies < 0 || j.Copies > mostCopies:
		return j, planner.Problemf("problem.printer_copies", strconv.Itoa(j.Copies))
	case !contains(Duplexes, j.Duplex):
		return j, planner.Problemf("problem.choice", j.Duplex, join(Duplexes))
	case j.Paper != "" && !contains(Papers, j.Paper):
		return j, planner.Problemf("problem.paper", j.Paper, join(Papers))
	}
	return j, nil
}
