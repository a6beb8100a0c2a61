package forecast

import (
	"slices"
	"testing"
)

// rulesOf returns the distinct constraints that the solution breaks, in the table's order.
func rulesOf(in *Instance, s *Solution) []string {
	var list []string
	for _, v := range Check(in, s) {
		if !slices.Contains(list, v.Rule) {
			list = append(list, v.Rule)
		}
	}
	return list
}

func clone(s *Solution) *Solution {
	return &Solution{slices.Clone(s.Shifts), slices.Clone(s.Posts), slices.Clone(s.Windows), slices.Clone(s.Flash), slices.Clone(s.Hedges)}
}

func TestReferencePlansAreLegal(t *testing.T) {
	for _, name := range []string{"tiny-1", "small-1", "two-shops"} {
		in, s := load(t, name)
		for _, v := range Check(in, s) {
			t.Errorf("%s: %v", name, v)
		}
	}
}

func TestConstraintsAreNamedOnce(t *testing.T) {
	seen := map[string]bool{RuleRange: true}
	for _, c := range Constraints {
		if seen[c.ID] {
			t.Errorf("%s stands twice", c.ID)
		}
		seen[c.ID] = true
	}
}

// TestMutations changes one row of a reference plan and names the constraints that this must break, all of them.
func TestMutations(t *testing.T) {
	replace := func(from, to [5]int) func(*Solution) {
		return func(s *Solution) { s.Shifts[slices.Index(s.Shifts, from)] = to }
	}
	drop := func(from [5]int) func(*Solution) {
		return func(s *Solution) {
			i := slices.Index(s.Shifts, from)
			s.Shifts = slices.Delete(s.Shifts, i, i+1)
		}
	}
	shift := func(x [5]int) func(*Solution) { return func(s *Solution) { s.Shifts = append(s.Shifts, x) } }
	post := func(i int, x [3]int) func(*Solution) { return func(s *Solution) { s.Posts[i] = x } }
	window := func(x [4]int) func(*Solution) { return func(s *Solution) { s.Windows = append(s.Windows, x) } }
	flash := func(x [3]int) func(*Solution) { return func(s *Solution) { s.Flash = append(s.Flash, x) } }
	hedge := func(x [2]int) func(*Solution) { return func(s *Solution) { s.Hedges = append(s.Hedges, x) } }
	for _, c := range []struct {
		plan, what string
		change     func(*Solution)
		want       []string
	}{
		{"tiny-1", "a second host in the hour", shift([5]int{1, 0, 0, 18, 2}), []string{"shop-one-host", "host-available", "host-break"}},
		{"tiny-1", "a shift before the shop opens", replace([5]int{1, 0, 8, 12, 2}, [5]int{1, 0, 8, 7, 2}), []string{"shop-open-hours", "host-available", "host-rest"}},
		{"tiny-1", "a shop open for eleven hours", replace([5]int{1, 0, 8, 12, 2}, [5]int{1, 0, 8, 11, 3}), []string{"shop-hours-day", "host-hours-day"}},
		{"tiny-1", "three sessions", drop([5]int{1, 0, 9, 18, 2}), []string{"shop-sessions-day"}},
		{"tiny-1", "an hour between sessions", replace([5]int{1, 0, 7, 13, 2}, [5]int{1, 0, 7, 14, 2}), []string{"shop-session-gap"}},
		{"tiny-1", "a session of ten hours", replace([5]int{1, 0, 8, 12, 2}, [5]int{1, 0, 8, 14, 2}), []string{"shop-session-hours"}},
		{"tiny-1", "a night of ten hours", replace([5]int{1, 0, 8, 12, 2}, [5]int{1, 0, 8, 10, 2}), []string{"host-rest"}},
		{"tiny-1", "a host while not available", replace([5]int{1, 0, 5, 19, 4}, [5]int{1, 0, 5, 14, 4}), []string{"host-available"}},
		{"tiny-1", "a shift of one hour", replace([5]int{0, 0, 12, 19, 2}, [5]int{0, 0, 12, 19, 1}), []string{"shop-session-gap", "host-min-shift", "flash-on-air"}},
		{"tiny-1", "a shift of five hours", replace([5]int{0, 0, 6, 19, 4}, [5]int{0, 0, 6, 19, 5}), []string{"host-max-shift"}},
		{"tiny-1", "a direct second shift", shift([5]int{0, 0, 11, 22, 2}), []string{"host-break", "host-hours-week", "risky-hours"}},
		{"tiny-1", "a coupon before the sale", window([4]int{0, 1, 6, 1}), []string{"coupon-sale", "coupon-gap"}},
		{"tiny-1", "a coupon of six days", func(s *Solution) { s.Windows[0] = [4]int{0, 1, 8, 6} }, []string{"coupon-length", "coupon-lines-day"}},
		{"tiny-1", "two coupons on a line", window([4]int{0, 1, 8, 1}), []string{"coupon-one-window"}},
		{"tiny-1", "a coupon a day after another", window([4]int{0, 1, 10, 1}), []string{"coupon-gap"}},
		{"tiny-1", "two lines on coupon", window([4]int{1, 1, 8, 1}), []string{"coupon-lines-day"}},
		{"small-1", "a coupon over the budget", window([4]int{1, 3, 40, 5}), []string{"coupon-budget", "coupon-flash-margin"}},
		{"tiny-1", "a video twice", func(s *Solution) { s.Posts = append(s.Posts, [3]int{5, 9, 1}) }, []string{"video-once"}},
		{"tiny-1", "a video before it is ready", post(0, [3]int{0, 1, 1}), []string{"video-ready-due"}},
		{"tiny-1", "four videos on a day", func(s *Solution) { s.Posts[0][1] = 7; s.Posts[5][1] = 7 }, []string{"video-per-day", "video-effort", "video-after"}},
		{"tiny-1", "a sequel one day later", post(2, [3]int{2, 3, 1}), []string{"video-ready-due", "video-after"}},
		{"tiny-1", "a sequel without its first", func(s *Solution) { s.Posts = s.Posts[1:] }, []string{"video-after"}},
		{"small-1", "a crew beyond its week", post(28, [3]int{28, 40, 1}), []string{"video-per-day", "video-effort"}},
		{"tiny-1", "a flash deal off air", flash([3]int{1, 9, 15}), []string{"flash-on-air"}},
		{"tiny-1", "a flash deal before the sale", flash([3]int{1, 7, 14}), []string{"flash-sale"}},
		{"small-1", "three flash deals in an hour", flash([3]int{3, 46, 18}), []string{"flash-per-hour"}},
		{"small-1", "five flash deals of a product", flash([3]int{0, 36, 19}), []string{"flash-max"}},
		{"tiny-1", "a flash deal two days later", flash([3]int{0, 7, 20}), []string{"flash-gap"}},
		{"tiny-1", "nine hours on risky days", replace([5]int{0, 0, 11, 20, 2}, [5]int{0, 0, 11, 20, 3}), []string{"risky-hours"}},
		{"tiny-1", "a hedge on a safe day", hedge([2]int{0, 9}), []string{"hedge-risk"}},
		{"tiny-1", "a hedge twice", hedge([2]int{0, 12}), []string{"hedge-once"}},
		{"small-1", "a pinned live cut short", replace([5]int{1, 0, 46, 21, 3}, [5]int{1, 0, 46, 21, 2}), []string{"pin-live"}},
		{"small-1", "a pinned coupon less deep", func(s *Solution) {
			i := slices.Index(s.Windows, [4]int{0, 3, 46, 1})
			s.Windows[i][1] = 2
		}, []string{"pin-coupon"}},
		{"two-shops", "a depth under the floor", func(s *Solution) { s.Windows[0][1] = 2 }, []string{"coupon-budget", "coupon-margin"}},
		{"two-shops", "a flash deal under a coupon", func(s *Solution) { s.Flash[0] = [3]int{0, 1, 10} }, []string{"coupon-flash-margin"}},
		{"two-shops", "a sequel a day early", post(2, [3]int{2, 1, 1}), []string{"video-after"}},
		{"two-shops", "a live that runs on from its set-up hour", shift([5]int{1, 1, 1, 11, 1}), []string{"shop-session-hours", "shop-hours-day", "host-break", "host-hours-day", "host-hours-week", "risky-hours"}},
		{"two-shops", "a host of another shop", replace([5]int{0, 0, 2, 10, 2}, [5]int{0, 1, 2, 10, 2}), []string{"host-own-shop", "flash-on-air"}},
		{"two-shops", "a host in two places", replace([5]int{1, 1, 1, 12, 2}, [5]int{1, 1, 1, 10, 2}), []string{"host-one-place"}},
		{"tiny-1", "a host who does not exist", shift([5]int{2, 0, 0, 9, 2}), []string{RuleRange}},
		{"tiny-1", "a coupon beyond the horizon", window([4]int{0, 1, 13, 2}), []string{RuleRange}},
	} {
		in, s := load(t, c.plan)
		m := clone(s)
		c.change(m)
		if got := rulesOf(in, m); !slices.Equal(got, c.want) {
			t.Errorf("%s, %s: breaks %q, want %q", c.plan, c.what, got, c.want)
		}
	}
}
