package calendar

import (
	"time"

	"bfplanner/planner"
)

// primeParams are the parameters that say when most people watch, with whether they hold on weekends alone.
var primeParams = []struct {
	id      string
	weekend bool
}{{"prime_time_weekday", false}, {"prime_time_noon", false}, {"prime_time_weekend", true}}

// primeHours returns the stretches of the date, in minutes of the market's clock, in which most people watch, as the
// plan's parameters say.
func primeHours(p *planner.Plan, d planner.Date) [][2]int {
	weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
	var list [][2]int
	for _, x := range primeParams {
		if hours := p.Nums(x.id); len(hours) == 2 && hours[0] < hours[1] && (weekend || !x.weekend) {
			list = append(list, [2]int{int(hours[0] * 60), int(hours[1] * 60)})
		}
	}
	return list
}
