package gather

import (
	"context"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"leeway/pkg/engine/internal/shared"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// New returns a gatherer with a cache of so many bytes. now decides only how long a summary is kept. What the cache
// lacks is asked of further providers in their order, and what they leave is read by a scan of the store.
func New(s store.Store, now func() time.Time, bytes int, further ...Provider) (*Gatherer, error) {
	c, err := newCache(bytes, now)
	g := &Gatherer{store: s, now: now, cache: c}
	g.providers = chain{kept: cached{g}, others: append(slices.Clip(further), scanned{g}), cache: c}
	return g, err
}

// Gather returns the counts of spans, from the cache where it has them, else by a statement for each kind of counts.
func (g *Gatherer) Gather(ctx context.Context, s Scope, spans []window.Interval, w Wanted) (*SpanCounts, error) {
	if s.Source.Time == nil {
		spans = []window.Interval{{}} // a table without time is one span
		w.Windows = spans
	}
	b := newSpanCounts(spans)
	b.Names, b.Derived, b.source = s.Origin.Names, g.cache.derived, s.Source
	w = w.With(Predictions) // rows are counted in any case
	for _, c := range w.Counts {
		c.Kind.addColumns(b, c.Columns)
	}
	if len(spans) == 0 {
		return b, nil
	}
	group, ctx := errgroup.WithContext(ctx)
	for _, c := range w.Counts {
		group.Go(func() error {
			_, err := shared.Guard(ctx, func(ctx context.Context) (any, error) { return nil, g.count(ctx, s, b, w, c) })
			return err
		})
	}
	return b, group.Wait()
}

// count counts the columns of one kind and files them.
func (g *Gatherer) count(ctx context.Context, s Scope, b *SpanCounts, w Wanted, c Counts) error {
	requests, err := c.Kind.requests(s, w, c.Columns, b.Spans)
	if err != nil {
		return err
	}
	for _, r := range requests {
		parts, err := g.serve(ctx, r)
		if err != nil {
			return err
		}
		c.Kind.file(b, r, parts)
	}
	return nil
}

// serve serves a request: from the cache, else once for all callers that want the same at the same time. A caller that
// leaves does not end the scan that the others wait for; the last one to leave does.
func (g *Gatherer) serve(ctx context.Context, r Request) (Parts, error) {
	inHand := heldIn(ctx)
	if found, ok := g.cache.lookups.get(r.requirements(), g.now()); ok {
		inHand.hold(r, found.parts)
		noteAge(ctx, found.oldest)
		return found.parts, nil
	}
	served, _ := g.lookUp(r, inHand)
	if l := r.without(served); len(l.columns) > 0 {
		read, err := g.loads.Do(ctx, l.requirements(),
			func(ctx context.Context) (Parts, error) { return g.providers.Serve(ctx, l.Request) })
		if err != nil {
			return nil, err
		}
		served.fill(l, read)
	}
	inHand.hold(r, served)
	g.noteAges(ctx, served, r.Spans, r.basis)
	return served, nil
}
