package gather

import (
	"sync"
	"time"

	"github.com/maypok86/otter/v2"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/refresh"
	"leeway/pkg/window"
)

// cache keeps parts across requests, bounded in bytes: Grafana sends an alert rule's queries one after another, each a
// request of its own, and they must share one scan. Beside them it keeps what probes of the tables found. What is
// too old to be used whatever probes say has left it; whether the rest is still fresh says freshness.go.
type cache struct {
	together sync.RWMutex // what one statement tells is stored, and looked up, as a whole
	parts    *otter.Cache[Requirement, *Part]
	probed   *otter.Cache[probe, Extent]
	derived  *derived.Cache // windows and histories
	lookups  lookups
}

// derivedShare is the share of the cache that what is derived from parts may take.
const derivedShare = 3

// lookupsShare is the share that lookups may take.
const lookupsShare = 32

const maxProbed = 100_000 // extents, which are the days of tables

// clock is the engine's clock for the cache. It never ticks: what is too old is not found, and leaves with the next
// writes.
type clock func() time.Time

// NowNano returns the time in nanoseconds since 1970.
func (c clock) NowNano() int64 { return c().UnixNano() }

// Tick returns no ticks.
func (clock) Tick(time.Duration) <-chan time.Time { return nil }

func newCache(bytes int, now clock) (*cache, error) {
	follows, err := derived.NewCache(bytes / derivedShare)
	if err != nil {
		return nil, err
	}
	parts, err := otter.New(&otter.Options[Requirement, *Part]{
		MaximumWeight: uint64(bytes - bytes/derivedShare - bytes/lookupsShare),
		Weigher:       func(_ Requirement, p *Part) uint32 { return p.weight() },
		Clock:         now,
		Executor:      func(upkeep func()) { upkeep() }, // by who reads or writes: no request leaves work behind
		ExpiryCalculator: otter.ExpiryWritingFunc(func(e otter.Entry[Requirement, *Part]) time.Duration {
			return max(1, refresh.RereadAfter-now().Sub(e.Value.Read)) // values may have been overwritten
		}),
	})
	if err != nil {
		return nil, err
	}
	probed, err := otter.New(&otter.Options[probe, Extent]{MaximumSize: maxProbed})
	return &cache{parts: parts, probed: probed, derived: follows,
		lookups: lookups{most: bytes / lookupsShare, found: map[requirements]lookup{}}}, err
}

// clear forgets everything.
func (c *cache) clear() {
	c.together.Lock()
	defer c.together.Unlock()
	c.lookups.forget()
	c.parts.InvalidateAll()
	c.probed.InvalidateAll()
	c.derived.Clear()
}

// store keeps the parts that serve a request, and the extents that they tell of its one table. Parts that are not there
// are left out.
func (c *cache) store(r Request, parts Parts) {
	c.together.Lock()
	defer c.together.Unlock()
	c.lookups.forget()
	for i := range parts {
		for j, p := range parts[i] {
			if p == nil {
				continue
			}
			p.id = p.hash()
			c.parts.Set(r.Requirement(i, j), p)
			if p.extent != nil {
				c.noteExtent(r.basis.tables[0], r.Spans[j], *p.extent)
			}
		}
	}
}

func (c *cache) noteExtent(table dependency, span window.Interval, found Extent) {
	for _, stretch := range table.stretches(span) {
		c.probed.Set(table.probe(stretch), found)
	}
}
