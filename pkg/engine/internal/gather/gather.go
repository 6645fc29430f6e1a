package gather

import (
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	"leeway/pkg/engine/internal/shared"
	"leeway/pkg/window"
)

// Gather returns the counts of spans, from the cache where it has them, else by at most two statements: one for the
// columns, one for the labels.
func (g *Gatherer) Gather(ctx context.Context, s Scope, spans []window.Interval, w Requirements) (*SpanCounts, error) {
	if s.Source.Time == nil {
		spans = []window.Interval{{}} // a table without time is one span
		w.Windows = spans
	}
	b := newSpanCounts(spans, slices.Concat(w.Columns, w.Labelled, w.Skew, w.Pairs, w.Outcomes))
	b.Names, b.Derived = s.Origin.Names, g.cache.derived
	if len(spans) == 0 {
		return b, nil
	}
	group, ctx := errgroup.WithContext(ctx)
	apart := func(work func(context.Context) error) {
		group.Go(func() error {
			_, err := shared.Guard(ctx, func(ctx context.Context) (any, error) { return nil, work(ctx) })
			return err
		})
	}
	apart(func(ctx context.Context) error { return g.gatherColumns(ctx, s, b, w) })
	if len(w.Labelled) > 0 {
		apart(func(ctx context.Context) error { return g.gatherLabelled(ctx, s, b, w) })
	}
	if len(w.Skew) > 0 {
		apart(func(ctx context.Context) error { return g.gatherSkew(ctx, s, b, w.Skew) })
	}
	if len(w.Distinct) > 0 {
		apart(func(ctx context.Context) error { return g.gatherDistinct(ctx, s, b, w) })
	}
	if len(w.Pairs) > 0 {
		apart(func(ctx context.Context) error { return g.gatherPairs(ctx, s, b, w) })
	}
	if len(w.Outcomes) > 0 {
		apart(func(ctx context.Context) error { return g.gatherOutcomes(ctx, s, b, w.Outcomes[0]) })
	}
	if w.Raw && s.Source.Unique {
		apart(func(ctx context.Context) error { return g.gatherRaw(ctx, s, b) })
	}
	if w.Joint {
		apart(func(ctx context.Context) error { return g.gatherJoint(ctx, s, b, w) })
	}
	return b, group.Wait()
}

// gatherRaw counts rows without telling duplicates apart.
func (g *Gatherer) gatherRaw(ctx context.Context, s Scope, b *SpanCounts) error {
	s.Source.Unique = false
	counted, err := g.Gather(ctx, s, b.Spans, Requirements{})
	b.raw = counted.RowsBySpan
	copy(b.ids[rawPart], counted.ids[rowsPart])
	return err
}
