package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Columns lays objects out side by side, each in its part of the width; the parts add up to 1.
type Columns []float32

// MinSize is as high as the highest object; the width is whatever there is.
func (c Columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var height float32
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(0, height)
}

// Layout puts each object into its column.
func (c Columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var x float32
	for i, o := range objects {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(size.Width*c[i], size.Height))
		x += size.Width * c[i]
	}
}

// Put makes a label say something else; one that says it already is left alone, since laying text out is dear.
func Put(l *widget.Label, text string, importance widget.Importance) {
	if l.Text != text || l.Importance != importance {
		l.Importance = importance
		l.SetText(text)
	}
}
