package params

import (
	"regexp"
	"strconv"
	"strings"

	"bfplanner/planner"
	"bfplanner/ui/words"
)

// scaled reports by how much a unit's values are divided to be shown: shares are kept in basis points and shown in
// percent, amounts are kept in minor units and shown in the currency.
func scaled(unit, currency string) float64 {
	switch {
	case strings.HasPrefix(unit, "basis points"):
		return 100
	case strings.HasPrefix(unit, "minor units"):
		scale := 1.0
		for range planner.MinorDigits(currency) {
			scale *= 10
		}
		return scale
	}
	return 1
}

// show writes the values of a parameter as they are typed: numbers with a space between.
func show(x *planner.Param, currency string) string {
	scale := scaled(x.Unit, currency)
	list := make([]string, len(x.Values))
	for i, v := range x.Values {
		list[i] = strconv.FormatFloat(v/scale, 'f', -1, 64)
	}
	return strings.Join(list, "  ")
}

// between parts typed numbers: spaces, and commas or semicolons with or without.
var between = regexp.MustCompile(`[\s,;，；、]+`)

// parse reads what show writes, for the parameter. A word that is no number is a *planner.Problem; whether the values are
// possible is the plan's to say.
func parse(text string, x *planner.Param, currency string) ([]float64, error) {
	scale := scaled(x.Unit, currency)
	var list []float64
	for _, word := range between.Split(strings.TrimSpace(text), -1) {
		if word == "" {
			continue
		}
		v, err := strconv.ParseFloat(strings.TrimSuffix(word, "%"), 64)
		if err != nil {
			return nil, planner.Problemf("problem.param_number", word)
		}
		list = append(list, v*scale)
	}
	return list, nil
}

// notLetter is what the key of a unit leaves out.
var notLetter = regexp.MustCompile(`[^a-z0-9]+`)

// unit returns the name of a unit in the user's language.
func unit(w *words.Words, x *planner.Param, currency string) string {
	key := "params.unit." + strings.Trim(notLetter.ReplaceAllString(strings.ToLower(x.Unit), "_"), "_")
	if w.Has(key) {
		return w.T(key, currency)
	}
	return x.Unit
}

// name returns the name of a parameter in the user's language; one that a newer version made is shown by its ID.
func name(w *words.Words, id string) string {
	if w.Has("param." + id) {
		return w.T("param." + id)
	}
	return id
}
