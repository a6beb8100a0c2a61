package calendar

import (
	"image/color"
	"strings"
	"unicode/utf8"

	"bfplanner/planner"
	"bfplanner/planner/rules"
	"bfplanner/ui/look"
)

// ColorBy says what the colour of a block tells. A letter, and where colours come again a hatch, tell it too.
type ColorBy string

// What colours tell: the kind of the event, who is on air, where it happens, or the worst that is found about it.
const (
	ColorByKind    ColorBy = "kind"
	ColorByHost    ColorBy = "host"
	ColorByChannel ColorBy = "channel"
	ColorByRisk    ColorBy = "risk"
)

// ColorBys lists what colours can tell in the order in which switches show it.
var ColorBys = []ColorBy{ColorByKind, ColorByHost, ColorByChannel, ColorByRisk}

// tint is how a block is told from others.
type tint struct {
	fill   color.NRGBA
	letter string
	hatch  bool
}

// Key is one line of the legend: the tint of blocks and what it stands for.
type Key struct {
	Fill   color.NRGBA
	Letter string
	Hatch  bool
	Name   string
}

// tints gives the blocks of one state of a plan their tints.
type tints struct {
	by       ColorBy
	c        *look.Colors
	plan     *planner.Plan
	marks    map[string]rules.Severity
	severity func(rules.Severity) string
	hosts    map[string]tint
	channels map[string]tint
	plain    tint
}

// newTints makes the tints; name returns what hosts and channels are called, severity the letter of a severity.
func newTints(by ColorBy, c *look.Colors, p *planner.Plan, marks map[string]rules.Severity, name func(planner.Row) string, severity func(rules.Severity) string) *tints {
	x := &tints{by: by, c: c, plan: p, marks: marks, severity: severity, hosts: map[string]tint{}, channels: map[string]tint{}, plain: tint{fill: c.Plain()}}
	for i, h := range p.Hosts.All() {
		x.hosts[h.ID] = x.category(i, name(h))
	}
	for i, ch := range p.Channels.All() {
		x.channels[ch.ID] = x.category(i, name(ch))
	}
	return x
}

func (x *tints) category(i int, name string) tint {
	fill, again := x.c.Category(i)
	return tint{fill, initial(name), again}
}

// initial returns the first character of a name, as a capital.
func initial(name string) string {
	r, n := utf8.DecodeRuneInString(strings.TrimSpace(name))
	if n == 0 {
		return ""
	}
	return strings.ToUpper(string(r))
}

// of returns the tint of an event, or of the shift of that host. What the colours do not tell about keeps the letter of
// its kind.
func (x *tints) of(e *planner.Event, host string) tint {
	off := !x.plan.OnPlatform(e) && e.Kind != planner.Milestone
	usual := tint{x.c.Kind(e.Kind, off), look.Letter(e.Kind, off), false}
	grey := tint{x.plain.fill, usual.letter, false}
	switch x.by {
	case ColorByHost:
		if list := e.Hosts(); host == "" && len(list) > 0 {
			host = list[0]
		}
		if t, ok := x.hosts[host]; ok {
			return t
		}
		return grey
	case ColorByChannel:
		if t, ok := x.channels[e.Channel]; ok {
			return t
		}
		return grey
	case ColorByRisk:
		if s, ok := x.marks[e.ID]; ok {
			return tint{x.severe(s), x.severity(s), s == rules.Block}
		}
		return grey
	}
	return usual
}

// severe returns the ground of a block about which the severity is found, dark enough to be told from a text's colour.
func (x *tints) severe(s rules.Severity) color.NRGBA {
	switch s {
	case rules.Block:
		return x.c.Kind(planner.Live, false)
	case rules.Warn:
		return x.c.Kind(planner.Coupon, false)
	}
	return x.c.Kind(planner.Video, false)
}

// Legend returns what the colours of the board stand for.
func (b *Board) Legend() []Key {
	if b.snap == nil {
		return nil
	}
	x, p := b.tints(look.Current()), b.snap.Plan
	var list []Key
	add := func(t tint, name string) { list = append(list, Key{t.fill, t.letter, t.hatch, name}) }
	switch b.colorBy {
	case ColorByHost:
		for _, h := range p.Hosts.All() {
			add(x.hosts[h.ID], b.words.Name(h))
		}
	case ColorByChannel:
		for _, ch := range p.Channels.All() {
			add(x.channels[ch.ID], b.words.Name(ch))
		}
	case ColorByRisk:
		for _, s := range []rules.Severity{rules.Block, rules.Warn, rules.Hint} {
			add(tint{x.severe(s), x.severity(s), s == rules.Block}, b.words.Show(s))
		}
		add(x.plain, b.words.T("calendar.legend.clean"))
	default:
		for _, k := range planner.Kinds {
			add(tint{x.c.Kind(k, false), look.Letter(k, false), false}, b.words.Show(k))
		}
		add(tint{x.c.Plain(), look.Letter(planner.Video, true), false}, b.words.T("calendar.legend.other"))
	}
	return list
}

// tints returns the tints of the plan in the colours, made anew only where something changed.
func (b *Board) tints(c *look.Colors) *tints {
	if b.tinted == nil || b.tinted.c != c {
		b.tinted = newTints(b.colorBy, c, b.snap.Plan, b.marks, b.words.Name, func(s rules.Severity) string {
			return b.words.T("calendar.severity." + string(s))
		})
	}
	return b.tinted
}

// ColorBy returns what the colours of the blocks tell.
func (b *Board) ColorBy() ColorBy { return b.colorBy }

// SetColorBy has the colours of the blocks tell something else.
func (b *Board) SetColorBy(by ColorBy) {
	if b.colorBy != by {
		b.colorBy, b.tinted = by, nil
		b.viewed()
		b.tellView(true)
	}
}
