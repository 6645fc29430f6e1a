package engine

import (
	"context"
	"errors"
	"maps"
	"strings"

	"leeway/pkg/fault"
	"leeway/pkg/plan"
)

type buildStatement func(gap) (plan.Statement, error)

// count executes a gap's statement and returns the counts by span. What is too large for one statement of the store is counted
// in halves: half of the columns each, then half of the spans. It reports whether all counts are of the tables as they were at
// one time.
func (e *Engine) count(ctx context.Context, g gap, build buildStatement) (counted []plan.Counted, atOnce bool, err error) {
	statement, err := build(g)
	if err != nil {
		return nil, false, err
	}
	counted, atOnce, err = e.execute(ctx, statement)
	if !tooLarge(err) {
		return counted, atOnce, err
	}
	first, second, ok := g.halves()
	if !ok {
		return nil, false, g.explain(err)
	}
	if counted, _, err = e.count(ctx, first, build); err != nil {
		return nil, false, err
	}
	others, _, err := e.count(ctx, second, build)
	if err != nil {
		return nil, false, err
	}
	if len(first.spans) < len(g.spans) {
		return append(counted, others...), false, nil
	}
	for i := range counted {
		maps.Copy(counted[i].Columns, others[i].Columns)
	}
	return counted, false, nil
}

// tooLarge reports whether a statement was too large for the store; a query that is too large as a whole is not made smaller by
// asking for it in parts.
func tooLarge(err error) bool {
	return err != nil && fault.As(err).Kind == fault.TooLarge && !errors.Is(err, errWholeQuery)
}

// halves returns two gaps that make the whole. Every statement counts rows, so they are no column of either half.
func (g gap) halves() (first, second gap, ok bool) {
	first, second = g, g
	columns := len(g.specs)
	if g.specs[0].column.Key == rowsPart {
		columns--
	}
	switch {
	case columns > 1:
		half := len(g.specs) - columns/2
		first.specs, second.specs = g.specs[:half], g.specs[half:]
	case len(g.spans) > 1:
		half := len(g.spans) / 2
		first.spans, second.spans = g.spans[:half], g.spans[half:]
	default:
		return g, g, false
	}
	return first, second, true
}

// explain names the column that is too large alone.
func (g gap) explain(err error) error {
	f := fault.As(err)
	key := g.specs[len(g.specs)-1].column.Key
	if key == "" || key == rowsPart {
		return f
	}
	return fault.Newf(fault.TooLarge, "%s alone: %s", strings.Replace(key, ":", " ", 1), f.Message).Because(err)
}
