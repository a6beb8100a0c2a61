// Package planner is the domain of the Black Friday campaign planner: what a campaign of a cross-border
// seller consists of, and how it is changed.
//
// A Plan is immutable. It is changed by a Command, which makes a new Plan out of an old one and shares all
// that it did not touch, so that a history of edits is a list of Plans and a drag can be looked at before
// it is done. Everything that a Plan holds stands in a Table of rows; Diff says which rows two plans differ
// in, which is what storage writes and what Undo takes back.
//
// Instants are in UTC, spans are half-open, days are civil Dates of the market's zone, amounts are minor
// units, shares are basis points. Nothing here reads a clock, a file or a language: whoever calls hands in
// the instant, and what is to be said to a person is a Text, a key of the translations with its arguments.
//
// The packages below stand on a stair, each importing only what stands before it: pricing (what a buyer
// pays), risk (whether the platform is up), forecast (what a plan earns), exposure (what would be lost),
// rules (what is wrong), schedule (how to lay it out), editor (Do, Undo, Snapshot), report (what paper shows).
package planner
