package prepare

import (
	"sync"
	"time"

	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/logtimes"
	"leeway/pkg/engine/internal/refresh"
	"leeway/pkg/engine/internal/shared"
	"leeway/pkg/store"
)

// Preparer prepares models and keeps them until their references change. It is safe for concurrent use.
type Preparer struct {
	store   store.Store
	catalog *catalog.Catalog
	times   *logtimes.Reader
	counts  *gather.Gatherer
	now     func() time.Time
	mu      sync.Mutex
	kept    map[string]keptReference // by model and reference
	loads   shared.Loads[string, *Prepared]
}

// New returns a preparer that has prepared nothing yet.
func New(s store.Store, tables *catalog.Catalog, times *logtimes.Reader, counts *gather.Gatherer,
	now func() time.Time) *Preparer {
	return &Preparer{store: s, catalog: tables, times: times, counts: counts, now: now,
		kept: map[string]keptReference{}}
}

// Clear has all models prepared anew.
func (p *Preparer) Clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.kept)
}

// keptReference is a prepared model with what tells whether its reference has changed since it was read.
type keptReference struct {
	prepared *Prepared
	read     time.Time          // when reading it began
	checked  time.Time          // when it was last known to be what the tables hold
	source   gather.Fingerprint // of these tables; zero: not known
	types    string             // of their columns
}

// fresh reports whether queries may use it without looking at the tables. One that found no rows is looked at soon:
// whoever sets a model up loads its log in these minutes.
func (k keptReference) fresh(now time.Time) bool {
	age := now.Sub(k.checked)
	return age >= 0 && age < refresh.TimeOfTable(k.prepared.empty) && now.Sub(k.read) < refresh.RereadAfter
}
