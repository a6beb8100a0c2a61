package sheet

import (
	"testing"

	"bfplanner/planner"
)

func TestReadOrders(t *testing.T) {
	for name, text := range map[string]string{
		"english": "Date,Orders\n2023-11-24,\"1,204\"\n2023-11-25,0\n",
		"chinese": "日期;订单数\n2023/11/24;1204\n2023/11/25;0\n",
		"titled":  "Sales of last year\n\nday,sales,note\n2023-11-24,1204,Black Friday\n2023-11-25,0,\n",
	} {
		t.Run(name, func(t *testing.T) {
			list, err := ReadOrders("orders.csv", []byte(text))
			if err != nil || len(list) != 2 || list[0].Orders != 1204 || list[1].Orders != 0 || list[1].Date != (planner.Date{Year: 2023, Month: 11, Day: 25}) {
				t.Fatal(list, err)
			}
		})
	}
}

func TestReadOrdersSaysWhatIsWrongByRow(t *testing.T) {
	for _, c := range []struct {
		name, text, key string
		row             int
	}{
		{"no column", "Date,Visitors\n2023-11-24,5\n", "problem.missing_column", 0},
		{"no date", "Date,Orders\nsoon,5\n", "problem.not_a_date", 2},
		{"a stretch", "Date,Orders\n2023-11-24..2023-11-26,5\n", "problem.not_a_date", 2},
		{"empty orders", "Date,Orders\n2023-11-24,\n", "problem.missing_value", 2},
		{"half an order", "Date,Orders\n2023-11-24,1.5\n", "problem.whole_number", 2},
		{"below zero", "Date,Orders\n2023-11-24,-3\n", "problem.below_zero", 2},
		{"twice", "Date,Orders\n2023-11-24,5\n2023-11-25,5\n2023-11-24,6\n", "problem.date_twice", 4},
		{"nothing", "", "problem.empty_file", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, err := ReadOrders("orders.csv", []byte(c.text))
			ps := planner.AsProblems(err)
			if list != nil || len(ps) != 1 || ps[0].Key != c.key || c.row > 0 && ps[0].Row != c.row || ps[0].File != "orders.csv" {
				t.Fatal(list, ps)
			}
		})
	}
}
