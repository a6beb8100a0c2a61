package main

import (
	"context"
	"fmt"
	"strings"
)

// needsOf returns what a machine of the given system needs up to the given level.
func needsOf(goos string, upTo level) []need {
	all := linuxNeeds
	if goos != "linux" {
		all = otherNeeds[goos]
	}
	var chosen []need
	for _, n := range all {
		if n.level <= upTo {
			chosen = append(chosen, n)
		}
	}
	return chosen
}

// missing returns the needs that h does not meet, in their order. Without a compiler no header can be looked for, so
// every need with a header counts as missing; installing what is there already changes nothing.
func missing(ctx context.Context, h *host, needs []need) []need {
	cc := compiler(ctx, h)
	found := headers(ctx, h, cc, needs)
	var lacking []need
	for _, n := range needs {
		ok := n.header == "" || found[n.header]
		ok = ok && (len(n.programs) == 0 || anyOf(n.programs, func(p string) bool { return h.look(strings.Replace(p, cCompiler, cc, 1)) }))
		ok = ok && (len(n.files) == 0 || anyOf(n.files, h.exists))
		ok = ok && (n.module == "" || knows(ctx, h, n.module))
		if !ok {
			lacking = append(lacking, n)
		}
	}
	return lacking
}

// compiler returns the program that Go calls for C: the first word of its CC, which may carry options.
func compiler(ctx context.Context, h *host) string {
	out, err := h.capture(ctx, command{args: []string{"go", "env", "CC"}})
	if words := strings.Fields(out); err == nil && len(words) > 0 {
		return words[0]
	}
	return "gcc"
}

// headers asks the C preprocessor, once, which of the headers of needs it finds.
func headers(ctx context.Context, h *host, cc string, needs []need) map[string]bool {
	found := map[string]bool{}
	if !h.look(cc) {
		return found
	}
	var program strings.Builder
	for i, n := range needs {
		if n.header != "" {
			fmt.Fprintf(&program, "#if __has_include(<%s>)\nfound_%d_\n#endif\n", n.header, i)
		}
	}
	if program.Len() == 0 {
		return found
	}
	out, err := h.capture(ctx, command{args: []string{cc, "-E", "-x", "c", "-"}, stdin: program.String()})
	if err != nil {
		return found
	}
	for i, n := range needs {
		if n.header != "" && strings.Contains(out, fmt.Sprintf("found_%d_", i)) {
			found[n.header] = true
		}
	}
	return found
}

// knows says whether pkg-config, which the build calls, knows a module.
func knows(ctx context.Context, h *host, module string) bool {
	if !h.look("pkg-config") {
		return false
	}
	_, err := h.capture(ctx, command{args: []string{"pkg-config", "--exists", module}})
	return err == nil
}

// anyOf says whether test holds for one of list.
func anyOf(list []string, test func(string) bool) bool {
	for _, s := range list {
		if test(s) {
			return true
		}
	}
	return false
}
