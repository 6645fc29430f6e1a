package assess

import (
	"slices"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// mergeCounts merges the counts of the segment: of the current window, of the earlier windows that count, and of the
// baseline.
func (c *comparison) mergeCounts() error {
	if err := c.fillCurrent(); err != nil {
		return err
	}
	if err := c.screen(); err != nil {
		return err
	}
	if text := tooLong(c.Ask.Model, c.Ask.Baseline.Baseline, c.view.Current, c.First); text != "" {
		c.unfit = "; " + text
	}
	if err := c.describeHistory(); err != nil {
		return err
	}
	if err := c.fillBaseline(); err != nil {
		return err
	}
	c.countNewLabels(c.current, c.baseline)
	return nil
}

// mergeCountsLike fills a comparison of one segment with the windows that another compares, so that the changes of
// segments add up to that of all.
func (c *comparison) mergeCountsLike(whole *comparison) error {
	c.history = whole.history
	if err := c.fillCurrent(); err != nil {
		return err
	}
	return c.fillBaseline()
}

func (c *comparison) fillCurrent() (err error) {
	c.calibration = c.Calibration[c.view.Current.Interval]
	// Where labels are read as numbers, their column tells how many predictions have one.
	c.current, err = c.merge(c.Log, slices.Concat(c.columns(), []string{summary.LabelKey}), c.view.Current.Interval)
	if c.silence = c.Silence[c.view.Current.Interval]; err == nil && c.Ask.JudgesSilence() &&
		c.current.Latest == summary.NoTime {
		empty := *c.current
		empty.Latest = c.silence.Newest // an empty window's newest row lies before it
		c.current = &empty
	}
	return err
}

// fillBaseline merges the counts of what the window is compared with, and those of the history.
func (c *comparison) fillBaseline() error {
	for _, i := range c.history.past {
		s, err := c.windowSummary(i)
		if err != nil {
			return err
		}
		c.past = append(c.past, s)
	}
	columns := c.columns()
	var err error
	switch kind := c.Ask.Baseline.Kind; {
	case kind == "" || len(c.view.History) == 0 && kind == model.BaselineRolling:
		return nil
	case kind == model.BaselineTable:
		if c.baseline, err = c.merge(c.Table, columns); err != nil {
			return err
		}
		if len(c.baseline.Columns) < len(columns) && c.baseline.Outcomes == nil {
			c.lackBaseline("baseline %q has no column for %s", c.Ask.Baseline.Name, c.what())
			c.baseline = nil
		}
		return nil
	case kind == model.BaselineLaunch:
		return c.fillLaunch(columns)
	case kind == model.BaselineRolling:
		return c.fillRolling(columns)
	case c.view.Baseline == nil:
		return nil
	case kind == model.BaselineVersion:
		c.windows = []window.Interval{c.view.Current.Interval}
		c.baseline, err = c.merge(c.Table, columns, c.windows...)
		return err
	}
	c.windows = []window.Interval{c.view.Baseline.Interval}
	if c.Early(c.windows[0]) {
		c.lackBaseline("baseline %q begins on %s, before the log's first row on %s", c.Ask.Baseline.Name,
			c.windows[0].Start.Format(time.DateOnly), c.Begin.Format(time.DateOnly))
		return nil
	}
	c.baseline, err = c.merge(c.Log, columns, c.windows...)
	return err
}

// fillRolling pools the newest earlier windows that count.
func (c *comparison) fillRolling(columns []string) (err error) {
	b := c.Ask.Baseline
	c.windows = c.history.past[:min(b.Periods, len(c.history.past))]
	if n := len(c.windows); n < b.MinPeriods {
		c.warn("baseline %q has %d periods that count, %d are needed", b.Name, n, b.MinPeriods)
		return nil
	}
	c.baseline, err = c.merge(c.Log, columns, c.windows...)
	return err
}

// fillLaunch merges the counts of the first days of the window's version.
func (c *comparison) fillLaunch(columns []string) error {
	launched := c.view.Launched
	if launched.Reason != "" {
		c.lackBaseline("baseline %q: %s", c.Ask.Baseline.Name, launched.Reason)
		return nil
	}
	c.windows = []window.Interval{c.view.Baseline.Interval}
	c.inform("baseline %q is the first 28 full days of %s", c.Ask.Baseline.Name, launched.What())
	var err error
	c.baseline, err = c.merge(c.Against(c.view), columns, c.windows...)
	return err
}

// lackBaseline warns that there is no baseline, and keeps why.
func (c *comparison) lackBaseline(format string, args ...any) {
	c.warn(format, args...)
	c.lacking = c.notices[len(c.notices)-1].Text
}
