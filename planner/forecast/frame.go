package forecast

import (
	"fmt"
	"math"
	"sort"
	"time"

	"bfplanner/planner"
)

// SaleCoupon and LiveFlash are the tools whose promotions the model places.
const (
	SaleCoupon = "sale_coupon"
	LiveFlash  = "live_flash_sale"
)

// dayOf returns the day of the horizon on which the instant falls, or -1.
func (m *Model) dayOf(t time.Time) int {
	if t.Before(m.begin[0]) || !t.Before(m.begin[len(m.dates)]) {
		return -1
	}
	return sort.Search(len(m.dates), func(i int) bool { return m.begin[i].After(t) }) - 1
}

// Date returns the civil date of a day of the instance.
func (m *Model) Date(day int) planner.Date { return m.dates[0].Add(day) }

// Slot returns the instant at which a slot of a day begins; the number of slots of a day gives its end.
func (m *Model) Slot(day, slot int) time.Time {
	if m.plain[day] {
		return m.begin[day].Add(time.Duration(slot) * m.slot)
	}
	return m.dates[day].At(0, slot*int(m.slot/time.Minute), m.loc)
}

// Place returns the day and the slot in which the instant lies, and whether it is the slot's begin. The day is -1
// outside the horizon.
func (m *Model) Place(t time.Time) (day, slot int, ok bool) {
	if day = m.dayOf(t); day < 0 {
		return -1, 0, false
	}
	slot = int(m.sinceMidnight(day, t) / m.slot)
	return day, slot, m.Slot(day, slot).Equal(t)
}

// sinceMidnight returns the time that the clock shows at an instant of the day.
func (m *Model) sinceMidnight(day int, t time.Time) time.Duration {
	if m.plain[day] {
		return t.Sub(m.begin[day])
	}
	h, min, sec := t.In(m.loc).Clock()
	return time.Duration(h)*time.Hour + time.Duration(min)*time.Minute + time.Duration(sec)*time.Second + time.Duration(t.Nanosecond())
}

// pieces calls f for each slot that the span touches, with the part of the slot's hours that it covers.
func (m *Model) pieces(s planner.Span, f func(day, slot int, part planner.Span)) {
	slots := len(m.Instance.HourCurve)
	for day := range m.dates {
		today, ok := s.Intersect(planner.Span{Start: m.begin[day], End: m.begin[day+1]})
		if !ok {
			continue
		}
		for slot := int(m.sinceMidnight(day, today.Start) / m.slot); slot < slots; slot++ {
			part, ok := s.Intersect(planner.Span{Start: m.Slot(day, slot), End: m.Slot(day, slot+1)})
			if ok {
				f(day, slot, part)
			} else if !m.Slot(day, slot).Before(today.End) {
				break
			}
		}
	}
}

func (m *Model) shop(id string) (int, bool) {
	s, ok := m.plan.Shops.Get(id)
	if !ok {
		return 0, false
	}
	return m.index[s], true
}

func (m *Model) line(id string) (int, bool) {
	l, ok := m.plan.Lines.Get(id)
	if !ok {
		return 0, false
	}
	i, ok := m.index[l]
	return i, ok
}

func (m *Model) host(id string) (int, bool) {
	h, ok := m.plan.Hosts.Get(id)
	if !ok {
		return 0, false
	}
	return m.index[h], true
}

// lineCount returns how many lines of the plan have a product and a shop.
func (m *Model) lineCount() (n int) {
	for _, l := range m.plan.Lines.All() {
		if _, ok := m.index[l]; ok {
			n++
		}
	}
	return n
}

// onPlatform reports whether the event happens on the sale's platform; one without a channel is taken to.
func (m *Model) onPlatform(e *planner.Event) bool {
	return e.Channel == "" || m.plan.OnPlatform(e)
}

// mirror returns the channel to which a hedged live is sent as well: of those off the platform the one with the
// largest share of orders, or "".
func (m *Model) mirror() string {
	var best *planner.Channel
	for _, c := range m.plan.Channels.All() {
		if !c.Platform && (best == nil || c.Share > best.Share) {
			best = c
		}
	}
	if best == nil {
		return ""
	}
	return best.ID
}

// major returns minor units as major ones.
func (m *Model) major(minor float64) float64 {
	return minor / math.Pow10(planner.MinorDigits(m.plan.Market.Currency))
}

// Money returns an amount of major units, in which the model counts, in the plan's currency, rounded to a minor unit.
func Money(p *planner.Plan, major float64) planner.Money {
	return p.Money(int64(math.Round(major * math.Pow10(planner.MinorDigits(p.Market.Currency)))))
}

// Major returns an amount of minor units of the plan's currency in major ones.
func Major(p *planner.Plan, minor int64) float64 {
	return float64(minor) / math.Pow10(planner.MinorDigits(p.Market.Currency))
}

// share returns basis points as a share.
func share(points float64) float64 { return points / 10000 }

// up and down return a length of time in whole slots; down takes zero for no limit, which is most.
func up(d, slot time.Duration) int { return int((d + slot - 1) / slot) }

func down(d, slot time.Duration, most int) int {
	if d <= 0 {
		return most
	}
	return min(int(d/slot), most)
}

// shorter returns the shorter of two lengths of which zero is no limit.
func shorter(a, b time.Duration) time.Duration {
	if a <= 0 || b > 0 && b < a {
		return b
	}
	return a
}

// listOf returns the values of a parameter, or the usual one where it has none.
func listOf(p *planner.Plan, id string, usual float64) []float64 {
	if v := p.Nums(id); len(v) > 0 {
		return v
	}
	return []float64{usual}
}

func clockOf(hour float64) string { return fmt.Sprintf("%02d:%02d", int(hour), int(hour*60)%60) }
