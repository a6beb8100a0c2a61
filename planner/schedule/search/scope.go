package search

import "slices"

// scope is the part of a campaign that moves may touch: some shops with their lines, videos and products, some hosts, and so
// many studios and live hours on risky days. Two movers whose scopes share nothing may work at the same time.
type scope struct {
	shops, lines, videos, products []int
	shop, host                     []bool
	hostsOf                        [][]int           // by shop
	studios                        [][daySlots]int16 // day: the most in use, those of other shops included
	risky                          int
	part                           bool // not all
}

// all returns the scope of all that there is.
func (p *problem) all() *scope {
	c := &scope{studios: p.studios, risky: p.in.Risk.MaxLiveHours}
	c.shop, c.host = slices.Repeat([]bool{true}, len(p.in.Shops)), slices.Repeat([]bool{true}, len(p.in.Hosts))
	c.list(p)
	return c
}

// list lists what belongs to the scope's shops and hosts.
func (c *scope) list(p *problem) {
	c.shops, c.lines, c.videos, c.products = c.shops[:0], c.lines[:0], c.videos[:0], c.products[:0]
	for s, mine := range c.shop {
		if mine {
			c.shops = append(c.shops, s)
		}
	}
	for g, l := range p.in.Lines {
		if c.shop[l.Shop] {
			c.lines = append(c.lines, g)
		}
	}
	for v := range p.in.Videos {
		if c.hasVideo(p, v) {
			c.videos = append(c.videos, v)
		}
	}
	for i, x := range p.in.Products {
		if c.shop[p.in.Lines[x.Line].Shop] {
			c.products = append(c.products, i)
		}
	}
	if c.hostsOf == nil {
		c.hostsOf = make([][]int, len(p.in.Shops))
	}
	for s, list := range p.hostsOf {
		c.hostsOf[s] = c.hostsOf[s][:0]
		for _, h := range list {
			if c.host[h] {
				c.hostsOf[s] = append(c.hostsOf[s], h)
			}
		}
	}
}

// leaves reports whether a change of a shop's lives leaves alone what lies outside the scope.
func (c *scope) leaves(shop int, old, now *cell) bool {
	if !c.shop[shop] {
		return false
	}
	for _, pair := range [2][2]*cell{{old, now}, {now, old}} {
		for _, x := range pair[0].list() {
			if !c.host[x.host] && !slices.Contains(pair[1].list(), x) {
				return false
			}
		}
	}
	return true
}

// hasVideo reports whether a video is of the scope with all that it comes after and that come after it.
func (c *scope) hasVideo(p *problem, v int) bool {
	mine := func(v int) bool { return c.shop[p.in.Lines[p.in.Videos[v].Line].Shop] }
	after := p.in.Videos[v].After
	return mine(v) && (after < 0 || mine(after)) && !slices.ContainsFunc(p.children[v], func(w int) bool { return !mine(w) })
}
