package sheet

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"bfplanner/planner"
)

// riskRow is a window as the facts are written down: dates of the plan's market, both included, or instants with their offset.
type riskRow struct {
	ID          string   `json:"id"`
	Market      string   `json:"market"` // codes with commas between
	Start       string   `json:"start"`
	End         *string  `json:"end"` // null: no end is known
	Kind        string   `json:"kind"`
	Title       string   `json:"title"`
	TitleZh     string   `json:"title_zh,omitempty"`
	Probability *float64 `json:"probability_per_day,omitempty"` // a share of 1; left out: that of the kind
	Source      string   `json:"source,omitempty"`
	Confidence  string   `json:"confidence,omitempty"`
	KnownFrom   string   `json:"known_from,omitempty"`
	Note        string   `json:"note,omitempty"`
}

// ownRisks returns the windows of the user's own, by their IDs, as rows.
func ownRisks(p *planner.Plan) []riskRow {
	loc := p.Zone()
	list := []riskRow{}
	for _, w := range p.Risks.All() {
		if !w.Own {
			continue
		}
		stamp := func(t time.Time) string {
			if d := planner.DateOf(t, loc); w.AllDay && t.Equal(d.At(0, 0, loc)) {
				return d.String()
			}
			return t.In(loc).Format("2006-01-02T15:04Z07:00")
		}
		row := riskRow{ID: w.ID, Market: strings.Join(w.Markets, ","), Start: stamp(w.Span.Start), Kind: string(w.Kind), Title: w.Title, TitleZh: w.TitleZh,
			Source: w.Source, Confidence: w.Confidence, Note: w.Note}
		if w.Span.End.Before(planner.Forever) {
			end := stamp(w.Span.End)
			if d := planner.DateOf(w.Span.End, loc); end == d.String() {
				end = d.Add(-1).String()
			}
			row.End = &end
		}
		if w.Probability >= 0 {
			share := w.Probability.Fraction()
			row.Probability = &share
		}
		if !w.KnownFrom.IsZero() {
			row.KnownFrom = w.KnownFrom.In(loc).Format("2006-01-02T15:04Z07:00")
		}
		list = append(list, row)
	}
	return list
}

// cells returns the row in the order of riskColumns.
func (r riskRow) cells() []string {
	end, chance := "", ""
	if r.End != nil {
		end = *r.End
	}
	if r.Probability != nil {
		chance = planner.Percent(*r.Probability*100).Decimal() + "%"
	}
	return []string{r.ID, r.Market, r.Kind, r.Start, end, r.Title, r.TitleZh, chance, r.Source, r.Confidence, r.KnownFrom, r.Note}
}

// RisksJSON writes the windows of the user's own in the shape of the facts: an object with the list "events".
func RisksJSON(w io.Writer, p *planner.Plan) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(map[string]any{"events": ownRisks(p)})
}

// RisksCSV writes the windows of the user's own as UTF-8 with a byte order mark, so that Excel reads Chinese. Headings are the fields' names.
func RisksCSV(w io.Writer, p *planner.Plan) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range riskTable(p) {
		for i := range row {
			row[i] = safe(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// RisksBook writes the windows of the user's own as a workbook of one sheet.
func RisksBook(w io.Writer, p *planner.Plan) error {
	const name = "risks"
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName(f.GetSheetName(0), name); err != nil {
		return err
	}
	for i, row := range riskTable(p) {
		for j, text := range row {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return err
			}
			if err := f.SetCellStr(name, at, text); err != nil {
				return err
			}
		}
	}
	if err := f.SetColWidth(name, "A", "L", 18); err != nil {
		return err
	}
	return f.Write(w)
}

// riskTable returns the headings and the rows.
func riskTable(p *planner.Plan) [][]string {
	head := make([]string, len(riskColumns))
	for i, c := range riskColumns {
		head[i] = c.field
	}
	table := [][]string{head}
	for _, r := range ownRisks(p) {
		table = append(table, r.cells())
	}
	return table
}
