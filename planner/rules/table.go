package rules

import (
	"slices"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/pricing"
)

// rule is one row of the book. Its ID never changes. Severity is the gravest that its findings have; some take a milder one themselves.
type rule struct {
	id       string
	severity Severity
	check    check
}

// book is the rule book, in the order in which findings are shown: what the platform refuses or what loses
// money first, by what it is about, then what a careful seller would do otherwise, then what is good to know.
var book = []rule{
	{"event-in-ban-window", Block, eventInBanWindow},
	{"price-below-cost", Block, priceBelowCost},
	{"margin-below-floor", Block, marginBelowFloor},
	{"host-double-booked", Block, eachHost(hostDoubleBooked)},
	{"studio-double-booked", Block, studios("studio-double-booked", true)},
	{"live-too-short", Block, each(liveTooShort, planner.Live)},
	{"live-too-long", Block, each(liveTooLong, planner.Live)},
	{"coupon-outside-sale", Block, eachPromo(couponOutsideSale)},
	{"coupon-percent-tool-range", Block, eachPromo(percentOfTool)},
	{"coupon-percent-sale-range", Block, eachPromo(percentOfSale)},
	{"second-new-customer-coupon", Block, sameShopPairs(onlyOne, secondOfOne)},
	{"promo-code-chars", Block, eachPromo(codeChars)},
	{"same-promo-code", Block, sameShopPairs(hasCode, sameCode)},
	{"coupon-amount-tool-minimum", Block, eachPromo(amountOfTool)},
	{"coupon-edited-while-active", Block, eachPromo(couponEdited)},
	{"promo-length", Block, promoLength("promo-length", otherPromo)},
	{"promo-too-many-products", Block, eachPromo(tooManyProducts)},
	{"flash-too-long", Block, promoLength("flash-too-long", longFlash)},
	{"live-flash-length", Block, promoLength("live-flash-length", liveFlash)},
	{"live-flash-outside-live", Block, eachPromo(flashOutsideLive)},
	{"flash-no-quantity", Block, eachPromo(flashNoQuantity)},
	{"flash-with-campaign-price", Block, promoPairs(productPrice, run, flashWithCampaignPrice)},

	{"date-in-ban-window", Warn, dateInBanWindow},
	{"no-seeding", Warn, noSeeding},
	{"teaser-missing", Warn, each(teaserMissing, planner.Live)},
	{"event-outside-phase", Warn, each(eventOutsidePhase, planner.Kinds...)},
	{"live-without-host", Warn, each(liveWithoutHost, planner.Live)},
	{"live-no-studio", Warn, each(liveNoStudio, planner.Live)},
	{"live-too-many-products", Warn, each(liveTooManyProducts, planner.Live)},
	{"studio-no-setup", Warn, studios("studio-no-setup", false)},
	{"host-not-available", Warn, eachHostLive(away, hostNotAvailable)},
	{"host-of-other-shop", Warn, eachHostLive(stranger, hostOfOtherShop)},
	{"host-over-longest-shift", Warn, eachHostLive(tooLong, hostOverLongestShift)},
	{"host-without-rest", Warn, eachHost(hostWithoutRest)},
	{"host-over-day", Warn, hostOver("host-over-day", 1, onDay, func(l planner.HostLimits) time.Duration { return l.Day })},
	{"host-over-week", Warn, hostOver("host-over-week", 7, inWeek, func(l planner.HostLimits) time.Duration { return l.Week })},
	{"video-order", Warn, each(videoOrder, planner.Video)},
	{"video-not-ready", Warn, each(videoNotReady, planner.Video)},
	{"video-late", Warn, each(videoLate, planner.Video)},
	{"videos-a-day", Warn, perDay(planner.Video, seeding, videosADay)},
	{"coupon-overlap", Warn, promoPairs(sellerCoupon, run, couponOverlap)},
	{"coupon-budget-exceeded", Warn, couponBudget},
	{"video-budget-exceeded", Warn, budget(func(l planner.ShopLimits) int64 { return l.VideoBudget }, videoCost, planner.Video)},
	{"ad-budget-exceeded", Warn, budget(func(l planner.ShopLimits) int64 { return l.AdBudget }, adCost, planner.Ad)},
	{"flash-not-below-30-day-low", Warn, eachPromo(notBelowLow)},
	{"early-discount-spoils-low", Warn, eachPromo(earlyDiscount)},
	{"stock-out-before-peak", Warn, stockOut},
	{"promo-without-products", Warn, eachPromo(noProducts)},
	{"promo-without-discount", Warn, eachPromo(noDiscount)},
	{"promo-two-discounts", Warn, eachPromo(twoDiscounts)},
	{"promo-amount-above-price", Warn, eachPromo(amountAbovePrice)},
	{"promo-price-above-list", Warn, eachPromo(priceAboveList)},
	{"fee-unknown", Warn, feeUnknown},
	{"stock-beyond-ban", Warn, stockBeyondBan},

	{"coupon-tail-in-ban", Hint, eachPromo(couponTailInBan)},
	{"settlement-in-ban", Hint, settlementInBan},
	{"no-own-store-traffic", Hint, noOwnStoreTraffic},
	{"hedge-task-missing", Hint, hedgeTaskMissing},
	{"milestone-missing", Hint, milestoneMissing},
	{"milestone-late", Hint, milestoneLate},
	{"public-holiday", Hint, publicHoliday},
	{"live-hours-a-day", Hint, perDay(planner.Live, all, onAir)},
	{"live-sessions-a-day", Hint, perDay(planner.Live, all, sessions)},
	{"live-gap-short", Hint, perDay(planner.Live, all, sessionGap)},
	{"live-off-hours", Hint, each(liveOffHours, planner.Live)},
	{"live-in-seeding", Hint, liveInSeeding},
	{"crew-over-week", Hint, crewWeek},
	{"coupon-tail-overlap", Hint, promoPairs(sellerCoupon, (*index).reach, couponTail)},
	{"coupon-addon", Hint, eachPromo(addonCoupon)},
	{"product-without-cost", Hint, productWithoutCost},
	{"sale-projected", Hint, saleProjected},
}

// Check reports everything that the book has against the plan as of now: what blocks first, then warnings,
// then hints, each in the order of the book, findings of one rule by their starts. What ended before now is
// not reported, since it cannot be mended any more; it still counts in sums such as budgets and hours.
func Check(p *planner.Plan, now time.Time) []Finding {
	return (&memory{prices: pricing.New(p)}).check(now)
}

// check checks the plan at which the memory stands.
func (m *memory) check(now time.Time) []Finding {
	x := newIndex(m.prices, now)
	x.memo = m
	list := make([]Finding, 0, m.count+16)
	for _, r := range book {
		first := len(list)
		r.check(x, func(f Finding) {
			if !f.Span.IsZero() && !f.Span.End.After(now) {
				return
			}
			f.Rule = r.id
			if f.Severity == "" {
				f.Severity = r.severity
			}
			list = append(list, f)
		})
		inOrder(list[first:])
	}
	slices.SortStableFunc(list, func(a, b Finding) int { return rank[a.Severity] - rank[b.Severity] })
	m.count = len(list)
	return list
}

var rank = map[Severity]int{Block: 0, Warn: 1, Hint: 2}
