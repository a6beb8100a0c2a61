package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// wall is the clock of the scripts: long after every sale of the presets but the next.
var wall = time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) {
	bfctl := func(args []string) int {
		return run(context.Background(), args, os.Stdout, os.Stderr, func() time.Time { return wall })
	}
	testscript.Main(m, map[string]func(){
		"bfctl": func() { os.Exit(bfctl(os.Args[1:])) },
		// exits CODE ARGS... succeeds where bfctl with those arguments ends with that code.
		"exits": func() {
			if got := strconv.Itoa(bfctl(os.Args[2:])); got != os.Args[1] {
				fmt.Fprintf(os.Stderr, "bfctl ended with %s\n", got)
				os.Exit(1)
			}
		},
		"jsonget":   func() { os.Exit(jsonget(os.Args[1:])) },
		"putevents": func() { os.Exit(putEvents(os.Args[1:])) },
	})
}

// TestScripts drives the command line as a person or a script would: see testdata/script.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANG", "en_US.UTF-8")
			return nil
		},
	})
}
