package calendar

import (
	"fyne.io/fyne/v2"

	"bfplanner/ui/kit"
)

// Block is where an event stands on the widget, cut to what is in sight.
type Block struct {
	ID   string
	At   fyne.Position
	Size fyne.Size
}

// Blocks returns the blocks in sight, in the order of the lanes, each event once: its session rather than its shifts.
func (b *Board) Blocks() []Block {
	if b.snap == nil {
		return nil
	}
	s, k := &b.scene, kit.Enlarged(b)
	var list []Block
	at := map[string]int{}
	for _, it := range s.items {
		r := s.rect(it)
		x0, x1 := fmax(r.x0, s.scale.left), fmin(r.x1, s.scale.right)
		if it.folded || x1 <= x0 || r.y0 < s.top || r.y1 > s.height {
			continue
		}
		block := Block{it.event.ID, fyne.NewPos(x0*k, r.y0*k), fyne.NewSize((x1-x0)*k, (r.y1-r.y0)*k)}
		if i, seen := at[it.event.ID]; !seen {
			at[it.event.ID] = len(list)
			list = append(list, block)
		} else if it.shift < 0 {
			list[i] = block
		}
	}
	return list
}
