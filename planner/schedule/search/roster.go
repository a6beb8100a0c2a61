package search

import "math"

// roster finds the best lives of one shop-day for given prices, exactly: by dynamic programming over hours, with
// what remains of the gap or the session, the shift and the host as the state. Host rules that reach beyond the
// shop-day and the hours of a day are left to prices.
type roster struct {
	p     *problem
	ahead []float64 // on air: hour, session, hour of the session, host, hour of the shift
	idle  []float64 // off air: hour, hours off, sessions begun
	hand  []topTwo  // hour, session, hour of the session: the best hosts to take over
	gain  []float64 // host, hour, hour of the shift
	exit  []float64 // host, hour: the cost of a shift that ends with this hour
	path  []onAir

	least, most                           []int // by host: hours of a shift
	hosts, shifts, session, sessions, gap int
}

// topTwo is the best value with its host and the best of any other host.
type topTwo struct {
	first, second float64
	host          int
}

// onAir is an hour of the best roster.
type onAir struct {
	host, hour, k int
	start         bool // of a session
	last          bool // of a shift
}

var never = math.Inf(-1)

func (r *roster) on(t, s, l, h, k int) int {
	return (((t*(r.sessions+1)+s)*(r.session+1)+l)*r.hosts+h)*(r.shifts+1) + k
}
func (r *roster) off(t, c, s int) int    { return (t*(r.gap+1)+c)*(r.sessions+1) + s }
func (r *roster) taking(t, s, l int) int { return (t*(r.sessions+1)+s)*(r.session+1) + l }

func room[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	return list[:n]
}

// best returns the value of the best roster, which is left in r.path. An hour of host i (of hostsOf) earns
// view x curve x fatigue less toll, and leave once after the shift's last hour; a session costs its set-up and the set-up hour's toll.
func (r *roster) best(shop, d int, view float64, toll, leave func(i, t int) float64, prep func(t int) float64) float64 {
	p := r.p
	in := p.in
	x := &in.Shops[shop]
	at := p.at(shop, d)
	hosts := p.hostsOf[shop]
	r.hosts, r.session, r.sessions, r.gap, r.shifts = len(hosts), x.MaxSession, max(0, x.MaxSessions-p.airRuns[at]), max(1, x.MinGap), 0
	r.least, r.most = r.least[:0], r.most[:0]
	for _, h := range hosts {
		r.least, r.most = append(r.least, in.Hosts[h].MinShift), append(r.most, in.Hosts[h].MaxShift)
		r.shifts = max(r.shifts, in.Hosts[h].MaxShift)
	}
	end := in.CloseHour
	r.ahead = room(r.ahead, r.on(end+1, 0, 0, 0, 0))
	r.idle = room(r.idle, r.off(end+1, 0, 0))
	r.hand = room(r.hand, r.taking(end+1, 0, 0))
	r.exit = room(r.exit, len(hosts)*daySlots)
	r.gain = room(r.gain, len(hosts)*daySlots*(r.shifts+1))
	for i, h := range hosts {
		for t := in.OpenHour; t < end; t++ {
			cost := toll(i, t)
			r.exit[i*daySlots+t] = leave(i, t)
			for k := 1; k <= r.shifts; k++ {
				f := in.Fatigue[min(k-1, len(in.Fatigue)-1)]
				r.gain[(i*daySlots+t)*(r.shifts+1)+k] = view*p.curve[at][t]*in.Hosts[h].Mult*f - cost
			}
		}
	}
	for t := end; t >= in.OpenHour; t-- {
		r.hour(t, shop, d, prep)
	}
	r.trace(shop, d, prep)
	return r.idle[r.off(in.OpenHour, r.gap, 0)]
}

func (r *roster) earn(i, t, k int) float64 { return r.gain[(i*daySlots+t)*(r.shifts+1)+k] }

// hour fills the tables for one hour from those of the next. At ahead, the hour is over.
func (r *roster) hour(t, shop, d int, prep func(t int) float64) {
	p := r.p
	in := p.in
	last := t == in.CloseHour
	pinned := !last && p.pinOn[p.at(shop, d)]&(1<<t) != 0
	for s := 1; s <= r.sessions && !last; s++ {
		for l := min(r.session, t-in.OpenHour+1); l >= 1; l-- {
			r.hand[r.taking(t, s, l)] = r.air(t, s, l, shop, d)
		}
	}
	for c := range r.gap + 1 {
		for s := range r.sessions + 1 {
			v := 0.0
			if !last {
				v = never
				if !pinned {
					v = r.idle[r.off(t+1, min(c+1, r.gap), s)]
				}
				if c == r.gap && s < r.sessions {
					v = max(v, r.hand[r.taking(t, s+1, 1)].first-in.Shops[shop].SetupCost-prep(t))
				}
			}
			r.idle[r.off(t, c, s)] = v
		}
	}
}

// air fills in what can follow an hour on air under each host who can be, and returns the best hosts to begin with it.
func (r *roster) air(t, s, l, shop, d int) topTwo {
	p := r.p
	last := t+1 == p.in.CloseHour || l == r.session
	stop := r.idle[r.off(t+1, 0, s)]
	next := topTwo{never, never, none}
	if !last {
		next = r.hand[r.taking(t+1, s, l+1)]
	}
	two := topTwo{never, never, none}
	for i, h := range p.hostsOf[shop] {
		left := int(p.left[h*p.days+d][t])
		ahead := r.ahead[r.on(t, s, l, i, 0):][:r.shifts+1]
		if left == 0 || r.earn(i, t, 1) < -forbidden/2 {
			for k := range ahead {
				ahead[k] = never
			}
			continue
		}
		over := next.first
		if next.host == i {
			over = next.second
		}
		exit := r.exit[i*daySlots+t]
		over = max(stop-exit, over-exit)
		if !last && left >= 2 {
			on, gain := r.ahead[r.on(t+1, s, l+1, i, 0):][:r.shifts+1], r.gain[(i*daySlots+t+1)*(r.shifts+1):][:r.shifts+1]
			for k := min(r.most[i], l); k >= 1; k-- {
				v := never
				if k >= r.least[i] {
					v = over
				}
				if k < r.most[i] {
					v = max(v, gain[k+1]+on[k+1])
				}
				ahead[k] = v
			}
		} else {
			for k := min(r.most[i], l); k >= 1; k-- {
				ahead[k] = never
				if k >= r.least[i] {
					ahead[k] = over
				}
			}
		}
		if left >= r.least[i] {
			if v := r.earn(i, t, 1) + ahead[1]; v > two.first {
				two = topTwo{v, two.first, i}
			} else if v > two.second {
				two.second = v
			}
		}
	}
	return two
}

// trace follows the best choices and writes down the hours on air.
func (r *roster) trace(shop, d int, prep func(t int) float64) {
	in := r.p.in
	r.path = r.path[:0]
	c, s := r.gap, 0
	for t := in.OpenHour; t < in.CloseHour; {
		if c < r.gap || s == r.sessions || r.idle[r.off(t, c, s)] > r.hand[r.taking(t, s+1, 1)].first-in.Shops[shop].SetupCost-prep(t) {
			t, c = t+1, min(c+1, r.gap)
			continue
		}
		s++
		i, k, l := r.hand[r.taking(t, s, 1)].host, 1, 1
		if i == none {
			return // no roster can hold the pins
		}
		r.path = append(r.path, onAir{i, t, k, true, false})
		for {
			left := int(r.p.left[r.p.hostsOf[shop][i]*r.p.days+d][t])
			v := r.ahead[r.on(t, s, l, i, k)]
			if k >= r.least[i] && v == r.idle[r.off(t+1, 0, s)]-r.exit[i*daySlots+t] {
				r.path[len(r.path)-1].last = true
				break
			}
			t, l = t+1, l+1
			if left >= 2 && k < r.most[i] && v == r.earn(i, t, k+1)+r.ahead[r.on(t, s, l, i, k+1)] {
				k++
				r.path = append(r.path, onAir{i, t, k, false, false})
				continue
			}
			r.path[len(r.path)-1].last = true
			if two := r.hand[r.taking(t, s, l)]; two.host != i {
				i, k = two.host, 1
			} else {
				i, k = r.other(t, s, l, i, d, shop), 1
			}
			r.path = append(r.path, onAir{i, t, k, false, false})
		}
		t, c = t+1, 0
	}
}

// other returns the best host to take over from one who would be the best.
func (r *roster) other(t, s, l, not, d, shop int) int {
	for i, h := range r.p.hostsOf[shop] {
		left := int(r.p.left[h*r.p.days+d][t])
		if i != not && left >= r.least[i] && left > 0 && r.earn(i, t, 1)+r.ahead[r.on(t, s, l, i, 1)] == r.hand[r.taking(t, s, l)].second {
			return i
		}
	}
	return none
}
