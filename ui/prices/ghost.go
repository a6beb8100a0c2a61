package prices

import (
	"bfplanner/planner"
	"bfplanner/planner/editor"
	"bfplanner/planner/pricing"
	"bfplanner/ui/words"
)

// GhostLine returns what the block of an event says of prices while it is dragged: for the product that it hits
// worst, what the buyer pays who leaves the seller least, how much that is off, the unit margin, and by which
// promotions, such as "pays $18.00 (40% off), margin -$1.12, below your floor: flash deal + 25% coupon". bad says
// that the margin is under the product's floor. For a live it speaks of the flash deals that move along, and only
// where the drag changes what they leave. An event that touches no price in after has no text. before may be nil;
// it is the plan as it stands, after the one that is looked at.
func GhostLine(before, after *editor.Snapshot, eventID string) (line planner.Text, bad bool) {
	e := after.Plan.Event(eventID)
	if e == nil {
		return planner.Text{}, false
	}
	worst, ok := pinchOf(pricing.Of(after.Plan), e)
	if !ok {
		return planner.Text{}, false
	}
	if e.Promo == nil && before != nil {
		was, had := pinchOf(pricing.New(before.Plan), e)
		if had && was.Room() == worst.Room() {
			return planner.Text{}, false
		}
	}
	return pinchLine(after.Plan, worst), worst.Under()
}

// pinchOf returns the worst Pinch of the event's promotion or of the promotions that belong to it.
func pinchOf(b *pricing.Book, e *planner.Event) (worst pricing.Pinch, ok bool) {
	if e.Promo != nil {
		return b.Pinch(e.ID)
	}
	for _, child := range b.Plan().Children(e.ID) {
		if p, is := b.Pinch(child.ID); is && (!ok || p.Room() < worst.Room()) {
			worst, ok = p, true
		}
	}
	return worst, ok
}

func pinchLine(p *planner.Plan, x pricing.Pinch) planner.Text {
	args := []any{planner.Row(p.Product(x.SKU)), x.Price, offText(x.List.Minor, x.Price.Minor), x.MarginWorst}
	key := "prices.ghost"
	if x.Under() {
		key = "prices.ghost.below"
	}
	if len(x.MarginChain) == 0 {
		return planner.T(key+".plain", args...)
	}
	return planner.T(key, append(args, chainText(p, x.MarginChain))...)
}

// chainText names the promotions of a chain, "flash deal 20% off + sale coupon 25% off".
func chainText(p *planner.Plan, chain []pricing.Step) planner.Text {
	var all planner.Text
	for i, s := range chain {
		one := planner.T("tool." + s.Tool)
		if e := p.Event(s.Event); e != nil {
			one = planner.T("prices.part", one, words.Discount(p, e.Promo))
		}
		if all = planner.T("prices.plus", all, one); i == 0 {
			all = one
		}
	}
	return all
}

// offText says how far a price is under the list price, to a whole percent, in Chinese with its 折.
func offText(list, price int64) planner.Text {
	off := planner.BasisPoints(0)
	if list > 0 {
		off = planner.BasisPoints(planner.DivRound((list-price)*100, list) * 100)
	}
	return planner.T("format.off", off, off.Zhe())
}
