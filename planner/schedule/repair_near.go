package schedule

import (
	"time"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/planner/schedule/search"
)

// Drag is a plan at the start of a drag, made ready so that each drop that is considered is mended around within a
// frame. It is for one goroutine.
type Drag struct {
	before *planner.Plan
	now    time.Time
	d      *desk
	near   *search.Near
}

// NewDrag prepares the plan as of now, which takes some milliseconds. A plan with nothing to sell is a
// *planner.Problem; pins that cannot all hold are an error that Clash explains.
func NewDrag(p *planner.Plan, now time.Time) (*Drag, error) {
	d, err := newDesk(p, now)
	if err != nil {
		return nil, err
	}
	near, err := search.NewNear(d.e)
	if err != nil {
		return nil, &clashError{err, d.m}
	}
	return &Drag{p, now, d, near}, nil
}

// Drop returns the repair of the neighbourhood of a drop: after is the plan with what was dropped where it was dropped,
// which stays there. The repair is an edit of that plan, never worth less than the drop alone, and adds nothing to what
// the drop breaks. Its parts have no commands of their own. Where the drop changes nothing on the grid, cannot
// stand there by any means, or changes more than a few events, nothing is mended; Mend does that.
func (g *Drag) Drop(after *planner.Plan) (Repair, error) {
	m, err := forecast.Compile(after, g.now)
	if err != nil {
		return Repair{}, err
	}
	x := search.Edit{Out: missing(g.d.all, search.Rows(m.Solution)), In: missing(search.Rows(m.Solution), g.d.all)}
	alone := g.d.money(forecast.Score(m.Instance, m.Solution).Value() + m.Outside.Sum())
	out := Repair{Command: planner.Batch{Why: planner.T("edit.mend", 0)}, Before: alone, After: alone}
	if n := len(x.Out) + len(x.In); n == 0 || n > mostDropped || !fits(g.d.m.Instance, m.Instance) {
		return out, nil
	}
	whole := g.near.Mend(x, search.NearMoves, 1)
	to := whole.Edit.Of(g.d.m.Solution)
	held, err := forecast.CompileKeeping(after, g.now, MendRequest{Before: g.before}.keeps)
	if err != nil {
		return Repair{}, err
	}
	if len(missing(x.In, search.Rows(held.Solution))) > 0 {
		return out, nil // what was dropped cannot stand there at all
	}
	cmd := held.Command(&to, planner.Text{})
	mended, err := cmd.Apply(*after)
	if err != nil {
		return Repair{}, err
	}
	is, err := forecast.Compile(&mended, g.now)
	if err != nil {
		return Repair{}, err
	}
	d := &desk{p: after, now: g.now, m: m, all: search.Rows(m.Solution)}
	broken := forecast.Check(m.Instance, m.Solution)
	if len(forecast.Check(is.Instance, is.Solution)) > len(broken) {
		return out, nil // what was dropped and what was mended do not go together as events
	}
	for _, id := range heads(after, &mended) {
		p := d.part(id, &mended)
		p.Why = d.because(id, broken, planner.Money{})
		out.Parts = append(out.Parts, p)
	}
	inOrder(out.Parts)
	if len(out.Parts) > 0 {
		out.Command = held.Command(&to, planner.T("edit.mend", len(out.Parts)))
		out.After = g.d.money(forecast.Score(is.Instance, is.Solution).Value() + is.Outside.Sum())
	}
	return out, nil
}

// mostDropped is how many rows a drop may change to be mended within a frame.
const mostDropped = 24

// fits reports whether the rows of one instance mean the same in another.
func fits(a, b *forecast.Instance) bool {
	return a.Days == b.Days && len(a.Shops) == len(b.Shops) && len(a.Lines) == len(b.Lines) && len(a.Products) == len(b.Products) && len(a.Hosts) == len(b.Hosts) &&
		len(a.Videos) == len(b.Videos) && len(a.Coupon.Depths) == len(b.Coupon.Depths) && len(a.HourCurve) == len(b.HourCurve)
}

// missing returns the rows of one list that another has not, each as often.
func missing(from, in []search.Row) (list []search.Row) {
	count := map[search.Row]int{}
	for _, r := range in {
		count[r]++
	}
	for _, r := range from {
		if count[r]--; count[r] < 0 {
			list = append(list, r)
		}
	}
	return list
}
