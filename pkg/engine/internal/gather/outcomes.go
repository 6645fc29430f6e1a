package gather

import (
	"context"

	"leeway/pkg/fault"
	"leeway/pkg/plan"
)

// gatherOutcomes counts what a table of outcomes tells: of labelled predictions whether their label was revised, or of
// outcomes whether they have a prediction.
func (g *Gatherer) gatherOutcomes(ctx context.Context, s Scope, b *SpanCounts, c plan.Column) error {
	p := s.Origin
	from, build := s.orphanBasis(), func(m missing) (plan.Statement, error) {
		return s.Scan(m.spans).Orphans(p.Log, p.Model.Outcomes.Label, plan.LookBack(p.Model),
			p.Model.Resolution.Approx())
	}
	if c.Key == plan.RevisionKey {
		if s.byLabel() {
			return fault.Newf(fault.Unsupported, "revisions are not split by label").At("splitBy")
		}
		labels, err := s.Labels(Requirements{})
		if err != nil {
			return err
		}
		from = s.Basis(&labels, plan.Column{})
		build = func(m missing) (plan.Statement, error) { return s.Scan(m.spans).Revisions(labels) }
	}
	found, err := g.load(ctx, s.columnParts([]plan.Column{c}, nil), b.Spans, build, from)
	if err != nil {
		return err
	}
	for j := range b.Spans {
		b.setColumn(c.Key, j, found[0][j])
	}
	return nil
}

// gatherPairs sums the moments of pairs, where one is the label over predictions that have met theirs.
func (g *Gatherer) gatherPairs(ctx context.Context, s Scope, b *SpanCounts, w Requirements) error {
	labels, err := s.labelsBefore(w, w.Pairs[0].Pair.OfLabel())
	if err != nil {
		return err
	}
	return g.gatherParts(ctx, s, b, s.columnParts(w.Pairs, labels), labels)
}
