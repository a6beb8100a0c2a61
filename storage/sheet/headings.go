package sheet

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// spec says how one kind of sheet is recognised and read.
type spec struct {
	id      string // its name in English
	names   []string
	columns []heading
	row     func(*builder, record)
}

// heading is one kind of column: the headings under which it is recognised, and whether it must be there.
type heading struct {
	field string
	names []string
	need  bool
}

var productSheet = &spec{"products", []string{"product", "skus", "商品", "产品", "商品表", "产品表", "商品清单"}, []heading{
	{"sku", []string{"skuid", "sellersku", "productid", "itemno", "编码", "货号", "商品编码", "商品编号", "产品编码", "款号", "商家编码", "商家sku"}, true},
	{"name", []string{"title", "product", "productname", "producttitle", "商品名", "商品名称", "产品名", "产品名称", "名称", "品名", "标题", "商品标题"}, true},
	{"name_en", []string{"nameen", "englishname", "英文名", "英文名称", "英文品名", "英文标题"}, false},
	{"name_zh", []string{"namezh", "namecn", "chinesename", "中文名", "中文名称", "中文品名"}, false},
	{"line", []string{"productline", "collection", "产品线", "商品线", "系列"}, true},
	{"category", []string{"type", "品类", "类目", "分类", "类别"}, false},
	{"line_zh", []string{"linezh", "categoryzh", "linecn", "产品线中文", "中文产品线", "品类中文"}, false},
	{"price", []string{"listprice", "retailprice", "rrp", "sellingprice", "unitprice", "售价", "原价", "单价", "价格", "标价", "零售价"}, true},
	{"cost", []string{"unitcost", "cogs", "costprice", "purchaseprice", "成本", "成本价", "单位成本", "采购价", "进价"}, true},
	{"ship", []string{"shipping", "shippingcost", "shipcost", "freight", "postage", "fulfilment", "fulfillment", "运费", "物流费", "物流成本", "邮费", "配送费"}, false},
	{"low30", []string{"30daylow", "30dayslow", "low30days", "lowest30", "lowest30days", "30dlow", "30天最低价", "近30天最低价", "30日最低价", "最低价"}, false},
	{"stock", []string{"inventory", "qty", "quantity", "onhand", "stockunits", "库存", "库存数", "库存数量", "现货", "可售库存", "数量"}, true},
	{"inbound", []string{"intransit", "incoming", "onorder", "inboundstock", "在途", "在途库存", "在途数量", "待入库"}, false},
	{"affiliate", []string{"affiliatecommission", "affiliaterate", "commission", "creatorcommission", "佣金", "佣金率", "达人佣金", "联盟佣金"}, false},
	{"returns", []string{"returnrate", "returnsrate", "refundrate", "退货率", "退款率"}, false},
	{"margin_floor", []string{"marginfloor", "minmargin", "minimummargin", "毛利底线", "最低毛利率", "最低毛利", "利润底线", "底线毛利"}, false},
	{"flash_discount", []string{"flashdiscount", "flashoff", "flashsale", "flashdeal", "livediscount", "discount", "秒杀折扣", "直播折扣", "闪购折扣", "折扣"}, false},
}, (*builder).product}

var hostSheet = &spec{"hosts", []string{"host", "主播", "主播表"}, []heading{
	{"id", []string{"hostid", "编号", "主播id", "工号"}, false},
	{"name", []string{"host", "hostname", "姓名", "名字", "主播", "昵称"}, true},
	{"hours", []string{"weeklyhours", "availability", "available", "availablehours", "时段", "可播时段", "可播时间", "工作时间", "排班"}, true},
	{"max_shift", []string{"maxshift", "longestshift", "longestshifthours", "maxshifthours", "最长班次", "单班最长", "最长单班", "最长连播"}, false},
	{"cost_hour", []string{"costhour", "costperhour", "hourlycost", "rate", "hourlyrate", "时薪", "每小时成本", "小时成本"}, false},
	{"days_off", []string{"daysoff", "dayoff", "leave", "holidays", "休息日", "请假", "不可播日期", "休假"}, false},
	{"extra_hours", []string{"extrahours", "加班", "加播时段", "特殊时段"}, false},
	{"min_shift", []string{"minshift", "shortestshift", "最短班次"}, false},
	{"break", []string{"breakhours", "pause", "班间休息"}, false},
	{"max_day", []string{"maxday", "maxhoursday", "hoursperday", "每日上限"}, false},
	{"max_week", []string{"maxweek", "maxhoursweek", "hoursperweek", "每周上限"}, false},
	{"rest", []string{"resthours", "overnightrest", "隔夜休息"}, false},
	{"draw", []string{"mult", "popularity", "人气", "引流"}, false},
}, (*builder).host}

var studioSheet = &spec{"studios", []string{"studio", "room", "rooms", "直播间", "直播间表"}, []heading{
	{"id", []string{"studioid", "编号", "直播间id"}, false},
	{"name", []string{"studio", "studioname", "room", "名称", "直播间", "直播间名称"}, true},
	{"cost_hour", []string{"costhour", "costperhour", "hourlycost", "每小时成本", "小时成本", "时租"}, false},
	{"setup_minutes", []string{"setup", "setupminutes", "preparation", "布置时间", "准备时间", "布景分钟", "布置分钟"}, false},
}, (*builder).studio}

var budgetSheet = &spec{"budgets", []string{"budget", "预算", "预算表"}, []heading{
	{"item", []string{"key", "budget", "kind", "项目", "预算项目", "预算项", "类型"}, false},
	{"amount", []string{"value", "sum", "total", "金额", "预算", "预算金额"}, false},
	{"coupons", budgetItems["coupons"], false},
	{"ads", budgetItems["ads"], false},
	{"videos", budgetItems["videos"], false},
	{"shop", budgetItems["shop"], false},
}, (*builder).budget}

// budgetItems are the budgets that a plan knows, as columns or as the rows of a column of items; shop is the shop's name.
var budgetItems = map[string][]string{
	"coupons": {"coupon", "couponbudget", "优惠券", "优惠券预算", "券"},
	"ads":     {"ad", "advertising", "adbudget", "adspend", "广告", "广告预算", "投放", "广告费"},
	"videos":  {"video", "videobudget", "seeding", "视频", "短视频", "种草", "短视频预算", "种草预算"},
	"shop":    {"shopname", "store", "storename", "店铺", "店铺名", "店铺名称"},
}

var channelSheet = &spec{"channels", []string{"channel", "渠道", "渠道表", "平台"}, []heading{
	{"id", []string{"channelid", "编号", "渠道id"}, false},
	{"name", []string{"channel", "channelname", "名称", "渠道", "渠道名称"}, true},
	{"fee", []string{"feerate", "platformfee", "referralfee", "费率", "平台费", "平台费率", "手续费", "扣点"}, true},
	{"conversion", []string{"conversionrate", "cvr", "转化率"}, true},
	{"capacity", []string{"ordersday", "ordersperday", "dailycapacity", "日承接量", "每日订单上限", "每日单量", "承接单量"}, true},
	{"share", []string{"shareoforders", "ordershare", "占比", "订单占比", "单量占比"}, true},
	{"platform", []string{"isplatform", "saleplatform", "是否大促平台", "大促平台", "主平台"}, false},
}, (*builder).channel}

var specs = []*spec{productSheet, hostSheet, studioSheet, budgetSheet, channelSheet}

// specNamed returns the spec of a sheet by its name; the only sheet of a file holds the products whatever it is called.
func specNamed(name string, only bool) *spec {
	plain := plainHeading(name)
	for _, s := range specs {
		if plain == s.id || contains(s.names, plain) {
			return s
		}
	}
	if only {
		return productSheet
	}
	return nil
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

var (
	inBrackets = regexp.MustCompile(`[(\[【](.*?)[)\]】]`)
	noise      = strings.NewReplacer(" ", "", "_", "", "-", "", ".", "", "*", "", ":", "", "'", "", "\n", "", "\r", "", "\t", "", "/", "")
)

// unitsAtEnd are units that a heading may end in without brackets.
var unitsAtEnd = []string{"usd", "$", "eur", "€", "gbp", "£", "cny", "rmb", "¥", "元", "%", "hours", "小时", "minutes", "分钟"}

// plainHeading returns the heading in small letters without signs and brackets.
func plainHeading(s string) string {
	s = strings.ToLower(norm.NFKC.String(s))
	return noise.Replace(inBrackets.ReplaceAllString(s, ""))
}

// headingUnit returns what stands in the brackets of a heading: "%" in "佣金率（%）".
func headingUnit(s string) string {
	if m := inBrackets.FindStringSubmatch(strings.ToLower(norm.NFKC.String(s))); m != nil {
		return noise.Replace(m[1])
	}
	return ""
}

// headings is a row of headings, read.
type headings struct {
	index map[string]int    // field -> column
	text  map[string]string // field -> heading as it is written
	unit  map[string]string // field -> unit named in the heading
	twice [][2]string       // headings that mean the same
	last  int               // last column with any heading
}

// known returns how many columns were recognised.
func (h *headings) known() int {
	if h == nil {
		return 0
	}
	return len(h.index) + len(h.twice)
}

func readHeadings(s *spec, cells []cell) *headings {
	h := &headings{map[string]int{}, map[string]string{}, map[string]string{}, nil, -1}
	for i, c := range cells {
		text := strings.TrimSpace(c.text)
		if text == "" {
			continue
		}
		h.last = i
		field, unit := s.field(text)
		if field == "" {
			continue
		}
		if _, ok := h.index[field]; ok {
			h.twice = append(h.twice, [2]string{h.text[field], text})
			continue
		}
		h.index[field], h.text[field], h.unit[field] = i, text, unit
	}
	return h
}

// field returns the field that a heading means, "" for none, and the unit that it names.
func (s *spec) field(text string) (field, unit string) {
	plain, unit := plainHeading(text), headingUnit(text)
	if f := s.fieldNamed(plain); f != "" {
		return f, unit
	}
	for _, u := range unitsAtEnd {
		if short, ok := strings.CutSuffix(plain, u); ok {
			if f := s.fieldNamed(short); f != "" {
				return f, u
			}
		}
	}
	return "", ""
}

func (s *spec) fieldNamed(plain string) string {
	for _, c := range s.columns {
		if plain == noise.Replace(c.field) || contains(c.names, plain) {
			return c.field
		}
	}
	return ""
}

// checkHeadings reports headings that are missing or stand twice, and whether the rows below can be read at all.
func (b *builder) checkHeadings(s *spec, sheet string, row int, h *headings) bool {
	if h.known() == 0 {
		b.add(at(sheet, row, "", "problem.no_headings", s.id, s.needed()))
		return false
	}
	for _, t := range h.twice {
		b.add(at(sheet, row, t[1], "problem.column_twice", t[0], t[1]))
	}
	for _, c := range s.columns {
		if _, ok := h.index[c.field]; c.need && !ok && !b.instead(h, c.field) {
			b.add(at(sheet, row, c.field, "problem.missing_column", c.field, strings.Join(append([]string{c.field}, c.names...), ", ")))
		}
	}
	return true
}

// instead reports whether another column serves in place of a missing one.
func (b *builder) instead(h *headings, field string) bool {
	for _, other := range map[string][]string{"line": {"category"}, "name": {"name_en", "name_zh"}}[field] {
		if _, ok := h.index[other]; ok {
			return true
		}
	}
	return false
}

// needed lists the headings that the sheet must have.
func (s *spec) needed() string {
	var list []string
	for _, c := range s.columns {
		if c.need {
			list = append(list, c.field)
		}
	}
	if len(list) == 0 {
		return s.columns[0].field + ", " + s.columns[1].field
	}
	return strings.Join(list, ", ")
}
