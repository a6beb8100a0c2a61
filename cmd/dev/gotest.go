package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// testEvent is what `go test -json` writes per line; see `go doc test2json`.
type testEvent struct {
	Action  string
	Package string
	Test    string
	Output  string
}

// tally counts what the tests did.
type tally struct {
	packages, broken int      // broken are those that failed, also without a test: by a crash, or by not compiling
	passed, failed   int      // tests and subtests
	skipped          []string // tests, each with its reason
}

// report writes the counts, and each skipped test with its reason; nothing when no test ran.
func (t tally) report(w io.Writer) {
	if t.packages == 0 {
		return
	}
	for _, s := range t.skipped {
		fmt.Fprintln(w, "skipped:", s)
	}
	fmt.Fprintf(w, "tests: %d passed, %d failed, %d skipped; packages: %d ok, %d failed\n",
		t.passed, t.failed, len(t.skipped), t.packages-t.broken, t.broken)
}

// testReader turns the stream of `go test -json` into what plain `go test` prints, as it comes: the line of each
// package, and the output of tests that failed. On the way it counts. It is the standard output of the go command.
type testReader struct {
	out   io.Writer
	tally *tally
	rest  []byte                 // a line that has not ended yet
	said  map[[2]string][]string // output by package and test, until the test ends
}

// Write reads whole lines and keeps the rest for the next call. It never fails.
func (r *testReader) Write(p []byte) (int, error) {
	r.rest = append(r.rest, p...)
	for {
		line, after, whole := bytes.Cut(r.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		r.line(line)
		r.rest = append([]byte(nil), after...)
	}
}

// close reads the last line if no newline ended it.
func (r *testReader) close() {
	if len(r.rest) > 0 {
		r.line(r.rest)
		r.rest = nil
	}
}

// line takes in one line; what is not JSON is printed as it is.
func (r *testReader) line(line []byte) {
	var e testEvent
	if !bytes.HasPrefix(line, []byte("{")) || json.Unmarshal(line, &e) != nil {
		fmt.Fprintf(r.out, "%s\n", line)
		return
	}
	if r.said == nil {
		r.said = map[[2]string][]string{}
	}
	key := [2]string{e.Package, e.Test}
	switch {
	case e.Action == "build-output" || e.Action == "output" && e.Test == "":
		if e.Output != "PASS\n" {
			io.WriteString(r.out, e.Output)
		}
	case e.Action == "output":
		r.said[key] = append(r.said[key], e.Output)
	case e.Test == "":
		r.endPackage(e)
	default:
		r.endTest(e, key)
	}
}

// endPackage counts a package whose tests have ended, and prints what tests said that never ended, as after a crash.
func (r *testReader) endPackage(e testEvent) {
	if e.Action != "pass" && e.Action != "fail" {
		return
	}
	r.tally.packages++
	if e.Action == "fail" {
		r.tally.broken++
	}
	for key := range r.said {
		if key[0] == e.Package {
			r.print(key)
		}
	}
}

// endTest counts a test and prints what it said if it failed.
func (r *testReader) endTest(e testEvent, key [2]string) {
	switch e.Action {
	case "pass":
		r.tally.passed++
	case "fail":
		r.tally.failed++
		r.print(key)
	case "skip":
		r.tally.skipped = append(r.tally.skipped, fmt.Sprintf("%s %s: %s", e.Package, e.Test, r.reason(key)))
	default: // run, pause, cont
		return
	}
	delete(r.said, key)
}

// print writes what a test said, without the marks that only tell that it ran.
func (r *testReader) print(key [2]string) {
	for _, s := range r.said[key] {
		if !strings.HasPrefix(s, "=== ") {
			io.WriteString(r.out, s)
		}
	}
	delete(r.said, key)
}

// reason returns the last thing that a skipped test said before its closing mark, without the place in the source.
func (r *testReader) reason(key [2]string) string {
	reason := "no reason given"
	for _, s := range r.said[key] {
		s = strings.TrimSpace(s)
		if s == "" || strings.HasPrefix(s, "=== ") || strings.HasPrefix(s, "--- ") {
			continue
		}
		if place, text, found := strings.Cut(s, ": "); found && strings.Contains(place, ".go:") {
			s = text
		}
		reason = s
	}
	return reason
}
