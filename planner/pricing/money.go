package pricing

import (
	"math/bits"

	"bfplanner/planner"
)

// exact is the largest amount of minor units that times 10000 still fits an int64.
const exact = 1 << 49

// part returns the share b of x, rounded half away from zero.
func part(x int64, b planner.BasisPoints) int64 {
	if x > exact {
		return mulDiv(x, int64(b), 10000)
	}
	return planner.DivRound(x*int64(b), 10000)
}

// mulDiv returns a*b/c rounded half up without overflow in between; a and b are not negative, c is above
// zero, and one of a and b is at most c.
func mulDiv(a, b, c int64) int64 {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	lo, carry := bits.Add64(lo, uint64(c)/2, 0)
	q, _ := bits.Div64(hi+carry, lo, uint64(c))
	return int64(q)
}
