package main

import (
	"io"
	"sync"

	"bfplanner/assets"
	"bfplanner/storage"
	"bfplanner/ui/paper"
)

// fonts returns the fonts of the paper, read when they are first needed.
var fonts = sync.OnceValues(func() (*paper.Fonts, error) { return paper.NewFonts(assets.FontRegular, assets.FontBold) })

// write puts the file in place whole or not at all.
func write(path string, data []byte) error {
	return storage.WriteWhole(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
