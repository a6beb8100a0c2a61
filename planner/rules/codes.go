package rules

import (
	"slices"
	"strconv"
	"strings"

	"bfplanner/planner"
)

func codeChars(x *index, o promo, add report) {
	if o.tool.CodeMax == 0 || validCode(o.Promo.Code, o.tool) {
		return
	}
	code := mendCode(o.Promo.Code, o.Event, o.tool)
	f := Finding{Events: ids(o.Event), Span: o.Span, Args: []any{x.name(o.Event), o.Promo.Code, o.tool.CodeMin, o.tool.CodeMax}}
	if n := withPromo(o.Event, func(c *planner.Promo) { c.Code = code }); validCode(code, o.tool) && !x.settled(o) && !x.codeTaken(o, code) {
		f.Fixes = []Fix{change("promo-code-chars", []any{code}, n)}
	}
	add(f)
}

func validCode(code string, t *planner.Tool) bool {
	return len(code) >= t.CodeMin && len(code) <= t.CodeMax && strings.IndexFunc(code, func(r rune) bool { return !codeRune(r) }) < 0
}

func codeRune(r rune) bool {
	return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
}

// mendCode keeps the letters and digits of a code, and takes the event's ID where too few are left.
func mendCode(code string, e *planner.Event, t *planner.Tool) string {
	keep := strings.Map(func(r rune) rune {
		if codeRune(r) {
			return r
		}
		return -1
	}, code)
	if len(keep) < t.CodeMin {
		keep += "BF" + e.ID
	}
	if t.CodeMax == 0 {
		return keep
	}
	return keep[:min(len(keep), t.CodeMax)]
}

func hasCode(o promo) bool { return o.Promo.Code != "" }

// sameCode says of two promotions of a shop that run at once under one code, of which upper and lower case
// are the same: a buyer who types it can mean but one of them.
func sameCode(x *index, a, b promo, add report) {
	if !strings.EqualFold(a.Promo.Code, b.Promo.Code) {
		return
	}
	both, _ := a.Span.Intersect(b.Span)
	f := Finding{Events: ids(b.Event, a.Event), Span: both, Args: []any{x.name(a.Event), x.name(b.Event), both, b.Promo.Code}}
	other := b
	if x.settled(b) {
		other = a
	}
	if code := x.freeCode(other, nil); code != "" && !x.settled(other) {
		f.Fixes = []Fix{change("same-promo-code", []any{code}, withPromo(other.Event, func(c *planner.Promo) { c.Code = code }))}
	}
	add(f)
}

// codeTaken reports whether another promotion of the shop has the code at some time at which this one runs.
func (x *index) codeTaken(o promo, code string) bool {
	return slices.ContainsFunc(x.promos, func(b promo) bool {
		return b.ID != o.ID && b.Shop == o.Shop && b.Span.Overlaps(o.Span) && strings.EqualFold(b.Promo.Code, code)
	})
}

// freeCode returns the promotion's code with a number after it, as short as its tool demands, that no other
// promotion of the time has and that is not among those given; "" where there is none.
func (x *index) freeCode(o promo, given []string) string {
	for n := 2; n < 100; n++ {
		number := strconv.Itoa(n)
		code := mendCode(o.Promo.Code, o.Event, o.tool)
		if o.tool.CodeMax > 0 {
			if len(number) > o.tool.CodeMax {
				return ""
			}
			code = code[:min(len(code), o.tool.CodeMax-len(number))]
		}
		if code += number; !x.codeTaken(o, code) && !slices.Contains(given, code) && !strings.EqualFold(code, o.Promo.Code) {
			return code
		}
	}
	return ""
}
