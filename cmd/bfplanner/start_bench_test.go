//go:build linux

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/theme"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule"
	"bfplanner/storage"
	"bfplanner/storage/sheet"
	"bfplanner/ui/look"
)

// BenchmarkStart is from the start of the process to the first paint of the calendar in a real window: the sample
// shop's campaign, opened from a library. What the window then holds in memory, and what it takes of a processor
// while nobody touches it, are told too.
func BenchmarkStart(b *testing.B) {
	if os.Getenv("BFPLANNER_WINDOW_TEST") != "1" {
		b.Skip("a real window is opened only with BFPLANNER_WINDOW_TEST=1, and needs Xvfb, openbox and xdotool")
	}
	s := newScreen(b)
	library := filepath.Join(b.TempDir(), "library.db")
	keepSample(b, library)
	live := look.Palette(theme.VariantLight).Kind(planner.Live, false)
	color := []byte{live.B, live.G, live.R}
	var painted, resident, busy float64
	for b.Loop() {
		began := time.Now()
		cmd := exec.Command(s.program, "--library", library, "--lang", "en")
		cmd.Env = s.env
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		for !s.shows(color) {
			if time.Since(began) > patience {
				b.Fatal("nothing is painted")
			}
			time.Sleep(2 * time.Millisecond)
		}
		painted += time.Since(began).Seconds()
		time.Sleep(2 * time.Second)
		before := ticks(b, cmd.Process.Pid)
		time.Sleep(2 * time.Second)
		busy += float64(ticks(b, cmd.Process.Pid) - before)
		resident += residentMB(b, cmd.Process.Pid)
		_ = cmd.Process.Kill() // it may have failed by itself
		_ = cmd.Wait()
		for s.shows(color) {
			time.Sleep(2 * time.Millisecond)
		}
	}
	n := float64(b.N)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(painted/n*1000, "ms/first-paint")
	b.ReportMetric(resident/n, "MB-resident")
	b.ReportMetric(busy/n/2, "%-cpu-idle") // a tick is a hundredth of a second: ticks over two seconds
}

// keepSample makes a library with the sample shop's campaign of 2024, laid out.
func keepSample(b *testing.B, path string) {
	b.Helper()
	check := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	presets, err := planner.ReadPresets(assets.Presets)
	check(err)
	data, err := assets.Samples.Open("home-goods.xlsx")
	check(err)
	defer data.Close()
	var raw bytes.Buffer
	_, err = raw.ReadFrom(data)
	check(err)
	shop, err := sheet.ReadShop("home-goods.xlsx", raw.Bytes(), presets, "USD")
	check(err)
	sale, _ := presets.Sales.Get("us-2024")
	p, err := presets.NewPlan("sample", "Sample", *sale, shop)
	check(err)
	out, err := schedule.Solve(context.Background(), schedule.Request{Plan: p, Now: p.Sale.Campaign().Start, Check: rules.Check, Change: 1, Long: true}, nil)
	check(err)
	laid, err := out.Command.Apply(*p)
	check(err)
	l, err := storage.OpenLibrary(path, storage.Options{})
	check(err)
	check(l.Create(&laid))
	check(l.Close())
}

// shows reports whether a pixel of that colour stands on the display.
func (s *screen) shows(color []byte) bool {
	frame, err := os.ReadFile(s.frame)
	return err == nil && bytes.Contains(frame, color)
}

// ticks returns the processor time that the process has taken, in hundredths of a second.
func ticks(b *testing.B, pid int) int {
	b.Helper()
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		b.Fatal(err)
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+2:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return user + system
}

// residentMB returns the memory that the process holds, in millions of bytes.
func residentMB(b *testing.B, pid int) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	if err != nil {
		b.Fatal(err)
	}
	return kb * 1024 / 1e6
}
