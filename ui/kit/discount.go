package kit

import (
	"strings"

	"fyne.io/fyne/v2"

	"bfplanner/planner"
	"bfplanner/ui/words"
)

// Discount is what a typed discount may mean. Off is the share taken off; where a bare number below 10 was
// typed, which a Chinese seller may mean as 折, Zhe is that other meaning as a share taken off and Unsure is set.
type Discount struct {
	Off, Zhe planner.BasisPoints
	Unsure   bool
}

// ParseDiscount reads "25", "25 %", "7.5 折", "75折" and "" (nothing off); a bare number below 10 is unsure.
// Anything else, and more than 100 %, is a *planner.Problem.
func ParseDiscount(s string) (Discount, error) {
	t := strings.TrimSpace(s)
	if t == "" {
		return Discount{}, nil
	}
	bad := planner.Problemf("ui.problem.discount", t)
	if zhe, ok := strings.CutSuffix(t, "折"); ok {
		off, ok := fromZhe(strings.TrimSpace(zhe))
		if !ok {
			return Discount{}, bad
		}
		return Discount{Off: off}, nil
	}
	number, sure := strings.CutSuffix(t, "%")
	off, ok := Points(strings.TrimSpace(number), 100)
	if !ok || off < 0 || off > 10000 {
		return Discount{}, bad
	}
	d := Discount{Off: off}
	if !sure && off > 0 && off < 1000 {
		d.Zhe, d.Unsure = fromZhe(t)
	}
	return d, nil
}

// fromZhe turns 折, the tenths still paid, into the share taken off; two digits are hundredths, 75 折 being 7.5 折.
func fromZhe(s string) (planner.BasisPoints, bool) {
	paid, ok := Points(s, 1000)
	if ok && paid >= 10000 {
		paid, ok = Points(s, 100)
	}
	return 10000 - paid, ok && paid > 0 && paid < 10000
}

// ShowDiscount is what ParseDiscount reads without a doubt: "25%", "" for nothing off.
func ShowDiscount(off planner.BasisPoints) string {
	if off == 0 {
		return ""
	}
	return off.Decimal() + "%"
}

// AskDiscount asks which of its two meanings an unsure discount has and hands that over. Esc hands over nothing;
// closed is called in any case, after it.
func AskDiscount(window fyne.Window, w *words.Words, d Discount, meant func(off planner.BasisPoints), closed func()) *Dialog {
	var box *Dialog
	meaning := func(off planner.BasisPoints) *Button {
		return NewButton(w.T("ui.discount.meaning", off, off.Zhe()), func() { meant(off); box.Hide() })
	}
	box = Open(window, w.T("ui.discount.title"), Wrapped(w.T("ui.discount.ask", d.Off.Decimal())),
		NewButton(w.T("ui.cancel"), func() { box.Hide() }), meaning(d.Off), meaning(d.Zhe))
	box.Closed = closed
	return box
}
