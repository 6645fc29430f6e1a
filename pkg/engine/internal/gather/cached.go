package gather

import (
	"context"
	"time"

	"leeway/pkg/window"
)

// cached serves what the cache has.
type cached struct{ *Gatherer }

// Serve serves requirements whose parts are fresh, after probes of the tables where these have to tell.
func (g cached) Serve(ctx context.Context, r Request) (Parts, error) {
	found, stale := g.lookUp(r, nil)
	if len(stale) == 0 {
		return found, nil
	}
	if err := g.Probe(ctx, r.basis, stale); err != nil {
		return nil, err
	}
	found, _ = g.lookUp(r, nil)
	return found, nil
}

// lookUp takes parts from the cache, or of those that are held, that are fresh. Of what one statement tells it finds all
// or nothing: callers that want the same lack the same, and share one flight. stale are settled spans of which parts are
// known, but not whether they are still right.
func (g *Gatherer) lookUp(r Request, inHand *held) (found Parts, stale []window.Interval) {
	g.cache.together.RLock()
	defer g.cache.together.RUnlock()
	found = emptyParts(r)
	all, complete := lookup{parts: found, made: g.now()}, inHand == nil
	doubted := make([]bool, len(r.Spans))
	spanFresh := g.freshnessOf(r.basis, r.Spans)
	for i := range r.Columns {
		for j := range r.Spans {
			p, at, known := g.look(r, i, j, spanFresh[j], inHand)
			if found[i][j] = p; p != nil {
				all.add(p, at, spanFresh[j].within)
			} else {
				doubted[j], complete = doubted[j] || known, false
			}
		}
	}
	if complete {
		g.cache.lookups.note(r.requirements(), all)
	}
	for j, span := range r.Spans {
		if doubted[j] && r.basis.settled(span, g.now()) {
			stale = append(stale, span)
		}
	}
	return found, stale
}

// look returns a part of a span that is fresh, or the fuller part, and when it was last known to be right; known says
// that there is one, fresh or not.
func (g *Gatherer) look(r Request, column, span int, f freshness, inHand *held) (p *Part, at time.Time, known bool) {
	for _, asked := range [...]Requirement{r.asked[column], r.fuller[column]} {
		if asked == (Requirement{}) {
			continue
		}
		asked = in(asked, r.Spans[span])
		kept, ok := g.cache.parts.GetIfPresent(asked)
		if !ok {
			kept = inHand.get(asked)
		}
		if kept == nil {
			continue
		}
		if at, fresh := f.at(kept.Read, kept.Tables); fresh {
			return kept, at, true
		}
		known = true
	}
	return nil, at, known
}
