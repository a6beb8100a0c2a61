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
	{"video", forecast.CreditVideo, 7, (*mover).moveVideo},
	{"videos", forecast.CreditVideo, 3, (*mover).swapVideos},
	{"window", forecast.CreditCoupon, 4, (*mover).placeWindow},
	{"coupon", forecast.CreditCoupon, 6, (*mover).changeWindow},
	{"flash", forecast.CreditFlash, 10, (*mover).moveDeal},
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

// settle scores the move under way and keeps it, or reports false. Bounds come first: by the prices of the
// last answer, then by serving at the last prices of stock.
func (m *mover) settle(fixed, need float64) bool {
	gain := m.fixed - fixed
	if !m.blind && gain+m.rise < need || !m.legal() {
		return false
	}
	rise := gain
	for _, g := range m.touched {
		l := m.lines[g]
		rise += l.bound(m.bench, m.seen[l.shop]) - l.value
	}
	if rise < need {
		return false
	}
	change := gain
	type answer struct{ value, lambda float64 }
	var kept [256]answer
	answers := kept[:0]
	for _, g := range m.touched {
		l := m.lines[g]
		v, at := l.solve(m.bench, m.seen[l.shop])
		answers = append(answers, answer{v, at})
		change += v - l.value
	}
	if change < need {
		return false
	}
	for i, g := range m.touched {
		l := m.lines[g]
		l.keep(m.bench, m.seen[l.shop], answers[i].value, answers[i].lambda)
	}
	last := none
	for _, g := range m.touched {
		if shop := m.lines[g].shop; shop != last {
			m.reprice(shop)
			last = shop
		}
	}
	m.value += change
	return true
}
