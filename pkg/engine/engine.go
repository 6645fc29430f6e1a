// Package engine answers queries: it decides which windows to compare, gathers their summaries through a cache that
// lives across requests, and finishes them with the measures.
package engine

import (
	"context"
	"strings"
	"sync"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// DefaultCacheMB bounds the cache where the settings do not.
const DefaultCacheMB = 128

// Options say what an engine serves.
type Options struct {
	Store  store.Store
	Models []*model.Model
	Limits model.Limits
	Now    func() time.Time // the clock, which decides only how long a summary is kept; default time.Now
}

// Engine serves the models of one data source. It is safe for concurrent use.
type Engine struct {
	store     store.Store
	models    []*model.Model
	limits    model.Limits
	cache     *cache
	now       func() time.Time
	flights   flights[[][]part]
	probes    flights[bool]
	mu        sync.Mutex
	tables    map[string]table         // by the name a model uses
	prepared  map[string]keptReference // by model and reference
	prepare   flights[*prepared]
	times     map[string]knownTimes // by model and table
	readTimes flights[knownTimes]
	extremes  map[string]extremes     // by model and table
	versions  map[*model.Model]string // of the tables, of stores that know them
	reaches   map[string]int          // by what is asked, the longest history that was read in time where a longer one was not
}

// New returns an engine. It opens nothing: the first query does.
func New(o Options) (*Engine, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	megabytes := o.Limits.CacheMB
	if megabytes == 0 {
		megabytes = DefaultCacheMB
	}
	c, err := newCache(megabytes << 20)
	if err != nil {
		return nil, fault.Newf(fault.Internal, "the cache could not be made").Because(err)
	}
	return &Engine{store: o.Store, models: o.Models, limits: o.Limits, cache: c, now: o.Now,
		tables: map[string]table{}, prepared: map[string]keptReference{}, times: map[string]knownTimes{}, extremes: map[string]extremes{},
		versions: map[*model.Model]string{}, reaches: map[string]int{}}, nil
}

// Models returns the models in the order of the settings.
func (e *Engine) Models() []*model.Model { return e.models }

// Invalidate forgets everything that was counted, so that the next query reads the store again.
func (e *Engine) Invalidate() {
	e.mu.Lock()
	defer e.mu.Unlock()
	clear(e.tables)
	clear(e.prepared)
	clear(e.times)
	clear(e.extremes)
	clear(e.reaches)
	e.cache.clear()
}

// table is a table of the store with its columns' types.
type table struct {
	name    []string
	types   map[string]sqlast.Type
	refused map[string]string // why a column cannot be read
	rounded map[string]string // why a column can be no id
	read    time.Time         // from the catalog
}

// lookUpTable returns a table by the name a model uses, from the catalog.
func (e *Engine) lookUpTable(ctx context.Context, name string) (table, error) {
	e.mu.Lock()
	t, ok := e.tables[name]
	e.mu.Unlock()
	if age := e.now().Sub(t.read); ok && age >= 0 && age < refreshMax {
		return t, nil
	}
	parts, err := e.store.Table(name)
	if err != nil {
		return table{}, err
	}
	columns, err := e.store.Columns(ctx, parts)
	if err != nil {
		return table{}, err
	}
	t = table{name: parts, types: map[string]sqlast.Type{}, refused: map[string]string{}, rounded: map[string]string{}, read: e.now()}
	for _, c := range columns {
		t.types[c.Name] = c.Type
		if c.Refused != "" {
			t.refused[c.Name] = c.Refused
		}
		if c.Rounded != "" {
			t.rounded[c.Name] = c.Rounded
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.tables[name] = t
	return t, nil
}

// tellsApart returns the fault of an id with a column that holds rounded numbers; nil: it has none.
func (t table) tellsApart(id []string) *fault.Error {
	for _, name := range id {
		if why := t.rounded[name]; why != "" {
			return fault.Newf(fault.Unsupported, "column %q of table %q can be no id: %s", name, strings.Join(t.name, "."), why)
		}
	}
	return nil
}

// forgetTables has the catalog read again for the tables that a model names.
func (e *Engine) forgetTables(m *model.Model) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, name := range tablesOf(m) {
		delete(e.tables, name)
	}
}

// selected returns the models a query names; none means all.
func (e *Engine) selected(ids []string) ([]*model.Model, error) {
	if len(ids) == 0 {
		return e.models, nil
	}
	var chosen []*model.Model
	for _, id := range ids {
		found := false
		for _, m := range e.models {
			if m.ID == id {
				chosen, found = append(chosen, m), true
			}
		}
		if !found {
			var known []string
			for _, m := range e.models {
				known = append(known, m.ID)
			}
			return nil, fault.NoneOf(fault.BadQuery, "models", id, known)
		}
	}
	return chosen, nil
}
