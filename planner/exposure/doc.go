// Package exposure says what would be lost if the platform went dark at an instant and stayed dark: sales that
// were still planned, the stock bought for them, coupons that buyers hold, money that the platform has not paid
// out, goods that may still come back, and what was spent to bring about sales that never come.
//
// All of it rests on one expectation of orders, Sales, which uses the parameters and formulas by which the rule
// book reserves money for coupons: viewers of the shelf and of lives, times conversion, times how busy the day
// is, times the uplift of the discount, until the stock is sold. It is an expectation and no forecast of the
// audience that seeding builds. Amounts are whole minor units, so that they add up; nothing here reads a clock.
package exposure
