// Package radicale starts a calendar server for tests: a Radicale of the test's own, with its files in a temporary
// folder, on a free port of this machine.
package radicale

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Server is a calendar server that runs, with the one user that it knows.
type Server struct {
	URL            string // of the user's collection "plan", ending in a slash; nothing is there at first
	User, Password string
	Folder         string // where the server keeps the objects of that collection, as one .ics file each
}

// Start starts a server and ends it with the test. If the test failed, what the server said is in the test's log. It
// skips the test, by name, on a machine without Radicale.
func Start(t testing.TB) Server {
	t.Helper()
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
	users, config, collections := filepath.Join(dir, "users"), filepath.Join(dir, "config"), filepath.Join(dir, "collections")
	s := Server{URL: "http://" + host + "/lin/plan/", User: "lin", Password: "secret", Folder: filepath.Join(collections, "collection-root", "lin", "plan")}
	for file, text := range map[string]string{
		users: s.User + ":" + s.Password + "\n",
		config: fmt.Sprintf("[server]\nhosts = %s\n[auth]\ntype = htpasswd\nhtpasswd_filename = %s\nhtpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = %s\n",
			host, users, collections),
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var log bytes.Buffer
	server := exec.Command(program, "--config", config)
	server.Stdout, server.Stderr = &log, &log
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
		if t.Failed() {
			t.Log(log.String())
		}
	})
	for range 200 {
		if a, err := http.Get("http://" + host + "/"); err == nil {
			a.Body.Close()
			return s
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("radicale does not answer")
	return s
}
