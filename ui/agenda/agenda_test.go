package agenda

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/ui/filter"
	"bfplanner/ui/look"
)

func TestEventsStandUnderTheirDaysInTheOrderOfTime(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	// The coupon of whole days begins at midnight, before the live of that day.
	if got := d.ids(); got != "V4 V3 L1 C6 C5 L2 M7" {
		t.Fatalf("listed: %s", got)
	}
	var days []string
	for _, l := range d.lines {
		if l.head != nil {
			name, about, _ := d.view().day(l.head)
			days = append(days, strings.TrimSpace(name+" | "+about+" | "+d.deps.Words.T("agenda.count", l.head.count)))
		}
	}
	want := []string{"Wed Nov 13, 2024 | Seeding | 2 events", "Thu Nov 14, 2024 | Main sale | 1 event", "Wed Nov 20, 2024 | Main sale | 1 event",
		"Fri Nov 29, 2024 | Black Friday · Peak | 2 events", "Backlog, no time yet |  | 1 event"}
	if !reflect.DeepEqual(days, want) {
		t.Errorf("headings\n%s\nwant\n%s", strings.Join(days, "\n"), strings.Join(want, "\n"))
	}
}

func TestAHeadingSaysTheRiskOfItsDay(t *testing.T) {
	p := plantest.Do(t, season(t), planner.Put{Rows: []planner.Row{&planner.RiskWindow{ID: "own-1", Markets: []string{"US"}, Kind: planner.ServiceOff,
		Title: "It goes dark", TitleZh: "停服", Probability: 2500, Span: planner.Span{Start: plantest.At(t, season(t), "2024-11-14"), End: plantest.At(t, season(t), "2024-11-15")}}}})
	d := newDesk(t, p, look.Light, "en")
	flags := map[string]string{}
	for _, l := range d.lines {
		if l.head != nil {
			_, _, flag := d.view().day(l.head)
			flags[l.head.date.String()] = flag
		}
	}
	if !strings.Contains(flags["2024-11-14"], "Ban risk: It goes dark, 25% a day") || flags["2024-11-29"] != "" {
		t.Errorf("flags: %q", flags)
	}
}

func TestARowSaysWhenOnBothClocks(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	v := d.view()
	for _, c := range []struct{ id, market, beijing string }{
		{"V4", "Nov 13 09:30", "Nov 14 01:30"},
		{"L1", "Nov 14 19:00–21:00", "Nov 15 11:00–13:00"},
		{"C6", "Nov 20 12:00 – Nov 22 18:00", "Nov 21 04:00 – Nov 23 10:00"},
		{"C5", "Nov 29 – Dec 1", "Nov 29 16:00 – Dec 2 16:00"},
		{"M7", "no time", "no time"},
	} {
		r := d.Panel.row(d.find(c.id))
		if got := [2]string{columns[0].text(v, r), columns[1].text(v, r)}; got != [2]string{c.market, c.beijing} {
			t.Errorf("%s: %q", c.id, got)
		}
	}
	live := d.Panel.row(d.find("L2"))
	if got := v.channels(live.event); got != "TikTok Shop + YouTube" {
		t.Errorf("a live sent on: %q", got)
	}
	if got := columns[4].text(v, live); got != "Ben → Chloe" {
		t.Errorf("hosts: %q", got)
	}
	one := planner.Event{Kind: planner.Coupon, Span: planner.Span{Start: plantest.At(t, v.plan, "2024-11-03"), End: plantest.At(t, v.plan, "2024-11-04")}}
	if got := clock(v.words, &one); got != "Nov 3 all day" {
		t.Errorf("a day of 25 hours: %q", got)
	}
	one.Span = planner.Span{Start: plantest.At(t, v.plan, "2024-11-03 22:00"), End: plantest.At(t, v.plan, "2024-11-04")}
	if got := clock(v.words, &one); got != "Nov 3 22:00–24:00" {
		t.Errorf("up to midnight: %q", got)
	}
}

func TestFindingsAreCountedAndNamed(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	want := map[string]int{}
	for _, f := range d.snapshot.Findings {
		for _, id := range f.Events {
			want[id]++
		}
	}
	if len(want) == 0 {
		t.Fatal("the plan has no findings; the test needs some")
	}
	for i := range d.shown {
		r := d.Panel.row(i)
		if r.marks.Total() != want[r.event.ID] {
			t.Errorf("%s has %d findings, want %d", r.event.ID, r.marks.Total(), want[r.event.ID])
		}
		if said := d.view().findings(r); (said == "") != (want[r.event.ID] == 0) {
			t.Errorf("%s says %q", r.event.ID, said)
		}
	}
	m := filter.Marks{0, 2, 1}
	if m.Worst() != "warn" || m.Total() != 3 || (filter.Marks{}).Worst() != "" {
		t.Errorf("%v: %s, %d", m, m.Worst(), m.Total())
	}
}

func TestFilters(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	for _, c := range []struct {
		name string
		f    filter.Filter
		want string
	}{
		{"none", filter.Filter{}, "V4 V3 L1 C6 C5 L2 M7"},
		{"kind", filter.Filter{Kind: "video"}, "V4 V3"},
		{"host", filter.Filter{Host: "c-host"}, "L2"},
		{"channel", filter.Filter{Channel: "instagram"}, "V4"},
		{"channel that a live is sent to", filter.Filter{Channel: "youtube"}, "L2"},
		{"text in a title", filter.Filter{Text: "first LAMP"}, "V4"},
		{"text in a note", filter.Filter{Text: "warm"}, "V4"},
		{"a product", filter.Filter{Text: "sku-31"}, "V4"},
		{"a host's name", filter.Filter{Text: "ana"}, "L1"},
		{"a day", filter.Filter{Text: "2024-11-29"}, "C5 L2"},
		{"kind and text", filter.Filter{Kind: "live", Text: "youtube"}, "L2"},
		{"nothing", filter.Filter{Kind: "ad"}, ""},
	} {
		d.bar.SetValue(c.f)
		if d.arrange(); d.ids() != c.want {
			t.Errorf("%s: %q, want %q", c.name, d.ids(), c.want)
		}
	}
	if !d.empty.Visible() {
		t.Error("an empty list says nothing")
	}
	for _, s := range filter.Severities {
		d.bar.SetValue(filter.Filter{Severity: s})
		d.arrange()
		for i, r := 0, 0; i < len(d.rows); i++ {
			has := false
			for _, f := range d.snapshot.Findings {
				for _, id := range f.Events {
					has = has || f.Severity == s && id == d.rows[i].event.ID
				}
			}
			if listed := r < len(d.shown) && d.Panel.row(r) == d.rows[i]; listed != has {
				t.Errorf("%s: %s is listed: %v", s, d.rows[i].event.ID, listed)
			} else if listed {
				r++
			}
		}
	}
}

func TestTheFilterWorksAsItIsTypedAndPicked(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.Find()
	test.Type(d.bar.Search, "lam")
	if d.ids() != "V4" || d.heading.Text != "1 OF 7 EVENTS · 0 SELECTED" {
		t.Errorf("typed: %q, %q", d.ids(), d.heading.Text)
	}
	d.bar.Search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(d.shown) != 7 {
		t.Errorf("Esc leaves %q", d.ids())
	}
	d.bar.Search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if d.window.Canvas().Focused() != d.list {
		t.Error("Down does not leave for the list")
	}
	d.bar.Pick("kind").SetSelected("Live")
	d.bar.Pick("host").SetSelected("Ana")
	if d.ids() != "L1" {
		t.Errorf("picked: %q", d.ids())
	}
	d.clear()
	if len(d.shown) != 7 || d.bar.Pick("kind").Value() != "" {
		t.Errorf("cleared: %q", d.ids())
	}
}

func TestKeysWalk(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	for _, c := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyUp, "V4"}, {fyne.KeyDown, "V3"}, {fyne.KeyDown, "L1"}, {fyne.KeyUp, "V3"}, {fyne.KeyEnd, "M7"}, {fyne.KeyDown, "M7"}, {fyne.KeyHome, "V4"},
		{fyne.KeyPageDown, "M7"}, {fyne.KeyPageUp, "V4"}} {
		if d.press(c.key); d.at() != c.want {
			t.Errorf("%s goes to %s, want %s", c.key, d.at(), c.want)
		}
	}
	many := newDesk(t, plantest.Plan(t, 500), look.Light, "en")
	page := int(many.list.Size().Height/many.list.pitch()) - 1
	many.press(fyne.KeyPageDown, fyne.KeyPageDown)
	if at := many.shown[many.list.cursor]; at < 2*page || at > 2*page+2 {
		t.Errorf("two pages of %d lines lead to line %d", page, at)
	}
	if y := many.y(many.at()); y < 0 || y > many.list.Size().Height-lineHeight+0.5 {
		t.Errorf("the cursor is out of sight, at %v", y)
	}
}

func TestKeysOpenPickAndHandOn(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.press(fyne.KeyDown, fyne.KeyReturn, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	if !reflect.DeepEqual(d.opened, []string{"V3"}) || !reflect.DeepEqual(d.told, []string{"V3", "L1"}) {
		t.Errorf("opened %q, picked %q", d.opened, d.told)
	}
	if d.press(fyne.KeySpace); !reflect.DeepEqual(d.told, []string{"V3"}) || d.heading.Text != "7 OF 7 EVENTS · 1 SELECTED" {
		t.Errorf("a second Space leaves %q, %q", d.told, d.heading.Text)
	}
	d.Select(nil)
	d.mod = fyne.KeyModifierShift
	d.press(fyne.KeyDown, fyne.KeyDown)
	d.mod = 0
	if strings.Join(d.told, " ") != "L1 C6 C5" {
		t.Errorf("Shift and Down pick %q", d.told)
	}
	d.list.TypedShortcut(&fyne.ShortcutSelectAll{})
	if len(d.told) != 7 {
		t.Errorf("Ctrl+A picks %q", d.told)
	}
	d.press(fyne.KeyF1)
	d.list.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierControl})
	d.list.TypedShortcut(&fyne.ShortcutUndo{})
	if !reflect.DeepEqual(d.keys, []fyne.KeyName{fyne.KeyF1}) || len(d.shortcut) != 2 {
		t.Errorf("handed on: %q and %q", d.keys, d.shortcut)
	}
}

func TestArrowsMoveByDaysAndShiftByQuarters(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.Reveal("L1")
	d.press(fyne.KeyRight)
	if want := (planner.Move{IDs: []string{"L1"}, Days: 1}); len(d.cmds) != 1 || !reflect.DeepEqual(d.cmds[0], want) {
		t.Fatalf("Right is %+v", d.cmds)
	}
	if got := d.snapshot.Plan.Event("V3").Span.Start; !got.Equal(plantest.At(t, d.snapshot.Plan, "2024-11-14 19:00")) {
		t.Errorf("its teaser stays behind at %v", got)
	}
	d.mod = fyne.KeyModifierShift
	d.press(fyne.KeyLeft)
	if want := (planner.Move{IDs: []string{"L1"}, By: -15 * time.Minute}); len(d.cmds) != 2 || !reflect.DeepEqual(d.cmds[1], want) {
		t.Fatalf("Shift+Left is %+v", d.cmds)
	}
	if got := d.snapshot.Plan.Event("L1").Span.Start; !got.Equal(plantest.At(t, d.snapshot.Plan, "2024-11-15 18:45")) || d.at() != "L1" {
		t.Errorf("it stands at %v, the cursor on %s", got, d.at())
	}
	d.Reveal("C5")
	d.press(fyne.KeyRight)
	if len(d.cmds) != 2 || !strings.Contains(d.note.Text, "whole days") {
		t.Errorf("a coupon of whole days moved by minutes: %+v, %q", d.cmds, d.note.Text)
	}
	d.mod = 0
	d.press(fyne.KeyLeft)
	if len(d.cmds) != 3 || !wholeDays(d.snapshot.Plan.Event("C5").Span, d.snapshot.Plan.Zone()) {
		t.Errorf("a coupon of whole days does not move by a day: %+v", d.cmds)
	}
	d.Reveal("M7")
	d.press(fyne.KeyLeft)
	if len(d.cmds) != 3 || !strings.Contains(d.note.Text, "no time") {
		t.Errorf("the backlog moved: %+v, %q", d.cmds, d.note.Text)
	}
}

func TestWhatIsPickedMovesTogetherAsOneEdit(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.Select([]string{"C6", "L2", "C5", "M7"})
	d.Reveal("L2")
	d.press(fyne.KeyRight)
	if want := (planner.Move{IDs: []string{"C6", "C5", "L2"}, Days: 1}); len(d.cmds) != 1 || !reflect.DeepEqual(d.cmds[0], want) {
		t.Errorf("a day: %+v", d.cmds)
	}
	d.mod = fyne.KeyModifierShift
	d.press(fyne.KeyRight)
	if want := (planner.Move{IDs: []string{"C6", "L2"}, By: 15 * time.Minute}); len(d.cmds) != 2 || !reflect.DeepEqual(d.cmds[1], want) {
		t.Errorf("a quarter: %+v", d.cmds)
	}
	d.mod = 0
	d.Reveal("V4")
	d.press(fyne.KeyRight)
	if want := (planner.Move{IDs: []string{"V4"}, Days: 1}); len(d.cmds) != 3 || !reflect.DeepEqual(d.cmds[2], want) {
		t.Errorf("beside the picks: %+v", d.cmds)
	}
}

func TestDeleteRemovesAndTheNeighbourTakesTheCursor(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.Reveal("L1")
	d.press(fyne.KeyDelete)
	if d.ids() != "V4 C6 C5 L2 M7" || d.at() == "" {
		t.Errorf("left: %q, the cursor on %s", d.ids(), d.at())
	}
	var asked []string
	d.deps.OnDelete = func(ids []string) { asked = ids }
	d.Select([]string{"C5", "C6"})
	d.Reveal("C6")
	d.press(fyne.KeyBackspace)
	if strings.Join(asked, " ") != "C6 C5" || len(d.shown) != 5 {
		t.Errorf("asked for %q", asked)
	}
	d.deps.OnDelete = nil
	d.Select(nil)
	for range 9 {
		d.press(fyne.KeyDelete)
	}
	if len(d.shown) != 0 {
		t.Errorf("left: %q", d.ids())
	}
	d.press(fyne.KeyDown, fyne.KeyPageUp, fyne.KeyEnd, fyne.KeyReturn, fyne.KeySpace, fyne.KeyLeft)
}

func TestARefusedEditIsSaid(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.deps.Do = func(planner.Command) error { return planner.Problemf("problem.no_event", "L1") }
	d.press(fyne.KeyRight)
	if !strings.Contains(d.note.Text, "no event L1") || d.note.Importance != widget.DangerImportance {
		t.Errorf("it says %q", d.note.Text)
	}
	d.deps.Do = func(planner.Command) error { return errors.New("a fault") }
	if d.press(fyne.KeyRight); !strings.Contains(d.note.Text, "a fault") {
		t.Errorf("it says %q", d.note.Text)
	}
	if d.press(fyne.KeySpace); d.note.Importance != widget.LowImportance {
		t.Errorf("the next key leaves %q", d.note.Text)
	}
}

func TestThePointerPicksAndOpens(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.click("L1", 300, 0)
	if d.at() != "L1" || len(d.told) != 0 {
		t.Errorf("a press goes to %s and picks %q", d.at(), d.told)
	}
	d.click("V4", 12, 0)
	d.click("C5", 300, fyne.KeyModifierControl)
	d.click("L2", 300, fyne.KeyModifierShift)
	if strings.Join(d.told, " ") != "V4 C5 L2" {
		t.Errorf("picked %q", d.told)
	}
	l := d.click("C6", 300, 0)
	l.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(300, 10)})
	if !reflect.DeepEqual(d.opened, []string{"C6"}) {
		t.Errorf("opened %q", d.opened)
	}
	l.SetIndex(0) // a heading
	l.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	l.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(300, 10)})
	l.SetIndex(999)
	l.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	if d.at() != "C6" || len(d.opened) != 1 {
		t.Errorf("a heading takes the cursor to %s", d.at())
	}
}

func TestCopyIsATable(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	c := test.NewClipboard()
	d.list.TypedShortcut(&fyne.ShortcutCopy{Clipboard: c})
	lines := strings.Split(strings.TrimSuffix(c.Content(), "\n"), "\n")
	if len(lines) != 8 || !strings.HasPrefix(lines[0], "Date\tKind\tID\tTime · Pacific\tTime · Beijing\tTitle\t") {
		t.Fatalf("copied %q", lines)
	}
	for _, l := range lines {
		if n := strings.Count(l, "\t"); n != len(columns)+2 {
			t.Errorf("%d tabs in %q", n, l)
		}
	}
	if !strings.HasPrefix(lines[3], "2024-11-14\tLive\tL1\tNov 14 19:00–21:00\tNov 15 11:00–13:00\tLive 2 h · Ana\tTikTok Shop\tAna\tKitchen\t") {
		t.Errorf("a live: %q", lines[3])
	}
	d.Select([]string{"V4", "M7"})
	d.list.TypedShortcut(&fyne.ShortcutCopy{Clipboard: c})
	if got := strings.Count(c.Content(), "\n"); got != 3 || !strings.Contains(d.note.Text, "2 rows") {
		t.Errorf("two picked: %q, %q", c.Content(), d.note.Text)
	}
	d.SetWords(d.book.In("zh-Hans"))
	d.list.TypedShortcut(&fyne.ShortcutCopy{Clipboard: c})
	if !strings.HasPrefix(c.Content(), "日期\t类型\t编号\t时间 · 太平洋\t时间 · 北京\t") {
		t.Errorf("in Chinese: %q", c.Content())
	}
}

func TestTheListKeepsItsPlaceBetweenSnapshots(t *testing.T) {
	d := newDesk(t, plantest.Plan(t, 1000), look.Light, "en")
	for range 6 {
		d.press(fyne.KeyPageDown)
	}
	first := d.Panel.row(0).event.ID
	at, y := d.at(), d.y(d.at())
	for _, cmd := range []planner.Command{
		planner.Remove{IDs: []string{first}, Alone: true},
		planner.Move{IDs: []string{d.Panel.row(3).event.ID}, Days: 40, Alone: true},
	} {
		if _, err := d.editor.Do(cmd); err != nil {
			t.Fatal(err)
		}
		if d.at() != at || d.y(at) < y-0.5 || d.y(at) > y+0.5 {
			t.Fatalf("after %T the cursor is on %s at %v, it was on %s at %v", cmd, d.at(), d.y(d.at()), at, y)
		}
	}
	// The event under the cursor is followed wherever its edit takes it.
	d.press(fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	if y := d.y(at); d.at() != at || y < 0 || y > d.list.Size().Height-lineHeight+0.5 {
		t.Errorf("moved, it stands at %v with the cursor on %s", y, d.at())
	}
}

func TestTheLanguageSwitches(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.Reveal("L2")
	d.bar.Search.SetText("live")
	d.SetWords(d.book.In("zh-Hans"))
	if d.heading.Text != "日程 0 / 7 · 已选 0" || d.bar.Search.Text != "live" {
		t.Errorf("it says %q, the filter %q", d.heading.Text, d.bar.Search.Text)
	}
	d.bar.Search.SetText("直播")
	if !strings.Contains(d.ids(), "L1") || d.bar.Pick("kind").Options[2] != "直播" {
		t.Errorf("in Chinese it finds %q of %q", d.ids(), d.bar.Pick("kind").Options)
	}
	if _, about, _ := d.view().day(&heading{date: planner.BlackFriday(2024), holidays: []string{"holiday.black_friday"}, phase: planner.Peak}); about != "黑五 · 高峰" {
		t.Errorf("Black Friday is %q", about)
	}
}

func TestAnotherPlanReplacesThis(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	d.bar.Search.SetText("lamp")
	d.press(fyne.KeySpace)
	other := plantest.Plan(t, 30)
	other.ID = "another"
	d.SetSnapshot(newDesk(t, other, look.Light, "en").snapshot)
	if len(d.shown) != 30 || d.bar.Search.Text != "" || len(d.picked) != 0 || d.list.cursor != 0 {
		t.Errorf("%d events, filter %q, %d picked, cursor %d", len(d.shown), d.bar.Search.Text, len(d.picked), d.list.cursor)
	}
}

func TestNothingHappensBeforeThereIsAPlan(t *testing.T) {
	d := newDesk(t, season(t), look.Light, "en")
	x := New(Deps{Words: d.book.In("en")})
	x.SetWords(d.book.In("zh-Hans"))
	x.copyTo(test.NewClipboard())
	x.clear()
	x.Reveal("L1")
	x.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	x.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if x.heading.Text != "" && !strings.Contains(x.heading.Text, "0") {
		t.Errorf("it says %q", x.heading.Text)
	}
}

func TestColumnsFitTheWindow(t *testing.T) {
	for _, c := range []struct{ width, k float32 }{{1264, 1}, {2000, 1}, {400, 1}, {3000, 1.5}} {
		list := edges(c.width, c.k)
		for i := range columns {
			if list[i+1]-list[i] < columns[i].width*c.k-0.01 {
				t.Errorf("%v wide at %v: column %s has %v", c.width, c.k, columns[i].id, list[i+1]-list[i])
			}
		}
	}
	if most := edges(0, 1)[len(columns)]; most > 1264 {
		t.Errorf("the columns need %v, more than a window of 1280 has", most)
	}
}
