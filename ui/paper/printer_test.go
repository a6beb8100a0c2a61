//go:build !windows

package paper

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bfplanner/planner"
)

// printServer starts a CUPS of its own in a temporary folder, with no printer, on a free port of this machine, and lets
// the test's programs speak to that one alone. A machine without CUPS skips the test by name.
func printServer(t *testing.T) (dir string, env string) {
	t.Helper()
	daemon := ""
	for _, path := range []string{"/usr/sbin/cupsd", "/usr/bin/cupsd"} {
		if _, err := os.Stat(path); err == nil {
			daemon = path
		}
	}
	if daemon == "" {
		t.Skip("cupsd is not installed, so no printing can be tried")
	}
	for _, program := range []string{"lp", "lpstat", "lpadmin"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s of CUPS is not installed, so no printing can be tried", program)
		}
	}
	dir, err := os.MkdirTemp("", "bfplanner-cups-") // not t.TempDir: the server's user must be able to walk there
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	for _, sub := range []string{"root", "cache", "state", "spool", "log"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(filepath.Join(dir, sub), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host := free.Addr().String()
	free.Close()
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	files := fmt.Sprintf("FileDevice Yes\nServerRoot %[1]s/root\nCacheDir %[1]s/cache\nStateDir %[1]s/state\nRequestRoot %[1]s/spool\nAccessLog %[1]s/log/access\nErrorLog %[1]s/log/error\nPageLog %[1]s/log/page\nSystemGroup root\n", dir)
	if me.Uid != "0" {
		files += "User " + me.Username + "\n"
	}
	config := fmt.Sprintf("Listen %s\nBrowsing No\nDefaultAuthType None\nLogLevel warn\nPreserveJobFiles Yes\nPreserveJobHistory Yes\nDirtyCleanInterval 0\nWebInterface No\n<Location />\nOrder allow,deny\nAllow 127.0.0.1\n</Location>\n<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n", host)
	for name, text := range map[string]string{"cups-files.conf": files, "cupsd.conf": config} {
		if err := os.WriteFile(filepath.Join(dir, "root", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var log bytes.Buffer
	server := exec.Command(daemon, "-f", "-c", filepath.Join(dir, "root", "cupsd.conf"), "-s", filepath.Join(dir, "root", "cups-files.conf"))
	server.Stdout, server.Stderr = &log, &log
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
		if t.Failed() {
			errs, _ := os.ReadFile(filepath.Join(dir, "log", "error"))
			t.Logf("%s\n%s", log.String(), errs)
		}
	})
	t.Setenv("CUPS_SERVER", host)
	for range 200 {
		if c, err := net.Dial("tcp", host); err == nil {
			c.Close()
			return dir, host
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatal("cupsd does not answer")
	return "", ""
}

func TestPrinting(t *testing.T) {
	dir, host := printServer(t)
	ctx := context.Background()
	if list, err := Printers(ctx); err != nil || len(list) != 0 {
		t.Fatalf("a server without printers has %v, %v", list, err)
	}
	for _, name := range []string{"Office", "Warehouse"} {
		if said, err := exec.Command("lpadmin", "-h", host, "-p", name, "-E", "-v", "file:///dev/null", "-m", "raw").CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
	}
	if said, err := exec.Command("lpadmin", "-h", host, "-d", "Warehouse").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	list, err := Printers(ctx)
	if err != nil || len(list) != 2 || list[0] != (Printer{"Warehouse", true}) || list[1] != (Printer{"Office", false}) {
		t.Fatalf("printers %v, %v", list, err)
	}

	pages := lay(t, solved(t, "us-2024"), Options{Words: speak(t, "zh-Hans"), Sections: []string{Checklist}})
	pdf, err := os.ReadFile(write(t, pages))
	if err != nil {
		t.Fatal(err)
	}
	if err := Print(ctx, pdf, PrintJob{Printer: "Office", Title: "检查清单", Copies: 2, Duplex: LongEdge, Paper: "a4"}); err != nil {
		t.Fatal(err)
	}
	if err := Print(ctx, pdf, PrintJob{}); err != nil {
		t.Fatalf("the default printer: %v", err)
	}
	for _, file := range []string{"d00001-001", "d00002-001"} {
		got, err := os.ReadFile(filepath.Join(dir, "spool", file))
		if err != nil || !bytes.Equal(got, pdf) {
			t.Errorf("the queue holds %d bytes in %s, want the file's %d, %v", len(got), file, len(pdf), err)
		}
	}
	jobs, err := exec.Command("lpstat", "-h", host, "-W", "all", "-o").Output()
	if err != nil || strings.Count(string(jobs), "\n") != 2 {
		t.Errorf("jobs %q, %v", jobs, err)
	}
	control := control(t, dir)
	for _, want := range []string{"two-sided-long-edge", "iso_a4_210x297mm", "检查清单"} {
		if !strings.Contains(control, want) {
			t.Errorf("no job asks for %q", want)
		}
	}

	if err := Print(ctx, pdf, PrintJob{Printer: "Attic"}); keyOf(err) != "problem.printer_unknown" {
		t.Errorf("a printer that there is not: %v", err)
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if err := Print(stopped, pdf, PrintJob{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a job that was called off: %v", err)
	}
}

// control is what the server noted of its jobs.
func control(t *testing.T, dir string) string {
	t.Helper()
	var files []string
	var err error
	for range 100 { // the server writes them when it has nothing else to do
		if files, err = filepath.Glob(filepath.Join(dir, "spool", "c0*")); len(files) == 2 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if err != nil || len(files) == 0 {
		t.Fatalf("no notes of jobs: %v", err)
	}
	var all strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	return all.String()
}

func keyOf(err error) string {
	var p *planner.Problem
	if errors.As(err, &p) {
		return p.Key
	}
	return ""
}

func TestJobsThatCannotBe(t *testing.T) {
	for want, job := range map[string]PrintJob{"problem.printer_copies": {Copies: 100}, "problem.choice": {Duplex: "both"}, "problem.paper": {Paper: "b5"}} {
		if err := Print(context.Background(), nil, job); keyOf(err) != want {
			t.Errorf("%+v: %v, want %s", job, err, want)
		}
	}
}

func TestNoPrintSystem(t *testing.T) {
	t.Setenv("CUPS_SERVER", "127.0.0.1:1")
	if _, err := Printers(context.Background()); keyOf(err) != "problem.printer_none" {
		t.Errorf("error %v", err)
	}
	if err := Print(context.Background(), []byte("%PDF"), PrintJob{}); keyOf(err) == "" {
		t.Error("a job for a server that is not there is taken")
	}
	t.Setenv("PATH", t.TempDir())
	if err := Print(context.Background(), nil, PrintJob{}); keyOf(err) != "problem.printer_none" {
		t.Errorf("error %v", err)
	}
}
