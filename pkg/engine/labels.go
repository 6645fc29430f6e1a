package engine

import (
	"context"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// labelReference returns the rows that fix the grids of what is made of labels, and the columns that are to be read for that.
func (p *prepared) labelReference() (s gather.Scope, over window.Interval, columns []plan.Column) {
	s, over = gather.Scope{Origin: p.Origin, Source: p.Log}, p.reference.fallback
	if p.source.Time == nil && p.source.HoldsLabels(p.Model) {
		s, over = gather.Scope{Origin: p.Origin, Source: p.source, Name: p.reference.name}, window.Interval{}
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
func (e *Engine) countLabels(ctx context.Context, p *prepared) error {
	s, over, read := p.labelReference()
	scan := s.Scan([]window.Interval{over})
	scan.Columns = read
	counted := plan.Counted{}
	if len(scan.Columns) > 0 {
		labels, err := s.Labels(gather.Requirements{})
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
			p.columns[c.Key] = c
			continue
		}
		p.fix(c, counted)
	}
	whole := wholeColumns(p.Model, s.Source, read, nil, counted)
	return refiner{Engine: e, prepared: p, scan: scan, counted: counted, whole: whole}.refine(ctx, read)
}
