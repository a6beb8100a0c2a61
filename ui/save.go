package ui

import (
	"context"
	"time"

	"bfplanner/planner/editor"
	"bfplanner/ui/kit"
)

// saver hands the editor's writes to the store, one after the other and in order. After one has failed none is
// written until the user tries again, since a journal with a gap would undo the wrong thing.
type saver struct {
	store Store
	jobs  Jobs
	wall  func() time.Time
	shown func() // told whenever what the title says may have changed
	wrong func(error)

	queue  []editor.Write
	failed bool
	at     time.Time // when the last write was safe
	after  []func()  // waits for the queue to be empty
}

// add takes a write and hands it over at once.
func (s *saver) add(w editor.Write) {
	s.queue = append(s.queue, w)
	if len(s.queue) == 1 && !s.failed {
		s.next()
	}
	s.shown()
}

// retry tries the write again that failed.
func (s *saver) retry() {
	if s.failed && len(s.queue) > 0 {
		s.failed = false
		s.next()
	}
	s.shown()
}

func (s *saver) next() {
	w := s.queue[0]
	s.jobs.Start(laneSave, func(context.Context, func(Progress)) error { return s.store.Save(w) }, nil, s.wrote)
}

// wrote hears how a write went.
func (s *saver) wrote(err error) {
	if err != nil {
		s.failed = true
		s.shown()
		s.wrong(err)
		return
	}
	s.at = s.wall()
	s.queue = s.queue[1:]
	if len(s.queue) > 0 {
		s.next()
		return
	}
	s.shown()
	waiting := s.after
	s.after = nil
	for _, f := range waiting {
		f()
	}
}

// whenSaved does f once nothing waits to be written: at once, if that is so now.
func (s *saver) whenSaved(f func()) {
	if len(s.queue) == 0 {
		f()
		return
	}
	s.after = append(s.after, f)
}

// state returns what the title says of the plan being on disk.
func (a *App) state() string {
	switch {
	case a.saver.failed:
		return a.words.T("ui.state.failed")
	case len(a.saver.queue) > 0:
		return a.words.T("ui.state.saving")
	case a.saver.at.IsZero():
		return a.words.T("ui.state.as_kept")
	}
	return a.words.T("ui.state.saved", a.saver.at.In(time.Local).Format(time.TimeOnly))
}

// saveFailed says in words that the plan is not on disk, and offers to try again.
func (a *App) saveFailed(err error) {
	lines := append([]string{a.words.T("ui.save_failed")}, a.words.Problem(err)...)
	var d *kit.Dialog
	d = kit.Open(a.window, a.words.T("ui.state.failed"), kit.LineList(lines),
		kit.NewButton(a.words.T("ui.later"), func() { d.Hide() }),
		kit.NewPrimary(a.words.T("ui.retry"), func() { d.Hide(); a.saver.retry() }))
}
