package judge

import "slices"

// Chain judges consecutive windows of one phase, the oldest first, each against the windows before it that count. A
// window that is odd does not count, so that an incident stays visible as long as it lasts.
type Chain struct {
	History int  // windows that show what is usual, at most
	Adopt   int  // odd windows in a row, on one side, that become the new normal once they are a level; 0: none do
	Bins    bool // what is judged are all bins of a distribution together
	Growing bool // values may grow from window to window, as counts do: their growth is no beginning of an incident

	// Apart returns how likely it is that the windows of newer, taken as one, lie as far as they do from those of
	// older, taken as one; past are the windows that tell how far they wobble. nil: every row of odd windows is a
	// level.
	Apart func(newer, older, past []int) Tails

	counts     []bool // by window: does it count as history
	usable     []bool // by window: may it count, if it is usual
	sides      []side // by window: where it was odd, since what counts was last changed
	superseded []bool // what counted before the last adoption; nil: there was none
	run        int    // odd windows in a row
	low        bool   // they are low
}

// side is where a window was odd.
type side int8

const (
	usual side = iota
	below
	above
)

func sideOf(low bool) side {
	if low {
		return below
	}
	return above
}

// Step is what a chain says of one window.
type Step struct {
	Past     []int // the windows it was judged by, newest first, numbered from 0
	Tails    Tails // 1 and 1 where there is no past or the window has no value
	Judged   bool
	Odd      bool // it will not count as history
	Adopted  bool // with it, an odd level became the new normal
	Restored bool // it brought the level before an adoption back
	Began    int  // this many windows before it turned out odd together with it, and do not count from now on
	Recurs   int  // this many windows right before the row of odd ones that it began count from now on, odd or not
}

// Next judges one window and takes it in. countable is false for windows without a value and for documented changes:
// they never count. tails returns the tails of the window's value against the windows of past, and is not called where
// there are none; nil: no value.
func (c *Chain) Next(countable bool, tails func(past []int) Tails) Step {
	s := Step{Past: c.past(c.counts), Tails: Tails{1, 1}}
	if len(s.Past) > 0 && tails != nil {
		s.Tails, s.Judged = tails(s.Past), true
		s.Odd = c.isOdd(s.Tails, len(s.Past))
	}
	if s.Odd && countable && c.superseded != nil {
		c.restore(&s, tails)
	}
	low := s.Tails.Low < s.Tails.High
	switch {
	case !s.Odd || !countable:
		c.run = 0
	case c.run > 0 && low == c.low:
		c.run++
	default:
		c.run = 1
	}
	c.low = low
	c.take(countable && tails != nil, s.Odd)
	c.leaveOutBeginning(&s)
	if c.Adopt > 0 && c.run >= c.Adopt && c.settled(s.Past) {
		c.adopt()
		s.Adopted = true
	}
	c.readmit(&s)
	return s
}

// take takes a window in.
func (c *Chain) take(usable, odd bool) {
	at := usual
	if odd {
		at = sideOf(c.low)
	}
	c.usable, c.sides, c.counts = append(c.usable, usable), append(c.sides, at), append(c.counts, usable && !odd)
}

// isOdd reports whether a window does not count as history. With few windows before it only a value that would page is
// odd: shares of bins may wobble farther than few windows show.
func (c *Chain) isOdd(t Tails, past int) bool {
	level := ScreenLevel
	switch {
	case past < MinScreened && c.Bins:
		return false
	case past < MinScreened:
		level = pageLevel
	case c.Bins:
		level = BinsScreenLevel
	}
	return t.Least() < level
}

// together is the number of windows in a row that are judged as one, too.
const together = 3

// leaveOutBeginning lets the newest windows not count if they are odd taken as one, though each of them is usual: an
// incident that grows slowly begins so, and would become its own baseline.
func (c *Chain) leaveOutBeginning(s *Step) {
	first := len(c.counts) - together
	if c.Bins || c.Growing || c.Apart == nil || first < 0 || slices.Contains(c.counts[first:], false) {
		return
	}
	before := slices.Clone(c.counts)
	clear(before[first:])
	older := c.past(before)
	if len(older) < MinScreened {
		return
	}
	newer := make([]int, together)
	for i := range newer {
		newer[i] = len(c.counts) - 1 - i
	}
	if t := c.Apart(newer, older, older); t.Least() < ScreenLevel {
		c.counts, c.run, c.low = before, together, t.Low < t.High
		for i := range newer {
			c.sides[first+i] = sideOf(c.low)
		}
		s.Odd, s.Began = true, together-1
	}
}

// restore brings back what counted before an adoption, if the window is usual for that. Else the next incident after a
// recovery would go unseen. Fewer windows than screen others do not come back: nearly everything is usual for them.
func (c *Chain) restore(s *Step, tails func(past []int) Tails) {
	before := make([]bool, len(c.counts))
	copy(before, c.superseded)
	past := c.past(before)
	if len(past) < MinScreened {
		return
	}
	if t := tails(past); !c.isOdd(t, len(past)) {
		c.counts, c.superseded = before, nil
		clear(c.sides)
		s.Past, s.Tails, s.Odd, s.Restored = past, t, false, true
	}
}

// settled reports whether the newest odd windows are a level: their halves lie no farther apart than windows wobbled
// before. What still grows is none.
func (c *Chain) settled(past []int) bool {
	half := c.Adopt / 2
	if c.Apart == nil || half == 0 {
		return true
	}
	newer, older := make([]int, half), make([]int, c.Adopt-half)
	for i := range c.Adopt {
		if at := len(c.counts) - 1 - i; i < half {
			newer[i] = at
		} else {
			older[i-half] = at
		}
	}
	return c.Apart(newer, older, past).Least() >= SettledLevel
}

// adopt makes the running row of odd windows all that counts.
func (c *Chain) adopt() {
	c.superseded = c.counts
	c.counts = make([]bool, len(c.superseded))
	for i := len(c.counts) - c.Adopt; i < len(c.counts); i++ {
		c.counts[i] = true
	}
	clear(c.sides)
	c.run = 0
}

// past returns the newest windows that count, newest first: at most History of them, none more than twice as far back,
// the running row of odd windows not counted.
func (c *Chain) past(counts []bool) []int {
	var list []int
	for i := len(counts) - 1; i >= 0 && i >= len(counts)-2*c.History-c.run && len(list) < c.History; i-- {
		if counts[i] {
			list = append(list, i)
		}
	}
	return list
}

// Reach is the number of windows before the one asked for at which a chain begins.
func Reach(history int) int { return (5*history + 1) / 2 }
