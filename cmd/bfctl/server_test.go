package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bfplanner/storage/caldav/radicale"
)

// TestCalendarServer publishes a plan to a Radicale of the test's own, takes an event off there, and pulls.
func TestCalendarServer(t *testing.T) {
	server := radicale.Start(t)
	t.Setenv(passwordVariable, server.Password)
	plan := filepath.Join(t.TempDir(), "plan.bfplan")
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
	if said := bfctl(exitClean, "publish", plan, server.URL, "--user", server.User); !strings.Contains(said, " written, 0 deleted, 0 as they were") {
		t.Errorf("the first time it says %q", said)
	}
	if said := bfctl(exitClean, "publish", plan, server.URL, "--user", server.User); !strings.HasPrefix(said, "0 written, 0 deleted") {
		t.Errorf("the second time it says %q", said)
	}
	if said := bfctl(exitClean, "pull", plan, server.URL, "--user", server.User); !strings.Contains(said, "Nothing differs") {
		t.Errorf("an untouched calendar says %q", said)
	}
	objects, err := filepath.Glob(filepath.Join(server.Folder, "*-L*.ics"))
	if err != nil || len(objects) == 0 {
		t.Fatalf("no lives on the server: %v", err)
	}
	if err := os.Remove(objects[0]); err != nil {
		t.Fatal(err)
	}
	if said := bfctl(exitFindings, "publish", plan, server.URL, "--user", server.User); !strings.Contains(said, "changed on the server") {
		t.Errorf("publishing over a change says %q", said)
	}
	if said := bfctl(exitClean, "pull", plan, server.URL, "--user", server.User, "--dry-run"); !strings.Contains(said, "Removed: Live") {
		t.Errorf("a look at the change says %q", said)
	}
	bfctl(exitClean, "pull", plan, server.URL, "--user", server.User)
	if said := bfctl(exitClean, "publish", plan, server.URL, "--user", server.User); !strings.Contains(said, "0 deleted") {
		t.Errorf("after that it says %q", said)
	}
	t.Setenv(passwordVariable, "guess")
	if said := bfctl(exitError, "publish", plan, server.URL, "--user", server.User); !strings.Contains(said, "refuses the user or the password") || strings.Contains(said, "guess") {
		t.Errorf("a wrong password says %q", said)
	}
}
