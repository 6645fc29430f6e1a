// Package plugin is Leeway as Grafana's backend sees it: it turns requests into queries of the engine, faults into
// responses with the right status and source, and roles into what may be shown.
package plugin

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/store"
	"leeway/pkg/store/clickhouse"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/mysql"
	"leeway/pkg/store/postgres"
	"leeway/pkg/store/trino"
)

// ID is the data source's plugin id.
const ID = "leeway-monitor-datasource"

// Environment is what surrounds all instances.
type Environment struct {
	DuckDBRoot string            // the only directory DuckDB may read; empty: none
	ReadModels model.ReadFile    // reads what modelsFile names; nil: no file may be read
	Observe    func(store.Event) // sees every statement; may be nil
	Now        func() time.Time  // the clock; default time.Now
}

// Instance is one configured data source. The first request opens its store. After a failure the next request tries
// again, so that a database that was down at start-up needs no restart.
type Instance struct {
	settings model.Settings
	faults   []*fault.Error // of the settings
	source   backend.DataSourceInstanceSettings
	env      Environment
	connect  func(context.Context) (store.Store, error)

	mu       sync.Mutex
	opened   opened   // zero until something is asked
	opening  *opening // under way; nil: none
	disposed bool
}

// Factory returns what makes instances for Grafana's instance manager.
func Factory(env Environment) func(context.Context, backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
	return func(_ context.Context, s backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
		return NewInstance(env, s), nil
	}
}

// NewInstance reads settings. It never fails: everything that needs them says what is wrong with them.
func NewInstance(env Environment, s backend.DataSourceInstanceSettings) *Instance {
	if env.Now == nil {
		env.Now = time.Now
	}
	settings, faults := model.ReadSettings(json.RawMessage(s.JSONData), env.ReadModels)
	i := &Instance{settings: settings, source: s, env: env}
	i.connect = i.openStore
	for _, f := range faults {
		if f.Kind != fault.BadModel {
			i.faults = append(i.faults, f)
		}
	}
	i.refuseUnknownMeasures()
	return i
}

// refuseUnknownMeasures moves models whose policies name measures that do not exist to the broken ones.
func (i *Instance) refuseUnknownMeasures() {
	var good []model.Model
	for _, m := range i.settings.Models {
		errs := unknownMeasures(&m)
		if len(errs) > 0 {
			for j := range errs {
				errs[j] = errs[j].At("model " + m.ID)
			}
			i.settings.Broken = append(i.settings.Broken, model.BrokenModel{ID: m.ID, Errors: errs})
			continue
		}
		good = append(good, m)
	}
	i.settings.Models = good
}

// Engine returns the engine, for callers that ask it directly.
func (i *Instance) Engine(ctx context.Context) (*engine.Engine, error) {
	o, err := i.open(ctx)
	return o.engine, err
}

func (i *Instance) limits() store.Limits {
	return store.Limits{QueryTimeout: i.settings.Limits.QueryTimeout.Approx(),
		MaxOpenConns: i.settings.Limits.MaxOpenConns}.WithDefaults()
}

func (i *Instance) openStore(ctx context.Context) (store.Store, error) {
	limits := i.limits()
	if i.settings.Store.Kind == model.DuckDB {
		return duckdb.Open(ctx, duckdb.Options{Root: i.env.DuckDBRoot, Path: i.settings.Store.Path, Limits: limits,
			MemoryMB: i.settings.Limits.MemoryMB})
	}
	at, err := server(ctx, i.source, i.settings.Store.TLS)
	if err != nil {
		return nil, err
	}
	switch i.settings.Store.Kind {
	case model.ClickHouse:
		return clickhouse.Open(ctx, clickhouse.Options{Server: at, Limits: limits})
	case model.Postgres:
		return postgres.Open(postgres.Options{Server: at, Limits: limits})
	case model.MySQL:
		return mysql.Open(mysql.Options{Server: at, Limits: limits})
	case model.Trino:
		return trino.Open(ctx, trino.Options{Server: at, Limits: limits})
	default:
		return nil, fault.Newf(fault.Unsupported,
			"%q is not built in; this version reads duckdb, postgres, clickhouse, mysql and trino", i.settings.Store.Kind).
			At("store.kind")
	}
}

// Broken returns the first fault of every model that was refused, by the model's id, or by its place in the settings
// where it has none that can be read. The faults' paths name the model themselves.
func (i *Instance) Broken() map[string]*fault.Error {
	faults := map[string]*fault.Error{}
	for _, b := range i.settings.Broken {
		if len(b.Errors) == 0 {
			continue
		}
		id := b.ID
		if id == "" {
			id, _, _ = strings.Cut(b.Errors[0].Path, ".")
		}
		faults[id] = b.Errors[0]
	}
	return faults
}
