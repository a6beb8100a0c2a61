package paper

import (
	"math"
	"slices"
	"strings"
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
	"bfplanner/ui/words"
)

// bare is a layout on A4 with nothing on it yet.
func bare(t *testing.T, ink string) *layout {
	t.Helper()
	p := plantest.Empty(t, "us-2024")
	o, err := Options{Words: speak(t, "zh-Hans"), Fonts: fonts(t), Ink: ink}.check()
	if err != nil {
		t.Fatal(err)
	}
	l := newLayout(snapshot(t, p, p.Sale.Campaign().Start), o)
	l.newPage("")
	return l
}

// strs is the text of each line.
func strs(lines []line) []string {
	var out []string
	for _, n := range lines {
		var s string
		for _, f := range n.frags {
			s += f.s + f.tag + f.chip.Letter()
		}
		out = append(out, s)
	}
	return out
}

// TestWrap breaks lines at a width counted in Chinese characters of 10 points, which are 10 points wide.
func TestWrap(t *testing.T) {
	l := bare(t, InkColor)
	st := style{size: 10}
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"", 5, []string{""}},
		{"直播预告", 5, []string{"直播预告"}},
		{"直播预告明晚八点", 5, []string{"直播预告明", "晚八点"}},
		{"直播预告今，晚八点", 5, []string{"直播预告", "今，晚八点"}},
		{"直播预告（明晚）", 5, []string{"直播预告", "（明晚）"}},
		{"go live on time", 4, []string{"go live", "on time"}},
		{"go    live", 3, []string{"go", "live"}},
		{"一\n二\n\n三", 5, []string{"一", "二", "", "三"}},
		{"ABCDEFGHIJKLMNOP", 4, []string{"ABCDEF", "GHIJKL", "MNOP"}},
		{"十一 Nov-29", 5, []string{"十一", "Nov-29"}},
		{"a/b/c/d/e/f/g/h/i", 4, []string{"a/b/c/d/", "e/f/g/h/i"}},
		{"优惠 · 七折", 9, []string{"优惠·七折"}},
	} {
		lines := l.wrap([]run{{s: c.text, st: st}}, c.width*10)
		if got := strs(lines); !slices.Equal(got, c.want) {
			t.Errorf("%q in %v: %q, want %q", c.text, c.width, got, c.want)
		}
		for _, n := range lines {
			if n.w > c.width*10+0.01 {
				t.Errorf("%q in %v: a line is %.1f wide", c.text, c.width, n.w)
			}
		}
	}
}

func TestChipsStayWithTheirWords(t *testing.T) {
	l := bare(t, InkColor)
	st := style{size: 10}
	got := strs(l.wrap([]run{{s: "直播预告 ", st: st}, {chip: planner.Live, st: st}, {s: "晚八点", st: st}}, 60))
	if want := []string{"直播预告", "L晚八点"}; !slices.Equal(got, want) {
		t.Errorf("lines %q, want %q", got, want)
	}
}

func TestLineIsAsHighAsItsHighestLetters(t *testing.T) {
	l := bare(t, InkColor)
	n := l.wrap([]run{{s: "小", st: style{size: 7}}, {s: "大", st: style{size: 20}}}, 100)[0]
	if n.height != leading*20 || len(n.frags) != 2 || n.frags[1].x != 7 {
		t.Errorf("line %+v", n)
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		asked []float64
		total float64
		want  []float64
	}{
		{nil, 100, nil},
		{[]float64{50, 30}, 100, []float64{50, 30}}, // both are above a fifth of the page
		{[]float64{10, 10}, 100, []float64{20, 20}},
		{[]float64{80, 40}, 100, []float64{60, 40}},
		{[]float64{80, 80, 10}, 100, []float64{45, 45, 10}},
		{[]float64{200}, 100, []float64{100}},
		{[]float64{30, 30, 30, 200}, 100, []float64{25, 25, 25, 25}},
	} {
		got := share(c.asked, c.total)
		var sum float64
		for i, h := range got {
			sum += h
			if math.Abs(h-c.want[i]) > 1e-9 {
				t.Errorf("share(%v, %v) = %v, want %v", c.asked, c.total, got, c.want)
				break
			}
		}
		if sum > c.total+1e-9 {
			t.Errorf("share(%v, %v) gives out %v", c.asked, c.total, sum)
		}
	}
}

func TestHatchStaysInItsBox(t *testing.T) {
	box := Box{10, 20, 30, 12}
	for p, least := range map[Pattern]int{Rising: 8, Falling: 8, Crossed: 16, Horizontal: 2, Vertical: 6, Plain: 0} {
		lines := Hatch{Box: box, Pattern: p, Gap: 4}.Lines()
		if len(lines) < least || p == Plain && len(lines) > 0 {
			t.Errorf("%q has %d lines, want at least %d", p, len(lines), least)
		}
		for _, n := range lines {
			b := n.Bounds()
			if b.X < box.X-1e-6 || b.Y < box.Y-1e-6 || b.Right() > box.Right()+1e-6 || b.Bottom() > box.Bottom()+1e-6 {
				t.Errorf("%q: %+v leaves the box", p, n)
			}
		}
	}
	for _, h := range []Hatch{{Box: box, Pattern: Rising}, {Box: Box{W: -1, H: 5}, Pattern: Rising, Gap: 3}} {
		if n := len(h.Lines()); n != 0 {
			t.Errorf("%+v has %d lines", h, n)
		}
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain 汉字 喆", "plain 汉字 喆"},
		{"a\tb\u00a0c", "a b c"},
		{"bell\x07 zero\x00", "bell zero"},
		{"🔥", "〔□1〕"},
		{"火🔥火", "火〔□1〕火"},
		{"🔥🔥", "〔□1〕"},
		{"👨\u200d👩", "〔□1〕"},
		{"👍🏽!", "〔□1〕!"},
		{"❤\ufe0f", "〔□1〕"},
		{"bad\xffbyte", "bad〔□1〕byte"},
		{"\u202eabc", "abc"},
		{"two\nlines", "two\nlines"},
		{"甲 · 乙 （丙）： 丁", "甲·乙（丙）：丁"},
	} {
		if got := (&sanitiser{fonts: fonts(t)}).clean(c.in); got != c.want {
			t.Errorf("clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	z := &sanitiser{fonts: fonts(t)}
	if got := z.clean("🔥") + z.clean("😀") + z.clean("🔥"); got != "〔□1〕〔□2〕〔□1〕" {
		t.Errorf("the same character has two marks: %s", got)
	}
	if got, want := names("🔥😀"), "U+1F525 FIRE, U+1F600 GRINNING FACE"; got != want {
		t.Errorf("names %q, want %q", got, want)
	}
}

func TestMeasureAgreesWithTheFont(t *testing.T) {
	for s, want := range map[string]float64{"汉字": 20, "": 0, "·": 10, "'": 2.78, "🔥": 0} {
		if got := fonts(t).width(s, 10, false); math.Abs(got-want) > 1e-9 {
			t.Errorf("%q is %v wide, want %v", s, got, want)
		}
	}
	if !(fonts(t).width("Main", 10, true) > fonts(t).width("Main", 10, false)) {
		t.Error("bold letters are not wider")
	}
}

// TestTableRepeatsItsHeadings sets more rows than a page holds, one of them higher than a page.
func TestTableRepeatsItsHeadings(t *testing.T) {
	l := bare(t, InkGray)
	cols := []column{{head: "甲列", part: 1}, {head: "乙列", part: 3, right: true}}
	var rows []row
	for range 80 {
		rows = append(rows, row{cells: []cell{text("行", l.style(sizeBody)), text("值", l.style(sizeBody))}})
	}
	rows[40].cells[1] = text(strings.Repeat("长", 6000), l.style(sizeBody))
	rows[50].span, rows[50].cells = true, []cell{text("题", l.bold(sizeBody))}
	l.table(cols, rows)
	if len(l.pages) < 4 {
		t.Fatalf("%d pages", len(l.pages))
	}
	for i, p := range l.pages {
		if text := said([]Page{p}); !strings.Contains(text, "甲列乙列") {
			t.Errorf("page %d lacks the headings", i+1)
		}
	}
	text := said(l.pages)
	for s, want := range map[string]int{"行": 79, "值": 78, "长": 6000, "题": 1} {
		if got := strings.Count(text, s); got != want {
			t.Errorf("%q stands %d times, want %d", s, got, want)
		}
	}
}

func TestHeadingsStayWithTheRowAfterThem(t *testing.T) {
	l := bare(t, InkColor)
	cols := []column{{part: 1}}
	var rows []row
	for range 60 {
		rows = append(rows, row{span: true, cells: []cell{text("题", l.bold(sizeBody))}},
			row{cells: []cell{text("行", l.style(sizeBody))}})
	}
	l.table(cols, rows)
	if len(l.pages) < 2 {
		t.Fatal("all rows are on one page")
	}
	for i, p := range l.pages {
		if text := said([]Page{p}); strings.HasSuffix(text, "题") {
			t.Errorf("page %d ends with a heading", i+1)
		}
	}
}

func TestBars(t *testing.T) {
	box := Box{0, 0, 100, 3}
	for part, want := range map[float64]float64{0: 0, 0.25: 25, 1: 100, 3: 100} {
		l := bare(t, InkColor)
		before := len(l.page().Items)
		l.bar(part, box)
		var w float64
		over := false
		for _, i := range l.page().Items[before+1:] {
			w, over = i.Bounds().W, *i.(Rect).Fill == l.ink.risk
		}
		if w != want || over != (part > 1) {
			t.Errorf("%v of a limit is drawn %v wide, over %v", part, w, over)
		}
	}
}

func TestSpansOnTheirDay(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	w := speak(t, "zh-Hans").In(p.Zone())
	beijing, err := planner.Zone("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	friday := planner.Date{Year: 2024, Month: 11, Day: 29}
	for _, c := range []struct {
		w        *words.Words
		from, to string
		want     string
	}{
		{w, "2024-11-29 14:00", "2024-11-29 22:00", "14:00–22:00"},
		{w, "2024-11-29 19:00", "2024-11-30 00:00", "19:00–24:00"},
		{w, "2024-11-29 14:00", "2024-11-29 14:00", "14:00"},
		{w, "2024-11-29 23:00", "2024-11-30 01:00", "11-29 周五 23:00 – 11-30 周六 01:00"},
		{w.In(beijing), "2024-11-29 14:00", "2024-11-29 22:00", "11-30 周六 06:00–14:00"},
		{w.In(beijing), "2024-11-29 06:00", "2024-11-29 07:00", "22:00–23:00"},
	} {
		s := planner.Span{Start: plantest.At(t, p, c.from), End: plantest.At(t, p, c.to)}
		if got := spanOn(c.w, friday, s); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestRangesOfDates(t *testing.T) {
	w := speak(t, "en")
	d := func(month, day int) planner.Date {
		return planner.Date{Year: 2024, Month: 11, Day: 1}.Add((month-11)*30 + day - 1)
	}
	for _, c := range []struct {
		dates []planner.Date
		want  string
	}{
		{nil, ""},
		{[]planner.Date{d(11, 21)}, "Thu Nov 21"},
		{[]planner.Date{d(11, 21), d(11, 22), d(11, 25)}, "Thu Nov 21 – Fri Nov 22, Mon Nov 25"},
		{[]planner.Date{{Year: 2025, Month: 1, Day: 19}}, "Sun Jan 19, 2025"},
	} {
		if got := ranges(w, c.dates, 2024); got != c.want {
			t.Errorf("%v: %q, want %q", c.dates, got, c.want)
		}
	}
}
