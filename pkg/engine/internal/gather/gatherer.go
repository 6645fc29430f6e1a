package gather

import (
	"time"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/shared"
	"leeway/pkg/store"
)

// Gatherer counts the rows of a store through a cache that lives across requests. It is safe for concurrent use.
type Gatherer struct {
	store     store.Store
	now       func() time.Time
	cache     *cache
	providers Provider
	loads     shared.Loads[requirements, Parts]
	probes    shared.Loads[shared.Sequence[probe], bool]
	reads     reads
}

// Clear forgets everything that was counted.
func (g *Gatherer) Clear() { g.cache.clear() }

// Derived is where what follows from counts alone is kept.
func (g *Gatherer) Derived() *derived.Cache { return g.cache.derived }
