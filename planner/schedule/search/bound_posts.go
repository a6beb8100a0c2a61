package search

import (
	"cmp"
	"slices"

	"bfplanner/planner/forecast"
)

// The posts of the Lagrangian: every line-day takes the set of videos that is best for it, saturation and all, and
// each video has a price for going out, since it goes out once.

// mostSets is how many sets of a line-day are looked at before what they can earn at most is taken for granted.
const mostSets = 2000

// post is a video that would earn something on a line-day.
type post struct {
	video               int
	reach, cost, single float64 // single is what it earns alone
}

// postSet finds the best set of a line-day's posts.
type postSet struct {
	width, slope []float64
	worth        float64 // of a viewer who comes
	most         int     // of a day
	posts        []post  // those that earn most alone first
	now, best    []int
	value        float64
	looked       int
}

// solve returns what the best set earns, or a little more, and leaves the set in best.
func (p *postSet) solve(posts []post) float64 {
	slices.SortFunc(posts, func(a, b post) int { return cmp.Or(cmp.Compare(b.single, a.single), a.video-b.video) })
	p.posts, p.now, p.best, p.value, p.looked = posts, p.now[:0], p.best[:0], 0, 0
	p.try(0, 0, 0)
	if p.looked < mostSets {
		return p.value
	}
	return p.hope(0, 0)
}

// hope returns what a set that earns so much can come to with the posts from i on: none adds more to others than it
// earns alone.
func (p *postSet) hope(i int, value float64) float64 {
	for _, x := range p.posts[i:min(len(p.posts), i+p.most-len(p.now))] {
		value += x.single
	}
	return value
}

// try looks at the sets that go on from the one in hand with the posts from i on.
func (p *postSet) try(i int, raw, cost float64) {
	p.looked++
	value := p.worth*concave(raw, p.width, p.slope, 1) - cost
	if value > p.value {
		p.value = value
		p.best = append(p.best[:0], p.now...)
	}
	for ; i < len(p.posts) && len(p.now) < p.most && p.looked < mostSets && p.hope(i, value) > p.value; i++ {
		p.now = append(p.now, i)
		p.try(i+1, raw+p.posts[i].reach, cost+p.posts[i].cost)
		p.now = p.now[:len(p.now)-1]
	}
}

// postable reports whether a video may go out on a day.
func (p *problem) postable(v, d int) bool {
	x := p.in.Videos[v]
	if d < x.Ready || d > x.Due || d < 0 || d >= p.days {
		return false
	}
	return d >= p.in.StartDay || slices.ContainsFunc(p.in.Pins, func(x forecast.Pin) bool { return x.Kind == forecast.PinVideo && x.Video == v && x.Day == d })
}

// reach returns the viewers that a post brings before those of a line-day saturate.
func (b *dual) reach(v, d int) float64 {
	return b.p.in.Videos[v].Reach * b.p.bandOf(v) * b.p.in.Day[d].Weight
}

// come returns what a viewer is worth who comes by a post of the line's on the day.
func (b *dual) come(g, d int) float64 {
	sum := 0.0
	for k, share := range b.p.in.Kernel {
		if d+k < b.p.days {
			sum += share * b.p.inv[g][d+k] * b.level[g*b.p.days+d+k]
		}
	}
	return sum
}

// posts gives every line-day its best set. That some videos come after others is left out.
func (b *dual) posts() float64 {
	p, in, n := b.p, b.p.in, b.p.days
	total := 0.0
	set := postSet{width: in.PostWidth, slope: in.PostSlope}
	var earn []post
	for g, l := range in.Lines {
		set.most = in.Shops[l.Shop].VideosPerDay
		for d := range n {
			at, week := p.at(l.Shop, d), l.Shop*b.week+d/weekDays
			set.worth, earn = b.come(g, d), earn[:0]
			for _, v := range b.videos[g] {
				if !b.postable[v*n+d] {
					continue
				}
				x := post{video: v, reach: b.reach(v, d)}
				x.cost = in.Videos[v].Cost + in.Videos[v].Effort*b.effort.x[week] + b.count.x[at] + b.once.x[v]
				if x.single = set.worth*concave(x.reach, in.PostWidth, in.PostSlope, 1) - x.cost; x.single > 0 {
					earn = append(earn, x)
				}
			}
			if len(earn) == 0 {
				continue
			}
			total += set.solve(earn)
			raw := 0.0
			for _, i := range set.best {
				v := earn[i].video
				raw += earn[i].reach
				b.effort.slope[week] -= in.Videos[v].Effort
				b.count.slope[at]--
				b.once.slope[v]--
			}
			come := concave(raw, in.PostWidth, in.PostSlope, 1)
			for k, share := range in.Kernel {
				if d+k < n {
					b.use[g*n+d+k] -= share * p.inv[g][d+k] * come
				}
			}
		}
	}
	return total
}
