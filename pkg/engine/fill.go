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
	rows  []int // of specs …
	cols  []int // … and of spans in what was asked for
}

// fill returns the parts by spec and span, reading what the cache lacks with one statement.
func (e *Engine) fill(ctx context.Context, specs []partSpec, spans []window.Interval,
	build func(gap) (plan.Statement, error), settleAfter time.Duration) ([][]part, error) {
	found, g := e.lookUp(specs, spans)
	if len(g.specs) == 0 {
		return found, nil
	}
	read, err := e.fly(ctx, g, build, settleAfter)
	if err != nil {
		return nil, err
	}
	for i, row := range g.rows {
		for j, col := range g.cols {
			found[row][col] = read[i][j]
		}
	}
	return found, nil
}

// lookUp takes parts from the cache, and says what it lacks.
func (e *Engine) lookUp(specs []partSpec, spans []window.Interval) (found [][]part, g gap) {
	found = make([][]part, len(specs))
	lacking := make([]bool, len(spans))
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
			g.specs, g.rows = append(g.specs, spec), append(g.rows, i)
		}
	}
	for j, span := range spans {
		if lacking[j] {
			g.spans, g.cols = append(g.spans, span), append(g.cols, j)
		}
	}
	return found, g
}

func spanKey(key string, span window.Interval) string {
	return fmt.Sprintf("%s|%d|%d", key, span.Start.Unix(), span.End.Unix())
}

// fly executes a gap's statement once for all callers that want the same at the same time, and stores what it counted. A caller
// that leaves does not end the scan the others wait for; the last one to leave does.
func (e *Engine) fly(ctx context.Context, g gap, build func(gap) (plan.Statement, error), settleAfter time.Duration) ([][]part, error) {
	var id strings.Builder
	for _, spec := range g.specs {
		id.WriteString(spec.key)
	}
	for _, span := range g.spans {
		id.WriteString(spanKey("", span))
	}
	return e.flights.join(ctx, id.String(), func(ctx context.Context) ([][]part, error) {
		if found, lacking := e.lookUp(g.specs, g.spans); len(lacking.specs) == 0 {
			return found, nil // another flight has landed since the caller looked
		}
		statement, err := build(g)
		if err != nil {
			return nil, err
		}
		counted, err := e.execute(ctx, statement)
		if err != nil {
			return nil, err
		}
		return e.keep(g, counted, settleAfter), nil
	})
}

// keep stores what was counted of each span, and returns it as parts by spec and span.
func (e *Engine) keep(g gap, counted []plan.Counted, settleAfter time.Duration) [][]part {
	parts := make([][]part, len(g.specs))
	for i, spec := range g.specs {
		for j, span := range g.spans {
			p := spec.pick(counted[j])
			parts[i] = append(parts[i], p)
			e.cache.put(spanKey(spec.key, span), p, span, settleAfter)
		}
	}
	return parts
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
