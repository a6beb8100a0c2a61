package main

/*
#include <stddef.h>

// Not every C library has it.
extern int malloc_trim(size_t) __attribute__((weak));

static void trim(void) {
	if (malloc_trim) malloc_trim(0);
}
*/
import "C"

import (
	"os"
	"runtime/debug"
	"unsafe"

	"golang.org/x/sys/unix"

	"bfplanner/assets"
)

// release gives back to the system what only the start needed: the free memory of Go and of C, and the pages of the
// two font files. Fyne has taken these apart by then; whoever reads them later, as a print does, has them read from the
// program's file again.
func release() {
	debug.FreeOSMemory()
	C.trim()
	for _, font := range [][]byte{assets.FontRegular, assets.FontBold} {
		if pages := wholePages(font); len(pages) > 0 {
			_ = unix.Madvise(pages, unix.MADV_DONTNEED) // no more than advice
		}
	}
}

// wholePages returns the part of data that fills pages of memory, so that nothing else lies on them.
func wholePages(data []byte) []byte {
	page := os.Getpagesize()
	skip := (page - int(uintptr(unsafe.Pointer(unsafe.SliceData(data))))%page) % page
	if len(data) < skip+page {
		return nil
	}
	return data[skip : skip+(len(data)-skip)/page*page]
}
