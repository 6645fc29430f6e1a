package engine

import (
	"context"
	"maps"
	"slices"
	"time"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// Targets lists the targets a model has columns for.
func Targets(m *model.Model) []string {
	targets := []string{}
	add := func(t query.Target, has bool) {
		if has {
			targets = append(targets, string(t))
		}
	}
	add(query.Features, len(m.Features) > 0)
	add(query.Prediction, m.Predicts())
	add(query.Score, m.Log.Score != nil)
	add(query.Label, m.Outcomes != nil)
	add(query.Uncertainty, m.Log.Uncertainty != "")
	add(query.Interval, m.Log.Interval != nil)
	add(query.Latency, m.Log.Latency != nil)
	add(query.Log, true)
	return targets
}

// CheckModel finds the model's tables and columns in the catalog, which it reads anew, and the tables of its baselines,
// and resolves its policies.
func (e *Engine) CheckModel(ctx context.Context, m *model.Model) error {
	e.catalog.Forget(m)
	if _, err := resolve.ResolvePolicies(m, query.Query{QueryType: query.TypePolicy}); err != nil {
		return err
	}
	found, err := e.catalog.TablesOf(ctx, m)
	if err != nil {
		return err
	}
	p := &prepare.Prepared{Origin: gather.Origin{Tables: found}}
	for _, c := range prepare.ReferenceColumns(m) {
		if err := p.Log.Lacks(p.Model, c); err != nil {
			return fault.As(err).At(c.Key)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.Baselines)) {
		b := m.Baselines[name]
		if b.Kind != model.BaselineTable {
			continue
		}
		if _, err := e.catalog.BaselineSource(ctx, name, b); err != nil {
			return err
		}
	}
	return nil
}

// Values lists the known values of a model's segment, the most frequent first; of "version" those that predicted
// lately. at is any time of the quarter whose reference is meant where the model declares none.
func (e *Engine) Values(ctx context.Context, id, segment string, at time.Time) ([]string, error) {
	models, err := e.selected([]string{id})
	if err != nil {
		return nil, err
	}
	if segment == "version" && models[0].Log.Version != "" {
		return e.recentVersions(ctx, models[0])
	}
	if _, ok := models[0].Segment(segment); !ok {
		return nil, fault.NoneOf(fault.BadQuery, "segment", segment, resolve.SplitNames(models[0]))
	}
	p, err := e.preparer.Prepare(ctx, models[0], window.Range{Start: at, End: at})
	if err != nil {
		return nil, err
	}
	return append([]string{}, p.ValuesOf(segment)...), nil
}

// LastRow returns the time of the newest row of a model's log; a row with a wrong clock is none. An empty log is a
// fault of kind NotFound.
func (e *Engine) LastRow(ctx context.Context, m *model.Model) (time.Time, error) {
	found, err := e.catalog.TablesOf(ctx, m)
	if err != nil {
		return time.Time{}, err
	}
	p := &prepare.Prepared{Origin: gather.Origin{Tables: found}}
	times, err := e.times.OfLog(ctx, p.Tables)
	if err == nil && times.Last.IsZero() {
		err = fault.Newf(fault.NotFound, "the log of model %q has no rows", m.ID)
		if wrong := times.WrongText(m.Log.Time.Column); wrong != "" {
			err = fault.Newf(fault.NotFound, "the log of model %q has no rows with a usable time: %s", m.ID, wrong)
		}
	}
	return times.Last, err
}

// LogEnd returns until when a model's log is complete, as far as it tells: the local midnight after its last row where
// no row is due before that, by its usual gaps, else that row. Dates stand for whole days.
func (e *Engine) LogEnd(ctx context.Context, m *model.Model) (time.Time, error) {
	last, err := e.LastRow(ctx, m)
	if err != nil {
		return last, err
	}
	p := &prepare.Prepared{Origin: gather.Origin{Revision: m.Revision()}}
	if p.Zone, err = time.LoadLocation(m.Timezone); err != nil {
		return last, fault.Newf(fault.BadModel, "%q is not a time zone", m.Timezone).At("timezone")
	}
	if p.Tables, err = e.catalog.TablesOf(ctx, m); err != nil {
		return last, err
	}
	midnight := window.NextMidnight(last.In(p.Zone))
	past, err := e.collector.SilencesAt(ctx, gather.Scope{Origin: p.Origin, Source: p.Log},
		[]time.Time{last.Add(time.Microsecond)})
	if err != nil {
		return last, err
	}
	if past[0].Dates || past[0].Usual.OK && !last.Add(past[0].Usual.Gap).Before(midnight) {
		return midnight, nil
	}
	return last, nil
}
