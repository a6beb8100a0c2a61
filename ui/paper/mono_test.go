package paper

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"bfplanner/planner"
)

// bitmap is a picture of one bit a pixel, in the portable format (PBM, raw) that pdftoppm writes.
type bitmap struct {
	w, h int
	rows []byte
}

func readBitmap(t *testing.T, path string) bitmap {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := bufio.NewReader(f)
	var b bitmap
	if _, err := fmt.Fscanf(r, "P4\n%d %d\n", &b.w, &b.h); err != nil {
		t.Fatal(err)
	}
	if b.rows, err = io.ReadAll(r); err != nil || len(b.rows) != (b.w+7)/8*b.h {
		t.Fatalf("%d bytes of a picture of %d x %d, %v", len(b.rows), b.w, b.h, err)
	}
	return b
}

func (b bitmap) black(x, y int) bool { return b.rows[y*((b.w+7)/8)+x/8]&(0x80>>(x%8)) != 0 }

// lines counts, inside a box, how often a walk over the rows and over the columns meets ink anew, and how often the left
// edge of a line stands further right, or further left, in the row above.
func (b bitmap) lines(x0, y0, x1, y1 int) (across, down, rising, falling int) {
	for y := y0 + 1; y < y1; y++ {
		for x := x0 + 2; x < x1-2; x++ {
			begins := b.black(x, y) && !b.black(x-1, y)
			if b.black(x, y) && !b.black(x, y-1) {
				down++
			}
			if !begins {
				continue
			}
			across++
			switch {
			case b.black(x+1, y-1) && !b.black(x, y-1):
				rising++
			case b.black(x-1, y-1) && !b.black(x-2, y-1):
				falling++
			}
		}
	}
	return across, down, rising, falling
}

// hatchCode names the way in which the lines of a box run.
func (b bitmap) hatchCode(x0, y0, x1, y1 int) string {
	across, down, rising, falling := b.lines(x0, y0, x1, y1)
	high, wide := y1-y0, x1-x0
	switch {
	case across+down == 0:
		return "empty"
	case across < high/2 && down >= wide:
		return "lying"
	case down < wide/2 && across >= high:
		return "standing"
	case rising > 4*falling:
		return "rising"
	case falling > 4*rising:
		return "falling"
	}
	return "crossed"
}

// TestKindsDifferOnOneBitPaper prints in black and white, has Poppler render one bit a pixel, and reads the code of every
// hatched mark back: it is its kind's alone, on the wall poster as on the calendar.
func TestKindsDifferOnOneBitPaper(t *testing.T) {
	s := solved(t, "us-2024")
	pages := lay(t, s, Options{Words: speak(t, "zh-Hans"), Ink: InkBW, Sections: []string{Timeline, Calendar}})
	prefix := filepath.Join(t.TempDir(), "page")
	const dpi = 300
	poppler(t, "pdftoppm", "-mono", "-r", fmt.Sprint(dpi), write(t, pages), prefix)
	codes := map[Pattern]map[string]int{}
	for i, p := range pages {
		var m bitmap
		for _, digits := range []string{"%d", "%02d", "%03d"} {
			if path := prefix + "-" + fmt.Sprintf(digits, i+1) + ".pbm"; m.w == 0 {
				if _, err := os.Stat(path); err == nil {
					m = readBitmap(t, path)
				}
			}
		}
		if m.w == 0 {
			t.Fatalf("page %d is not rendered", i+1)
		}
		for _, item := range p.Items {
			h, ok := item.(Hatch)
			if !ok || h.W < 5 || h.H < 5 || h.W > 20 {
				continue // dates at risk are hatched over whole days, in a code that no kind has
			}
			px := func(points float64) int { return int(points * dpi / 72) }
			code := m.hatchCode(px(h.X)+4, px(h.Y)+4, px(h.X+h.W)-4, px(h.Y+h.H)-4)
			if codes[h.Pattern] == nil {
				codes[h.Pattern] = map[string]int{}
			}
			codes[h.Pattern][code]++
		}
	}
	seen := map[string]planner.Kind{}
	for _, k := range planner.Kinds {
		got := codes[kindPatterns[k]]
		if len(got) == 0 {
			continue // a kind that the plan has none of
		}
		if len(got) != 1 {
			t.Errorf("%s is rendered as %v", k, got)
		}
		for code := range got {
			if other, ok := seen[code]; ok {
				t.Errorf("%s and %s are both %s", k, other, code)
			}
			seen[code] = k
		}
	}
	if len(seen) < 5 {
		t.Errorf("only %v are told apart; codes %v", seen, codes)
	}
}
