package risk

import (
	"strconv"
	"strings"

	"bfplanner/planner"
)

// How far a piece of news is to be trusted.
const (
	Rumour   = "rumour"
	Press    = "press"
	Official = "official"
)

// Confidences lists the degrees of trust in the order of the parameter news_weight, the least first.
var Confidences = []string{Rumour, Press, Official}

// News is something heard about the platform that may become a risk window.
type News struct {
	Kind       planner.RiskKind
	Span       planner.Span // when it would hit
	Title      string
	Source     string
	Date       planner.Date // on which it became known, in the market's zone
	Confidence string       // Rumour, Press or Official
}

// Window returns the news as a window of the user's own for the plan's market. Its chance is that of its kind
// times the weight of its confidence, by the plan's parameter news_weight in basis points; a plan made as of a
// day before the news does not know it. An unknown confidence, and what planner.CheckRisk refuses, are a *planner.Problem.
func (n News) Window(p *planner.Plan) (*planner.RiskWindow, error) {
	weight, ok := weightOf(p, n.Confidence)
	if !ok {
		return nil, planner.Problemf("ban.problem.confidence", n.Confidence)
	}
	loc := p.Zone()
	w := &planner.RiskWindow{ID: newsID(p), Markets: []string{p.Market.ID}, Kind: n.Kind, Span: n.Span, Title: strings.TrimSpace(n.Title), Own: true,
		KnownFrom: n.Date.At(0, 0, loc), Probability: chanceOf(p, n.Kind, weight),
		Provenance: planner.Provenance{Source: strings.TrimSpace(n.Source), Confidence: n.Confidence, AsOf: n.Date.String()}}
	days := n.Span.Dates(loc)
	w.AllDay = len(days) > 0 && n.Span.Start.Equal(days[0].At(0, 0, loc)) && n.Span.End.Equal(days[len(days)-1].Add(1).At(0, 0, loc))
	return w, planner.CheckRisk(w)
}

// Why says how a window's chance came about: from the news and its confidence, from the default of its kind, or as
// somebody entered it.
func Why(p *planner.Plan, w *planner.RiskWindow) planner.Text {
	weight, ok := weightOf(p, w.Confidence)
	var usual planner.BasisPoints
	if d, known := p.RiskDefaults.Get(string(w.Kind)); known {
		usual = d.Probability
	}
	switch {
	case w.Probability < 0:
		return planner.T("ban.why.kind", usual, w.Kind)
	case w.Own && ok && w.AsOf != "" && w.Probability == chanceOf(p, w.Kind, weight):
		heard := planner.T("ban.heard", w.AsOf)
		if w.Source != "" {
			heard = planner.T("ban.heard_from", w.Source, w.AsOf)
		}
		return planner.T("ban.why.news", w.Probability, usual, w.Kind, weight, planner.T("confidence."+w.Confidence), heard)
	}
	return planner.T("ban.why.own", w.Probability)
}

func chanceOf(p *planner.Plan, kind planner.RiskKind, weight planner.BasisPoints) planner.BasisPoints {
	d, ok := p.RiskDefaults.Get(string(kind))
	if !ok {
		return 0
	}
	return planner.BasisPoints(planner.DivRound(int64(d.Probability)*int64(weight), 10000))
}

func weightOf(p *planner.Plan, confidence string) (planner.BasisPoints, bool) {
	weights := p.Nums("news_weight")
	for i, c := range Confidences {
		if c == confidence && i < len(weights) {
			return planner.BasisPoints(weights[i]), true
		}
	}
	return 0, false
}

// newsID returns an ID that no window of the plan has.
func newsID(p *planner.Plan) string {
	for i := 1; ; i++ {
		id := "news-" + strconv.Itoa(i)
		if _, taken := p.Risks.Get(id); !taken {
			return id
		}
	}
}
