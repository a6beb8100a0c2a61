package paper

import (
	"fmt"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/report"
	"bfplanner/ui/words"
)

// hostSheets sets a sheet for each host, beginning on a page of its own: every shift with what is to be said in it.
func (l *layout) hostSheets() {
	for _, h := range l.report.HostSheets() {
		l.section = l.words.T("paper.hostsheet", l.words.Name(h.Host))
		l.newPage(l.section)
		l.paragraph([]run{{s: l.words.T("paper.hostsheet.sum", len(h.Shifts), h.OnAir), st: l.mute(sizeBody)}})
		for _, s := range h.Shifts {
			l.hostShift(s)
		}
	}
}

// hostShift sets one shift: when and where, the script's notes, and minute by minute what is called out.
func (l *layout) hostShift(s report.HostShift) {
	var cols []column
	for _, w := range l.clocks {
		cols = append(cols, column{head: w.ZoneName(), part: 2.6})
	}
	cols = append(cols, column{head: l.words.T("paper.col.minute"), part: 1.6}, column{head: l.words.T("paper.col.say"), part: 8},
		column{head: l.words.T("paper.col.price"), part: 5}, column{head: l.words.T("paper.col.notes"), part: 1.5})
	rows := []row{l.shiftHead(s)}
	live := s.Live.Span.Start
	put := func(at time.Time, say, price cell, notes []int) {
		var r row
		for i, w := range l.clocks {
			st := l.style(sizeBody)
			if i == 0 {
				st = l.bold(sizeBody)
			}
			r.cells = append(r.cells, text(spanOn(w, s.Day.Date, planner.Span{Start: at, End: at}), st))
		}
		r.cells = append(r.cells, text(minute(at.Sub(live)), l.style(sizeBody)), say, price, of(l.noteRuns(notes, sizeSmall)...))
		rows = append(rows, r)
	}
	begin := l.words.T("paper.shift.begin")
	if s.Before != nil {
		begin = l.words.T("paper.shift.from", l.words.Name(s.Before))
	}
	put(s.Span.Start, text(begin, l.bold(sizeBody)), cell{}, s.Notes)
	for _, c := range s.CallOut {
		at := c.Span.Start
		if at.Before(s.Span.Start) {
			at = s.Span.Start
		}
		put(at, of(run{chip: c.Event.Kind, st: l.style(sizeBody)}, run{s: l.words.EventTitle(l.snap.Plan, c.Event), st: l.bold(sizeBody)}), l.couponWords(c), c.Notes)
	}
	for _, f := range s.Flashes {
		put(f.At, l.flashSay(f), l.flashPrices(f), f.Notes)
	}
	end := l.words.T("paper.shift.end")
	if s.After != nil {
		end = l.words.T("paper.shift.to", l.words.Name(s.After))
	}
	put(s.Span.End, text(end, l.bold(sizeBody)), cell{}, nil)
	l.y += 6
	l.table(cols, rows)
}

// shiftHead names the shift: its day and times on every clock, the live, the studio, the products, the notes.
func (l *layout) shiftHead(s report.HostShift) row {
	head := []run{{s: l.words.Date(s.Day.Date) + "  ", st: l.bold(sizeBody + 1)}}
	for _, h := range s.Day.Risks {
		head = append(head, run{tag: "R", st: l.alarm(sizeBody)}, run{s: l.words.Name(h.Window) + " " + l.words.Percent(h.Probability) + "  ", st: l.alarm(sizeBody)})
	}
	c := cell{paras: [][]run{head}}
	for _, w := range l.clocks {
		c.paras = append(c.paras, []run{{s: w.ZoneName() + "  ", st: l.mute(sizeBody)}, {s: w.Span(s.Span), st: l.style(sizeBody)}})
	}
	title := []run{{chip: planner.Live, st: l.style(sizeBody)}, {s: l.words.EventTitle(l.snap.Plan, s.Live) + "  ", st: l.bold(sizeBody)}}
	if s.Studio != nil {
		title = append(title, run{s: l.words.Name(s.Studio), st: l.mute(sizeBody)})
	}
	c.paras = append(c.paras, title)
	if s.Live.Note != "" {
		c.paras = append(c.paras, []run{{s: s.Live.Note, st: l.style(sizeBody)}})
	}
	return row{span: true, fill: l.ink.head, hatch: len(s.Day.Risks) > 0, cells: []cell{c}}
}

// couponWords are a coupon as a host reads it: how much off, its code, and until when.
func (l *layout) couponWords(c report.Promotion) cell {
	out := text(l.words.Text(words.Discount(l.snap.Plan, c.Promo)), l.bold(sizeBody))
	if c.Promo.Code != "" {
		out.paras = append(out.paras, []run{{s: l.words.T("paper.code", c.Promo.Code), st: l.style(sizeBody)}})
	}
	out.paras = append(out.paras, []run{{s: l.words.T("paper.until", l.words.Time(c.Span.End)), st: l.mute(sizeSmall)}})
	return out
}

func (l *layout) flashSay(f report.FlashCall) cell {
	c := of(run{chip: planner.Flash, st: l.style(sizeBody)}, run{s: l.words.EventTitle(l.snap.Plan, f.Event), st: l.bold(sizeBody)})
	detail := l.words.Hours(f.Length)
	if f.Quantity > 0 {
		detail += " · " + l.words.T("paper.quantity", f.Quantity)
	}
	c.paras = append(c.paras, []run{{s: detail, st: l.mute(sizeSmall)}})
	if f.Event.Note != "" {
		c.paras = append(c.paras, []run{{s: f.Event.Note, st: l.style(sizeBody)}})
	}
	return c
}

func (l *layout) flashPrices(f report.FlashCall) cell {
	var c cell
	for _, x := range f.Prices {
		price := "–"
		if x.Known {
			price = l.words.Money(x.Price)
		}
		c.paras = append(c.paras, []run{{s: x.Product.SKU + " " + l.words.Name(x.Product) + "  ", st: l.style(sizeBody)},
			{s: l.words.Money(x.List) + " → ", st: l.mute(sizeBody)}, {s: price, st: l.bold(sizeBody)}})
	}
	return c
}

// minute is a length of time from the start of a live, "+0:30".
func minute(d time.Duration) string {
	m := int(d / time.Minute)
	return fmt.Sprintf("+%d:%02d", m/60, m%60)
}
