package planner

// Tool is one dated row of the rule pack: a promotion tool of the platform and its limits. A zero limit is none.
type Tool struct {
	ID               string      `json:"id"` // "sale_coupon"
	Layer            string      `json:"layer"`
	PercentMin       BasisPoints `json:"percent_min"`
	PercentMax       BasisPoints `json:"percent_max"`
	MinAmountOff     int64       `json:"min_amount_off"`     // minor units
	MinMinutes       int         `json:"min_minutes"`        // shortest run
	MaxMinutes       int         `json:"max_minutes"`        // longest run
	MaxProducts      int         `json:"max_products"`       // in one promotion
	PlatformShare    BasisPoints `json:"platform_share"`     // of the discount
	ValidMinutes     int         `json:"valid_minutes"`      // how long a claimed coupon works; 0: until the promotion ends
	Audience         string      `json:"audience,omitempty"` // "", follower, new_customer, live
	CodeMin          int         `json:"code_min"`           // characters of a code
	CodeMax          int         `json:"code_max"`
	NeedsQuantity    bool        `json:"needs_quantity"`        // a total purchase limit is compulsory
	BelowLow30       string      `json:"below_low30"`           // "", below, at_or_below: how the price must stand to the lowest of 30 days
	Exclusive        []string    `json:"exclusive"`             // tools that may not run on the same product at the same time
	OnlyOne          bool        `json:"only_one"`              // only one may be active in a shop
	InsideLive       bool        `json:"inside_live"`           // runs only while a live is on air
	SalePeriod       bool        `json:"sale_period"`           // runs only inside the sale
	Schedulable      bool        `json:"schedulable"`           // the seller sets it, not the platform
	FrozenWhenActive bool        `json:"frozen"`                // once active only name, end and quantity may change
	ExtendOnly       bool        `json:"extend_only,omitempty"` // once active its end may only be put off and its quantity only raised
	Addon            bool        `json:"addon,omitempty"`       // creating one may silently create an extra "addon" coupon
	CampaignFee      BasisPoints `json:"campaign_fee"`          // service fee on orders under it
	Rules            []string    `json:"rules,omitempty"`       // the facts in words, as their source has them
	From             Date        `json:"from,omitzero"`         // first day on which the row holds
	To               Date        `json:"to,omitzero"`           // last day; zero: still
	Provenance
}

// RowID returns the tool's ID.
func (t *Tool) RowID() string { return t.ID }

// How the promotions of one layer combine.
const (
	BestOf   = "best_of"  // exactly one price holds, the order of tools decides, then the lowest
	BestOne  = "best_one" // at most one applies, the best for the buyer
	Additive = "additive" // all apply, each on what the one before left
)

// Layer is one step of the stacking order, from the list price to what the buyer pays.
type Layer struct {
	ID    string   `json:"id"`    // "product_price"
	Order int      `json:"order"` // from 1
	Mode  string   `json:"mode"`  // BestOf, BestOne or Additive
	Ranks []string `json:"ranks,omitempty"`
	Base  string   `json:"base"` // what it is computed on: goods or shipping
	Provenance
}

// RowID returns the layer's ID.
func (l *Layer) RowID() string { return l.ID }

// What a fee is charged on.
const (
	FeeOnNet  = "net"  // the price after the seller's part of the discounts: what the buyer pays and what the platform adds
	FeeOnPaid = "paid" // what the buyer pays
)

// Fee is what the platform takes of an order, in a market from one day to another.
type Fee struct {
	ID       string      `json:"id"`
	Market   string      `json:"market"`
	From     Date        `json:"from,omitzero"`
	To       Date        `json:"to,omitzero"` // last day; zero: still
	Percent  BasisPoints `json:"percent"`
	PerOrder int64       `json:"per_order"`      // minor units
	Campaign bool        `json:"campaign"`       // a service fee that campaigns add
	Base     string      `json:"base,omitempty"` // what Percent is charged on: FeeOnNet or FeeOnPaid; "" is FeeOnNet
	Provenance
}

// RowID returns the fee's ID.
func (f *Fee) RowID() string { return f.ID }
