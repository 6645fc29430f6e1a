package engine

import (
	"time"

	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/engine/internal/collect"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/introspect"
	"leeway/pkg/engine/internal/logtimes"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/fault"
	"leeway/pkg/model"
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

// New returns an engine. It opens nothing: the first query does.
func New(o Options) (*Engine, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	megabytes := o.Limits.CacheMB
	if megabytes == 0 {
		megabytes = DefaultCacheMB
	}
	counts, err := gather.New(o.Store, o.Now, megabytes<<20)
	if err != nil {
		return nil, fault.Newf(fault.Internal, "the cache could not be made").Because(err)
	}
	timeout := store.Limits{QueryTimeout: o.Limits.QueryTimeout.Approx()}.WithDefaults().QueryTimeout
	tables, times := catalog.New(o.Store, o.Now), logtimes.NewReader(o.Store, o.Now)
	preparer, collector := prepare.New(o.Store, tables, times, counts, o.Now), collect.New(tables, times, counts)
	e := &Engine{store: o.Store, models: o.Models, limits: o.Limits, counts: counts, now: o.Now,
		catalog: tables, times: times, preparer: preparer, collector: collector,
		maxRows:   store.Limits{}.WithDefaults().MaxRows, // as many as one statement
		histories: collect.NewHistories(timeout, o.Now)}
	e.introspector = introspect.New(o.Store, tables, times, preparer, collector, e.Answer)
	return e, nil
}
