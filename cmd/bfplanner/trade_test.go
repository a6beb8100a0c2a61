package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule"
	"bfplanner/storage"
	"bfplanner/storage/sheet"
	"bfplanner/ui"
	"bfplanner/ui/engine"
	"bfplanner/ui/exchange"
	"bfplanner/ui/words"
)

func TestThePlanLeavesAndComesBack(t *testing.T) {
	_, p := sampleLibrary(t)
	ed := editor.Open(p, nil, 0, editor.Options{Check: rules.Check, Wall: time.Now})
	out, err := plan(context.Background(), schedule.Request{Plan: p, Now: ed.Snapshot().Now, Change: 1}, engine.Options{Seconds: 1}, func(ui.Progress) {})
	if err != nil {
		t.Fatal(err)
	}
	s, err := ed.Do(out.Command)
	if err != nil {
		t.Fatal(err)
	}
	book, err := words.Load(assets.Translations)
	if err != nil {
		t.Fatal(err)
	}
	dir, w := t.TempDir(), book.In("zh")
	read := func(name string) []byte {
		path := filepath.Join(dir, name)
		if err := export(s, w, path, exchange.Choice{}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	// A calendar that nobody edited changes nothing; one that was moved offers that, chosen.
	data := read("plan.ics")
	offer, err := calendar(s.Plan, w, "plan.ics", data)
	if err != nil || len(offer.Changes) != 0 {
		t.Errorf("an untouched calendar offers %v, %v", offer.Changes, err)
	}
	at := strings.Index(string(data), "\r\nDTSTART;TZID=America/Los_Angeles:20241")
	moved := string(data[:at]) + "\r\nDTSTART:20241001T000000Z\r\nX-OLD" + string(data[at+2+len("DTSTART"):])
	if offer, err = calendar(s.Plan, w, "plan.ics", []byte(moved)); err != nil || len(offer.Changes) != 1 {
		t.Fatalf("a moved event offers %v, %v", offer.Changes, err)
	}
	next, err := offer.Command([]int{0}).Apply(*s.Plan)
	if err != nil || len(planner.Diff(s.Plan, &next)) != 1 {
		t.Errorf("taking it changes %d rows, %v", len(planner.Diff(s.Plan, &next)), err)
	}
	for _, name := range []string{"plan.csv", "plan.xlsx"} {
		cmd, err := trade(book, nil).Read(s.Plan, sheet.EventRows, name, read(name), nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if next, err := cmd.Apply(*s.Plan); err != nil || len(planner.Diff(s.Plan, &next)) != 0 {
			t.Errorf("%s changes %d rows, %v", name, len(planner.Diff(s.Plan, &next)), err)
		}
	}
	if err := export(s, w, filepath.Join(dir, "plan.docx"), exchange.Choice{}); err == nil || planner.AsProblems(err)[0].Key != "problem.format" {
		t.Errorf("a file of no kind: %v", err)
	}
	if err := export(s, w, filepath.Join(dir, "none", "plan.csv"), exchange.Choice{}); err == nil || planner.AsProblems(err)[0].Key != "problem.write" {
		t.Errorf("a folder that is not there: %v", err)
	}
	file := filepath.Join(dir, "plan.bfplan")
	if err := storage.CreateFile(file, s.Plan, storage.Options{}); err != nil {
		t.Fatal(err)
	}
	if theirs, err := readPlan(file); err != nil || len(planner.Diff(s.Plan, theirs)) != 0 {
		t.Errorf("the plan file differs, %v", err)
	}
	if _, err := readPlan(filepath.Join(dir, "none.bfplan")); err == nil {
		t.Error("a plan file that is not there is read")
	}
	left, err := filepath.Glob(filepath.Join(dir, ".bfplanner-*"))
	if err != nil || len(left) != 0 {
		t.Errorf("halves of files are left: %v", left)
	}
}

// Risk windows go out and come back unchanged; of a file with others each is offered, and what is wrong is said row by row.
func TestRiskWindowsLeaveAndComeBack(t *testing.T) {
	_, p := sampleLibrary(t)
	book, err := words.Load(assets.Translations)
	if err != nil {
		t.Fatal(err)
	}
	w, dir := book.In("zh"), t.TempDir()
	offer := func(name, data string) exchange.Offer {
		t.Helper()
		o, err := trade(book, nil).Risks(p, w, name, []byte(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return o
	}
	two := offer("risks.csv", "类型,开始,结束,标题,概率\n禁令期限,2024-11-25,2024-11-26,再次期限,35%\noutage,2024-11-28 10:00,2024-11-28 20:00,机房故障,\n")
	if len(two.Changes) != 2 || two.Changes[0].Ours != "–" || !strings.Contains(two.Changes[0].Theirs, "35%") {
		t.Fatalf("offered %+v", two.Changes)
	}
	one, err := two.Command([]int{1}).Apply(*p)
	if err != nil || len(planner.Diff(p, &one)) != 1 {
		t.Fatalf("taking one of two changes %d rows, %v", len(planner.Diff(p, &one)), err)
	}
	all, err := two.Command([]int{0, 1}).Apply(*p)
	if err != nil {
		t.Fatal(err)
	}
	p = &all
	for _, name := range []string{"risks.json", "risks.csv", "risks.xlsx"} {
		path := filepath.Join(dir, name)
		if err := leaveRisks(p, path); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if o := offer(name, string(data)); len(o.Changes) != 0 {
			t.Errorf("%s, which nobody edited, offers %+v", name, o.Changes)
		}
	}
	if _, err := trade(book, nil).Risks(p, w, "bad.csv", []byte("kind,start,market\nban,soon,US\n")); len(planner.AsProblems(err)) != 2 || planner.AsProblems(err)[0].Row != 2 {
		t.Errorf("what is wrong: %v", err)
	}
	if err := leaveRisks(p, filepath.Join(dir, "risks.pdf")); err == nil || planner.AsProblems(err)[0].Key != "problem.format" {
		t.Errorf("a file of no kind: %v", err)
	}
}
