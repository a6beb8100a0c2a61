package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"bfplanner/ui/look"
)

// Enlarged returns how much larger than at scale 1 the theme wants the widget's things.
func Enlarged(o fyne.Widget) float32 {
	if k := theme.SizeForWidget(theme.SizeNameText, o) / look.TextSize; k > 0 {
		return k
	}
	return 1
}
