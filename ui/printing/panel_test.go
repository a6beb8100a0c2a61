package printing

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/plantest"
	"bfplanner/planner/rules"
	"bfplanner/ui/kit"
	"bfplanner/ui/look"
	"bfplanner/ui/paper"
	"bfplanner/ui/words"
)

// stand is a window with the dialog in it, and what the dialog asked its surroundings for.
type stand struct {
	*Panel
	window   fyne.Window
	settings map[string]string
	files    map[string][]byte
	sent     []paper.PrintJob
	refuse   error
	opened   string
}

var book *words.Book

// open shows the dialog in a language, with two printers.
func open(t testing.TB, lang string, settings map[string]string) *stand {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(look.Light))
	if book == nil {
		var err error
		if book, err = words.Load(os.DirFS("../../assets/translations")); err != nil {
			t.Fatal(err)
		}
	}
	fonts, err := paper.NewFonts(assets.FontRegular, assets.FontBold)
	if err != nil {
		t.Fatal(err)
	}
	p := plantest.Plan(t, 120)
	now := p.Sale.Campaign().Start
	findings := rules.Check(p, now)
	s := &stand{window: test.NewTempWindow(t, container.NewStack()), settings: settings, files: map[string][]byte{}}
	if s.settings == nil {
		s.settings = map[string]string{}
	}
	s.window.Resize(fyne.NewSize(1280, 800))
	s.Panel = Show(book.In(lang), &editor.Snapshot{Plan: p, Now: now, Findings: findings, Totals: rules.Count(findings)}, Deps{
		Book: book, Fonts: fonts, Window: s.window,
		Setting: func(k string) string { return s.settings[k] }, Keep: func(k, v string) { s.settings[k] = v },
		Run: func(_ planner.Text, work func(context.Context, func(int, int)) error, done func(error)) {
			done(work(context.Background(), func(int, int) {}))
		},
		Write: func(path string, data []byte) error { s.files[path] = data; return s.refuse },
		Printers: func(context.Context) ([]paper.Printer, error) {
			return []paper.Printer{{Name: "Office", Default: true}, {Name: "Warehouse"}}, nil
		},
		Send: func(_ context.Context, pdf []byte, job paper.PrintJob) error {
			s.files["printer"], s.sent = pdf, append(s.sent, job)
			return s.refuse
		},
		Open: func(path string) { s.opened = path },
	})
	return s
}

// find returns the first widget below an object that the test wants.
func find[T fyne.CanvasObject](o fyne.CanvasObject, want func(T) bool) (T, bool) {
	var found T
	ok := false
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if x, is := o.(T); is && !ok && want(x) {
			found, ok = x, true
		}
		switch x := o.(type) {
		case *fyne.Container:
			for _, c := range x.Objects {
				walk(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(x).Objects() {
				walk(c)
			}
		}
	}
	walk(o)
	return found, ok
}

func (s *stand) check(t *testing.T, label string) *widget.Check {
	t.Helper()
	c, ok := find(s.Object(), func(c *widget.Check) bool { return c.Text == label })
	if !ok {
		t.Fatalf("no box %q", label)
	}
	return c
}

func (s *stand) button(t *testing.T, label string) *kit.Button {
	t.Helper()
	b, ok := find(s.window.Canvas().Overlays().Top(), func(b *kit.Button) bool { return b.Text == label })
	if !ok {
		t.Fatalf("no button %q", label)
	}
	return b
}

func titles(pages []paper.Page) string {
	var list []string
	for _, p := range pages {
		list = append(list, p.Title)
	}
	return strings.Join(list, "\n")
}

func TestThePreviewIsWhatIsPrinted(t *testing.T) {
	s := open(t, "en", nil)
	if s.preview.sheet.Image == nil {
		t.Fatal("no page is shown")
	}
	want := paper.NewRaster(s.deps.Fonts, s.preview.rasterDPI).Page(s.Pages()[0])
	var a, b bytes.Buffer
	if png.Encode(&a, want) != nil || png.Encode(&b, s.preview.sheet.Image) != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the preview differs from the page that is printed")
	}
	if width := s.preview.sheet.MinSize().Width; width > s.preview.wide || width < s.preview.wide-2*edge {
		t.Errorf("the page is %v wide in a place of %v", width, s.preview.wide)
	}
}

func TestChoicesChangeThePages(t *testing.T) {
	s := open(t, "en", nil)
	if strings.Contains(titles(s.Pages()), "Checklist") {
		t.Fatal("the checklist is chosen from the start")
	}
	s.check(t, "Checklist").SetChecked(true)
	if !strings.Contains(titles(s.Pages()), "Checklist") || !strings.Contains(s.settings["print.pages"], paper.Checklist) {
		t.Errorf("pages after choosing the checklist: %s; kept %q", titles(s.Pages()), s.settings["print.pages"])
	}
	for _, box := range []string{"Overview", "Month calendar", "Run sheet", "Host sheets", "Coupon sheet"} {
		s.check(t, box).SetChecked(false)
	}
	if got := s.Options().Sections; len(got) != 1 || got[0] != paper.Checklist {
		t.Errorf("sections %v, want the checklist alone", got)
	}
	last := s.check(t, "Checklist")
	if last.SetChecked(false); !last.Checked || len(s.Options().Sections) != 1 {
		t.Error("the last page can be taken off")
	}
	pick, ok := find(s.Object(), func(p *kit.Pick) bool { return p.Value() == paper.Portrait })
	if !ok {
		t.Fatal("no list of orientations")
	}
	pick.SetSelected("Landscape")
	if p := s.Pages()[0]; p.W < p.H || s.settings["print.orientation"] != paper.Landscape {
		t.Errorf("a page of %v by %v after choosing landscape", p.W, p.H)
	}
}

func TestLastAnswersComeBack(t *testing.T) {
	s := open(t, "zh", map[string]string{"print.paper": "a3", "print.paper_lang": "both", "print.pages": "run,stock,nonsense", "print.clocks": "none", "print.margin": "wide", "print.ink": "gold"})
	o := s.Options()
	if o.Paper != "a3" || s.lang != "both" || strings.Join(o.Sections, " ") != "run stock" || len(o.Clocks) != 0 || o.Margin != 72 || o.Ink != paper.InkColor {
		t.Errorf("options %+v", o)
	}
	if !strings.Contains(s.Pages()[0].Title, "每日执行单 Run sheet") {
		t.Errorf("the first page is %q, want both languages", s.Pages()[0].Title)
	}
}

func TestDaysAreChecked(t *testing.T) {
	s := open(t, "en", nil)
	f := s.dayField(&s.options.From)
	f.SetText("tomorrow")
	if f.Finish() || !strings.Contains(f.Wrong(), "tomorrow") {
		t.Errorf("a day that is none: %q", f.Wrong())
	}
	f.SetText("2024-12-02")
	if !f.Finish() || s.Options().From.Day != 2 {
		t.Errorf("from %v, %q", s.Options().From, f.Wrong())
	}
	before := len(s.Pages())
	to := s.dayField(&s.options.To)
	to.SetText("2024-11-01")
	to.Finish()
	if !s.wrong.Visible() || len(s.Pages()) != before {
		t.Error("a range the wrong way round is not explained")
	}
}

func TestTurningAndZooming(t *testing.T) {
	s := open(t, "en", nil)
	p := s.preview
	p.turn(-1)
	if p.at != 0 {
		t.Errorf("before the first page comes %d", p.at)
	}
	p.turn(1)
	if p.at != 1 || !strings.HasPrefix(p.where.Text, "2 / ") {
		t.Errorf("page %d, %q", p.at, p.where.Text)
	}
	fit := p.points()
	p.resize(1)
	larger := p.points()
	if larger <= fit || float64(p.sheet.MinSize().Width) < larger*p.pages[1].W-1 {
		t.Errorf("%v after %v, the page is %v wide", larger, fit, p.sheet.MinSize().Width)
	}
	for range 10 {
		p.resize(-1)
	}
	if p.points() != zooms[0] {
		t.Errorf("the smallest size is %v", p.points())
	}
	p.thumbs.Select(len(p.pages) - 1)
	if p.at != len(p.pages)-1 {
		t.Errorf("page %d after choosing the last thumbnail", p.at)
	}
	p.turn(1)
	if p.at != len(p.pages)-1 {
		t.Error("there is a page after the last")
	}
}

func TestFilesAndPrinters(t *testing.T) {
	s := open(t, "en", nil)
	s.SavePDF("/x/plan.pdf")
	if !bytes.HasPrefix(s.files["/x/plan.pdf"], []byte("%PDF-")) {
		t.Fatalf("no PDF among %d files", len(s.files))
	}
	test.Tap(s.button(t, "Open it"))
	if s.opened != "/x/plan.pdf" {
		t.Errorf("opened %q", s.opened)
	}
	s.SavePictures("/x/plan.png")
	pictures := 0
	for name, data := range s.files {
		if strings.HasSuffix(name, ".png") {
			pictures++
			if _, err := png.Decode(bytes.NewReader(data)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if pictures != len(s.Pages()) || s.files["/x/plan-001.png"] == nil {
		t.Errorf("%d pictures of %d pages", pictures, len(s.Pages()))
	}
	s.job.Copies, s.job.Duplex = 2, paper.LongEdge
	s.Print()
	if want := (paper.PrintJob{Printer: "Office", Title: "Test plan us-2024", Copies: 2, Duplex: paper.LongEdge, Paper: "a4"}); len(s.sent) != 1 || s.sent[0] != want {
		t.Errorf("sent %+v, want %+v", s.sent, want)
	}
}

func TestWhatGoesWrongIsSaid(t *testing.T) {
	s := open(t, "en", nil)
	s.refuse = planner.Problemf("problem.printer_failed", "Office", "out of paper")
	s.Print()
	if _, ok := find(s.window.Canvas().Overlays().Top(), func(l *widget.Label) bool { return strings.Contains(l.Text, "out of paper") }); !ok {
		t.Error("the printer's words are not shown")
	}
	s.refuse = errors.New("disk full")
	s.SavePDF(filepath.Join("x", "y.pdf"))
	if _, ok := find(s.window.Canvas().Overlays().Top(), func(l *widget.Label) bool { return strings.Contains(l.Text, "disk full") }); !ok {
		t.Error("the file's trouble is not shown")
	}
}

// BenchmarkChoice is a change of an option: all pages laid out again and one painted.
func BenchmarkChoice(b *testing.B) {
	s := open(b, "zh", nil)
	for b.Loop() {
		s.lay()
	}
}
