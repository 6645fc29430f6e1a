package gather

import (
	"math"
	"sync"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"

	"leeway/pkg/engine/derived"
	"leeway/pkg/plan"
	"leeway/pkg/summary"
)

// part is what one span holds of one column, of its rows, or of its outcomes, by segment. Exactly one map is set. Parts
// are shared between requests and never changed after they were stored.
type part struct {
	rows   map[plan.Segment]plan.Count
	column map[plan.Segment]*summary.Column
	joint  map[plan.Segment]*summary.Outcomes
	id     uint64      // of these counts, which no others have
	read   time.Time   // when the statement that counted it began
	source Fingerprint // of the tables it was counted from, as they were then; zero: not known
}

// weight estimates the part's size in bytes.
func (p part) weight() uint32 {
	const own, column, outcomes = 200, 128, 48 // of the part with its place in the cache; of structs
	size := own + mapBytes(len(p.rows), 32) + mapBytes(len(p.column), 24) + mapBytes(len(p.joint), 24)
	for segment := range p.rows {
		size += len(segment)
	}
	for segment, c := range p.column {
		size += len(segment) + column + mapBytes(len(c.Cells), 56)
		if len(c.Categories) > 0 {
			size += mapBytes(len(c.Categories), 40)
		}
	}
	for segment, o := range p.joint {
		size += len(segment) + outcomes + mapBytes(len(o.Joint), 96)
	}
	return uint32(min(size, math.MaxUint32))
}

// MergedWindow is a summary that is kept.
type MergedWindow struct{ *summary.Summary }

// Weight estimates the summary's size in bytes.
func (w MergedWindow) Weight() (size uint32) {
	if w.Outcomes != nil {
		size += part{joint: map[plan.Segment]*summary.Outcomes{"": w.Outcomes}}.weight()
	}
	for _, column := range w.Columns {
		size += part{column: map[plan.Segment]*summary.Column{"": column}}.weight()
	}
	return size
}

// mapBytes estimates the size of a map of n entries with so many bytes each: a table is at most seven eighths full, but
// for a first one of eight places.
func mapBytes(n, entry int) int {
	const own = 48
	places := 8
	for n > 8 && places*7/8 < n {
		places *= 2
	}
	if n == 0 {
		return own
	}
	return own + places*(entry+1)
}

// cache keeps parts across requests, bounded in bytes: Grafana sends an alert rule's queries one after another, each a
// request of its own, and they must share one scan. Beside them it keeps what probes of the tables found. It says what
// it holds; whether that is still fresh says freshness.go, by the engine's clock.
type cache struct {
	together sync.RWMutex // what one statement tells is stored, and looked up, as a whole
	parts    *otter.Cache[string, part]
	probed   *otter.Cache[string, Extent]
	derived  *derived.Cache // windows and histories
	newest   atomic.Uint64  // the id of the part that was read last
}

// derivedShare is the share of the cache that what is derived from parts may take.
const derivedShare = 4

const maxProbed = 100_000 // extents, which are the days of tables

func newCache(bytes int) (*cache, error) {
	follows, err := derived.NewCache(bytes / derivedShare)
	if err != nil {
		return nil, err
	}
	parts, err := otter.New(&otter.Options[string, part]{
		MaximumWeight: uint64(bytes - bytes/derivedShare),
		Weigher:       func(key string, p part) uint32 { return uint32(len(key)) + p.weight() },
	})
	if err != nil {
		return nil, err
	}
	probed, err := otter.New(&otter.Options[string, Extent]{MaximumSize: maxProbed})
	return &cache{parts: parts, probed: probed, derived: follows}, err
}

// clear forgets everything.
func (c *cache) clear() {
	c.parts.InvalidateAll()
	c.probed.InvalidateAll()
	c.derived.Clear()
}
