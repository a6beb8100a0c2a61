package mip

import (
	"bufio"
	"io"
	"math"
	"strconv"
)

// WriteLP writes the program as a CPLEX LP file, which HiGHS, CBC, SCIP, Gurobi and others read. Names say what a
// column or row is and are numbered as in the instance.
func (m *Model) WriteLP(w io.Writer) error {
	out := &lpWriter{Writer: bufio.NewWriterSize(w, 1<<16)}
	out.text("\\ ", m.in.Name, "\nMaximize\n value:")
	for _, c := range m.cols {
		if c.earns != 0 {
			out.term(c.earns, c.name)
		}
	}
	out.text("\nSubject To\n")
	for i, r := range m.rows[:len(m.rows)-1] {
		out.start(" ", r.name.String(), ":")
		cols, by := m.entries(i)
		for k, c := range cols {
			out.term(by[k], m.cols[c].name)
		}
		if r.equal {
			out.text(" = ")
		} else {
			out.text(" <= ")
		}
		out.text(number(r.limit), "\n")
	}
	out.text("Bounds\n")
	for _, c := range m.cols {
		out.text(" ", number(c.lo), " <= ", c.name.String(), " <= ", number(c.hi), "\n")
	}
	out.text("General\n")
	for _, c := range m.cols {
		if c.integer {
			out.text(" ", c.name.String(), "\n")
		}
	}
	out.text("End\n")
	return out.Flush()
}

// lpWriter writes terms on lines of a modest length: readers of the format give up on long ones. An error stays with
// the writer until it is flushed.
type lpWriter struct {
	*bufio.Writer
	width int
}

const lpWidth = 200

func (w *lpWriter) text(parts ...string) {
	for _, p := range parts {
		_, _ = w.WriteString(p)
	}
}

func (w *lpWriter) start(parts ...string) {
	w.text(parts...)
	w.width = 0
}

func (w *lpWriter) term(by float64, name label) {
	sign := " + "
	if by < 0 {
		sign = " - "
	}
	s := sign + number(math.Abs(by)) + " " + name.String()
	if w.width += len(s); w.width > lpWidth {
		w.text("\n")
		w.width = len(s)
	}
	w.text(s)
}

// number returns the shortest text that reads back as the same number.
func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
