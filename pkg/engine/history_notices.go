package engine

import (
	"fmt"
	"strings"

	"leeway/pkg/judge"
	"leeway/pkg/window"
)

// historyNotices say which windows of the history do not count, as far back as some do.
func (c *contest) historyNotices(g *ground) error {
	if len(c.history.past) == 0 {
		return nil
	}
	oldest := c.history.past[len(c.history.past)-1]
	var unusual []string
	for j, w := range c.view.history {
		if w.Start.Before(oldest.Start) {
			break
		}
		expected, err := window.Expected(c.ask.model, w.Interval)
		switch {
		case err != nil:
			return err
		case len(expected) > 0:
			c.leaveOut(w, "documented: "+expected[0].Reason)
		case g.early(w.Interval):
			c.leaveOut(w, "the log begins later")
		case c.history.screened[j]:
			unusual = append(unusual, dates(w))
		}
	}
	if len(unusual) > 0 { // which ones differs by subject and measure
		c.notices = append(c.notices, Notice{Text: fmt.Sprintf("%s of %s: the baseline leaves out what was unusual itself: %s",
			c.ask.measure.ID, c.what(), strings.Join(unusual, ", "))})
	}
	if c.history.adopted != nil {
		c.notices = append(c.notices, Notice{Text: fmt.Sprintf("%s: a level that was unusual at first has lasted, and is the new normal since %s",
			c.what(), c.history.adopted.End.Format("2006-01-02"))})
	}
	if n := len(c.history.past); n < judge.MinScreened {
		c.notices = append(c.notices, Notice{Text: fmt.Sprintf("few earlier windows (%d): only large changes can be told%s", n, c.unfit)})
	}
	return nil
}

func (c *contest) leaveOut(w window.Window, why string) {
	c.notices = append(c.notices, Notice{Text: fmt.Sprintf("the baseline leaves out %s: %s", dates(w), why)})
}

// dates are the days on which a window begins and ends.
func dates(w window.Window) string {
	return w.Start.Format("2006-01-02") + " to " + w.End.Format("2006-01-02")
}
