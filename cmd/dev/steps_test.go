package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestStepsRunToTheEnd(t *testing.T) {
	var ran []string
	do := func(name string, err error) func(context.Context, *session) error {
		return func(context.Context, *session) error { ran = append(ran, name); return err }
	}
	list := []step{
		{name: "good", do: do("good", nil)},
		{name: "bad", do: do("bad", errors.New("three files differ"))},
		{name: "big", onlyAll: true, do: do("big", nil)},
		{name: "elsewhere", system: "plan9", do: do("elsewhere", nil)},
		{name: "last", do: do("last", nil)},
	}
	for _, tc := range []struct {
		all  bool
		ran  string
		last string
	}{
		{false, "good bad last", "steps: 2 ok, 1 failed, 2 skipped"},
		{true, "good bad big last", "steps: 3 ok, 1 failed, 1 skipped"},
	} {
		ran = nil
		var out bytes.Buffer
		s := &session{h: &host{goos: "linux", out: &out}}
		err := summarise(&out, runSteps(context.Background(), s, list, tc.all), s.tests)
		if err == nil || err.Error() != "failed: bad" || exitCode(err) != 1 {
			t.Errorf("all=%t: got %v, want the failed step by name", tc.all, err)
		}
		if got := strings.Join(ran, " "); got != tc.ran {
			t.Errorf("all=%t: ran %q, want %q", tc.all, got, tc.ran)
		}
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		if !strings.HasPrefix(lines[len(lines)-1], tc.last) {
			t.Errorf("all=%t: the last line is %q, want %q", tc.all, lines[len(lines)-1], tc.last)
		}
		for _, want := range []string{"three files differ", "elsewhere", "skipped: only on plan9"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("all=%t: %q is not in\n%s", tc.all, want, &out)
			}
		}
	}
}

func TestStepsStopAtAnInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	list := []step{
		{name: "first", do: func(context.Context, *session) error { cancel(); return nil }},
		{name: "second", do: func(context.Context, *session) error { t.Error("runs after the interrupt"); return nil }},
	}
	var out bytes.Buffer
	s := &session{h: &host{goos: "linux", out: &out}}
	if err := summarise(&out, runSteps(ctx, s, list, false), s.tests); err == nil {
		t.Error("an interrupted run counts as a success")
	}
}

func TestSummaryOfSuccess(t *testing.T) {
	var out strings.Builder
	err := summarise(&out, []outcome{{step: "vet", result: "ok", took: 1500 * time.Millisecond}}, tally{packages: 2, passed: 40})
	if err != nil {
		t.Fatal(err)
	}
	const want = "\nvet                            1.5s  ok\ntests: 40 passed, 0 failed, 0 skipped; packages: 2 ok, 0 failed\nsteps: 1 ok, 0 failed, 0 skipped in 1.5s\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestChoose(t *testing.T) {
	if got, err := choose(steps, ""); err != nil || len(got) != len(steps) {
		t.Errorf("all: %d steps, %v", len(got), err)
	}
	if got, err := choose([]step{{name: "a"}, {name: "b", onlyAll: true}}, "b"); err != nil || len(got) != 1 || got[0].onlyAll {
		t.Errorf("a big step that is asked for by name must run: %+v, %v", got, err)
	}
	if _, err := choose(steps, "lint"); exitCode(err) != 2 || !strings.Contains(err.Error(), "gofmt, licences, vet") {
		t.Errorf("an unknown step: %v, want the list of steps", err)
	}
}

func TestDispatch(t *testing.T) {
	for _, tc := range []struct {
		args string
		code int
		says string
	}{
		{"", 2, "usage: go run ./cmd/dev COMMAND"},
		{"help", 0, "open it"},
		{"frobnicate", 2, "bench"},
		{"setup now", 2, ""},
		{"test --only lint", 2, ""},
		{"bench tea", 2, ""},
		{"package --version", 2, "-out"},
		{"setup -h", 2, "-dry-run"},
	} {
		m := bare()
		err := dispatch(context.Background(), m.host(), strings.Fields(tc.args))
		if exitCode(err) != tc.code || !strings.Contains(m.out.String(), tc.says) {
			t.Errorf("dev %s: exit code %d (%v), said %q; want %d and %q", tc.args, exitCode(err), err, &m.out, tc.code, tc.says)
		}
		if len(m.ran) > 0 {
			t.Errorf("dev %s: ran %q", tc.args, m.ran)
		}
	}
}

func TestExitCode(t *testing.T) {
	for _, tc := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{errors.New("any"), 1},
		{usageError("bad flag"), 2},
		{named(command{args: []string{"x"}}, usageError("wrapped")), 2},
		{named(command{args: []string{"x"}}, &exec.ExitError{ProcessState: &os.ProcessState{}}), 1},
	} {
		if got := exitCode(tc.err); got != tc.want {
			t.Errorf("exitCode(%v) = %d, want %d", tc.err, got, tc.want)
		}
	}
}

func TestCheckFormat(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	s := &session{h: &host{root: dir, out: &out}}
	write("a/good.go", "package a\n\nvar x = 1\n")
	write("a/testdata/odd.go", "package   odd\n")
	write(".cache/odd.go", "package   odd\n")
	write("_old/odd.go", "package   odd\n")
	if err := checkFormat(context.Background(), s); err != nil || out.String() != "1 Go files\n" {
		t.Errorf("good files: %v, said %q", err, &out)
	}
	write("a/odd.go", "package a\nvar  y=1\n")
	if err := checkFormat(context.Background(), s); err == nil || !strings.HasSuffix(err.Error(), "\n  a/odd.go") {
		t.Errorf("an unformatted file: %v, want its path alone", err)
	}
	write("a/odd.go", "package\n")
	if err := checkFormat(context.Background(), s); err == nil || !strings.Contains(err.Error(), "a/odd.go") {
		t.Errorf("a broken file: %v, want its path", err)
	}
}

func TestIsolated(t *testing.T) {
	t.Setenv("DISPLAY", ":7")
	t.Setenv("XDG_DATA_HOME", "/home/person/.local/share")
	t.Setenv("LC_ALL", "zh_CN.UTF-8")
	h := bare().host()
	h.capture = func(context.Context, command) (string, error) {
		return `{"GOCACHE":"/c","GOMODCACHE":"/m","GOPATH":"/p","GOENV":"/e"}`, nil
	}
	scratch := t.TempDir()
	env, err := isolated(context.Background(), h, scratch)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"GOCACHE=/c", "GOMODCACHE=/m", "GOPATH=/p", "GOENV=/e", "LANG=en_US.UTF-8", "CGO_ENABLED=1",
		"HOME=" + filepath.Join(scratch, "home"), "XDG_DATA_HOME=" + filepath.Join(scratch, "home", ".local", "share")} {
		if !slices.Contains(env, want) {
			t.Errorf("%s is not set", want)
		}
	}
	count := map[string]int{}
	for _, e := range env {
		key, value, _ := strings.Cut(e, "=")
		count[key]++
		if key == "DISPLAY" || key == "LC_ALL" || strings.HasPrefix(value, "/home/person") {
			t.Errorf("%s leads to the person's own", e)
		}
		if filepath.IsAbs(value) && below(value, scratch) {
			if _, err := os.Stat(value); err != nil {
				t.Errorf("%s: %v", e, err)
			}
		}
	}
	if count["HOME"] != 1 || count["PATH"] != 1 {
		t.Errorf("HOME is set %d times, PATH %d times; want once", count["HOME"], count["PATH"])
	}
}
