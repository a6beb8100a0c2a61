//go:build linux

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"bfplanner/planner/plantest"
	"bfplanner/storage"
)

// empty builds the program of an empty window beside the planner.
func (s *screen) empty() string {
	s.t.Helper()
	program := filepath.Join(filepath.Dir(s.program), "empty")
	if out, err := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", program, "./testdata/empty").CombinedOutput(); err != nil {
		s.t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

// below returns the pixels of the display in the rows beneath the pointer that stands in that row, far enough from it
// that its own picture does not matter. No more is read: whoever looks every millisecond takes the processor from
// the program that is to paint.
func (s *screen) below(y int) []byte {
	s.t.Helper()
	const width, height, first, rows = 1440, 900, 40, 200
	frame, err := os.Open(s.frame)
	if err != nil {
		s.t.Fatal(err)
	}
	defer frame.Close()
	end, err := frame.Seek(0, io.SeekEnd)
	data := make([]byte, 4*width*rows)
	if err == nil {
		_, err = frame.ReadAt(data, end-4*width*int64(height-y-first))
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return data
}

// repaint does something with the pointer in that row and returns how long it takes until what is below it changes.
func (s *screen) repaint(y int, args ...string) time.Duration {
	s.t.Helper()
	was := s.below(y)
	began := time.Now()
	if err := s.do("xdotool", args...); err != nil {
		s.t.Fatal(err)
	}
	for bytes.Equal(was, s.below(y)) {
		if time.Since(began) > patience {
			s.t.Fatalf("nothing is painted after %v", args)
		}
		time.Sleep(time.Millisecond)
	}
	return time.Since(began)
}

// steady waits until nothing is painted for a while.
func (s *screen) steady(y int) {
	s.t.Helper()
	last, since := s.below(y), time.Now()
	for time.Since(since) < 700*time.Millisecond {
		time.Sleep(50 * time.Millisecond)
		if now := s.below(y); !bytes.Equal(now, last) {
			last, since = now, time.Now()
		}
	}
}

// The drags that are measured: how many, and of how many steps of two days each.
const (
	dragCount = 9
	dragSteps = 12
	dragStep  = 62 // pixels
)

// drags drags what stands at x, y of the display to and fro and returns the times to repaint after each step and
// after each drop, both in order.
func (s *screen) drags(x, y int) (steps, drops []time.Duration) {
	s.t.Helper()
	to := func(x int) []string { return []string{"mousemove", strconv.Itoa(x), strconv.Itoa(y)} }
	for range dragCount {
		if err := s.do("xdotool", append(to(x), "mousedown", "1")...); err != nil {
			s.t.Fatal(err)
		}
		s.steady(y)
		s.repaint(y, to(x+dragStep)...) // the first step begins the drag
		s.steady(y)
		for i := range dragSteps { // to three places in turn: what comes late of the last is not taken for the next
			steps = append(steps, s.repaint(y, to(x+dragStep*(2+i%3))...))
		}
		s.steady(y)
		drops = append(drops, s.repaint(y, "mouseup", "1"))
		s.steady(y)
		if err := s.do("xdotool", "key", "ctrl+z"); err != nil { // so that it lies under the pointer again
			s.t.Fatal(err)
		}
		s.steady(y)
	}
	slices.Sort(steps)
	slices.Sort(drops)
	return steps, drops
}

// BenchmarkDrag drags a live of a plan of 2,000 events in a real window: how long a step of the pointer and a drop
// take to be painted, beside the same of an empty window on the same display; and what both hold in memory and take
// of a processor while nobody touches them.
func BenchmarkDrag(b *testing.B) {
	if os.Getenv("BFPLANNER_WINDOW_TEST") != "1" {
		b.Skip("a real window is opened only with BFPLANNER_WINDOW_TEST=1, and needs Xvfb, openbox and xdotool")
	}
	s := newScreen(b)
	program := s.empty()
	library := filepath.Join(b.TempDir(), "library.db")
	l, err := storage.OpenLibrary(library, storage.Options{})
	if err == nil {
		err = l.Create(plantest.Plan(b, 2000))
	}
	if err != nil {
		b.Fatal(err)
	}
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(0, "ns/op")
	for range min(b.N, 1) {
		end := s.alone(b, "empty", program)
		s.report(b, "empty", 500, 300)
		end()
		s.alone(b, "2000", s.program, "--library", library, "--lang", "en")()

		p := s.start("--library", library, "--lang", "en")
		live := p.settled().events("L")[3]
		if err := p.do("xdotool", "windowmove", "--sync", p.window, "0", "0"); err != nil {
			b.Fatal(err)
		}
		s.steady(300)
		s.report(b, "2000", int(live.X+live.W/2), int(live.Y+live.H/2))
	}
}

// alone starts a program and reports what it holds, and what it takes of a processor while nobody touches it. It
// returns what ends the program.
func (s *screen) alone(b *testing.B, name, program string, args ...string) (end func()) {
	b.Helper()
	cmd := exec.Command(program, args...)
	s.background(cmd)
	red := []byte{0x3f, 0x44, 0xc8} // a live of the light palette, and the ground of the empty window
	s.await("the window of "+name, func() bool { return s.shows(red) })
	s.steady(300)
	if err := s.do("xdotool", "mousemove", "40", "880"); err != nil { // so that the first press comes from elsewhere
		b.Fatal(err)
	}
	time.Sleep(3 * time.Second)
	before := ticks(b, cmd.Process.Pid)
	time.Sleep(4 * time.Second)
	b.ReportMetric(float64(ticks(b, cmd.Process.Pid)-before)/4, name+"-%-cpu-idle")
	b.ReportMetric(residentMB(b, cmd.Process.Pid), name+"-MB-resident")
	return func() {
		_ = cmd.Process.Kill() // it may have failed by itself
		s.await("it is gone", func() bool { return !s.shows(red) })
	}
}

// report reports the times of drags that begin there.
func (s *screen) report(b *testing.B, name string, x, y int) {
	b.Helper()
	steps, drops := s.drags(x, y)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(steps[len(steps)/2]), name+"-ms-step-p50")
	b.ReportMetric(ms(steps[len(steps)*95/100]), name+"-ms-step-p95")
	b.ReportMetric(ms(drops[len(drops)/2]), name+"-ms-drop-p50")
}
