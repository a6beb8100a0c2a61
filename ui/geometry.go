package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/kit"
)

// Place is where something stands in the window, in pixels of the window from its upper left corner.
type Place struct {
	Kind string  `json:"kind"` // button, choice, pick, field, template, board or event
	ID   string  `json:"id"`   // the text of a button, a list or a field, a template's name, an event's ID
	X    float32 `json:"x"`
	Y    float32 `json:"y"`
	W    float32 `json:"w"`
	H    float32 `json:"h"`
}

// Geometry is what a test from outside needs to work the window with a pointer: whether all is on disk, and where
// everything stands that can be pressed.
type Geometry struct {
	Title  string  `json:"title"`
	Places []Place `json:"places"`
}

// Geometry returns what stands in the window now.
func (a *App) Geometry() Geometry {
	g := Geometry{Title: a.window.Title()}
	c := a.window.Canvas()
	scale := c.Scale()
	add := func(kind, id string, at fyne.Position, size fyne.Size) {
		g.Places = append(g.Places, Place{kind, id, at.X * scale, at.Y * scale, size.Width * scale, size.Height * scale})
	}
	see := func(o fyne.CanvasObject) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		switch x := o.(type) {
		case *kit.Button:
			add("button", x.Text, at, x.Size())
		case *widget.RadioGroup:
			size := fyne.NewSize(x.Size().Width, x.Size().Height/float32(len(x.Options)))
			for i, option := range x.Options {
				add("choice", option, at.AddXY(0, float32(i)*size.Height), size)
			}
		case *kit.Pick:
			add("pick", x.Selected, at, x.Size())
		case *kit.Field:
			add("field", x.Text, at, x.Size())
		case interface{ TemplateName() string }:
			add("template", x.TemplateName(), at, o.Size())
		}
	}
	walk(c.Content(), see)
	for _, o := range c.Overlays().List() {
		walk(o, see)
	}
	if a.editor != nil && len(c.Overlays().List()) == 0 {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(a.board)
		add("board", "", at, a.board.Size())
		for _, b := range a.board.Blocks() {
			add("event", b.ID, at.Add(b.At), b.Size)
		}
	}
	return g
}

// walk calls see with every object that is shown, parents first.
func walk(o fyne.CanvasObject, see func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	see(o)
	switch x := o.(type) {
	case *fyne.Container:
		for _, child := range x.Objects {
			walk(child, see)
		}
	case *container.Scroll:
		walk(x.Content, see)
	case *widget.PopUp:
		walk(x.Content, see)
	case *container.Split:
		walk(x.Leading, see)
		walk(x.Trailing, see)
	}
}
