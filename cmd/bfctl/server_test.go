package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCalendarServer publishes a plan to a Radicale of the test's own, takes an event off there, and pulls.
func TestCalendarServer(t *testing.T) {
	program, err := exec.LookPath("radicale")
	if err != nil {
		t.Skip("radicale is not installed, so no calendar server can be tried")
	}
	dir := t.TempDir()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host := free.Addr().String()
	free.Close()
	users, config := filepath.Join(dir, "users"), filepath.Join(dir, "config")
	for file, text := range map[string]string{users: "lin:secret\n", config: fmt.Sprintf("[server]\nhosts = %s\n[auth]\ntype = htpasswd\nhtpasswd_filename = %s\n"+
		"htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = %s\n", host, users, filepath.Join(dir, "collections"))} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	server := exec.Command(program, "--config", config)
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	up := false
	for range 200 {
		if a, err := http.Get("http://" + host + "/"); err == nil {
			a.Body.Close()
			up = true
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if !up {
		t.Fatal("radicale does not answer")
	}
	t.Setenv(passwordVariable, "secret")
	plan, url := filepath.Join(dir, "plan.bfplan"), "http://"+host+"/lin/plan/"
	bfctl := func(want int, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if got := run(context.Background(), append(args, "--lang", "en"), &out, &errs, func() time.Time { return wall }); got != want {
			t.Fatalf("%v ended with %d: %s%s", args, got, &out, &errs)
		}
		return out.String() + errs.String()
	}
	bfctl(exitClean, "new", "--sale", "us-2024", "-o", plan)
	bfctl(exitClean, "plan", plan, "--moves", "5000")
	if said := bfctl(exitClean, "publish", plan, url, "--user", "lin"); !strings.Contains(said, " written, 0 deleted, 0 as they were") {
		t.Errorf("the first time it says %q", said)
	}
	if said := bfctl(exitClean, "publish", plan, url, "--user", "lin"); !strings.HasPrefix(said, "0 written, 0 deleted") {
		t.Errorf("the second time it says %q", said)
	}
	if said := bfctl(exitClean, "pull", plan, url, "--user", "lin"); !strings.Contains(said, "Nothing differs") {
		t.Errorf("an untouched calendar says %q", said)
	}
	objects, err := filepath.Glob(filepath.Join(dir, "collections", "*", "lin", "plan", "*-L*.ics"))
	if err != nil || len(objects) == 0 {
		t.Fatalf("no lives on the server: %v", err)
	}
	if err := os.Remove(objects[0]); err != nil {
		t.Fatal(err)
	}
	if said := bfctl(exitFindings, "publish", plan, url, "--user", "lin"); !strings.Contains(said, "changed on the server") {
		t.Errorf("publishing over a change says %q", said)
	}
	if said := bfctl(exitClean, "pull", plan, url, "--user", "lin", "--dry-run"); !strings.Contains(said, "Removed: Live") {
		t.Errorf("a look at the change says %q", said)
	}
	bfctl(exitClean, "pull", plan, url, "--user", "lin")
	if said := bfctl(exitClean, "publish", plan, url, "--user", "lin"); !strings.Contains(said, "0 deleted") {
		t.Errorf("after that it says %q", said)
	}
	t.Setenv(passwordVariable, "guess")
	if said := bfctl(exitError, "publish", plan, url, "--user", "lin"); !strings.Contains(said, "refuses the user or the password") || strings.Contains(said, "guess") {
		t.Errorf("a wrong password says %q", said)
	}
}
