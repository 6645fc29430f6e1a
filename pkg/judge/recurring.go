package judge

// recurring is the number of rows of odd windows that are no incidents any more.
const recurring = 4

// readmit lets the newest windows count, odd ones too, if among them odd ones came and went so often that this is how
// the log wobbles: the first few windows that counted lay nearer to one another than it usually does, by luck. The row
// that goes on may be an incident, and does not count while it lasts. What an adoption superseded showed less of the
// wobble, and does not come back. Bins wobble with heavier tails, and have a lower level for that.
func (c *Chain) readmit(s *Step) {
	if c.Bins {
		return
	}
	first := max(0, len(c.sides)-c.History)
	rows, last, begin := 0, usual, first
	for i := first; i < len(c.sides); i++ {
		// A window that can never count neither ends a row nor begins one.
		if at := c.sides[i]; c.usable[i] && at != last {
			if last, begin = at, i; at != usual {
				rows++
			}
		}
	}
	if last == usual || rows < recurring {
		return
	}
	copy(c.counts[first:begin], c.usable[first:begin])
	clear(c.sides[first:begin])
	c.superseded = nil
	s.Recurs = begin - first
}
