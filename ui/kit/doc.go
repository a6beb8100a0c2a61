// Package kit holds the small widgets from which the panels are built: buttons in three weights, rows of a
// label and a value, fields that commit one edit when they are left, and dialogs. They take their colours
// from the theme and their words from whoever builds them.
package kit
