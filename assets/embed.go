// Package assets holds the files that come with the program: fonts, icon, translations, the presets of
// facts and the sample shop. It embeds them and does nothing else.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed presets translations samples
var files embed.FS

// The folders, each as the root of its own file system.
var (
	Presets      = sub("presets")      // planner.ReadPresets reads it
	Translations = sub("translations") // en/*.json and zh-Hans/*.json
	Samples      = sub("samples")      // sheets of a made-up home-goods shop
)

// The fonts: Noto Sans SC, under the SIL Open Font License in fonts/OFL.txt.
var (
	//go:embed fonts/NotoSansSC-Regular.ttf
	FontRegular []byte
	//go:embed fonts/NotoSansSC-Bold.ttf
	FontBold []byte
	//go:embed fonts/OFL.txt
	FontLicence string
)

// Icon is the program's icon, a PNG of 512 x 512 pixels.
//
//go:embed icons/icon.png
var Icon []byte

func sub(dir string) fs.FS {
	f, err := fs.Sub(files, dir)
	if err != nil {
		panic(err) // the folder is embedded above, so only a misspelt name gets here
	}
	return f
}
