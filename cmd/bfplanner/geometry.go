package main

import (
	"bytes"
	"encoding/json"
	"os"
	"time"

	"fyne.io/fyne/v2"

	"bfplanner/ui"
)

// log writes the places of what can be pressed in the window to the file that --geometry-log names, whenever they
// change. It is an aid for tests that work the window with a pointer from outside.
func (p *program) log(window *ui.App) {
	if p.geometry == "" {
		return
	}
	go func() {
		var last []byte
		for range time.Tick(150 * time.Millisecond) {
			fyne.DoAndWait(func() {
				line, err := json.Marshal(window.Geometry())
				if err != nil || bytes.Equal(line, last) {
					return
				}
				last = line
				f, err := os.OpenFile(p.geometry, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
				if err != nil {
					fyne.LogError("geometry log", err)
					return
				}
				defer f.Close()
				if _, err := f.Write(append(line, '\n')); err != nil {
					fyne.LogError("geometry log", err)
				}
			})
		}
	}()
}
