package rules

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// texts reads every translation of a language.
func texts(t *testing.T, lang string) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../assets/translations/" + lang + "/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no translations of %s: %v", lang, err)
	}
	all := map[string]string{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var one map[string]string
		if err := json.Unmarshal(b, &one); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for k, v := range one {
			all[k] = v
		}
	}
	return all
}

var langs = []string{"en", "zh-Hans"}

func TestEveryRuleHasItsThreeTexts(t *testing.T) {
	for _, lang := range langs {
		all := texts(t, lang)
		for _, id := range ruleIDs() {
			for _, part := range []string{"title", "why", "fix"} {
				if strings.TrimSpace(all["rule."+id+"."+part]) == "" {
					t.Errorf("%s: no text rule.%s.%s", lang, id, part)
				}
			}
		}
	}
}

func TestNoTextIsOfARuleThatIsGone(t *testing.T) {
	known := map[string]bool{"name": true}
	for _, id := range ruleIDs() {
		known[id] = true
	}
	for _, lang := range langs {
		for key := range texts(t, lang) {
			if parts := strings.Split(key, "."); parts[0] == "rule" && !known[parts[1]] {
				t.Errorf("%s: text %s of no rule", lang, key)
			}
		}
	}
}

var place = regexp.MustCompile(`\{(\d+)[:}]`)

// unfilled returns the places of a text for which there is no argument.
func unfilled(text string, args int) []string {
	var list []string
	for _, m := range place.FindAllStringSubmatch(text, -1) {
		if n, _ := strconv.Atoi(m[1]); n >= args {
			list = append(list, m[0])
		}
	}
	return list
}

// TestTextsAreFilled looks at what the bad fixtures find: every place of their texts has an argument, in every language.
func TestTextsAreFilled(t *testing.T) {
	for _, lang := range langs {
		all := texts(t, lang)
		seen := map[string]bool{}
		for _, b := range bad {
			f := good(t)
			b.make(f)
			for _, x := range Check(f.p, f.now) {
				for _, part := range []string{"title", "why"} {
					if left := unfilled(all["rule."+x.Rule+"."+part], len(x.Args)); left != nil {
						t.Errorf("%s: rule.%s.%s has no argument for %v", lang, x.Rule, part, left)
					}
				}
				for _, fix := range x.Fixes {
					seen[fix.Label.Key] = true
					if all[fix.Label.Key] == "" || unfilled(all[fix.Label.Key], len(fix.Label.Args)) != nil {
						t.Errorf("%s: label %s reads %q", lang, fix.Label, all[fix.Label.Key])
					}
				}
			}
		}
		for key, text := range all {
			if strings.HasPrefix(key, "rule.") && strings.HasSuffix(key, ".fix") && !seen[key] && strings.Contains(text, "{") {
				t.Errorf("%s: no bad fixture offers the fix %s", lang, key)
			}
		}
	}
}
