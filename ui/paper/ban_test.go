package paper

import (
	"strings"
	"testing"

	"bfplanner/planner/plantest"
)

// The sheet hangs on a wall, so it is one page: whenever it goes dark, on either paper, in either language.
func TestTheBanSheetIsOnePage(t *testing.T) {
	s := solved(t, "us-2024")
	for _, dark := range []string{"2024-10-20 00:00", "2024-11-21 00:00", "2024-11-28 00:00", "2025-01-19 00:00"} {
		for _, size := range []string{"a4", "letter"} {
			for _, lang := range []string{"en", "zh-Hans"} {
				pages := lay(t, s, Options{Words: speak(t, lang), Paper: size, Sections: []string{Ban}, Dark: plantest.At(t, s.Plan, dark)})
				if len(pages) != 1 {
					t.Errorf("%s, %s, %s: %d pages", dark, size, lang, len(pages))
				}
			}
		}
	}
	text := said(lay(t, s, Options{Words: speak(t, "zh-Hans"), Sections: []string{Ban}, Dark: plantest.At(t, s.Plan, "2024-11-28 00:00")}))
	for _, want := range []string{"若11-28周四00:00被封", "第一小时11-28周四01:00前", "第一周12-05周四00:00前", "转到"} {
		if !strings.Contains(strings.ReplaceAll(text, " ", ""), want) {
			t.Errorf("the sheet lacks %q in %s", want, text)
		}
	}
}
