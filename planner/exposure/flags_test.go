package exposure_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/rules"
)

// banRules are the rules that look at risk windows.
var banRules = []string{"event-in-ban-window", "date-in-ban-window", "stock-beyond-ban", "coupon-tail-in-ban", "settlement-in-ban", "no-own-store-traffic", "hedge-task-missing"}

// happened is what each row of history would flag of the laid-out plans had it happened in their market on its own dates, known from
// the start of the campaign: us-2024 is planned from 2024-09-14 to 2025-02-10, us-2025 from 2025-09-14 to 2026-02-10. "all" stands for every
// event that is on the platform. What began before the campaign is no more to be prepared for; what is less likely than 5 % a
// day asks for no preparation; the deadline's is on the plan, since the planner knew of it.
var happened = []struct{ window, in24, in25 string }{
	{"in-2020-06-29-service-off", "all event-in-ban-window, 2 date-in-ban-window", "all event-in-ban-window, 2 date-in-ban-window"}, // it never ended
	{"id-2023-10-04-commerce-off", "", ""},
	{"np-2023-11-13-service-off", "", ""},
	{"in-2024-01-31-other-service", "", ""},
	{"us-2024-04-24-watch", "", ""},
	{"nc-2024-05-15-service-off", "", ""},
	{"multi-2024-10-28-other-service", "", ""},
	{"multi-2024-11-28-other-service", "", ""},
	{"us-2025-01-17-watch", "", ""},
	{"us-2025-01-18-service-off", "1 date-in-ban-window", ""},
	{"us-2025-01-18-store-removal", "", ""}, // no new buyers are won in the tail
	{"us-2025-01-19-deadline", "1 date-in-ban-window", ""},
	{"al-2025-03-13-service-off", "", "all event-in-ban-window, 2 date-in-ban-window"}, // to 2026-02-05
	{"us-2025-04-05-paused-deadline", "", ""},
	{"us-2025-06-19-paused-deadline", "", ""},
	{"us-2025-09-17-paused-deadline", "", ""}, // in preparation, before anything is posted
	{"us-2025-12-16-paused-deadline", "", "1 date-in-ban-window"},
	{"us-2026-01-22-watch", "", ""},
	{"us-2026-01-23-paused-deadline", "", "1 date-in-ban-window"},
	{"us-2026-01-26-outage", "", ""}, // takes nobody's money
}

func TestWhatHappenedAgainstTheLaidOutPlans(t *testing.T) {
	seen := map[string]bool{}
	for _, sale := range []string{"us-2024", "us-2025"} {
		p := laidOut(t, sale)
		for _, h := range happened {
			w, ok := p.Risks.Get(h.window)
			if !ok {
				t.Errorf("the presets have no %s", h.window)
				continue
			}
			seen[h.window] = true
			n, here := *p, *w
			here.Markets, here.KnownFrom = []string{p.Market.ID}, time.Time{}
			n.Risks = planner.TableOf(&here)
			want := h.in24
			if sale == "us-2025" {
				want = h.in25
			}
			if got := banFindings(&n); got != want {
				t.Errorf("%s: %s flags %q, want %q", sale, h.window, got, want)
			}
		}
		for _, w := range p.Risks.All() {
			if !seen[w.ID] {
				t.Errorf("%s is not in the table", w.ID)
			}
		}
	}
}

// banFindings counts what the rules on windows find, in the order of banRules.
func banFindings(p *planner.Plan) string {
	found := map[string]int{}
	for _, f := range rules.Check(p, p.Sale.Campaign().Start) {
		found[f.Rule]++
	}
	onPlatform := 0
	for _, e := range p.Events.All() {
		carried := e.Task != nil && slices.Contains([]string{planner.Samples, planner.Inbound}, e.Task.Type)
		if e.Scheduled() && p.OnPlatform(e) && !carried {
			onPlatform++
		}
	}
	var list []string
	for _, r := range banRules {
		switch n := found[r]; {
		case n == onPlatform && n > 0:
			list = append(list, "all "+r)
		case n > 0:
			list = append(list, fmt.Sprint(n, " ", r))
		}
	}
	return strings.Join(list, ", ")
}
