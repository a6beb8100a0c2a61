package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// bench is one row of the benchmarks: a name for the command line, the packages that it times, and where there is one,
// the package whose TestTargets prints figures beside what is wanted of them.
type bench struct {
	name     string
	packages []string
	targets  string
}

// benches are the rows in the order in which they run.
var benches = []bench{
	{"planner", []string{"./planner/..."}, ""},
	{"engine", []string{"./planner/schedule/search"}, "./planner/schedule/targets"},
	{"storage", []string{"./storage/..."}, ""},
	{"ui", []string{"./ui/..."}, ""},
	{windowBench, []string{"./cmd/bfplanner"}, ""},
}

// windowBench opens real windows, on a virtual display; elsewhere than on Linux it is skipped, by name.
const windowBench = "window"

// benchNames returns the names of the rows.
func benchNames() []string {
	list := make([]string, len(benches))
	for i, b := range benches {
		list[i] = b.name
	}
	return list
}

// verbBench is `dev bench`. It prints times and asserts nothing: a time means something only beside the yardstick that
// the same machine ran in the same minutes.
func verbBench(ctx context.Context, h *host, args []string) error {
	flags := newFlags(h, "bench")
	benchTime := flags.String("time", "1s", "how long each benchmark runs, as go test -benchtime")
	seeds := flags.Int("seeds", 5, "how many seeds the engine plans each instance with; 0 leaves its table of targets out")
	if err := flags.Parse(args); err != nil {
		return &exitError{2, err}
	}
	chosen, err := chooseBenches(flags.Args())
	if err != nil {
		return err
	}
	window := h.goos == "linux" && slices.ContainsFunc(chosen, func(b bench) bool { return b.name == windowBench })
	need := forBuild
	if window {
		need = forTests
	}
	if err := setup(ctx, h, need, false); err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "bfplanner-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	env, err := isolated(ctx, h, scratch)
	if err != nil {
		return err
	}
	if window {
		env = append(env, "BFPLANNER_WINDOW_TEST=1")
	}
	before := yardstick()
	fmt.Fprintf(h.out, "yardstick before: %s (SHA-256 of 1 MiB, then a sort of 100,000 numbers)\n", before)
	var failed []string
	for _, b := range chosen {
		fmt.Fprintf(h.out, "\n%s %s\n", b.name, strings.Join(b.packages, " "))
		r := &benchReader{out: h.out, yardstick: before}
		commands := [][]string{join([]string{"go", "test", "-run=^$", "-bench=.", "-benchmem", "-benchtime=" + *benchTime, "-timeout=40m", tags}, b.packages)}
		if b.targets != "" && *seeds > 0 {
			commands = append(commands, []string{"go", "test", "-run=^TestTargets$", "-v", "-count=1", "-timeout=0", tags, b.targets,
				"-args", "-targets", fmt.Sprintf("-seeds=%d", *seeds), fmt.Sprintf("-yardstick=%s", before)})
		}
		for _, args := range commands {
			if err := h.run(ctx, command{args: args, env: env, into: r}); err != nil {
				failed = append(failed, b.name)
				break
			}
		}
	}
	after := yardstick()
	fmt.Fprintf(h.out, "\nyardstick after:  %s (%+.0f %%)\n", after, 100*(float64(after)/float64(before)-1))
	if len(failed) > 0 {
		return fmt.Errorf("did not run to the end: %s", strings.Join(failed, ", "))
	}
	return nil
}

// chooseBenches returns the rows of the given names, all for none.
func chooseBenches(names []string) ([]bench, error) {
	if len(names) == 0 {
		return benches, nil
	}
	var chosen []bench
	for _, name := range names {
		i := slices.Index(benchNames(), name)
		if i < 0 {
			return nil, usageError("no benchmark %q; there are: %s", name, strings.Join(benchNames(), ", "))
		}
		chosen = append(chosen, benches[i])
	}
	return chosen, nil
}

// yardstick times work that never changes: one SHA-256 of 1 MiB and one sort of 100,000 numbers, the same numbers
// each time. One measures the processor, the other memory and branches.
func yardstick() time.Duration {
	data := make([]byte, 1<<20)
	numbers := make([]int, 100_000)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range numbers {
		numbers[i] = r.Int()
	}
	work := make([]int, len(numbers))
	result := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			sum := sha256.Sum256(data)
			data[0] = sum[0]
			copy(work, numbers)
			slices.Sort(work)
		}
	})
	return time.Duration(result.NsPerOp())
}

// benchLine matches a result of go test -bench: the name, the number of runs, then pairs of value and unit.
var benchLine = regexp.MustCompile(`^(Benchmark\S+)\s+\d+\s+(.+)$`)

// benchReader is the standard output of go test -bench. It adds to each result how many yardsticks it took and drops
// the lines that only say that a package has no benchmark.
type benchReader struct {
	out       io.Writer
	yardstick time.Duration
	rest      []byte
}

// Write reads whole lines and keeps the rest for the next call. It never fails.
func (r *benchReader) Write(p []byte) (int, error) {
	r.rest = append(r.rest, p...)
	for {
		line, after, whole := bytes.Cut(r.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		if text, keep := benchRow(string(line), r.yardstick); keep {
			fmt.Fprintln(r.out, text)
		}
		r.rest = append([]byte(nil), after...)
	}
}

// benchRow returns what to print for a line of go test -bench, and whether to print it.
func benchRow(line string, yardstick time.Duration) (string, bool) {
	for _, dull := range []string{"ok ", "ok\t", "?", "PASS", "=== RUN", "--- PASS", "goos:", "goarch:", "cpu:", "pkg:"} {
		if strings.HasPrefix(line, dull) {
			return "", false
		}
	}
	match := benchLine.FindStringSubmatch(line)
	if match == nil {
		return line, true
	}
	fields := strings.Fields(match[2])
	var spent string
	var others []string
	for i := 0; i+1 < len(fields); i += 2 {
		value, err := strconv.ParseFloat(fields[i], 64)
		if err == nil && fields[i+1] == "ns/op" {
			spent = fmt.Sprintf("%12s %10.4f yardsticks", time.Duration(value).Round(10*time.Nanosecond), value/float64(yardstick))
			continue
		}
		others = append(others, fields[i]+" "+fields[i+1])
	}
	return fmt.Sprintf("  %-48s %s  %s", match[1], spent, strings.Join(others, ", ")), true
}
