package pricing

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"bfplanner/planner"
)

// goldenCase is one hand-worked case of stacking. Its numbers come from the arithmetic in Why, not from this package.
type goldenCase struct {
	Name    string
	Why     string
	Product planner.Product
	Promos  []struct {
		planner.Promo
		ID    string `json:"id"`
		Ended int    `json:"ended"` // minutes before the instant at which the window ended; 0: it is still open
		Share *int   `json:"platform_share"`
	}
	Layers      map[string]string // another mode for a layer
	Fee         struct{ Base string }
	At          time.Time // zero: noon
	Final       int64
	Worst       int64
	MarginFinal int64  `json:"margin_final"`
	MarginWorst int64  `json:"margin_worst"`
	Chain       []Step `json:"chain"`
	WorstChain  []Step `json:"worst_chain"`
	MarginChain []Step `json:"margin_chain"`
}

func (c *goldenCase) plan(t *testing.T) (*planner.Plan, time.Time) {
	at := c.At
	if at.IsZero() {
		at = noon
	}
	c.Product.SKU, c.Product.Line = "a", "line"
	p := base(t, &c.Product)
	for id, mode := range c.Layers {
		l, _ := p.Layers.Get(id)
		n := *l
		n.Mode = mode
		p.Layers = p.Layers.Put(&n)
	}
	for _, f := range p.Fees.All() {
		if c.Fee.Base != "" {
			n := *f
			n.Base = c.Fee.Base
			p.Fees = p.Fees.Put(&n)
		}
	}
	for _, o := range c.Promos {
		o.Promo.PlatformShare = -1
		if o.Share != nil {
			o.Promo.PlatformShare = planner.BasisPoints(*o.Share)
		}
		e := promo(o.ID, o.Tool, o.Promo)
		e.Span = around(at, time.Hour)
		if o.Ended > 0 {
			end := at.Add(-time.Duration(o.Ended) * time.Minute)
			e.Span = planner.Span{Start: end.Add(-time.Hour), End: end}
		}
		if err := p.CheckEvent(e); err != nil {
			t.Fatal(err)
		}
		p.Events = p.Events.Put(e)
	}
	return p, at
}

func TestGolden(t *testing.T) {
	b, err := os.ReadFile("testdata/stacking.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []goldenCase
	if err := json.Unmarshal(b, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 60 || cases[0].Final != 1800 || cases[0].Product.Price != 3000 {
		t.Fatalf("%d cases, the first is %q", len(cases), cases[0].Name)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			if c.Why == "" {
				t.Error("a case says why")
			}
			p, at := c.plan(t)
			book := New(p)
			q, err := book.At("a", at)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range []struct {
				name      string
				got       planner.Money
				want      int64
				gotChain  []Step
				wantChain []Step
			}{
				{"usual price", q.Final, c.Final, q.Chain, c.Chain},
				{"lowest price", q.Worst, c.Worst, q.WorstChain, c.WorstChain},
				{"margin", q.MarginFinal, c.MarginFinal, q.Chain, c.Chain},
				{"lowest margin", q.MarginWorst, c.MarginWorst, q.MarginChain, c.MarginChain},
			} {
				if x.got.Minor != x.want || x.got.Currency != "USD" {
					t.Errorf("%s %v, want %d", x.name, x.got, x.want)
				}
				if !slices.Equal(x.gotChain, x.wantChain) {
					t.Errorf("%s by\n%+v, want\n%+v", x.name, x.gotChain, x.wantChain)
				}
			}
			for _, x := range []struct {
				chain []Step
				want  int64
			}{{q.Chain, c.MarginFinal}, {q.MarginChain, c.MarginWorst}} {
				m, err := book.Explain("a", at, x.chain)
				if err != nil || m.Contribution != x.want {
					t.Errorf("explained as %+v %v, want %d", m, err, x.want)
				}
			}
		})
	}
}
