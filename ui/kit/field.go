package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Focusable = (*Field)(nil)

// Field is a text entry that hands its text over once, when it is left or Enter is pressed, and only where the
// text changed. Esc takes the change back.
type Field struct {
	widget.Entry
	// Commit takes the text and returns what is wrong with it, in the user's language; "" where it was taken.
	Commit func(text string) string

	shown   string // what stood there when the value was last set from outside
	refused string // the text that Commit last refused
	focused bool
	err     *widget.Label
}

// NewField makes a field of one line.
func NewField(value string, commit func(string) string) *Field {
	f := &Field{Commit: commit, shown: value, err: ErrorText()}
	f.ExtendBaseWidget(f)
	f.Text = value
	f.OnSubmitted = func(string) { f.Finish() }
	return f
}

// NewArea makes a field of several lines, which Enter does not leave.
func NewArea(value string, rows int, commit func(string) string) *Field {
	f := NewField(value, commit)
	f.MultiLine, f.Wrapping = true, fyne.TextWrapWord
	f.SetMinRowsVisible(rows)
	return f
}

// Box returns the field with the line below it that says what is wrong.
func (f *Field) Box() fyne.CanvasObject { return Column(f, f.err) }

// Wrong returns what is said to be wrong with the text, "" for nothing.
func (f *Field) Wrong() string { return f.err.Text }

// Complain shows what is wrong with the text, and hides the line for "".
func (f *Field) Complain(text string) { Say(f.err, text) }

// SetValue shows a value from outside, unless the user is in the middle of typing another.
func (f *Field) SetValue(value string) {
	dirty := f.focused && f.Text != f.shown
	f.shown = value
	if dirty || f.Text == value {
		return
	}
	f.refused = ""
	f.Complain("")
	f.SetText(value)
}

// Finish commits the text if it was changed, and reports whether nothing is wrong with it.
func (f *Field) Finish() bool {
	if f.Text == f.shown {
		f.refused = ""
		f.Complain("")
		return true
	}
	if f.Commit == nil {
		f.shown = f.Text
		return true
	}
	if f.refused != "" && f.refused == f.Text {
		return false
	}
	text := f.Text
	wrong := f.Commit(text)
	f.Complain(wrong)
	if wrong != "" {
		f.refused = text
		return false
	}
	f.refused = ""
	if f.Text == text {
		f.shown = text
	}
	return true
}

// FocusGained notes that the user may be typing.
func (f *Field) FocusGained() {
	f.focused = true
	f.Entry.FocusGained()
}

// FocusLost commits.
func (f *Field) FocusLost() {
	f.focused = false
	f.Entry.FocusLost()
	f.Finish()
}

// TypedKey takes the change back on Esc; where there is none, Esc is the window's, so that it closes the box in which the
// field stands. All other keys are the entry's.
func (f *Field) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name != fyne.KeyEscape:
		f.Entry.TypedKey(ev)
	case f.Text != f.shown:
		f.SetText(f.shown)
		f.refused = ""
		f.Complain("")
	default:
		if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(ev)
		}
	}
}
