package ban

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"bfplanner/ui/kit"
)

// walk goes through all objects below o.
func walk(o fyne.CanvasObject, see func(fyne.CanvasObject)) {
	if o == nil {
		return
	}
	see(o)
	switch x := o.(type) {
	case *fyne.Container:
		for _, c := range x.Objects {
			walk(c, see)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(x).Objects() {
			walk(c, see)
		}
	}
}

// texts returns all that is written below o.
func texts(o fyne.CanvasObject) []string {
	var list []string
	walk(o, func(o fyne.CanvasObject) {
		switch x := o.(type) {
		case *canvas.Text:
			list = append(list, x.Text)
		case *widget.Label:
			list = append(list, x.Text)
		}
	})
	return list
}

// findField returns the first field below o.
func findField(o fyne.CanvasObject) *kit.Field {
	var found *kit.Field
	walk(o, func(o fyne.CanvasObject) {
		if f, ok := o.(*kit.Field); ok && found == nil {
			found = f
		}
	})
	return found
}
