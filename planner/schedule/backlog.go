package schedule

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
)

// Backlog returns the seeding videos that the plan's products call for and that the plan does not have yet,
// without a time, the most wanted first: of each line its best product unboxed, then shown in use, a challenge of
// the shop, then the other products unboxed, the better half of them shown in use, and a challenge of each line.
// Products are ranked by the value of their stock; those without any are left out. There are no more videos than
// the shop's budget, its crew's days of work and its posts a day allow in the seeding month. A tutorial's After
// is the ID of its unboxing: one that the plan has, or "#" and its index in the list, as planner.Add has it.
func Backlog(p *planner.Plan) []*planner.Event {
	var list []*planner.Event
	for _, shop := range p.Shops.All() {
		list = append(list, backlogOf(p, shop, len(list))...)
	}
	return list
}

// idea is a video that a shop ought to have.
type idea struct {
	kind    string
	line    string
	product string
}

// ideas lists the videos that a shop ought to have, the most wanted first.
func ideas(p *planner.Plan, shop string) []idea {
	var best, shown, unboxings, tutorials, challenges []idea
	for _, l := range linesOf(p, shop) {
		products := productsOf(p, shop, l.ID)
		for i, x := range products {
			unbox, use := idea{planner.Unboxing, l.ID, x.SKU}, idea{planner.Tutorial, l.ID, x.SKU}
			switch {
			case i == 0:
				best, shown = append(best, unbox), append(shown, use)
			case 2*i < len(products):
				unboxings, tutorials = append(unboxings, unbox), append(tutorials, use)
			default:
				unboxings = append(unboxings, unbox)
			}
		}
		challenges = append(challenges, idea{planner.Challenge, l.ID, ""})
	}
	if len(best) > 0 {
		shown = append(shown, idea{planner.Challenge, "", ""})
	}
	return slices.Concat(best, shown, unboxings, tutorials, challenges)
}

func ideaOf(e *planner.Event) idea {
	return idea{e.Clip.Type, e.Line, strings.Join(e.Products, " ")}
}

// backlogOf returns the missing videos of one shop; offset is how many stand before them in the list.
func backlogOf(p *planner.Plan, shop *planner.Shop, offset int) []*planner.Event {
	room := roomFor(p, shop)
	have := map[idea]string{}
	for _, e := range p.Events.All() {
		if e.Shop == shop.ID && forecast.Seeds(e) {
			have[ideaOf(e)] = e.ID
			room.take(e.Clip)
		}
	}
	var list []*planner.Event
	for _, one := range ideas(p, shop.ID) {
		if have[one] != "" {
			continue
		}
		e := film(p, shop.ID, one)
		if after := have[idea{planner.Unboxing, one.line, one.product}]; one.kind == planner.Tutorial && after != "" {
			e.Clip.After, e.Clip.AfterGap = after, int(p.Num("tutorial_gap_days"))
		}
		if room.take(e.Clip) {
			have[one] = ref(offset + len(list))
			list = append(list, e)
		}
	}
	return list
}

// film makes the event of a video, without a time.
func film(p *planner.Plan, shop string, one idea) *planner.Event {
	start := planner.DateOf(p.Sale.Span.Start, p.Zone())
	clip := &planner.VideoDetail{
		Type: one.kind, Ready: start.Add(-planner.LimitsOf(p).SeedingDays), Due: start.Add(-1),
		Effort: int(byType(p, "video_effort", one.kind)), Reach: int(byType(p, "video_reach", one.kind)), Cost: int64(byType(p, "video_cost", one.kind)),
	}
	if one.kind == planner.Challenge {
		clip.Ready, clip.Due = challengeDays(p)
	}
	e := &planner.Event{Kind: planner.Video, Shop: shop, Channel: planner.TikTok, Line: one.line, Clip: clip}
	if one.product != "" {
		e.Products = []string{one.product}
	}
	return e
}

// byType returns the value that a parameter has for a type of video.
func byType(p *planner.Plan, param, kind string) float64 {
	if i := slices.Index(planner.VideoTypes, kind); i >= 0 && i < len(p.Nums(param)) {
		return p.Nums(param)[i]
	}
	return 0
}

// room is what is left of a shop's means for videos in the seeding month.
type room struct {
	posts  int
	effort int
	cost   int64
}

// roomFor returns a shop's means for the whole seeding month: its posts a day, its crew's days of work a week,
// and its budget without what the teasers of a live a day of the sale cost, if that is less than half of it. A budget of 0 is none.
func roomFor(p *planner.Plan, shop *planner.Shop) *room {
	limits := planner.LimitsOf(p)
	var selling int
	horizon := p.Horizon()
	for _, d := range horizon {
		if d.Span(p.Zone()).Overlaps(p.Sale.Span) {
			selling++
		}
	}
	teasers := int64(selling*len(limits.Teasers)) * int64(byType(p, "video_cost", planner.Teaser))
	n := len(horizon) - selling
	r := &room{posts: n * limits.Shop(shop.ID).VideosDay, effort: n * limits.CrewWeek / 7, cost: math.MaxInt64}
	if b := limits.Shop(shop.ID).VideoBudget; b > 0 {
		r.cost = b - min(teasers, b/2)
	}
	return r
}

// take uses up what the video needs, and reports whether there was enough.
func (r *room) take(c *planner.VideoDetail) bool {
	if r.posts < 1 || r.effort < c.Effort || r.cost < c.Cost {
		return false
	}
	r.posts, r.effort, r.cost = r.posts-1, r.effort-c.Effort, r.cost-c.Cost
	return true
}

// linesOf returns the shop's lines that have something to sell, those whose stock is worth most first.
func linesOf(p *planner.Plan, shop string) []*planner.Line {
	var list []*planner.Line
	worth := map[string]int64{}
	for _, x := range p.Products.All() {
		worth[x.Line] += stockValue(x)
	}
	for _, l := range p.Lines.All() {
		if l.Shop == shop && worth[l.ID] > 0 {
			list = append(list, l)
		}
	}
	slices.SortFunc(list, func(a, b *planner.Line) int {
		return cmp.Or(cmp.Compare(worth[b.ID], worth[a.ID]), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// productsOf returns the products in stock of one of the shop's lines, those whose stock is worth most first.
func productsOf(p *planner.Plan, shop, line string) []*planner.Product {
	var list []*planner.Product
	for _, x := range p.Products.All() {
		if l, ok := p.Lines.Get(x.Line); ok && l.Shop == shop && l.ID == line && stockValue(x) > 0 {
			list = append(list, x)
		}
	}
	slices.SortFunc(list, func(a, b *planner.Product) int {
		return cmp.Or(cmp.Compare(stockValue(b), stockValue(a)), cmp.Compare(a.SKU, b.SKU))
	})
	return list
}

// stockValue is what the product's units, those on their way included, cost at list price, in minor units.
func stockValue(x *planner.Product) int64 { return x.Price * int64(x.Stock+x.InboundStock) }

// ref returns the reference of planner.Add to its event of that number.
func ref(n int) string { return "#" + strconv.Itoa(n) }
