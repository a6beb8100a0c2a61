package sheet

import (
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"bfplanner/planner"
)

// Speech is what people call things, in every language.
type Speech struct {
	// Names returns the texts of a key of the translations.
	Names func(key string) []string
	// Titles returns the titles that screens make up for an event without one, so that reading them back gives it
	// none; nil makes up none.
	Titles func(*planner.Event) []string
}

// eventColumns are the columns of a sheet of events, coupons among them. Those that the program writes itself are read back.
var eventColumns = []heading{
	{"id", []string{"编号", "eventid", "no"}, false},
	{"kind", []string{"type", "类型", "种类", "活动类型"}, false}, // without it, a sheet of coupons
	{"title", []string{"name", "event", "subject", "标题", "名称", "活动", "活动名称", "券名称", "优惠券名称"}, false},
	{"start", []string{"begin", "from", "starttime", "startdate", "time", "date", "开始", "开始时间", "生效时间", "时间", "日期"}, true},
	{"end", []string{"to", "until", "endtime", "enddate", "结束", "结束时间", "失效时间"}, false},
	{"channel", []string{"platform", "渠道", "平台"}, false},
	{"hosts", []string{"host", "presenter", "anchor", "主播"}, false},
	{"studio", []string{"room", "直播间"}, false},
	{"line", []string{"productline", "产品线", "商品线"}, false},
	{"products", []string{"skus", "sku", "product", "商品", "商品编码", "货号"}, false},
	{"tool", []string{"promotion", "promotiontool", "工具", "优惠类型", "券类型"}, false},
	{"percent_off", []string{"discount", "off", "percentoff", "优惠比例", "折扣", "优惠"}, false},
	{"amount_off", []string{"amountoff", "立减", "立减金额", "满减"}, false},
	{"quantity", []string{"qty", "limit", "数量", "张数", "限量"}, false},
	{"code", []string{"promocode", "couponcode", "口令", "优惠码"}, false},
	{"daily", []string{"dailybudget", "budget", "日预算", "预算"}, false},
	{"series", []string{"recurrence", "系列", "重复系列"}, false},
	{"pinned", []string{"fixed", "locked", "固定"}, false},
	{"note", []string{"notes", "remark", "comment", "备注", "说明"}, false},
}

// ReadEvents reads events, coupons and flash deals out of the first sheet of a file for the plan, whose zone, hosts,
// products and tools its rows speak of. A row whose ID the plan has changes that event. The result is one edit; the error is a
// planner.Problems with the row of each, and then nothing is to be taken.
func ReadEvents(name string, data []byte, p *planner.Plan, say Speech, mapping map[string]string) (planner.Command, error) {
	r := &report{file: filepath.Base(name)}
	sheets, done, problem := openSheets(data)
	if problem != nil {
		r.add(problem)
		return nil, r.err()
	}
	defer done()
	x := newEventReader(p, say)
	b := &builder{report: r, currency: p.Market.Currency}
	b.read(mapped(EventRows, mapping, x.row), sheets[0])
	if len(x.added)+len(x.changed) == 0 && len(r.list) == 0 {
		r.add(at(sheets[0].name, 0, "", "problem.no_events"))
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	why := planner.T("edit.import", r.file)
	batch := planner.Batch{Why: why}
	if len(x.changed) > 0 {
		batch.Commands = append(batch.Commands, planner.Change{Events: x.changed})
	}
	if len(x.added) > 0 {
		batch.Commands = append(batch.Commands, planner.Add{Events: x.added})
	}
	return batch, nil
}

// eventReader makes events of rows. Its indexes find rows of the plan by anything that people call them.
type eventReader struct {
	say            Speech
	plan           *planner.Plan
	kinds          map[string]planner.Kind
	tools          map[string]string
	hosts, studios map[string]string
	lines          map[string]string
	channels       map[string]string
	added, changed []*planner.Event
}

func newEventReader(p *planner.Plan, say Speech) *eventReader {
	names := say.Names
	x := &eventReader{say: say, plan: p, kinds: map[string]planner.Kind{}, tools: map[string]string{}, hosts: map[string]string{}, studios: map[string]string{}, lines: map[string]string{}, channels: map[string]string{}}
	put := func(m map[string]string, id string, called ...string) {
		for _, c := range append(called, id) {
			if plain := plainHeading(c); plain != "" {
				m[plain] = id
			}
		}
	}
	for _, k := range planner.Kinds {
		for _, n := range append(names("kind."+string(k)), string(k), k.Letter()) {
			x.kinds[plainHeading(n)] = k
		}
	}
	for _, t := range p.Tools.All() {
		put(x.tools, t.ID, names("tool."+t.ID)...)
	}
	for _, h := range p.Hosts.All() {
		put(x.hosts, h.ID, h.Name)
	}
	for _, s := range p.Studios.All() {
		put(x.studios, s.ID, s.Name)
	}
	for _, l := range p.Lines.All() {
		put(x.lines, l.ID, l.Name, l.NameZh)
	}
	for _, c := range p.Channels.All() {
		put(x.channels, c.ID, append(names("channel."+c.ID), c.Name)...)
	}
	return x
}

// row makes one event.
func (x *eventReader) row(b *builder, r record) {
	before := len(b.list)
	e := &planner.Event{Channel: planner.TikTok}
	if shops := x.plan.Shops.All(); len(shops) > 0 {
		e.Shop = shops[0].ID
	}
	id := r.text("id")
	r.once("id", id, "problem.event_twice")
	old := x.plan.Event(id)
	if old != nil {
		n := *old
		e = &n
	}
	kind, ok := x.kinds[plainHeading(r.text("kind"))]
	if !r.has("kind") {
		kind, ok = planner.Coupon, true
	}
	if !ok {
		r.fail("kind", "problem.unknown_kind", r.text("kind"))
		return
	}
	if old != nil && old.Kind != kind {
		r.fail("kind", "problem.other_kind", id, old.Kind)
		return
	}
	e.Kind = kind
	x.common(r, e)
	x.span(r, e)
	x.detail(r, e)
	if len(b.list)+b.more > before {
		return
	}
	if err := x.plan.CheckEvent(e); err != nil {
		for _, p := range planner.AsProblems(err) {
			b.add(at(r.sheet, r.numbered.row, "", p.Key, p.Args...))
		}
		return
	}
	if old != nil {
		x.changed = append(x.changed, e)
		return
	}
	x.added = append(x.added, e)
}

// has reports whether the sheet has the column at all; what it does not have stays as it is.
func (r record) has(field string) bool { _, ok := r.h.index[field]; return ok }

func (x *eventReader) common(r record, e *planner.Event) {
	if t := r.text("title"); t != "" && (e.Title != "" || x.say.Titles == nil || !slices.Contains(x.say.Titles(e), t)) {
		e.Title = t
	}
	if r.has("note") {
		e.Note = r.text("note")
	}
	if r.has("series") {
		e.Series = r.text("series")
	}
	if r.has("pinned") {
		e.Pinned = r.yes("pinned")
	}
	for _, f := range []struct {
		field string
		known map[string]string
		into  *string
	}{{"channel", x.channels, &e.Channel}, {"line", x.lines, &e.Line}} {
		if t := r.text(f.field); t != "" {
			*f.into = x.known(r, f.field, f.known, t)
		}
	}
	if r.has("products") {
		e.Products = nil
		for _, sku := range strings.FieldsFunc(r.text("products"), func(c rune) bool { return strings.ContainsRune(" ,;，；、\n", c) }) {
			if x.plan.Product(sku) == nil {
				r.fail("products", "problem.unknown_product", sku)
			}
			e.Products = append(e.Products, sku)
		}
	}
}

// known finds the ID of what a cell names.
func (x *eventReader) known(r record, field string, m map[string]string, text string) string {
	id, ok := m[plainHeading(text)]
	if !ok {
		r.fail(field, "problem.unknown_name", text)
	}
	return id
}

// span reads when the event is. Posts and tasks need no end; a row with neither goes to the backlog.
func (x *eventReader) span(r record, e *planner.Event) {
	start, ok := x.instant(r, "start")
	if !ok {
		return
	}
	end, ended := x.instant(r, "end")
	if !ended {
		length := map[planner.Kind]time.Duration{planner.Video: planner.PostLength, planner.Milestone: time.Hour}[e.Kind]
		if length == 0 {
			r.fail("end", "problem.missing_value")
			return
		}
		end = start.Add(length)
	}
	if !start.Before(end) {
		r.fail("end", "problem.end_before_start", e.Title, start, end)
		return
	}
	if e.Live != nil {
		*e = *e.At(planner.Span{Start: start, End: end})
		return
	}
	e.Span = planner.Span{Start: start, End: end}
}

// eventLayouts are ways of writing a clock time beside those of planner.ParseClock.
var eventLayouts = []string{"2006-01-02 15:04 -07:00", "2006/1/2 15:04", "2006-1-2 15:04", "2006/1/2", "2006年1月2日 15:04", "2006年1月2日"}

// instant reads a clock time of the market's zone: a date of a workbook, or text.
func (x *eventReader) instant(r record, field string) (time.Time, bool) {
	c, ok := r.cell(field)
	if !ok {
		return time.Time{}, false
	}
	if n, stored := c.stored(); stored {
		days := float64(n) / float64(one)
		if _, ok := excelDay(n); !ok {
			r.fail(field, "problem.not_a_date", c.text)
			return time.Time{}, false
		}
		wall, err := excelize.ExcelDateToTime(math.Round(days*1440)/1440, false)
		if err != nil {
			r.fail(field, "problem.not_a_date", c.text)
			return time.Time{}, false
		}
		wall = wall.Round(time.Minute)
		return planner.DateOf(wall, time.UTC).At(wall.Hour(), wall.Minute(), x.plan.Zone()), true
	}
	text := c.shown()
	if t, err := planner.ParseClock(text, x.plan.Zone()); err == nil {
		return t, true
	}
	for _, l := range eventLayouts {
		if t, err := time.ParseInLocation(l, text, x.plan.Zone()); err == nil {
			return t.UTC(), true
		}
	}
	r.fail(field, "problem.time", text)
	return time.Time{}, false
}

// detail reads what belongs to the kind.
func (x *eventReader) detail(r record, e *planner.Event) {
	switch e.Kind {
	case planner.Live:
		x.live(r, e)
	case planner.Coupon, planner.Flash:
		x.promo(r, e)
	case planner.Ad:
		ad := planner.AdDetail{}
		if e.Ad != nil {
			ad = *e.Ad
		}
		if r.has("daily") {
			ad.Daily = r.amount("daily")
		}
		e.Ad = &ad
	case planner.Video:
		if e.Clip == nil {
			e.Clip = &planner.VideoDetail{Type: planner.VideoTypes[0], Effort: 1}
		}
	case planner.Milestone:
		if e.Task == nil {
			e.Task = &planner.MilestoneDetail{Type: planner.OtherTask}
		}
	}
}

// live shares a session's time among the hosts that the row names, in their order, unless they are those it has.
func (x *eventReader) live(r record, e *planner.Event) {
	live := planner.LiveDetail{}
	if e.Live != nil {
		live = *e.Live
	}
	if t := r.text("studio"); t != "" {
		live.Studio = x.known(r, "studio", x.studios, t)
	}
	var hosts []string
	for _, name := range strings.FieldsFunc(r.text("hosts"), func(c rune) bool { return strings.ContainsRune(",;，；、→/\n", c) }) {
		if name = strings.TrimSpace(name); name != "" {
			hosts = append(hosts, x.known(r, "hosts", x.hosts, name))
		}
	}
	if len(hosts) > 0 && !slices.Equal(hosts, e.Hosts()) && e.Scheduled() {
		live.Shifts = nil
		part := (e.Span.Length() / time.Duration(len(hosts))).Truncate(time.Minute)
		for i, h := range hosts {
			s := planner.Span{Start: e.Span.Start.Add(time.Duration(i) * part), End: e.Span.Start.Add(time.Duration(i+1) * part)}
			if i == len(hosts)-1 {
				s.End = e.Span.End
			}
			live.Shifts = append(live.Shifts, planner.Shift{Host: h, Span: s})
		}
	}
	e.Live = &live
}

func (x *eventReader) promo(r record, e *planner.Event) {
	o := planner.Promo{PlatformShare: -1}
	if e.Promo != nil {
		o = *e.Promo
	}
	if t := r.text("tool"); t != "" {
		o.Tool = x.known(r, "tool", x.tools, t)
	} else if o.Tool == "" {
		r.fail("tool", "problem.missing_value")
	}
	if r.has("percent_off") {
		o.PercentOff = r.discount("percent_off")
	}
	if r.has("amount_off") {
		o.AmountOff = r.amount("amount_off")
	}
	if r.has("quantity") {
		o.Quantity = r.count("quantity")
	}
	if r.has("code") {
		o.Code = r.text("code")
	}
	e.Promo = &o
}
