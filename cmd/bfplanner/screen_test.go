//go:build linux

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"bfplanner/ui"
)

// patience is how long the slowest machine may take for one thing to happen.
const patience = 60 * time.Second

// screen is a virtual display with a window manager, and the program built to run on it.
type screen struct {
	t       testing.TB
	program string
	env     []string
	frame   string // the file that holds the display's pixels
}

// newScreen builds the program and starts a display of its own, both gone at the end of the test.
func newScreen(t testing.TB) *screen {
	t.Helper()
	for _, tool := range []string{"Xvfb", "openbox", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%v; `go run ./cmd/dev setup` installs it", err)
		}
	}
	home := t.TempDir()
	s := &screen{t: t, program: filepath.Join(home, "bfplanner")}
	if out, err := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", s.program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	s.env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home+"/config", "XDG_DATA_HOME="+home+"/data", "XDG_CACHE_HOME="+home+"/cache",
		"LIBGL_ALWAYS_SOFTWARE=1", "LANG=en_US.UTF-8", "LC_ALL=en_US.UTF-8")
	s.frame = filepath.Join(t.TempDir(), "Xvfb_screen0")
	s.env = append(s.env, "DISPLAY=:"+s.display())
	s.background(exec.Command("openbox"))
	return s
}

// display starts a display and returns the number that it found free.
func (s *screen) display() string {
	s.t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		s.t.Fatal(err)
	}
	defer read.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1440x900x24", "-noreset", "-nolisten", "tcp", "-fbdir", filepath.Dir(s.frame))
	cmd.ExtraFiles = []*os.File{write}
	s.background(cmd)
	write.Close()
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		s.t.Fatalf("Xvfb found no display: %v", err)
	}
	return strings.TrimSpace(line)
}

// background starts a program that ends with the test.
func (s *screen) background(cmd *exec.Cmd) {
	s.t.Helper()
	cmd.Env = s.env
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		_ = cmd.Process.Kill() // it may have ended with its display
		_ = cmd.Wait()
	})
}

// do runs a program on the display to its end.
func (s *screen) do(name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Env = s.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s %v: %w: %s", name, args, err, out)
	}
	return nil
}

// await waits for something to come true.
func (s *screen) await(what string, yes func() bool) {
	s.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if yes() {
			return
		}
	}
	s.t.Fatalf("waited %v in vain: %s", patience, what)
}

// geometry is one line of the program's log of places.
type geometry struct{ ui.Geometry }

// find returns the place of that kind whose ID begins so, the one on top where there are several, or nil.
func (g geometry) find(kind, id string) *ui.Place {
	for i := len(g.Places) - 1; i >= 0; i-- {
		if p := &g.Places[i]; p.Kind == kind && (p.ID == id || kind != "event" && strings.HasPrefix(p.ID, id)) {
			return p
		}
	}
	return nil
}

// events returns the places of the events of that letter.
func (g geometry) events(letter string) []ui.Place {
	var list []ui.Place
	for _, p := range g.Places {
		if p.Kind == "event" && strings.HasPrefix(p.ID, letter) {
			list = append(list, p)
		}
	}
	return list
}

// running is the program on the display.
type running struct {
	*screen
	log    string
	cmd    *exec.Cmd
	stderr bytes.Buffer
	window string
	over   chan error
}

// start starts the program and waits for its window.
func (s *screen) start(args ...string) *running {
	s.t.Helper()
	p := &running{screen: s, log: filepath.Join(s.t.TempDir(), "geometry"), over: make(chan error, 1)}
	p.cmd = exec.Command(s.program, append([]string{"--geometry-log", p.log}, args...)...)
	p.cmd.Env, p.cmd.Stderr = s.env, &p.stderr
	if err := p.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() { p.over <- p.cmd.Wait(); close(gone) }()
	s.t.Cleanup(func() {
		_ = p.cmd.Process.Kill() // it may have ended by itself
		<-gone
		if s.t.Failed() {
			s.t.Logf("the program said:\n%s\nand showed %+v", p.stderr.String(), p.geometry())
		}
	})
	s.await("the window", func() bool {
		cmd := exec.Command("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(p.cmd.Process.Pid))
		cmd.Env = s.env
		out, err := cmd.Output()
		if lines := strings.Fields(string(out)); err == nil && len(lines) > 0 {
			p.window = lines[len(lines)-1]
		}
		return p.window != "" && len(p.geometry().Places) > 0
	})
	// The window manager may come up after the window does.
	s.await("the window has the keyboard", func() bool { return s.do("xdotool", "windowactivate", "--sync", p.window) == nil })
	return p
}

// geometry returns the last whole line of the log.
func (p *running) geometry() geometry {
	data, err := os.ReadFile(p.log)
	if err != nil {
		return geometry{}
	}
	lines := bytes.Split(data, []byte("\n"))
	for i := len(lines) - 1; i >= 0; i-- {
		var g geometry
		if len(lines[i]) > 0 && json.Unmarshal(lines[i], &g.Geometry) == nil {
			return g
		}
	}
	return geometry{}
}

// await waits until the window looks so.
func (p *running) await(what string, yes func(geometry) bool) {
	p.t.Helper()
	p.screen.await(what, func() bool { return yes(p.geometry()) })
}

// settled waits until everything has stood where it is for half a second: what a new page holds is in the log
// before it is laid out, and a person does not press what still moves.
func (p *running) settled() geometry {
	p.t.Helper()
	last, since := p.geometry(), time.Now()
	p.await("the window is at rest", func(g geometry) bool {
		if !reflect.DeepEqual(g, last) {
			last, since = g, time.Now()
		}
		return time.Since(since) > 500*time.Millisecond
	})
	return last
}

// press clicks in the middle of what has that text.
func (p *running) press(kind, text string) {
	p.t.Helper()
	p.await("there is a "+kind+" "+text, func(g geometry) bool { return g.find(kind, text) != nil })
	at := p.settled().find(kind, text)
	if at == nil {
		p.t.Fatalf("the %s %s has gone", kind, text)
	}
	p.pointer(at.X+min(at.W/2, 60), at.Y+at.H/2)
	if err := p.do("xdotool", "click", "1"); err != nil {
		p.t.Fatal(err)
	}
}

// pointer moves the pointer to a place in the window.
func (p *running) pointer(x, y float32) {
	p.t.Helper()
	if err := p.do("xdotool", "mousemove", "--sync", "--window", p.window, strconv.Itoa(int(x)), strconv.Itoa(int(y))); err != nil {
		p.t.Fatal(err)
	}
}

// drag drags what stands there by dx pixels to the right, in small steps as a hand does.
func (p *running) drag(what *ui.Place, dx float32) {
	p.t.Helper()
	x, y := what.X+what.W/2, what.Y+what.H/2
	p.pointer(x, y)
	if err := p.do("xdotool", "mousedown", "1"); err != nil {
		p.t.Fatal(err)
	}
	const steps = 8
	for i := 1; i <= steps; i++ {
		p.pointer(x+dx*float32(i)/steps, y)
		time.Sleep(60 * time.Millisecond)
	}
	if err := p.do("xdotool", "mouseup", "1"); err != nil {
		p.t.Fatal(err)
	}
}

// keys presses a combination of keys.
func (p *running) keys(combo string) {
	p.t.Helper()
	if err := p.do("xdotool", "key", combo); err != nil {
		p.t.Fatal(err)
	}
}

// ended waits for the program to end by itself.
func (p *running) ended() {
	p.t.Helper()
	select {
	case err := <-p.over:
		if err != nil {
			p.t.Fatalf("the program ended with %v\n%s", err, p.stderr.String())
		}
	case <-time.After(patience):
		p.t.Fatal("the program does not end")
	}
}
