package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Dialog is a modal box with a row of buttons at its foot. Esc closes it, Enter does its deed.
type Dialog struct {
	*dialog.CustomDialog
	window fyne.Window
	before func(*fyne.KeyEvent) // who heard the window's keys before
	deed   *Button              // the last of its buttons
	Closed func()               // told when the box is gone, however it went
}

// Open shows a box with the buttons at its foot, the last being the one that carries the deed.
func Open(window fyne.Window, title string, content fyne.CanvasObject, buttons ...*Button) *Dialog {
	d := &Dialog{CustomDialog: dialog.NewCustomWithoutButtons(title, content, window), window: window}
	row := container.NewHBox(layout.NewSpacer())
	for _, b := range buttons {
		row.Add(b)
		d.deed = b
	}
	d.SetButtons([]fyne.CanvasObject{row})
	d.before = window.Canvas().OnTypedKey()
	window.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) {
		switch ev.Name {
		case fyne.KeyEscape:
			d.Hide()
		case fyne.KeyReturn, fyne.KeyEnter:
			d.Accept()
		}
	})
	d.SetOnClosed(func() {
		window.Canvas().SetOnTypedKey(d.before)
		if d.Closed != nil {
			d.Closed()
		}
	})
	d.Show()
	return d
}

// Accept presses the button that carries the deed.
func (d *Dialog) Accept() {
	if d.deed != nil {
		d.deed.Tapped(nil)
	}
}

// Ask shows a form. The deed returns what is wrong, and the box stays open until that is "".
func Ask(window fyne.Window, title string, content fyne.CanvasObject, ok, cancel string, deed func() string) *Dialog {
	wrong := ErrorText()
	var d *Dialog
	d = Open(window, title, container.NewBorder(nil, wrong, nil, nil, content),
		NewButton(cancel, func() { d.Hide() }),
		NewPrimary(ok, func() {
			text := deed()
			Say(wrong, text)
			if text == "" {
				d.Hide()
			}
		}))
	return d
}

// Tell shows lines to be read, in a list that scrolls where they are many.
func Tell(window fyne.Window, title string, lines []string, ok string) *Dialog {
	var d *Dialog
	d = Open(window, title, LineList(lines), NewPrimary(ok, func() { d.Hide() }))
	return d
}

// linesShown is how many lines are laid out at once before a list takes over.
const linesShown = 12

// LineList shows lines that wrap; many of them scroll.
func LineList(lines []string) fyne.CanvasObject {
	if len(lines) > 200 {
		list := widget.NewList(func() int { return len(lines) },
			func() fyne.CanvasObject { l := widget.NewLabel(""); l.Truncation = fyne.TextTruncateEllipsis; return l },
			func(i widget.ListItemID, o fyne.CanvasObject) { o.(*widget.Label).SetText(lines[i]) })
		return container.New(minSize{fyne.NewSize(560, 320)}, list)
	}
	box := container.NewVBox()
	for _, line := range lines {
		box.Add(Wrapped(line))
	}
	height := float32(40 + 44*min(len(lines), linesShown))
	return container.New(minSize{fyne.NewSize(560, fyne.Min(height, 360))}, container.NewVScroll(box))
}

// Sized gives content a least size.
func Sized(width, height float32, content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(minSize{fyne.NewSize(width, height)}, content)
}

type minSize struct{ size fyne.Size }

func (m minSize) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := m.size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

func (m minSize) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
		o.Move(fyne.Position{})
	}
}
