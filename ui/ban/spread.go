package ban

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/exposure"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

// spread says how far orders hang on one platform and what spreading them would change, by claims that can be edited.
type spread struct {
	panel *Panel
	root  fyne.CanvasObject
	box   *fyne.Container
}

func newSpread(x *Panel) *spread {
	s := &spread{panel: x, box: container.NewVBox()}
	s.root = kit.Scrolled(s.box)
	return s
}

func (s *spread) object() fyne.CanvasObject { return s.root }

// claims are the parameters of the what-if in the order in which they are shown.
var claims = []string{exposure.SpreadTarget, exposure.SpreadLoss, exposure.SpreadUplift}

func (s *spread) show() {
	x := s.panel
	w, p := x.words(), x.snapshot.Plan
	c := exposure.ConcentrationOf(p)
	s.box.RemoveAll()
	s.box.Add(kit.Heading(w.T("spread.heading")))
	for _, share := range c.Channels {
		s.box.Add(kit.Row(w.Name(share.Channel), newBar(share.Share, w.Percent(share.Share), share.Channel.Platform)))
	}
	level := "spread.hhi.low"
	switch {
	case c.HHI > highlyConcentrated:
		level = "spread.hhi.high"
	case c.HHI > concentrated:
		level = "spread.hhi.middle"
	}
	s.box.Add(kit.Note(w.T("spread.hhi", int(c.HHI), planner.T(level))))
	now := exposure.SpreadAt(p, x.model.At(x.at))
	s.box.Add(kit.Heading(w.T("spread.whatif", x.at)))
	for _, f := range []struct {
		key    string
		amount planner.Money
		args   []any
	}{{"all", now.AllUnsold, nil}, {"today", now.LostToday, []any{c.Platform}}, {"target", now.LostAtTarget, []any{now.Target}},
		{"claimed", now.LostAsClaimed, nil}, {"sales", now.SalesAsClaimed, nil}} {
		s.box.Add(kit.Fact(w.T("spread."+f.key, f.args...), w.Money(f.amount)))
	}
	s.box.Add(kit.Heading(w.T("spread.claims")))
	for _, id := range claims {
		s.box.Add(kit.Row(w.T("spread.claim."+id), s.claim(id)))
	}
}

// The limits of the index at which orders count as concentrated and as highly concentrated, by the US merger
// guidelines of 2023.
const (
	concentrated       = 1000
	highlyConcentrated = 1800
)

// claim is the field of one parameter with where it comes from. What the user types is the user's own.
func (s *spread) claim(id string) fyne.CanvasObject {
	x := s.panel
	w, p := x.words(), x.snapshot.Plan
	param, ok := p.Params.Get(id)
	if !ok {
		param = &planner.Param{ID: id, Unit: "basis points of sales", Origin: planner.Own}
	}
	value := ""
	if len(param.Values) > 0 {
		value = planner.BasisPoints(param.Values[0]).Decimal() + "%"
	}
	field := kit.NewField(value, func(text string) string {
		share, err := kit.ParseShare(text)
		if err == nil {
			n := *param
			n.Values, n.Origin = []float64{float64(share)}, planner.Own
			err = x.deps.Do(planner.Put{Rows: []planner.Row{&n}, Why: planner.T("ban.edit.claim", planner.T("spread.claim."+id))})
		}
		return kit.Lines(w.Problem(err))
	})
	origin := param.Origin
	if key := "ban.origin." + origin; w.Has(key) {
		origin = w.T(key)
	}
	return container.NewBorder(nil, nil, nil, kit.Mute(origin), field.Box())
}

// newBar is a bar as long as its share of the width, with its words at its end.
func newBar(share planner.BasisPoints, text string, platform bool) fyne.CanvasObject {
	c := look.Current()
	ink := c.Kind(planner.Ad, true)
	if platform {
		ink = c.Kind(planner.Live, false)
	}
	box := canvas.NewRectangle(ink)
	box.CornerRadius = 3
	return container.New(barLayout(share.Fraction()), box, widget.NewLabel(text))
}

// barLayout gives the bar its share of what the widest label leaves.
type barLayout float64

const (
	barHeight float32 = 14
	barLabel  float32 = 64
)

func (barLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(2*barLabel, o[1].MinSize().Height)
}

func (b barLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	length := fyne.Max(2, (size.Width-barLabel)*float32(b))
	o[0].Move(fyne.NewPos(0, (size.Height-barHeight)/2))
	o[0].Resize(fyne.NewSize(length, barHeight))
	label := o[1].MinSize()
	o[1].Move(fyne.NewPos(length, (size.Height-label.Height)/2))
	o[1].Resize(label)
}
