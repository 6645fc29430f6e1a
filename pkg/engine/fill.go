package engine

import (
	"context"
	"strconv"
	"strings"

	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// gap is what the cache lacks: a rectangle of parts by spans, read by one statement.
type gap struct {
	specs []partSpec
	spans []window.Interval
	rows  []int             // of specs …
	cols  []int             // … and of spans in what was asked for
	stale []window.Interval // settled spans of which parts are known, but not whether they are still right
}

// set puts the parts of the rectangle where they belong.
func (g gap) set(parts, read [][]part) {
	for i, row := range g.rows {
		for j, col := range g.cols {
			parts[row][col] = read[i][j]
		}
	}
}

// fill returns the parts by spec and span, reading what the cache lacks with one statement.
func (e *Engine) fill(ctx context.Context, specs []partSpec, spans []window.Interval,
	build func(gap) (plan.Statement, error), from basis) ([][]part, error) {
	found, g := e.lookUp(specs, spans, from)
	if len(g.specs) > 0 {
		read, err := e.fly(ctx, g, build, from)
		if err != nil {
			return nil, err
		}
		g.set(found, read)
	}
	e.noteAges(ctx, found, spans, from)
	return found, nil
}

// lookUp takes parts from the cache that are fresh, and says what it lacks. Of what one statement tells it finds all or nothing:
// callers that want the same lack the same, and share one flight.
func (e *Engine) lookUp(specs []partSpec, spans []window.Interval, from basis) (found [][]part, g gap) {
	e.cache.together.RLock()
	defer e.cache.together.RUnlock()
	found = make([][]part, len(specs))
	lacking, stale := make([]bool, len(spans)), make([]bool, len(spans))
	spanFresh := e.freshnessOf(from, spans)
	for i, spec := range specs {
		found[i] = make([]part, len(spans))
		complete := true
		for j, span := range spans {
			p, known, fresh := e.look(spec, span, spanFresh[j])
			if found[i][j] = p; !fresh {
				complete, lacking[j], stale[j] = false, true, stale[j] || known
			}
		}
		if !complete {
			g.specs, g.rows = append(g.specs, spec), append(g.rows, i)
		}
	}
	for j, span := range spans {
		if lacking[j] {
			g.spans, g.cols = append(g.spans, span), append(g.cols, j)
		}
		if stale[j] && from.settled(span, e.now()) {
			g.stale = append(g.stale, span)
		}
	}
	return found, g
}

// look returns a part of a span, or the fuller part, and whether it is fresh.
func (e *Engine) look(spec partSpec, span window.Interval, f freshness) (p part, known, fresh bool) {
	for _, key := range []string{spec.key, spec.fuller} {
		if key == "" {
			continue
		}
		kept, ok := e.cache.parts.GetIfPresent(spanKey(key, span))
		if !ok {
			continue
		}
		if _, fresh = f.at(kept.read, kept.source); fresh {
			return kept, true, true
		}
		known = true
	}
	return part{}, known, false
}

func spanKey(key string, span window.Interval) string {
	const digits = 20 // of a number, at most, with its separator
	text := make([]byte, 0, len(key)+2*digits)
	text = append(append(text, key...), '|')
	text = append(strconv.AppendInt(text, span.Start.Unix(), 10), '|')
	return string(strconv.AppendInt(text, span.End.Unix(), 10))
}

// fly reads a gap once for all callers that want the same at the same time, and stores what it counted. A caller that leaves does
// not end the scan the others wait for; the last one to leave does.
func (e *Engine) fly(ctx context.Context, g gap, build func(gap) (plan.Statement, error), from basis) ([][]part, error) {
	var id strings.Builder
	for _, spec := range g.specs {
		id.WriteString(spec.key)
	}
	for _, span := range g.spans {
		id.WriteString(spanKey("", span))
	}
	return e.flights.join(ctx, id.String(), func(ctx context.Context) ([][]part, error) {
		found, lacking := e.lookUp(g.specs, g.spans, from) // another call may have completed since the caller looked
		if len(lacking.stale) > 0 {
			if err := e.probe(ctx, from, lacking.stale); err != nil {
				return nil, err
			}
			found, lacking = e.lookUp(g.specs, g.spans, from)
		}
		if len(lacking.specs) == 0 {
			return found, nil
		}
		read, err := e.read(ctx, lacking, build, from)
		if err != nil {
			return nil, err
		}
		lacking.set(found, read)
		return found, nil
	})
}

// read counts a gap and stores the parts. What is known of the tables is looked up before the statement
// begins: rows that arrive while it runs must be found by the next probe.
func (e *Engine) read(ctx context.Context, g gap, build func(gap) (plan.Statement, error), from basis) ([][]part, error) {
	began, sources := e.now(), make([]fingerprint, len(g.spans))
	for j, span := range g.spans {
		sources[j], _ = e.cache.current(from, span)
	}
	counted, atOnce, err := e.count(ctx, g, build)
	if err != nil {
		return nil, err
	}
	var told []extent
	if atOnce && from.countsAll() && g.specs[0].column.Key == rowsPart {
		for j := range g.spans {
			told = append(told, extentOf(counted[j], began))
			sources[j] = fingerprintOf(told[j])
		}
	}
	parts := make([][]part, len(g.specs))
	for i, spec := range g.specs {
		for j := range g.spans {
			p := spec.pick(counted[j])
			p.id, p.read, p.source = e.cache.newest.Add(1), began, sources[j]
			parts[i] = append(parts[i], p)
		}
	}
	e.cache.keep(g, parts, from, told)
	return parts, nil
}

// keep stores what a statement counted: the parts of a gap, and by span the extents of the one table of a basis where it told them.
func (c *cache) keep(g gap, parts [][]part, b basis, told []extent) {
	c.together.Lock()
	defer c.together.Unlock()
	for j, found := range told {
		for _, stretch := range b.tables[0].stretches(g.spans[j]) {
			c.probed.Set(b.tables[0].key(stretch), found)
		}
	}
	for i, spec := range g.specs {
		for j, span := range g.spans {
			c.parts.Set(spanKey(spec.key, span), parts[i][j])
		}
	}
}

// execute runs a statement, and the one that counts again what it does not tell, and reads what they counted. It reports whether
// all counts are of the tables as they were at one time.
func (e *Engine) execute(ctx context.Context, statement plan.Statement) (counted []plan.Counted, atOnce bool, err error) {
	counted, atOnce = statement.Reader.Spans(), e.store.Dialect().Snapshot
	for more := true; more; {
		if err := e.run(ctx, statement.Query, statement.Reader.Add); err != nil {
			return nil, false, err
		}
		if statement, more, err = statement.Next(); err != nil {
			return nil, false, err
		}
		atOnce = atOnce && !more
	}
	return counted, atOnce, nil
}

// run executes a query, hands its rows to add, and tells the caller's trace.
func (e *Engine) run(ctx context.Context, q sqlast.Query, add func(plan.Row) error) error {
	done, err := e.store.Query(ctx, q, bounded(ctx, add))
	if trace, ok := ctx.Value(traceKey{}).(func(store.Stats)); ok {
		trace(done)
	}
	return err
}
