package planner

import "time"

// Amounts in these rows are in minor units of the plan's currency, lengths of time in minutes.

// Shop is one shop on the platform with its budgets for the campaign and its limits.
type Shop struct {
	ID             string `json:"id"`
	Name           string `json:"name"`
	CouponBudget   int64  `json:"coupon_budget"`
	AdBudget       int64  `json:"ad_budget"`
	VideoBudget    int64  `json:"video_budget"`
	ColdViewers    int    `json:"cold_viewers"`     // unseeded viewers that an hour live draws at demand 1; 0 takes the model's default
	MaxHoursDay    int    `json:"max_hours_day"`    // hours live a day; 0 takes the default
	MaxSessionsDay int    `json:"max_sessions_day"` // sessions a day; 0 takes the default
	VideosPerDay   int    `json:"videos_per_day"`   // seeding videos a day; 0 takes the default
}

// RowID returns the shop's ID.
func (s *Shop) RowID() string { return s.ID }

// Line is a product line: products that share an audience, a coupon and a stock.
type Line struct {
	ID           string      `json:"id"`
	Shop         string      `json:"shop"`
	Name         string      `json:"name"`
	NameZh       string      `json:"name_zh,omitempty"`
	AirtimeShare BasisPoints `json:"airtime_share"` // share of a live's minutes; 0 shares by the stock's value
}

// RowID returns the line's ID.
func (l *Line) RowID() string { return l.ID }

// Product is one SKU of the product sheet.
type Product struct {
	SKU           string      `json:"sku"`
	Line          string      `json:"line"`
	Name          string      `json:"name"`
	NameZh        string      `json:"name_zh,omitempty"`
	Price         int64       `json:"price"`              // list price
	Cost          int64       `json:"cost"`               // cost of goods
	Ship          int64       `json:"ship"`               // shipping that the seller pays an order
	ShipFee       int64       `json:"ship_fee,omitempty"` // delivery fee that the buyer pays an order, before shipping discounts; 0: free
	Low30         int64       `json:"low30"`              // lowest price of the past 30 days; 0 where unknown
	Stock         int         `json:"stock"`              // units that the campaign may sell
	InboundStock  int         `json:"inbound"`            // units still on their way, not in Stock
	Affiliate     BasisPoints `json:"affiliate"`
	Returns       BasisPoints `json:"returns"`        // expected share of orders that come back
	MarginFloor   BasisPoints `json:"margin_floor"`   // lowest unit margin, a share of the list price; 0 takes the plan's
	FlashDiscount BasisPoints `json:"flash_discount"` // usual discount in a live flash sale; 0 takes the default
}

// RowID returns the product's SKU.
func (p *Product) RowID() string { return p.SKU }

// Host is a person who presents live.
type Host struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Shops      []string    `json:"shops,omitempty"` // empty: every shop
	Mult       BasisPoints `json:"mult"`            // draw of viewers against a usual host, 10000
	CostHour   int64       `json:"cost_hour"`
	MinShift   int         `json:"min_shift"`
	MaxShift   int         `json:"max_shift"`
	Break      int         `json:"break"`    // between two shifts
	MaxDay     int         `json:"max_day"`  // on air a day
	MaxWeek    int         `json:"max_week"` // on air in seven days from the start of seeding
	Rest       int         `json:"rest"`     // overnight
	Hours      []HostHours `json:"hours"`    // in the market's zone
	DaysOff    []Date      `json:"days_off,omitempty"`
	ExtraHours []DayHours  `json:"extra_hours,omitempty"` // in place of Hours on that date
}

// HostHours is a weekly stretch of availability, minutes after midnight in the market's zone; To may exceed 1440 and then runs past midnight.
type HostHours struct {
	Day  time.Weekday `json:"day"`
	From int          `json:"from"`
	To   int          `json:"to"`
}

// DayHours is availability on one date.
type DayHours struct {
	Date Date `json:"date"`
	From int  `json:"from"`
	To   int  `json:"to"`
}

// RowID returns the host's ID.
func (h *Host) RowID() string { return h.ID }

// HoursOn returns the host's stretches of availability that begin on the date, in order, as spans.
func (h *Host) HoursOn(d Date, loc *time.Location) []Span {
	for _, off := range h.DaysOff {
		if off == d {
			return nil
		}
	}
	var spans []Span
	for _, x := range h.ExtraHours {
		if x.Date == d {
			spans = append(spans, Span{d.At(0, x.From, loc), d.At(0, x.To, loc)})
		}
	}
	if spans != nil {
		return spans
	}
	for _, w := range h.Hours {
		if w.Day == d.Weekday() {
			spans = append(spans, Span{d.At(0, w.From, loc), d.At(0, w.To, loc)})
		}
	}
	return spans
}

// Available reports whether the host's hours cover the whole span; hours that touch at midnight count as one stretch.
func (h *Host) Available(s Span, loc *time.Location) bool {
	at := s.Start
	for d := DateOf(s.Start, loc).Add(-1); !DateOf(s.End, loc).Before(d); d = d.Add(1) {
		for _, w := range h.HoursOn(d, loc) {
			if !w.Start.After(at) && w.End.After(at) {
				at = w.End
			}
		}
	}
	return !at.Before(s.End)
}

// Studio is a room from which one live is sent at a time.
type Studio struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	CostHour int64  `json:"cost_hour"`
	Setup    int    `json:"setup"` // before each session
}

// RowID returns the studio's ID.
func (s *Studio) RowID() string { return s.ID }

// Channel is a place that sells or draws buyers: the platform itself or what remains when it goes dark.
type Channel struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Fee        BasisPoints `json:"fee"`
	Conversion BasisPoints `json:"conversion"`
	Capacity   int         `json:"capacity"` // orders a day
	Share      BasisPoints `json:"share"`    // of today's orders
	Platform   bool        `json:"platform"` // the sale's platform, which risk windows hit
}

// RowID returns the channel's ID.
func (c *Channel) RowID() string { return c.ID }
