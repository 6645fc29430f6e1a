package engine

import (
	"context"
	"fmt"
	"strings"
	"time"

	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// gap is what the cache lacks: a rectangle of parts by spans, read by one statement.
type gap struct {
	specs []partSpec
	spans []window.Interval
}

// fill returns the parts by spec and span, reading what the cache lacks with one statement.
func (e *Engine) fill(ctx context.Context, specs []partSpec, spans []window.Interval,
	build func(gap) (plan.Statement, error), settleAfter time.Duration) ([][]part, error) {
	found := make([][]part, len(specs))
	lacking := make([]bool, len(spans))
	var g gap
	for i, spec := range specs {
		found[i] = make([]part, len(spans))
		complete := true
		for j, span := range spans {
			p, ok := e.cache.get(spanKey(spec.key, span))
			if !ok && spec.fuller != "" {
				p, ok = e.cache.get(spanKey(spec.fuller, span))
			}
			if !ok {
				complete, lacking[j] = false, true
			}
			found[i][j] = p
		}
		if !complete {
			g.specs = append(g.specs, spec)
		}
	}
	if len(g.specs) == 0 {
		return found, nil
	}
	for j, span := range spans {
		if lacking[j] {
			g.spans = append(g.spans, span)
		}
	}
	counted, err := e.fly(ctx, g, build)
	if err != nil {
		return nil, err
	}
	return found, e.keep(specs, spans, g, counted, found, settleAfter)
}

// keep stores what a statement counted, in the cache and in found.
func (e *Engine) keep(specs []partSpec, spans []window.Interval, g gap, counted []plan.Counted, found [][]part,
	settleAfter time.Duration) error {
	row, column := map[string]int{}, map[window.Interval]int{}
	for i, spec := range specs {
		row[spec.key] = i
	}
	for j, span := range spans {
		column[span] = j
	}
	for k, span := range g.spans {
		for _, spec := range g.specs {
			p := spec.pick(counted[k])
			found[row[spec.key]][column[span]] = p
			e.cache.put(spanKey(spec.key, span), p, span, settleAfter)
		}
	}
	return nil
}

func spanKey(key string, span window.Interval) string {
	return fmt.Sprintf("%s|%d|%d", key, span.Start.Unix(), span.End.Unix())
}

// fly executes a gap's statement once for all callers that want the same at the same time. A caller that leaves does
// not end the scan the others wait for; the last one to leave does.
func (e *Engine) fly(ctx context.Context, g gap, build func(gap) (plan.Statement, error)) ([]plan.Counted, error) {
	var id strings.Builder
	for _, spec := range g.specs {
		id.WriteString(spec.key)
	}
	for _, span := range g.spans {
		id.WriteString(spanKey("", span))
	}
	return e.flights.join(ctx, id.String(), func(ctx context.Context) ([]plan.Counted, error) {
		statement, err := build(g)
		if err != nil {
			return nil, err
		}
		return e.execute(ctx, statement)
	})
}

// execute runs a statement, and the one that counts again what it does not tell, and reads what they counted.
func (e *Engine) execute(ctx context.Context, statement plan.Statement) ([]plan.Counted, error) {
	spans := statement.Reader.Spans()
	for more := true; more; {
		err := e.run(ctx, statement.Query, statement.Reader.Add)
		if err != nil {
			return nil, err
		}
		if statement, more, err = statement.Next(); err != nil {
			return nil, err
		}
	}
	return spans, nil
}

// run executes a query, hands its rows to add, and tells the caller's trace.
func (e *Engine) run(ctx context.Context, q sqlast.Query, add func(plan.Row) error) error {
	done, err := e.store.Query(ctx, q, func(row store.Row) error { return add(row) })
	if trace, ok := ctx.Value(traceKey{}).(func(store.Stats)); ok {
		trace(done)
	}
	return err
}
