package planner

import "time"

// RiskKind is a kind of event that may stop a platform from selling.
type RiskKind string

// The kinds of risk. OtherService is the closing of another service of the same company and touches no Shop event.
const (
	ServiceOff     RiskKind = "service_off"
	CommerceOff    RiskKind = "commerce_off"
	StoreRemoval   RiskKind = "store_removal"
	Deadline       RiskKind = "deadline"
	PausedDeadline RiskKind = "paused_deadline"
	Outage         RiskKind = "outage"
	Watch          RiskKind = "watch"
	OtherService   RiskKind = "other_service"
)

// RiskKinds lists the kinds in the order in which forms show them.
var RiskKinds = []RiskKind{ServiceOff, CommerceOff, StoreRemoval, Deadline, PausedDeadline, Outage, Watch, OtherService}

// RiskWindow is a stretch in which the platform was, will be or may be hit in some markets.
type RiskWindow struct {
	ID      string   `json:"id"`
	Markets []string `json:"markets"`
	Kind    RiskKind `json:"kind"`
	Span    Span     `json:"span"` // ends at Forever where no end is known
	AllDay  bool     `json:"all_day"`
	Title   string   `json:"title"`
	TitleZh string   `json:"title_zh,omitempty"`
	// KnownFrom is the instant before which a plan must not know of the window.
	KnownFrom time.Time `json:"known_from"`
	// Probability is the chance, per day, that the platform is down; negative takes the default of the kind.
	Probability BasisPoints `json:"probability"`
	Own         bool        `json:"own"` // entered by the user
	Provenance
}

// RowID returns the window's ID.
func (w *RiskWindow) RowID() string { return w.ID }

// In reports whether the window concerns the market.
func (w *RiskWindow) In(market string) bool {
	for _, m := range w.Markets {
		if m == market {
			return true
		}
	}
	return false
}

// What a kind of risk hits.
const (
	HitsNothing   = "nothing"
	HitsSale      = "sale"
	HitsSaleTail  = "sale_tail"
	HitsShopTail  = "shop_tail"
	HitsNewBuyers = "new_buyers"
)

// RiskDefault is what a kind of risk means where a window does not say otherwise.
type RiskDefault struct {
	Kind        RiskKind    `json:"kind"`
	Severity    string      `json:"severity"`    // block, warn, hint or none
	Probability BasisPoints `json:"probability"` // per day
	Spread      int         `json:"spread"`      // days after the window over which its effect may still begin
	Hits        string      `json:"hits"`
	Note        string      `json:"note,omitempty"`
}

// RowID returns the kind.
func (d *RiskDefault) RowID() string { return string(d.Kind) }
