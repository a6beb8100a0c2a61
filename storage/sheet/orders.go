package sheet

import (
	"path/filepath"

	"bfplanner/planner/forecast"
)

// ordersSheet is a table of what was sold by day.
func ordersSheet(row func(*builder, record)) *spec {
	return &spec{"orders", nil, []heading{
		{"date", []string{"day", "orderdate", "日期", "下单日期", "时间", "统计日期"}, true},
		{"orders", []string{"order", "sales", "units", "ordercount", "numberoforders", "订单", "订单数", "订单量", "单量", "成交订单数", "销量"}, true},
	}, row}
}

// ReadOrders reads last year's sales by day, the first sheet of a workbook or a CSV with a column of dates and one of
// orders; name is the file's name, which problems show. Days without orders may be 0 or left out. The error is a
// planner.Problems with the row of each, and then nothing is to be taken.
func ReadOrders(name string, data []byte) ([]forecast.Sold, error) {
	r := &report{file: filepath.Base(name)}
	sheets, done, problem := openSheets(data)
	if problem != nil {
		r.add(problem)
		return nil, r.err()
	}
	defer done()
	var list []forecast.Sold
	b := &builder{report: r}
	b.read(ordersSheet(func(_ *builder, x record) {
		dates := x.dates("date")
		if x.need("date") == "" || len(dates) == 0 {
			return
		}
		if len(dates) > 1 {
			x.fail("date", "problem.not_a_date", x.text("date"))
			return
		}
		x.once("date", dates[0].String(), "problem.date_twice")
		x.need("orders")
		list = append(list, forecast.Sold{Date: dates[0], Orders: float64(x.count("orders"))})
	}), sheets[0])
	if err := r.err(); err != nil {
		return nil, err
	}
	return list, nil
}
