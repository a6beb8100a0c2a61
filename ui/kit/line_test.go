package kit

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"bfplanner/planner"
	"bfplanner/ui/look"
)

var _ desktop.Hoverable = (*probe)(nil)

// probe is a line of a list of as many rows as there are functions, each of which paints one.
type probe struct {
	Line
	rows []func(*Line)
}

func newProbe(t *testing.T, rows ...func(*Line)) *probe {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(look.Light))
	p := &probe{rows: rows}
	p.Extend(p, 20, 2, func() {
		if p.Index < len(p.rows) {
			p.rows[p.Index](&p.Line)
		}
	})
	p.Resize(fyne.NewSize(300, 20))
	return p
}

// seen are the objects of a kind that the line shows; a text that says nothing is not seen.
func seen[T fyne.CanvasObject](p *probe) []T {
	var list []T
	for _, o := range test.WidgetRenderer(p).Objects() {
		text, isText := o.(*canvas.Text)
		if x, ok := o.(T); ok && o.Visible() && !(isText && text.Text == "") {
			list = append(list, x)
		}
	}
	return list
}

func said(p *probe) string {
	var list []string
	for _, t := range seen[*canvas.Text](p) {
		list = append(list, t.Text)
	}
	return strings.Join(list, " ")
}

// fullRow has all that a line can have.
func fullRow(l *Line) {
	l.Begin(nil, false)
	l.Check(true)
	l.Chip(planner.Live, false, 40)
	l.Put("one", 60, 100, color.Black, true)
	l.Put("two", 100, 140, color.Black, false)
}

// bareRow has a single text.
func bareRow(l *Line) {
	l.Begin(nil, false)
	l.Put("three", 10, 100, color.White, false)
}

func TestALineIsUsedAgainForOtherRows(t *testing.T) {
	p := newProbe(t, fullRow, bareRow)
	if got := said(p); got != "✓ one two" || len(seen[*look.Chip](p)) != 1 || len(seen[*canvas.Rectangle](p)) != 2 {
		t.Errorf("the first row says %q", got)
	}
	made := len(test.WidgetRenderer(p).Objects())
	p.SetIndex(1)
	if got := said(p); got != "three" || len(seen[*look.Chip](p)) != 0 || len(seen[*canvas.Rectangle](p)) != 1 {
		t.Errorf("the second row says %q, with %d chips", got, len(seen[*look.Chip](p)))
	}
	if text := seen[*canvas.Text](p)[0]; text.TextStyle.Bold || text.Color != color.Color(color.White) {
		t.Errorf("a text out of the pool keeps what it was: bold %v, %v", text.TextStyle.Bold, text.Color)
	}
	p.SetIndex(0)
	if now := len(test.WidgetRenderer(p).Objects()); now != made || said(p) != "✓ one two" {
		t.Errorf("the first row again says %q, of %d objects, at first of %d", said(p), now, made)
	}
	p.SetIndex(2)
	if said(p) != "✓ one two" {
		t.Errorf("beyond the end of the list the line says %q", said(p))
	}
}

func TestTheBoxIsTickedWhereTheRowIsPicked(t *testing.T) {
	picked, painted := true, 0
	p := newProbe(t, func(l *Line) {
		painted++
		l.Begin(nil, false)
		l.Check(picked)
	})
	for _, picked = range []bool{true, false, true} {
		p.Refresh()
		box := seen[*canvas.Rectangle](p)[1]
		if ticked := said(p) == "✓"; ticked != picked || (box.FillColor == color.Color(look.Current().Accent)) != picked {
			t.Errorf("picked %v: ticked %v, the box %v", picked, ticked, box.FillColor)
		}
	}
	before := painted
	p.Resize(fyne.NewSize(0, 20))
	if p.Refresh(); painted != before {
		t.Error("a line without a width is painted")
	}
}

func TestTextsKeepToTheirRooms(t *testing.T) {
	var end, start, cut float32
	p := newProbe(t, func(l *Line) {
		l.Begin(nil, false)
		end = l.Put("left", 10, 100, color.Black, false)
		start = l.PutRight("right", 100, 200, color.Black)
		cut = l.PutRight("a text that is far too long for its room", 200, 260, color.Black)
	})
	texts := seen[*canvas.Text](p)
	left, right, long := texts[0], texts[1], texts[2]
	if left.Position().X != 10 || end != 10+left.MinSize().Width {
		t.Errorf("at the left from %v to %v", left.Position().X, end)
	}
	if right.Position().X != start || start+right.MinSize().Width != 200 {
		t.Errorf("at the right from %v on, told %v", right.Position().X, start)
	}
	if !strings.HasSuffix(long.Text, "…") || cut < 200 {
		t.Errorf("%q begins at %v", long.Text, cut)
	}
	for _, x := range texts {
		if got, want := x.Position().Y, (20-x.MinSize().Height)/2; got != want {
			t.Errorf("%q is %v from the top, want %v", x.Text, got, want)
		}
	}
}

func TestTheGround(t *testing.T) {
	own := color.NRGBA{R: 1, A: 255}
	p := newProbe(t, bareRow, func(l *Line) { l.Begin(own, true) })
	ground := seen[*canvas.Rectangle](p)[0]
	if ground.Position().X != 2 || ground.Size() != fyne.NewSize(296, 20) {
		t.Errorf("the ground is %v at %v", ground.Size(), ground.Position())
	}
	for _, c := range []struct {
		name  string
		row   int
		mouse func()
		fill  color.Color
		ring  float32
	}{
		{"a row without a fill", 0, func() {}, color.Transparent, 0},
		{"under the pointer", 0, func() { p.MouseIn(nil) }, look.Alpha(look.Current().Ink, 0.05), 0},
		{"a fill under the pointer", 1, func() {}, own, 1},
		{"without the pointer again", 0, p.MouseOut, color.Transparent, 0},
	} {
		p.SetIndex(c.row)
		if c.mouse(); ground.FillColor != c.fill || ground.StrokeWidth != c.ring {
			t.Errorf("%s: %v with a ring of %v", c.name, ground.FillColor, ground.StrokeWidth)
		}
	}
}

func TestAPressOnTheBoxPicks(t *testing.T) {
	p := newProbe(t, fullRow)
	for _, c := range []struct {
		x         float32
		mod, want fyne.KeyModifier
	}{
		{12, 0, fyne.KeyModifierControl},
		{12, fyne.KeyModifierShift, fyne.KeyModifierShift},
		{CheckWidth, 0, 0},
		{200, fyne.KeyModifierControl, fyne.KeyModifierControl},
	} {
		ev := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(c.x, 10)}, Modifier: c.mod}
		if got := p.Modifier(ev); got != c.want {
			t.Errorf("a press at %v with %v counts as %v", c.x, c.mod, got)
		}
	}
}

func TestALineGrowsWithTheTheme(t *testing.T) {
	p := newProbe(t, fullRow)
	small, box := seen[*canvas.Text](p)[1].TextSize, seen[*canvas.Rectangle](p)[1]
	if p.MinSize() != fyne.NewSize(0, 20) || box.Size().Width != 14 || p.OnCheck(CheckWidth) {
		t.Errorf("at scale 1 %v high, the box %v", p.MinSize(), box.Size())
	}
	fyne.CurrentApp().Settings().SetTheme(look.Scaled(look.Light, 1.5))
	p.Refresh()
	if p.MinSize() != fyne.NewSize(0, 30) || box.Size().Width != 21 || !p.OnCheck(CheckWidth) || Enlarged(p) != 1.5 {
		t.Errorf("at scale 1.5 %v high, the box %v", p.MinSize(), box.Size())
	}
	if got := seen[*canvas.Text](p)[1]; got.TextSize != 1.5*small {
		t.Errorf("texts of %v grow to %v", small, got.TextSize)
	}
}
