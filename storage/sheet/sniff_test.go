package sheet

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// fileKinds returns what ReadShop may say that a file seems to be.
func fileKinds() []string {
	kinds := []string{"archive", "binary", "broken_zip", "broken_workbook"}
	for _, m := range magics {
		kinds = append(kinds, m.kind)
	}
	for _, z := range zips {
		if z.kind != "xlsx" {
			kinds = append(kinds, z.kind)
		}
	}
	return kinds
}

// TestEveryKindOfFileHasAName looks up, in both languages, how each kind of file is called.
func TestEveryKindOfFileHasAName(t *testing.T) {
	for _, language := range []string{"en", "zh-Hans"} {
		texts := map[string]string{}
		files, err := filepath.Glob("../../assets/translations/" + language + "/*.json")
		must(t, err)
		for _, file := range files {
			b, err := os.ReadFile(file)
			must(t, err)
			must(t, json.Unmarshal(b, &texts))
		}
		for _, kind := range fileKinds() {
			if texts["filetype."+kind] == "" {
				t.Errorf("%s: no text for filetype.%s", language, kind)
			}
		}
	}
}
