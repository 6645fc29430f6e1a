package gather

import (
	"context"
	"maps"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/plan"
)

// scanned serves everything, by scans of the store's tables.
type scanned struct{ *Gatherer }

// Serve counts a request by one statement. What is known of the tables is looked up before the statement begins: rows
// that arrive while it runs must be found by the next probe.
func (g scanned) Serve(ctx context.Context, r Request) (Parts, error) {
	defer g.reads.begin(&r)()
	began, sources := g.now(), make([]Fingerprint, len(r.Spans))
	for j, span := range r.Spans {
		sources[j], _ = g.cache.current(r.basis, span)
	}
	counted, atOnce, err := g.countHalved(ctx, r)
	if err != nil {
		return nil, err
	}
	extents := make([]*Extent, len(r.Spans)) // of the one table, where the count tells them
	if atOnce && r.basis.countsAll() && r.Columns[0].Key == RowsKey {
		for j := range r.Spans {
			found := ExtentOf(counted[j], began)
			extents[j], sources[j] = &found, NewFingerprint(found)
		}
	}
	return partsOf(r, counted, began, sources, extents), nil
}

// partsOf are the parts of what was counted by span. Columns of which a span holds nothing share one part there: most
// spans before a log began are of that kind.
func partsOf(r Request, counted []plan.Counted, began time.Time, sources []Fingerprint, extents []*Extent) Parts {
	parts := emptyParts(r)
	for j := range r.Spans {
		none := &Part{Read: began, Tables: sources[j]}
		for i, c := range r.Columns {
			p := partOf(c.Key, counted[j])
			p.Read, p.Tables = began, sources[j]
			if i == 0 {
				p.extent = extents[j]
			}
			if parts[i][j] = p; p.isEmpty() {
				parts[i][j] = none
			}
		}
	}
	return parts
}

// countHalved executes the statement of a request and returns the counts by span. What is too large for one statement of
// the store is counted in halves: half of the columns each, then half of the spans. It reports whether all counts are of
// the tables as they were at one time.
func (g scanned) countHalved(ctx context.Context, r Request) (counted []plan.Counted, atOnce bool, err error) {
	statement, err := r.Kind.statement(r, g.store.Dialect().Counting)
	if err != nil {
		return nil, false, err
	}
	counted, atOnce, err = g.execute(ctx, statement)
	if !tooLarge(err) {
		return counted, atOnce, err
	}
	first, second, ok := r.halves()
	if !ok {
		return nil, false, r.explain(err)
	}
	if counted, _, err = g.countHalved(ctx, first); err != nil {
		return nil, false, err
	}
	others, _, err := g.countHalved(ctx, second)
	if err != nil {
		return nil, false, err
	}
	if len(first.Spans) < len(r.Spans) {
		return append(counted, others...), false, nil
	}
	for i := range counted {
		maps.Copy(counted[i].Columns, others[i].Columns)
	}
	return counted, false, nil
}

// tooLarge reports whether a statement was too large for the store; a query that is too large as a whole is not made
// smaller by asking for it in parts.
func tooLarge(err error) bool {
	return err != nil && fault.As(err).Kind == fault.TooLarge && !ReadsTooMuch(err)
}
