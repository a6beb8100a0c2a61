package ui

import (
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/exposure"
	"bfplanner/planner/risk"
	"bfplanner/ui/ban"
	"bfplanner/ui/calendar"
)

// losses is what the calendar is told of the platform going dark. The model of a plan is made once for all instants.
func (a *App) losses() calendar.Loss {
	var of *editor.Snapshot
	var model *exposure.Model
	at := func(t time.Time) exposure.Exposure {
		if s := a.editor.Snapshot(); s != of {
			of, model = s, exposure.New(s.Plan, s.Now)
		}
		return model.At(t)
	}
	return calendar.Loss{
		At:    func(t time.Time) planner.Money { return at(t).Total() },
		Lines: func(t time.Time) []calendar.LossLine { return a.lossLines(at(t)) },
		Drop:  a.drillAt,
	}
}

// lossLines is what the card beside the line says: the instant, the total, and what it is made of.
func (a *App) lossLines(e exposure.Exposure) []calendar.LossLine {
	w := a.words.In(a.editor.Snapshot().Plan.Zone())
	list := []calendar.LossLine{{Amount: w.T("ban.dark_at", e.At)}}
	for _, part := range []struct {
		key    string
		amount planner.Money
	}{{"total", e.Total()}, {"unsold", e.UnsoldGMV}, {"unsettled", e.Unsettled}, {"returns", e.OpenReturns}, {"coupons", e.OpenCouponCost}, {"sunk", e.SunkCost}} {
		if part.key == "total" || part.amount.Minor > 0 {
			list = append(list, calendar.LossLine{Name: w.T("exposure." + part.key), Amount: w.Money(part.amount)})
		}
	}
	return append(list, calendar.LossLine{Name: w.T("exposure.stuck"), Amount: w.Money(e.StuckCost)},
		calendar.LossLine{Amount: w.T("ban.line.keys")})
}

// toggleDark draws the line at which the platform goes dark, or takes it away. It begins on the next flagged day in sight, else in the middle of the view.
func (a *App) toggleDark() {
	if !a.board.Dark().IsZero() {
		a.board.SetDark(time.Time{})
		return
	}
	a.turnTo(pageCalendar)
	s, seen := a.editor.Snapshot(), a.board.VisibleSpan()
	loc := s.Plan.Zone()
	at := planner.DateOf(seen.Start.Add(seen.Length()/2), loc).At(0, 0, loc)
	for _, d := range risk.Flagged(s.Plan, s.Now, seen) {
		if day := d.Date.At(0, 0, loc); day.After(s.Now) && seen.Contains(day) {
			at = day
			break
		}
	}
	a.board.SetDark(at)
}

// drillAt opens the drill of the instant.
func (a *App) drillAt(t time.Time) {
	a.turnTo(pageBan)
	a.pages.panels[pageBan].(*ban.Panel).Drill(t)
}

// darkAt moves the calendar's line, where there is one, to the instant that the page of bans looks at.
func (a *App) darkAt(t time.Time) {
	if !a.board.Dark().IsZero() {
		a.board.SetDark(t)
	}
}
