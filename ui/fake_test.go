package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"bfplanner/assets"
	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
	"bfplanner/planner/schedule"
	"bfplanner/ui/engine"
	"bfplanner/ui/kit"
	"bfplanner/ui/paper"
	"bfplanner/ui/words"
)

// memory is a store in memory: what was saved can be asked for, and saving can be made to fail.
type memory struct {
	plans    map[string]*kept
	order    []string // the plan changed last comes last
	settings map[string]string
	broken   error // what Save returns, once set
	exported map[string]string
}

type kept struct {
	plan   *planner.Plan
	steps  []editor.Step
	cursor int
}

func newMemory() *memory {
	return &memory{plans: map[string]*kept{}, settings: map[string]string{}, exported: map[string]string{}}
}

func (m *memory) Plans() ([]PlanInfo, error) {
	var list []PlanInfo
	for i := len(m.order) - 1; i >= 0; i-- {
		k := m.plans[m.order[i]]
		p := k.plan
		list = append(list, PlanInfo{ID: p.ID, Name: p.Name, Of: p.Of, Scenario: p.Scenario, Sale: p.Sale.Name, Events: p.Events.Len(), Changed: time.Unix(int64(len(k.steps)), int64(k.cursor))})
	}
	return list, nil
}

func (m *memory) Load(id string) (*planner.Plan, []editor.Step, int, error) {
	k, ok := m.plans[id]
	if !ok {
		return nil, nil, 0, planner.Problemf("problem.no_event", id)
	}
	return k.plan, k.steps, k.cursor, nil
}

func (m *memory) Create(p *planner.Plan) error {
	if m.plans[p.ID] != nil {
		return errors.New("the plan is there already")
	}
	m.plans[p.ID] = &kept{plan: p}
	m.order = append(m.order, p.ID)
	return nil
}

func (m *memory) Save(w editor.Write) error {
	if m.broken != nil {
		return m.broken
	}
	k := m.plans[w.PlanID]
	next, err := k.plan.Patch(w.Changes, true)
	if err != nil {
		return err
	}
	k.plan, k.cursor = next, w.Cursor
	if w.Step != nil {
		k.steps = append(k.steps[:w.Step.Seq-1:w.Step.Seq-1], *w.Step)
	}
	return nil
}

func (m *memory) Delete(id string) error {
	delete(m.plans, id)
	for i, have := range m.order {
		if have == id {
			m.order = append(m.order[:i:i], m.order[i+1:]...)
		}
	}
	return nil
}

func (m *memory) Duplicate(id, name string) (string, error) {
	p := *m.plans[id].plan
	p.ID, p.Name = id+"-copy", name
	return p.ID, m.Create(&p)
}

func (m *memory) Export(id, path string) error { m.exported[id] = path; return nil }

func (m *memory) Import(path string) (string, error) {
	return "", planner.Problemf("ui.problem.read", filepath.Base(path))
}

func (m *memory) Setting(key string) string { return m.settings[key] }

func (m *memory) SetSetting(key, value string) error { m.settings[key] = value; return nil }

// shop is a made-up shop of two lines, four products, two hosts and a studio.
func shop() planner.ShopData {
	var hours []planner.HostHours
	for d := range 7 {
		hours = append(hours, planner.HostHours{Day: time.Weekday(d), From: 8 * 60, To: 24 * 60})
	}
	host := func(id, name string) *planner.Host {
		return &planner.Host{ID: id, Name: name, Mult: 10000, CostHour: 4000, MinShift: 60, MaxShift: 240, Break: 60, MaxDay: 480, MaxWeek: 2400, Rest: 600, Hours: hours}
	}
	product := func(sku, line, name, zh string) *planner.Product {
		return &planner.Product{SKU: sku, Line: line, Name: name, NameZh: zh, Price: 2999, Cost: 900, Ship: 400, Low30: 2999, Stock: 500, Returns: 500}
	}
	return planner.ShopData{
		Shops:    []*planner.Shop{{ID: "home", Name: "Hearth", CouponBudget: 500000, AdBudget: 200000, VideoBudget: 100000}},
		Lines:    []*planner.Line{{ID: "kitchen", Shop: "home", Name: "Kitchen", NameZh: "厨房"}, {ID: "light", Shop: "home", Name: "Lamps", NameZh: "灯具"}},
		Products: []*planner.Product{product("K1", "kitchen", "Kettle", "水壶"), product("K2", "kitchen", "Knife", "刀"), product("L1", "light", "Lamp", "台灯"), product("L2", "light", "Candle", "香薰")},
		Hosts:    []*planner.Host{host("ana", "Ana"), host("bo", "Bo")},
		Studios:  []*planner.Studio{{ID: "s1", Name: "A", CostHour: 3000, Setup: 30}},
	}
}

// ground is what the tests of the window stand on.
type ground struct {
	*App
	t     *testing.T
	store *memory
}

// noon is the wall clock of the tests, long after the sales of the presets.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// open makes a window on the store, in Chinese unless the store says otherwise, without goroutines and without a display.
func open(t *testing.T, store *memory, change func(*Deps)) *ground {
	t.Helper()
	t.Setenv("LC_ALL", "en_US.UTF-8") // Fyne's own texts are laid over those of the system's language
	book, err := words.Load(os.DirFS("../assets/translations"))
	if err != nil {
		t.Fatal(err)
	}
	presets, err := planner.ReadPresets(os.DirFS("../assets/presets"))
	if err != nil {
		t.Fatal(err)
	}
	if store.settings["lang"] == "" {
		store.settings["lang"] = "zh-Hans"
	}
	n := 0
	d := Deps{
		App: test.NewTempApp(t), Words: book, Presets: presets, Store: store, Jobs: Inline{}, Check: rules.Check,
		Wall: func() time.Time { return noon }, Version: "1.2.3", SampleName: "shop.xlsx", Sample: []byte("sample"),
		NewID:    func() string { n++; return fmt.Sprint("plan-", n) },
		ReadShop: func(string, []byte, string) (planner.ShopData, error) { return shop(), nil },
		Plan: func(context.Context, schedule.Request, engine.Options, func(Progress)) (schedule.Outcome, error) {
			return schedule.Outcome{}, errors.New("no engine here")
		},
		Write: func(string, []byte) error { return errors.New("no disk here") },
		Paper: Paper{
			Fonts:    sync.OnceValues(func() (*paper.Fonts, error) { return paper.NewFonts(assets.FontRegular, assets.FontBold) }),
			Printers: func(context.Context) ([]paper.Printer, error) { return nil, nil },
		},
	}
	if change != nil {
		change(&d)
	}
	g := &ground{New(d), t, store}
	g.window.Resize(fyne.NewSize(1280, 800))
	return g
}

// withPlan is open with a plan of the made-up shop on the sale of 2024.
func withPlan(t *testing.T, change func(*Deps)) *ground {
	t.Helper()
	store := newMemory()
	presets, err := planner.ReadPresets(os.DirFS("../assets/presets"))
	if err != nil {
		t.Fatal(err)
	}
	sale, ok := presets.Sales.Get("us-2024")
	if !ok {
		t.Fatal("no sale us-2024")
	}
	p, err := presets.NewPlan("p", "我的黑五", *sale, shop())
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Create(p); err != nil {
		t.Fatal(err)
	}
	return open(t, store, change)
}

// plan returns the plan as it stands in the editor.
func (g *ground) plan() *planner.Plan { return g.editor.Snapshot().Plan }

// everything returns all objects that the window shows, those inside widgets too, overlays last.
func (g *ground) everything() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	c := g.window.Canvas()
	var see func(fyne.CanvasObject)
	see = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		list = append(list, o)
		switch x := o.(type) {
		case *fyne.Container:
			for _, child := range x.Objects {
				see(child)
			}
		case *container.Scroll:
			see(x.Content)
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(x).Objects() {
				see(child)
			}
		}
	}
	see(c.Content())
	for _, o := range c.Overlays().List() {
		see(o)
	}
	return list
}

// button returns the button of that text that is shown last, which is that of the dialog on top.
func (g *ground) button(text string) *kit.Button {
	g.t.Helper()
	var found *kit.Button
	for _, o := range g.everything() {
		if b, ok := o.(*kit.Button); ok && b.Text == text {
			found = b
		}
	}
	if found == nil {
		g.t.Fatalf("no button %q", text)
	}
	return found
}

// press presses the button of that text.
func (g *ground) press(text string) { g.t.Helper(); test.Tap(g.button(text)) }

// field returns the field in the row of that label.
func (g *ground) field(label string) *kit.Field {
	g.t.Helper()
	all := g.everything()
	for i, o := range all {
		if l, ok := o.(*widget.Label); !ok || l.Text != label {
			continue
		}
		for _, after := range all[i:] {
			if f, ok := after.(*kit.Field); ok {
				return f
			}
		}
	}
	g.t.Fatalf("no field %q", label)
	return nil
}

// typeIn replaces the text of a field and leaves it.
func (g *ground) typeIn(label, text string) *kit.Field {
	g.t.Helper()
	f := g.field(label)
	g.window.Canvas().Focus(f)
	f.SetText(text)
	g.window.Canvas().Unfocus()
	return f
}

// texts returns every text that the window shows.
func (g *ground) texts() []string {
	var list []string
	for _, o := range g.everything() {
		switch x := o.(type) {
		case *widget.Label:
			list = append(list, x.Text)
		case *kit.Button:
			list = append(list, x.Text)
		case *widget.Check:
			list = append(list, x.Text)
		case *widget.RadioGroup:
			list = append(list, x.Options...)
		case *kit.Pick:
			list = append(list, x.Selected)
		}
	}
	if m := g.window.MainMenu(); m != nil {
		for _, menu := range m.Items {
			list = append(list, menu.Label)
			for _, item := range menu.Items {
				list = append(list, item.Label)
			}
		}
	}
	return list
}

// live puts a live of two hours on the plan and returns its ID.
func (g *ground) live() string {
	g.t.Helper()
	g.act("new.live")
	if len(g.selection) != 1 {
		g.t.Fatal("no live was made")
	}
	return g.selection[0]
}
