package kit

import (
	"sort"
	"strings"

	"fyne.io/fyne/v2"
)

// Fit returns the text, shortened to end in … where it is wider than the room in Fyne's pixels.
func Fit(text string, size float32, style fyne.TextStyle, room float32) string {
	if text == "" || fyne.MeasureText(text, size, style).Width <= room {
		return text
	}
	runes := []rune(text)
	cut := func(n int) string { return strings.TrimRight(string(runes[:n]), " ·") + "…" }
	n := sort.Search(len(runes), func(n int) bool { return fyne.MeasureText(cut(n+1), size, style).Width > room })
	return cut(n)
}
