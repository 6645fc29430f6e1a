package assess

import (
	"fmt"
	"strings"

	"leeway/pkg/engine/internal/answers"
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
			c.informAlike(answers.Alike{Before: leavesOut, After: " windows, documented as " + expected[0].Reason,
				One: dates(w)},
				leavesOut+"%s: documented: %s", dates(w), expected[0].Reason)
		case c.Early(w.Interval):
			c.informAlike(answers.Alike{Before: leavesOut, After: " windows, as the log begins later", One: dates(w)},
				leavesOut+"%s: the log begins later", dates(w))
		case c.history.screened[j]:
			unusual = append(unusual, dates(w))
		}
	}
	c.describeUnusual(unusual, oldest)
	if n := len(c.history.past); n < judge.MinScreened {
		c.inform("few earlier windows (%d): only large changes can be found%s", n, c.unfit)
	}
	return nil
}

const leavesOut = "the baseline leaves out "

// describeUnusual says how windows count that were unusual themselves. Which ones differs by subject and measure.
func (c *comparison) describeUnusual(leftOut []string, oldest window.Interval) {
	series := fmt.Sprintf("%s of %s", c.Ask.Measure.ID, c.what())
	since := func(w *window.Interval) string { return "since " + w.End.Format("2006-01-02") }
	if len(leftOut) > 0 {
		which := strings.Join(leftOut, ", ")
		c.informAlike(answers.Alike{Before: "the baselines of ",
			After: " series leave out windows that were unusual themselves",
			One:   series + " (" + which + ")"}, "%s: %swhat was unusual itself: %s", series, leavesOut, which)
	}
	if at := c.history.adopted; at != nil {
		c.informAlike(answers.Alike{Before: "a level that was unusual at first has lasted and is the new normal of ",
			After: " series",
			One:   series + " " + since(at)},
			"%s: a level that was unusual at first has lasted; it is the new normal %s", series, since(at))
	}
	if at := c.history.recurs; at != nil && at.End.After(oldest.Start) {
		c.informAlike(answers.Alike{Before: "unusual windows of ",
			After: " series have come and gone so often that they count as usual",
			One:   series + " " + since(at)},
			"%s: unusual windows have come and gone so often that they count as usual %s", series, since(at))
	}
}

// dates are the days on which a window begins and ends.
func dates(w window.Window) string {
	return w.Start.Format("2006-01-02") + " to " + w.End.Format("2006-01-02")
}
