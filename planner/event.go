package planner

import (
	"slices"
	"time"
)

// Kind is a kind of event.
type Kind string

// The kinds of event, in the order of the calendar's lanes.
const (
	Video     Kind = "video"
	Live      Kind = "live"
	Coupon    Kind = "coupon"
	Flash     Kind = "flash"
	Ad        Kind = "ad"
	Milestone Kind = "milestone"
)

// Kinds lists the kinds in the order of the calendar's lanes.
var Kinds = []Kind{Video, Live, Coupon, Flash, Ad, Milestone}

// kindLetters gives each kind the letter that stands on screens and paper beside its colour, and that begins its events' IDs.
var kindLetters = map[Kind]string{Video: "V", Live: "L", Coupon: "C", Flash: "F", Ad: "A", Milestone: "M"}

// Letter returns the kind's letter: V, L, C, F, A or M.
func (k Kind) Letter() string { return kindLetters[k] }

// PostLength is how long a post, which is an instant, is drawn.
const PostLength = 15 * time.Minute

// TikTok is the ID of the channel on which the sale runs, OwnStore that of the seller's own web shop.
const (
	TikTok   = "tiktok"
	OwnStore = "own"
)

// The types of seeding video.
const (
	Unboxing  = "unboxing"
	Tutorial  = "tutorial"
	Teaser    = "teaser"
	Challenge = "challenge"
	Capture   = "capture" // sends viewers to the seller's own store and asks them to follow there
)

// VideoTypes lists the types of video in the order in which forms show them.
var VideoTypes = []string{Unboxing, Tutorial, Teaser, Challenge, Capture}

// The types of milestone.
const (
	Samples      = "samples"
	Inbound      = "inbound"
	Registration = "registration"
	Approval     = "approval"
	DataExport   = "export"
	CouponCheck  = "coupon_check" // look through the coupon list for coupons that nobody meant to create
	Followers    = "followers"    // viewers are asked to follow on other channels
	OpenOrders   = "orders"       // what is paid for is shipped or refunded, and the list of open orders saved
	Payout       = "payout"       // money is drawn out of the platform as early as it allows
	OtherTask    = "other"
)

// MilestoneTypes lists the types of milestone in the order in which forms show them.
var MilestoneTypes = []string{Samples, Inbound, Registration, Approval, DataExport, CouponCheck, Followers, OpenOrders, Payout, OtherTask}

// Event is one block of the calendar. An event in the backlog has no time yet: its span is zero.
// Exactly one of the details stands, the one of its kind; Coupon and Flash both have a Promo.
type Event struct {
	ID       string   `json:"id"`
	Kind     Kind     `json:"kind"`
	Title    string   `json:"title"` // "" lets the screen name it from its details
	Span     Span     `json:"span,omitzero"`
	Shop     string   `json:"shop"`
	Channel  string   `json:"channel"`
	Line     string   `json:"line,omitempty"`     // "" with no Products: the whole shop
	Products []string `json:"products,omitempty"` // SKUs; empty: the whole line
	Parent   string   `json:"parent,omitempty"`   // the live that a teaser or a live flash sale belongs to
	Series   string   `json:"series,omitempty"`   // the series that it was repeated in, "" for none
	Pinned   bool     `json:"pinned,omitempty"`
	Note     string   `json:"note,omitempty"`

	Clip  *VideoDetail     `json:"video,omitempty"`
	Live  *LiveDetail      `json:"live,omitempty"`
	Promo *Promo           `json:"promo,omitempty"`
	Ad    *AdDetail        `json:"ad,omitempty"`
	Task  *MilestoneDetail `json:"milestone,omitempty"`

	// Active is how the promotion stood when it became active, which is how the platform has it: kept from the
	// first edit of its terms after that on, nil before and where nothing differs.
	Active *Terms `json:"active,omitempty"`
}

// RowID returns the event's ID.
func (e *Event) RowID() string { return e.ID }

// Scheduled reports whether the event has a time; one that has not stands in the backlog.
func (e *Event) Scheduled() bool { return !e.Span.IsZero() }

// VideoDetail describes a seeding short video. The event's span starts at the post.
type VideoDetail struct {
	Type     string `json:"type"`
	Ready    Date   `json:"ready,omitzero"` // first day on which it can go out
	Due      Date   `json:"due,omitzero"`   // last day
	Effort   int    `json:"effort"`         // the crew's days of work
	Reach    int    `json:"reach"`          // expected viewers
	Cost     int64  `json:"cost"`           // minor units
	After    string `json:"after,omitempty"`
	AfterGap int    `json:"after_gap,omitempty"` // days between the video After and this one
}

// LiveDetail describes a live session; the event's span covers its shifts.
type LiveDetail struct {
	Shifts  []Shift  `json:"shifts"`
	Studio  string   `json:"studio"`
	Mirrors []string `json:"mirrors,omitempty"` // channels to which it is sent as well
}

// Shift is a host's stretch on air inside a live.
type Shift struct {
	Host string `json:"host"`
	Span Span   `json:"span"`
}

// Promo describes a promotion: what tool, how much off, for whom.
type Promo struct {
	Tool       string      `json:"tool"`
	PercentOff BasisPoints `json:"percent_off"`
	AmountOff  int64       `json:"amount_off"` // minor units, in place of a percentage
	Price      int64       `json:"price"`      // a fixed price, in place of both (campaign price)
	MinSpend   int64       `json:"min_spend"`
	MaxOff     int64       `json:"max_off"`  // cap of the discount; 0: none
	Quantity   int         `json:"quantity"` // claims or units in all; 0: no limit
	PerBuyer   int         `json:"per_buyer"`
	Valid      int         `json:"valid"` // minutes that a claimed coupon works; 0 takes the tool's
	Code       string      `json:"code,omitempty"`
	// PlatformShare is the part of the discount that the platform pays; negative takes the tool's.
	PlatformShare BasisPoints `json:"platform_share"`
}

// Terms is what the platform holds of a promotion that runs: all that a buyer is promised.
type Terms struct {
	Span     Span     `json:"span"`
	Line     string   `json:"line,omitempty"`
	Products []string `json:"products,omitempty"`
	Promo    Promo    `json:"promo"`
}

// AdDetail describes advertising: what a day of it costs.
type AdDetail struct {
	Daily int64 `json:"daily"` // minor units a day
}

// MilestoneDetail describes a thing to be done by the event's start.
type MilestoneDetail struct {
	Type  string `json:"type"`
	Owner string `json:"owner,omitempty"`
	Done  bool   `json:"done,omitempty"`
}

// Hosts returns the hosts of a live in the order of their shifts, each once.
func (e *Event) Hosts() []string {
	var hosts []string
	if e.Live != nil {
		for _, s := range e.Live.Shifts {
			if !slices.Contains(hosts, s.Host) {
				hosts = append(hosts, s.Host)
			}
		}
	}
	return hosts
}

// At returns the event moved so that its span is s. A live's shifts move and stretch with it: when only
// the length changes, the shift at the changed end takes up the change and shifts that fall outside go.
func (e *Event) At(s Span) *Event {
	n := *e
	if e.Live != nil && e.Scheduled() {
		d := s.Start.Sub(e.Span.Start)
		if s.Length() != e.Span.Length() && s.End.Equal(e.Span.End) {
			d = 0
		}
		live := *e.Live
		live.Shifts = fitShifts(live.Shifts, d, s)
		n.Live = &live
	}
	n.Span = s
	return &n
}

// fitShifts moves the shifts by d, cuts them to the session and lets the first and the last reach its ends.
func fitShifts(shifts []Shift, d time.Duration, session Span) []Shift {
	var out []Shift
	for _, s := range shifts {
		if cut, ok := s.Span.Shift(d).Intersect(session); ok {
			out = append(out, Shift{s.Host, cut})
		}
	}
	if len(out) == 0 && len(shifts) > 0 {
		return []Shift{{shifts[0].Host, session}}
	}
	if n := len(out); n > 0 {
		out[0].Span.Start, out[n-1].Span.End = session.Start, session.End
	}
	return out
}
