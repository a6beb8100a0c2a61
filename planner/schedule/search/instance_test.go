package search

import (
	"testing"

	"bfplanner/planner/forecast"
	"bfplanner/planner/plantest/instances"
)

// shape says how large a made-up instance is.
type shape struct{ shops, lines, hosts, videos, days, studios int }

// shapes are those of package instances.
var shapes = func() map[string]shape {
	list := map[string]shape{}
	for name, x := range instances.Shapes {
		list[name] = shape{x.Shops, x.Lines, x.Hosts, x.Videos, x.Days, x.Studios}
	}
	return list
}()

// instance makes an instance up.
func instance(seed uint64, x shape) *forecast.Instance {
	return instances.Make(seed, instances.Shape{Shops: x.shops, Lines: x.lines, Hosts: x.hosts, Videos: x.videos, Days: x.days, Studios: x.studios})
}

// eachShape runs a test on a made-up instance of each shape.
func eachShape(t *testing.T, f func(t *testing.T, in *forecast.Instance)) {
	for name, x := range shapes {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(3) {
				f(t, instance(seed+1, x))
			}
		})
	}
}
