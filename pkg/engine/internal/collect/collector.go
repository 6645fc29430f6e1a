package collect

import (
	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/logtimes"
)

// Collector gathers the evidence of questions. It is safe for concurrent use.
type Collector struct {
	catalog *catalog.Catalog
	times   *logtimes.Reader
	counts  *gather.Gatherer
}

// New returns a collector that reads through the caches of others.
func New(tables *catalog.Catalog, times *logtimes.Reader, counts *gather.Gatherer) *Collector {
	return &Collector{catalog: tables, times: times, counts: counts}
}
