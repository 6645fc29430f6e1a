package gather

import (
	"context"

	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// Count counts a scan of one span; without columns nothing.
func (g *Gatherer) Count(ctx context.Context, scan plan.Scan) (counted plan.Counted, atOnce bool, err error) {
	if len(scan.Columns) == 0 {
		return plan.Counted{}, false, nil
	}
	statement, err := scan.Count(g.store.Dialect().Counting)
	if err != nil {
		return plan.Counted{}, false, err
	}
	spans, atOnce, err := g.execute(ctx, statement)
	if err != nil {
		return plan.Counted{}, false, err
	}
	return spans[0], atOnce, nil
}

// execute runs a statement, and the one that counts again what it does not tell, and reads what they counted. It
// reports whether all counts are of the tables as they were at one time.
func (g *Gatherer) execute(ctx context.Context,
	statement plan.Statement) (counted []plan.Counted, atOnce bool, err error) {
	counted, atOnce = statement.Reader.Spans(), g.store.Dialect().Snapshot
	for more := true; more; {
		if err := g.Run(ctx, statement.Query, statement.Reader.Add); err != nil {
			return nil, false, err
		}
		if statement, more, err = statement.Next(); err != nil {
			return nil, false, err
		}
		atOnce = atOnce && !more
	}
	return counted, atOnce, nil
}

// Run executes a query, hands its rows to add, and tells the caller's trace.
func (g *Gatherer) Run(ctx context.Context, q sqlast.Query, add func(plan.Row) error) error {
	done, err := g.store.Query(ctx, q, bounded(ctx, add))
	if trace, ok := ctx.Value(traceKey{}).(func(store.Stats)); ok {
		trace(done)
	}
	return err
}
