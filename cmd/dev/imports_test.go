package main

import (
	"context"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// This file keeps the shape of the house: which package may import which, what lies at the top of the repository, and
// how long a file may get. It reads every Go file, also those for other systems, not only what one system builds.

// modulePath is the path of the planner's own module.
const modulePath = "bfplanner"

// stair is the domain from left to right: each package imports only those before it.
var stair = []string{
	"planner", "planner/plantest", "planner/pricing", "planner/risk", "planner/forecast", "planner/exposure", "planner/rules",
	"planner/schedule", "planner/editor", "planner/report",
}

// testHelpers make plans and a calendar server for tests and are imported by nothing else, so they may do what a test may.
var testHelpers = []string{"planner/plantest", "storage/caldav/radicale"}

// topLevel is all that may lie at the top, besides names with a leading dot.
var topLevel = []string{"assets", "cmd", "planner", "storage", "ui", "go.mod", "go.sum", "FyneApp.toml", "README.md"}

// longestFile is the length in lines that no Go file exceeds, tests aside.
const longestFile = 500

// arrow is one import: package from, relative to the module, imports to, which is relative too if it is ours.
type arrow struct {
	from, to string
	ours     bool
	test     bool // the import stands in a test
}

// below says whether pkg is dir or lies in it.
func below(pkg, dir string) bool { return pkg == dir || strings.HasPrefix(pkg, dir+"/") }

// belowAny says whether pkg is one of dirs or lies in one.
func belowAny(pkg string, dirs ...string) bool {
	return anyOf(dirs, func(d string) bool { return below(pkg, d) })
}

// standard says whether an import is of the standard library: its first element has no dot.
func (a arrow) standard() bool {
	first, _, _ := strings.Cut(a.to, "/")
	return !a.ours && !strings.Contains(first, ".")
}

// height is where a package of ours stands; -1 for one that the stair does not know. The programs stand on top; storage
// and ui share a height.
func height(pkg string) int {
	switch {
	case below(pkg, "assets"):
		return 0
	case belowAny(pkg, "storage", "ui"):
		return len(stair) + 1
	case below(pkg, "cmd"):
		return len(stair) + 2
	}
	for i, s := range stair[1:] {
		if below(pkg, s) {
			return i + 2
		}
	}
	if pkg == "planner" {
		return 1
	}
	return -1
}

// wordsAndPaper are the packages of ui that a program without a window may use, so they are free of Fyne.
var wordsAndPaper = []string{"ui/words", "ui/paper"}

// effects are packages of the standard library that reach the world, where the domain must not.
var effects = []string{"os", "net", "syscall", "log", "embed", "plugin", "database/sql"}

// laws are what an arrow must not do. A test may look to the right within the domain, because its own arrows close no
// circle, and may use libraries made for tests.
var laws = []struct {
	name   string
	broken func(a arrow) bool
}{
	{"is not on the stair; add the package to it", func(a arrow) bool { return height(a.from) < 0 }},
	{"runs up the stair", func(a arrow) bool {
		inDomain := below(a.from, "planner") && below(a.to, "planner")
		return a.ours && height(a.to) > height(a.from) && !(a.test && inDomain)
	}},
	{"joins storage and ui", func(a arrow) bool {
		return a.ours && (below(a.from, "ui") && below(a.to, "storage") || below(a.from, "storage") && below(a.to, "ui"))
	}},
	{"joins two programs", func(a arrow) bool {
		return a.ours && below(a.from, "cmd") && below(a.to, "cmd") && program(a.from) != program(a.to)
	}},
	{"ties assets to the program", func(a arrow) bool { return a.ours && below(a.from, "assets") && !below(a.to, "assets") }},
	{"brings Fyne to where there is no window", func(a arrow) bool {
		window := belowAny(a.from, "ui", "cmd/bfplanner") && !belowAny(a.from, wordsAndPaper...)
		return strings.HasPrefix(a.to, "fyne.io/") && !window
	}},
	{"makes a second app", func(a arrow) bool { return below(a.to, "fyne.io/fyne/v2/app") && !below(a.from, "cmd/bfplanner") }},
	{"brings a window to bfctl", func(a arrow) bool {
		windowless := belowAny(a.from, "cmd/bfctl", "ui/words", "ui/paper")
		return a.ours && windowless && below(a.to, "ui") && !belowAny(a.to, wordsAndPaper...)
	}},
	{"brings SQL out of storage", func(a arrow) bool {
		sql := belowAny(a.to, "database/sql", "modernc.org/sqlite")
		return sql && !below(a.from, "storage") && !(a.test && below(a.from, "cmd"))
	}},
	{"brings a library into the domain", func(a arrow) bool {
		return !a.test && below(a.from, "planner") && !a.standard() && !(a.ours && below(a.to, "planner")) &&
			!below(a.to, "github.com/rickar/cal/v2")
	}},
	{"brings the outside world into the domain", func(a arrow) bool {
		return !a.test && below(a.from, "planner") && a.standard() && belowAny(a.to, effects...)
	}},
	{"brings what is made for tests into a program", func(a arrow) bool { return a.ours && !a.test && belowAny(a.to, testHelpers...) }},
	{"makes dev need more than Go", func(a arrow) bool { return below(a.from, "cmd/dev") && !a.standard() }},
}

// program returns the program of a package below cmd, such as cmd/bfctl.
func program(pkg string) string { return path.Join(strings.Split(pkg, "/")[:2]...) }

// violations returns a sentence for each law that each arrow breaks, sorted, each once.
func violations(arrows []arrow) []string {
	var found []string
	for _, a := range arrows {
		for _, l := range laws {
			if l.broken(a) {
				found = append(found, fmt.Sprintf("%s -> %s %s", a.from, a.to, l.name))
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// intruders returns those entries of the top folder that do not belong there.
func intruders(entries []string) []string {
	return slices.DeleteFunc(slices.Clone(entries), func(e string) bool {
		return strings.HasPrefix(e, ".") || slices.Contains(topLevel, e)
	})
}

// arrowsOf returns the imports of one Go file.
func arrowsOf(file string, text []byte) ([]arrow, error) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var arrows []arrow
	for _, i := range parsed.Imports {
		to, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return nil, err
		}
		relative, ours := strings.CutPrefix(to, modulePath+"/")
		arrows = append(arrows, arrow{from: path.Dir(file), to: relative, ours: ours, test: strings.HasSuffix(file, "_test.go") || belowAny(file, testHelpers...)})
	}
	return arrows, nil
}

func TestImportsKeepToTheStair(t *testing.T) {
	root, err := findRoot()
	if err != nil {
		t.Fatal(err)
	}
	var arrows []arrow
	files := 0
	err = goFiles(root, func(file string, text []byte) error {
		files++
		found, err := arrowsOf(file, text)
		arrows = append(arrows, found...)
		if lines := strings.Count(string(text), "\n"); lines > longestFile && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("%s has %d lines, more than %d: split it", file, lines, longestFile)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if files == 0 || len(arrows) == 0 {
		t.Fatalf("read %d files and %d imports: the walk went wrong", files, len(arrows))
	}
	for _, v := range violations(arrows) {
		t.Error(v)
	}
}

func TestTopLevelHoldsNothingElse(t *testing.T) {
	root, err := findRoot()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range intruders(topEntries(t, root)) {
		t.Errorf("%s does not belong at the top of the repository: move it below one of %s", name, strings.Join(topLevel[:5], ", "))
	}
}

// topEntries returns the names at the top of the repository, without what git ignores; in a copy without git, all.
func topEntries(t *testing.T, root string) []string {
	t.Helper()
	list := exec.CommandContext(context.Background(), "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	list.Dir = root
	var names []string
	if out, err := list.Output(); err == nil {
		for _, file := range strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00") {
			first, _, _ := strings.Cut(file, "/")
			if _, err := os.Lstat(filepath.Join(root, first)); err == nil {
				names = append(names, first)
			}
		}
		slices.Sort(names)
		return slices.Compact(names)
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestViolations(t *testing.T) {
	ours := func(from, to string) arrow { return arrow{from: from, to: to, ours: true} }
	theirs := func(from, to string) arrow { return arrow{from: from, to: to} }
	inTest := func(a arrow) arrow { a.test = true; return a }
	for _, tc := range []struct {
		name string
		a    arrow
		want string // a law that it breaks, by name; empty for a good arrow
	}{
		{"each step to the left", ours("planner/rules", "planner/risk"), ""},
		{"the root is left of all", ours("planner/pricing", "planner"), ""},
		{"the last step", ours("planner/report", "planner/editor"), ""},
		{"below a step", ours("planner/forecast/grid", "planner/risk"), ""},
		{"within a step", ours("planner/forecast/grid", "planner/forecast"), ""},
		{"one to the right", ours("planner/risk", "planner/forecast"), "runs up the stair"},
		{"from the root", ours("planner", "planner/pricing"), "runs up the stair"},
		{"far to the right", ours("planner/pricing", "planner/report"), "runs up the stair"},
		{"a test may look right", inTest(ours("planner/rules", "planner/editor")), ""},
		{"a test may not leave the domain upwards", inTest(ours("planner/rules", "storage")), "runs up the stair"},
		{"a package that nobody placed", theirs("planner/magic", "fmt"), "is not on the stair; add the package to it"},
		{"a folder that nobody placed", theirs("internal/util", "fmt"), "is not on the stair; add the package to it"},
		{"a program may import all", ours("cmd/bfplanner", "storage"), ""},
		{"nobody imports a program", ours("ui/kit", "cmd/bfplanner"), "runs up the stair"},
		{"within a program", ours("cmd/bfctl/verbs", "cmd/bfctl/words"), ""},
		{"between programs", ours("cmd/bfctl", "cmd/bfplanner/wiring"), "joins two programs"},

		{"ui on storage", ours("ui/start", "storage"), "joins storage and ui"},
		{"storage on ui", ours("storage/sheet", "ui/words"), "joins storage and ui"},
		{"ui on storage in a test", inTest(ours("ui", "storage")), "joins storage and ui"},
		{"ui on the domain", ours("ui/calendar", "planner/editor"), ""},
		{"storage within itself", ours("storage/caldav", "storage/ical"), ""},
		{"assets of ours", ours("assets", "planner"), "runs up the stair"},
		{"assets within themselves", ours("assets/fonts", "assets"), ""},
		{"assets are for those above", ours("ui/words", "assets"), ""},

		{"Fyne in ui", theirs("ui/kit", "fyne.io/fyne/v2/widget"), ""},
		{"Fyne in the desktop program", theirs("cmd/bfplanner", "fyne.io/fyne/v2/app"), ""},
		{"Fyne in storage", theirs("storage", "fyne.io/fyne/v2"), "brings Fyne to where there is no window"},
		{"Fyne in bfctl", theirs("cmd/bfctl", "fyne.io/fyne/v2/lang"), "brings Fyne to where there is no window"},
		{"Fyne in words", theirs("ui/words", "fyne.io/fyne/v2/lang"), "brings Fyne to where there is no window"},
		{"Fyne in the tests of paper", inTest(theirs("ui/paper", "fyne.io/fyne/v2/test")), "brings Fyne to where there is no window"},
		{"an app in ui", theirs("ui", "fyne.io/fyne/v2/app"), "makes a second app"},
		{"not the app", theirs("ui", "fyne.io/fyne/v2/appearance"), ""},
		{"bfctl speaks", ours("cmd/bfctl", "ui/words"), ""},
		{"bfctl prints", ours("cmd/bfctl", "ui/paper/pdf"), ""},
		{"bfctl opens a window", ours("cmd/bfctl", "ui/kit"), "brings a window to bfctl"},
		{"paper draws widgets", ours("ui/paper", "ui/kit"), "brings a window to bfctl"},

		{"SQL in storage", theirs("storage/library", "modernc.org/sqlite"), ""},
		{"SQL in ui", theirs("ui", "database/sql"), "brings SQL out of storage"},
		{"the driver in a program", theirs("cmd/bfctl", "modernc.org/sqlite"), "brings SQL out of storage"},
		{"the real-window test looks into the file", inTest(theirs("cmd/bfplanner", "database/sql")), ""},
		{"a test of ui does not", inTest(theirs("ui", "database/sql")), "brings SQL out of storage"},

		{"holidays", theirs("planner", "github.com/rickar/cal/v2/us"), ""},
		{"the standard library", theirs("planner/schedule", "math/rand/v2"), ""},
		{"a library", theirs("planner/schedule", "golang.org/x/text/language"), "brings a library into the domain"},
		{"a library for tests", inTest(theirs("planner/schedule", "pgregory.net/rapid")), ""},
		{"assets in the domain", ours("planner", "assets"), "brings a library into the domain"},
		{"fixtures from assets", inTest(ours("planner", "assets")), ""},
		{"files in the domain", theirs("planner/report", "os"), "brings the outside world into the domain"},
		{"the network in the domain", theirs("planner", "net/http"), "brings the outside world into the domain"},
		{"files in a test of the domain", inTest(theirs("planner/report", "os")), ""},

		{"made-up plans in a test", inTest(ours("ui/calendar", "planner/plantest")), ""},
		{"made-up plans in the engine", ours("planner/schedule", "planner/plantest"), "brings what is made for tests into a program"},
		{"a calendar server in a test", inTest(ours("cmd/bfctl", "storage/caldav/radicale")), ""},
		{"a calendar server for tests in a program", ours("cmd/bfctl", "storage/caldav/radicale"), "brings what is made for tests into a program"},
		{"made-up plans read files", inTest(theirs("planner/plantest", "os")), ""},

		{"dev with a library", theirs("cmd/dev", "golang.org/x/mod/modfile"), "makes dev need more than Go"},
		{"dev with the domain", ours("cmd/dev", "planner"), "makes dev need more than Go"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := violations([]arrow{tc.a, tc.a})
			switch {
			case tc.want == "" && len(got) > 0:
				t.Errorf("a good arrow is refused: %q", got)
			case tc.want != "" && !slices.ContainsFunc(got, func(v string) bool { return strings.HasSuffix(v, " "+tc.want) }):
				t.Errorf("got %q, want one that ends in %q", got, tc.want)
			}
		})
	}
}

// TestEveryLawCanBreak keeps a law from being written so that nothing breaks it.
func TestEveryLawCanBreak(t *testing.T) {
	bad := []arrow{
		{from: "tools", to: "fmt"}, {from: "planner", to: "storage", ours: true}, {from: "ui", to: "storage", ours: true},
		{from: "cmd/bfctl", to: "cmd/bfplanner/x", ours: true}, {from: "assets", to: "ui", ours: true},
		{from: "storage", to: "fyne.io/fyne/v2"}, {from: "ui", to: "fyne.io/fyne/v2/app"},
		{from: "cmd/bfctl", to: "ui/kit", ours: true}, {from: "ui", to: "database/sql"},
		{from: "planner", to: "golang.org/x/text"}, {from: "planner", to: "os"},
		{from: "ui", to: "planner/plantest", ours: true}, {from: "cmd/dev", to: "ui", ours: true},
	}
	for _, l := range laws {
		if !slices.ContainsFunc(bad, l.broken) {
			t.Errorf("no arrow breaks the law %q", l.name)
		}
	}
}

func TestIntruders(t *testing.T) {
	got := intruders([]string{".ci", ".gitignore", "README.md", "Makefile", "ui", "internal", "go.sum", "bfctl"})
	if want := []string{"Makefile", "internal", "bfctl"}; !slices.Equal(got, want) {
		t.Errorf("intruders = %q, want %q", got, want)
	}
}

func TestArrowsOfKnowsTests(t *testing.T) {
	for file, test := range map[string]bool{
		"ui/a.go": false, "ui/a_test.go": true, "planner/plantest/shop.go": true, "planner/plan.go": false,
		"storage/caldav/radicale/radicale.go": true, "storage/caldav/client.go": false,
	} {
		got, err := arrowsOf(file, []byte("package a\nimport \"os\"\n"))
		if err != nil || len(got) != 1 || got[0].test != test {
			t.Errorf("%s: %+v, %v; want test = %t", file, got, err, test)
		}
	}
}

func TestArrowsOfReadsEverySystem(t *testing.T) {
	text := "//go:build windows\n\npackage shell\n\nimport (\n\t\"os\"\n\tx \"bfplanner/planner\"\n)\n"
	got, err := arrowsOf("storage/open_windows.go", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []arrow{{from: "storage", to: "os"}, {from: "storage", to: "planner", ours: true}}
	if !slices.Equal(got, want) {
		t.Errorf("arrows = %+v, want %+v", got, want)
	}
	if _, err := arrowsOf("storage/bad.go", []byte("not Go")); err == nil {
		t.Error("a file that is not Go is read without an error")
	}
}
