package gather

import (
	"context"
	"maps"

	"leeway/pkg/fault"
	"leeway/pkg/plan"
)

// countHalved executes a gap's statement and returns the counts by span. What is too large for one statement of the
// store is counted in halves: half of the columns each, then half of the spans. It reports whether all counts are of
// the tables as they were at one time.
func (g *Gatherer) countHalved(ctx context.Context, m missing,
	build buildStatement) (counted []plan.Counted, atOnce bool, err error) {
	statement, err := build(m)
	if err != nil {
		return nil, false, err
	}
	counted, atOnce, err = g.execute(ctx, statement)
	if !tooLarge(err) {
		return counted, atOnce, err
	}
	first, second, ok := m.halves()
	if !ok {
		return nil, false, m.explain(err)
	}
	if counted, _, err = g.countHalved(ctx, first, build); err != nil {
		return nil, false, err
	}
	others, _, err := g.countHalved(ctx, second, build)
	if err != nil {
		return nil, false, err
	}
	if len(first.spans) < len(m.spans) {
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
