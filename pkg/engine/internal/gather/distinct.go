package gather

import (
	"context"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// gatherDistinct counts distinct values in windows as wholes, because those of days do not add up: by one statement for
// windows that do not overlap.
func (g *Gatherer) gatherDistinct(ctx context.Context, s Scope, b *SpanCounts, w Requirements) error {
	labels, err := s.labelsBefore(w, false)
	if err != nil {
		return err
	}
	build := func(m missing) (plan.Statement, error) {
		scan := s.Scan(m.spans)
		scan.Labels = labels
		for _, spec := range m.specs {
			scan.Columns = append(scan.Columns, spec.column)
		}
		return scan.Count(g.store.Dialect().Counting)
	}
	specs := s.columnParts(w.Distinct, labels)
	for _, apart := range disjoint(w.Windows) {
		found, err := g.load(ctx, specs, apart, build, s.Basis(labels, plan.Column{}))
		if err != nil {
			return err
		}
		for j, i := range apart {
			b.windows[i] = map[string]map[plan.Segment]*summary.Column{}
			for k, spec := range specs {
				b.windows[i][spec.column.Key] = found[k][j].column
			}
		}
	}
	return nil
}
