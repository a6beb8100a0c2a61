package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/ui/kit"
)

// evenings puts a live at 16:00 on the 26th of November on the plan and repeats it until Cyber Monday.
func (g *ground) evenings() []string {
	g.t.Helper()
	id := g.live()
	g.typeIn("开始", "2024-11-26 16:00")
	g.act("repeat")
	g.press("重复")
	return g.series(id)
}

func (g *ground) series(id string) []string {
	var ids []string
	for _, e := range planner.SeriesOf(g.plan(), g.plan().Event(id)) {
		ids = append(ids, e.ID)
	}
	return ids
}

func (g *ground) clocks(ids []string) string {
	return strings.Join(g.started(ids), " ")
}

func TestAnEventIsRepeatedFromItsForm(t *testing.T) {
	g := withPlan(t, nil)
	ids := g.evenings()
	if got := g.clocks(ids); got != "11-26 16:00 11-27 16:00 11-28 16:00 11-29 16:00 11-30 16:00 12-01 16:00 12-02 16:00" {
		t.Errorf("repeated at %s", got)
	}
	if !slices.Contains(g.texts(), "第 1 场，共 7 场") {
		t.Errorf("the inspector says %q", g.texts())
	}
	g.act("undo")
	if g.plan().Events.Len() != 1 || g.plan().Event(ids[0]).Series != "" {
		t.Error("one undo does not take the series back")
	}
}

func TestTheFormOfASeries(t *testing.T) {
	g := withPlan(t, nil)
	id := g.live()
	g.typeIn("开始", "2024-11-26 16:00")
	p, e := g.plan(), g.plan().Event(id)
	ny, err := planner.Zone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		form repeatForm
		want string // starts; "" for a problem
	}{
		{repeatForm{"every", "1", "19:00", ny, "count", "3"}, "11-26 16:00 11-27 16:00 11-28 16:00"},
		{repeatForm{"every", "1", "20：30", ny, "date", "11/28"}, "11-26 17:30 11-27 17:30 11-28 17:30"},
		{repeatForm{"weekends", "1", "16:00", p.Zone(), "cyber", ""}, "11-26 16:00 11-30 16:00 12-01 16:00"},
		{repeatForm{"weekdays", "1", "16:00", p.Zone(), "sale", ""}, "11-26 16:00 11-27 16:00 11-28 16:00 11-29 16:00 12-02 16:00"},
		{repeatForm{"every", "3", "16:00", p.Zone(), "date", "2024-12-02"}, "11-26 16:00 11-29 16:00 12-02 16:00"},
		{repeatForm{"every", "x", "16:00", p.Zone(), "cyber", ""}, ""}, {repeatForm{"every", "1", "4 pm", p.Zone(), "cyber", ""}, ""},
		{repeatForm{"every", "1", "16:00", p.Zone(), "date", "soon"}, ""}, {repeatForm{"every", "1", "16:00", p.Zone(), "count", ""}, ""},
	} {
		cmd, err := c.form.command(p, e)
		if c.want == "" {
			if err == nil {
				t.Errorf("%+v was taken", c.form)
			}
			continue
		}
		if err != nil {
			t.Errorf("%+v: %v", c.form, err)
			continue
		}
		if err := g.do(cmd); err != nil {
			t.Fatal(err)
		}
		if got := g.clocks(g.series(id)); got != c.want {
			t.Errorf("%+v: at %s, want %s", c.form, got, c.want)
		}
		g.act("undo")
	}
}

func TestAnEditOfOneIsOfferedToItsSeries(t *testing.T) {
	for _, c := range []struct {
		action string
		want   string
	}{
		{"", "11-26 16:00 11-27 16:00 11-28 18:30 11-29 16:00 11-30 16:00 12-01 16:00 12-02 16:00"},
		{"series_rest", "11-26 16:00 11-27 16:00 11-28 18:30 11-29 18:30 11-30 18:30 12-01 18:30 12-02 18:30"},
		{"series_all", "11-26 18:30 11-27 18:30 11-28 18:30 11-29 18:30 11-30 18:30 12-01 18:30 12-02 18:30"},
	} {
		g := withPlan(t, nil)
		ids := g.evenings()
		if g.find("series_all").can(g.App) {
			t.Error("before an edit something is offered")
		}
		g.selectIDs(ids[2:3])
		g.typeIn("开始", "2024-11-28 18:30")
		steps := len(g.editor.Steps())
		if c.action != "" {
			g.press(g.words.T("ui.action." + c.action))
		}
		if got := g.clocks(ids); got != c.want {
			t.Errorf("%s: at %s, want %s", c.action, got, c.want)
		}
		if len(g.editor.Steps()) != steps {
			t.Errorf("%s makes %d steps more", c.action, len(g.editor.Steps())-steps)
		}
		g.act("undo")
		if got := g.clocks(ids); strings.Contains(got, "18:30") || g.find("series_all").can(g.App) {
			t.Errorf("%s undone: at %s", c.action, got)
		}
	}
}

func TestDeletingOneOfASeriesAsks(t *testing.T) {
	for label, want := range map[string]int{"仅此场": 6, "此场及以后（5）": 2, "全部（7）": 0, "取消": 7} {
		g := withPlan(t, nil)
		ids := g.evenings()
		g.selectIDs(ids[2:3])
		g.act("delete")
		if len(g.plan().Events.All()) != 7 {
			t.Fatal("it was deleted before it was asked")
		}
		g.press(label)
		if got := g.plan().Events.Len(); got != want {
			t.Errorf("%s leaves %d, want %d", label, got, want)
		}
	}
	g := withPlan(t, nil)
	ids := g.evenings()
	g.act("series_select")
	if !slices.Equal(g.selection, ids) {
		t.Errorf("selected %v", g.selection)
	}
	g.act("delete")
	if g.plan().Events.Len() != 0 {
		t.Error("the whole series selected, it asks still")
	}
}

func TestSeveralEventsAreEditedAtOnce(t *testing.T) {
	g := withPlan(t, nil)
	ids := g.evenings()
	g.act("new.coupon")
	coupon := g.selection[0]
	g.act("new.coupon")
	g.typeIn("折扣", "30%")
	all := append(slices.Clone(ids), coupon, g.selection[0])
	g.selectIDs(all)
	if got := g.field("折扣").Text; got != "" {
		t.Errorf("discounts that differ are shown as %q", got)
	}
	for _, c := range []struct {
		what string
		edit func()
		good func(*planner.Event) bool
	}{
		{"discount", func() { g.typeIn("折扣", "25%") }, func(e *planner.Event) bool { return e.Promo == nil || e.Promo.PercentOff == 2500 }},
		{"host", func() { g.choose("主播", "bo") }, func(e *planner.Event) bool { return e.Live == nil || slices.Equal(e.Hosts(), []string{"bo"}) }},
		{"channel", func() { g.choose("渠道", "instagram") }, func(e *planner.Event) bool { return e.Channel == "instagram" }},
		{"pinned", func() { g.choose("固定", "true") }, func(e *planner.Event) bool { return e.Pinned }},
	} {
		before, steps := g.plan(), len(g.editor.Steps())
		c.edit()
		for _, id := range all {
			if !c.good(g.plan().Event(id)) {
				t.Errorf("%s: %+v", c.what, g.plan().Event(id))
			}
		}
		if len(g.editor.Steps()) != steps+1 {
			t.Errorf("%s makes %d steps", c.what, len(g.editor.Steps())-steps)
		}
		g.act("undo")
		if d := planner.Diff(before, g.plan()); len(d) != 0 {
			t.Errorf("%s: undone %d rows differ", c.what, len(d))
		}
		g.act("redo")
	}
	if got := g.field("折扣").Text; got != "25%" {
		t.Errorf("the discount of all is shown as %q", got)
	}
	was := g.plan().Event(ids[0]).Span
	g.typeIn("整体移动", "-1天 30分")
	if got := g.plan().Event(ids[0]).Span.Start; !got.Equal(was.Start.Add(-24*time.Hour - 30*time.Minute)) {
		t.Errorf("moved to %v", got)
	}
	if f := g.typeIn("整体移动", "far"); f.Wrong() == "" {
		t.Error("a length that is none is not complained about")
	}
}

// choose picks an option, by its ID, of the list in the row of that label.
func (g *ground) choose(label, id string) {
	g.t.Helper()
	all := g.everything()
	for i, o := range all {
		if l, ok := o.(*widget.Label); !ok || l.Text != label {
			continue
		}
		for _, after := range all[i:] {
			if p, ok := after.(*kit.Pick); ok {
				p.SetValue(id)
				p.OnChanged(id)
				return
			}
		}
	}
	g.t.Fatalf("no list %q", label)
}
