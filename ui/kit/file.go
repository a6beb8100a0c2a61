package kit

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// fileDialogSize leaves room for long names.
var fileDialogSize = fyne.NewSize(820, 560)

// PickFile asks for a file with one of the extensions and hands over its path.
func PickFile(window fyne.Window, extensions []string, picked func(path string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			return
		}
		path := r.URI().Path()
		_ = r.Close() // opened only to learn its path
		picked(filepath.FromSlash(path))
	}, window)
	d.SetFilter(storage.NewExtensionFileFilter(extensions))
	d.Resize(fileDialogSize)
	d.Show()
}

// SaveFile asks where to write a file. The name has the extension even where the user typed none; the file itself
// is written by whoever is handed its path.
func SaveFile(window fyne.Window, name, extension string, picked func(path string)) {
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if err != nil || w == nil {
			return
		}
		path := filepath.FromSlash(w.URI().Path())
		_ = w.Close()
		_ = storage.Delete(w.URI()) // the dialog has made it, empty; whoever writes it says what goes wrong
		if !strings.EqualFold(filepath.Ext(path), extension) {
			path += extension
		}
		picked(path)
	}, window)
	d.SetFileName(SafeName(name) + extension)
	d.SetFilter(storage.NewExtensionFileFilter([]string{extension}))
	d.Resize(fileDialogSize)
	d.Show()
}

// SafeName returns the name without what file systems refuse.
func SafeName(name string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, name))
}
