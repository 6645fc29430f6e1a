package assess

import (
	"fmt"
	"slices"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// columns are the keys of what the measure is finished from; none for the log itself.
func (c *comparison) columns() []string {
	var made []string
	for _, column := range c.Ask.Labelled() {
		if slices.Contains(c.Ask.Measure.Columns, column.Key) {
			made = append(made, column.Key)
		}
	}
	if slices.Contains(c.Ask.Measure.Columns, plan.EntropyKey) {
		made = append(made, plan.EntropyKey)
	}
	if c.subject.Column == "" || len(made) > 0 && c.Ask.Target != query.Score {
		return made
	}
	return append(made, c.subject.Column) // of scores it tells how many rows are left out
}

// windowSummary merges the counts of a window of the log, once for all that ask for it.
func (c *comparison) windowSummary(i window.Interval) (*summary.Summary, error) {
	columns := c.columns()
	key := fmt.Sprintf("%q|%q|%d|%d", c.segments(), columns, i.Start.Unix(), i.End.Unix())
	if s, ok := c.merged[key]; ok {
		return s, nil
	}
	s, err := c.merge(c.Log, columns, i)
	if err == nil {
		c.countNewLabels(s)
		c.merged[key] = s
	}
	return s, err
}

// merge merges the counts of the comparison's segments over intervals. What it returns is the caller's own.
func (c *comparison) merge(counts *gather.SpanCounts, columns []string,
	intervals ...window.Interval) (*summary.Summary, error) {
	of, ok := counts.ContentOf(c.segments(), append(slices.Clone(gather.RowParts), columns...), intervals...)
	if counts.Derived == nil || !ok {
		return c.mergeSegments(counts, columns, intervals)
	}
	var merged *summary.Summary
	kept, err := derived.Once(counts.Derived, derived.Key{Owner: c.Prepared, Content: of},
		func() (kept gather.MergedWindow, err error) {
			if merged, err = c.mergeSegments(counts, columns, intervals); err == nil {
				kept.CompactSummary = merged.Compact()
			}
			return kept, err
		})
	if merged == nil && err == nil {
		merged = kept.Summary()
	}
	return merged, err
}

func (c *comparison) mergeSegments(counts *gather.SpanCounts, columns []string,
	intervals []window.Interval) (*summary.Summary, error) {
	merged, err := counts.Summary(c.segments()[0], columns, intervals...)
	for _, segment := range c.segments()[1:] {
		if err != nil {
			return nil, err
		}
		var more *summary.Summary
		if more, err = counts.Summary(segment, columns, intervals...); err == nil {
			err = merged.Add(more)
		}
	}
	return merged, err
}

// countNewLabels counts the labels whose texts the reference never held as new, in the summaries of windows, which it
// changes.
func (c *comparison) countNewLabels(windows ...*summary.Summary) {
	known := c.LabelTexts
	if known == nil {
		return
	}
	if c.newUnknown = ""; len(known) == 0 {
		c.newUnknown = "the reference holds no labels, so it is unknown which are new"
	}
	for _, s := range windows {
		if s == nil || s.Outcomes == nil {
			continue
		}
		labels := s.Outcomes.Labels()
		for spelling, n := range s.Outcomes.Spelled {
			if spelling.OfLabel && !known[spelling.Text] {
				n = min(n, labels.Categories[spelling.Class])
				labels.Categories[spelling.Class] -= n
				labels.New += n
			}
		}
		for class, n := range labels.Categories {
			if !c.names().HoldsAny(class, known) {
				delete(labels.Categories, class)
				labels.New += n
			}
		}
		s.Columns[summary.LabelKey] = labels
	}
}
