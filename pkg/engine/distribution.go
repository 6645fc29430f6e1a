package engine

import (
	"fmt"
	"slices"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/measure"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// comparison says what a contest compared with what.
func (c *contest) comparison(point answers.Point) answers.Comparison {
	out := answers.Comparison{
		Past: c.history.past, Read: len(c.view.History),
		Current: c.view.Current.Interval, Baseline: c.windows, BaselineName: c.ask.Baseline.Name,
		BaselineKind: c.ask.Baseline.Kind, Revision: c.prepared.Revision, Notices: c.notices,
		Threshold: c.threshold(),
	}
	if t := c.ask.Measure.Threshold; out.Threshold == nil && t.Of != measure.NoThreshold &&
		t.Of != measure.OnChangeInSd {
		out.Threshold = &t.Value
	}
	out.Count, out.BaselineCount = answers.StatOf(point, query.Count), answers.StatOf(point, query.BaselineCount)
	if column := columnOf(c.current, c.subject.Column); column != nil {
		out.Categorical = !column.Numeric() && c.subject.With == ""
		if column.Numeric() {
			out.Grid = column.Grid.String()
		}
	}
	out.LabelCoverage = c.labelCoverage()
	if text := c.calibrated.says(); text != "" {
		out.Notices = append(out.Notices, answers.Notice{Text: text})
	}
	if text, ok := c.prepared.Notices[c.subject.Column]; ok {
		out.Notices = append(out.Notices, answers.Notice{Text: c.what() + ": " + text})
	}
	if text, loud := c.invalid(); text != "" {
		out.Notices = append(out.Notices, answers.Notice{Warning: loud, Values: true, Text: c.what() + ": " + text})
	}
	out.Notices = append(out.Notices, c.classNotices()...)
	if text := c.doubt(point); text != "" {
		out.Notices = append(out.Notices, answers.Notice{Warning: true, Values: text == c.noClassInCommon(),
			Text: c.what() + ": " + text})
	}
	return out
}

// labelCoverage is the share of the current window's predictions that have a label; nil where no labels were read.
func (c *contest) labelCoverage() *float64 {
	if coverage, ok := measure.Lookup("label_coverage"); ok && c.current.Outcomes != nil {
		if share := coverage.Estimate(c.current, summary.LabelKey, c.params()); share.OK {
			return &share.Value
		}
		return nil
	}
	if labels := c.current.Columns[summary.LabelKey]; labels != nil && labels.Total() > 0 {
		share := 1 - labels.Missing/labels.Total()
		return &share
	}
	return nil
}

// invalid says how many values are left out because they are not what their column should hold; loud if these are many
// of the window's.
func (c *contest) invalid() (text string, loud bool) {
	now, then := columnOf(c.current, c.subject.Column), columnOf(c.baseline, c.subject.Column)
	if then == nil {
		then = &summary.Column{}
	}
	if now == nil || now.Invalid+then.Invalid == 0 {
		return "", false
	}
	what := "numbers"
	if c.prepared.Columns[c.subject.Column].Probability {
		what = "probabilities"
	}
	text = fmt.Sprintf("%.0f of %.0f values now and %.0f of %.0f in the baseline are not %s and are left out",
		now.Invalid, now.Total(), then.Invalid, then.Total(), what)
	share := now.Invalid / max(1, now.Total())
	if loud = share >= loudShare; loud {
		text += ", " + percent(share) + " of the window's"
	}
	return text, loud
}

// doubt says why something that was asked for is missing: the main stat, another that is named, or the verdict where it
// is shown.
func (c *contest) doubt(point answers.Point) string {
	if point.Reason != "" {
		return point.Reason
	}
	asked := c.query.Stats
	if len(asked) == 0 && c.query.Format != query.Table && c.ask.Policy == nil {
		return ""
	}
	for _, s := range asked {
		if why, lacks := point.Lacking[s]; lacks {
			return string(s) + ": " + why
		}
	}
	shown := func(s query.Stat) bool { return slices.Contains(asked, s) }
	if len(asked) == 0 || shown(query.Verdict) || shown(query.Breach) {
		return point.Unjudged
	}
	return ""
}

// bins lays the contest's columns over each other.
func (c *contest) bins() ([]measure.Bin, string) {
	baseline := columnOf(c.baseline, c.subject.Column)
	current := columnOf(c.current, c.subject.Column)
	if baseline == nil && current != nil {
		baseline = &summary.Column{Grid: current.Grid}
		if !current.Numeric() {
			baseline.Categories = map[string]float64{}
		}
	}
	return measure.Bins(current, baseline, c.query.Bins)
}

// distribute fills in the bins of a distribution: of the one comparison, or of a heat map, whose bins are those of the
// last baseline for all its times.
func distribute(out *answers.Series, contests []contest) error {
	last := &contests[len(contests)-1]
	if out.Compare.Notices == nil {
		out.Compare.Notices = []answers.Notice{}
	}
	if len(contests) == 1 {
		bins, reason := last.bins()
		last.setUsual(bins)
		out.Compare.Bins = bins
		if reason != "" {
			last.warn("%s", reason)
			out.Compare.Notices = append(out.Compare.Notices, last.notices[len(last.notices)-1])
		}
		return nil
	}
	return distributeOverTime(out, contests)
}

// distributeOverTime counts each time of a heat map by the bins that all of them together have.
func distributeOverTime(out *answers.Series, contests []contest) error {
	last := &contests[len(contests)-1]
	key := last.subject.Column
	pooled := *last
	pooled.current = summary.New()
	for _, c := range contests {
		if err := pooled.current.Add(c.current); err != nil {
			return err
		}
	}
	bins, _ := pooled.bins()
	out.Compare.Bins = bins
	all, baseline := columnOf(pooled.current, key), columnOf(last.baseline, key)
	if baseline == nil || all != nil && all.Numeric() && !baseline.Numeric() {
		baseline = all // by which the bins of an empty baseline are cut
	}
	binning, ok := measure.NewBinning(all, baseline, last.query.Bins)
	for i, c := range contests {
		out.Points[i].Shares = make([]*float64, len(bins))
		column := columnOf(c.current, key)
		if !ok || column == nil || column.Total() == 0 {
			continue
		}
		row, counted := binning.Row(column)
		for j := range bins {
			if counted {
				share := binning.Share(row, j, bins[j])
				out.Points[i].Shares[j] = &share
			}
		}
	}
	return nil
}

// tabulateOutcomes sets the calibration curve or the confusion matrix of both windows where the query asks for one.
func tabulateOutcomes(s *answers.Series, c *contest) {
	if c.current.Outcomes == nil || c.noClassInCommon() != "" {
		return // the measure's reason says why
	}
	var baseline *summary.Outcomes
	if c.baseline != nil {
		baseline = c.baseline.Outcomes
	}
	switch c.query.QueryType {
	case query.TypeCalibration:
		s.Compare.Calibration = measure.CalibrationCurve(c.current.Outcomes, baseline, c.params())
	case query.TypeConfusion:
		s.Compare.Confusion = measure.ConfusionMatrix(c.current.Outcomes, baseline, c.params(), max(2, c.query.Limit))
	}
}
