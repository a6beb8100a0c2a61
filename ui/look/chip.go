package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
)

// ChipSize is the side of a kind's chip.
const ChipSize float32 = 18

// Chip is the small square with a kind's letter in the kind's colour, as it stands in lists beside a title. It
// follows a change of theme.
type Chip struct {
	widget.BaseWidget
	kind        planner.Kind
	offPlatform bool
}

// NewChip makes the chip of a kind; offPlatform says that the event happens outside the sale's platform.
func NewChip(k planner.Kind, offPlatform bool) *Chip {
	c := &Chip{kind: k, offPlatform: offPlatform}
	c.ExtendBaseWidget(c)
	return c
}

// SetKind makes the chip that of another kind.
func (c *Chip) SetKind(k planner.Kind, offPlatform bool) {
	if c.kind != k || c.offPlatform != offPlatform {
		c.kind, c.offPlatform = k, offPlatform
		c.Refresh()
	}
}

// CreateRenderer draws the chip.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{chip: c, box: &canvas.Rectangle{CornerRadius: 4}, letter: &canvas.Text{
		TextSize: CaptionSize, TextStyle: fyne.TextStyle{Bold: true}, Alignment: fyne.TextAlignCenter,
	}}
	r.Refresh()
	return r
}

type chipRenderer struct {
	chip   *Chip
	box    *canvas.Rectangle
	letter *canvas.Text
}

func (r *chipRenderer) Destroy()                     {}
func (r *chipRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box, r.letter} }
func (r *chipRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(ChipSize) }

// Layout keeps the chip square in the middle of whatever room it is given.
func (r *chipRenderer) Layout(size fyne.Size) {
	at := fyne.NewPos((size.Width-ChipSize)/2, (size.Height-ChipSize)/2)
	for _, o := range []fyne.CanvasObject{r.box, r.letter} {
		o.Move(at)
		o.Resize(fyne.NewSquareSize(ChipSize))
	}
}

func (r *chipRenderer) Refresh() {
	c := Current()
	fill := c.Kind(r.chip.kind, r.chip.offPlatform)
	r.box.FillColor = fill
	r.letter.Text, r.letter.Color = Letter(r.chip.kind, r.chip.offPlatform), c.On(fill)
	r.Layout(r.chip.Size())
	canvas.Refresh(r.chip)
}
