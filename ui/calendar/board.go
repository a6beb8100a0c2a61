// Package calendar is the timeline on which a campaign is laid out by hand: days by lanes, with blocks that are
// dragged about.
//
// One widget, Board, paints all of it from pooled objects, only what is in sight, and finds what lies under the
// pointer with a pure function. What is worked out without a window stands apart and knows no Fyne: scale (time and
// x), lanes and pack (who stands where), hit, snap, drag (the state machine of every gesture) and command (the edit
// that a drop would be). The Board only hands on: pointer and keys to the drag, its Command to Preview while it
// moves and to OnDo when it is dropped, and a new Snapshot to the painters.
package calendar

import (
	"image/color"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/rules"
	"bfplanner/ui/filter"
	"bfplanner/ui/look"
	"bfplanner/ui/words"
)

var (
	_ fyne.Widget            = (*Board)(nil)
	_ fyne.Tappable          = (*Board)(nil)
	_ fyne.DoubleTappable    = (*Board)(nil)
	_ fyne.SecondaryTappable = (*Board)(nil)
	_ fyne.Draggable         = (*Board)(nil)
	_ fyne.Scrollable        = (*Board)(nil)
	_ fyne.Focusable         = (*Board)(nil)
	_ fyne.Shortcutable      = (*Board)(nil)
	_ fyne.Tabbable          = (*Board)(nil)
	_ desktop.Mouseable      = (*Board)(nil)
	_ desktop.Hoverable      = (*Board)(nil)
	_ desktop.Cursorable     = (*Board)(nil)
)

// Deps is what the board asks and tells the rest of the program. Any of it may be nil.
type Deps struct {
	OnDo       func(planner.Command)                            // an edit is to be made
	Preview    func(planner.Command) (*editor.Snapshot, error)  // what would an edit make of the plan
	Flags      func(*editor.Snapshot) []Flag                    // the ban-risk windows to hatch; nil takes the active ones
	OnSelect   func(ids []string)                               // other events are selected; none is nil
	OnOpen     func(id string)                                  // an event was double-clicked, or Enter pressed on it
	OnNew      func(id string)                                  // an event was drawn on an empty place
	OnDelete   func(ids []string)                               // Delete was pressed
	OnMenu     func(id string, spot Spot, at fyne.Position)     // the second button; id is "" on an empty place, at is on the canvas
	OnRisk     func(id string)                                  // the name of a risk window was clicked
	OnRiskDraw func(planner.Span)                               // whole days were drawn on the ruler
	OnView     func()                                           // zoom, place or view changed
	OnDay      func(planner.Date, []string, fyne.Position)      // the count of what a full day hides was clicked; its events, and where on the canvas
	OnKey      func(*fyne.KeyEvent)                             // a key that the board does not know
	OnRune     func(rune)                                       // a character that the board does not know
	OnShortcut func(fyne.Shortcut)                              // a shortcut pressed while the board has the focus
	Tail       func(*planner.Plan, *planner.Event) planner.Span // when a coupon's claims run out; nil takes the tool's minutes
	// Shelf reports whether a point of the canvas is where events without a time are kept, and OnShelf is told when a
	// block comes there or leaves.
	Shelf   func(at fyne.Position) bool
	OnShelf func(over bool)
	// New makes the event that is drawn on an empty place, without an ID, in that span; the zero span asks for the time and
	// the length with which one begins. nil leaves empty places to panning.
	New func(planner.Kind, planner.Span) *planner.Event
	// Effects says what a drop does beyond findings, for the card beside the block: prices, budgets, the forecast. id is
	// the held event's, as the preview has it. nil leaves all that out.
	Effects func(now, preview *editor.Snapshot, id string) []Effect
	// Near looks for better places near the instant for an event of the plan that is held still, beside the window, and
	// hands what it finds to put, on Fyne's goroutine, unless it is cancelled before. nil looks for none.
	Near func(id string, at time.Time, put func([]Landing)) (cancel func())
}

// Clock is one of the clocks on the time axis.
type Clock struct {
	Name string // "" names it by its zone
	Zone *time.Location
}

// Board is the calendar. It is made by New, shows the plan of the last Snapshot, and must be used on Fyne's
// goroutine only.
type Board struct {
	widget.BaseWidget
	Deps

	words        *words.Words
	snap         *editor.Snapshot
	colorBy      ColorBy
	tinted       *tints // nil to make them anew
	filter       filter.Filter
	hides        bool            // the filter hides in place of dimming
	sifted       map[string]bool // IDs of the scheduled events that it does not take
	outlined     []*planner.Event
	outlineLabel string
	mini         *MiniMap // nil until it is asked for
	legend       *Legend
	seen         seen
	left         leftWeek
	clocks       []Clock
	mode         LaneMode

	scene     scene
	packedFor float64      // pixels an hour for which the rows were packed; 0 asks to pack anew
	frame     planner.Span // what the view shows whatever the board's size, until it is moved; zero: moved

	drag  drag
	ghost ghost
	dark  darkLine
	keys  map[string]bool // of the findings that stand
	marks map[string]rules.Severity
	load  map[planner.Date]float64
	notes map[planner.Date][]string // names of holidays
	names map[*planner.Event]title
	lanes []string // names of the scene's lanes

	selected []string
	cursor   cursor
	anchor   cursor // where a selection that is extended begins
	click    func() // what the press under way does if no drag comes from it
	focused  bool
	over     hit             // under the pointer
	resting  *fyne.Animation // until the card of the block under the pointer is shown
	told     bool            // it is shown
	pointer  fyne.Position
	lifted   fyne.Position   // where the pointer was seen first after a block was lifted by key
	presses  [2]string       // events under the last two presses
	pause    *fyne.Animation // until places near a block that is held still are looked for
	looking  func()          // gives up looking for them
	landings []Landing       // that were found
	marked   string          // the event for which places are marked while nothing is dragged
	places   []Landing       // those
	scroller *fyne.Animation
	scrollBy fyne.Delta
	pressed  fyne.Position // where the drag under way began

	rule      *ruleOfType
	inks      map[color.NRGBA]color.NRGBA // of text by the fill beneath, in the colours last shown
	shown     *look.Colors
	modifiers func() fyne.KeyModifier
}

// cursor is the block on which the keys stand.
type cursor struct {
	id    string
	shift int
}

// New makes a board that speaks w. It shows nothing until it has a Snapshot.
func New(w *words.Words, deps Deps) *Board {
	b := &Board{Deps: deps, words: w, rule: newRule(), colorBy: ColorByKind, modifiers: currentModifiers, over: hit{item: -1, lane: -1, flag: -1}}
	b.scene.top = rulerSize
	b.ExtendBaseWidget(b)
	return b
}

func currentModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// SetSnapshot shows another state of the plan, or another plan. The view stays unless the plan is another; the
// selection keeps what is still there.
func (b *Board) SetSnapshot(s *editor.Snapshot) {
	if b.snap == nil || s == nil || b.snap.Plan.ID != s.Plan.ID {
		b.selected, b.frame = nil, planner.Span{}
		b.stand(cursor{})
		if s != nil {
			b.begin(s)
		}
	}
	b.snap = s
	if s == nil {
		b.scene.plan, b.scene.lanes, b.scene.items, b.scene.flags = nil, nil, nil, nil
		b.drag.cancel()
		b.Refresh()
		return
	}
	if held := b.drag.held.event; held != nil && b.drag.grip != gripNew && s.Plan.Event(held.ID) != held {
		b.letGo()
	}
	b.selected = slices.DeleteFunc(slices.Clone(b.selected), func(id string) bool { return s.Plan.Event(id) == nil })
	b.keys, b.marks, b.load = keysOfFindings(s.Findings), worst(s.Findings), loadOf(s.Plan)
	b.rebuild()
}

// SetWords makes the board speak another language.
func (b *Board) SetWords(w *words.Words) {
	b.words = w
	b.rebuild()
}

// SetLaneMode says what the lanes of the timeline are made by.
func (b *Board) SetLaneMode(m LaneMode) {
	if b.mode != m {
		b.mode = m
		b.letGo()
		b.rebuild()
	}
}

// LaneMode returns what the lanes of the timeline are made by.
func (b *Board) LaneMode() LaneMode { return b.mode }

// SetClocks says which clocks stand beside the time axis, at most three. Without any they are those of the market,
// of Beijing and UTC.
func (b *Board) SetClocks(clocks []Clock) {
	b.clocks = slices.Clone(clocks[:min(3, len(clocks))])
	b.viewed()
}

// rebuild works out lanes and blocks anew.
func (b *Board) rebuild() {
	if b.snap == nil {
		return
	}
	p := b.snap.Plan
	s := &b.scene
	s.plan, s.mode, s.scale.loc = p, b.mode, p.Zone()
	if s.grid != nil {
		s.mode = byDate
	}
	s.lanes = lanesOf(p, s.mode)
	b.sift()
	b.tinted = nil
	if b.hides {
		s.items = itemsBut(p, s.mode, s.lanes, b.sifted)
	} else {
		s.items = itemsOf(p, s.mode, s.lanes)
	}
	find := b.Flags
	if find == nil {
		find = flagsOf
	}
	s.flags = find(b.snap)
	b.packedFor = 0
	b.names = make(map[*planner.Event]title, len(b.names))
	b.lanes = make([]string, len(s.lanes))
	for i, l := range s.lanes {
		b.lanes[i] = b.laneName(l)
	}
	b.notes = map[planner.Date][]string{}
	for _, h := range planner.Holidays(p.Sale.Campaign(), s.scale.loc) {
		b.notes[h.Date] = append(b.notes[h.Date], b.words.T(h.Key))
	}
	b.over, b.told = hit{item: -1, lane: -1, flag: -1}, false
	if b.drag.active() {
		b.reconsider()
	}
	b.Refresh()
	b.tellView(true)
}

// arrange brings the scene to the size of the board.
func (b *Board) arrange(size fyne.Size) {
	s := &b.scene
	if b.snap == nil || size.Width < 1 {
		return
	}
	s.scale.right, s.height = size.Width, size.Height
	if s.grid != nil {
		b.arrangeGrid(s.grid)
		return
	}
	s.scale.left = b.nameWidth()
	if !b.frame.IsZero() {
		s.scale = s.scale.fit(b.frame)
	}
	s.scale = s.scale.within(b.snap.Plan.Sale.Campaign())
	if b.packedFor != s.scale.pxPerHour {
		b.packedFor = s.scale.pxPerHour
		pack(s.lanes, s.items, s.scale)
	}
	room := size.Height - s.top
	if len(s.flags) > 0 {
		room -= flagRow
	}
	s.row, s.total = stack(s.lanes, room)
	s.scroll = fmax(0, fmin(s.scroll, s.total-room))
}

// saleView returns what a plan shows first: its sale with some days before and a day after.
func saleView(p *planner.Plan) planner.Span {
	loc := p.Zone()
	first, last := planner.DateOf(p.Sale.Span.Start, loc), planner.DateOf(p.Sale.Span.End.Add(-1), loc)
	return planner.Span{Start: first.Add(-2).At(0, 0, loc), End: last.Add(2).At(0, 0, loc)}
}

// look moves the view and tells that it moved.
func (b *Board) look(s scale) {
	b.scene.scale, b.frame = s, planner.Span{}
	b.viewed()
}

// show has the view show the whole span, also when the board's size changes.
func (b *Board) show(span planner.Span) {
	if g := b.scene.grid; g != nil {
		g.fit(&b.scene, span)
	} else {
		b.frame = span
	}
	b.viewed()
}

func (b *Board) viewed() {
	b.Refresh()
	b.tellView(false)
}

// ZoomFit shows everything that is planned, from the start of seeding to the end of the sale.
func (b *Board) ZoomFit() {
	if b.snap == nil {
		return
	}
	loc := b.snap.Plan.Zone()
	days := b.snap.Plan.Horizon()
	if len(days) > 0 {
		b.show(planner.Span{Start: days[0].At(0, 0, loc), End: days[len(days)-1].Add(1).At(0, 0, loc)})
	}
}

// ZoomSale shows the sale, as a plan is shown first.
func (b *Board) ZoomSale() {
	if b.snap != nil {
		b.show(saleView(b.snap.Plan))
	}
}

// zoomStep is how much one press of a key or notch of the wheel enlarges.
const zoomStep = 1.25

// ZoomIn shows fewer days, larger, about the middle of the view.
func (b *Board) ZoomIn() { b.zoom(zoomStep, b.centre()) }

// ZoomOut shows more days.
func (b *Board) ZoomOut() { b.zoom(1/zoomStep, b.centre()) }

func (b *Board) centre() fyne.Position {
	s := &b.scene
	return fyne.NewPos((s.scale.left+s.scale.right)/2, (s.top+s.height)/2)
}

// zoom enlarges what is shown, what stands at the point staying there.
func (b *Board) zoom(factor float64, about fyne.Position) {
	switch g := b.scene.grid; {
	case b.snap == nil:
	case g != nil:
		g.zoom(&b.scene, factor, about.Y)
		b.viewed()
	default:
		b.look(b.scene.scale.zoom(factor, about.X))
	}
}

// VisibleSpan returns the stretch of time in sight.
func (b *Board) VisibleSpan() planner.Span {
	if b.snap == nil || b.scene.grid == nil && b.scene.scale.pxPerHour == 0 {
		return planner.Span{}
	}
	return b.scene.sight()
}

// GoTo moves the view so that the instant is in sight, and no further than it must.
func (b *Board) GoTo(t time.Time) {
	if b.snap != nil {
		b.showSpan(planner.Span{Start: t, End: t.Add(time.Hour)})
	}
}

// Reveal selects the event and moves the view until it is in sight. An event that is not on the board is ignored.
func (b *Board) Reveal(id string) {
	i := b.scene.find(id, -1)
	if i < 0 {
		return
	}
	b.selectOnly(id)
	b.stand(cursor{id, -1})
	b.bringIntoSight(i)
}

// bringIntoSight moves the view, both ways, until the block is in sight.
func (b *Board) bringIntoSight(i int) {
	s := &b.scene
	it := s.items[i]
	if s.grid != nil {
		b.showSpan(it.span)
		return
	}
	if r := s.rect(it); r.y0 < s.top {
		s.scroll -= s.top - r.y0 + lanePad
	} else if r.y1 > s.height {
		s.scroll += r.y1 - s.height + lanePad
	}
	axis := s.scale.showing(it.span)
	if it.folded {
		axis = axis.zoom(2*nearPxPerHour/axis.pxPerHour, axis.x(it.span.Start))
	}
	b.look(axis)
}

// Selected returns the IDs of the selected events.
func (b *Board) Selected() []string { return slices.Clone(b.selected) }

// Select selects events without moving the view and without calling OnSelect.
func (b *Board) Select(ids []string) {
	if !slices.Equal(ids, b.selected) {
		b.selected = slices.Clone(ids)
		b.Refresh()
	}
}
