package engine

import (
	"time"

	"github.com/maypok86/otter/v2"

	"leeway/pkg/plan"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// part is what one span holds of one column, of its rows, or of its outcomes, by segment. Exactly one map is set. Parts
// are shared between requests and never changed after they were stored.
type part struct {
	rows    map[plan.Segment]plan.Count
	column  map[plan.Segment]*summary.Column
	joint   map[plan.Segment]*summary.Outcomes
	expires time.Time
}

// weight estimates the part's size in bytes.
func (p part) weight() uint32 {
	const entry, cell = 96, 72 // a map entry with its key; a cell or category
	size := entry + entry*len(p.rows)
	for _, c := range p.column {
		size += entry + cell*(len(c.Cells)+len(c.Categories))
	}
	for _, o := range p.joint {
		size += entry + 2*cell*len(o.Joint)
	}
	return uint32(size)
}

// cache keeps parts across requests, bounded in bytes: Grafana sends an alert rule's queries one after another, each a
// request of its own, and they must share one scan.
type cache struct {
	parts *otter.Cache[string, part]
	now   func() time.Time
}

func newCache(bytes int, now func() time.Time) (*cache, error) {
	parts, err := otter.New(&otter.Options[string, part]{
		MaximumWeight: uint64(bytes),
		Weigher:       func(key string, p part) uint32 { return uint32(len(key)) + p.weight() },
	})
	return &cache{parts: parts, now: now}, err
}

func (c *cache) get(key string) (part, bool) {
	p, ok := c.parts.GetIfPresent(key)
	if !ok || c.now().After(p.expires) {
		return part{}, false
	}
	return p, true
}

// put stores what was read of a span. settleAfter is how long after the span's end its rows may still change.
func (c *cache) put(key string, p part, span window.Interval, settleAfter time.Duration) {
	p.expires = c.expiry(span, settleAfter)
	c.parts.Set(key, p)
}

const (
	settledFor   = 24 * time.Hour // a settled span is read again after this
	unsettledMin = time.Minute
	unsettledAge = 20 // an unsettled span is read again after a twentieth of its age
)

func (c *cache) expiry(span window.Interval, settleAfter time.Duration) time.Time {
	now := c.now()
	if now.After(span.End.Add(settleAfter)) {
		return now.Add(settledFor)
	}
	return now.Add(max(unsettledMin, now.Sub(span.End)/unsettledAge))
}

// clear forgets everything.
func (c *cache) clear() { c.parts.InvalidateAll() }
