// Package pricing says what a buyer pays for a product at an instant, who pays the discount and what the
// unit leaves to the seller.
//
// A promotion is an event with a planner.Promo. Its tool puts it in a layer, and the layers are rows of the
// plan: their order and their mode (best_of, best_one, additive) decide how promotions meet, so that a new
// tool or another order of stacking is data and no code. Three answers are given for every instant. The
// usual price is what a buyer pays who orders one unit, follows nobody and holds no coupon from earlier; a
// promo code counts as known to everyone, and quantities as not yet used up. The lowest price is what the
// luckiest buyer pays: member of every audience, with coupons claimed before, in an order that just meets
// each minimum spend. The lowest margin is the least that a unit leaves to the seller
// over every stack that some buyer can reach; when a platform pays part of a discount, that need not be the
// stack with the lowest price.
//
// Amounts are whole minor units. Each layer's discount is rounded half away from zero, the platform's share
// of it is rounded half up and the seller pays the rest, so the shares add up to the discount exactly. No
// price falls below zero. Time is looked at to the microsecond, spans are half-open.
package pricing
