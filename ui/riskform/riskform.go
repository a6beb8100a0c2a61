// Package riskform is where risk windows are listed, entered and edited: a stretch in which the platform may go
// dark, its kind, its chance and where the news comes from.
package riskform

import (
	"cmp"
	"fmt"
	"sort"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/risk"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// Deps is what the forms need from outside.
type Deps struct {
	Words  *words.Words
	Window fyne.Window
	Plan   func() *planner.Plan
	Now    func() time.Time // the plan's as-of instant
	Do     func(planner.Command) error
}

const clockLayout = "2006-01-02 15:04"

// Edit opens the form of a window of the user's own: a copy of w with the fields as typed is put on the plan. A
// window without an ID is a new one.
func Edit(deps Deps, w planner.RiskWindow, done func()) {
	p, t := deps.Plan(), deps.Words.In(deps.Plan().Zone())
	show := func(at time.Time) string {
		if at.IsZero() || at.Equal(planner.Forever) {
			return ""
		}
		return at.In(p.Zone()).Format(clockLayout)
	}
	kinds := make([]kit.Option, len(planner.RiskKinds))
	for i, k := range planner.RiskKinds {
		kinds[i] = kit.Option{ID: string(k), Label: t.Show(k)}
	}
	kind := kit.NewPick(kinds, string(w.Kind), nil)
	start, end := kit.NewField(show(w.Span.Start), nil), kit.NewField(show(w.Span.End), nil)
	end.SetPlaceHolder(t.T("ui.risk.open_end"))
	chance := kit.NewField("", nil)
	if w.Probability >= 0 {
		chance.SetText(w.Probability.Decimal() + "%")
	}
	chance.SetPlaceHolder(t.T("ui.risk.default_chance"))
	known := ""
	if w.Title != "" {
		known = t.Name(&w)
	}
	markets := kit.NewField(strings.Join(w.Markets, ", "), nil)
	markets.SetPlaceHolder(p.Market.ID)
	knownFrom := kit.NewField(show(w.KnownFrom), nil)
	knownFrom.SetPlaceHolder(t.T("ui.risk.always_known"))
	trust := make([]kit.Option, 0, len(risk.Confidences)+1)
	for _, c := range append([]string{"own"}, risk.Confidences...) {
		trust = append(trust, kit.Option{ID: c, Label: t.T("confidence." + c)})
	}
	confidence := kit.NewPick(trust, cmp.Or(w.Confidence, "own"), nil)
	title, source := kit.NewField(known, nil), kit.NewField(w.Source, nil)
	title.SetPlaceHolder(t.T("ui.risk.default_title"))
	form := container.NewVBox(
		kit.Row(t.T("ui.field.kind"), kind), kit.Row(t.T("ui.field.markets"), markets), kit.Row(t.T("ui.field.start"), start), kit.Row(t.T("ui.field.end"), end),
		kit.Row(t.T("ui.field.chance"), chance), kit.Row(t.T("ui.field.title"), title), kit.Row(t.T("ui.field.source"), source),
		kit.Row(t.T("ban.news.confidence"), confidence), kit.Row(t.T("ui.field.known_from"), knownFrom),
		kit.Note(t.T("ui.risk.note", t.ZoneName())))
	heading := t.T("ui.risk.edit")
	if w.ID == "" {
		heading = t.T("ui.risk.new_title")
	}
	kit.Ask(deps.Window, heading, kit.Sized(460, 0, form), t.T("ui.save"), t.T("ui.cancel"), func() string {
		n, err := read(p, w, typed{kind.Value(), markets.Text, start.Text, end.Text, chance.Text, title.Text, source.Text, confidence.Value(), knownFrom.Text})
		if err == nil {
			if n.Title == known {
				n.Title, n.TitleZh = w.Title, w.TitleZh // as it was, in both languages
			}
			if n.ID == "" {
				n.ID = freeID(p)
			}
			err = deps.Do(planner.Put{Rows: []planner.Row{&n}, Why: planner.T("ui.edit.risk")})
		}
		if err == nil && done != nil {
			done()
		}
		return kit.Lines(t.Problem(err))
	})
}

// typed is what stands in the form.
type typed struct {
	kind, markets, start, end, chance, title, source, confidence, knownFrom string
}

// read makes the window that the form describes. An empty end is no end, an end on a date alone includes that
// day, an empty chance takes the default of the kind, no market the
// plan's, and no date from which it is known says that it always was.
func read(p *planner.Plan, w planner.RiskWindow, f typed) (planner.RiskWindow, error) {
	loc := p.Zone()
	w.Kind, w.Own, w.Source, w.Confidence = planner.RiskKind(f.kind), true, strings.TrimSpace(f.source), f.confidence
	w.Title, w.TitleZh = strings.TrimSpace(f.title), ""
	w.Markets = strings.FieldsFunc(strings.ToUpper(f.markets), func(c rune) bool { return strings.ContainsRune(" ,;，；、", c) })
	if len(w.Markets) == 0 {
		w.Markets = []string{p.Market.ID}
	}
	for _, m := range w.Markets {
		if len(m) != 2 {
			return w, planner.Problemf("problem.market_code", m)
		}
	}
	var err error
	w.KnownFrom = time.Time{}
	if known := strings.TrimSpace(f.knownFrom); known != "" {
		if w.KnownFrom, err = planner.ParseClock(known, loc); err != nil {
			return w, err
		}
	}
	if w.Span.Start, err = planner.ParseClock(f.start, loc); err != nil {
		return w, err
	}
	end := strings.TrimSpace(f.end)
	w.Span.End = planner.Forever
	if d, e := planner.ParseDate(end); e == nil {
		w.Span.End = d.Add(1).At(0, 0, loc)
	} else if end != "" {
		if w.Span.End, err = planner.ParseClock(end, loc); err != nil {
			return w, err
		}
	}
	days := w.Span.Dates(loc)
	w.AllDay = len(days) > 0 && w.Span.Start.Equal(days[0].At(0, 0, loc)) && w.Span.End.Equal(days[len(days)-1].Add(1).At(0, 0, loc))
	w.Probability = -1
	if strings.TrimSpace(f.chance) != "" {
		if w.Probability, err = kit.ParseShare(f.chance); err != nil {
			return w, err
		}
	}
	return w, planner.CheckRisk(&w)
}

// freeID returns an ID that no window of the plan has.
func freeID(p *planner.Plan) string {
	for i := 1; ; i++ {
		id := fmt.Sprintf("own-%d", i)
		if _, taken := p.Risks.Get(id); !taken {
			return id
		}
	}
}

// List opens the list of all windows of the plan's market that are known by now, the user's own first. Those can
// be edited and deleted; the presets' can only be read.
func List(deps Deps) {
	t := deps.Words.In(deps.Plan().Zone())
	box := container.NewVBox()
	var fill func()
	fill = func() {
		box.RemoveAll()
		for _, w := range windows(deps.Plan(), deps.Now()) {
			box.Add(entry(deps, w, fill))
			box.Add(widget.NewSeparator())
		}
		if len(box.Objects) == 0 {
			box.Add(kit.Mute(t.T("ui.risk.none")))
		}
	}
	fill()
	var d *kit.Dialog
	d = kit.Open(deps.Window, t.T("ui.risk.list"), kit.Sized(680, 380, container.NewVScroll(box)),
		kit.NewButton(t.T("ui.close"), func() { d.Hide() }),
		kit.NewPrimary(t.T("ui.risk.add"), func() { Edit(deps, New(deps.Plan()), fill) }))
}

// New is the window that the form begins with: the sale's first whole day, with the kind that stops everything.
func New(p *planner.Plan) planner.RiskWindow {
	day := planner.DateOf(p.Sale.Span.Start, p.Zone()).Add(1)
	return planner.RiskWindow{Kind: planner.ServiceOff, Span: day.Span(p.Zone()), Probability: -1, Own: true}
}

func windows(p *planner.Plan, now time.Time) []*planner.RiskWindow {
	var list []*planner.RiskWindow
	for _, w := range p.Risks.All() {
		if w.Own || w.In(p.Market.ID) && !w.KnownFrom.After(now) {
			list = append(list, w)
		}
	}
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].Own != list[j].Own {
			return list[i].Own
		}
		return list[i].Span.Start.Before(list[j].Span.Start)
	})
	return list
}

func entry(deps Deps, w *planner.RiskWindow, changed func()) fyne.CanvasObject {
	t := deps.Words.In(deps.Plan().Zone())
	from := t.T("ui.risk.preset", t.Confidence(w.Confidence))
	if w.Own {
		from = t.T("ui.risk.own")
	}
	if w.Source != "" {
		from += " · " + w.Source
	}
	text := container.NewVBox(kit.Wrapped(t.Show(w.Kind)+" · "+t.Name(w)), kit.Note(t.Span(w.Span)+" · "+from))
	if !w.Own {
		return text
	}
	buttons := container.NewHBox(kit.NewButton(t.T("ui.edit"), func() { Edit(deps, *w, changed) }),
		kit.NewButton(t.T("ui.delete"), func() {
			if deps.Do(planner.Drop{Table: "risks", IDs: []string{w.ID}, Why: planner.T("ui.edit.risk_drop")}) == nil {
				changed()
			}
		}))
	return container.NewBorder(nil, nil, nil, container.NewCenter(buttons), text)
}
