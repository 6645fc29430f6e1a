package judge

// Chain judges consecutive windows of one phase, the oldest first, each against the windows before it that count. A window that is odd
// does not count, so that an incident stays visible as long as it lasts.
type Chain struct {
	History int // windows that tell what is usual, at most
	Adopt   int // odd windows in a row, on one side, that become the new normal; 0: none do

	counts     []bool // by window: does it count as history
	superseded []bool // what counted before the last adoption; nil: there was none
	run        int    // odd windows in a row
	low        bool   // they are low
}

// Step is what a chain says of one window.
type Step struct {
	Past     []int // the windows it was judged by, newest first, numbered from 0
	Tails    Tails // 1 and 1 where there is no past or the window has no value
	Judged   bool
	Odd      bool // it will not count as history
	Adopted  bool // with it, an odd level became the new normal
	Restored bool // it brought the level before an adoption back
}

// Next judges one window and takes it in. countable is false for windows without a value and for documented changes: they never count.
// tails returns the tails of the window's value against the windows of past, and is not called where there are none; nil: no value.
func (c *Chain) Next(countable bool, tails func(past []int) Tails) Step {
	s := Step{Past: c.past(c.counts), Tails: Tails{1, 1}}
	if len(s.Past) > 0 && tails != nil {
		s.Tails, s.Judged = tails(s.Past), true
		s.Odd = len(s.Past) >= MinScreened && s.Tails.Least() < ScreenLevel
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
	c.counts = append(c.counts, countable && tails != nil && !s.Odd)
	if c.Adopt > 0 && c.run >= c.Adopt {
		c.adopt()
		s.Adopted = true
	}
	return s
}

// restore brings back what counted before an adoption, if the window is usual for that. Else the next incident after a recovery
// would go unseen.
func (c *Chain) restore(s *Step, tails func(past []int) Tails) {
	before := make([]bool, len(c.counts))
	copy(before, c.superseded)
	past := c.past(before)
	if len(past) == 0 {
		return
	}
	if t := tails(past); t.Least() >= ScreenLevel {
		c.counts, c.superseded = before, nil
		s.Past, s.Tails, s.Odd, s.Restored = past, t, false, true
	}
}

// adopt makes the running row of odd windows all that counts.
func (c *Chain) adopt() {
	c.superseded = c.counts
	c.counts = make([]bool, len(c.superseded))
	for i := len(c.counts) - c.Adopt; i < len(c.counts); i++ {
		c.counts[i] = true
	}
	c.run = 0
}

// past returns the newest windows that count, newest first: at most History of them, none more than twice as far back, the running
// row of odd windows not counted.
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
