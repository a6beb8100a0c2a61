package ban

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/risk"
	"bfplanner/ui/kit"
)

// newsForm is the form in which a piece of news is entered.
type newsForm struct {
	panel                           *Panel
	title, source, date, start, end *kit.Field
	kind, confidence                *kit.Pick
	chance                          *widget.Label
}

// askNews opens the form. It begins with a deadline on the line's day, heard of today.
func (x *Panel) askNews() {
	if x.snapshot == nil {
		return
	}
	w := x.words()
	f := newNewsForm(x)
	body := container.NewVBox(
		kit.Row(w.T("ban.news.title"), f.title), kit.Row(w.T("ui.field.source"), f.source), kit.Row(w.T("ban.news.date"), f.date),
		kit.Row(w.T("ban.news.confidence"), f.confidence), kit.Row(w.T("ui.field.kind"), f.kind),
		kit.Row(w.T("ui.field.start"), f.start), kit.Row(w.T("ui.field.end"), f.end), f.chance, kit.Note(w.T("ban.news.note", w.ZoneName())))
	kit.Ask(x.deps.Window, w.T("ban.news.heading"), kit.Sized(500, 0, body), w.T("ui.save"), w.T("ui.cancel"), f.save)
}

func newNewsForm(x *Panel) *newsForm {
	w, p := x.words(), x.snapshot.Plan
	f := &newsForm{panel: x, chance: kit.Note("")}
	kinds := make([]kit.Option, len(planner.RiskKinds))
	for i, k := range planner.RiskKinds {
		kinds[i] = kit.Option{ID: string(k), Label: w.Show(k)}
	}
	trust := make([]kit.Option, len(risk.Confidences))
	for i, c := range risk.Confidences {
		trust[i] = kit.Option{ID: c, Label: w.T("confidence." + c)}
	}
	day := planner.DateOf(x.at, p.Zone())
	f.title, f.source = kit.NewField("", nil), kit.NewField("", nil)
	f.date = kit.NewField(planner.DateOf(x.snapshot.Now, p.Zone()).String(), nil)
	f.start, f.end = kit.NewField(day.String()+" 00:00", nil), kit.NewField(day.String(), nil)
	f.end.SetPlaceHolder(w.T("ui.risk.open_end"))
	f.kind = kit.NewPick(kinds, string(planner.Deadline), func(string) { f.weigh() })
	f.confidence = kit.NewPick(trust, risk.Rumour, func(string) { f.weigh() })
	f.weigh()
	return f
}

// read makes the news of what is typed. An end on a date alone includes that day, an empty one is none.
func (f *newsForm) read() (risk.News, error) {
	loc := f.panel.snapshot.Plan.Zone()
	n := risk.News{Kind: planner.RiskKind(f.kind.Value()), Title: f.title.Text, Source: f.source.Text, Confidence: f.confidence.Value()}
	var err error
	if n.Date, err = planner.ParseDate(strings.TrimSpace(f.date.Text)); err != nil {
		return n, err
	}
	if n.Span.Start, err = planner.ParseClock(f.start.Text, loc); err != nil {
		return n, err
	}
	n.Span.End, err = endOf(strings.TrimSpace(f.end.Text), loc)
	return n, err
}

func endOf(text string, loc *time.Location) (time.Time, error) {
	if text == "" {
		return planner.Forever, nil
	}
	if d, err := planner.ParseDate(text); err == nil {
		return d.Add(1).At(0, 0, loc), nil
	}
	return planner.ParseClock(text, loc)
}

// weigh shows the chance that the news would have, and how it comes about.
func (f *newsForm) weigh() {
	if f.kind == nil || f.confidence == nil {
		return
	}
	n, err := f.read()
	if err != nil {
		return
	}
	p := f.panel.snapshot.Plan
	if win, err := n.Window(p); err == nil {
		f.chance.SetText(f.panel.words().Text(risk.Why(p, win)))
	}
}

// save puts the window on the plan and returns what is wrong.
func (f *newsForm) save() string {
	x := f.panel
	n, err := f.read()
	if err == nil {
		var win *planner.RiskWindow
		if win, err = n.Window(x.snapshot.Plan); err == nil {
			err = x.deps.Do(planner.Put{Rows: []planner.Row{win}, Why: planner.T("ban.edit.news", win.Title)})
		}
	}
	return kit.Lines(x.words().Problem(err))
}
