package params

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/forecast"
	"bfplanner/ui/kit"
)

// labelEvery is how many days stand between two labels of the axis.
const labelEvery = 7

// dayBars returns a bar for each day of the plan's horizon, with the value that read gives a parameter's i-th, times a
// scale. The days that read one value are a group.
func (x *Panel) dayBars(p *planner.Plan, scale float64) []bar {
	w, d := x.deps.Words, forecast.NewDemand(p)
	var list []bar
	for i, date := range p.Horizon() {
		id, n := d.Cell(date)
		b := bar{value: d.On(date) * scale, group: slices.Index(forecast.DayCurve, id)*100 + n, title: w.Day(date)}
		switch id {
		case forecast.DayCurve[0]:
			b.tint = faint
		case forecast.DayCurve[3]:
			b.tint = strong
		}
		if i%labelEvery == 0 {
			b.label = kit.ShortDay(w, date)
		}
		list = append(list, b)
	}
	return list
}

func (x *Panel) showDays() { x.days.set(x.dayBars(x.snapshot.Plan, 1), nil, nil) }

// dayDragged gives the value of a day, and so of all days of its group, to the plan.
func (x *Panel) dayDragged(i int, value float64) {
	p := x.snapshot.Plan
	id, n := forecast.NewDemand(p).Cell(p.Horizon()[i])
	x.dragged(id, n, value)
}

func (x *Panel) showHours() {
	values := x.snapshot.Plan.Nums(hourCurve)
	list := make([]bar, len(values))
	for i, v := range values {
		list[i] = bar{value: v, group: i, title: fmt.Sprintf("%02d:00", i)}
		if i%3 == 0 {
			list[i].label = strconv.Itoa(i)
		}
	}
	x.hours.set(list, nil, nil)
}

func (x *Panel) hourDragged(i int, value float64) { x.dragged(hourCurve, i, value) }

// dragged gives the i-th value of a parameter to the plan; where the plan refuses it, the curve goes back.
func (x *Panel) dragged(id string, i int, value float64) {
	values := slices.Clone(x.snapshot.Plan.Nums(id))
	if i >= len(values) {
		return
	}
	values[i] = value
	if wrong := x.put(id, values); wrong != "" {
		w := x.deps.Words
		kit.Tell(x.deps.Window, name(w, id), []string{wrong}, w.T("ui.close"))
		x.show()
	}
}

// offer shows a fit beside the data, as orders by day, and takes it if the user says so.
func (x *Panel) offer(file string, f forecast.Fit) *kit.Dialog {
	w := x.deps.Words
	decimal := func(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
	lines := kit.Column(kit.Note(w.T("params.calibrate.usual", decimal(f.Usual), len(f.Days), f.Left)))
	rows := make([]planner.Row, len(f.Params))
	for i, p := range f.Params {
		rows[i] = p
	}
	p := x.snapshot.Plan
	take := planner.Put{Rows: rows, Why: planner.T("edit.calibrate", file)}
	next, err := take.Apply(*p)
	if err != nil || len(rows) == 0 {
		return kit.Tell(x.deps.Window, w.T("params.calibrate.title"), append(w.Problem(err), w.T("params.calibrate.same")), w.T("ui.close"))
	}
	lines.Add(kit.Note(w.T("params.calibrate.error", decimal(f.Before), decimal(f.After))))
	curve := newBars(w.T("params.calibrate.title"), nil)
	old := forecast.NewDemand(p)
	sold := map[planner.Date]float64{}
	for _, d := range f.Days {
		sold[d.As] = d.Orders
	}
	var marks, before []float64
	for _, date := range p.Horizon() {
		orders, ok := sold[date]
		if !ok {
			orders = math.NaN()
		}
		marks, before = append(marks, orders), append(before, old.On(date)*f.Usual)
	}
	curve.set(x.dayBars(&next, f.Usual), marks, before)
	legend := container.NewHBox(
		kit.Mute("● "+w.T("params.calibrate.orders")), kit.Mute("— "+w.T("params.calibrate.now")), kit.Mute("▇ "+w.T("params.calibrate.new")))
	var changes []fyne.CanvasObject
	for _, n := range f.Params {
		was, _ := p.Params.Get(n.ID)
		changes = append(changes, kit.Row(name(w, n.ID), widget.NewLabel(show(was, "")+"  →  "+show(n, ""))))
	}
	content := container.NewBorder(container.NewVBox(lines, legend), container.NewVBox(changes...), nil, nil, kit.Sized(0, 240, curve))
	return kit.Ask(x.deps.Window, w.T("params.calibrate.title"), kit.Sized(820, 0, content), w.T("params.calibrate.take"), w.T("ui.cancel"), func() string { return x.do(take) })
}
