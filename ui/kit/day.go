package kit

import (
	"strconv"

	"bfplanner/planner"
	"bfplanner/ui/words"
)

// ShortDay returns a date without its year and weekday, "Nov 29" or "11-29", for axes and tables.
func ShortDay(w *words.Words, d planner.Date) string {
	return w.T("prices.day", planner.T("month."+strconv.Itoa(int(d.Month))), strconv.Itoa(d.Day), d.String()[5:])
}
