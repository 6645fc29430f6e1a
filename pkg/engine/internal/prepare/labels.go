package prepare

import (
	"context"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// labelReference returns the rows that fix the grids of what is made of labels, and the columns that are to be read for
// that.
func (p *Prepared) labelReference() (s gather.Scope, over window.Interval, columns []plan.Column) {
	s, over = gather.Scope{Origin: p.Origin, Source: p.Log}, p.Reference.Fallback
	if p.Source.Time == nil && p.Source.HoldsLabels(p.Model) {
		s, over = gather.Scope{Origin: p.Origin, Source: p.Source, Name: p.Reference.Name}, window.Interval{}
	}
	for _, c := range plan.LabelledColumns(p.Model) {
		if c.Mode == plan.FirstPass && s.Source.Has(p.Model, c) {
			columns = append(columns, c)
		}
	}
	return s, over, columns
}

// countLabels fixes the grids of what is made of labels by the reference, or by the log where the reference is a table
// without labels.
func (e *Preparer) countLabels(ctx context.Context, p *Prepared) error {
	s, over, read := p.labelReference()
	scan := s.Scan([]window.Interval{over})
	scan.Columns = read
	counted := plan.Counted{}
	if len(scan.Columns) > 0 {
		labels, err := s.Labels(gather.LabelRules{})
		if err != nil {
			return err
		}
		scan.Labels = &labels
		if counted, _, err = e.counts.Count(ctx, scan); err != nil {
			return err
		}
	}
	for _, c := range plan.LabelledColumns(p.Model) {
		if c.Mode == plan.Distinct { // a made category is counted as it comes
			p.Columns[c.Key] = c
			continue
		}
		p.fix(c, counted)
	}
	whole := wholeColumns(p.Model, s.Source, read, nil, counted)
	return refiner{counts: e.counts, prepared: p, scan: scan, counted: counted, whole: whole}.refine(ctx, read)
}
