package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"bfplanner/planner"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// utf16Order returns the decoder that a UTF-16 byte order mark calls for, nil where there is none.
func utf16Order(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	}
	return nil
}

// decodeText makes UTF-8 of a CSV in UTF-8, UTF-16 with its mark, or GB18030, which holds GBK and GB2312 and
// is what Excel writes in China. Text that is none of them is problem.encoding with the first row that is not.
func decodeText(data []byte) (string, *planner.Problem) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	enc := utf16Order(data)
	if enc == nil {
		good, bad, first := utf8Balance(data)
		switch {
		case bad == 0:
			return string(data), nil
		case good > bad: // UTF-8 with a few broken letters, which as GB18030 would be garbled
			return "", badEncoding(data[:first])
		}
		enc = simplifiedchinese.GB18030
	}
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", badEncoding(nil)
	}
	if i := bytes.IndexRune(text, utf8.RuneError); i >= 0 {
		return "", badEncoding(text[:i])
	}
	return string(text), nil
}

func badEncoding(before []byte) *planner.Problem {
	return at("", bytes.Count(before, []byte("\n"))+1, "", "problem.encoding")
}

// utf8Balance counts the letters beyond ASCII that are valid UTF-8 and the bytes that are not, and where the first of these stands.
func utf8Balance(data []byte) (good, bad, first int) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			if bad == 0 {
				first = i
			}
			bad++
		} else {
			good++
		}
		i += n
	}
	return good, bad, first
}

// separators are what may stand between two cells; the first line that has any decides by its most frequent.
var separators = []rune{',', ';', '\t', '|'}

func separator(text string) rune {
	best, most := ',', 0
	for line := range strings.Lines(text) {
		for _, s := range separators {
			if n := strings.Count(line, string(s)); n > most {
				best, most = s, n
			}
		}
		if most > 0 {
			break
		}
	}
	return best
}

// longestCell is how many lines a cell may have; more come from a quotation mark that is never closed.
const longestCell = 50

// csvSource gives the rows of a CSV. Rows are counted as a spreadsheet shows them: empty lines count, line
// breaks inside quoted cells do not.
func csvSource(text string) source {
	return func(f func(int, []cell) bool) *planner.Problem {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = separator(text), true, -1, true
		inside := 0 // line breaks inside cells so far
		for {
			fields, err := r.Read()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil { // none is left that lazy quotes do not forgive, but the reader may say so
				return at("", 0, "", "problem.csv_quotes")
			}
			line, _ := r.FieldPos(0)
			row := line - inside
			cells := make([]cell, len(fields))
			for i, text := range fields {
				breaks := strings.Count(text, "\n")
				if breaks > longestCell {
					return at("", row, "", "problem.csv_quotes")
				}
				inside += breaks
				cells[i] = cell{text: text, raw: text}
			}
			if !f(row, cells) {
				return nil
			}
		}
	}
}
