package targets

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bfplanner/planner/forecast"
	"bfplanner/planner/schedule/mip"
	"bfplanner/planner/schedule/search"
)

// instance reads an instance that the repository keeps.
func instance(t testing.TB, name string) *forecast.Instance {
	t.Helper()
	b, err := os.ReadFile("../../forecast/testdata/" + name + ".json")
	if err != nil {
		var packed *os.File
		if packed, err = os.Open("testdata/" + name + ".json.gz"); err == nil {
			defer packed.Close()
			var r *gzip.Reader
			if r, err = gzip.NewReader(packed); err == nil {
				b, err = io.ReadAll(r)
			}
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	in, err := forecast.ReadInstance(b)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// quick plans with a number of moves, so that it gives the same plan each time.
func quick(t testing.TB, in *forecast.Instance, moves int) *forecast.Solution {
	t.Helper()
	r, err := search.Solve(context.Background(), in, search.Options{Seed: 1, Moves: moves})
	if err != nil {
		t.Fatal(err)
	}
	return &r.Solution
}

// sameSeed plans twice with one seed and as many moves.
func sameSeed(t *testing.T) {
	for _, g := range goals {
		a, _ := json.Marshal(quick(t, g.instance, 100_000))
		b, _ := json.Marshal(quick(t, g.instance, 100_000))
		if !bytes.Equal(a, b) {
			t.Errorf("%s: the same seed and moves give two plans", g.name)
		}
	}
	fmt.Println("same seed and moves: the same plan, byte for byte")
}

// answers times what must be quick: a drop, and a full check.
func answers(t *testing.T) {
	for _, g := range goals {
		s := quick(t, g.instance, 200_000)
		e, err := search.NewEvaluator(g.instance, s)
		if err != nil {
			t.Fatal(err)
		}
		r, rows := rand.New(rand.NewPCG(1, 2)), search.Rows(s)
		tell(fmt.Sprintf("score and legality of a drop, %s, %d rows", g.name, len(rows)), 4000, "99th 100us, most 1ms", func() {
			x := search.Edit{Out: []search.Row{rows[r.IntN(len(rows))]}}
			to := x.Out[0]
			to.At[2+r.IntN(2)] += r.IntN(5) - 2
			x.In = []search.Row{to}
			e.Try(x)
		})
	}
	in, s := repeated(goals[3].instance, quick(t, goals[3].instance, 200_000), 10_000)
	if list := forecast.Check(in, s); len(list) > 0 {
		t.Errorf("a plan side by side with itself: %v", list[0])
	}
	tell(fmt.Sprintf("full legality check, %d rows", len(search.Rows(s))), 400, "99th 1ms", func() { forecast.Check(in, s) })
}

// tell runs something so many times and prints how long it takes.
func tell(what string, n int, wanted string, f func()) {
	times := make([]time.Duration, n)
	for i := range times {
		began := time.Now()
		f()
		times[i] = time.Since(began)
	}
	slices.Sort(times)
	p99 := times[n*99/100]
	line := fmt.Sprintf("%s: median %v, 99th %v, most %v (wanted: %s)", what, times[n/2], p99, times[n-1], wanted)
	if *yardstick > 0 {
		line += fmt.Sprintf(", 99th %.4f yardsticks", float64(p99)/float64(*yardstick))
	}
	fmt.Println(line)
}

// repeated puts an instance and its plan side by side with themselves until the plan has so many rows.
func repeated(in *forecast.Instance, s *forecast.Solution, rows int) (*forecast.Instance, *forecast.Solution) {
	out, all := *in, &forecast.Solution{}
	out.Shops, out.Lines, out.Products, out.Hosts, out.Videos, out.Pins = nil, nil, nil, nil, nil, nil
	out.Studios, out.Risk.MaxLiveHours = 0, 0
	for len(search.Rows(all)) < rows {
		shop, line, product, host, video := len(out.Shops), len(out.Lines), len(out.Products), len(out.Hosts), len(out.Videos)
		out.Studios += in.Studios
		out.Risk.MaxLiveHours += in.Risk.MaxLiveHours
		out.Shops = append(out.Shops, in.Shops...)
		for _, x := range in.Lines {
			x.Shop += shop
			out.Lines = append(out.Lines, x)
		}
		for _, x := range in.Products {
			x.Line += line
			out.Products = append(out.Products, x)
		}
		for _, x := range in.Hosts {
			x.Shops = slices.Clone(x.Shops)
			for i := range x.Shops {
				x.Shops[i] += shop
			}
			out.Hosts = append(out.Hosts, x)
		}
		for _, x := range in.Videos {
			x.Line += line
			if x.After >= 0 {
				x.After += video
			}
			out.Videos = append(out.Videos, x)
		}
		for _, x := range s.Shifts {
			all.Shifts = append(all.Shifts, [5]int{x[0] + host, x[1] + shop, x[2], x[3], x[4]})
		}
		for _, x := range s.Posts {
			all.Posts = append(all.Posts, [3]int{x[0] + video, x[1], x[2]})
		}
		for _, x := range s.Windows {
			all.Windows = append(all.Windows, [4]int{x[0] + line, x[1], x[2], x[3]})
		}
		for _, x := range s.Flash {
			all.Flash = append(all.Flash, [3]int{x[0] + product, x[1], x[2]})
		}
		for _, x := range s.Hedges {
			all.Hedges = append(all.Hedges, [2]int{x[0] + shop, x[1]})
		}
	}
	return &out, all
}

// highs gives the instance's program to an outside solver, where there is one, and says what it came to.
func highs(t *testing.T, in *forecast.Instance, seconds float64) string {
	if err := exec.Command("node", "-e", "require('highs')").Run(); err != nil {
		return "not here: it needs node with the npm package highs (npm install highs; NODE_PATH)"
	}
	file := filepath.Join(t.TempDir(), "model.lp")
	f, err := os.Create(file)
	if err == nil {
		err = mip.New(in).WriteLP(f)
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", "../mip/testdata/highs.js", file, fmt.Sprint(seconds)).Output()
	if err != nil {
		return "no answer: " + err.Error()
	}
	return strings.TrimSpace(string(out))
}

// TestRepeated keeps the plan of the benchmark's full check legal.
func TestRepeated(t *testing.T) {
	in := instance(t, "small-1")
	s := quick(t, in, 20_000)
	many, all := repeated(in, s, 1000)
	if n := len(search.Rows(all)); n < 1000 {
		t.Errorf("%d rows", n)
	}
	for _, v := range forecast.Check(many, all) {
		t.Errorf("%v", v)
	}
	if n := testing.AllocsPerRun(10, func() { forecast.Check(many, all) }); n > 100 {
		t.Errorf("a check of a plan of %d rows allocates %g times", len(search.Rows(all)), n)
	}
	once := forecast.Score(in, s).Value()
	if n := float64(len(many.Shops) / len(in.Shops)); forecast.Score(many, all).Value() < once*n-1 || n < 2 {
		t.Errorf("%.2f for %g times %.2f", forecast.Score(many, all).Value(), n, once)
	}
}

// TestInstances holds the four instances against their names.
func TestInstances(t *testing.T) {
	for _, g := range goals {
		if in := instance(t, g.name); in.Name != g.name {
			t.Errorf("%s is %s", g.name, in.Name)
		}
	}
}

// BenchmarkCheck checks a legal plan of 10,000 rows in full.
func BenchmarkCheck(b *testing.B) {
	in := instance(b, "large-1")
	many, all := repeated(in, quick(b, in, 20_000), 10_000)
	for b.Loop() {
		forecast.Check(many, all)
	}
}
