package chart

import (
	"sort"
	"time"
)

// Rect is a rectangle in Fyne's pixels.
type Rect struct{ X, Y, W, H float32 }

// Level is an amount that holds from an instant until the next level's.
type Level struct {
	At    time.Time
	Minor int64
}

// Steps returns the step line through the levels, cut to what is seen, as upright and level strokes of that
// thickness. The last level holds until end. Strokes that fall on one column of pixels become one, so that there are
// never more than a few for each column, however many levels.
func Steps(levels []Level, end time.Time, t Times, v Values, thick float32) []Rect {
	var level, upright []Rect
	last := float32(0)
	begun := false
	Stretches(levels, end, t, func(x0, x1 float32, minor int64) {
		y := v.Y(minor)
		if begun && y != last {
			upright = column(upright, Rect{x0 - thick/2, min(y, last) - thick/2, thick, abs(y-last) + thick})
		}
		begun, last = true, y
		if n := len(level); n > 0 && level[n-1].Y == y-thick/2 && x0-(level[n-1].X+level[n-1].W) < 0.01 {
			level[n-1].W = x1 - level[n-1].X
		} else if x1-x0 >= 0.5 {
			level = append(level, Rect{x0, y - thick/2, x1 - x0, thick})
		}
	})
	return append(level, upright...)
}

// Stretches tells see each level that is seen, from pixel to pixel.
func Stretches(levels []Level, end time.Time, t Times, see func(x0, x1 float32, minor int64)) {
	first := sort.Search(len(levels), func(i int) bool { return levels[i].At.After(t.Span.Start) }) - 1
	for i := max(first, 0); i < len(levels); i++ {
		until := end
		if i+1 < len(levels) {
			until = levels[i+1].At
		}
		x0, x1 := max(t.X(levels[i].At), t.X0), min(t.X(until), t.X1)
		if x0 >= t.X1 {
			return
		}
		if x1 >= x0 {
			see(x0, x1, levels[i].Minor)
		}
	}
}

// column adds an upright stroke, or lengthens the last where both fall on one column.
func column(list []Rect, r Rect) []Rect {
	n := len(list)
	if n == 0 || r.X-list[n-1].X > 0.75 {
		return append(list, r)
	}
	a := &list[n-1]
	top, bottom := min(a.Y, r.Y), max(a.Y+a.H, r.Y+r.H)
	a.Y, a.H = top, bottom-top
	return list
}

// Dashes cuts level strokes into dashes of that length and gap, counted from the left end of the whole line;
// upright strokes stay.
func Dashes(line []Rect, length, gap float32) []Rect {
	var out []Rect
	for _, r := range line {
		if r.W <= length || r.H > r.W {
			out = append(out, r)
			continue
		}
		for x := float32(0); x < r.W; x += length + gap {
			out = append(out, Rect{r.X + x, r.Y, min(length, r.W-x), r.H})
		}
	}
	return out
}

// Below returns the parts of what is seen in which the levels are under the floor, from pixel to pixel, joined where
// less than a pixel parts them, and each at least a pixel wide. H and Y are those of the room given.
func Below(levels []Level, end time.Time, t Times, floor int64, room Rect) []Rect {
	var list []Rect
	Stretches(levels, end, t, func(x0, x1 float32, minor int64) {
		if minor >= floor {
			return
		}
		x1 = max(x1, x0+1)
		if n := len(list); n > 0 && x0-(list[n-1].X+list[n-1].W) < 1 {
			list[n-1].W = max(list[n-1].W, x1-list[n-1].X)
			return
		}
		list = append(list, Rect{x0, room.Y, x1 - x0, room.H})
	})
	return list
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}
