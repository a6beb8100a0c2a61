//go:build !linux

package main

import "runtime/debug"

// release gives back to the system what only the start needed: the free memory of Go.
func release() { debug.FreeOSMemory() }
