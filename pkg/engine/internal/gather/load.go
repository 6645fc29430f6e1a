package gather

import (
	"context"
	"strings"

	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// load returns the parts by spec and span, reading what the cache lacks with one statement.
func (g *Gatherer) load(ctx context.Context, specs []partSpec, spans []window.Interval,
	build func(missing) (plan.Statement, error), from Basis) ([][]part, error) {
	kept := heldIn(ctx)
	found, m := g.lookUp(specs, spans, from, kept)
	if len(m.specs) > 0 {
		read, err := g.loadShared(ctx, m, build, from)
		if err != nil {
			return nil, err
		}
		m.set(found, read)
	}
	kept.hold(specs, spans, found)
	g.noteAges(ctx, found, spans, from)
	return found, nil
}

// lookUp takes parts from the cache, or of those that are held, that are fresh, and says what it lacks. Of what one
// statement tells it finds all or nothing: callers that want the same lack the same, and share one flight.
func (g *Gatherer) lookUp(specs []partSpec, spans []window.Interval, from Basis,
	kept *held) (found [][]part, m missing) {
	g.cache.together.RLock()
	defer g.cache.together.RUnlock()
	found = make([][]part, len(specs))
	lacking, stale := make([]bool, len(spans)), make([]bool, len(spans))
	spanFresh := g.freshnessOf(from, spans)
	for i, spec := range specs {
		found[i] = make([]part, len(spans))
		complete := true
		for j, span := range spans {
			p, known, fresh := g.look(spec, span, spanFresh[j], kept)
			if found[i][j] = p; !fresh {
				complete, lacking[j], stale[j] = false, true, stale[j] || known
			}
		}
		if !complete {
			m.specs, m.rows = append(m.specs, spec), append(m.rows, i)
		}
	}
	for j, span := range spans {
		if lacking[j] {
			m.spans, m.cols = append(m.spans, span), append(m.cols, j)
		}
		if stale[j] && from.settled(span, g.now()) {
			m.stale = append(m.stale, span)
		}
	}
	return found, m
}

// look returns a part of a span, or the fuller part, and whether it is fresh.
func (g *Gatherer) look(spec partSpec, span window.Interval, f freshness,
	inHand *held) (p part, known, fresh bool) {
	for _, key := range []string{spec.key, spec.fuller} {
		if key == "" {
			continue
		}
		kept, ok := g.cache.parts.GetIfPresent(spanKey(key, span))
		if !ok {
			kept, ok = inHand.get(spanKey(key, span))
		}
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

// loadShared reads a gap once for all callers that want the same at the same time, and stores what it counted. A caller
// that leaves does not end the scan the others wait for; the last one to leave does.
func (g *Gatherer) loadShared(ctx context.Context, m missing, build func(missing) (plan.Statement, error),
	from Basis) ([][]part, error) {
	var id strings.Builder
	for _, spec := range m.specs {
		id.WriteString(spec.key)
	}
	for _, span := range m.spans {
		id.WriteString(spanKey("", span))
	}
	return g.loads.Do(ctx, id.String(), func(ctx context.Context) ([][]part, error) {
		// another call may have completed since the caller looked
		found, lacking := g.lookUp(m.specs, m.spans, from, nil)
		if len(lacking.stale) > 0 {
			if err := g.Probe(ctx, from, lacking.stale); err != nil {
				return nil, err
			}
			found, lacking = g.lookUp(m.specs, m.spans, from, nil)
		}
		if len(lacking.specs) == 0 {
			return found, nil
		}
		read, err := g.read(ctx, lacking, build, from)
		if err != nil {
			return nil, err
		}
		lacking.set(found, read)
		return found, nil
	})
}

// read counts a gap and stores the parts. What is known of the tables is looked up before the statement
// begins: rows that arrive while it runs must be found by the next probe.
func (g *Gatherer) read(ctx context.Context, m missing, build func(missing) (plan.Statement, error),
	from Basis) ([][]part, error) {
	began, sources := g.now(), make([]Fingerprint, len(m.spans))
	for j, span := range m.spans {
		sources[j], _ = g.cache.current(from, span)
	}
	counted, atOnce, err := g.countHalved(ctx, m, build)
	if err != nil {
		return nil, err
	}
	var extents []Extent
	if atOnce && from.countsAll() && m.specs[0].column.Key == rowsPart {
		for j := range m.spans {
			extents = append(extents, ExtentOf(counted[j], began))
			sources[j] = NewFingerprint(extents[j])
		}
	}
	parts := make([][]part, len(m.specs))
	for i, spec := range m.specs {
		for j := range m.spans {
			p := spec.pick(counted[j])
			p.id, p.read, p.source = g.cache.newest.Add(1), began, sources[j]
			parts[i] = append(parts[i], p)
		}
	}
	g.cache.store(m, parts, from, extents)
	return parts, nil
}

// store stores what a statement counted: the parts of a gap, and by span the extents of the one table of a basis where
// it extents them.
func (c *cache) store(m missing, parts [][]part, b Basis, extents []Extent) {
	c.together.Lock()
	defer c.together.Unlock()
	for j, found := range extents {
		for _, stretch := range b.tables[0].stretches(m.spans[j]) {
			c.probed.Set(b.tables[0].key(stretch), found)
		}
	}
	for i, spec := range m.specs {
		for j, span := range m.spans {
			c.parts.Set(spanKey(spec.key, span), parts[i][j])
		}
	}
}
