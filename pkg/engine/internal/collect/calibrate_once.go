package collect

import (
	"fmt"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// calibrateOnce calibrates the scores of one window, once for all queries that rest on the same counts.
func (c *calibrator) calibrateOnce(current window.Window) (evidence.Calibration, error) {
	versions, over := c.versions(current.Interval), c.over(current.Interval)
	of, ok := c.content(current, versions, over)
	if !ok {
		return c.calibrate(current, versions, over), nil
	}
	return derived.Once(c.log.Derived, derived.Key{Owner: c.prepared, Content: of},
		func() (evidence.Calibration, error) {
			learnt := c.calibrate(current, versions, over)
			learnt.Content = &of
			return learnt, nil
		})
}

// content is what the calibration of a window rests on. ok is false where it rests on more than counts of the log.
func (c *calibrator) content(current window.Window, versions []plan.Segment,
	over window.Interval) (of derived.Content, ok bool) {
	if c.log.Derived == nil || c.baseline.Kind == model.BaselineTable {
		return of, false
	}
	weeks := c.weeks[current.Interval]
	d := derived.NewDigest()
	d.Text(fmt.Sprintf("calibration|%s|%s|%q", c.ask.Measure.ID, c.baseline.Kind, versions))
	d.Flag(c.params.AllLabels)
	for _, i := range append([]window.Interval{weeks, over}, window.Judged(current, weeks)...) {
		d.Times(i.Start, i.End)
		parts, known := c.log.ContentOf(versions, []string{gather.JointKey}, i)
		if !known {
			return of, false
		}
		d.Content(parts)
	}
	return d.Sum(), true
}
