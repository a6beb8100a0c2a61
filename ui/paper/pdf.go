package paper

import (
	"context"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// Meta is what a PDF says of itself.
type Meta struct {
	Title   string
	Lang    string    // "en" or "zh-Hans"
	Created time.Time // zero takes the wall clock
}

// fontFamily is what the embedded fonts are called inside the file.
const fontFamily = "noto"

// WritePDF paints the pages as a PDF with those parts of the fonts embedded that they use. progress, which may be
// nil, hears how many pages are painted; the work ends early, with the context's error, when the context does.
// Nothing is written to w before all pages are painted.
func WritePDF(ctx context.Context, w io.Writer, pages []Page, fonts *Fonts, meta Meta, progress func(done, total int)) error {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt"})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCatalogSort(true)
	f.AddUTF8FontFromBytes(fontFamily, "", fonts.regular.data)
	f.AddUTF8FontFromBytes(fontFamily, "B", fonts.bold.data)
	title := &sanitiser{fonts: fonts}
	f.SetTitle(title.clean(meta.Title), true)
	f.SetLang(meta.Lang)
	f.SetCreationDate(meta.Created)
	f.SetModificationDate(meta.Created)
	for i, p := range pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		f.AddPageFormat("P", fpdf.SizeType{Wd: p.W, Ht: p.H})
		for _, item := range p.Items {
			paint(f, item)
		}
		if progress != nil {
			progress(i+1, len(pages))
		}
	}
	return f.Output(w)
}

// paint draws one item.
func paint(f *fpdf.Fpdf, item Item) {
	switch x := item.(type) {
	case Text:
		weight := ""
		if x.Bold {
			weight = "B"
		}
		f.SetFont(fontFamily, weight, x.Size)
		f.SetTextColor(int(x.Color.R), int(x.Color.G), int(x.Color.B))
		f.Text(x.X, x.Y, x.S)
	case Rect:
		paintRect(f, x)
	case Line:
		paintLine(f, x)
	case Hatch:
		for _, l := range x.Lines() {
			paintLine(f, l)
		}
	}
}

func paintRect(f *fpdf.Fpdf, r Rect) {
	how := ""
	if r.Fill != nil {
		f.SetFillColor(int(r.Fill.R), int(r.Fill.G), int(r.Fill.B))
		how += "F"
	}
	if r.Stroke != nil {
		f.SetDrawColor(int(r.Stroke.R), int(r.Stroke.G), int(r.Stroke.B))
		f.SetLineWidth(r.Width)
		how += "D"
	}
	if how != "" {
		f.Rect(r.X, r.Y, r.W, r.H, how)
	}
}

func paintLine(f *fpdf.Fpdf, l Line) {
	f.SetDrawColor(int(l.Color.R), int(l.Color.G), int(l.Color.B))
	f.SetLineWidth(l.Width)
	f.Line(l.X1, l.Y1, l.X2, l.Y2)
}
