package kit

import (
	"math/big"
	"strings"

	"bfplanner/planner"
)

// ParseShare reads a share of 0 to 100 %, such as "35" or "7.5 %".
func ParseShare(s string) (planner.BasisPoints, error) {
	s = strings.TrimSpace(s)
	n, ok := Points(strings.TrimSpace(strings.TrimSuffix(s, "%")), 100)
	if !ok || n < 0 || n > 10000 {
		return 0, planner.Problemf("ui.problem.share", s)
	}
	return n, nil
}

// Points reads a decimal number times scale as whole basis points.
func Points(s string, scale int64) (planner.BasisPoints, bool) {
	r, ok := new(big.Rat).SetString(s)
	if !ok || strings.ContainsAny(s, "/eExX_pP") {
		return 0, false
	}
	r.Mul(r, big.NewRat(scale, 1))
	if !r.IsInt() || !r.Num().IsInt64() {
		return 0, false
	}
	return planner.BasisPoints(r.Num().Int64()), true
}
