package forecast

// rowKey is a row that a pin asks for: its kind and the row as the solution has it, the rest of it 0.
type rowKey struct {
	kind string
	at   [5]int
}

// row returns what the pin asks for; a live asks for no row.
func (p *Pin) row() rowKey {
	switch p.Kind {
	case PinShift:
		return rowKey{p.Kind, [5]int{p.Host, p.Shop, p.Day, p.From, p.To - p.From}}
	case PinCoupon:
		return rowKey{p.Kind, [5]int{p.Line, p.Depth + 1, p.Day, p.Len}}
	case PinVideo:
		return rowKey{p.Kind, [5]int{p.Video, p.Day, p.Band}}
	case PinFlash:
		return rowKey{p.Kind, [5]int{p.Product, p.Day, p.From}}
	case PinHedge:
		return rowKey{p.Kind, [5]int{p.Shop, p.Day}}
	}
	return rowKey{}
}

// fillPins notes what the pins ask for, and which of it the solution has.
func (c *checker) fillPins() {
	if len(c.in.Pins) == 0 {
		return
	}
	c.asked = make(map[rowKey]bool, len(c.in.Pins))
	for i := range c.in.Pins {
		p := &c.in.Pins[i]
		if p.Kind != PinLive {
			c.asked[p.row()] = false
			continue
		}
		if c.live == nil {
			c.live = make([]bool, len(c.on))
		}
		for t := p.From; t < p.To; t++ {
			c.live[c.slot(p.Shop, p.Day, t)] = true
		}
	}
	has := func(r rowKey) {
		if _, ok := c.asked[r]; ok {
			c.asked[r] = true
		}
	}
	for _, x := range c.s.Shifts {
		has(rowKey{PinShift, x})
	}
	for _, x := range c.s.Posts {
		has(rowKey{PinVideo, [5]int{x[0], x[1], x[2]}})
	}
	for _, x := range c.s.Windows {
		has(rowKey{PinCoupon, [5]int{x[0], x[1], x[2], x[3]}})
	}
	for _, x := range c.s.Flash {
		has(rowKey{PinFlash, [5]int{x[0], x[1], x[2]}})
	}
	for _, x := range c.s.Hedges {
		has(rowKey{PinHedge, [5]int{x[0], x[1]}})
	}
}

// start finds what is placed before the first free slot without a pin.
func (c *checker) start() {
	early := func(day, slot int, r rowKey) bool {
		if day > c.in.StartDay || day == c.in.StartDay && slot >= c.in.StartHour {
			return false
		}
		return !c.asked[r] // a row of the solution that is asked for is there
	}
	for _, x := range c.s.Shifts {
		if early(x[2], x[3], rowKey{PinShift, x}) && !c.onPinned(x) {
			c.add(float64(x[3]), float64(c.in.StartHour), ofShift(x))
		}
	}
	for _, x := range c.s.Posts {
		if early(x[1], c.in.StartHour, rowKey{PinVideo, [5]int{x[0], x[1], x[2]}}) {
			c.add(float64(x[1]), float64(c.in.StartDay), ofPost(x))
		}
	}
	for _, w := range c.s.Windows {
		if early(w[2], c.in.StartHour, rowKey{PinCoupon, [5]int{w[0], w[1], w[2], w[3]}}) {
			c.add(float64(w[2]), float64(c.in.StartDay), ofWindow(w, c.in))
		}
	}
	for _, x := range c.s.Flash {
		if early(x[1], x[2], rowKey{PinFlash, [5]int{x[0], x[1], x[2]}}) {
			c.add(float64(x[2]), float64(c.in.StartHour), ofFlash(x, c.in))
		}
	}
	for _, x := range c.s.Hedges {
		if early(x[1], c.in.StartHour, rowKey{PinHedge, [5]int{x[0], x[1]}}) {
			c.add(float64(x[1]), float64(c.in.StartDay), onDay(x[0], x[1]))
		}
	}
}

// onPinned reports whether pins put the shop on air in every slot of the shift.
func (c *checker) onPinned(x [5]int) bool {
	for t := x[3]; t < x[3]+x[4]; t++ {
		if c.live == nil || !c.live[c.slot(x[1], x[2], t)] {
			return false
		}
	}
	return true
}

func (c *checker) pinLive() {
	for i, p := range c.in.Pins {
		if p.Kind != PinLive {
			continue
		}
		for t := p.From; t < p.To; t++ {
			c.least(float64(c.on[c.slot(p.Shop, p.Day, t)]), 1, func(v *Violation) { v.Pin, v.Shop, v.Day, v.Hour = i, p.Shop, p.Day, t })
		}
	}
}

// pinRow finds the pins of a kind whose row is missing.
func (c *checker) pinRow(kind string, place func(*Violation, *Pin)) {
	for i := range c.in.Pins {
		if p := &c.in.Pins[i]; p.Kind == kind && !c.asked[p.row()] {
			c.add(0, 1, func(v *Violation) { v.Pin, v.Day = i, p.Day; place(v, p) })
		}
	}
}

func (c *checker) pinShift() {
	c.pinRow(PinShift, func(v *Violation, p *Pin) { v.Host, v.Shop, v.Hour = p.Host, p.Shop, p.From })
}

func (c *checker) pinCoupon() { c.pinRow(PinCoupon, func(v *Violation, p *Pin) { v.Line = p.Line }) }
func (c *checker) pinVideo()  { c.pinRow(PinVideo, func(v *Violation, p *Pin) { v.Video = p.Video }) }
func (c *checker) pinHedge()  { c.pinRow(PinHedge, func(v *Violation, p *Pin) { v.Shop = p.Shop }) }

func (c *checker) pinFlash() {
	c.pinRow(PinFlash, func(v *Violation, p *Pin) { v.Product, v.Hour = p.Product, p.From })
}
