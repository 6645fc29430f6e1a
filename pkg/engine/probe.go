package engine

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"sync"
	"time"

	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// A settled span is not read again when its refresh time has passed. A probe asks how many rows the table has in it and when
// the newest is, which is cheap, and one statement asks it for all spans of a query. Only where that has changed are the rows
// counted again. A value that is overwritten changes neither, so that after a day a span is read again in any case.

// extent is what a probe finds of a table in one stretch of time.
type extent struct {
	rows      float64
	newest    int64   // the latest time in microseconds
	unlabeled float64 // rows without a label, where labels lie in the table itself
	probed    time.Time
}

// fingerprint tells whether the tables that something was counted from have changed since. Zero: not known.
type fingerprint uint64

// dependency is a table that parts are counted from, and which stretches of it belong to a span.
type dependency struct {
	name      string    // of the table and of what a probe counts in it
	rows      plan.Scan // of all its rows, without spans
	stretches func(span window.Interval) []window.Interval
}

func newDependency(rows plan.Scan, stretches func(window.Interval) []window.Interval) dependency {
	s, name := rows.Source, ""
	if s.Time != nil {
		name = fmt.Sprintf("|%s|%s|%s", s.Time.Column, s.Time.Unit, s.Zone)
	}
	for _, c := range rows.Columns {
		name += "|" + c.Identity()
	}
	return dependency{name: fmt.Sprintf("%q%s", s.Table, name), rows: rows, stretches: stretches}
}

// key identifies what a probe of a stretch finds.
func (d dependency) key(stretch window.Interval) string { return spanKey(d.name, stretch) }

// fingerprintOf is the fingerprint of what probes found.
func fingerprintOf(found ...extent) fingerprint {
	hash := fnv.New64a()
	for _, x := range found {
		_ = binary.Write(hash, binary.LittleEndian, []float64{x.rows, float64(x.newest), x.unlabeled}) // a hash takes all
	}
	return fingerprint(hash.Sum64())
}

// freshness tells whether what was counted in a span is still right.
type freshness struct {
	now     time.Time
	within  time.Duration                   // the span's refresh time
	current func() (fingerprint, time.Time) // of the span's tables by the latest probes, and when the earliest of these was made
}

func (e *Engine) freshness(b basis, span window.Interval) freshness {
	now := e.now()
	return freshness{now: now, within: b.refreshTime(span, now), current: sync.OnceValues(func() (fingerprint, time.Time) {
		return e.cache.current(b, span)
	})}
}

// freshnessOf is the freshness of each span.
func (e *Engine) freshnessOf(b basis, spans []window.Interval) []freshness {
	list := make([]freshness, len(spans))
	for j, span := range spans {
		list[j] = e.freshness(b, span)
	}
	return list
}

// at returns when what was read at some time, from tables of a fingerprint, was last known to be what the tables hold; false
// where that was too long ago.
func (f freshness) at(read time.Time, source fingerprint) (time.Time, bool) {
	age := f.now.Sub(read)
	switch {
	case age < 0 || age >= rereadAfter: // the clock was set back, or values may have been overwritten
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
func (c *cache) current(b basis, span window.Interval) (fingerprint, time.Time) {
	var extents []extent
	for _, d := range b.tables {
		for _, stretch := range d.stretches(span) {
			found, ok := c.probed.GetIfPresent(d.key(stretch))
			if !ok {
				return 0, time.Time{}
			}
			extents = append(extents, found)
		}
	}
	oldest := slices.MinFunc(extents, func(a, b extent) int { return a.probed.Compare(b.probed) })
	return fingerprintOf(extents...), oldest.probed
}

// probe asks the tables of a basis for their extents in spans, but those that it asked within the refresh time.
func (e *Engine) probe(ctx context.Context, b basis, spans []window.Interval) error {
	for _, d := range b.tables {
		due, within := e.dueStretches(b, d, spans)
		for _, stretches := range disjoint(due) {
			if err := e.probeTable(ctx, d, stretches, within); err != nil {
				return err
			}
		}
	}
	return nil
}

// dueStretches returns the stretches of a table whose refresh time has passed since they were probed, and by their keys the
// shortest of these times.
func (e *Engine) dueStretches(b basis, d dependency, spans []window.Interval) (due []window.Interval, within map[string]time.Duration) {
	e.cache.together.RLock()
	defer e.cache.together.RUnlock()
	within = map[string]time.Duration{}
	now := e.now()
	for _, span := range spans {
		refresh := b.refreshTime(span, now)
		for _, stretch := range d.stretches(span) {
			key := d.key(stretch)
			if e.probedWithin(key, refresh) {
				continue
			}
			if shortest, ok := within[key]; !ok || refresh < shortest {
				within[key] = refresh
			}
			due = append(due, stretch)
		}
	}
	return due, within
}

// probedWithin reports whether a stretch was probed less than a refresh time ago.
func (e *Engine) probedWithin(key string, refresh time.Duration) bool {
	found, ok := e.cache.probed.GetIfPresent(key)
	age := e.now().Sub(found.probed)
	return ok && age >= 0 && age < refresh
}

// probeTable asks one table for its extents in disjoint stretches by one statement, once for all callers that want the same. within
// are their refresh times by key.
func (e *Engine) probeTable(ctx context.Context, d dependency, stretches []window.Interval, within map[string]time.Duration) error {
	keys := make([]string, len(stretches))
	for j, stretch := range stretches {
		keys[j] = d.key(stretch)
	}
	known := func() (bool, bool) {
		due := slices.ContainsFunc(keys, func(key string) bool { return !e.probedWithin(key, within[key]) })
		return !due, !due
	}
	_, err := e.probes.once(ctx, strings.Join(keys, ""), known, func(ctx context.Context) (bool, error) {
		began := e.now()
		scan := d.rows
		scan.Spans = stretches
		statement, err := scan.Count(e.store.Dialect().Counting)
		if err != nil {
			return false, err
		}
		counted, _, err := e.execute(ctx, statement)
		if err != nil {
			return false, err
		}
		e.cache.together.Lock()
		defer e.cache.together.Unlock()
		for j := range stretches {
			e.cache.probed.Set(keys[j], extentOf(counted[j], began))
		}
		return true, nil
	})
	return err
}

// extentOf is the extent that a count of all rows found.
func extentOf(counted plan.Counted, at time.Time) extent {
	found := extent{probed: at}
	for _, c := range counted.Rows {
		found.rows += c.Rows
		found.newest = max(found.newest, c.Latest)
	}
	for _, c := range counted.Columns[unlabeledKey] {
		found.unlabeled += c.Missing
	}
	return found
}
