package main

import (
	"os"
	"path/filepath"
	"sync"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/ui/paper"
)

// fonts returns the fonts of the paper, read when they are first needed.
var fonts = sync.OnceValues(func() (*paper.Fonts, error) { return paper.NewFonts(assets.FontRegular, assets.FontBold) })

// write puts the file in place whole or not at all.
func write(path string, data []byte) error {
	part, err := os.CreateTemp(filepath.Dir(path), ".bfplanner-*")
	if err == nil {
		_, err = part.Write(data)
		if closing := part.Close(); err == nil {
			err = closing
		}
		if err == nil {
			err = os.Chmod(part.Name(), 0o644)
		}
		if err == nil {
			err = os.Rename(part.Name(), path)
		}
		if err != nil {
			os.Remove(part.Name())
		}
	}
	if err != nil {
		return &planner.Problem{Text: planner.T("ui.problem.write", path), Cause: err}
	}
	return nil
}
