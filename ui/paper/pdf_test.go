package paper

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"bfplanner/planner/plantest"
)

// poppler runs one of Poppler's programs; a machine without it skips the test by name.
func poppler(t *testing.T, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s of Poppler is not installed, so what the PDF holds cannot be read back", program)
	}
	var out, errs bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v: %s", program, err, errs.String())
	}
	if errs.Len() > 0 {
		t.Errorf("%s complains: %s", program, errs.String())
	}
	return out.String()
}

// letters counts the characters of a text, spaces left out.
func letters(s string) map[rune]int {
	m := map[rune]int{}
	for _, r := range s {
		if !unicode.IsSpace(r) {
			m[r]++
		}
	}
	return m
}

func TestTextInThePDFIsTheTextLaidOut(t *testing.T) {
	for _, c := range []Options{
		{Paper: "a4", Words: speak(t, "zh-Hans")}, {Paper: "a4", Words: speak(t, "en")},
		{Paper: "letter", Words: speak(t, "zh-Hans")}, {Paper: "letter", Words: speak(t, "en")},
		{Paper: "a3", Orientation: Landscape, Words: speak(t, "both"), Ink: InkBW},
	} {
		pages := lay(t, hostile(t), c)
		sides := strings.Split(poppler(t, "pdftotext", "-layout", write(t, pages), "-"), "\f")
		if len(sides) != len(pages)+1 {
			t.Fatalf("%s: the PDF has %d pages, want %d", c.Paper, len(sides)-1, len(pages))
		}
		for i, p := range pages {
			want, got := letters(said([]Page{p})), letters(sides[i])
			for r, n := range want {
				if got[r] != n {
					t.Errorf("%s %s, page %d: %q stands %d times in the PDF, want %d", c.Paper, c.Words.Lang(), i+1, r, got[r], n)
				}
			}
			for r := range got {
				if want[r] == 0 {
					t.Errorf("%s %s, page %d: the PDF has %q, which was not laid out", c.Paper, c.Words.Lang(), i+1, r)
				}
			}
		}
	}
}

func TestFontsAreEmbedded(t *testing.T) {
	out := poppler(t, "pdffonts", write(t, lay(t, solved(t, "us-2024"), Options{Words: speak(t, "zh-Hans")})))
	rows := strings.Split(strings.TrimSpace(out), "\n")[2:]
	if len(rows) != 2 {
		t.Errorf("%d fonts, want a regular and a bold one:\n%s", len(rows), out)
	}
	for _, r := range rows {
		if f := strings.Fields(r); len(f) < 5 || f[len(f)-5] != "yes" || f[len(f)-3] != "yes" {
			t.Errorf("not embedded or without a map to Unicode: %s", r)
		}
	}
}

func TestPagesRender(t *testing.T) {
	pages := lay(t, hostile(t), Options{Words: speak(t, "zh-Hans"), Paper: "letter"})
	dir := t.TempDir()
	poppler(t, "pdftoppm", "-r", "20", "-gray", write(t, pages), filepath.Join(dir, "p"))
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(pages) {
		t.Fatalf("%d pages are rendered, want %d", len(files), len(pages))
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(data, []byte("P5\n170 220\n")) {
			t.Errorf("%s begins %q, want a picture of 8.5 by 11 inches", f.Name(), data[:12])
		}
		if dark := bytes.Count(data, []byte{255}); dark == len(data)-15 {
			t.Errorf("%s is empty", f.Name())
		}
	}
}

func TestPaperSizes(t *testing.T) {
	for paper, want := range map[string]string{"a4": "595.28 x 841.89", "letter": "612 x 792", "legal": "612 x 1008", "a3": "841.89 x 1190.55"} {
		out := poppler(t, "pdfinfo", write(t, lay(t, solved(t, "us-2024"), Options{Words: speak(t, "en"), Paper: paper})))
		if !regexp.MustCompile(`Page size:\s+` + want).MatchString(out) {
			t.Errorf("%s: pdfinfo says\n%s", paper, out)
		}
	}
}

func TestTheSamePlanMakesTheSameFile(t *testing.T) {
	s := solved(t, "us-2024")
	paint := func() []byte {
		var b bytes.Buffer
		meta := Meta{Title: "家居小店 🔥", Lang: "zh-Hans", Created: time.Date(2024, 10, 1, 0, 0, 0, 0, time.UTC)}
		if err := WritePDF(context.Background(), &b, lay(t, s, Options{Words: speak(t, "zh-Hans")}), fonts(t), meta, nil); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	if !bytes.Equal(paint(), paint()) {
		t.Error("two runs made different files")
	}
}

func TestFontsServeTwoPrintersAtOnce(t *testing.T) {
	s, o := solved(t, "us-2024"), Options{Words: speak(t, "zh-Hans"), Fonts: fonts(t)}
	done := make(chan error)
	for range 2 {
		go func() {
			pages, err := Pages(context.Background(), s, o, nil)
			if err == nil {
				err = WritePDF(context.Background(), io.Discard, pages, o.Fonts, Meta{}, nil)
			}
			done <- err
		}()
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestFilesStaySmall(t *testing.T) {
	p := plantest.Plan(t, 300)
	path := write(t, lay(t, snapshot(t, p, p.Sale.Campaign().Start), Options{Words: speak(t, "both")}))
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 2<<20 {
		t.Errorf("the PDF of 300 events has %d bytes, want less than 2 MB", info.Size())
	}
}

func TestFontsThatCannotBeRead(t *testing.T) {
	good := fonts(t).regular.data
	for _, c := range [][2][]byte{{nil, good}, {good, []byte("not a font")}} {
		if _, err := NewFonts(c[0], c[1]); err == nil || !strings.Contains(err.Error(), "font") {
			t.Errorf("error %v", err)
		}
	}
}

// BenchmarkPDF lays out and paints all pages of a plan of 300 events.
func BenchmarkPDF(b *testing.B) {
	p := plantest.Plan(b, 300)
	s := snapshot(b, p, p.Sale.Campaign().Start)
	o := Options{Words: speak(b, "zh-Hans"), Fonts: fonts(b)}
	for b.Loop() {
		pages, err := Pages(context.Background(), s, o, nil)
		if err != nil {
			b.Fatal(err)
		}
		var out bytes.Buffer
		if err := WritePDF(context.Background(), &out, pages, o.Fonts, Meta{Title: "Test"}, nil); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(pages)), "pages")
		b.ReportMetric(float64(out.Len())/1024, "KiB")
	}
}

// BenchmarkPages lays out all pages, which is what a preview waits for.
func BenchmarkPages(b *testing.B) {
	p := plantest.Plan(b, 300)
	s := snapshot(b, p, p.Sale.Campaign().Start)
	o := Options{Words: speak(b, "zh-Hans"), Fonts: fonts(b)}
	for b.Loop() {
		if _, err := Pages(context.Background(), s, o, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewFonts(b *testing.B) {
	data := fonts(b).regular.data
	for b.Loop() {
		if _, err := NewFonts(data, data); err != nil {
			b.Fatal(err)
		}
	}
}
