package main

import (
	"crypto/sha256"
	"os"
	"testing"
	"unsafe"

	"bfplanner/assets"
)

func TestWholePagesHoldNothingElse(t *testing.T) {
	page := os.Getpagesize()
	memory := make([]byte, 6*page)
	address := func(b []byte) int { return int(uintptr(unsafe.Pointer(unsafe.SliceData(b)))) }
	for _, c := range []struct{ from, to, pages int }{
		{0, 6 * page, 5}, {0, 0, 0}, {0, page, 0}, {0, page - 1, 0}, {1, 3 * page, 1}, {17, 4*page + 17, 3},
	} {
		data := memory[c.from:c.to]
		pages := wholePages(data)
		if len(pages)%page != 0 || len(pages)/page < c.pages || len(pages)/page > c.pages+1 {
			t.Errorf("%d to %d: %d bytes, want about %d pages", c.from, c.to, len(pages), c.pages)
		}
		if len(pages) > 0 && (address(pages)%page != 0 || address(pages) < address(data) || address(pages)+len(pages) > address(data)+len(data)) {
			t.Errorf("%d to %d: pages at %d of %d bytes reach beyond", c.from, c.to, address(pages)-address(data), len(pages))
		}
	}
}

func TestFontsReadTheSameAfterRelease(t *testing.T) {
	sums := func() (list [2][32]byte) {
		for i, font := range [][]byte{assets.FontRegular, assets.FontBold} {
			list[i] = sha256.Sum256(font)
		}
		return list
	}
	before := sums()
	release()
	if sums() != before {
		t.Error("a font is not what it was")
	}
}
