package history

import (
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// desk is the panel in a window, with an editor behind it.
type desk struct {
	*Panel
	t        testing.TB
	book     *words.Book
	editor   *editor.Editor
	window   fyne.Window
	went     []int
	keys     []fyne.KeyName
	shortcut []string
	wall     time.Time
}

func noRules(*planner.Plan, time.Time) []rules.Finding { return nil }

func newDesk(t testing.TB, mode look.Mode, lang string) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(mode))
	book, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, book: book, window: test.NewTempWindow(t, nil), wall: time.Date(2024, 11, 5, 20, 0, 0, 0, time.UTC)}
	d.Panel = New(Deps{Words: book.In(lang),
		Steps: func() []editor.Step { return d.editor.Steps() },
		GoTo: func(seq int) error {
			d.went = append(d.went, seq)
			_, err := d.editor.GoTo(seq)
			return err
		},
		OnKey:      func(ev *fyne.KeyEvent) { d.keys = append(d.keys, ev.Name) },
		OnShortcut: func(s fyne.Shortcut) { d.shortcut = append(d.shortcut, s.ShortcutName()) },
	})
	d.window.SetPadded(false)
	d.window.SetContent(d.Object())
	d.window.Resize(fyne.NewSize(1280, 800))
	d.edit(plantest.Empty(t, "us-2024"), nil, 0)
	d.window.Canvas().Focus(d.list)
	return d
}

// edit opens a plan with its history, as after a start of the program.
func (d *desk) edit(p *planner.Plan, steps []editor.Step, cursor int) {
	d.editor = editor.Open(p, steps, cursor, editor.Options{Check: noRules, Wall: func() time.Time { return d.wall }})
	d.editor.Listen(func(s *editor.Snapshot, _ *editor.Write) { d.SetSnapshot(s) })
	d.SetSnapshot(d.editor.Snapshot())
}

// do makes an edit a minute after the last one.
func (d *desk) do(cmd planner.Command) {
	d.t.Helper()
	d.wall = d.wall.Add(time.Minute)
	if _, err := d.editor.Do(cmd); err != nil {
		d.t.Fatal(err)
	}
}

// work makes three edits: an added coupon, its move by a day, and a change of the plan's settings.
func (d *desk) work() {
	d.t.Helper()
	p := d.editor.Snapshot().Plan
	start := plantest.At(d.t, p, "2024-11-20 12:00")
	d.do(planner.Add{Events: []*planner.Event{{ID: "C1", Kind: planner.Coupon, Title: "Early birds", Shop: "main", Channel: planner.TikTok,
		Span: planner.Span{Start: start, End: start.Add(48 * time.Hour)}, Promo: &planner.Promo{Tool: "seller_coupon", PercentOff: 1500, PlatformShare: -1}}}})
	d.do(planner.Move{IDs: []string{"C1"}, Days: 1})
	head := d.editor.Snapshot().Plan.Head
	head.Name = "Another name"
	d.do(planner.SetHead{Head: head})
}

// says is what each line says, from the top.
func (d *desk) says() []string {
	var list []string
	l := newLine(d.Panel)
	for i := range d.lines() {
		l.Index = i
		state, at, label := l.texts()
		list = append(list, state+"|"+at+"|"+label)
	}
	return list
}

func (d *desk) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		d.list.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func (d *desk) expect(what string, want ...string) {
	d.t.Helper()
	if got := d.says(); !reflect.DeepEqual(got, want) {
		d.t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestEditsAreListedNewestFirst(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	d.expect("an untouched plan", "● now||The plan as it began")
	if d.note.Text != "Nothing has been changed yet." {
		t.Errorf("an empty history says %q", d.note.Text)
	}
	d.work()
	// 20:01 UTC is 12:01 Pacific.
	d.expect("three edits", "● now|Tue Nov 5, 2024 12:03|Change the plan's settings", "|Tue Nov 5, 2024 12:02|Move 1 event",
		"|Tue Nov 5, 2024 12:01|Add Coupon Early birds", "||The plan as it began")
	if d.heading.Text != "3 EDITS · 0 UNDONE" || !strings.Contains(d.note.Text, "Enter") || d.list.cursor != 0 {
		t.Errorf("it says %q, the keys on line %d", d.heading.Text, d.list.cursor)
	}
}

func TestAPressGoesThereAndWhatIsUndoneStays(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	d.work()
	l := newLine(d.Panel)
	l.Resize(fyne.NewSize(1200, lineHeight))
	l.SetIndex(2)
	test.Tap(l)
	d.expect("back two edits", "undone|Tue Nov 5, 2024 12:03|Change the plan's settings", "undone|Tue Nov 5, 2024 12:02|Move 1 event",
		"● now|Tue Nov 5, 2024 12:01|Add Coupon Early birds", "||The plan as it began")
	if d.heading.Text != "3 EDITS · 2 UNDONE" || d.editor.Snapshot().Cursor != 1 {
		t.Errorf("%q, cursor %d", d.heading.Text, d.editor.Snapshot().Cursor)
	}
	test.Tap(l) // there already
	l.SetIndex(3)
	test.Tap(l)
	if n := d.editor.Snapshot().Plan.Events.Len(); n != 0 || !reflect.DeepEqual(d.went, []int{1, 0}) {
		t.Errorf("the beginning has %d events; went to %v", n, d.went)
	}
	l.SetIndex(0)
	test.Tap(l)
	if p := d.editor.Snapshot().Plan; p.Name != "Another name" || p.Events.Len() != 1 {
		t.Errorf("forth again: %q with %d events", p.Name, p.Events.Len())
	}
	l.SetIndex(1)
	test.Tap(l)
	d.do(planner.Remove{IDs: []string{"C1"}})
	if got := d.says(); len(got) != 4 || !strings.HasSuffix(got[0], "Remove 1 event") {
		t.Errorf("an edit after going back leaves %q", got)
	}
}

func TestKeysWalkAndGo(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	d.work()
	for _, c := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyUp, 0}, {fyne.KeyDown, 1}, {fyne.KeyEnd, 3}, {fyne.KeyDown, 3}, {fyne.KeyUp, 2}, {fyne.KeyHome, 0}, {fyne.KeyPageDown, 3}, {fyne.KeyPageUp, 0}} {
		if d.press(c.key); d.list.cursor != c.want {
			t.Errorf("%s goes to line %d, want %d", c.key, d.list.cursor, c.want)
		}
	}
	d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	d.press(fyne.KeyUp, fyne.KeySpace, fyne.KeyEnd, fyne.KeyEnter)
	if !reflect.DeepEqual(d.went, []int{1, 2, 0}) || d.editor.Snapshot().Cursor != 0 {
		t.Errorf("went to %v", d.went)
	}
	if _, err := d.editor.Redo(); err != nil {
		t.Fatal(err)
	}
	if d.list.cursor != 2 {
		t.Errorf("after Redo the keys stand on line %d", d.list.cursor)
	}
	d.press(fyne.KeyF1)
	d.list.TypedShortcut(&fyne.ShortcutUndo{})
	if len(d.keys) != 1 || len(d.shortcut) != 1 {
		t.Errorf("handed on: %v and %v", d.keys, d.shortcut)
	}
}

func TestHistoryGoesOnAfterARestart(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	d.work()
	if _, err := d.editor.Undo(); err != nil {
		t.Fatal(err)
	}
	before := d.says()
	steps := make([]editor.Step, len(d.editor.Steps()))
	for i, s := range d.editor.Steps() {
		steps[i] = s
		label, err := json.Marshal(s.Label) // as the store keeps it
		if err != nil {
			t.Fatal(err)
		}
		steps[i].Label = planner.Text{}
		if err := json.Unmarshal(label, &steps[i].Label); err != nil {
			t.Fatal(err)
		}
	}
	d.edit(d.editor.Snapshot().Plan, steps, 2)
	d.expect("after a restart", before...)
	d.press(fyne.KeyHome, fyne.KeyReturn)
	if d.editor.Snapshot().Plan.Name != "Another name" {
		t.Error("what was undone before the restart cannot be done again")
	}
	// Old steps may be let go.
	d.edit(d.editor.Snapshot().Plan, steps[1:], 3)
	if got := d.says(); len(got) != 3 || got[2] != "||The earliest state that is kept" {
		t.Errorf("without the first: %q", got)
	}
	d.press(fyne.KeyEnd, fyne.KeyReturn)
	if d.went[len(d.went)-1] != 1 || d.editor.Snapshot().Cursor != 1 {
		t.Errorf("went to %v", d.went)
	}
}

func TestAFailureIsSaid(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	d.work()
	good := d.deps.GoTo
	d.deps.GoTo = func(int) error { return errors.New("a fault") }
	d.press(fyne.KeyEnd, fyne.KeyReturn)
	if !strings.Contains(d.note.Text, "a fault") || d.note.Importance != widget.DangerImportance {
		t.Errorf("it says %q", d.note.Text)
	}
	d.deps.GoTo = good
	if d.press(fyne.KeyReturn); d.note.Importance != widget.LowImportance {
		t.Errorf("after a success it says %q", d.note.Text)
	}
}

func TestTheListKeepsItsPlace(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	d.work()
	for range 150 {
		d.do(planner.Move{IDs: []string{"C1"}, By: time.Minute})
	}
	d.list.ScrollToOffset(1000)
	seq := d.seq(int(1000 / d.list.pitch()))
	y := func() float32 { return float32(d.lineOf(seq))*d.list.pitch() - d.list.GetScrollOffset() }
	before := y()
	d.editor.Refresh()
	if y() != before {
		t.Errorf("a refresh takes the list from %v to %v", before, y())
	}
	d.press(fyne.KeyEnd)
	if d.list.GetScrollOffset() <= 1000 {
		t.Error("the end is not in sight")
	}
	d.do(planner.Move{IDs: []string{"C1"}, By: time.Minute})
	if d.list.cursor != 0 || d.list.GetScrollOffset() != 0 {
		t.Errorf("a new edit is out of sight: line %d, scrolled by %v", d.list.cursor, d.list.GetScrollOffset())
	}
}

func TestWhatIsUndoneIsMutedAndTheStateNowIsBold(t *testing.T) {
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		d := newDesk(t, mode, "en")
		d.work()
		d.press(fyne.KeyDown, fyne.KeyReturn)
		l := newLine(d.Panel)
		l.Resize(fyne.NewSize(1200, lineHeight))
		for i, want := range []struct {
			ink  any
			bold bool
		}{{look.Current().Mute, false}, {look.Current().Ink, true}, {look.Current().Ink, false}} {
			l.SetIndex(i)
			label := test.WidgetRenderer(l).Objects()[3].(*canvas.Text)
			if label.Color != want.ink || label.TextStyle.Bold != want.bold {
				t.Errorf("%s: line %d is %v, bold %v", mode, i, label.Color, label.TextStyle.Bold)
			}
		}
	}
}

func TestTheLanguageSwitches(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	d.work()
	d.press(fyne.KeyDown, fyne.KeyReturn)
	d.SetWords(d.book.In("zh-Hans"))
	d.expect("in Chinese", "已撤销|2024-11-05 周二 12:03|修改计划设置", "● 当前|2024-11-05 周二 12:02|移动 1 个日程",
		"|2024-11-05 周二 12:01|添加优惠券 Early birds", "||计划最初的样子")
	if d.heading.Text != "操作 3 · 已撤销 1" || d.list.cursor != 1 {
		t.Errorf("it says %q, the keys on line %d", d.heading.Text, d.list.cursor)
	}
}

func TestNothingHappensBeforeThereIsAPlan(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	x := New(Deps{Words: d.book.In("en"), Steps: func() []editor.Step { return nil }})
	x.SetWords(d.book.In("zh-Hans"))
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnd} {
		x.list.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if x.list.cursor != 0 {
		t.Errorf("the keys stand on line %d", x.list.cursor)
	}
}

// BenchmarkSetSnapshot is what an edit costs the list with a thousand edits behind it, without rasterising.
func BenchmarkSetSnapshot(b *testing.B) {
	d := newDesk(b, look.Light, "en")
	d.work()
	for range 1000 {
		d.do(planner.Move{IDs: []string{"C1"}, By: time.Minute})
	}
	b.ReportAllocs()
	for b.Loop() {
		d.SetSnapshot(d.editor.Snapshot())
	}
	b.ReportMetric(float64(len(d.steps)), "edits")
}

// TestPictures paints the panel into the folder that BFPLANNER_PICTURES names, for people to look at.
func TestPictures(t *testing.T) {
	folder := os.Getenv("BFPLANNER_PICTURES")
	if folder == "" {
		t.Skip("BFPLANNER_PICTURES names no folder")
	}
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		for _, lang := range []string{"en", "zh-Hans"} {
			d := newDesk(t, mode, lang)
			d.work()
			for i := range 24 {
				d.do(planner.Move{IDs: []string{"C1"}, By: time.Minute, Why: planner.T("edit.change", 1, planner.Coupon, fmt.Sprintf("Early birds %d", i+1))})
			}
			d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown)
			f, err := os.Create(filepath.Join(folder, "history-"+string(mode)+"-"+lang+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := png.Encode(f, d.window.Canvas().Capture()); err != nil {
				t.Fatal(err)
			}
			f.Close()
		}
	}
}
