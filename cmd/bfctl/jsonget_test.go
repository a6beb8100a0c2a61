package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// jsonget prints a value of a JSON file for the scripts: "jsonget FILE events/3/kind"; a part "count" is the length of a list.
func jsonget(args []string) int {
	b, err := os.ReadFile(args[0])
	var v any
	if err == nil {
		err = json.Unmarshal(b, &v)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	for _, part := range strings.Split(args[1], "/") {
		next, err := step(v, part)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		v = next
	}
	out, err := json.Marshal(v)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println(string(out))
	return 0
}

// step takes one part of the path. On a list, "key=x", "key!x", "key^x" (begins with), "key<n" and "key>n" keep rows; on a number,
// "count>n" compares.
func step(v any, part string) (any, error) {
	key, op, want := part, "", ""
	if i := strings.IndexAny(part, "=!<>^"); i > 0 {
		key, op, want = part[:i], part[i:i+1], part[i+1:]
	}
	switch x := v.(type) {
	case map[string]any:
		if y, ok := x[part]; ok {
			return y, nil
		}
	case []any:
		switch i, err := strconv.Atoi(part); {
		case part == "count":
			return len(x), nil
		case key == "count":
			return compare(len(x), op, want), nil
		case op != "":
			kept := []any{}
			for _, row := range x {
				if m, isMap := row.(map[string]any); isMap && compare(m[key], op, want) {
					kept = append(kept, row)
				}
			}
			return kept, nil
		case err == nil && i >= 0 && i < len(x):
			return x[i], nil
		}
	}
	return nil, fmt.Errorf("no %q in %T", part, v)
}

func compare(v any, op, want string) bool {
	text := fmt.Sprint(v)
	a, errA := strconv.ParseFloat(text, 64)
	b, errB := strconv.ParseFloat(want, 64)
	switch op {
	case "=":
		return text == want
	case "!":
		return text != want
	case "^":
		return strings.HasPrefix(text, want)
	case "<":
		return errA == nil && errB == nil && a < b
	}
	return errA == nil && errB == nil && a > b
}
