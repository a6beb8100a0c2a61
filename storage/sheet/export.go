package sheet

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"bfplanner/planner"
)

// Export is a plan to be written as a sheet of its events, one row an event, in the order of their starts.
type Export struct {
	Plan  *planner.Plan
	Word  func(key string, args ...any) string // the words of the headers and of kinds, from the translations
	Title func(*planner.Event) string
	Name  func(planner.Row) string // what a row is called; nil takes its ID
}

// cell types of the columns; an instant is a real date in the market's zone.
type column struct {
	key   string
	width float64
	value func(x *Export, e *planner.Event) any // string, time.Time, float64, int or nil
}

// columns is the table of what an exported row holds.
var columns = []column{
	{"sheet.id", 8, func(_ *Export, e *planner.Event) any { return e.ID }},
	{"sheet.kind", 12, func(x *Export, e *planner.Event) any { return x.Word("kind." + string(e.Kind)) }},
	{"sheet.title", 36, func(x *Export, e *planner.Event) any { return x.Title(e) }},
	{"sheet.start", 18, func(x *Export, e *planner.Event) any { return x.instant(e, e.Span.Start) }},
	{"sheet.end", 18, func(x *Export, e *planner.Event) any { return x.instant(e, e.Span.End) }},
	{"sheet.channel", 14, func(x *Export, e *planner.Event) any { return nameOf(x.Plan.Channels, e.Channel, channelName) }},
	{"sheet.hosts", 20, func(x *Export, e *planner.Event) any { return x.hosts(e) }},
	{"sheet.studio", 14, func(x *Export, e *planner.Event) any {
		if e.Live == nil {
			return nil
		}
		return nameOf(x.Plan.Studios, e.Live.Studio, studioName)
	}},
	{"sheet.line", 16, func(x *Export, e *planner.Event) any { return nameOf(x.Plan.Lines, e.Line, lineName) }},
	{"sheet.products", 24, func(_ *Export, e *planner.Event) any { return strings.Join(e.Products, " ") }},
	{"sheet.tool", 18, func(x *Export, e *planner.Event) any {
		if e.Promo == nil {
			return nil
		}
		return x.Word("tool." + e.Promo.Tool)
	}},
	{"sheet.percent_off", 10, func(_ *Export, e *planner.Event) any {
		if e.Promo == nil || e.Promo.PercentOff == 0 {
			return nil
		}
		return percent(e.Promo.PercentOff.Fraction())
	}},
	{"sheet.pinned", 8, func(x *Export, e *planner.Event) any {
		if !e.Pinned {
			return nil
		}
		return x.Word("sheet.yes")
	}},
	{"sheet.note", 30, func(_ *Export, e *planner.Event) any { return e.Note }},
	{"sheet.series", 8, func(_ *Export, e *planner.Event) any { return e.Series }},
}

// percent is a share that a workbook shows as a percentage.
type percent float64

func channelName(c *planner.Channel) string { return c.Name }
func studioName(s *planner.Studio) string   { return s.Name }
func lineName(l *planner.Line) string       { return l.Name }

// nameOf returns the name of the row with that ID, or the ID where it has no name.
func nameOf[T planner.Row](t planner.Table[T], id string, name func(T) string) any {
	if row, ok := t.Get(id); ok && name(row) != "" {
		return name(row)
	}
	return id
}

func (x *Export) instant(e *planner.Event, t time.Time) any {
	if !e.Scheduled() {
		return nil
	}
	return t.In(x.Plan.Zone())
}

func (x *Export) hosts(e *planner.Event) any {
	var names []string
	for _, id := range e.Hosts() {
		names = append(names, nameOf(x.Plan.Hosts, id, func(h *planner.Host) string { return h.Name }).(string))
	}
	return strings.Join(names, ", ")
}

// events returns the plan's events by start, the backlog last.
func (x *Export) events() []*planner.Event {
	list := slices.Clone(x.Plan.Events.All())
	slices.SortStableFunc(list, func(a, b *planner.Event) int {
		if a.Scheduled() != b.Scheduled() {
			if a.Scheduled() {
				return -1
			}
			return 1
		}
		return a.Span.Start.Compare(b.Span.Start)
	})
	return list
}

// CSV writes UTF-8 with a byte order mark, so that Excel reads Chinese; instants are clock times of the
// market's zone with its offset. A cell that a spreadsheet would take for a formula gets a leading apostrophe.
func (x *Export) CSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = x.Word(c.key)
	}
	if err := out.Write(row); err != nil {
		return err
	}
	for _, e := range x.events() {
		for i, c := range columns {
			row[i] = text(c.value(x, e))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func text(v any) string {
	switch v := v.(type) {
	case time.Time:
		return v.Format("2006-01-02 15:04 -07:00")
	case percent:
		return planner.Percent(float64(v)*100).Decimal() + "%"
	case string:
		return safe(v)
	}
	return ""
}

// safe keeps a spreadsheet from running a cell as a formula.
func safe(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

type styles struct {
	header, date, percent int
	kinds                 map[planner.Kind]int
}

// kindFill is the colour of each kind's cell, that of the calendar.
var kindFill = map[planner.Kind]string{planner.Video: "3F7CAC", planner.Live: "C8443F", planner.Coupon: "C98A1B", planner.Flash: "8D5BB5", planner.Ad: "5C6B73", planner.Milestone: "4D8A5B"}

func newStyles(f *excelize.File) (styles, error) {
	var st styles
	dateFormat := "yyyy-mm-dd hh:mm"
	var err error
	add := func(into *int, s *excelize.Style) {
		if err == nil {
			*into, err = f.NewStyle(s)
		}
	}
	add(&st.header, &excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EFEBE5"}}})
	add(&st.date, &excelize.Style{CustomNumFmt: &dateFormat})
	add(&st.percent, &excelize.Style{NumFmt: 10})
	st.kinds = map[planner.Kind]int{}
	for k, c := range kindFill {
		var id int
		add(&id, &excelize.Style{Font: &excelize.Font{Color: "FFFFFF", Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c}}})
		st.kinds[k] = id
	}
	return st, err
}

// cell gives a value its type: instants as dates of the wall clock that they show, shares as percentages.
// Text stays text in a workbook, whatever it begins with.
func (st styles) cell(v any) any {
	switch v := v.(type) {
	case time.Time:
		_, offset := v.Zone()
		return excelize.Cell{StyleID: st.date, Value: v.Add(time.Duration(offset) * time.Second).UTC()}
	case percent:
		return excelize.Cell{StyleID: st.percent, Value: float64(v)}
	}
	return excelize.Cell{Value: v}
}
