package ical

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

// agree prints, for each of two parsers that know nothing of us, the instants and words of every event by its UID.
const agree = `
const fs = require("fs"), ICAL = require("ical.js").default || require("ical.js"), node = require("node-ical");
const text = fs.readFileSync(process.argv[2], "utf8"), out = {ical: {}, node: {}};
const cal = new ICAL.Component(ICAL.parse(text));
for (const z of cal.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(z));
for (const v of cal.getAllSubcomponents("vevent")) {
  const e = new ICAL.Event(v);
  out.ical[e.uid] = [e.startDate.toJSDate().toISOString(), e.endDate.toJSDate().toISOString(), e.summary, e.description || ""];
}
for (const e of Object.values(node.sync.parseICS(text))) if (e.type === "VEVENT")
  out.node[e.uid] = [e.start.toISOString(), e.end.toISOString(), e.summary.val || e.summary, (e.description && e.description.val || e.description) || ""];
console.log(JSON.stringify(out));
`

// TestOtherParsersAgree reads our file with ical.js and node-ical from npm, under a clock of another zone.
func TestOtherParsersAgree(t *testing.T) {
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed, so ical.js and node-ical cannot read the file", program)
		}
	}
	dir := t.TempDir()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	install := exec.CommandContext(ctx, "npm", "install", "--prefix", dir, "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--fetch-retries=1", "--fetch-timeout=20000", "ical.js@2.1.0", "node-ical@0.20.1")
	install.Env = append(os.Environ(), "npm_config_cache="+filepath.Join(dir, "cache"), "npm_config_update_notifier=false")
	if out, err := install.CombinedOutput(); err != nil {
		t.Skipf("npm cannot install ical.js and node-ical: %v: %s", err, out)
	}
	script := filepath.Join(dir, "agree.js")
	if err := os.WriteFile(script, []byte(agree), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, p := range map[string]*planner.Plan{"hand-made": plan(t), "300 events": plantest.Plan(t, 300)} {
		file := filepath.Join(dir, "plan.ics")
		x := export(p)
		if err := os.WriteFile(file, []byte(written(t, x)), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(ctx, "node", script, file)
		cmd.Env = append(os.Environ(), "TZ=Asia/Shanghai")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got map[string]map[string][4]string
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatalf("%s: %v in %s", name, err, out)
		}
		for parser, events := range got {
			if len(events) != len(x.Events()) {
				t.Errorf("%s: %s finds %d events, want %d", name, parser, len(events), len(x.Events()))
			}
			for _, e := range x.Events() {
				const layout = "2006-01-02T15:04:05.000Z"
				want := [4]string{e.Span.Start.Format(layout), e.Span.End.Format(layout), x.Summary(e), e.Note}
				if got := events[UID(p.ID, e.ID)]; got != want {
					t.Errorf("%s: %s reads %s as %q, want %q", name, parser, e.ID, got, want)
				}
			}
		}
	}
}
