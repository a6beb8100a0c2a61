//go:build unix

package storage

import (
	"bufio"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
)

// childLibrary tells the test binary that it is the child of TestKilledAtAnyMoment and which library to edit.
const childLibrary = "STORAGE_TEST_LIBRARY"

func TestMain(m *testing.M) {
	if path := os.Getenv(childLibrary); path != "" {
		editForever(path)
	}
	os.Exit(m.Run())
}

// editForever edits the library's plan until it is killed: step n writes n into the note of one event and moves
// another. It says "saved n" when, and only when, Save has returned.
func editForever(path string) {
	fail := func(err error) {
		if err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
	}
	release, err := LockLibrary(path)
	fail(err)
	defer release()
	l, err := OpenLibrary(path, Options{})
	fail(err)
	p, steps, cursor, err := l.Load("p1")
	fail(err)
	e := editor.Open(p, steps, cursor, editor.Options{Check: noRules, Wall: time.Now})
	e.Listen(func(_ *editor.Snapshot, w *editor.Write) { fail(l.Save(*w)) })
	for {
		s := e.Snapshot()
		noted := *s.Plan.Event("V1")
		noted.Note = strconv.Itoa(s.Cursor + 1)
		_, err := e.Do(planner.Batch{Commands: []planner.Command{
			planner.Change{Events: []*planner.Event{&noted}}, planner.Move{IDs: []string{"C3"}, By: time.Minute},
		}})
		fail(err)
		fmt.Println("saved", s.Cursor+1)
	}
}

// TestKilledAtAnyMoment kills a program that edits, fifty times, each at a random moment: every edit that it had
// called saved is there, whole, and the library is sound and not held by the dead.
func TestKilledAtAnyMoment(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	l, err := OpenLibrary(path, Options{})
	must(t, err)
	start := samplePlan(t, "p1", 60)
	must(t, l.Create(start))
	must(t, l.Close())
	rng := rand.New(rand.NewSource(time.Now().UnixNano()))
	kills, total := 50, 0
	for round := range kills {
		saved := killOne(t, path, rng.Intn(12), time.Duration(rng.Intn(6000))*time.Microsecond)
		l, err := OpenLibrary(path, Options{})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		p, steps, cursor, err := l.Load("p1")
		must(t, err)
		must(t, l.sound())
		must(t, l.Close())
		if cursor < saved || cursor > saved+1 {
			t.Fatalf("round %d: %d steps were called saved, %d are there", round, saved, cursor)
		}
		want := start.Event("C3").Span.Shift(time.Duration(cursor) * time.Minute)
		if p.Event("V1").Note != strconv.Itoa(cursor) || p.Event("C3").Span != want || steps[len(steps)-1].Seq != cursor {
			t.Fatalf("round %d: step %d is there in part: note %q, coupon at %v, journal to %d", round, cursor, p.Event("V1").Note, p.Event("C3").Span, steps[len(steps)-1].Seq)
		}
		total = cursor
	}
	t.Logf("%d kills, %d edits", kills, total)
}

// killOne starts the child, lets it save some edits, waits a little and kills it. It returns the last edit that was called saved.
func killOne(t *testing.T, path string, edits int, wait time.Duration) int {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childLibrary+"="+path)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	last, seen := 0, 0
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		text := lines.Text()
		n, err := strconv.Atoi(strings.TrimPrefix(text, "saved "))
		if err != nil {
			t.Fatalf("the child says %q", text)
		}
		last = n
		if seen++; seen == edits+1 {
			// The pipe goes on filling while the child lives; what it holds is read after the kill.
			time.AfterFunc(wait, func() { child.Process.Kill() })
		}
	}
	_ = child.Wait() // it was killed: that is its error
	return last
}
