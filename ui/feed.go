package ui

import (
	"context"
	"encoding/json"

	"bfplanner/planner"
	"bfplanner/ui/exchange"
)

// settingFeed, with the plan's ID, is the calendar file that follows the plan, as JSON.
const settingFeed = "feed "

// laneFeed is that of the calendar file, which waits for nothing else.
const laneFeed = "feed"

// feed is a calendar file that is written anew after each change, for calendars to subscribe to.
type feed struct {
	Path string
	exchange.Choice

	busy, due bool // it is being written, and it is out of date since
}

// openFeed takes up the file that follows the plan, if there is one, and brings it up to date.
func (a *App) openFeed() {
	a.feed = &feed{}
	if kept := a.deps.Store.Setting(settingFeed + a.editor.Snapshot().Plan.ID); kept != "" && json.Unmarshal([]byte(kept), a.feed) != nil {
		a.feed = &feed{}
	}
}

// follow makes the file follow the plan from now on; an empty path ends that.
func (a *App) follow(path string, choice exchange.Choice) {
	a.feed = &feed{Path: path, Choice: choice}
	kept := ""
	if data, err := json.Marshal(a.feed); err == nil && path != "" {
		kept = string(data)
	}
	a.keep(settingFeed+a.editor.Snapshot().Plan.ID, kept)
}

// feedNow writes the file that follows the plan, once for all changes that come while it is being written. A file that
// cannot be written is told of, once, and follows no longer.
func (a *App) feedNow() {
	f := a.feed
	if f == nil || f.Path == "" {
		return
	}
	if f.busy {
		f.due = true
		return
	}
	f.busy, f.due = true, false
	s, w := a.editor.Snapshot(), a.words
	a.deps.Jobs.Start(laneFeed, func(context.Context, func(Progress)) error {
		return a.deps.Trade.Export(s, w, f.Path, f.Choice)
	}, nil, func(err error) {
		f.busy = false
		switch {
		case a.feed != f:
		case err != nil:
			a.follow("", exchange.Choice{})
			a.tell(append(planner.Problems{planner.Problemf("paper.feed_stopped")}, planner.AsProblems(err)...))
		case f.due:
			a.feedNow()
		}
	})
}
