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

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/sys/unix"

	"bfplanner/assets"
)

// release gives back to the system what only the start needed: the free memory of Go and of C, and the pages of the
// font files. Fyne has taken these apart by then; whoever reads one later, as a print does, has it read from the
// program's file again.
func release() {
	debug.FreeOSMemory()
	C.trim()
	fonts := [][]byte{assets.FontRegular, assets.FontBold}
	for _, f := range []fyne.Resource{theme.DefaultTextFont(), theme.DefaultTextBoldFont(), theme.DefaultEmojiFont()} {
		if f != nil { // a build may leave the last out
			fonts = append(fonts, f.Content())
		}
	}
	for _, font := range fonts {
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
