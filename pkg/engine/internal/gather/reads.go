package gather

import (
	"sync"
	"time"

	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/window"
)

// Read is what is read of a model's rows at one time.
type Read struct {
	Tables catalog.Tables
	Zone   *time.Location
	Spans  []window.Interval // of all scans, as they ask for them
}

// reads notes the requests that are read from the store now. It is safe for concurrent use.
type reads struct {
	mu      sync.Mutex
	running map[*Request]struct{}
}

// begin notes that a request is being read; end notes that it is not any more.
func (r *reads) begin(q *Request) (end func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.running == nil {
		r.running = map[*Request]struct{}{}
	}
	r.running[q] = struct{}{}
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.running, q)
	}
}

// Reading returns what is read from the store now, by the id of the model. Tables without times have no spans.
func (g *Gatherer) Reading() map[string]Read {
	g.reads.mu.Lock()
	defer g.reads.mu.Unlock()
	byModel := map[string]Read{}
	for q := range g.reads.running {
		of := q.Scope.Origin
		spans := byModel[of.Model.ID].Spans
		if q.Scope.Source.Time != nil {
			spans = append(spans, q.Spans...)
		}
		byModel[of.Model.ID] = Read{Tables: of.Tables, Zone: of.Zone, Spans: spans}
	}
	return byModel
}
