package main

import (
	"bytes"
	"context"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// checkFormat fails with the list of Go files that gofmt would change.
func checkFormat(_ context.Context, s *session) error {
	var unformatted []string
	count := 0
	err := goFiles(s.h.root, func(path string, text []byte) error {
		count++
		formatted, err := format.Source(text)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if !bytes.Equal(text, formatted) {
			unformatted = append(unformatted, path)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(unformatted) > 0 {
		return fmt.Errorf("not as gofmt writes it (remedy: gofmt -w FILE):\n  %s", strings.Join(unformatted, "\n  "))
	}
	fmt.Fprintf(s.h.out, "%d Go files\n", count)
	return nil
}

// goFiles calls see with the slash-separated path below root and the text of every Go file that the go command would
// read: not those in folders named testdata, nor with a leading dot or underscore.
func goFiles(root string, see func(path string, text []byte) error) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := path != root && strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_")
		switch {
		case d.IsDir() && (hidden || d.Name() == "testdata"):
			return filepath.SkipDir
		case d.IsDir() || hidden || filepath.Ext(path) != ".go":
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		below, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		return see(filepath.ToSlash(below), text)
	})
}

// goTool returns a check that runs the go command with cgo on, whatever the surroundings say.
func goTool(args ...string) func(context.Context, *session) error {
	return func(ctx context.Context, s *session) error {
		return s.h.run(ctx, command{args: join([]string{"go"}, args), env: withEnv(os.Environ(), "CGO_ENABLED=1")})
	}
}

// buildPrograms builds the desktop program and bfctl as a developer runs them.
func buildPrograms(ctx context.Context, s *session) error {
	return goTool("build", tags, "-o", s.scratch+string(filepath.Separator), "./cmd/bfplanner", "./cmd/bfctl")(ctx, s)
}

// buildPlainBfctl proves that bfctl needs no C. It is the only thing that is built without cgo.
func buildPlainBfctl(ctx context.Context, s *session) error {
	return s.h.run(ctx, command{
		args: []string{"go", "build", tags, "-o", filepath.Join(s.scratch, "bfctl-plain"), "./cmd/bfctl"},
		env:  withEnv(os.Environ(), "CGO_ENABLED=0"),
	})
}

// raceTests runs every test under the race detector, away from the person's own data and screen. On Linux the
// real-window test is among them; it brings its own virtual display.
func raceTests(ctx context.Context, s *session) error {
	env, err := isolated(ctx, s.h, s.scratch)
	if err != nil {
		return err
	}
	if s.h.goos == "linux" {
		env = append(env, "BFPLANNER_WINDOW_TEST=1")
	}
	reader := &testReader{out: s.h.out, tally: &s.tests}
	err = s.h.run(ctx, command{
		// -count=1: the real-window test drives a program that it builds itself, so a remembered result proves nothing.
		args: []string{"go", "test", "-json", "-race", "-count=1", "-timeout=40m", tags, "./..."},
		env:  env,
		into: reader,
	})
	reader.close()
	return err
}
