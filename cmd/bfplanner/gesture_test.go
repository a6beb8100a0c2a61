//go:build linux

package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/storage"
)

// gestures is a plan with room around its events: two lives, the first with a flash deal, a coupon over four days and a video.
func gestures(t *testing.T) *planner.Plan {
	t.Helper()
	p := plantest.Empty(t, "us-2024")
	p.NextID = 100
	at := func(day, hour int) time.Time {
		return planner.Date{Year: 2024, Month: time.November, Day: day}.At(hour, 0, p.Zone())
	}
	span := func(day, hour int, length time.Duration) planner.Span {
		return planner.Span{Start: at(day, hour), End: at(day, hour).Add(length)}
	}
	live := func(id, host string, s planner.Span) *planner.Event {
		return &planner.Event{ID: id, Kind: planner.Live, Span: s, Live: &planner.LiveDetail{Studio: "s1", Shifts: []planner.Shift{{Host: host, Span: s}}}}
	}
	events := []*planner.Event{
		live("L1", "a-host", span(16, 16, 4*time.Hour)), live("L2", "b-host", span(20, 16, 4*time.Hour)),
		{ID: "F1", Kind: planner.Flash, Parent: "L1", Span: span(16, 17, 20*time.Minute), Promo: &planner.Promo{Tool: "live_flash_sale", PercentOff: 2000}},
		{ID: "C1", Kind: planner.Coupon, Line: "kitchen", Span: planner.Span{Start: at(17, 0), End: at(21, 0)}, Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 2000}},
		{ID: "V1", Kind: planner.Video, Span: span(18, 10, planner.PostLength), Clip: &planner.VideoDetail{Type: planner.Unboxing}},
	}
	for _, e := range events {
		e.Shop, e.Channel = "main", planner.TikTok
	}
	return plantest.Do(t, p, planner.Add{Events: events})
}

// TestWindowGestures works the calendar of the built program by pointer and keys, and reads in the database what came of
// each gesture.
func TestWindowGestures(t *testing.T) {
	if os.Getenv("BFPLANNER_WINDOW_TEST") != "1" {
		t.Skip("the real-window test runs only with BFPLANNER_WINDOW_TEST=1, and needs Xvfb, openbox and xdotool")
	}
	s := newScreen(t)
	path := filepath.Join(t.TempDir(), "library.db")
	l, err := storage.OpenLibrary(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Create(gestures(t)); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	p := &hand{running: s.start("--library", path, "--lang", "en"), path: path}
	p.await("the calendar stands", func(g geometry) bool { return g.find("event", "C1") != nil })

	p.settled()
	p.click(p.middle("L2"))
	p.presses("space", "Right", "Return")
	p.kept("a move by keys", func(m map[string]planner.Span) bool { return m["L2"].Start.Equal(day(21, 16)) })

	end := p.settled().find("event", "C1")
	p.dragFrom(end.X+end.W-2, end.Y+end.H/2, 2*p.perDay(), 0)
	p.kept("a longer coupon", func(m map[string]planner.Span) bool {
		return m["C1"].Start.Equal(day(17, 0)) && m["C1"].End.Equal(day(23, 0))
	})

	p.click(p.middle("L1"))
	p.hold("ctrl", func() { p.click(p.middle("L2")) })
	x, y := p.middle("L2")
	p.dragFrom(x, y, p.perDay(), 0)
	p.kept("two lives moved with what is theirs", func(m map[string]planner.Span) bool {
		return m["L1"].Start.Equal(day(17, 16)) && m["L2"].Start.Equal(day(22, 16)) && m["F1"].Start.Equal(day(17, 17))
	})

	x, y = p.middle("V1")
	p.click(x, y)
	p.hold("ctrl", func() { p.dragFrom(x, y, 2*p.perDay(), 0) })
	p.kept("a copy beside the original", func(m map[string]planner.Span) bool {
		return m["V1"].Start.Equal(day(18, 10)) && m["V101"].Start.Equal(day(20, 10))
	})

	before := p.steps()
	x, y = p.middle("L1")
	p.down(x, y)
	p.along(x, y, 3*p.perDay(), 0)
	p.keys("Escape")
	p.along(x+3*p.perDay(), y, 20, 0)
	p.up()
	p.click(p.middle("V1")) // once this is done the release was heard
	if p.settled(); p.steps() != before || !spans(t, path)["L1"].Start.Equal(day(17, 16)) {
		t.Errorf("after Escape the journal has %d steps more", p.steps()-before)
	}

	tile := p.settled().find("template", "calendar.new.live2")
	lane := p.settled().find("event", "L2")
	p.dragFrom(tile.X+20, tile.Y+tile.H/2, lane.X+2*p.perDay()-tile.X-20, lane.Y+lane.H/2-tile.Y-tile.H/2)
	p.kept("a live from the palette", func(m map[string]planner.Span) bool { return m["L102"].Start.Equal(day(24, 17)) })

	p.settled()
	coupon := p.settled().find("event", "C1")
	p.dragFrom(coupon.X+coupon.W+2.5*p.perDay(), coupon.Y+coupon.H/2, p.perDay(), 0)
	p.kept("a coupon drawn on an empty place", func(m map[string]planner.Span) bool {
		return m["C103"].Start.Equal(day(25, 0)) && m["C103"].End.Equal(day(27, 0))
	})

	p.presses("Escape")
	seen := p.settled()
	x, y = p.middle("L1")
	p.down(x, y)
	p.along(x, y, p.right()-12-x, 0)
	p.await("the calendar scrolls under the pointer", func(g geometry) bool {
		e := g.find("event", "C1")
		return e == nil || e.X < seen.find("event", "C1").X-3*p.dayIn(seen)
	})
	p.up()
	p.kept("a live carried beyond what was seen", func(m map[string]planner.Span) bool { return m["L1"].Start.After(day(33, 0)) })
	p.keys("ctrl+q")
	p.ended()
}

// day returns an hour of a day of November 2024 on the clock of the sale; the 31st is the 1st of December.
func day(d, hour int) time.Time {
	loc, err := planner.Zone("America/Los_Angeles")
	if err != nil {
		panic(err)
	}
	return planner.Date{Year: 2024, Month: time.November, Day: 1}.Add(d-1).At(hour, 0, loc)
}

// hand works a running program and reads its library.
type hand struct {
	*running
	path string
}

// spans returns when the events on disk are.
func spans(t *testing.T, library string) map[string]planner.Span {
	t.Helper()
	db := open(t, library)
	defer db.Close()
	rows, err := db.Query(`SELECT id, start_at, end_at FROM events WHERE start_at IS NOT NULL`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	list := map[string]planner.Span{}
	for rows.Next() {
		var id, from, to string
		if err := rows.Scan(&id, &from, &to); err != nil {
			t.Fatal(err)
		}
		var s planner.Span
		if s.Start, err = time.Parse(time.RFC3339, from); err != nil {
			t.Fatal(err)
		}
		if s.End, err = time.Parse(time.RFC3339, to); err != nil {
			t.Fatal(err)
		}
		list[id] = s
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// steps returns how many edits the journal has.
func (p *hand) steps() (n int) {
	p.t.Helper()
	db := open(p.t.(*testing.T), p.path)
	defer db.Close()
	if err := db.QueryRow(`SELECT count(*) FROM journal`).Scan(&n); err != nil {
		p.t.Fatal(err)
	}
	return n
}

// kept waits until the events on disk are so.
func (p *hand) kept(what string, yes func(map[string]planner.Span) bool) {
	p.t.Helper()
	p.screen.await(what, func() bool { return yes(spans(p.t.(*testing.T), p.path)) })
}

// middle returns the middle of an event's block, once everything is at rest.
func (p *hand) middle(id string) (x, y float32) {
	p.t.Helper()
	at := p.settled().find("event", id)
	if at == nil {
		p.t.Fatalf("%s is not in sight", id)
	}
	return at.X + at.W/2, at.Y + at.H/2
}

// perDay returns how many pixels wide a day is, from two events whose times are known from the disk.
func (p *hand) perDay() float32 { return p.dayIn(p.settled()) }

func (p *hand) dayIn(g geometry) float32 {
	p.t.Helper()
	c := g.find("event", "C1")
	if c == nil {
		p.t.Fatal("C1 is not in sight")
	}
	return c.W / float32(spans(p.t.(*testing.T), p.path)["C1"].Length().Hours()) * 24
}

// right returns where the calendar ends.
func (p *hand) right() float32 {
	p.t.Helper()
	board := p.settled().find("board", "")
	return board.X + board.W
}

func (p *hand) click(x, y float32) {
	p.t.Helper()
	p.pointer(x, y)
	p.xdo("click", "1")
	time.Sleep(400 * time.Millisecond) // longer than two clicks that belong together are apart
}

func (p *hand) xdo(args ...string) {
	p.t.Helper()
	if err := p.do("xdotool", args...); err != nil {
		p.t.Fatal(err)
	}
}

// presses has keys pressed one after the other.
func (p *hand) presses(names ...string) {
	for _, k := range names {
		p.keys(k)
	}
}

// hold does something while a key is held.
func (p *hand) hold(key string, f func()) {
	p.t.Helper()
	p.xdo("keydown", key)
	f()
	p.xdo("keyup", key)
}

func (p *hand) down(x, y float32) { p.pointer(x, y); p.xdo("mousedown", "1") }
func (p *hand) up()               { p.xdo("mouseup", "1") }

// along moves the pointer in small steps, as a hand does.
func (p *hand) along(x, y, dx, dy float32) {
	const steps = 8
	for i := 1; i <= steps; i++ {
		p.pointer(x+dx*float32(i)/steps, y+dy*float32(i)/steps)
		time.Sleep(50 * time.Millisecond)
	}
}

func (p *hand) dragFrom(x, y, dx, dy float32) {
	p.t.Helper()
	p.down(x, y)
	p.along(x, y, dx, dy)
	p.up()
}
