package ui

import (
	"context"
	"encoding/json"
	"time"

	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/ui/exchange"
	"bfplanner/ui/kit"
)

// Settings of the library about calendar servers. A plan file has none of them.
const (
	settingServer = "server"        // the server that was used last, as JSON, for a plan that has none yet
	settingState  = "server.state " // and the plan's ID and the calendar's address: what it had after the last exchange
)

// keptServer is a server as it is kept.
type keptServer struct {
	URL, User, Password string
	Published           time.Time // in UTC; zero for never
}

// serverOf returns the server of a plan. A plan that has none yet begins with the user, and not the calendar, of another.
func (a *App) serverOf(plan string) (k keptServer) {
	if kept := a.deps.Store.Setting(settingServer + " " + plan); kept != "" && json.Unmarshal([]byte(kept), &k) == nil {
		return k
	}
	if kept := a.deps.Store.Setting(settingServer); kept != "" && json.Unmarshal([]byte(kept), &k) == nil {
		k.Published = time.Time{}
	}
	return k
}

// keepServer remembers a server for the plan and for the next one. The password stays only where the user wants it to.
func (a *App) keepServer(plan string, s exchange.Server, published time.Time) {
	k := keptServer{URL: s.URL, User: s.User, Published: published}
	if s.Remember {
		k.Password = s.Password
	}
	if data, err := json.Marshal(k); err == nil {
		a.keep(settingServer+" "+plan, string(data))
		a.keep(settingServer, string(data))
	}
}

// showServer asks for a calendar server, to publish to it or to take its changes.
func (a *App) showServer() {
	plan := a.editor.Snapshot().Plan
	k := a.serverOf(plan.ID)
	s := exchange.Server{URL: k.URL, User: k.User, Password: k.Password, Remember: k.Password != ""}
	if s.Password == "" && a.password.url == s.URL {
		s.Password = a.password.text
	}
	last := ""
	if !k.Published.IsZero() {
		last = a.words.In(time.Local).Stamp(k.Published)
	}
	begin := func(work func(exchange.Server)) func(exchange.Server) {
		return func(s exchange.Server) {
			a.password.url, a.password.text = s.URL, s.Password
			a.keepServer(plan.ID, s, k.Published)
			work(s)
		}
	}
	exchange.ShowServer(a.words, exchange.ServerDeps{Window: a.window, Server: s, Last: last,
		Publish: begin(func(s exchange.Server) { a.publish(s, nil) }), Pull: begin(a.pull)})
}

// talk runs an exchange with a server as a job, keeps the state after it, and goes on with what it came to unless
// another plan was opened meanwhile.
func (a *App) talk(title string, server exchange.Server, work func(ctx context.Context, s *editor.Snapshot, state string, report func(done, total int)) (exchange.Talk, error), then func(exchange.Talk)) {
	s := a.editor.Snapshot()
	key := settingState + s.Plan.ID + " " + server.URL
	state := a.deps.Store.Setting(key)
	var t exchange.Talk
	a.runCounted(planner.T(title), func(ctx context.Context, report func(done, total int)) (err error) {
		t, err = work(ctx, s, state, report)
		return err
	}, func(err error) {
		if t.State != "" {
			a.keep(key, t.State)
		}
		switch {
		case cancelled(err) || a.editor == nil || a.editor.Snapshot().Plan.ID != s.Plan.ID:
		case err != nil:
			a.tell(err)
		default:
			then(t)
		}
	})
}

// publish brings the server up to the plan, then has the user decide what both sides changed.
func (a *App) publish(server exchange.Server, ours map[string]string) {
	w := a.words
	a.talk("paper.server.publishing", server, func(ctx context.Context, s *editor.Snapshot, state string, report func(done, total int)) (exchange.Talk, error) {
		return a.deps.Trade.Publish(ctx, s, w, server, state, ours, report)
	}, func(t exchange.Talk) {
		a.keepServer(a.editor.Snapshot().Plan.ID, server, a.deps.Wall().UTC())
		if len(t.Offer.Changes) == 0 {
			kit.Tell(a.window, a.words.T("paper.server.title"), []string{a.words.T("exchange.published", t.Written, t.Deleted, t.Same)}, a.words.T("ui.ok"))
			return
		}
		t.Offer.Then = func(chosen []int) { a.publish(server, t.Ours(chosen)) }
		exchange.Show(a.words, a.window, t.Offer, func(cmd planner.Command, chosen []int) error { return a.settle(server, t, cmd, chosen) })
	})
}

// pull shows what was changed on the server and takes what the user chooses.
func (a *App) pull(server exchange.Server) {
	w := a.words
	a.talk("paper.server.pulling", server, func(ctx context.Context, s *editor.Snapshot, state string, _ func(done, total int)) (exchange.Talk, error) {
		return a.deps.Trade.Pull(ctx, s, w, server, state)
	}, func(t exchange.Talk) {
		exchange.Show(a.words, a.window, t.Offer, func(cmd planner.Command, chosen []int) error { return a.settle(server, t, cmd, chosen) })
	})
}

// settle makes the edit of what was taken over from a server and keeps the state that goes with it.
func (a *App) settle(server exchange.Server, t exchange.Talk, cmd planner.Command, chosen []int) error {
	if cmd == nil {
		return nil
	}
	before := a.editor.Snapshot().Plan
	if err := a.do(cmd); err != nil {
		return err
	}
	a.keep(settingState+before.ID+" "+server.URL, t.Settle(before, a.editor.Snapshot().Plan, chosen))
	return nil
}
