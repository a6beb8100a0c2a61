package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// module is one dependency and the folder that holds it.
type module struct{ path, version, dir string }

// checkLicences fails when a module that is compiled into a program or a test, or the fonts, carry no licence of the allow-list, or
// one that is refused; it names the module and the file.
func checkLicences(ctx context.Context, s *session) error {
	modules, err := modulesOf(ctx, s.h, "-test", "./...", "tool")
	if err != nil {
		return err
	}
	modules = append(modules, fonts(s.h))
	counts := map[string]int{}
	var wrong []string
	for _, m := range modules {
		files, err := licenceFiles(m.dir)
		if err != nil {
			return fmt.Errorf("%s: %w", m.path, err)
		}
		names, problem := judge(files)
		if problem != "" {
			wrong = append(wrong, fmt.Sprintf("%s %s: %s", m.path, m.version, problem))
			continue
		}
		for _, n := range names {
			counts[n]++
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("licences to look at (remedy: do without the module, or add its licence to the list after reading it):\n  %s", strings.Join(wrong, "\n  "))
	}
	var kinds []string
	for _, n := range sortedKeys(counts) {
		kinds = append(kinds, fmt.Sprintf("%s %d", n, counts[n]))
	}
	fmt.Fprintf(s.h.out, "%d modules and fonts: %s\n", len(modules), strings.Join(kinds, ", "))
	return nil
}

// modulesOf returns the modules, other than the planner itself, of everything that the packages need, by path. The
// arguments are flags and patterns of go list.
func modulesOf(ctx context.Context, h *host, args ...string) ([]module, error) {
	const line = "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}"
	out, err := h.capture(ctx, command{
		args: join([]string{"go", "list", "-deps", tags, "-f", line}, args),
		env:  withEnv(os.Environ(), "CGO_ENABLED=1"),
	})
	if err != nil {
		return nil, err
	}
	return parseModules(out), nil
}

// fonts returns the fonts that the program embeds as if they were a module: they too come from others.
func fonts(h *host) module {
	return module{path: "assets/fonts", dir: filepath.Join(h.root, "assets", "fonts")}
}

// parseModules reads lines of path, version and folder, which may repeat and be empty.
func parseModules(out string) []module {
	seen := map[module]bool{}
	var list []module
	for _, line := range strings.Split(out, "\n") {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 {
			continue
		}
		m := module{fields[0], fields[1], fields[2]}
		if !seen[m] {
			seen[m] = true
			list = append(list, m)
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].path < list[j].path })
	return list
}

// licenceName matches the files in which modules put their licences: LICENSE, LICENCE.txt, COPYING, LICENSE-MIT,
// UNLICENSE and OFL.txt among them.
var licenceName = regexp.MustCompile(`(?i)^(un)?licen[cs]e|^copying|^ofl\.|-licen[cs]e(\.\w+)?$`)

// licenceFiles returns the texts of the licence files at the top of a module, by name.
func licenceFiles(dir string) (map[string]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	for _, e := range entries {
		if e.IsDir() || !licenceName.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		texts[e.Name()] = string(text)
	}
	return texts, nil
}

// judge reads the licence files of one module. It returns the licences that it recognised, sorted, or what is wrong: no
// file, no file with a known licence, or a file with a licence that is refused. A file that only lists notices of third
// parties may be without one.
func judge(files map[string]string) (names []string, problem string) {
	if len(files) == 0 {
		return nil, "has no licence file"
	}
	found := map[string]bool{}
	order := sortedKeys(files)
	for _, file := range order {
		for _, l := range recognise(files[file]) {
			if l.refused {
				return nil, fmt.Sprintf("%s is %s, which is refused", file, l.name)
			}
			found[l.name] = true
		}
	}
	if names = sortedKeys(found); len(names) == 0 {
		return nil, strings.Join(order, ", ") + " is no licence of the allow-list"
	}
	return names, ""
}

// sortedKeys returns the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
