package inspector

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// manyForm is the form of several events: what can be set for all of them at once, each as one edit.
func (x *Panel) manyForm(list []*planner.Event) fyne.CanvasObject {
	w, p := x.words(), x.snapshot.Plan
	form := kit.Column(kit.Title(w.T("ui.inspector.many", len(list))), x.fact(w.T("ui.field.kind"), x.kinds))
	if slices.ContainsFunc(list, func(e *planner.Event) bool { return e.Live != nil }) {
		form.Add(x.forAll("ui.field.hosts", options(x, "", p.Hosts.All()), hostOf, func(e *planner.Event, id string) {
			shifts := e.Live.Shifts
			for i := range shifts {
				shifts[i].Host = id
			}
			if len(shifts) == 0 && e.Scheduled() {
				e.Live.Shifts = []planner.Shift{{Host: id, Span: e.Span}}
			}
		}))
	}
	form.Add(x.forAll("ui.field.channel", options(x, "", p.Channels.All()), func(e *planner.Event) (string, bool) { return e.Channel, true },
		func(e *planner.Event, id string) { e.Channel = id }))
	yesNo := []kit.Option{{ID: "true", Label: w.T("drag.many.yes")}, {ID: "false", Label: w.T("drag.many.no")}}
	form.Add(x.forAll("ui.field.pinned", yesNo, func(e *planner.Event) (string, bool) { return strconv.FormatBool(e.Pinned), true },
		func(e *planner.Event, id string) { e.Pinned = id == "true" }))
	if slices.ContainsFunc(list, func(e *planner.Event) bool { return e.Promo != nil }) {
		form.Add(x.percentForAll())
	}
	form.Add(x.shiftBy())
	form.Add(container.NewHBox(kit.NewButton(w.T("ui.action.duplicate"), func() { x.deps.Act("duplicate") }),
		kit.NewButton(w.T("ui.action.delete"), func() { x.deps.Act("delete") })))
	return form
}

// kinds counts the selected events of each kind: "3 Live, 2 Coupon".
func (x *Panel) kinds() string {
	var parts []string
	for _, k := range planner.Kinds {
		n := 0
		for _, e := range x.selected() {
			if e.Kind == k {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, x.words().T("drag.many.kind", n, k))
		}
	}
	return strings.Join(parts, x.words().T("drag.many.and"))
}

// hostOf returns the host of a live, "" for one that several share; what is no live has none to set.
func hostOf(e *planner.Event) (string, bool) {
	if e.Live == nil {
		return "", false
	}
	if hosts := e.Hosts(); len(hosts) == 1 {
		return hosts[0], true
	}
	return "", true
}

// common returns what the selected events have in common, "" where they differ, and false where it is asked of none.
func (x *Panel) common(get func(*planner.Event) (string, bool)) (value string, same bool) {
	first := true
	for _, e := range x.selected() {
		v, ok := get(e)
		switch {
		case !ok:
		case first:
			value, first = v, false
		case v != value:
			return "", false
		}
	}
	return value, !first
}

// setAll makes the edit of one field of all selected events that have it. What is as it should be stays untouched.
func (x *Panel) setAll(label string, has func(*planner.Event) bool, f func(*planner.Event)) string {
	var list []*planner.Event
	for _, e := range x.selected() {
		if has(e) {
			n := copyOf(e)
			f(n)
			list = append(list, n)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return x.do(planner.Change{Events: list, Why: planner.T("drag.edit.many", planner.T(label), len(list))})
}

// forAll is a row with a list that says "several" where the events differ.
func (x *Panel) forAll(label string, list []kit.Option, get func(*planner.Event) (string, bool), put func(*planner.Event, string)) fyne.CanvasObject {
	w := x.words()
	wrong := kit.ErrorText()
	var pick *kit.Pick
	show := func() {
		value, _ := x.common(get)
		pick.SetValue(value)
	}
	pick = kit.NewPick(list, "", func(id string) {
		kit.Say(wrong, x.setAll(label, func(e *planner.Event) bool { _, ok := get(e); return ok }, func(e *planner.Event) { put(e, id) }))
		show()
	})
	pick.PlaceHolder = w.T("drag.many.several")
	x.update = append(x.update, show)
	return kit.Row(w.T(label), kit.Column(pick.Box(), wrong))
}

// percentForAll is the row of the share taken off by the promotions among the events.
func (x *Panel) percentForAll() fyne.CanvasObject {
	w := x.words()
	promo := func(e *planner.Event) bool { return e.Promo != nil }
	value := func() string {
		text, _ := x.common(func(e *planner.Event) (string, bool) {
			if e.Promo == nil {
				return "", false
			}
			return kit.ShowDiscount(e.Promo.PercentOff), true
		})
		return text
	}
	put := func(off planner.BasisPoints) string {
		return x.setAll("ui.field.percent", promo, func(e *planner.Event) { e.Promo.PercentOff = off })
	}
	var field *kit.Field
	row, field := x.typed(w.T("ui.field.percent"), value, func(s string) string {
		d, err := kit.ParseDiscount(s)
		switch {
		case err != nil:
			return kit.Lines(w.Problem(err))
		case d.Unsure:
			kit.AskDiscount(x.deps.Window, w, d, func(off planner.BasisPoints) { put(off) }, func() { field.SetText(value()) })
			return ""
		}
		return put(d.Off)
	})
	field.SetPlaceHolder(w.T("drag.many.several"))
	return row
}

// shiftBy is the row that moves all selected events by days and time, keeping their distances.
func (x *Panel) shiftBy() fyne.CanvasObject {
	w := x.words()
	none := func() string { return "" }
	var field *kit.Field
	row, field := x.typed(w.T("drag.many.shift"), none, func(s string) string {
		days, by, err := parseShift(s)
		if err != nil {
			return kit.Lines(w.Problem(err))
		}
		var ids []string
		for _, e := range x.selected() {
			ids = append(ids, e.ID)
		}
		wrong := x.do(planner.Move{IDs: ids, Days: days, By: by})
		if wrong == "" {
			field.SetText("")
		}
		return wrong
	})
	field.SetPlaceHolder("+1d 2h")
	return row
}

// units are the lengths that a shift is written in, by what stands behind the number.
var units = map[string]time.Duration{
	"d": 24 * time.Hour, "day": 24 * time.Hour, "days": 24 * time.Hour, "天": 24 * time.Hour, "日": 24 * time.Hour,
	"h": time.Hour, "小时": time.Hour, "时": time.Hour, "m": time.Minute, "min": time.Minute, "分": time.Minute, "分钟": time.Minute,
}

// parseShift reads how far events are moved, "+1d 2h", "-90m", "提前2天" without the word: days on the calendar, and time
// beside them. A sign in front holds for all of it.
func parseShift(text string) (days int, by time.Duration, err error) {
	bad := planner.Problemf("problem.shift", text)
	s, sign := strings.ToLower(strings.ReplaceAll(text, " ", "")), 1
	switch {
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	case strings.HasPrefix(s, "-"), strings.HasPrefix(s, "−"):
		s, sign = strings.TrimLeft(s, "-−"), -1
	}
	for s != "" {
		digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
		n, e := strconv.Atoi(s[:digits])
		s = s[digits:]
		unit := s
		if next := strings.IndexAny(s, "0123456789"); next >= 0 {
			unit = s[:next]
		}
		length, ok := units[unit]
		if e != nil || !ok || n > 100000 {
			return 0, 0, bad
		}
		if s = s[len(unit):]; length == 24*time.Hour {
			days += sign * n
		} else {
			by += time.Duration(sign*n) * length
		}
	}
	if days == 0 && by == 0 {
		return 0, 0, bad
	}
	return days, by, nil
}
