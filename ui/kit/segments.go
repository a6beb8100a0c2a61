package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Segments is a row of small buttons of which exactly one is chosen.
type Segments struct {
	row     *fyne.Container
	options []Option
	buttons []*Button
	chosen  string
	changed func(id string)
}

// NewSegments makes a row in which the option of that ID is chosen, and tells changed the ID of another when it is.
func NewSegments(options []Option, chosen string, changed func(id string)) *Segments {
	s := &Segments{row: container.NewHBox(), options: options, changed: changed}
	for _, o := range options {
		b := NewQuiet(o.Label, func() { s.pick(o.ID) })
		s.buttons = append(s.buttons, b)
		s.row.Add(b)
	}
	s.SetValue(chosen)
	return s
}

// Object returns what is to be placed in a window.
func (s *Segments) Object() fyne.CanvasObject { return s.row }

// Value returns the ID of the option that is chosen.
func (s *Segments) Value() string { return s.chosen }

// SetValue chooses the option of that ID without telling anybody.
func (s *Segments) SetValue(id string) {
	s.chosen = id
	for i, o := range s.options {
		weight := Quiet
		if o.ID == id {
			weight = Plain
		}
		if s.buttons[i].Weight != weight {
			s.buttons[i].Weight = weight
			s.buttons[i].Refresh()
		}
	}
}

func (s *Segments) pick(id string) {
	if id != s.chosen {
		s.SetValue(id)
		s.changed(id)
	}
}
