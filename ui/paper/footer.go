package paper

import (
	"fmt"
	"strings"
)

// footGap is the space above a footer, with the line in it.
const footGap = 10

// footLines are the left part of every footer: the plan, its sale, and that its dates are projected where they are.
func (l *layout) footLines() []line {
	p := l.snap.Plan
	runs := []run{{s: p.Name + " · " + l.words.Name(&p.Sale), st: l.mute(sizeSmall)}}
	if l.report.Projected() {
		runs = append(runs, run{s: "  " + l.words.T("sale.status.projected"), st: l.alarm(sizeSmall)})
	}
	return l.wrap(runs, l.body.W*0.6)
}

// footers writes a footer on every page, now that their number is known.
func (l *layout) footers() {
	asOf := l.words.T("paper.as_of") + " " + l.words.Stamp(l.snap.Now)
	for i := range l.pages {
		p := &l.pages[i]
		y := l.body.Bottom() + footGap
		p.Items = append(p.Items, Line{l.body.X, y - 4, l.body.Right(), y - 4, 0.5, l.ink.line})
		at := *l
		at.pages = l.pages[i : i+1]
		for _, n := range l.foot {
			at.put(n, l.body.X, y)
			y += n.height
		}
		right := l.wrap([]run{{s: strings.Join([]string{asOf, fmt.Sprintf("%d / %d", i+1, len(l.pages))}, "   "), st: l.mute(sizeSmall)}}, l.body.W*0.4)
		y = l.body.Bottom() + footGap
		for _, n := range right {
			at.put(n, l.body.Right()-n.w, y)
			y += n.height
		}
	}
}
