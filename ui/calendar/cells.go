package calendar

import (
	"cmp"
	"slices"
	"time"

	"bfplanner/planner"
)

// The measures of grids: a bar or a line in a cell with the gap below it, and the room beside blocks.
const (
	cellRow  float32 = 18
	cellPad  float32 = 3
	dayCount         = 7
)

// bar is a block as it takes days of one row: from the first to the last column, in a slot counted from the top.
type bar struct {
	item        int
	first, last int // columns
	starts      bool
	ends        bool
	slot        int
	hidden      bool
}

// barsOf returns the blocks that touch the days from the date on, count of them in a row, in the order in which they
// stand: bars over days first, the longer above the shorter, then the others by what matters most on a full day. Where
// several is set there are bars over days alone.
func (s *scene) barsOf(date planner.Date, count int, several bool) []bar {
	loc := s.scale.loc
	from, until := date.At(0, 0, loc).Unix(), date.Add(count).At(0, 0, loc).Unix()
	var list []bar
	for i := range s.items {
		it := &s.items[i]
		long := severalDays(it.span)
		if it.from >= until {
			break
		}
		if several && !long || it.from < from && (!long || it.span.End.Unix() <= from) {
			continue
		}
		first, last := datesOf(it.span, loc)
		a, z := first.Sub(date), last.Sub(date)
		list = append(list, bar{item: i, first: max(a, 0), last: min(z, count-1), starts: a >= 0, ends: z < count})
	}
	slices.SortStableFunc(list, func(a, b bar) int {
		x, y := &s.items[a.item], &s.items[b.item]
		longX, longY := severalDays(x.span), severalDays(y.span)
		switch {
		case longX && !longY:
			return -1
		case longY && !longX:
			return 1
		case longX:
			return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last), cmp.Compare(x.from, y.from))
		}
		return cmp.Or(cmp.Compare(weight(x), weight(y)), cmp.Compare(x.from, y.from), cmp.Compare(a.item, b.item))
	})
	return list
}

// stackBars gives each bar the first slot that is free on all its days, and hides what finds none in cells with room for
// so many. It returns how many are hidden on each day. Long ones take no more than about half of the slots of a day while
// others wait below them.
func stackBars(list []bar, count, slots int, long func(bar) bool) []int {
	waiting := make([]int, count)
	for _, b := range list {
		if !long(b) {
			waiting[b.first]++
		}
	}
	room := func(b bar, d int) int {
		if long(b) && waiting[d] > 0 {
			return max(slots-waiting[d], (slots+1)/2)
		}
		return slots
	}
	hidden, taken := make([]int, count), make([]bool, count*slots)
	for i := range list {
		b := &list[i]
		b.hidden = true
		for slot := 0; slot < slots && b.hidden; slot++ {
			free := true
			for d := b.first; d <= b.last; d++ {
				free = free && slot < room(*b, d) && !taken[d*slots+slot]
			}
			if !free {
				continue
			}
			b.slot, b.hidden = slot, false
			for d := b.first; d <= b.last; d++ {
				taken[d*slots+slot] = true
			}
		}
		for d := b.first; b.hidden && d <= b.last; d++ {
			hidden[d]++
		}
	}
	return hidden
}

// byTime has those of one day that are not long stand in the order of their times, in the slots that they have.
func (s *scene) byTime(list []bar, long func(bar) bool) {
	for col := range dayCount {
		var at []int
		for i, b := range list {
			if !b.hidden && !long(b) && b.first == col {
				at = append(at, i)
			}
		}
		slots := make([]int, len(at))
		for i, n := range at {
			slots[i] = list[n].slot
		}
		slices.Sort(slots)
		slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(s.items[list[a].item].from, s.items[list[b].item].from) })
		for i, n := range at {
			list[n].slot = slots[i]
		}
	}
}

// weights ranks kinds on a day that has no room for all.
var weights = map[planner.Kind]int{planner.Live: 0, planner.Milestone: 1, planner.Coupon: 2, planner.Ad: 2, planner.Flash: 3, planner.Video: 4}

func weight(it *item) int { return weights[it.event.Kind] }

// wallClock returns the minute of the day that the zone's clock shows.
func wallClock(t time.Time, loc *time.Location) int {
	c := t.In(loc)
	return c.Hour()*60 + c.Minute()
}
