// Package filter says which events of a plan are looked for, by what they are, who and what they are about and what is
// found wrong with them. The calendar and the list of events share one filter, and its bar.
package filter

import (
	"slices"
	"strings"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
	"bfplanner/ui/words"
)

// Filter says which events are looked for; "" of any part takes all.
type Filter struct {
	Text     string // every word of it stands somewhere in what is said of the event
	Kind     planner.Kind
	Host     string // ID of a host on air
	Line     string // ID of the line that the event, or one of its products, is of
	Channel  string // ID of the event's channel, or of one to which a live is sent as well
	Severity rules.Severity
}

// IsZero reports whether the filter takes everything.
func (f Filter) IsZero() bool { return strings.TrimSpace(f.Text) == "" && f == Filter{Text: f.Text} }

// Severities are the severities of findings, the worst first.
var Severities = [...]rules.Severity{rules.Block, rules.Warn, rules.Hint}

// Marks counts the findings about an event by severity, in the order of Severities.
type Marks [len(Severities)]int

// Worst returns the worst severity that there is, "" for none.
func (m Marks) Worst() rules.Severity {
	for i, n := range m {
		if n > 0 {
			return Severities[i]
		}
	}
	return ""
}

// Total returns how many findings there are.
func (m Marks) Total() int {
	n := 0
	for _, x := range m {
		n += x
	}
	return n
}

// Index is what filters look in: one state of a plan with its findings by event.
type Index struct {
	plan  *planner.Plan
	marks map[string]Marks
	text  func(*planner.Event) string
	texts map[*planner.Event]string // in lower case, each made when it is first asked for
}

// NewIndex makes the index of a snapshot. text says of an event what a filter's text is looked for in.
func NewIndex(s *editor.Snapshot, text func(*planner.Event) string) *Index {
	x := &Index{plan: s.Plan, marks: map[string]Marks{}, text: text, texts: map[*planner.Event]string{}}
	for _, f := range s.Findings {
		i := max(0, slices.Index(Severities[:], f.Severity))
		for _, id := range f.Events {
			m := x.marks[id]
			m[i]++
			x.marks[id] = m
		}
	}
	return x
}

// Marks returns the findings about the event of that ID.
func (x *Index) Marks(id string) Marks { return x.marks[id] }

// Keeps reports whether the filter takes the event.
func (x *Index) Keeps(f Filter, e *planner.Event) bool {
	switch {
	case f.Kind != "" && e.Kind != f.Kind,
		f.Host != "" && !slices.Contains(e.Hosts(), f.Host),
		f.Line != "" && !slices.Contains(Lines(x.plan, e), f.Line),
		f.Channel != "" && !slices.Contains(Channels(e), f.Channel):
		return false
	}
	if i := slices.Index(Severities[:], f.Severity); f.Severity != "" && (i < 0 || x.marks[e.ID][i] == 0) {
		return false
	}
	if strings.TrimSpace(f.Text) == "" {
		return true
	}
	text, ok := x.texts[e]
	if !ok {
		text = strings.ToLower(x.text(e))
		x.texts[e] = text
	}
	for word := range strings.FieldsSeq(strings.ToLower(f.Text)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// Channels returns the event's channel and those to which a live is sent as well.
func Channels(e *planner.Event) []string {
	if e.Live == nil {
		return []string{e.Channel}
	}
	return append([]string{e.Channel}, e.Live.Mirrors...)
}

// Lines returns the lines that the event is about: its own, and those of its products; none for the whole shop.
func Lines(p *planner.Plan, e *planner.Event) []string {
	var list []string
	if e.Line != "" {
		list = append(list, e.Line)
	}
	for _, sku := range e.Products {
		if x, ok := p.Products.Get(sku); ok && !slices.Contains(list, x.Line) {
			list = append(list, x.Line)
		}
	}
	return list
}

// Text returns what is said of an event anywhere: its ID, kind, title, note and products, its day, and the names of its
// hosts, line and channels.
func Text(w *words.Words, p *planner.Plan, e *planner.Event) string {
	parts := []string{e.ID, w.Show(e.Kind), w.EventTitle(p, e), e.Note, strings.Join(e.Products, " "), w.HostNames(p, e)}
	if e.Scheduled() {
		d := planner.DateOf(e.Span.Start, p.Zone())
		parts = append(parts, w.Date(d), d.String())
	}
	for _, id := range Lines(p, e) {
		if l, ok := p.Lines.Get(id); ok {
			parts = append(parts, w.Name(l))
		}
	}
	for _, id := range Channels(e) {
		if c, ok := p.Channels.Get(id); ok {
			parts = append(parts, w.Name(c))
		}
	}
	return strings.Join(parts, "\n")
}
