package gather

import (
	"context"
	"slices"
	"time"

	"leeway/pkg/engine/internal/shared"
	"leeway/pkg/window"
)

// A settled span is not read again when its refresh time has passed. A probe asks how many rows the table has in it and
// when the newest is, which is cheap, and one statement asks it for all spans of a query. Only where that has changed
// are the rows counted again. A value that is overwritten changes neither, so that after a day a span is read again in
// any case.

// Probe asks the tables of a basis for their extents in spans, but those that it asked within the refresh time.
func (g *Gatherer) Probe(ctx context.Context, b Basis, spans []window.Interval) error {
	for _, d := range b.tables {
		due, within := g.dueStretches(b, d, spans)
		for _, stretches := range disjoint(due) {
			if err := g.probeTable(ctx, d, stretches, within); err != nil {
				return err
			}
		}
	}
	return nil
}

// dueStretches returns the stretches of a table whose refresh time has passed since they were probed, and by their keys
// the shortest of these times.
func (g *Gatherer) dueStretches(b Basis, d dependency,
	spans []window.Interval) (due []window.Interval, within map[probe]time.Duration) {
	g.cache.together.RLock()
	defer g.cache.together.RUnlock()
	within = map[probe]time.Duration{}
	now := g.now()
	for _, span := range spans {
		refresh := b.refreshTime(span, now)
		for _, stretch := range d.stretches(span) {
			key := d.probe(stretch)
			if g.probedWithin(key, refresh) {
				continue
			}
			if shortest, ok := within[key]; !ok || refresh < shortest {
				within[key] = refresh
			}
			due = append(due, stretch)
		}
	}
	return due, within
}

// probedWithin reports whether a stretch was probed less than a refresh time ago.
func (g *Gatherer) probedWithin(key probe, refresh time.Duration) bool {
	found, ok := g.cache.probed.GetIfPresent(key)
	age := g.now().Sub(found.probed)
	return ok && age >= 0 && age < refresh
}

// probeTable asks one table for its extents in disjoint stretches by one statement, once for all callers that want the
// same. within are their refresh times by key.
func (g *Gatherer) probeTable(ctx context.Context, d dependency, stretches []window.Interval,
	within map[probe]time.Duration) error {
	keys := make([]probe, len(stretches))
	var all shared.Sequence[probe]
	for j, stretch := range stretches {
		keys[j] = d.probe(stretch)
		all = all.With(keys[j])
	}
	known := func() (bool, bool) {
		due := slices.ContainsFunc(keys, func(key probe) bool { return !g.probedWithin(key, within[key]) })
		return !due, !due
	}
	_, err := g.probes.Load(ctx, all, known, func(ctx context.Context) (bool, error) {
		began := g.now()
		scan := d.rows
		scan.Spans = stretches
		statement, err := scan.Count(g.store.Dialect().Counting)
		if err != nil {
			return false, err
		}
		counted, _, err := g.execute(ctx, statement)
		if err != nil {
			return false, err
		}
		g.cache.together.Lock()
		defer g.cache.together.Unlock()
		g.cache.lookups.forget()
		for j := range stretches {
			g.cache.probed.Set(keys[j], ExtentOf(counted[j], began))
		}
		return true, nil
	})
	return err
}
