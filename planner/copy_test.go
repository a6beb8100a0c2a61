package planner_test

import (
	"testing"

	"bfplanner/planner"
	"bfplanner/planner/plantest"
)

func TestCopiesBelongToCopies(t *testing.T) {
	p := plantest.Plan(t, 60)
	var live, other *planner.Event
	for _, e := range p.Events.All() {
		switch {
		case e.Kind != planner.Live || len(p.Children(e.ID)) < 2 || p.Children(e.ID)[1].Clip == nil:
		case live == nil:
			live = e
		default:
			other = e
		}
	}
	teaser := *p.Children(live.ID)[1]
	clip := *teaser.Clip
	clip.After, clip.AfterGap = teaser.ID, 3
	next := planner.Event{ID: "V900", Kind: planner.Video, Shop: "main", Channel: planner.TikTok, Span: teaser.Span, Clip: &clip, Pinned: true}
	stray := *p.Children(other.ID)[1]
	pinned := *live
	pinned.Pinned = true
	list := planner.CopiesOf([]*planner.Event{&pinned, &teaser, &next, &stray})
	after := plantest.Do(t, p, planner.Add{Events: list})
	if after.Events.Len() != p.Events.Len()+4 {
		t.Fatalf("%d events more", after.Events.Len()-p.Events.Len())
	}
	var made []*planner.Event
	for _, e := range after.Events.All() {
		if p.Event(e.ID) == nil {
			made = append(made, e)
		}
	}
	copied := map[planner.Kind]*planner.Event{}
	for _, e := range made {
		if e.Pinned {
			t.Errorf("%s is pinned", e.ID)
		}
		if e.Kind == planner.Live {
			copied[e.Kind] = e
		}
	}
	children, chained, strays := 0, 0, 0
	for _, e := range made {
		switch {
		case e.Kind == planner.Live:
		case e.Parent == copied[planner.Live].ID:
			children++
		case e.Clip.After != "" && after.Event(e.Clip.After).Parent == copied[planner.Live].ID && e.Clip.AfterGap == 3:
			chained++
		case e.Parent == "":
			strays++
		}
	}
	if children != 1 || chained != 1 || strays != 1 {
		t.Errorf("%d belong to the copied live, %d come after its teaser, %d to none", children, chained, strays)
	}
	if teaser.ID == "" || teaser.Parent != live.ID || clip.After != teaser.ID {
		t.Error("the originals changed")
	}
}

func TestDetached(t *testing.T) {
	p := plantest.Plan(t, 60)
	var lives []*planner.Event
	for _, e := range p.Events.All() {
		if e.Kind == planner.Live && len(p.Children(e.ID)) > 1 {
			lives = append(lives, e)
		}
	}
	one := p.Children(lives[0].ID)[0]
	for _, c := range []struct {
		what string
		ids  []string
		want int
	}{{"one teaser", []string{one.ID}, 1}, {"a live's own", []string{lives[0].ID}, len(p.Children(lives[0].ID))},
		{"both, once", []string{one.ID, lives[0].ID}, len(p.Children(lives[0].ID))}} {
		cmd := planner.Detached(p, c.ids)
		after := plantest.Do(t, p, cmd)
		if d := planner.Diff(p, after); len(d) != c.want || cmd.Label().Key != "edit.detach" {
			t.Errorf("%s: %d events changed by %v, want %d", c.what, len(d), cmd.Label(), c.want)
		}
		moved := plantest.Do(t, after, planner.Move{IDs: []string{lives[0].ID}, Days: 1})
		if moved.Event(one.ID).Span != one.Span {
			t.Errorf("%s: it still goes along", c.what)
		}
	}
	if planner.Detached(p, []string{"C1", "none"}) != nil {
		t.Error("what belongs to no live was parted from one")
	}
}
