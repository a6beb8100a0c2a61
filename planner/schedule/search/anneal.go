package search

import "math"

// moves is the table of moves with how often each is proposed.
var moves = []struct {
	name string
	odds int
	try  func(*mover) bool
}{
	{"place", 20, (*mover).placeShift},
	{"eject", 4, (*mover).ejectShift},
	{"slide", 10, (*mover).slideShift},
	{"stretch", 12, (*mover).stretchShift},
	{"session", 6, (*mover).slideSession},
	{"host", 6, (*mover).changeHost},
	{"swap", 6, (*mover).swapHosts},
	{"move", 14, (*mover).moveShift},
	{"video", 7, (*mover).moveVideo},
	{"videos", 3, (*mover).swapVideos},
	{"window", 4, (*mover).placeWindow},
	{"coupon", 6, (*mover).changeWindow},
	{"flash", 10, (*mover).moveDeal},
	{"hedge", 1, (*mover).toggleHedge},
	{"redo", 2, (*mover).redoDay},
}

// lottery spreads the moves by their odds.
func lottery() []int {
	var list []int
	for i, m := range moves {
		for range m.odds {
			list = append(list, i)
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
