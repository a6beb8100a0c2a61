package ban

import (
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/risk"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

// desk is the panel in a window of its own, with an editor behind it.
type desk struct {
	*Panel
	book   *words.Book
	editor *editor.Editor
	window fyne.Window
	opened []string
	told   []time.Time
}

// laidOut is a plan of the sale as the planner lays it out.
func laidOut(t testing.TB, sale string) *planner.Plan {
	t.Helper()
	p := plantest.Empty(t, sale)
	out, err := schedule.Solve(t.Context(), schedule.Request{Plan: p, Now: p.Sale.Campaign().Start, Check: rules.Check, Change: 1, Long: true, Moves: 4000}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return plantest.Do(t, p, out.Command)
}

func newDesk(t testing.TB, p *planner.Plan, mode look.Mode, lang string) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(mode))
	book, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	now := p.Sale.Campaign().Start.Add(240 * time.Hour)
	d := &desk{book: book, editor: editor.Open(p, nil, 0, editor.Options{Check: rules.Check, Wall: func() time.Time { return now }, At: now})}
	window := test.NewTempWindow(t, nil)
	d.window = window
	d.Panel = New(Deps{Words: book.In(lang), Window: window, OnOpen: func(id string) { d.opened = append(d.opened, id) },
		OnAt: func(at time.Time) { d.told = append(d.told, at) },
		Do:   func(c planner.Command) error { _, err := d.editor.Do(c); return err }})
	window.SetContent(d.Object())
	window.Resize(fyne.NewSize(1280, 800))
	d.editor.Listen(func(s *editor.Snapshot, _ *editor.Write) { d.SetSnapshot(s) })
	d.SetSnapshot(d.editor.Snapshot())
	return d
}

func (d *desk) drill() *drill { return d.pages["drill"].(*drill) }

func TestTheLineBeginsOnTheFirstFlaggedDay(t *testing.T) {
	d := newDesk(t, laidOut(t, "us-2024"), look.Light, "en")
	if want := plantest.At(t, d.snapshot.Plan, "2025-01-19 00:00"); !d.At().Equal(want) {
		t.Errorf("the line stands at %v, want %v", d.At(), want)
	}
	if !strings.Contains(d.numbers.flag.Text, "PAFACA") || !strings.Contains(d.numbers.flag.Text, "30%") {
		t.Errorf("the day is explained as %q", d.numbers.flag.Text)
	}
	quiet := newDesk(t, laidOut(t, "us-2026"), look.Light, "en")
	if want := quiet.snapshot.Plan.Sale.PeakSpan().Start; !quiet.At().Equal(want) {
		t.Errorf("without windows the line stands at %v, want the peak", quiet.At())
	}
}

func TestDraggingMovesTheLineAndTheNumbers(t *testing.T) {
	d := newDesk(t, laidOut(t, "us-2024"), look.Light, "en")
	before := d.numbers.rows[0].value.Text
	want := plantest.At(t, d.snapshot.Plan, "2024-11-28 08:00")
	x := d.graph.times().X(want)
	d.graph.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 60)}})
	if off := d.At().Sub(want).Abs(); off > 4*time.Hour || len(d.told) != 1 || !d.told[0].Equal(d.At()) {
		t.Fatalf("dragged to %v, told %v; want near %v", d.At(), d.told, want)
	}
	if d.numbers.rows[0].value.Text == before || before != "$0.00" {
		t.Errorf("unsold is %s after %s", d.numbers.rows[0].value.Text, before)
	}
	if d.drill().result.At.Equal(d.At()) {
		t.Error("the drill follows before the drag ends")
	}
	d.graph.DragEnd()
	if !d.drill().result.At.Equal(d.At()) || len(d.drill().shown) == 0 {
		t.Errorf("the drill is of %v with %d changes", d.drill().result.At, len(d.drill().shown))
	}
	d.graph.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(-500, 60)}})
	if !d.At().Equal(d.graph.span().Start) {
		t.Errorf("dragged beyond the start the line stands at %v", d.At())
	}
}

func TestKeysMoveTheLine(t *testing.T) {
	d := newDesk(t, laidOut(t, "us-2024"), look.Light, "en")
	d.SetAt(plantest.At(t, d.snapshot.Plan, "2024-11-02 09:00"))
	for _, c := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyRight, "2024-11-03 09:00"}, {fyne.KeyUp, "2024-11-03 10:00"}, {fyne.KeyLeft, "2024-11-02 10:00"}, {fyne.KeyDown, "2024-11-02 09:00"}, {fyne.KeySpace, "2024-11-02 09:00"}} {
		d.graph.TypedKey(&fyne.KeyEvent{Name: c.key})
		if want := plantest.At(t, d.snapshot.Plan, c.want); !d.At().Equal(want) {
			t.Errorf("after %s the line stands at %v, want %v", c.key, d.At(), want)
		}
	}
}

func TestAcceptingOneOrAllAndUndo(t *testing.T) {
	p := laidOut(t, "us-2024")
	d := newDesk(t, p, look.Light, "en")
	d.SetAt(plantest.At(t, p, "2024-11-28 08:00"))
	changes := len(d.drill().shown)
	if changes == 0 {
		t.Fatal("nothing changes")
	}
	row := newDrillRow(d.drill())
	row.show(d.drill().shown[0])
	test.Tap(row.accept)
	if left := len(d.drill().shown); left >= changes || d.editor.Snapshot().Cursor != 1 {
		t.Errorf("%d changes left of %d after accepting one", left, changes)
	}
	test.Tap(d.drill().all)
	if left := len(d.drill().shown); left != 0 || !d.drill().all.Disabled() {
		t.Errorf("%d changes left after accepting all", left)
	}
	for range 2 {
		if _, err := d.editor.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if diff := planner.Diff(p, d.snapshot.Plan); len(diff) > 0 || len(d.drill().shown) != changes {
		t.Errorf("%d rows differ after undo, %d changes shown", len(diff), len(d.drill().shown))
	}
	d.drill().scope.SetValue("all")
	d.drill().filter()
	if len(d.drill().shown) != p.Events.Len() {
		t.Errorf("%d of %d events listed", len(d.drill().shown), p.Events.Len())
	}
	d.drill().list.Select(0)
	if len(d.opened) != 1 || p.Event(d.opened[0]) == nil {
		t.Errorf("opened %v", d.opened)
	}
}

func TestARehearsalGoesOnThePlanAndOff(t *testing.T) {
	d := newDesk(t, laidOut(t, "us-2024"), look.Light, "en")
	d.SetAt(plantest.At(t, d.snapshot.Plan, "2024-11-28 00:00"))
	d.tabs.SetValue("history")
	d.tab = "history"
	d.turn()
	h := d.pages["history"].(*history)
	row := newHistoryRow(h)
	win, _ := d.snapshot.Plan.Risks.Get("id-2023-10-04-commerce-off")
	row.show(win)
	if !strings.Contains(row.where.Text, "ID") || row.act.Text != "Rehearse" {
		t.Errorf("the row says %q, %q", row.where.Text, row.act.Text)
	}
	before := d.expected.Total().Minor
	test.Tap(row.act)
	own, ok := d.snapshot.Plan.Risks.Get(risk.RehearsalPrefix + win.ID)
	if !ok || !own.Span.Start.Equal(d.At()) || h.rows[0] != own || d.expected.Total().Minor <= before {
		t.Fatalf("rehearsed: %v %+v, expected loss %v", ok, own, d.expected.Total())
	}
	row.show(own)
	test.Tap(row.act)
	if _, still := d.snapshot.Plan.Risks.Get(own.ID); still {
		t.Error("the rehearsal is still on the plan")
	}
}

func TestNewsBecomesAWindowThatExplainsItself(t *testing.T) {
	d := newDesk(t, laidOut(t, "us-2024"), look.Light, "en")
	f := newNewsForm(d.Panel)
	if !strings.Contains(f.chance.Text, "6%") {
		t.Errorf("a rumour of a deadline weighs %q", f.chance.Text)
	}
	f.confidence.SetSelected("official")
	if !strings.Contains(f.chance.Text, "30%") {
		t.Errorf("an official deadline weighs %q", f.chance.Text)
	}
	f.title.SetText("It may stop")
	f.source.SetText("a paper")
	f.start.SetText("next week")
	if wrong := f.save(); wrong == "" {
		t.Error("a start that is no time is taken")
	}
	f.start.SetText("2024-11-29 00:00")
	f.end.SetText("2024-11-30")
	if wrong := f.save(); wrong != "" {
		t.Fatal(wrong)
	}
	win, ok := d.snapshot.Plan.Risks.Get("news-1")
	if !ok || win.Confidence != "official" || win.Probability != 3000 || !win.AllDay || win.Source != "a paper" {
		t.Errorf("window %+v", win)
	}
	if f.end.SetText(""); f.save() != "" {
		t.Error("an open end is refused")
	}
	if win, _ := d.snapshot.Plan.Risks.Get("news-2"); !win.Span.End.Equal(planner.Forever) {
		t.Errorf("window %+v", win)
	}
}

func TestTheChecklistGoesOnThePlanWithItsOwners(t *testing.T) {
	d := newDesk(t, laidOut(t, "us-2024"), look.Light, "zh-Hans")
	h := d.pages["hedge"].(*hedge)
	h.show()
	if len(h.tasks) != 7 || h.add.Disabled() {
		t.Fatalf("%d tasks", len(h.tasks))
	}
	onPlan := 0
	for _, x := range h.tasks {
		if x.Done {
			onPlan++
		}
	}
	if onPlan != 3 {
		t.Errorf("%d tasks stand on the engine's plan, want followers, orders and export", onPlan)
	}
	h.owners["stock"] = "小李"
	test.Tap(h.add)
	h.show()
	if !h.add.Disabled() {
		t.Error("the tasks can be added again")
	}
	found := false
	for _, x := range h.tasks {
		e := d.snapshot.Plan.Event(x.Event)
		if e == nil || strings.HasPrefix(x.Event, "hedge-") && (e.Title == "" || strings.HasPrefix(e.Title, "[")) {
			t.Fatalf("%s: %+v", x.ID, e)
		}
		found = found || x.ID == "stock" && e.Task.Owner == "小李" && e.Title == "控制备货"
	}
	if !found {
		t.Error("the owner is lost")
	}
}

func TestAClaimIsEdited(t *testing.T) {
	d := newDesk(t, laidOut(t, "us-2024"), look.Light, "en")
	s := d.pages["spread"].(*spread)
	s.show()
	param, _ := d.snapshot.Plan.Params.Get("spread_loss")
	if param.Values[0] != 3000 || param.Origin != "seed" {
		t.Fatalf("claim %+v", param)
	}
	field := findField(s.claim("spread_loss"))
	field.SetText("200%")
	if field.Finish() {
		t.Error("twice all sales are taken")
	}
	field.SetText("20%")
	if !field.Finish() {
		t.Error("20% is refused")
	}
	if param, _ := d.snapshot.Plan.Params.Get("spread_loss"); param.Values[0] != 2000 || param.Origin != planner.Own {
		t.Errorf("claim %+v", param)
	}
}

func TestEveryTextIsThereInBothLanguages(t *testing.T) {
	for _, lang := range []string{"en", "zh-Hans"} {
		d := newDesk(t, laidOut(t, "us-2024"), look.Dark, lang)
		d.SetAt(plantest.At(t, d.snapshot.Plan, "2024-11-28 08:00"))
		d.drill().scope.SetValue("all")
		for _, tab := range tabNames {
			d.tab = tab
			d.turn()
			for _, text := range texts(d.Object()) {
				if strings.HasPrefix(text, "[") {
					t.Errorf("%s, %s: %q", lang, tab, text)
				}
			}
		}
		for _, m := range d.drill().result.Moves {
			if text := d.words().Text(m.Reason); strings.HasPrefix(text, "[") {
				t.Errorf("%s: %q", lang, text)
			}
		}
	}
	d := newDesk(t, laidOut(t, "us-2024"), look.Light, "en")
	at := d.At()
	d.SetWords(d.book.In("zh-Hans"))
	if !d.At().Equal(at) || d.drill().all.Text != "全部接受" {
		t.Errorf("after a change of language the line stands at %v, the button says %q", d.At(), d.drill().all.Text)
	}
}

func TestAnEmptyPanelTakesInput(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Theme(look.Light))
	book, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	x := New(Deps{Words: book.In("en")})
	window := test.NewTempWindow(t, x.Object())
	window.Resize(fyne.NewSize(900, 600))
	x.graph.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(200, 60)}})
	x.graph.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	x.SetAt(time.Now())
	x.askNews()
	if !x.At().IsZero() {
		t.Errorf("the line stands at %v", x.At())
	}
}

// BenchmarkDrag is what a tick of dragging the line costs, without rasterising; a frame has 16.7 ms.
func BenchmarkDrag(b *testing.B) {
	d := newDesk(b, plantest.Plan(b, 2000), look.Light, "en")
	r := test.WidgetRenderer(d.graph).(*graphRenderer)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.graph.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(100+i%900), 60)}})
	}
	b.ReportMetric(float64(len(r.objects)), "objects")
}

// BenchmarkSetSnapshot is what an edit of a plan of 300 events costs the panel while it is shown.
func BenchmarkSetSnapshot(b *testing.B) {
	d := newDesk(b, plantest.Plan(b, 300), look.Light, "en")
	s := *d.editor.Snapshot()
	for b.Loop() {
		d.SetSnapshot(&s)
	}
}
