package look

import "image/color"

// The colours that tell hosts and channels apart, in the order in which they are given out. Text on each is read as
// well as on a kind's colour.
var (
	lightCategories = []color.NRGBA{rgb(0xc8443f), rgb(0x3c79a9), rgb(0x467f52), rgb(0x8d5bb5), rgb(0xc98a1b), rgb(0x2b7f86), rgb(0xa84a7a), rgb(0x7a6a3a)}
	darkCategories  = []color.NRGBA{rgb(0xb8483f), rgb(0x3d7099), rgb(0x477a53), rgb(0x8660a9), rgb(0xc99338), rgb(0x2e757b), rgb(0x9c4a74), rgb(0x76683e)}
)

// Category returns the colour of the host or channel of that number. From the ninth on the colours come again, and
// again says so, for a hatch that tells them from the first.
func (c *Colors) Category(i int) (fill color.NRGBA, again bool) {
	list := lightCategories
	if c.Dark {
		list = darkCategories
	}
	return list[i%len(list)], i >= len(list)
}

// Plain returns the colour of what belongs to no category.
func (c *Colors) Plain() color.NRGBA { return c.offsite }
