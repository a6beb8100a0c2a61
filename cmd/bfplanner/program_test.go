package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule"
	"bfplanner/storage"
	"bfplanner/storage/sheet"
	"bfplanner/ui"
	"bfplanner/ui/engine"
	"bfplanner/ui/paper"
	"bfplanner/ui/words"
)

func TestVersionIsThatOfTheMetadata(t *testing.T) {
	data, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`Version = "` + version + `"`, `ID = "` + appID + `"`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("FyneApp.toml has no %s", want)
		}
	}
}

func TestFlags(t *testing.T) {
	o, err := parse([]string{"--library", "a.db", "--lang", "zh", "--now", "2024-11-01T00:00:00Z", "plan.bfplan"}, io.Discard)
	if err != nil || o.library != "a.db" || o.lang != "zh" || o.plan != "plan.bfplan" {
		t.Errorf("%+v, %v", o, err)
	}
	for _, args := range [][]string{{"--colour"}, {"a.bfplan", "b.bfplan"}} {
		if _, err := parse(args, io.Discard); err == nil {
			t.Errorf("%v is taken", args)
		}
	}
}

// sampleLibrary is a library in a temporary folder with one plan of the sample shop.
func sampleLibrary(t *testing.T) (library, *planner.Plan) {
	t.Helper()
	presets, err := planner.ReadPresets(assets.Presets)
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(assets.Samples, sample)
	if err != nil {
		t.Fatal(err)
	}
	shop, err := sheet.ReadShop(sample, data, presets, "USD")
	if err != nil {
		t.Fatal(err)
	}
	sale, _ := presets.Sales.Get("us-2024")
	p, err := presets.NewPlan(storage.NewID(), "黑五", *sale, shop)
	if err != nil {
		t.Fatal(err)
	}
	l, err := storage.OpenLibrary(filepath.Join(t.TempDir(), "library.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	store := library{l}
	if err := store.Create(p); err != nil {
		t.Fatal(err)
	}
	return store, p
}

func TestTheSameFileOpenedTwiceIsOnePlan(t *testing.T) {
	store, p := sampleLibrary(t)
	file := filepath.Join(t.TempDir(), "shared.bfplan")
	if err := store.Export(p.ID, file); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		id, err := store.Import(file)
		if err != nil || id != p.ID {
			t.Fatalf("import gives %s, %v, want the plan that is there", id, err)
		}
	}
	ed := editor.Open(p, nil, 0, editor.Options{Check: rules.Check, Wall: time.Now})
	ed.Listen(func(_ *editor.Snapshot, w *editor.Write) {
		if err := store.Save(*w); err != nil {
			t.Fatal(err)
		}
	})
	h := p.Head
	h.Name = "changed"
	if _, err := ed.Do(planner.SetHead{Head: h}); err != nil {
		t.Fatal(err)
	}
	id, err := store.Import(file)
	if err != nil || id == p.ID {
		t.Errorf("import of what the plan was gives %s, %v, want a plan beside the changed one", id, err)
	}
	list, err := store.Plans()
	if err != nil || len(list) != 2 {
		t.Errorf("%d plans, %v, want 2", len(list), err)
	}
}

func TestPlanAndPrintTheSampleShop(t *testing.T) {
	_, p := sampleLibrary(t)
	ed := editor.Open(p, nil, 0, editor.Options{Check: rules.Check, Wall: time.Now})
	reports := 0
	out, err := plan(context.Background(), schedule.Request{Plan: p, Now: ed.Snapshot().Now, Change: 1}, engine.Options{Seconds: 1}, func(ui.Progress) { reports++ })
	if err != nil {
		t.Fatal(err)
	}
	if reports == 0 {
		t.Error("nobody said how far the planning is")
	}
	if _, err := ed.Do(out.Command); err != nil {
		t.Fatal(err)
	}
	book, err := words.Load(assets.Translations)
	if err != nil {
		t.Fatal(err)
	}
	f, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	pages, err := paper.Pages(context.Background(), ed.Snapshot(), paper.Options{Words: book.In("zh"), Fonts: f}, nil)
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	var pdf bytes.Buffer
	if err := paper.WritePDF(context.Background(), &pdf, pages, f, paper.Meta{}, nil); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	file := filepath.Join(folder, "plan.pdf")
	if err := write(file, pdf.Bytes()); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(data, pdf.Bytes()) {
		t.Errorf("%d bytes are written, want %d, %v", len(data), pdf.Len(), err)
	}
	if err := write(filepath.Join(folder, "none", "plan.pdf"), data); err == nil || planner.AsProblems(err)[0].Key != "problem.write" {
		t.Errorf("a folder that is not there: %v", err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v", left)
	}
}

func TestWhatKeepsTheLibraryShutIsSaid(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	release, err := storage.LockLibrary(path)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	book, err := words.Load(assets.Translations)
	if err != nil {
		t.Fatal(err)
	}
	p := &program{options: options{library: path, lang: "zh"}, app: test.NewTempApp(t), jobs: newWorkers(), book: book}
	if err := p.open(); err == nil || planner.AsProblems(err)[0].Key != "problem.library_open" {
		t.Errorf("a second program gets %v", err)
	}
}
