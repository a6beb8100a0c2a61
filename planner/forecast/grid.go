package forecast

import (
	"fmt"
	"math"
)

// SlotHours returns the length of a slot in hours: 1 or 0.5.
func (in *Instance) SlotHours() float64 {
	if in.SlotMinutes == 30 {
		return 0.5
	}
	return 1
}

// slotsDay returns the number of slots of a day.
func (in *Instance) slotsDay() int { return int(24 / in.SlotHours()) }

// fatigue returns the share of a fresh host's draw that is left in the k-th slot of a shift.
func (in *Instance) fatigue(k int) float64 { return at(in.Fatigue, int(float64(k)*in.SlotHours())) }

// Draw returns the viewers of the k-th slot of a shift of the host at that slot of the shop's day, before saturation.
func (in *Instance) Draw(host, shop, day, slot, k int) float64 {
	return in.Shops[shop].Cold * in.Day[day].Demand * in.HourCurve[slot] * in.Hosts[host].Mult * in.fatigue(k) * in.SlotHours()
}

// Fixed is what a campaign has outside the grid and keeps: lives that begin between two slots or cross midnight, and
// what belongs to them. Hosts who are busy there are not available by their Avail.
type Fixed struct {
	Exposure [][]float64 `json:"exposure"` // shop, day: viewers that these lives draw, before saturation
	Air      []Air       `json:"air"`
	Studio   [][]int     `json:"studio"` // day, slot: studios that they take, setting up included
	Stock    []float64   `json:"stock"`  // line: orders of their flash deals
}

// Air is a stretch of slots of a day in which a shop is on air outside the grid: one session, cut at midnight. No
// shift may stand there, and it counts for the shop's hours and sessions of the day.
type Air struct {
	Shop int `json:"shop"`
	Day  int `json:"day"`
	From int `json:"from"`
	To   int `json:"to"`
}

// Stock returns what of the line's stock flash deals outside the grid leave, in orders.
func (in *Instance) Stock(line int) float64 {
	if in.Fixed == nil || in.Fixed.Stock == nil {
		return in.Lines[line].Stock
	}
	return math.Max(0, in.Lines[line].Stock-in.Fixed.Stock[line])
}

// fixedExposure returns the viewers of a shop-day's lives outside the grid, before saturation.
func (in *Instance) fixedExposure(shop, day int) float64 {
	if in.Fixed == nil || in.Fixed.Exposure == nil {
		return 0
	}
	return in.Fixed.Exposure[shop][day]
}

// fixedStudio returns how many studios lives outside the grid take in the slot.
func (in *Instance) fixedStudio(day, slot int) int {
	if in.Fixed == nil || in.Fixed.Studio == nil {
		return 0
	}
	return in.Fixed.Studio[day][slot]
}

// air returns the sessions outside the grid.
func (in *Instance) air() []Air {
	if in.Fixed == nil {
		return nil
	}
	return in.Fixed.Air
}

// check returns the first thing in which what is fixed does not fit the instance.
func (f *Fixed) check(in *Instance) error {
	ok := func(rows, columns, wantRows, wantColumns int) bool {
		return rows == 0 || rows == wantRows && columns == wantColumns
	}
	for _, row := range f.Exposure {
		if !ok(len(f.Exposure), len(row), len(in.Shops), in.Days) {
			return fmt.Errorf("forecast: fixed exposure of %d shops, %d days", len(f.Exposure), len(row))
		}
	}
	for _, row := range f.Studio {
		if !ok(len(f.Studio), len(row), in.Days, in.slotsDay()) {
			return fmt.Errorf("forecast: fixed studios of %d days, %d slots", len(f.Studio), len(row))
		}
	}
	if !ok(len(f.Stock), 0, len(in.Lines), 0) {
		return fmt.Errorf("forecast: fixed stock of %d lines", len(f.Stock))
	}
	for i, a := range f.Air {
		if a.Shop < 0 || a.Shop >= len(in.Shops) || a.Day < 0 || a.Day >= in.Days || a.From < 0 || a.From >= a.To || a.To > in.slotsDay() {
			return fmt.Errorf("forecast: fixed session %d does not fit", i)
		}
	}
	return nil
}
