package agenda

import (
	"strings"
	"time"

	"bfplanner/planner"
	"bfplanner/ui/filter"
	"bfplanner/ui/kit"
	"bfplanner/ui/words"
)

// beijing is the zone of the second clock.
const beijing = "Asia/Shanghai"

// column is one column of the list.
type column struct {
	id    string // the label is the translation of "agenda.column." and this
	width float32
	wide  bool // takes a part of the room that is left over
	text  func(*view, *row) string
}

// columns are the list's columns from left to right.
var columns = []column{
	{id: "market", width: 178, text: func(v *view, r *row) string { return clock(v.words, r.event) }},
	{id: "beijing", width: 178, text: func(v *view, r *row) string { return clock(v.beijing(), r.event) }},
	{id: "title", width: 230, wide: true, text: func(v *view, r *row) string { return v.words.EventTitle(v.plan, r.event) }},
	{id: "channel", width: 172, text: func(v *view, r *row) string { return v.channels(r.event) }},
	{id: "hosts", width: 122, text: func(v *view, r *row) string { return v.words.HostNames(v.plan, r.event) }},
	{id: "line", width: 122, wide: true, text: func(v *view, r *row) string { return v.words.Show(words.Subject(v.plan, r.event)) }},
	{id: "findings", width: 92, text: func(v *view, r *row) string { return v.findings(r) }},
}

// beijing returns the words with times on Beijing's clock, or on the market's where that zone is not known.
func (v *view) beijing() *words.Words {
	if z, err := planner.Zone(beijing); err == nil {
		return v.words.In(z)
	}
	return v.words
}

// channels names where the event happens, and where a live is sent as well.
func (v *view) channels(e *planner.Event) string {
	var names []string
	for _, id := range filter.Channels(e) {
		name := id
		if c, ok := v.plan.Channels.Get(id); ok {
			name = v.words.Name(c)
		}
		names = append(names, name)
	}
	return strings.Join(names, " + ")
}

// findings says the worst severity of the findings about the event, and how many there are.
func (v *view) findings(r *row) string {
	if n := r.marks.Total(); n > 0 {
		return v.words.T("agenda.marks", r.marks.Worst(), n)
	}
	return ""
}

// clock is when the event is, on the clock of w: day and time of its start, and of its end where it is not the day it
// began on. A post has one time, whole days have none.
func clock(w *words.Words, e *planner.Event) string {
	if !e.Scheduled() {
		return w.T("agenda.no_time")
	}
	day := func(t time.Time) string { return kit.ShortDay(w, planner.DateOf(t, w.Zone())) }
	s := e.Span
	first, last := day(s.Start), day(s.End.Add(-1))
	if e.Kind == planner.Video {
		return first + " " + w.Clock(s.Start)
	}
	to := w.Clock(s.End)
	if to == "00:00" {
		to = "24:00"
	}
	switch {
	case wholeDays(s, w.Zone()) && first == last:
		return w.T("agenda.all_day", first)
	case wholeDays(s, w.Zone()):
		return first + " – " + last
	case first == last:
		return first + " " + w.Clock(s.Start) + "–" + to
	}
	return first + " " + w.Clock(s.Start) + " – " + last + " " + to
}

// day returns what a heading says: its day, and after it holidays, phase and risk.
func (v *view) day(h *heading) (name, about, flag string) {
	if h.date.IsZero() {
		return v.words.T("agenda.backlog"), "", ""
	}
	var notes, flags []string
	for _, key := range h.holidays {
		notes = append(notes, v.words.T(key))
	}
	notes = append(notes, v.words.Show(h.phase))
	for _, x := range h.risks {
		flags = append(flags, v.words.T("agenda.risk", v.words.Name(x.Window), x.Probability))
	}
	if len(flags) > 0 {
		flag = v.words.T("agenda.flag", strings.Join(flags, " · "))
	}
	return v.words.Date(h.date), strings.Join(notes, " · "), flag
}

// sheet writes the rows as text: a line each, cells parted by tabs, under a line with the names of the columns.
func (v *view) sheet(rows []*row) string {
	w := v.words
	head := []string{w.T("agenda.column.date"), w.T("agenda.column.kind"), w.T("agenda.column.id")}
	for _, c := range columns {
		head = append(head, v.label(c))
	}
	var b strings.Builder
	put := func(cells []string) {
		for i, s := range cells {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(strings.Join(strings.Fields(s), " ")) // a tab or an end of line inside would break the table
		}
		b.WriteByte('\n')
	}
	put(head)
	for _, r := range rows {
		cells := []string{"", w.Show(r.event.Kind), r.event.ID}
		if !r.date.IsZero() {
			cells[0] = r.date.String()
		}
		for _, c := range columns {
			cells = append(cells, c.text(v, r))
		}
		put(cells)
	}
	return b.String()
}

// label is the name of a column; those of times name their clock.
func (v *view) label(c column) string {
	switch c.id {
	case "market":
		return v.words.T("agenda.column.time", v.words.ZoneName())
	case "beijing":
		return v.words.T("agenda.column.time", v.beijing().ZoneName())
	}
	return v.words.T("agenda.column." + c.id)
}

// chipRoom is the room of the kind's letter before the title, at scale 1.
const chipRoom = 26

// edges returns where each column begins, and after them where the last ends, in a list of that width, k times as
// large as at scale 1. The wide columns share what is left over.
func edges(width, k float32) []float32 {
	need, wide := float32(kit.CheckWidth), float32(0)
	for _, c := range columns {
		need += c.width
		if c.wide {
			wide++
		}
	}
	spare := max(0, width-need*k) / wide
	x := kit.CheckWidth * k
	list := []float32{x}
	for _, c := range columns {
		if x += c.width * k; c.wide {
			x += spare
		}
		list = append(list, x)
	}
	return list
}
