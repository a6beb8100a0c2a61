package forecast

import (
	"cmp"
	"slices"
	"strconv"

	"bfplanner/planner"
)

// Command returns the edit that turns the plan into the solution, named why: a Batch of a Remove, a Change and an Add,
// each where there is any of it. Rows equal to the plan's own leave their events untouched, so that the model's own
// Solution changes nothing. What is new takes the place of what goes, of the same shop, line or product, nearest in
// time, and with it its ID, title and note; a video that no longer goes out is back in the backlog. Teasers and other
// deals of a moved live move with it and those of a removed one go. Events that are held are not touched. Lives are
// given studios that are free.
func (m *Model) Command(s *Solution, why planner.Text) planner.Command {
	w := &writer{Model: m, s: s, next: map[string]*planner.Event{}, gone: map[string]bool{}, hedged: map[[2]int]bool{}, was: map[[2]int]bool{}}
	for _, x := range s.Hedges {
		w.hedged[x] = true
	}
	for _, x := range m.Solution.Hedges {
		w.was[x] = true
	}
	w.lives()
	w.mirrors()
	w.windows()
	w.posts()
	w.children()
	w.flashes()
	w.rooms()
	return w.batch(why)
}

// writer is an edit in the making.
type writer struct {
	*Model
	s      *Solution
	next   map[string]*planner.Event // changed events by ID
	added  []*planner.Event          // new ones, whose ID is the reference to their number
	gone   map[string]bool
	hedged map[[2]int]bool // shop, day: by the solution
	was    map[[2]int]bool // by the plan
}

// event returns the event as the edit leaves it, nil if it is gone.
func (w *writer) event(id string) *planner.Event {
	if n := w.next[id]; n != nil {
		return n
	}
	if w.gone[id] {
		return nil
	}
	return w.plan.Event(id)
}

// change notes a new version of an event of the plan or of one that the edit adds.
func (w *writer) change(e *planner.Event) {
	if i := slices.IndexFunc(w.added, func(a *planner.Event) bool { return a.ID == e.ID }); i >= 0 {
		w.added[i] = e
		return
	}
	w.next[e.ID] = e
}

// add notes a new event and returns its reference.
func (w *writer) add(e *planner.Event) string {
	e.ID = "#" + strconv.Itoa(len(w.added))
	w.added = append(w.added, e)
	return e.ID
}

// changed returns which events of one kind of row the solution has no longer, and which of its rows are new: both as
// multisets, so that two events of one row are two.
func changed[R comparable](old, want []R) (left []int, fresh []R) {
	have := map[R][]int{}
	for i, x := range old {
		have[x] = append(have[x], i)
	}
	for _, x := range want {
		if n := len(have[x]); n > 0 {
			have[x] = have[x][1:]
			continue
		}
		fresh = append(fresh, x)
	}
	for i, x := range old {
		if slices.Contains(have[x], i) {
			left = append(left, i)
		}
	}
	return left, fresh
}

// heirs pairs new rows with the events that they replace: of those that fit, the nearest in time first. It returns
// the number of the event for each row, -1 for none.
func heirs(rows, events int, away func(row, event int) (int, bool)) []int {
	type pair struct{ row, event, away int }
	var list []pair
	for i := range rows {
		for k := range events {
			if d, ok := away(i, k); ok {
				list = append(list, pair{i, k, d})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b pair) int { return cmp.Compare(a.away, b.away) })
	of, taken := slices.Repeat([]int{-1}, rows), map[int]bool{}
	for _, p := range list {
		if of[p.row] < 0 && !taken[p.event] {
			of[p.row], taken[p.event] = p.event, true
		}
	}
	return of
}

// windows writes the coupons.
func (w *writer) windows() {
	left, fresh := changed(w.Solution.Windows, w.s.Windows)
	left = w.free(CreditCoupon, left)
	of := heirs(len(fresh), len(left), func(i, k int) (int, bool) {
		a, b := fresh[i], w.Solution.Windows[left[k]]
		return 10*abs(a[2]-b[2]) + abs(a[3]-b[3]) + abs(a[1]-b[1]), a[0] == b[0]
	})
	for i, x := range fresh {
		depth, span := w.depths[x[1]-1], w.days(x)
		if of[i] < 0 {
			line := w.lineRow(x[0])
			w.add(&planner.Event{Kind: planner.Coupon, Span: span, Shop: line.Shop, Channel: planner.TikTok, Line: line.ID,
				Promo: &planner.Promo{Tool: SaleCoupon, PercentOff: depth, PlatformShare: -1}})
			continue
		}
		n := *w.plan.Event(w.rows[CreditCoupon][left[of[i]]])
		promo := *n.Promo
		promo.PercentOff, n.Span, n.Promo = depth, span, &promo
		w.change(&n)
	}
	w.remove(CreditCoupon, left, of)
}

// free leaves out the rows whose events are held.
func (w *writer) free(kind string, rows []int) []int {
	return slices.DeleteFunc(rows, func(i int) bool { return w.Held(w.rows[kind][i]) })
}

// remove takes away the events of rows that no new row replaces.
func (w *writer) remove(kind string, left, of []int) {
	for k, i := range left {
		if !slices.Contains(of, k) {
			w.gone[w.rows[kind][i]] = true
		}
	}
}

func abs(n int) int { return max(n, -n) }

// lineRow and shopRow return the plan's row of an index.
func (m *Model) lineRow(i int) *planner.Line {
	l, _ := m.plan.Lines.Get(m.Instance.Lines[i].ID)
	return l
}

func (m *Model) shopRow(i int) *planner.Shop { return m.plan.Shops.All()[i] }

// posts writes the videos. Those of a shop that go out in one band of a day do so half an hour apart.
func (w *writer) posts() {
	left, fresh := changed(w.Solution.Posts, w.s.Posts)
	for _, i := range w.free(CreditVideo, left) {
		w.next[w.rows[CreditVideo][i]] = w.plan.Event(w.rows[CreditVideo][i]).At(planner.Span{})
	}
	taken := map[planner.Span]bool{}
	for _, e := range w.plan.Events.All() {
		if n := w.event(e.ID); e.Kind == planner.Video && n.Scheduled() {
			taken[n.Span] = true
		}
	}
	for _, x := range fresh {
		if e := w.films[x[0]]; !w.Held(e.ID) {
			n := e.At(w.postAt(x, taken))
			taken[n.Span] = true
			w.next[e.ID] = n
		}
	}
}

// postAt returns when a video goes out: at its band's hour or as little later as it must, in the same band.
func (m *Model) postAt(x [3]int, taken map[planner.Span]bool) planner.Span {
	hour := listOf(m.plan, "band_hours", 18)[x[2]]
	var first planner.Span
	for k := range 48 {
		start := m.dates[x[1]].At(0, int(hour*60)+30*k, m.loc)
		s := planner.Span{Start: start, End: start.Add(planner.PostLength)}
		if k == 0 {
			first = s
		}
		if m.dayOf(start) != x[1] || m.band(m.sinceMidnight(x[1], start)) != x[2] {
			break
		}
		if !taken[s] {
			return s
		}
	}
	return first
}

// batch puts the edit together.
func (w *writer) batch(why planner.Text) planner.Command {
	batch := planner.Batch{Why: why}
	var gone []string
	for id := range w.gone {
		if w.next[id] == nil {
			gone = append(gone, id)
		}
	}
	slices.Sort(gone)
	var next []*planner.Event
	for _, e := range w.next {
		next = append(next, e)
	}
	slices.SortFunc(next, func(a, b *planner.Event) int { return cmp.Compare(a.ID, b.ID) })
	if len(gone) > 0 {
		batch.Commands = append(batch.Commands, planner.Remove{IDs: gone, Alone: true, Why: why})
	}
	if len(next) > 0 {
		batch.Commands = append(batch.Commands, planner.Change{Events: next, Why: why})
	}
	if len(w.added) > 0 {
		added := make([]*planner.Event, len(w.added))
		for i, e := range w.added {
			n := *e
			n.ID = ""
			added[i] = &n
		}
		batch.Commands = append(batch.Commands, planner.Add{Events: added, Why: why})
	}
	return batch
}
