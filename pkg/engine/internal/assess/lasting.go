package assess

import (
	"fmt"
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// explainLasting says of a change from a baseline that never moves that it has become the log's own level, and since
// when: an incident and a level that everybody has lived with for months are both "changed", and whoever reads it at
// night must tell them apart.
func (c *comparison) explainLasting(point *answers.Point, j judged) {
	if c.Ask.Baseline.Kind == model.BaselineRolling || c.Log == nil ||
		point.Stats[query.Verdict] != float64(judge.Changed) {
		return
	}
	since, open, err := c.lastingSince(j)
	if err != nil || since.IsZero() {
		return
	}
	text := fmt.Sprintf("a lasting difference from baseline %s, since %s", c.Ask.Baseline.Name,
		since.Format(time.DateOnly))
	if open {
		text += " or earlier"
	}
	point.Expectation = point.Expectation.Before(text)
}

// lastingSince is the start of the oldest of the windows in a row, up to the current one, that differ from the baseline
// as the current one does; zero where that is unusual for the log itself. open means that no earlier window could be
// looked at.
func (c *comparison) lastingSince(j judged) (since time.Time, open bool, err error) {
	var last judge.Step
	err = c.walkChain(c.adoptAfter(), func(_ window.Interval, step judge.Step) { last = step })
	if err != nil || !last.Judged || last.Odd {
		return time.Time{}, false, err
	}
	for _, w := range c.view.History {
		if c.Early(w.Interval) {
			return since, false, nil
		}
		tails, ok, err := c.tailsAgainstBaseline(j, w.Interval)
		low := tails.Low < tails.High
		if err != nil || !ok || tails.Least() >= j.level || low != (j.tails.Low < j.tails.High) {
			return since, false, err
		}
		since = w.Start
	}
	return since, true, nil
}

// tailsAgainstBaseline judges an earlier window as the current one is judged. ok is false for a window without a value.
func (c *comparison) tailsAgainstBaseline(j judged, w window.Interval) (tails judge.Tails, ok bool, err error) {
	s, err := c.windowSummary(w)
	if err != nil {
		return tails, false, err
	}
	if c.Ask.Measure.TwoSample() {
		rows, reason := c.predictBins(s)
		return rows.tails(), reason == "", nil
	}
	sample, ok := c.sampleOf(s, w, false)
	if !ok || j.predictor == nil {
		return tails, false, nil
	}
	return j.predictor.Tails(sample), true, nil
}
