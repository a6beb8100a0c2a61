package sheet

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"bfplanner/planner"
)

// riskColumns are the columns of a sheet of risk windows, which are the fields of one in JSON too. Those that the program
// writes itself are read back.
var riskColumns = []heading{
	{"id", []string{"编号", "windowid"}, false},
	{"market", []string{"markets", "country", "region", "市场", "国家", "地区"}, false},
	{"kind", []string{"type", "类型", "种类", "风险类型"}, true},
	{"start", []string{"begin", "from", "startdate", "date", "开始", "开始时间", "开始日期", "日期"}, true},
	{"end", []string{"to", "until", "enddate", "结束", "结束时间", "结束日期"}, false},
	{"title", []string{"name", "event", "标题", "名称", "事件"}, false},
	{"title_zh", []string{"titlezh", "chinesetitle", "中文标题", "中文名称"}, false},
	{"probability", []string{"probabilityperday", "chance", "chanceperday", "hazard", "概率", "每天概率", "日概率"}, false},
	{"source", []string{"来源", "出处"}, false},
	{"confidence", []string{"trust", "可信度", "可靠程度"}, false},
	{"known_from", []string{"knownfrom", "known", "announced", "得知日期", "公布日期", "已知自"}, false},
	{"note", []string{"notes", "remark", "comment", "备注", "说明"}, false},
}

// IsRisks reports whether a file looks like one of risk windows and not like a shop's or one of events: JSON, or a first sheet in which more of the headings are
// those of windows, kind and start among them, than are of products.
func IsRisks(data []byte) bool {
	if jsonText(data) {
		return true
	}
	sheets, done, p := openSheets(data)
	if p != nil {
		return false
	}
	defer done()
	spec, looks := &spec{"risks", nil, riskColumns, nil}, false
	rows := 0
	_ = sheets[0].rows(func(_ int, cells []cell) bool { // a sheet that cannot be read is told when it is read in earnest
		h := readHeadings(spec, cells)
		_, kind := h.index["kind"]
		_, start := h.index["start"]
		_, chance := h.index["probability"]
		_, market := h.index["market"]
		looks = kind && start && (chance || market)
		rows++
		return !looks && rows < headingRows
	})
	return looks
}

// ReadRisks reads risk windows of the user's own out of JSON, a CSV or the first sheet of a workbook. The rows of JSON are a list, or stand in
// the list "events" or "windows" of an object; their fields are named as the columns, with probability_per_day a share of 1. A time without an offset is of the plan's market;
// an end on a date alone includes that day, an empty one is none; an empty market is the plan's, an empty probability that of the kind, and an empty known_from says that the window has
// always been known. A row whose ID is that of a window of the user's own on the plan, or without an ID one of the same kind, start and title, changes that window. The result is one
// edit and its windows in the order of the file; the error is a planner.Problems with the row of each, and then nothing is to be taken.
func ReadRisks(name string, data []byte, p *planner.Plan, say Speech) (planner.Put, error) {
	r := &report{file: filepath.Base(name)}
	sheets, done, problem := openRisks(data)
	if problem != nil {
		r.add(problem)
		return planner.Put{}, r.err()
	}
	defer done()
	x := newRiskReader(p, say)
	b := &builder{report: r, currency: p.Market.Currency}
	b.read(&spec{"risks", nil, riskColumns, x.row}, sheets[0])
	if len(x.rows) == 0 && len(r.list) == 0 {
		r.add(at(sheets[0].name, 0, "", "problem.no_risks"))
	}
	if err := r.err(); err != nil {
		return planner.Put{}, err
	}
	return planner.Put{Rows: x.rows, Why: planner.T("edit.import", r.file)}, nil
}

func openRisks(data []byte) ([]namedSource, func(), *planner.Problem) {
	if !jsonText(data) {
		return openSheets(data)
	}
	rows, p := jsonRows(data)
	return []namedSource{{"", rows}}, func() {}, p
}

// jsonText reports whether the bytes begin as JSON does.
func jsonText(data []byte) bool {
	text := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// jsonRows gives a list of objects as the rows of a sheet, numbered from 1, below a row of their names.
func jsonRows(data []byte) (source, *planner.Problem) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	var list []map[string]any
	if err := json.Unmarshal(data, &list); err != nil {
		var file struct{ Events, Windows []map[string]any }
		if err := json.Unmarshal(data, &file); err != nil {
			p := planner.Problemf("problem.json", err.Error())
			p.Cause = err
			return nil, p
		}
		list = append(file.Events, file.Windows...)
	}
	var names []string
	for _, row := range list {
		for name := range row {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return func(f func(int, []cell) bool) *planner.Problem {
		line := make([]cell, len(names))
		for i, name := range names {
			line[i] = cell{text: name}
		}
		if !f(0, line) {
			return nil
		}
		for n, row := range list {
			line := make([]cell, len(names))
			for i, name := range names {
				line[i] = cell{text: jsonCell(row[name])}
			}
			if !f(n+1, line) {
				return nil
			}
		}
		return nil
	}, nil
}

// jsonCell is a value of JSON as the text of a cell. A number is a share of 1.
func jsonCell(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x*100, 'f', -1, 64) + "%"
	case []any:
		var parts []string
		for _, one := range x {
			parts = append(parts, jsonCell(one))
		}
		return strings.Join(parts, ",")
	}
	return ""
}

// riskReader makes windows of rows.
type riskReader struct {
	clock  *eventReader // for the times of a row
	plan   *planner.Plan
	kinds  map[string]planner.RiskKind
	trust  map[string]string
	rows   []planner.Row
	number int // of the next ID
}

func newRiskReader(p *planner.Plan, say Speech) *riskReader {
	x := &riskReader{clock: &eventReader{plan: p}, plan: p, kinds: map[string]planner.RiskKind{}, trust: map[string]string{}}
	for _, k := range planner.RiskKinds {
		for _, n := range append(say.Names("risk."+string(k)), string(k)) {
			x.kinds[plainHeading(n)] = k
		}
	}
	for _, c := range []string{"rumour", "press", "official", "own"} {
		for _, n := range append(say.Names("confidence."+c), c) {
			x.trust[plainHeading(n)] = c
		}
	}
	return x
}

// row makes one window.
func (x *riskReader) row(b *builder, r record) {
	before := len(b.list) + b.more
	w := &planner.RiskWindow{Own: true, Probability: -1, Title: r.text("title"), TitleZh: r.text("title_zh"), Markets: x.markets(r),
		Provenance: planner.Provenance{Source: r.text("source"), Confidence: "own", Note: r.text("note")}}
	kind, ok := x.kinds[plainHeading(r.text("kind"))]
	if w.Kind = kind; r.need("kind") != "" && !ok {
		r.fail("kind", "problem.unknown_risk_kind", r.text("kind"))
	}
	r.need("start")
	w.Span.Start, _ = x.clock.instant(r, "start")
	w.Span.End = x.until(r)
	w.KnownFrom, _ = x.clock.instant(r, "known_from")
	if _, given := r.cell("probability"); given {
		w.Probability = r.share("probability")
	}
	if c := r.text("confidence"); c != "" {
		if w.Confidence = x.trust[plainHeading(c)]; w.Confidence == "" {
			w.Confidence = c // such as "seed+press", which the facts say of themselves
		}
	}
	if len(b.list)+b.more > before {
		return
	}
	midnight := func(t time.Time) bool {
		loc := x.plan.Zone()
		return t.Equal(planner.Forever) || t.Equal(planner.DateOf(t, loc).At(0, 0, loc))
	}
	w.AllDay = midnight(w.Span.Start) && midnight(w.Span.End)
	w.ID = x.id(r, w)
	if err := planner.CheckRisk(w); err != nil {
		for _, p := range planner.AsProblems(err) {
			b.add(at(r.sheet, r.numbered.row, "", p.Key, p.Args...))
		}
	}
	if len(b.list)+b.more == before {
		x.rows = append(x.rows, w)
	}
}

// markets reads the codes of markets, the plan's where there are none.
func (x *riskReader) markets(r record) []string {
	var list []string
	for _, m := range strings.FieldsFunc(strings.ToUpper(r.text("market")), func(c rune) bool { return strings.ContainsRune(" ,;，；、/|\n", c) }) {
		if len(m) != 2 || strings.Trim(m, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			r.fail("market", "problem.market_code", m)
		}
		list = append(list, m)
	}
	if len(list) == 0 {
		return []string{x.plan.Market.ID}
	}
	return list
}

// until reads the end. On a date alone it includes that day.
func (x *riskReader) until(r record) time.Time {
	c, ok := r.cell("end")
	if !ok {
		return planner.Forever
	}
	end, ok := x.clock.instant(r, "end")
	if !ok {
		return end
	}
	loc := x.plan.Zone()
	day := planner.DateOf(end, loc)
	if n, stored := c.stored(); (stored && n%one == 0 || !stored && !strings.ContainsAny(c.shown(), ":T")) && end.Equal(day.At(0, 0, loc)) {
		return day.Add(1).At(0, 0, loc)
	}
	return end
}

// id returns the row's own ID or that of the window which it changes, else one that no window has.
func (x *riskReader) id(r record, w *planner.RiskWindow) string {
	if id := r.text("id"); id != "" {
		r.once("id", id, "problem.duplicate_id")
		if old, ok := x.plan.Risks.Get(id); ok && !old.Own {
			r.fail("id", "problem.risk_of_presets", id)
		}
		return id
	}
	for _, old := range x.plan.Risks.All() {
		if old.Own && old.Kind == w.Kind && old.Span.Start.Equal(w.Span.Start) && old.Title == w.Title && slices.Equal(old.Markets, w.Markets) {
			return old.ID
		}
	}
	for {
		x.number++
		id := "own-" + strconv.Itoa(x.number)
		if _, taken := x.plan.Risks.Get(id); !taken && !slices.ContainsFunc(x.rows, func(row planner.Row) bool { return row.RowID() == id }) {
			return id
		}
	}
}
