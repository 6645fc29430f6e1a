package engine

import (
	"fmt"
	"time"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// times fills in the stats that say which windows were compared.
func (c *contest) times(point *answers.Point) {
	seconds := func(s query.Stat, micro int64) { point.Set(s, float64(micro)/1e6, true) }
	seconds(query.WindowStart, micros(c.view.Current.Start))
	seconds(query.WindowEnd, micros(c.view.Current.End))
	seconds(query.RangeStart, micros(c.asked.Start))
	seconds(query.RangeEnd, micros(c.asked.End))
	seconds(query.WindowStartLocal, micros(onWallClock(c.view.Current.Start, c.prepared.Zone)))
	seconds(query.WindowEndLocal, micros(onWallClock(c.view.Current.End, c.prepared.Zone)))
	if n := len(c.windows); n > 0 {
		point.Set(query.BaselinePeriods, float64(n), c.baseline != nil)
		seconds(query.BaselineStart, micros(c.windows[n-1].Start))
		seconds(query.BaselineEnd, micros(c.windows[0].End))
	}
	point.Known = window.KnownAt(c.ask.Model, c.view.Current.End, c.ask.Matured(c.query))
	if c.history.adopted != nil {
		point.Adopted = c.history.adopted.End
	}
	expected, err := window.Expected(c.ask.Model, c.view.Current.Interval)
	point.Set(query.ExpectedStat, float64(min(1, len(expected))), err == nil)
}

// onWallClock returns the instant at which UTC's clocks show what those of the zone show at t.
func onWallClock(t time.Time, zone *time.Location) time.Time {
	local := t.In(zone)
	return time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), local.Second(),
		local.Nanosecond(), time.UTC)
}

// setVerdict gives the verdict outside policies: on either side of what is expected.
func (c *contest) setVerdict(point *answers.Point, j judged) {
	switch few := c.tooFew(point); {
	case j.reason != "":
		point.Unjudged = j.reason
	case few != "":
		point.Unjudged = few
	default:
		point.Set(query.Verdict, float64(judge.VerdictOf(j.material, j.tails.Least() < j.level)), true)
		point.Expectation = c.expectation(point, j)
		c.explainLasting(point, j)
	}
}

// tooFew says that either side of the comparison holds too few rows for a verdict; empty if neither does.
func (c *contest) tooFew(point *answers.Point) string {
	now, counted := point.Stats[query.Count]
	before, compared := point.Stats[query.BaselineCount]
	if few := c.fewRows(); few != "" {
		return few
	}
	if counted && now < c.ask.MinCount || compared && before < c.ask.MinCount {
		return fmt.Sprintf("too few rows for a verdict: %.0f now and %.0f in the baseline, %.0f are needed", now,
			before, c.ask.MinCount)
	}
	return ""
}

// fewRows names a window that holds too few rows to be judged, with the numbers: "40 rows a day are fewer than the 100
// that it needs". Empty where the window holds enough, or none.
func (c *contest) fewRows() string {
	n, length := c.current.Rows, c.view.Current.Length
	if n == 0 || n >= c.ask.MinCount || length.Approx() <= 0 {
		return ""
	}
	text := fmt.Sprintf("%.0f rows %s are fewer than the %.0f that it needs", n, perWindow(length), c.ask.MinCount)
	for _, longer := range JudgedWindows {
		if n*longer.Approx().Hours()/length.Approx().Hours() >= c.ask.MinCount {
			return fmt.Sprintf("%s; a window of %s holds enough", text, longer)
		}
	}
	return text
}

// explainLasting says of a change from a baseline that never moves that it has become the log's own level, and since
// when: an incident and a level that everybody has lived with for months are both "changed", and whoever reads it at
// night must tell them apart.
func (c *contest) explainLasting(point *answers.Point, j judged) {
	if c.ask.Baseline.Kind == model.BaselineRolling || c.ground == nil ||
		point.Stats[query.Verdict] != float64(judge.Changed) {
		return
	}
	since, open, err := c.lastingSince(j)
	if err != nil || since.IsZero() {
		return
	}
	text := fmt.Sprintf("a lasting difference from baseline %s, since %s", c.ask.Baseline.Name,
		since.Format(time.DateOnly))
	if open {
		text += " or earlier"
	}
	point.Expectation = point.Expectation.Before(text)
}

// lastingSince is the start of the oldest of the windows in a row, up to the current one, that differ from the baseline
// as the current one does; zero where that is unusual for the log itself. open means that no earlier window could be
// looked at.
func (c *contest) lastingSince(j judged) (since time.Time, open bool, err error) {
	var last judge.Step
	err = c.walkChain(c.ground, c.adoptAfter(), func(_ window.Interval, step judge.Step) { last = step })
	if err != nil || !last.Judged || last.Odd {
		return time.Time{}, false, err
	}
	for _, w := range c.view.History {
		if c.ground.early(w.Interval) {
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
func (c *contest) tailsAgainstBaseline(j judged, w window.Interval) (tails judge.Tails, ok bool, err error) {
	s, err := c.windowSummary(c.ground, w)
	if err != nil {
		return tails, false, err
	}
	if c.ask.Measure.TwoSample() {
		rows, reason := c.predictBins(s)
		return rows.tails(), reason == "", nil
	}
	sample, ok := c.sampleOf(s, w, false)
	if !ok || j.predictor == nil {
		return tails, false, nil
	}
	return j.predictor.Tails(sample), true, nil
}
