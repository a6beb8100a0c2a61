package sheet

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// speak knows what the two languages call a kind of risk and how far news is trusted.
var speak = Speech{Names: func(key string) []string {
	return map[string][]string{"risk.deadline": {"Ban deadline", "禁令期限"}, "risk.service_off": {"App off", "封禁"}, "confidence.rumour": {"rumour", "传闻"}}[key]
}}

func readRisks(t *testing.T, p *planner.Plan, data string) []*planner.RiskWindow {
	t.Helper()
	put, err := ReadRisks("risks.csv", []byte(data), p, speak)
	if err != nil {
		t.Fatal(err)
	}
	var list []*planner.RiskWindow
	for _, r := range put.Rows {
		list = append(list, r.(*planner.RiskWindow))
	}
	return list
}

func TestRisksOfASheet(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	list := readRisks(t, p, "市场,类型,开始,结束,标题,概率,来源,可信度,得知日期\n"+
		"US,禁令期限,2024-11-25,2024-11-26,再次期限,35%,新华社,传闻,2024-11-01\n"+
		"\"US, GB\",service_off,2024-12-01 10:00,2024-12-01 22:30,,,,,\n"+
		",封禁,2024-12-02,,no end,100%,,press,\n")
	at := func(s string) time.Time { return plantest.At(t, p, s) }
	want := []*planner.RiskWindow{
		{ID: "own-1", Markets: []string{"US"}, Kind: planner.Deadline, Span: planner.Span{Start: at("2024-11-25 00:00"), End: at("2024-11-27 00:00")}, AllDay: true,
			Title: "再次期限", Probability: 3500, KnownFrom: at("2024-11-01 00:00"), Own: true, Provenance: planner.Provenance{Source: "新华社", Confidence: "rumour"}},
		{ID: "own-2", Markets: []string{"US", "GB"}, Kind: planner.ServiceOff, Span: planner.Span{Start: at("2024-12-01 10:00"), End: at("2024-12-01 22:30")},
			Probability: -1, Own: true, Provenance: planner.Provenance{Confidence: "own"}},
		{ID: "own-3", Markets: []string{"US"}, Kind: planner.ServiceOff, Span: planner.Span{Start: at("2024-12-02 00:00"), End: planner.Forever}, AllDay: true,
			Title: "no end", Probability: 10000, Own: true, Provenance: planner.Provenance{Confidence: "press"}},
	}
	for i, w := range want {
		if !reflect.DeepEqual(list[i], w) {
			t.Errorf("row %d:\n got %+v\nwant %+v", i+1, list[i], w)
		}
	}
}

// What is written is read back as it was, in each format, and changes nothing then.
func TestRisksThereAndBack(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	p = plantest.Do(t, p, planner.Put{Rows: []planner.Row{
		&planner.RiskWindow{ID: "own-7", Markets: []string{"US", "GB"}, Kind: planner.Deadline, AllDay: true, Title: "=1+1, \"quoted\"", TitleZh: "期限", Probability: 1234, Own: true,
			Span: planner.Span{Start: plantest.At(t, p, "2024-11-03 00:00"), End: plantest.At(t, p, "2024-11-05 00:00")}, Provenance: planner.Provenance{Source: "a, b", Confidence: "rumour", Note: "备注"}},
		&planner.RiskWindow{ID: "news-1", Markets: []string{"US"}, Kind: planner.Outage, Title: "Outage", Probability: -1, Own: true, KnownFrom: plantest.At(t, p, "2024-11-01 09:30"),
			Span: planner.Span{Start: plantest.At(t, p, "2024-11-20 10:00"), End: plantest.At(t, p, "2024-11-20 18:45")}, Provenance: planner.Provenance{Confidence: "press"}},
		&planner.RiskWindow{ID: "open", Markets: []string{"US"}, Kind: planner.ServiceOff, AllDay: true, Title: "No end", Probability: 0, Own: true,
			Span: planner.Span{Start: plantest.At(t, p, "2024-12-01 00:00"), End: planner.Forever}, Provenance: planner.Provenance{Confidence: "own"}},
	}})
	for name, write := range map[string]func(*bytes.Buffer) error{
		"json": func(b *bytes.Buffer) error { return RisksJSON(b, p) }, "xlsx": func(b *bytes.Buffer) error { return RisksBook(b, p) }, "csv": func(b *bytes.Buffer) error { return RisksCSV(b, p) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		if !IsRisks(b.Bytes()) {
			t.Errorf("%s is not taken for risk windows", name)
		}
		put, err := ReadRisks("risks."+name, b.Bytes(), p, speak)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, d := range planner.Diff(p, plantest.Do(t, p, put)) {
			after := d.After.(*planner.RiskWindow)
			if before := d.Before.(*planner.RiskWindow); name != "csv" || after.Title != "'"+before.Title { // a spreadsheet would run it as a formula
				t.Errorf("%s changes %s:\n%+v\n%+v", name, d.ID, d.Before, d.After)
			}
		}
		if len(put.Rows) != 3 {
			t.Errorf("%s: %d windows", name, len(put.Rows))
		}
	}
}

func TestTheFactsThemselvesAreRead(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	data := `{"kinds": {}, "events": [
	 {"market": "IN", "start": "2020-06-29", "end": null, "kind": "service_off", "title": "India blocks 59 apps", "confidence": "press"},
	 {"market": "BR,ID,AU,MX,SG", "start": "2024-11-28", "end": "2024-11-28", "kind": "other_service", "title": "TikTok Music closes", "confidence": "seed+press", "known_from": "2024-09-24"},
	 {"market": "US", "start": "2025-01-18T22:30-05:00", "end": "2025-01-19T12:30-05:00", "kind": "service_off", "title": "dark", "confidence": "press", "probability_per_day": 0.25}]}`
	list := readRisks(t, p, data)
	if len(list) != 3 || !list[0].Span.End.Equal(planner.Forever) || len(list[1].Markets) != 5 || list[1].Confidence != "seed+press" || list[1].Span.Length() != 24*time.Hour ||
		list[2].Probability != 2500 || list[2].Span.Length() != 14*time.Hour || list[2].AllDay {
		t.Errorf("read %+v", list)
	}
	again := plantest.Do(t, p, planner.Put{Rows: []planner.Row{list[0], list[1], list[2]}})
	put, err := ReadRisks("x.json", []byte(data), again, speak)
	if err != nil || len(planner.Diff(again, plantest.Do(t, again, put))) != 0 {
		t.Errorf("the same file again changes the plan: %v", err)
	}
	presets, err := os.ReadFile("../../assets/presets/risks.json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ReadRisks("risks.json", presets, p, speak); err == nil || !strings.Contains(err.Error(), "problem.risk_of_presets") {
		t.Errorf("windows of the presets can be overwritten: %v", err)
	}
}

func TestWhatIsWrongWithRisksIsSaidRowByRow(t *testing.T) {
	p := plantest.Empty(t, "us-2024")
	field := strings.NewReplacer("id: ", "", "kind: ", "", "start: ", "", "market: ", "", "probability: ", "")
	for _, c := range []struct{ data, want string }{
		{"kind,start,end\nban,2024-11-25,\ndeadline,some day,\ndeadline,2024-11-25,2024-11-20\n", "row 2: problem.unknown_risk_kind ban|row 3: problem.time some day|row 4: problem.end_before_start"},
		{"kind,start,market,probability\ndeadline,2024-11-25,USA,30%\ndeadline,2024-11-25,US,130%\n,2024-11-25,US,\n", "row 2: problem.market_code USA|row 3: problem.|row 4: problem.missing_value"},
		{"start,market\n2024-11-25,US\n", "problem.missing_column kind"},
		{"kind,start,market\n", "problem.no_risks"},
		{"id,kind,start\na,deadline,2024-11-25\na,deadline,2024-11-26\n", "row 3: problem.duplicate_id a 2"},
		{`[{"kind": "deadline", "start": "2024-11-25"}, {"kind": "x", "start": "2024-11-25"}]`, "row 2: problem.unknown_risk_kind x"},
		{`{"events": [`, "problem.json"},
		{"", "problem.empty_file"},
	} {
		put, err := ReadRisks("risks.csv", []byte(c.data), p, speak)
		if err == nil || len(put.Rows) > 0 {
			t.Errorf("%q is taken: %+v", c.data, put.Rows)
			continue
		}
		lines := strings.Split(err.Error(), "\n")
		for i, want := range strings.Split(c.want, "|") {
			if i >= len(lines) || !strings.Contains(field.Replace(lines[i]), want) {
				t.Errorf("%q: %q, want %q", c.data, lines, want)
			}
		}
	}
}

func TestAShopsSheetIsNoListOfRisks(t *testing.T) {
	for _, data := range []string{"sku,name,price,stock\nA,B,1,2\n", "type,start,end,title\nlive,2024-11-25 10:00,2024-11-25 12:00,x\n", "", "%PDF-1.4"} {
		if IsRisks([]byte(data)) {
			t.Errorf("%q is taken for risk windows", data)
		}
	}
}
