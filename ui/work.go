package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/schedule"
	"bfplanner/ui/engine"
	"bfplanner/ui/kit"
)

// job is long work that runs beside the window, as the strip below the toolbar shows it.
type job struct {
	text   *widget.Label
	bar    *widget.ProgressBar
	stop   string // key of what Cancel says
	cancel func()
	over   bool
}

// run starts long work, with its progress and a Cancel in the strip below the toolbar. One runs at a time.
func (a *App) run(title planner.Text, work Work, done func(error)) {
	a.runUntil("ui.cancel", title, work, done)
}

// runUntil is run with a word of its own on the button that ends the work.
func (a *App) runUntil(stop string, title planner.Text, work Work, done func(error)) {
	if a.job != nil {
		a.tell(planner.Problemf("ui.problem.busy"))
		return
	}
	j := &job{text: widget.NewLabel(a.words.Text(title)), bar: widget.NewProgressBar(), stop: stop, cancel: func() {}}
	j.text.Truncation = fyne.TextTruncateEllipsis
	a.job, a.result = j, ""
	a.showJob()
	cancel := a.deps.Jobs.Start(laneWork, work, func(p Progress) { a.progress(j, p) }, func(err error) {
		j.over = true
		a.job = nil
		a.showJob()
		done(err)
	})
	if !j.over {
		j.cancel = cancel
	}
}

// progress shows how far the job is.
func (a *App) progress(j *job, p Progress) {
	if a.job != j {
		return
	}
	if text := engine.SoFar(a.words, p.Value, p.Bound, p.Placed); text != "" {
		j.text.SetText(text)
	} else if p.Stage.Key != "" {
		j.text.SetText(a.words.Text(p.Stage))
	}
	if p.Total > 0 {
		j.bar.SetValue(float64(p.Done) / float64(p.Total))
	}
}

// jobWidth is how wide the words of a job are.
const jobWidth = 430

// showJob shows the strip while a job runs and takes it away after, for what the job has found, if it says so.
func (a *App) showJob() {
	a.strip.Objects = nil
	if j := a.job; j != nil {
		cancel := kit.NewButton(a.words.T(j.stop), func() { j.cancel() })
		row := container.NewBorder(nil, nil, container.New(layout.NewGridWrapLayout(fyne.NewSize(jobWidth, j.text.MinSize().Height)), j.text), cancel, j.bar)
		a.strip.Objects = []fyne.CanvasObject{container.New(layout.NewCustomPaddedLayout(4, 4, 8, 10), row)}
	} else if a.result != "" {
		away := kit.NewQuiet("✕", func() { a.result = ""; a.showJob() })
		a.strip.Objects = []fyne.CanvasObject{container.New(layout.NewCustomPaddedLayout(4, 4, 8, 10), container.NewBorder(nil, nil, nil, away, kit.Wrapped(a.result)))}
	}
	a.strip.Refresh()
	if c := a.window.Content(); c != nil {
		c.Refresh() // the strip takes room from what stands below it
	}
	a.showActions()
}

// plan has the campaign laid out as the options say that were chosen last.
func (a *App) plan() { a.planWith(engine.Read(a.deps.Store.Setting)) }

// askPlan asks for the options and plans with them.
func (a *App) askPlan() {
	engine.Ask(a.words, a.window, engine.Read(a.deps.Store.Setting), func(o engine.Options) {
		o.Keep(a.keep)
		a.planWith(o)
	})
}

// planWith has the campaign laid out and makes the result one edit. What the user edits meanwhile stays as edited;
// ending it early keeps the best so far.
func (a *App) planWith(o engine.Options) {
	made := a.editor.Snapshot()
	var out schedule.Outcome
	a.runUntil("engine.stop", planner.T("ui.job.plan"), func(ctx context.Context, report func(Progress)) (err error) {
		out, err = a.deps.Plan(ctx, schedule.Request{Plan: made.Plan, Now: made.Now, Kinds: o.Asked(), Change: o.Change, Long: true}, o, report)
		return err
	}, func(err error) {
		switch {
		case cancelled(err) || a.editor == nil || a.editor.Snapshot().Plan.ID != made.Plan.ID:
		case err != nil:
			a.refused(made, err)
		default:
			a.take(out.Command, made.Plan)
			a.result = engine.Found(a.words, out)
			a.showJob()
		}
	})
}

// take makes the edit that was worked out for an earlier state of the plan.
func (a *App) take(cmd planner.Command, made *planner.Plan) {
	cmd, dropped := rebase(cmd, made, a.editor.Snapshot().Plan)
	if err := a.do(cmd); err != nil {
		lines := append([]string{a.words.T("ui.plan.outdated")}, a.words.Problem(err)...)
		kit.Tell(a.window, a.words.T("ui.wrong"), lines, a.words.T("ui.ok"))
		return
	}
	if dropped > 0 {
		kit.Tell(a.window, a.words.T("ui.action.plan"), []string{a.words.T("ui.plan.kept", dropped)}, a.words.T("ui.ok"))
	}
}

// editorNow is the plan's as-of instant.
func (a *App) editorNow() time.Time { return a.editor.Snapshot().Now }
