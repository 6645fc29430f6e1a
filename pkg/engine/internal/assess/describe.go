package assess

import (
	"fmt"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/measure"
	"leeway/pkg/query"
	"leeway/pkg/summary"
)

// describe says what a comparison compared with what.
func (c *comparison) describe(point answers.Point) answers.Comparison {
	out := answers.Comparison{
		Past: c.history.past, Read: len(c.view.History),
		Current: c.view.Current.Interval, Baseline: c.windows, BaselineName: c.Ask.Baseline.Name,
		BaselineKind: c.Ask.Baseline.Kind, Revision: c.Prepared.Revision, Notices: c.notices,
		Threshold: c.threshold(),
	}
	if t := c.Ask.Measure.Threshold; out.Threshold == nil && t.Of != measure.NoThreshold &&
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
	if text := c.calibration.Explain(); text != "" {
		out.Notices = append(out.Notices, answers.Notice{Text: text})
	}
	if text, ok := c.Prepared.Notices[c.subject.Column]; ok {
		out.Notices = append(out.Notices, answers.Notice{Alike: alike(text, c.what()), Text: c.what() + ": " + text})
	}
	if text, loud := c.invalid(); text != "" {
		out.Notices = append(out.Notices, answers.Notice{Warning: loud, Values: true, Text: c.what() + ": " + text})
	}
	out.Notices = append(out.Notices, c.classNotices()...)
	return out
}

// alike is what the same text about several subjects has in common.
func alike(text, subject string) answers.Alike {
	return answers.Alike{Before: text + " (", After: ")", One: subject}
}

// labelCoverage is the share of the current window's predictions that have a label; nil where no labels were read.
func (c *comparison) labelCoverage() *float64 {
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
func (c *comparison) invalid() (text string, loud bool) {
	now, then := columnOf(c.current, c.subject.Column), columnOf(c.baseline, c.subject.Column)
	if then == nil {
		then = &summary.Column{}
	}
	if now == nil || now.Invalid+then.Invalid == 0 {
		return "", false
	}
	what := "numbers"
	if c.Prepared.Columns[c.subject.Column].Probability {
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
