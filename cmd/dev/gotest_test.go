package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// stream is what go test -json writes for: a package with a passing, a failing and two skipped tests, one that crashes
// inside a test, one that does not compile, and one without tests.
const stream = `{"Action":"start","Package":"bfplanner/a"}
{"Action":"run","Package":"bfplanner/a","Test":"TestGood"}
{"Action":"output","Package":"bfplanner/a","Test":"TestGood","Output":"=== RUN   TestGood\n"}
{"Action":"output","Package":"bfplanner/a","Test":"TestGood","Output":"    a_test.go:3: chatter\n"}
{"Action":"pass","Package":"bfplanner/a","Test":"TestGood"}
{"Action":"output","Package":"bfplanner/a","Test":"TestBad","Output":"=== RUN   TestBad\n"}
{"Action":"output","Package":"bfplanner/a","Test":"TestBad","Output":"    a_test.go:9: 2 is not 3\n"}
{"Action":"output","Package":"bfplanner/a","Test":"TestBad","Output":"--- FAIL: TestBad (0.00s)\n"}
{"Action":"fail","Package":"bfplanner/a","Test":"TestBad"}
{"Action":"output","Package":"bfplanner/a","Test":"TestWindow","Output":"    a_test.go:5: needs Linux: Xvfb\n"}
{"Action":"output","Package":"bfplanner/a","Test":"TestWindow","Output":"--- SKIP: TestWindow (0.00s)\n"}
{"Action":"skip","Package":"bfplanner/a","Test":"TestWindow"}
{"Action":"skip","Package":"bfplanner/a","Test":"TestSilent"}
{"Action":"output","Package":"bfplanner/a","Output":"FAIL\n"}
{"Action":"output","Package":"bfplanner/a","Output":"FAIL\tbfplanner/a\t0.010s\n"}
{"Action":"fail","Package":"bfplanner/a"}
{"Action":"output","Package":"bfplanner/b","Test":"TestCrash","Output":"panic: lost\n"}
{"Action":"fail","Package":"bfplanner/b"}
{"ImportPath":"bfplanner/c","Action":"build-output","Output":"c.go:1:1: expected 'package'\n"}
{"Action":"output","Package":"bfplanner/d","Output":"PASS\n"}
{"Action":"output","Package":"bfplanner/d","Output":"ok  \tbfplanner/d\t0.001s\n"}
{"Action":"pass","Package":"bfplanner/d"}
{"Action":"output","Package":"bfplanner/e","Output":"?   \tbfplanner/e\t[no test files]\n"}
{"Action":"skip","Package":"bfplanner/e"}
go: a line that is not JSON
{"Action":"output","Package":"bfplanner/d","Output":"cut off\n"}`

func TestTestReader(t *testing.T) {
	const want = `    a_test.go:9: 2 is not 3
--- FAIL: TestBad (0.00s)
FAIL
FAIL	bfplanner/a	0.010s
panic: lost
c.go:1:1: expected 'package'
ok  	bfplanner/d	0.001s
?   	bfplanner/e	[no test files]
go: a line that is not JSON
cut off
`
	for _, size := range []int{1, 7, len(stream)} { // a pipe cuts lines anywhere
		t.Run(fmt.Sprint("in pieces of ", size), func(t *testing.T) {
			var out bytes.Buffer
			var counts tally
			r := &testReader{out: &out, tally: &counts}
			for rest := []byte(stream); len(rest) > 0; {
				n, err := r.Write(rest[:min(size, len(rest))])
				if err != nil {
					t.Fatal(err)
				}
				rest = rest[n:]
			}
			r.close()
			if out.String() != want {
				t.Errorf("printed\n%s\nwant\n%s", &out, want)
			}
			var report strings.Builder
			counts.report(&report)
			const counted = "skipped: bfplanner/a TestWindow: needs Linux: Xvfb\n" +
				"skipped: bfplanner/a TestSilent: no reason given\n" +
				"tests: 1 passed, 1 failed, 2 skipped; packages: 1 ok, 2 failed\n"
			if report.String() != counted {
				t.Errorf("counted\n%s\nwant\n%s", &report, counted)
			}
		})
	}
}

func TestTallyOfNothingIsSilent(t *testing.T) {
	var out strings.Builder
	tally{}.report(&out)
	if out.Len() > 0 {
		t.Errorf("reports %q though no test ran", &out)
	}
}
