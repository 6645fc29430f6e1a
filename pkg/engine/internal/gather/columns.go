package gather

import (
	"context"
	"fmt"

	"leeway/pkg/fault"
	"leeway/pkg/plan"
)

// gatherColumns reads rows and columns. Where rows are split by their label, they meet it first.
func (g *Gatherer) gatherColumns(ctx context.Context, s Scope, b *SpanCounts, w Requirements) error {
	labels, err := s.labelsBefore(w, false)
	if err != nil {
		return err
	}
	return g.gatherParts(ctx, s, b, append([]partSpec{s.rowsSpec(labels)}, s.columnParts(w.Columns, labels)...), labels)
}

// gatherLabelled reads the columns that are made of labels.
func (g *Gatherer) gatherLabelled(ctx context.Context, s Scope, b *SpanCounts, w Requirements) error {
	labels, err := s.Labels(w)
	if err != nil {
		return err
	}
	return g.gatherParts(ctx, s, b, s.columnParts(w.Labelled, &labels), &labels)
}

// gatherSkew compares the log with the offline table.
func (g *Gatherer) gatherSkew(ctx context.Context, s Scope, b *SpanCounts, columns []plan.Column) error {
	if s.Name != "" {
		return nil // a baseline's own table has nothing to be compared with
	}
	if s.byLabel() {
		return fault.Newf(fault.Unsupported, "skew is not split by label").At("splitBy")
	}
	return g.gatherParts(ctx, s, b, s.columnParts(columns, nil), nil)
}

func (g *Gatherer) gatherParts(ctx context.Context, s Scope, b *SpanCounts, specs []partSpec,
	labels *plan.Labels) error {
	build := func(m missing) (plan.Statement, error) {
		scan := s.Scan(m.spans)
		scan.Labels = labels
		if m.specs[0].column.Derived == plan.Matched || m.specs[0].column.Derived == plan.Agreement {
			scan.Offline = &s.Origin.Offline
		}
		for _, spec := range m.specs {
			if spec.column.Key != rowsPart {
				scan.Columns = append(scan.Columns, spec.column)
			}
		}
		if m.specs[0].column.Pair != nil {
			return scan.Pairs(g.store.Dialect().Counting)
		}
		return scan.Count(g.store.Dialect().Counting)
	}
	found, err := g.load(ctx, specs, b.Spans, build, s.Basis(labels, specs[0].column))
	if err != nil {
		return err
	}
	for i, spec := range specs {
		for j := range b.Spans {
			b.setColumn(spec.column.Key, j, found[i][j])
		}
	}
	return nil
}

func (g *Gatherer) gatherJoint(ctx context.Context, s Scope, b *SpanCounts, w Requirements) error {
	labels, err := s.Labels(w)
	if err != nil {
		return err
	}
	spec := partSpec{
		key:  fmt.Sprintf("%s|joint|%v|%v|%s", s.key(), w.Score, w.All, labels.Column),
		pick: func(c plan.Counted) part { return part{joint: c.Outcomes} },
	}
	build := func(m missing) (plan.Statement, error) { return s.Scan(m.spans).Joint(labels) }
	found, err := g.load(ctx, []partSpec{spec}, b.Spans, build, s.Basis(&labels, plan.Column{}))
	if err != nil {
		return err
	}
	for j := range b.Spans {
		b.Joint[j], b.ids[jointPart][j] = found[0][j].joint, found[0][j].id
	}
	return nil
}
