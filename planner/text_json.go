package planner

import (
	"encoding/json"
	"fmt"
	"time"
)

// A Text's arguments are written with their type, since a journal is read back by a later program:
// {"key":"edit.move","args":[{"text":"Ana"},{"time":"2024-11-29T22:00:00Z"}]}.

type argCodec struct {
	name   string
	encode func(any) (any, bool)
	decode func([]byte) (any, error)
}

func codecOf[T any](name string) argCodec {
	return argCodec{name,
		func(a any) (any, bool) { v, ok := a.(T); return v, ok },
		func(b []byte) (any, error) { var v T; err := json.Unmarshal(b, &v); return v, err }}
}

var argCodecs = []argCodec{
	codecOf[string]("s"), codecOf[int]("n"), codecOf[Money]("money"), codecOf[BasisPoints]("bp"), codecOf[Date]("date"),
	codecOf[time.Time]("time"), codecOf[Span]("span"), codecOf[Kind]("kind"), codecOf[RiskKind]("risk"), codecOf[Text]("text"),
}

// MarshalJSON writes the key and the typed arguments; an argument of a type that Text does not allow is an error.
func (t Text) MarshalJSON() ([]byte, error) {
	args := make([]map[string]any, 0, len(t.Args))
next:
	for _, a := range t.Args {
		for _, c := range argCodecs {
			if v, ok := c.encode(a); ok {
				args = append(args, map[string]any{c.name: v})
				continue next
			}
		}
		return nil, fmt.Errorf("planner: text %s has an argument of type %T", t.Key, a)
	}
	return json.Marshal(struct {
		Key  string           `json:"key"`
		Args []map[string]any `json:"args,omitempty"`
	}{t.Key, args})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (t *Text) UnmarshalJSON(b []byte) error {
	var v struct {
		Key  string
		Args []map[string]json.RawMessage
	}
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	*t = Text{Key: v.Key}
	for _, m := range v.Args {
		for _, c := range argCodecs {
			raw, ok := m[c.name]
			if !ok {
				continue
			}
			a, err := c.decode(raw)
			if err != nil {
				return err
			}
			t.Args = append(t.Args, a)
		}
	}
	return nil
}
