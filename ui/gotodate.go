package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/container"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// showGoToDate asks for a date and brings it into sight. The days on which campaigns turn are offered as buttons.
func (a *App) showGoToDate() {
	a.turnTo(pageCalendar)
	p, w := a.editor.Snapshot().Plan, a.words
	loc := p.Zone()
	var d *kit.Dialog
	show := func(day planner.Date) {
		d.Hide()
		a.board.GoTo(day.At(12, 0, loc))
		a.window.Canvas().Focus(a.board)
	}
	near := p.Sale.Span.Start
	if seen := a.board.VisibleSpan(); !seen.IsZero() {
		near = seen.Start.Add(seen.Length() / 2)
	}
	field := kit.NewField("", nil)
	field.SetPlaceHolder(w.T("drag.date.hint", planner.DateOf(near, loc).String()))
	read := func() string {
		day, err := parseDay(field.Text, planner.DateOf(near, loc), p.Sale.Campaign().Dates(loc))
		if err != nil {
			return kit.Lines(w.Problem(err))
		}
		show(day)
		return ""
	}
	field.OnSubmitted = func(string) { field.Complain(read()) }
	days := container.NewGridWithColumns(2)
	offer := func(name string, day planner.Date) {
		days.Add(kit.NewButton(w.T("drag.date.named", name, day), func() { show(day) }))
	}
	offer(w.T("drag.date.now"), planner.DateOf(a.editorNow(), loc))
	for _, ph := range p.Sale.Phases() {
		offer(w.T("phase."+string(ph.ID)), planner.DateOf(ph.Span.Start, loc))
	}
	for _, h := range planner.Holidays(p.Sale.Span, loc) {
		offer(w.T(h.Key), h.Date)
	}
	d = kit.Ask(a.window, w.T("ui.action.go_to_date"), kit.Sized(420, 80, kit.Column(field.Box(), days)), w.T("drag.date.go"), w.T("ui.cancel"), read)
	a.window.Canvas().Focus(field)
}

// parseDay reads a date as people type it: "2024-11-29", "11/29", "11月29日", or a day alone, of the month of near. A date
// without a year is that of the campaign, and near's where the campaign has none.
func parseDay(text string, near planner.Date, campaign []planner.Date) (planner.Date, error) {
	var n []int
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" -/.,年月日号", r) }) {
		x, err := strconv.Atoi(s)
		if err != nil {
			return planner.Date{}, planner.Problemf("problem.date", text)
		}
		n = append(n, x)
	}
	date := func(y, m, d int) (planner.Date, error) {
		if y < 100 {
			y += 2000
		}
		day, err := planner.ParseDate(strings.Join([]string{strconv.Itoa(y), two(m), two(d)}, "-"))
		if err != nil {
			return day, planner.Problemf("problem.date", text)
		}
		return day, nil
	}
	switch len(n) {
	case 1:
		return date(near.Year, int(near.Month), n[0])
	case 2:
		for _, d := range campaign {
			if int(d.Month) == n[0] && d.Day == n[1] {
				return d, nil
			}
		}
		return date(near.Year, n[0], n[1])
	case 3:
		return date(n[0], n[1], n[2])
	}
	return planner.Date{}, planner.Problemf("problem.date", text)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
