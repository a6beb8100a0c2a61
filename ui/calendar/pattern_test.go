package calendar

import (
	"image/color"
	"testing"
)

func TestHatchLeansAndRepeats(t *testing.T) {
	red := color.NRGBA{R: 200, A: 255}
	for _, scale := range []float32{1, 2} {
		img := paintPattern(drawing{pattern{kind: hatched, ink: red}, 90, 60, scale})
		inked := 0
		for y := range 59 {
			for x := 1; x < 90; x++ {
				if img.RGBAAt(x, y) != img.RGBAAt(x-1, y+1) {
					t.Fatalf("at scale %v the hatch does not lean at %d, %d", scale, x, y)
				}
				if img.RGBAAt(x, y).A > 127 {
					inked++
				}
			}
		}
		if share := float64(inked) / (59 * 89); share < 0.38 || share > 0.52 {
			t.Errorf("at scale %v %.2f of the hatch is stripes, want %.2f", scale, share, hatchStripe/hatchPeriod)
		}
	}
}

func TestTailStandsUpright(t *testing.T) {
	img := paintPattern(drawing{pattern{kind: striped, ink: color.NRGBA{G: 99, A: 255}}, 30, 8, 1})
	for x := range 30 {
		for y := 1; y < 8; y++ {
			if img.RGBAAt(x, y) != img.RGBAAt(x, 0) {
				t.Fatalf("column %d is not of one colour", x)
			}
		}
	}
	if img.RGBAAt(1, 0).A != 255 || img.RGBAAt(4, 0).A > 10 {
		t.Errorf("stripe %v, gap %v", img.RGBAAt(1, 0), img.RGBAAt(4, 0))
	}
}

func TestGhostHasADashedRimAndRoundCorners(t *testing.T) {
	rim, fill := color.NRGBA{B: 200, A: 255}, color.NRGBA{R: 100, A: 255}
	img := paintPattern(drawing{pattern{dashed, rim, fill}, 60, 20, 1})
	if img.RGBAAt(0, 0).A != 0 || img.RGBAAt(59, 19).A != 0 {
		t.Error("the corners are not round")
	}
	if c := img.RGBAAt(30, 10); c.R != 100 || c.B != 0 {
		t.Errorf("inside it is %v", c)
	}
	dashes, gaps := 0, 0
	for x := 8; x < 52; x++ {
		switch c := img.RGBAAt(x, 0); {
		case c.B > 150:
			dashes++
		case c.R > 80:
			gaps++
		}
	}
	if dashes < 15 || gaps < 8 {
		t.Errorf("the upper rim has %d pixels of dashes and %d of gaps", dashes, gaps)
	}
}

func TestInkOverFill(t *testing.T) {
	ink, fill := color.NRGBA{R: 255, A: 255}, color.NRGBA{B: 255, A: 255}
	for _, c := range []struct {
		ink   color.NRGBA
		share float64
		fill  color.NRGBA
		want  color.NRGBA
	}{
		{ink, 1, fill, ink}, {ink, 0, fill, fill}, {ink, 0, color.NRGBA{}, color.NRGBA{}},
		{ink, 0.5, fill, color.NRGBA{127, 0, 127, 255}}, {ink, 0.5, color.NRGBA{}, color.NRGBA{255, 0, 0, 128}},
	} {
		if got := over(c.ink, c.share, c.fill); got != c.want {
			t.Errorf("%v of %v over %v is %v, want %v", c.share, c.ink, c.fill, got, c.want)
		}
	}
}
