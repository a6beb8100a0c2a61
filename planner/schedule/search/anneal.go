package search

import (
	"math"
	"slices"

	"bfplanner/planner/forecast"
)

// moves is the table of moves with the kind of events that they plan and how often each is proposed.
var moves = []struct {
	name string
	kind string
	odds int
	try  func(*mover) bool
}{
	{"place", forecast.CreditLive, 20, (*mover).placeShift},
	{"eject", forecast.CreditLive, 4, (*mover).ejectShift},
	{"slide", forecast.CreditLive, 10, (*mover).slideShift},
	{"stretch", forecast.CreditLive, 12, (*mover).stretchShift},
	{"session", forecast.CreditLive, 6, (*mover).slideSession},
	{"host", forecast.CreditLive, 6, (*mover).changeHost},
	{"swap", forecast.CreditLive, 6, (*mover).swapHosts},
	{"move", forecast.CreditLive, 14, (*mover).moveShift},
	{"video", forecast.CreditVideo, 30, (*mover).moveVideo},
	{"videos", forecast.CreditVideo, 15, (*mover).swapVideos},
	{"window", forecast.CreditCoupon, 4, (*mover).placeWindow},
	{"coupon", forecast.CreditCoupon, 6, (*mover).changeWindow},
	{"lay", forecast.CreditCoupon, 4, (*mover).layWindows},
	{"lay pair", forecast.CreditCoupon, 3, (*mover).layPair},
	{"flash", forecast.CreditFlash, 20, (*mover).moveDeal},
	{"hedge", forecast.CreditHedge, 1, (*mover).toggleHedge},
	{"redo", forecast.CreditLive, 2, (*mover).redoDay},
}

// lottery spreads the moves of the kinds, of all if there are none, by their odds.
func lottery(kinds []string) []int {
	var list []int
	for i, m := range moves {
		if len(kinds) == 0 || slices.Contains(kinds, m.kind) {
			list = append(list, slices.Repeat([]int{i}, m.odds)...)
		}
	}
	return list
}

// step proposes a move and keeps it if the value does not fall by more than the heat of the moment lets it.
func (m *mover) step(move int, heat float64) bool {
	m.begin()
	fixed := m.fixed
	need := heat * math.Log(m.unit()) // the least change that is kept
	if !moves[move].try(m) || len(m.log) == 0 || !m.settle(fixed, need) {
		m.undo()
		m.fixed = fixed
		return false
	}
	return true
}

// steps makes so many moves of the draw.
func (m *mover) steps(n int, draw []int, heat float64) {
	for range n {
		m.step(draw[m.n(len(draw))], heat)
	}
}

// settle scores the move under way and keeps it, or reports false. Bounds come first: by the prices of the
// last answer, then line by line by serving at the last price of stock.
func (m *mover) settle(fixed, need float64) bool {
	change := m.fixed - fixed
	if !m.blind && change+m.rise < need || !m.legal() {
		return false
	}
	change, ok := m.boundLines(change, need)
	if !ok {
		return false
	}
	type answer struct{ value, lambda float64 }
	var kept [256]answer
	answers := kept[:0]
	for _, g := range m.touched {
		l := m.lines[g]
		if l.idle() {
			answers = append(answers, answer{l.value, l.lambda})
			continue
		}
		most := l.most()
		v, at := l.solve(m.bench, m.seen[l.shop])
		answers = append(answers, answer{v, at})
		if change += v - most; change < need {
			return false
		}
	}
	last := none
	for i, g := range m.touched {
		l := m.lines[g]
		if l.idle() {
			continue
		}
		m.value += answers[i].value - l.value
		l.keep(m.bench, m.seen[l.shop], answers[i].value, answers[i].lambda)
		if last != none && last != l.shop {
			m.reprice(last)
		}
		last = l.shop
	}
	if last != none {
		m.reprice(last)
	}
	m.value += m.fixed - fixed
	return true
}

// boundLines adds to a change what the touched lines can bring at most, and reports whether that reaches what is
// needed. Lines that prices do not bound are served first; of the others each bound by prices stands until it is
// replaced by a better one.
func (m *mover) boundLines(change, need float64) (float64, bool) {
	rest := 0.0
	for _, g := range m.touched {
		if l := m.lines[g]; !l.blind {
			for _, x := range m.shown {
				if x.shop == l.shop {
					l.rise += l.seen[x.day] * x.by
				}
			}
			rest += l.rise
		}
	}
	for _, blind := range [2]bool{true, false} {
		if change+rest < need && !blind {
			return change, false
		}
		for _, g := range m.touched {
			l := m.lines[g]
			if l.blind != blind {
				continue
			}
			if !blind {
				rest -= l.rise
			}
			if l.idle() {
				continue
			}
			if change += l.bound(m.bench, m.seen[l.shop]) - l.value; !blind && change+rest < need {
				return change, false
			}
		}
	}
	return change, change >= need
}
