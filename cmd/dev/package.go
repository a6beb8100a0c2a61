package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// verbPackage is `dev package`: a folder with both programs for this system, stripped and without paths of this
// machine, and the licences of everything in them. Other systems build their own, because the desktop program links C.
func verbPackage(ctx context.Context, h *host, args []string) error {
	flags := newFlags(h, "package")
	out := flags.String("out", filepath.Join(h.root, ".dist"), "folder to write below")
	if err := parse(flags, args); err != nil {
		return err
	}
	version, err := appVersion(filepath.Join(h.root, "FyneApp.toml"))
	if err != nil {
		return err
	}
	if err := setup(ctx, h, forBuild, false); err != nil {
		return err
	}
	dir := filepath.Join(*out, fmt.Sprintf("bfplanner-%s-%s-%s", version, h.goos, runtime.GOARCH))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, program := range []string{"bfplanner", "bfctl"} {
		if err := h.run(ctx, release(h.goos, program, version, dir)); err != nil {
			return err
		}
	}
	if err := writeNotices(ctx, h, filepath.Join(dir, "LICENCES.txt")); err != nil {
		return err
	}
	fmt.Fprintln(h.out, "package:", dir)
	return nil
}

// release returns the command that builds one program for release.
func release(goos, program, version, dir string) command {
	link := "-s -w -X main.version=" + version
	cgo := "CGO_ENABLED=0"
	target := filepath.Join(dir, program)
	if goos == "windows" {
		target += ".exe"
	}
	if program == "bfplanner" {
		cgo = "CGO_ENABLED=1"
		if goos == "windows" {
			link += " -H=windowsgui"
		}
	}
	return command{
		args: []string{"go", "build", tags, "-trimpath", "-ldflags=" + link, "-o", target, "./cmd/" + program},
		env:  withEnv(os.Environ(), cgo),
	}
}

// versionLine matches the version in FyneApp.toml.
var versionLine = regexp.MustCompile(`(?m)^\s*Version\s*=\s*"([^"]+)"`)

// appVersion returns the program's version, which FyneApp.toml alone states.
func appVersion(path string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	match := versionLine.FindSubmatch(text)
	if match == nil {
		return "", fmt.Errorf("%s: no line such as Version = \"1.2.3\"", path)
	}
	return string(match[1]), nil
}

// writeNotices writes the licences of Go, of the fonts and of every module inside the programs, which their terms ask
// to be handed on.
func writeNotices(ctx context.Context, h *host, path string) error {
	modules, err := modulesOf(ctx, h, "./cmd/bfplanner", "./cmd/bfctl")
	if err != nil {
		return err
	}
	goroot, err := h.capture(ctx, command{args: []string{"go", "env", "GOROOT"}})
	if err != nil {
		return err
	}
	modules = append(modules, fonts(h), module{path: "Go", version: runtime.Version(), dir: strings.TrimSpace(goroot)})
	var text strings.Builder
	for _, m := range modules {
		files, err := licenceFiles(m.dir)
		if err != nil {
			return err
		}
		for _, name := range sortedKeys(files) {
			fmt.Fprintf(&text, "==== %s %s: %s\n\n%s\n", m.path, m.version, name, files[name])
		}
	}
	return os.WriteFile(path, []byte(text.String()), 0o644)
}
