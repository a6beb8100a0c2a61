// Package targets holds nothing but a benchmark of the engine as a whole: what its plans are worth against the best
// bound known, what it proves, and how long its answers take. `go run ./cmd/dev bench engine` runs it.
package targets
