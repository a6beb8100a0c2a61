package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// shifts is the table of a live's hosts, each with the clock times of the shift, and a button that adds one.
func (x *Panel) shifts() fyne.CanvasObject {
	w, e := x.words(), x.event()
	hosts := options(x, "", x.snapshot.Plan.Hosts.All())
	box := kit.Column()
	for i := range e.Live.Shifts {
		box.Add(x.shift(i, hosts))
	}
	add := kit.NewButton(w.T("ui.shift.add"), func() {
		if e := x.event(); e != nil {
			x.do(planner.Change{Events: []*planner.Event{addShift(e, x.snapshot.Plan.Hosts.All())}, Why: planner.T("ui.edit.shift")})
		}
	})
	add.SetEnabled(len(hosts) > 0 && e.Scheduled())
	box.Add(container.NewHBox(add))
	return kit.Row(w.T("ui.field.hosts"), box)
}

// shift is one row of the table.
func (x *Panel) shift(i int, hosts []kit.Option) fyne.CanvasObject {
	wrong := kit.ErrorText()
	of := func() (planner.Shift, bool) {
		if e := x.event(); e != nil && e.Live != nil && i < len(e.Live.Shifts) {
			return e.Live.Shifts[i], true
		}
		return planner.Shift{}, false
	}
	put := func(s planner.Shift) string {
		return x.do(planner.Change{Events: []*planner.Event{setShift(x.event(), i, s)}, Why: planner.T("ui.edit.shift")})
	}
	host := func() string { s, _ := of(); return s.Host }
	pick := kit.NewPick(hosts, host(), func(id string) {
		if s, ok := of(); ok {
			s.Host = id
			kit.Say(wrong, put(s))
		}
	})
	x.update = append(x.update, func() { pick.SetValue(host()) })
	hour := func(end bool) fyne.CanvasObject {
		value := func() string {
			s, ok := of()
			switch {
			case !ok:
				return ""
			case end:
				return x.words().Clock(s.Span.End)
			}
			return x.words().Clock(s.Span.Start)
		}
		f := kit.NewField(value(), nil)
		f.Commit = func(text string) string {
			s, ok := of()
			if !ok {
				return ""
			}
			at, err := parseHour(text, x.event().Span, x.snapshot.Plan.Zone())
			if err != nil {
				return kit.Lines(x.words().Problem(err))
			}
			if end {
				s.Span.End = at
			} else {
				s.Span.Start = at
			}
			return put(s)
		}
		x.keep(f, value)
		return f.Box()
	}
	drop := kit.NewQuiet("×", func() {
		if e := x.event(); e != nil && i < len(e.Live.Shifts) {
			x.do(planner.Change{Events: []*planner.Event{dropShift(e, i)}, Why: planner.T("ui.edit.shift")})
		}
	})
	times := container.NewBorder(nil, nil, nil, drop, container.New(layout.NewGridLayout(2), hour(false), hour(true)))
	return kit.Column(pick.Box(), times, wrong)
}
