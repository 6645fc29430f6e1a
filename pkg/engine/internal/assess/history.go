package assess

import (
	"strings"

	"leeway/pkg/judge"
	"leeway/pkg/window"
)

// describeHistory says which windows of the history do not count, as far back as some do.
func (c *comparison) describeHistory() error {
	if len(c.history.past) == 0 {
		return nil
	}
	oldest := c.history.past[len(c.history.past)-1]
	var unusual []string
	for j, w := range c.view.History {
		if w.Start.Before(oldest.Start) {
			break
		}
		expected, err := window.Expected(c.Ask.Model, w.Interval)
		switch {
		case err != nil:
			return err
		case len(expected) > 0:
			c.inform("the baseline leaves out %s: documented: %s", dates(w), expected[0].Reason)
		case c.Early(w.Interval):
			c.inform("the baseline leaves out %s: the log begins later", dates(w))
		case c.history.screened[j]:
			unusual = append(unusual, dates(w))
		}
	}
	if len(unusual) > 0 { // which ones differs by subject and measure
		c.inform("%s of %s: the baseline leaves out what was unusual itself: %s", c.Ask.Measure.ID, c.what(),
			strings.Join(unusual, ", "))
	}
	if c.history.adopted != nil {
		c.inform("%s of %s: a level that was unusual at first has lasted; it is the new normal since %s",
			c.Ask.Measure.ID, c.what(), c.history.adopted.End.Format("2006-01-02"))
	}
	if at := c.history.recurs; at != nil && at.End.After(oldest.Start) {
		c.inform("%s of %s: unusual windows have come and gone so often that they count as usual since %s",
			c.Ask.Measure.ID, c.what(), at.End.Format("2006-01-02"))
	}
	if n := len(c.history.past); n < judge.MinScreened {
		c.inform("few earlier windows (%d): only large changes can be found%s", n, c.unfit)
	}
	return nil
}

// dates are the days on which a window begins and ends.
func dates(w window.Window) string {
	return w.Start.Format("2006-01-02") + " to " + w.End.Format("2006-01-02")
}
