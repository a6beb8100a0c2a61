package ui

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"bfplanner/ui/words"
)

// systemLanguage is the language that the system asks for.
func systemLanguage() string { return string(lang.SystemLocale()) }

// fyneTexts are the texts of Fyne's own menus and dialogs; each is also a translation "fyne.<text>".
var fyneTexts = []string{
	"Advanced", "Cancel", "Confirm", "Copy", "Create Folder", "Cut", "Enter filename", "Error", "Favourites", "File", "Folder", "New Folder",
	"No", "OK", "Open", "Paste", "Quit", "Redo", "Save", "Select all", "Show Hidden Files", "Undo", "Yes", "file.name", "file.parent",
}

// speakFyne makes Fyne's own menus and dialogs speak the language. Fyne takes its language from the system, so
// the texts are given to it as if they were in the system's.
func speakFyne(w *words.Words) {
	texts := make(map[string]string, len(fyneTexts))
	for _, t := range fyneTexts {
		texts[t] = w.T("fyne." + t)
	}
	data, err := json.Marshal(texts)
	if err == nil {
		err = lang.AddTranslationsForLocale(data, lang.SystemLocale())
	}
	if err != nil {
		fyne.LogError("the texts of Fyne's own dialogs", err)
	}
}
