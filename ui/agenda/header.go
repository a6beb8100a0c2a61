package agenda

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/kit"
	"bfplanner/ui/look"
)

// header names the columns above the list.
type header struct {
	widget.BaseWidget
	panel *Panel
}

func newHeader(x *Panel) *header {
	h := &header{panel: x}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer draws the names.
func (h *header) CreateRenderer() fyne.WidgetRenderer {
	r := &headerRenderer{h: h}
	for range columns {
		t := &canvas.Text{TextStyle: fyne.TextStyle{Bold: true}}
		r.texts, r.objects = append(r.texts, t), append(r.objects, t)
	}
	return r
}

type headerRenderer struct {
	h       *header
	texts   []*canvas.Text
	objects []fyne.CanvasObject
}

// Destroy leaves nothing behind.
func (r *headerRenderer) Destroy() {}

// Objects returns the names.
func (r *headerRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize is one line high.
func (r *headerRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 22*kit.Enlarged(r.h)) }

// Layout puts each name where its column is.
func (r *headerRenderer) Layout(size fyne.Size) {
	x := r.h.panel
	if x.snapshot == nil || size.Width == 0 {
		return
	}
	k, v := kit.Enlarged(r.h), x.view()
	list := edges(size.Width, k)
	for i, c := range columns {
		t := r.texts[i]
		t.TextSize, t.Color = look.CaptionSize*k, look.Current().Mute
		from := list[i]
		if c.id == "title" {
			from += chipRoom * k
		}
		t.Text = kit.Fit(v.label(c), t.TextSize, t.TextStyle, list[i+1]-from-6*k)
		want := t.MinSize()
		t.Move(fyne.NewPos(from, (size.Height-want.Height)/2))
		t.Resize(want)
	}
}

// Refresh names the columns anew.
func (r *headerRenderer) Refresh() {
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}
