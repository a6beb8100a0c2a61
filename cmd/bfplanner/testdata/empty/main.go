// Command empty opens a Fyne window with next to nothing in it: what any program of its kind costs, beside which the
// benchmarks put the planner's window. While a button of the mouse is down a square follows the pointer.
package main

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// ground is the colour that the benchmarks wait for.
var ground = color.NRGBA{R: 0xc8, G: 0x44, B: 0x3f, A: 0xff}

// follower shows a square below the pointer while it is pressed.
type follower struct {
	widget.BaseWidget
	back, square *canvas.Rectangle
}

func (f *follower) CreateRenderer() fyne.WidgetRenderer { return &layers{f} }

func (f *follower) MouseDown(ev *desktop.MouseEvent) { f.put(ev.Position) }
func (f *follower) MouseUp(*desktop.MouseEvent)      { f.square.Hide(); f.Refresh() }
func (f *follower) Dragged(ev *fyne.DragEvent)       { f.put(ev.Position) }
func (f *follower) DragEnd()                         {}

func (f *follower) put(at fyne.Position) {
	f.square.Move(at.AddXY(0, 80))
	f.square.Resize(fyne.NewSquareSize(60))
	f.square.Show()
	f.Refresh()
}

type layers struct{ f *follower }

func (l *layers) Destroy()                     {}
func (l *layers) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{l.f.back, l.f.square} }
func (l *layers) MinSize() fyne.Size           { return fyne.NewSize(100, 100) }
func (l *layers) Layout(size fyne.Size)        { l.f.back.Resize(size) }
func (l *layers) Refresh()                     { canvas.Refresh(l.f.back) }

func main() {
	a := app.NewWithID("io.github.bfplanner.empty")
	w := a.NewWindow("empty")
	f := &follower{back: canvas.NewRectangle(ground), square: canvas.NewRectangle(color.Black)}
	f.ExtendBaseWidget(f)
	f.square.Hide()
	w.SetContent(f)
	w.Resize(fyne.NewSize(1280, 800))
	w.ShowAndRun()
}
