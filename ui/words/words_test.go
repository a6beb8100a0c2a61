package words

import (
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/report"
	"bfplanner/planner/rules"
)

func book(t *testing.T) *Book {
	t.Helper()
	b, err := Load(os.DirFS("../../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := planner.Zone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestEveryLanguageSaysEverything(t *testing.T) {
	b := book(t)
	if got := b.Langs(); !slices.Equal(got, []string{"en", "zh-Hans"}) {
		t.Fatalf("languages %v", got)
	}
	for _, lang := range b.Langs() {
		for key, text := range b.texts[lang] {
			if len(text) == 1 && strings.TrimSpace(text[0].fixed) == "" {
				t.Errorf("%s: %s is empty", lang, key)
			}
		}
	}
	han := regexp.MustCompile(`\p{Han}`)
	// What English texts may say in Chinese: the name of the language, and the unit in which Chinese discounts are told.
	named := strings.NewReplacer("中文", "", "折", "")
	for key, text := range b.texts["en"] {
		for _, p := range text {
			if han.MatchString(named.Replace(p.fixed)) {
				t.Errorf("en: %s holds Chinese: %s", key, p.fixed)
			}
		}
	}
}

// TestEveryKindHasItsWord walks the tables of the domain, so that a new row without words is noticed.
func TestEveryKindHasItsWord(t *testing.T) {
	var keys []string
	add := func(prefix string, ids ...string) {
		for _, id := range ids {
			keys = append(keys, prefix+id)
		}
	}
	for _, k := range planner.Kinds {
		add("kind.", string(k))
	}
	for _, k := range planner.RiskKinds {
		add("risk.", string(k))
	}
	add("video.", planner.VideoTypes...)
	add("milestone.", planner.MilestoneTypes...)
	add("do.video.", planner.VideoTypes...)
	add("do.milestone.", planner.MilestoneTypes...)
	for _, k := range []planner.Kind{planner.Coupon, planner.Flash, planner.Ad} {
		add("do."+string(k)+".", report.Whole, report.Begins, report.Ends)
	}
	for _, k := range []planner.Kind{planner.Coupon, planner.Flash} {
		add("do."+string(k)+".", report.Whole+".quantity", report.Begins+".quantity")
	}
	add("table.", append(planner.TableNames(), planner.HeadTable)...)
	add("sale.status.", planner.Announced, planner.Projected, planner.Own)
	year := planner.Span{Start: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), End: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}
	for _, h := range planner.Holidays(year, time.UTC) {
		add("", h.Key)
	}
	ps, err := planner.ReadPresets(os.DirFS("../../assets/presets"))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range ps.Packs {
		add("pack.", x.ID)
	}
	for _, x := range ps.Tools.All() {
		add("tool.", x.ID)
		add("confidence.", strings.Split(x.Confidence, "+")...)
	}
	for _, x := range ps.Layers.All() {
		add("layer.", x.ID)
	}
	for _, x := range ps.Channels.All() {
		add("channel.", x.ID)
	}
	for _, s := range ps.Sales.All() {
		add("confidence.", strings.Split(s.Confidence, "+")...)
		for _, p := range s.Phases() {
			add("phase.", string(p.ID))
		}
	}
	en := book(t).In("en")
	for _, k := range keys {
		if !en.Has(k) {
			t.Errorf("no text %q", k)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	for name, c := range map[string]struct {
		fs   fstest.MapFS
		want string
	}{
		"a key that one language lacks": {fstest.MapFS{"en/a.json": file(`{"x":"X","y":"Y"}`), "zh-Hans/a.json": file(`{"x":"叉"}`)}, "zh-Hans: y"},
		"a key in two files":            {fstest.MapFS{"en/a.json": file(`{"x":"X"}`), "en/b.json": file(`{"x":"Z"}`)}, "en/a.json and in en/b.json"},
		"a file that is not JSON":       {fstest.MapFS{"en/a.json": file(`{"x":`)}, "en/a.json"},
		"no English":                    {fstest.MapFS{"fr/a.json": file(`{"x":"X"}`)}, "en/"},
	} {
		if _, err := Load(c.fs); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
}

func TestLanguageIsFound(t *testing.T) {
	b := book(t)
	for ask, want := range map[string]string{
		"en": "en", "zh-Hans": "zh-Hans", "zh": "zh-Hans", "zh_CN.UTF-8": "zh-Hans", "ZH": "zh-Hans", "de": "en", "": "en", "en-GB": "en",
	} {
		if got := b.In(ask).Lang(); got != want {
			t.Errorf("In(%q) speaks %s, want %s", ask, got, want)
		}
	}
}

func TestArguments(t *testing.T) {
	b, err := Load(fstest.MapFS{"en/a.json": &fstest.MapFile{Data: []byte(
		`{"n":"{0} {0:egg|eggs}","two":"{1} before {0}","two#1":"only {0}","braces":"{x} {0} {","kind.live":"Live","severity.warn":"Warning","month.3":"Mar","weekday.5":"Fri","format.day":"{0} {1} {2}"}`)}})
	if err != nil {
		t.Fatal(err)
	}
	w := b.In("en")
	for _, c := range []struct {
		key  string
		args []any
		want string
	}{
		{"n", []any{1}, "1 egg"}, {"n", []any{0}, "0 eggs"}, {"n", []any{int64(12480)}, "12,480 eggs"},
		{"two", []any{"a", "b"}, "b before a"}, {"two", []any{"a"}, "only a"}, {"two", nil, "{1} before {0}"},
		{"braces", []any{planner.Live}, "{x} Live {"}, {"braces", []any{rules.Warn}, "{x} Warning {"},
		{"braces", []any{planner.T("n", 2)}, "{x} 2 eggs {"}, {"braces", []any{&planner.Studio{ID: "s", Name: "Loft"}}, "{x} Loft {"},
		{"braces", []any{planner.BasisPoints(750)}, "{x} 7.5% {"}, {"braces", []any{planner.Date{Year: 2024, Month: 3, Day: 1}}, "{x} Fri Mar 1 {"},
		{"lost", []any{3, "x"}, "[lost 3 x]"}, {"lost", nil, "[lost]"},
	} {
		if got := w.T(c.key, c.args...); got != c.want {
			t.Errorf("T(%s, %v) = %q, want %q", c.key, c.args, got, c.want)
		}
	}
}

func TestTwoLanguages(t *testing.T) {
	b := book(t)
	both := b.In("zh").With(b.In("en"))
	for _, c := range []struct{ got, want string }{
		{both.Show(planner.Live), "直播 Live"},
		{both.T("channel.youtube"), "YouTube"},
		{both.T("title.video", planner.T("video.unboxing"), "x"), "开箱 · x Unboxing · x"},
		{both.Name(&planner.Line{Name: "Kitchen", NameZh: "厨房"}), "厨房 Kitchen"},
		{both.Day(planner.Date{Year: 2024, Month: 11, Day: 29}), "11-29 周五"},
	} {
		if c.got != c.want {
			t.Errorf("both languages say %q, want %q", c.got, c.want)
		}
	}
}

func TestProblems(t *testing.T) {
	b := book(t)
	p := planner.Problemf("problem.price", "K-1")
	p.File, p.Sheet, p.Row, p.Field = "shop.xlsx", "products", 1200, "price"
	list := planner.Problems{p, planner.Problemf("problem.zone", "Mars")}
	got := b.In("en").Problem(list)
	want := []string{
		"shop.xlsx · products · row 1200 · price: The price of product K-1 must be above zero. Enter its list price.",
		"The time zone \"Mars\" is not known. Use an IANA name such as America/Los_Angeles.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := b.In("zh").Problem(errors.New("disk full")); !slices.Equal(got, []string{"disk full"}) {
		t.Errorf("another error is shown as %q", got)
	}
	if got := b.In("en").Problem(nil); len(got) != 0 {
		t.Errorf("no error is shown as %q", got)
	}
}

func TestARiskWindowWithoutATitleIsCalledByItsKind(t *testing.T) {
	for lang, want := range map[string]string{"en": "Outage", "zh": "故障"} {
		w := book(t).In(lang)
		if got := w.Name(&planner.RiskWindow{ID: "r1", Kind: planner.Outage}); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q in it", lang, got, want)
		}
	}
	titled := &planner.RiskWindow{ID: "r1", Kind: planner.Outage, Title: "Storm", TitleZh: "风暴"}
	if got := book(t).In("zh").Name(titled); got != "风暴" {
		t.Errorf("%q", got)
	}
}

// TestEveryFactSaysHowFarItIsTrusted has a word in each language for what the presets and the news form say of it.
func TestEveryFactSaysHowFarItIsTrusted(t *testing.T) {
	ps, err := planner.ReadPresets(os.DirFS("../../assets/presets"))
	if err != nil {
		t.Fatal(err)
	}
	said := []string{"own", "rumour", "press", "official"}
	for _, x := range ps.Sales.All() {
		said = append(said, x.Confidence)
	}
	for _, x := range ps.Risks.All() {
		said = append(said, x.Confidence)
	}
	for _, x := range ps.Tools.All() {
		said = append(said, x.Confidence)
	}
	for _, lang := range []string{"en", "zh"} {
		w := book(t).In(lang)
		for _, c := range said {
			for _, one := range strings.Split(c, "+") {
				if !w.Has("confidence." + one) {
					t.Errorf("%s has no word for %q", lang, one)
				}
			}
		}
	}
	if got := book(t).In("zh").Confidence("seed+press"); got != "原始资料 · 媒体" {
		t.Errorf("%q", got)
	}
	if got := book(t).In("en").Confidence(""); got != "" {
		t.Errorf("%q", got)
	}
}
