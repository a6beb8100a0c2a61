package paper

import (
	"context"
	"strconv"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/report"
	"bfplanner/planner/rules"
	"bfplanner/ui/words"
)

// Options say what the paper is like. Zero values take A4, upright, in colour, every section of the whole period, with
// the clocks of the market and of Beijing; Words and Fonts must be set.
type Options struct {
	Paper       string
	Orientation string
	Ink         string
	Words       *words.Words
	Fonts       *Fonts
	Clocks      []*time.Location // the market's is always the first, whether or not it is listed
	Sections    []string         // of Sections, printed in its order; none for all
	From, To    planner.Date     // first and last day in the market's zone; zero leaves that end as it is
	Dark        time.Time        // the instant that the ban sheet assumes; zero takes report.DarkAt
	Margin      float64          // points kept free on every side; 0 for half an inch
}

// check returns a Problem that names what is not known, and the options with their defaults filled in.
func (o Options) check() (Options, error) {
	for _, f := range []struct {
		value *string
		key   string
		known []string
	}{
		{&o.Paper, "problem.paper", Papers}, {&o.Orientation, "problem.orientation", Orientations}, {&o.Ink, "problem.ink", Inks},
	} {
		if *f.value == "" {
			*f.value = f.known[0]
		}
		if !contains(f.known, *f.value) {
			return o, planner.Problemf(f.key, *f.value, join(f.known))
		}
	}
	if err := o.checkPages(); err != nil {
		return o, err
	}
	if o.Margin == 0 {
		o.Margin = margin
	}
	return o, nil
}

// layout is the work of laying one document out.
type layout struct {
	Options
	snap    *editor.Snapshot
	report  *report.Report
	words   *words.Words   // in the market's zone
	clocks  []*words.Words // one a clock, the market's first
	fonts   *Fonts
	clean   *sanitiser
	ink     ink
	pages   []Page
	size    Size
	body    Box // of a page, inside the margins and above the footer
	y       float64
	section string
	bare    bool   // the next page has a title of its own
	foot    []line // the left of every footer
}

// margin is kept free on every side, in points: half an inch, which every common printer can reach.
const margin = 36

// Sizes of letters, in points.
const (
	sizeTitle   = 22
	sizeSection = 14
	sizeHead    = 10
	sizeBody    = 8.5
	sizeSmall   = 7
)

func (l *layout) style(size float64) style { return style{size: size, color: l.ink.text} }
func (l *layout) bold(size float64) style  { return style{size: size, bold: true, color: l.ink.text} }
func (l *layout) mute(size float64) style  { return style{size: size, color: l.ink.mute} }
func (l *layout) alarm(size float64) style { return style{size: size, bold: true, color: l.ink.risk} }

// Pages lays out the sections that the options ask for, and footnotes where there are any. An option that is not
// known or cannot be is a Problem. progress, which may be nil, hears how many parts are done; the
// work ends early, with the context's error, when the context does.
func Pages(ctx context.Context, snap *editor.Snapshot, o Options, progress func(done, total int)) ([]Page, error) {
	o, err := o.check()
	if err != nil {
		return nil, err
	}
	l := newLayout(snap, o)
	parts := o.chosen()
	for i, part := range parts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		part(l)
		if progress != nil {
			progress(i+1, len(parts))
		}
	}
	l.footers()
	return l.pages, nil
}

func newLayout(snap *editor.Snapshot, o Options) *layout {
	l := &layout{Options: o, snap: snap, report: report.New(snap).Between(o.From, o.To), fonts: o.Fonts, clean: &sanitiser{fonts: o.Fonts}, ink: inks[o.Ink]}
	market := snap.Plan.Zone()
	l.words = o.Words.In(market)
	l.clocks = []*words.Words{l.words}
	others := o.Clocks
	if others == nil {
		if beijing, err := planner.Zone("Asia/Shanghai"); err == nil {
			others = []*time.Location{beijing}
		}
	}
	for _, z := range others {
		if z.String() != market.String() {
			l.clocks = append(l.clocks, o.Words.In(z))
		}
	}
	l.size = sizes[o.Paper]
	if o.Orientation == Landscape {
		l.size.W, l.size.H = l.size.H, l.size.W
	}
	l.body = Box{o.Margin, o.Margin, l.size.W - 2*o.Margin, l.size.H - 2*o.Margin}
	l.foot = l.footLines()
	l.body.H -= footGap + heightOf(l.foot)
	return l
}

// begin starts a section on a page of its own.
func (l *layout) begin(key string) {
	l.section = l.words.T(key)
	l.newPage(l.section)
}

// newPage starts a page under the title.
func (l *layout) newPage(title string) {
	l.pages = append(l.pages, Page{Size: l.size, Title: l.clean.clean(title)})
	l.y = l.body.Y
	if l.bare || title == "" {
		l.bare = false
		return
	}
	l.paragraph([]run{{s: title, st: l.bold(sizeSection)}})
	l.y += 4
}

// nextPage goes on with the section on another page.
func (l *layout) nextPage() { l.newPage(l.continued()) }

func (l *layout) continued() string { return l.section + " " + l.words.T("paper.continued") }

func (l *layout) page() *Page { return &l.pages[len(l.pages)-1] }

func (l *layout) add(items ...Item) {
	p := l.page()
	p.Items = append(p.Items, items...)
}

// room is the height that is left on the page.
func (l *layout) room() float64 { return l.body.Bottom() - l.y }

// need goes to the next page where less than h is left.
func (l *layout) need(h float64) {
	if l.room() < h {
		l.nextPage()
	}
}

// paragraph sets runs over the width of the page and goes on below them.
func (l *layout) paragraph(runs []run) {
	for _, n := range l.wrap(runs, l.body.W) {
		l.need(n.height)
		l.put(n, l.body.X, l.y)
		l.y += n.height
	}
}

// heading sets the title of a part of a section, with room for a little of what follows.
func (l *layout) heading(key string, args ...any) {
	l.y += 10
	l.need(60)
	l.paragraph([]run{{s: l.words.T(key, args...), st: l.bold(sizeHead)}})
	l.y += 2
}

// put draws a line with its top left corner at (x, y).
func (l *layout) put(n line, x, y float64) {
	for _, f := range n.frags {
		switch {
		case f.chip != "":
			l.chip(f.chip, x+f.x, y+n.ascent, f.st.size)
		case f.box != "":
			l.box(f.run, x+f.x, y+n.ascent)
		case f.tag != "":
			l.tag(f.run, x+f.x, y+n.ascent)
		case f.s != "":
			l.add(Text{X: x + f.x, Y: y + n.ascent, W: f.w, Size: f.st.size, Bold: f.st.bold, Color: f.st.color, S: f.s})
		}
	}
}

func heightOf(lines []line) float64 {
	var h float64
	for _, n := range lines {
		h += n.height
	}
	return h
}

// markWidth is how wide a chip or tag is with the gap after it.
func (l *layout) markWidth(r run) float64 {
	if r.box != "" {
		return r.st.size * 1.6
	}
	if r.tag != "" {
		return l.fonts.width(r.tag, r.st.size*0.86, true) + r.st.size*0.75
	}
	w := r.st.size * 1.15
	if l.ink.kinds[r.chip].pattern != Plain {
		w += r.st.size * 0.9
	}
	return w + r.st.size*0.35
}

// chip draws the mark of a kind on the baseline y: its letter in a box of its colour, and a swatch of its pattern.
func (l *layout) chip(k planner.Kind, x, y, size float64) {
	look := l.ink.kinds[k]
	box := Box{x, y - 0.93*size, 1.15 * size, 1.15 * size}
	l.add(Rect{Box: box, Fill: &look.chip, Stroke: outline(look.chip, l.ink.text), Width: 0.4})
	l.letter(k.Letter(), box, size*0.78, look.letter)
	if look.pattern != Plain {
		swatch := Box{box.Right(), box.Y, 0.9 * size, box.H}
		l.add(Hatch{swatch, look.pattern, 1.8, 0.35, l.ink.text}, Rect{Box: swatch, Stroke: &l.ink.text, Width: 0.4})
	}
}

// box draws a square to tick, on the baseline y, with its tick where the thing is done.
func (l *layout) box(r run, x, y float64) {
	side := r.st.size * 1.05
	b := Box{x, y - 0.9*side, side, side}
	l.add(Rect{Box: b, Fill: &white, Stroke: &r.st.color, Width: 0.8})
	if r.box == ticked {
		l.add(Line{b.X + 0.2*side, b.Y + 0.5*side, b.X + 0.42*side, b.Y + 0.75*side, 1.1, r.st.color},
			Line{b.X + 0.42*side, b.Y + 0.75*side, b.X + 0.82*side, b.Y + 0.22*side, 1.1, r.st.color})
	}
}

// tag draws letters in a box filled with the run's colour.
func (l *layout) tag(r run, x, y float64) {
	size := r.st.size
	box := Box{x, y - 0.93*size, l.markWidth(r) - 0.35*size, 1.15 * size}
	if l.ink.kinds[planner.Video].pattern != Plain {
		l.add(Rect{Box: box, Fill: &white, Stroke: &black, Width: 0.6})
		l.letter(r.tag, box, size*0.86, black)
		return
	}
	fill := r.st.color
	l.add(Rect{Box: box, Fill: &fill})
	l.letter(r.tag, box, size*0.86, white)
}

// letter centres bold letters in a box.
func (l *layout) letter(s string, box Box, size float64, c Color) {
	w := l.fonts.width(s, size, true)
	l.add(Text{X: box.X + (box.W-w)/2, Y: box.Y + box.H/2 + 0.36*size, W: w, Size: size, Bold: true, Color: c, S: s})
}

// outline returns a colour for the edge of what would not be seen on white paper.
func outline(fill, edge Color) *Color {
	if fill == white {
		return &edge
	}
	return nil
}

// severityColor is what a severity's tag is filled with.
func (l *layout) severityColor(s rules.Severity) Color {
	switch s {
	case rules.Block:
		return l.ink.risk
	case rules.Warn:
		return l.ink.kinds[planner.Coupon].chip
	}
	return l.ink.kinds[planner.Ad].chip
}

// noteRuns are the numbers of findings, as they stand beside what they concern.
func (l *layout) noteRuns(notes []int, size float64) []run {
	var runs []run
	for _, n := range notes {
		runs = append(runs, run{tag: strconv.Itoa(n), st: style{size: size, bold: true, color: l.severityColor(l.report.Notes[n-1].Severity)}})
	}
	return runs
}
