package agenda

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

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
	mod      fyne.KeyModifier // held while keys are pressed
	cmds     []planner.Command
	opened   []string
	told     []string
	keys     []fyne.KeyName
	shortcut []string
}

func newDesk(t testing.TB, p *planner.Plan, mode look.Mode, lang string) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(mode))
	book, err := words.Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	wall := func() time.Time { return time.Date(2024, 11, 5, 20, 0, 0, 0, time.UTC) }
	d := &desk{t: t, book: book, editor: editor.Open(p, nil, 0, editor.Options{Check: rules.NewChecker(), Wall: wall})}
	d.window = test.NewTempWindow(t, nil)
	d.Panel = New(Deps{Words: book.In(lang),
		Do:         func(c planner.Command) error { d.cmds = append(d.cmds, c); _, err := d.editor.Do(c); return err },
		OnOpen:     func(id string) { d.opened = append(d.opened, id) },
		OnSelect:   func(ids []string) { d.told = ids },
		OnKey:      func(ev *fyne.KeyEvent) { d.keys = append(d.keys, ev.Name) },
		OnShortcut: func(s fyne.Shortcut) { d.shortcut = append(d.shortcut, s.ShortcutName()) },
	})
	d.list.mods = func() fyne.KeyModifier { return d.mod }
	d.window.SetPadded(false)
	d.window.SetContent(d.Object())
	d.window.Resize(fyne.NewSize(1280, 800))
	d.editor.Listen(func(s *editor.Snapshot, _ *editor.Write) { d.SetSnapshot(s) })
	d.SetSnapshot(d.editor.Snapshot())
	d.window.Canvas().Focus(d.list)
	return d
}

// season is a plan of a few events of every sort: a live over midnight in Beijing with its teaser, another by two
// hosts on two channels, a coupon of whole days, one with hours, and a milestone without a time.
func season(t testing.TB) *planner.Plan {
	p := plantest.Empty(t, "us-2024")
	p.NextID = 100
	span := func(from, to string) planner.Span {
		return planner.Span{Start: plantest.At(t, p, from), End: plantest.At(t, p, to)}
	}
	live := func(id, from, to string, hosts ...string) *planner.Event {
		e := &planner.Event{ID: id, Kind: planner.Live, Channel: planner.TikTok, Span: span(from, to), Line: "kitchen", Live: &planner.LiveDetail{Studio: "s1"}}
		for i, h := range hosts {
			part := e.Span.Length() / time.Duration(len(hosts))
			start := e.Span.Start.Add(part * time.Duration(i))
			e.Live.Shifts = append(e.Live.Shifts, planner.Shift{Host: h, Span: planner.Span{Start: start, End: start.Add(part)}})
		}
		return e
	}
	two := live("L2", "2024-11-29 19:00", "2024-11-29 21:00", "b-host", "c-host")
	two.Live.Mirrors = []string{"youtube"}
	events := []*planner.Event{
		live("L1", "2024-11-14 19:00", "2024-11-14 21:00", "a-host"), two,
		{ID: "V3", Kind: planner.Video, Channel: planner.TikTok, Parent: "L1", Line: "kitchen", Span: span("2024-11-13 19:00", "2024-11-13 19:15"), Clip: &planner.VideoDetail{Type: planner.Teaser}},
		{ID: "V4", Kind: planner.Video, Title: "Lamp, first look", Channel: "instagram", Products: []string{"SKU-31"}, Span: span("2024-11-13 09:30", "2024-11-13 09:45"), Clip: &planner.VideoDetail{Type: planner.Unboxing}, Note: "ask\tfor a warm light"},
		{ID: "C5", Kind: planner.Coupon, Channel: planner.TikTok, Line: "pets", Span: span("2024-11-29", "2024-12-02"), Promo: &planner.Promo{Tool: "sale_coupon", PercentOff: 3500, PlatformShare: -1}},
		{ID: "C6", Kind: planner.Coupon, Channel: planner.TikTok, Span: span("2024-11-20 12:00", "2024-11-22 18:00"), Promo: &planner.Promo{Tool: "seller_coupon", PercentOff: 1500, PlatformShare: -1}},
		{ID: "M7", Kind: planner.Milestone, Channel: planner.TikTok, Task: &planner.MilestoneDetail{Type: planner.Samples}},
	}
	for _, e := range events {
		e.Shop = "main"
	}
	return plantest.Do(t, p, planner.Add{Events: events})
}

// ids are the events that are listed.
func (d *desk) ids() string {
	var ids []string
	for i := range d.shown {
		ids = append(ids, d.Panel.row(i).event.ID)
	}
	return strings.Join(ids, " ")
}

// press presses keys on the list.
func (d *desk) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		d.list.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// at returns the event under the cursor.
func (d *desk) at() string { return d.Panel.row(d.list.cursor).event.ID }

// click is a press of the primary button on the event of that ID.
func (d *desk) click(id string, x float32, mod fyne.KeyModifier) *tableLine {
	l := newLine(d.Panel)
	l.Resize(fyne.NewSize(1200, 24))
	l.SetIndex(d.shown[d.find(id)])
	l.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 10)}, Button: desktop.MouseButtonPrimary, Modifier: mod})
	return l
}

// y returns how far below the top of the list the event of that ID stands.
func (d *desk) y(id string) float32 {
	return float32(d.shown[d.find(id)])*d.list.pitch() - d.list.GetScrollOffset()
}

// TestPictures paints the panel into the folder that BFPLANNER_PICTURES names, for people to look at.
func TestPictures(t *testing.T) {
	folder := os.Getenv("BFPLANNER_PICTURES")
	if folder == "" {
		t.Skip("BFPLANNER_PICTURES names no folder")
	}
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		for _, lang := range []string{"en", "zh-Hans"} {
			for name, p := range map[string]*planner.Plan{"few": season(t), "many": plantest.Plan(t, 500)} {
				d := newDesk(t, p, mode, lang)
				if name == "many" {
					for range 18 {
						d.press(fyne.KeyPageDown)
					}
				}
				d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown)
				d.snap(folder, "agenda-"+name+"-"+string(mode)+"-"+lang)
			}
		}
	}
	p := plantest.Do(t, season(t), planner.Put{Rows: []planner.Row{&planner.RiskWindow{ID: "own-1", Markets: []string{"US"}, Kind: planner.ServiceOff,
		Title: "Divest-or-ban deadline", TitleZh: "不卖就禁的最后期限", Probability: 2500, Span: planner.Span{Start: plantest.At(t, season(t), "2024-11-28"), End: plantest.At(t, season(t), "2024-12-02")}}}})
	d := newDesk(t, p, look.Light, "en")
	fyne.CurrentApp().Settings().SetTheme(look.Scaled(look.Light, 1.5))
	d.SetWords(d.book.In("zh-Hans"))
	d.snap(folder, "agenda-risk-large-zh-Hans")
	fyne.CurrentApp().Settings().SetTheme(look.Scaled(look.Light, 1))
	d.SetWords(d.book.In("en"))
	d.bar.Search.SetText("ben")
	d.snap(folder, "agenda-risk-found-en")
}

// snap paints the window into a file of the folder.
func (d *desk) snap(folder, name string) {
	d.t.Helper()
	f, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, d.window.Canvas().Capture()); err != nil {
		d.t.Fatal(err)
	}
}
