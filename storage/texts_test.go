package storage

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEveryProblemHasWords looks up, in both languages, each key that the sources of storage name, and the remedy of each problem.
func TestEveryProblemHasWords(t *testing.T) {
	keys := map[string]bool{}
	for _, pattern := range []string{"*.go", "sheet/*.go"} {
		files, err := filepath.Glob(pattern)
		must(t, err)
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			text, err := os.ReadFile(file)
			must(t, err)
			for _, m := range regexp.MustCompile(`"((?:problem|filetype)\.[a-z_0-9]+)"`).FindAllSubmatch(text, -1) {
				keys[string(m[1])] = true
			}
		}
	}
	if len(keys) < 60 {
		t.Fatalf("only %d keys found: the sources are elsewhere", len(keys))
	}
	for _, language := range []string{"en", "zh-Hans"} {
		texts := map[string]string{}
		files, err := filepath.Glob("../assets/translations/" + language + "/*.json")
		must(t, err)
		for _, file := range files {
			b, err := os.ReadFile(file)
			must(t, err)
			must(t, json.Unmarshal(b, &texts))
		}
		for key := range keys {
			if texts[key] == "" {
				t.Errorf("%s: no text for %s", language, key)
			}
			if strings.HasPrefix(key, "problem.") && texts[key+".fix"] == "" {
				t.Errorf("%s: no remedy for %s", language, key)
			}
		}
	}
}
