package ui

import (
	"context"
	"slices"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/schedule"
	"bfplanner/ui/calendar"
	"bfplanner/ui/engine"
	"bfplanner/ui/kit"
)

// canAsk reports whether the engine can be asked about the one event that is selected.
func canAsk(a *App) bool { return hasPlan(a) && len(a.selection) == 1 }

// ask has the engine answer a question about the plan as it stands, beside the window, and shows the answer unless the
// plan has changed meanwhile.
func (a *App) ask(question func(p *planner.Plan) error, show func(p *planner.Plan)) {
	p := a.editor.Snapshot().Plan
	a.deps.Jobs.Start(laneNear, func(context.Context, func(Progress)) error { return question(p) }, nil, func(err error) {
		switch {
		case cancelled(err) || a.editor == nil || a.editor.Snapshot().Plan != p:
		case err != nil:
			a.tell(err)
		default:
			a.turnTo(pageCalendar)
			show(p)
		}
	})
}

// why asks why the selected event stands where it does.
func (a *App) why() {
	id, now := a.selection[0], a.editorNow()
	var r schedule.Reason
	a.ask(func(p *planner.Plan) (err error) { r, err = schedule.Why(p, now, id); return err },
		func(p *planner.Plan) { a.advice.Why(p, r) })
}

// places asks for the best places of the selected event and marks them.
func (a *App) places() {
	id, now := a.selection[0], a.editorNow()
	var list []schedule.Landing
	a.ask(func(p *planner.Plan) (err error) { list, err = schedule.Suggest(p, now, id); return err },
		func(p *planner.Plan) { a.board.Reveal(id); a.advice.Places(p, id, list) })
}

// whyNot asks why an empty place of the calendar is empty.
func (a *App) whyNot(spot calendar.Spot) {
	kind, lane := a.board.Lane(spot)
	now, gap := a.editorNow(), schedule.Gap{Kind: kind, At: spot.At, Host: lane.Host, Line: lane.Line}
	var r schedule.Answer
	a.ask(func(p *planner.Plan) (err error) { r, err = schedule.WhyNot(p, now, gap); return err },
		func(p *planner.Plan) {
			a.advice.WhyNot(p, planner.T("engine.whynot.at", planner.T("kind."+string(kind)), spot.At), r)
		})
}

// mark marks places for an event on the calendar.
func (a *App) mark(id string, list []schedule.Landing) { a.board.Mark(id, landings(list)) }

// landings are places as the calendar marks them.
func landings(list []schedule.Landing) []calendar.Landing {
	var marks []calendar.Landing
	for _, l := range list {
		m := calendar.Landing{Span: l.Span, Delta: l.Delta, Command: l.Command}
		if len(l.Hosts) == 1 {
			m.Host = l.Hosts[0]
		}
		marks = append(marks, m)
	}
	return marks
}

// mend asks how much may change, has the rest of the plan mended, and shows what would move before anything does.
func (a *App) mend() {
	engine.AskMend(a.words, a.window, engine.Read(a.deps.Store.Setting).ForMend(), func(o engine.Options) {
		made, before := a.editor.Snapshot(), a.before()
		var r schedule.Repair
		a.run(planner.T("engine.mend.job"), func(ctx context.Context, _ func(Progress)) (err error) {
			r, err = a.deps.Mend(ctx, schedule.MendRequest{Plan: made.Plan, Before: before, Now: made.Now, Change: o.Change}, o)
			return err
		}, func(err error) {
			switch {
			case cancelled(err) || a.editor == nil || a.editor.Snapshot().Plan != made.Plan:
			case err != nil:
				a.refused(made, err)
			default:
				engine.Repair(a.words, a.window, made.Plan, r, func(c planner.Command) string { return kit.Lines(a.words.Problem(a.do(c))) })
			}
		})
	})
}

// mendNear mends what stands around the last edit, in the time of a frame, as one more edit; where nothing near can be
// mended it says so.
func (a *App) mendNear() {
	before, s := a.before(), a.editor.Snapshot()
	if before == nil {
		return
	}
	d, err := schedule.NewDrag(before, s.Now)
	if err != nil {
		a.refused(s, err)
		return
	}
	r, err := d.Drop(s.Plan)
	switch {
	case err != nil:
		a.refused(s, err)
	case len(r.Parts) == 0:
		a.result = a.words.T("engine.near.none")
		a.showJob()
	default:
		a.doOrTell(r.Command)
		a.result = a.words.T("engine.near.done", len(r.Parts), r.After.Sub(r.Before))
		a.showJob()
	}
}

// contest shows where the plan stands in the contests, asks for a target, has the engine look for the cheapest way
// there, and shows that before it is taken.
func (a *App) contest() {
	now := a.editorNow()
	var s schedule.Standing
	a.ask(func(p *planner.Plan) (err error) { s, err = schedule.StandingOf(p, now, schedule.AimOf(p)); return err },
		func(p *planner.Plan) { engine.AskAim(a.words, a.window, p, s, a.reach) })
}

// reach looks for the cheapest way to an aim. Who cancels wants none of it.
func (a *App) reach(aim schedule.Aim) {
	made := a.editor.Snapshot()
	var r schedule.Reached
	a.run(planner.T("engine.contest.job"), func(ctx context.Context, _ func(Progress)) (err error) {
		if r, err = schedule.Reach(ctx, made.Plan, made.Now, aim); err == nil {
			err = ctx.Err()
		}
		return err
	}, func(err error) {
		switch {
		case cancelled(err) || a.editor == nil || a.editor.Snapshot().Plan != made.Plan:
		case err != nil:
			a.tell(err)
		default:
			engine.Reached(a.words, a.window, made.Plan, r, func(c planner.Command) string { return kit.Lines(a.words.Problem(a.do(c))) })
		}
	})
}

// before returns the plan as it was before its last edit, nil where it has none.
func (a *App) before() *planner.Plan {
	s, steps := a.editor.Snapshot(), a.editor.Steps()
	i := slices.IndexFunc(steps, func(x editor.Step) bool { return x.Seq == s.Cursor })
	if i < 0 {
		return nil
	}
	p, err := s.Plan.Patch(steps[i].Changes, false)
	if err != nil {
		return nil
	}
	return p
}

// refused says why the engine could not do what it was asked for: pins that cannot all hold with what ends that.
func (a *App) refused(made *editor.Snapshot, err error) {
	if c, ok := schedule.Clash(made.Plan, made.Now, err); ok {
		engine.Clash(a.words, a.window, made.Plan, c, a.doOrTell)
		return
	}
	a.tell(err)
}
