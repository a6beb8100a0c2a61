package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestBenchRow(t *testing.T) {
	for _, tc := range []struct {
		line, want string
		keep       bool
	}{
		{"BenchmarkCheck/events=2000-2   \t     100\t   5000000 ns/op\t  12 B/op\t       3 allocs/op",
			"  BenchmarkCheck/events=2000-2                              5ms     0.5000 yardsticks  12 B/op, 3 allocs/op", true},
		{"BenchmarkTick-2 50 20000000 ns/op 16.5 p95-ms",
			"  BenchmarkTick-2                                          20ms     2.0000 yardsticks  16.5 p95-ms", true},
		{"--- FAIL: BenchmarkCheck", "--- FAIL: BenchmarkCheck", true},
		{"panic: lost", "panic: lost", true},
		{"ok  \tbfplanner/planner\t1.0s", "", false},
		{"?   \tbfplanner/assets\t[no test files]", "", false},
		{"goos: linux", "", false},
		{"=== RUN   TestTargets", "", false},
		{"--- PASS: TestTargets (1.00s)", "", false},
		{"tiny-1  5  5", "tiny-1  5  5", true},
		{"PASS", "", false},
	} {
		got, keep := benchRow(tc.line, 10*time.Millisecond)
		if got != tc.want || keep != tc.keep {
			t.Errorf("benchRow(%q)\n = %q, %t\nwant %q, %t", tc.line, got, keep, tc.want, tc.keep)
		}
	}
}

func TestBenchReaderTakesPieces(t *testing.T) {
	var out bytes.Buffer
	r := &benchReader{out: &out, yardstick: time.Millisecond}
	for _, piece := range []string{"goos: li", "nux\nBenchmarkA-2 1 ", "2000000 ns/op\nok  \tp\n", "FAIL\n"} {
		if n, err := r.Write([]byte(piece)); n != len(piece) || err != nil {
			t.Fatalf("Write = %d, %v", n, err)
		}
	}
	got := strings.Fields(out.String())
	if want := []string{"BenchmarkA-2", "2ms", "2.0000", "yardsticks", "FAIL"}; !slices.Equal(got, want) {
		t.Errorf("printed %q, want %q", got, want)
	}
}

func TestChooseBenches(t *testing.T) {
	if got, err := chooseBenches(nil); err != nil || len(got) != len(benches) {
		t.Errorf("none named: %d rows, %v", len(got), err)
	}
	got, err := chooseBenches([]string{"ui", "planner"})
	if err != nil || len(got) != 2 || got[0].name != "ui" || got[1].name != "planner" {
		t.Errorf("two named: %v, %v", got, err)
	}
	if _, err := chooseBenches([]string{"tea"}); exitCode(err) != 2 || !strings.Contains(err.Error(), strings.Join(benchNames(), ", ")) {
		t.Errorf("an unknown one: %v, want the list", err)
	}
}
