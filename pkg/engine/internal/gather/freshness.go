package gather

import (
	"context"
	"slices"
	"sync"
	"time"

	"leeway/pkg/window"
)

// freshness tells whether what was counted in a span is still right.
type freshness struct {
	now    time.Time
	within time.Duration // the span's refresh time
	// of the span's tables by the latest probes, and when the earliest of these was made
	current func() (Fingerprint, time.Time)
}

func (g *Gatherer) freshness(b Basis, span window.Interval) freshness {
	now := g.now()
	return freshness{now: now, within: b.refreshTime(span, now),
		current: sync.OnceValues(func() (Fingerprint, time.Time) {
			return g.cache.current(b, span)
		})}
}

// freshnessOf is the freshness of each span.
func (g *Gatherer) freshnessOf(b Basis, spans []window.Interval) []freshness {
	list := make([]freshness, len(spans))
	for j, span := range spans {
		list[j] = g.freshness(b, span)
	}
	return list
}

// at returns when what was read at some time, from tables of a fingerprint, was last known to be what the tables hold;
// false where that was too long ago.
func (f freshness) at(read time.Time, source Fingerprint) (time.Time, bool) {
	age := f.now.Sub(read)
	switch {
	case age < 0: // the clock was set back
		return time.Time{}, false
	case age < f.within:
		return read, true
	case source == 0:
		return time.Time{}, false
	}
	current, probed := f.current()
	age = f.now.Sub(probed)
	return probed, current == source && age >= 0 && age < f.within
}

// current returns the fingerprint of a span's tables. It is zero where no probe has found part of it.
func (c *cache) current(b Basis, span window.Interval) (Fingerprint, time.Time) {
	var extents []Extent
	for _, d := range b.tables {
		for _, stretch := range d.stretches(span) {
			found, ok := c.probed.GetIfPresent(d.probe(stretch))
			if !ok {
				return 0, time.Time{}
			}
			extents = append(extents, found)
		}
	}
	oldest := slices.MinFunc(extents, func(a, b Extent) int { return a.probed.Compare(b.probed) })
	return NewFingerprint(extents...), oldest.probed
}

// noteAge notes how old the oldest of parts is that an answer uses, which are all fresh.
func noteAge(ctx context.Context, oldest time.Time) {
	if noted, ok := ctx.Value(agesKey{}).(*Ages); ok {
		noted.note(oldest, false)
	}
}

// noteAges notes how old parts are that an answer uses.
func (g *Gatherer) noteAges(ctx context.Context, parts Parts, spans []window.Interval, from Basis) {
	noted, ok := ctx.Value(agesKey{}).(*Ages)
	if !ok {
		return
	}
	for j, f := range g.freshnessOf(from, spans) {
		for i := range parts {
			p := parts[i][j]
			at, fresh := f.at(p.Read, p.Tables)
			if !fresh {
				at = p.Read
			}
			noted.note(at, f.now.Sub(at) > f.within)
		}
	}
}
