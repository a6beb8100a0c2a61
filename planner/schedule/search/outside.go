package search

import (
	"math"
	"slices"

	"bfplanner/planner/forecast"
)

// perSlot returns the instance with the slot as the unit of time.
func perSlot(given *forecast.Instance) *forecast.Instance {
	in, slot := new(forecast.Instance), given.SlotHours()
	*in = *given
	in.Hosts, in.Shops, in.Lines, in.Products, in.HourCurve = slices.Clone(given.Hosts), slices.Clone(given.Shops), slices.Clone(given.Lines), slices.Clone(given.Products), slices.Clone(given.HourCurve)
	in.StudioCost *= slot
	for t := range in.HourCurve {
		in.HourCurve[t] *= slot
	}
	in.Fatigue = nil
	for _, f := range given.Fatigue {
		in.Fatigue = append(in.Fatigue, slices.Repeat([]float64{f}, int(1/slot))...)
	}
	for i := range in.Hosts {
		in.Hosts[i].MinShift = max(1, in.Hosts[i].MinShift)
		in.Hosts[i].MaxShift = min(in.Hosts[i].MaxShift, len(in.HourCurve))
		in.Hosts[i].Cost *= slot
	}
	for i := range in.Shops {
		in.Shops[i].MaxSession = min(in.Shops[i].MaxSession, in.CloseHour-in.OpenHour)
		in.Shops[i].MaxSessions = min(in.Shops[i].MaxSessions, len(in.HourCurve))
	}
	for i := range in.Products {
		in.Products[i].FlashRate /= slot // a deal sells the same however fine the grid is
	}
	for g := range in.Lines {
		in.Lines[g].Stock = given.Stock(g)
	}
	return in
}

func (p *problem) pickDays() {
	in := p.in
	var mean float64
	for _, d := range in.Day {
		mean += d.Demand * d.Weight / float64(in.Days)
	}
	for d, x := range in.Day {
		for range 2 + int(2*min(8, x.Demand*x.Weight/max(mean, 1e-9))) {
			if d >= in.StartDay {
				p.dayPick = append(p.dayPick, d)
			}
		}
		if x.Down >= in.Risk.HedgeMinDown {
			p.hedgeDay = append(p.hedgeDay, d)
		}
		if in.Risky(d) {
			p.riskDay = append(p.riskDay, d)
		}
	}
}

// outside reads what lies outside the grid.
func (p *problem) outside() {
	in, n := p.in, len(p.unit)
	p.extra, p.air, p.airRuns, p.early = make([]float64, n), make([]uint64, n), make([]int, n), make([]uint64, p.days)
	p.studios, p.used = make([][daySlots]int16, p.days), make([][daySlots]int16, p.days)
	for d := range p.days {
		switch {
		case d < in.StartDay:
			p.early[d] = span(0, p.slots)
		case d == in.StartDay:
			p.early[d] = span(0, in.StartHour)
		}
		for t := range p.slots {
			if in.Fixed != nil && in.Fixed.Studio != nil {
				p.used[d][t] = int16(in.Fixed.Studio[d][t])
			}
			p.studios[d][t] = max(p.used[d][t], int16(min(in.Studios, math.MaxInt16)))
		}
	}
	if in.Fixed == nil {
		return
	}
	for shop, days := range in.Fixed.Exposure {
		copy(p.extra[shop*p.days:], days)
	}
	for _, a := range in.Fixed.Air {
		at := p.at(a.Shop, a.Day)
		p.air[at] |= span(a.From, a.To-a.From)
		p.airRuns[at]++
	}
}

// pins spreads the pins over shop-days and products. A pinned flash deal holds its shop on air.
func (p *problem) pins() {
	p.pinOn, p.pinLive, p.pinHost = make([]uint64, len(p.unit)), make([]uint64, len(p.unit)), make([]uint64, len(p.in.Hosts)*p.days)
	p.pinShift, p.pinDeal, p.pinHedge = map[int][]shift{}, make([][]int, len(p.in.Products)), make([]bool, len(p.unit))
	for _, x := range p.in.Pins {
		switch x.Kind {
		case forecast.PinLive:
			p.pinOn[p.at(x.Shop, x.Day)] |= span(x.From, x.To-x.From)
			p.pinLive[p.at(x.Shop, x.Day)] |= span(x.From, x.To-x.From)
		case forecast.PinShift:
			at, one := p.at(x.Shop, x.Day), shift{int16(x.Host), int8(x.From), int8(x.To - x.From)}
			if !slices.Contains(p.pinShift[at], one) {
				p.pinShift[at] = append(p.pinShift[at], one)
			}
			p.pinHost[x.Host*p.days+x.Day] |= one.mask()
		case forecast.PinFlash:
			p.pinOn[p.at(p.in.Lines[p.in.Products[x.Product].Line].Shop, x.Day)] |= span(x.From, 1)
			p.pinDeal[x.Product] = append(p.pinDeal[x.Product], x.Day)
		case forecast.PinHedge:
			p.pinHedge[p.at(x.Shop, x.Day)] = true
		}
	}
}
