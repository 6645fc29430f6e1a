package introspect

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
func (n *Introspector) CheckModel(ctx context.Context, m *model.Model) error {
	n.catalog.Forget(m)
	if _, err := resolve.ResolvePolicies(m, query.Query{QueryType: query.TypePolicy}); err != nil {
		return err
	}
	found, err := n.catalog.TablesOf(ctx, m)
	if err != nil {
		return err
	}
	for _, c := range prepare.ReferenceColumns(m) {
		if err := found.Log.Lacks(m, c); err != nil {
			return fault.As(err).At(c.Key)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.Baselines)) {
		b := m.Baselines[name]
		if b.Kind != model.BaselineTable {
			continue
		}
		if _, err := n.catalog.BaselineSource(ctx, name, b); err != nil {
			return err
		}
	}
	return nil
}

// ValuesOf lists the known values of a model's segment, the most frequent first; of "version" those that predicted
// lately. at is any time of the quarter whose reference is meant where the model declares none.
func (n *Introspector) ValuesOf(ctx context.Context, m *model.Model, segment string, at time.Time) ([]string, error) {
	if segment == "version" && m.Log.Version != "" {
		return n.recentVersions(ctx, m)
	}
	if _, ok := m.Segment(segment); !ok {
		return nil, fault.NoneOf(fault.BadQuery, "segment", segment, resolve.SplitNames(m))
	}
	p, err := n.preparer.Prepare(ctx, m, window.Range{Start: at, End: at})
	if err != nil {
		return nil, err
	}
	return append([]string{}, p.ValuesOf(segment)...), nil
}

// LastRow returns the time of the newest row of a model's log; a row with a wrong clock is none. An empty log is a
// fault of kind NotFound.
func (n *Introspector) LastRow(ctx context.Context, m *model.Model) (time.Time, error) {
	found, err := n.catalog.TablesOf(ctx, m)
	if err != nil {
		return time.Time{}, err
	}
	times, err := n.times.OfLog(ctx, found)
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
func (n *Introspector) LogEnd(ctx context.Context, m *model.Model) (time.Time, error) {
	last, err := n.LastRow(ctx, m)
	if err != nil {
		return last, err
	}
	from := gather.Origin{Revision: m.Revision()}
	if from.Zone, err = time.LoadLocation(m.Timezone); err != nil {
		return last, fault.Newf(fault.BadModel, "%q is not a time zone", m.Timezone).At("timezone")
	}
	if from.Tables, err = n.catalog.TablesOf(ctx, m); err != nil {
		return last, err
	}
	midnight := window.NextMidnight(last.In(from.Zone))
	past, err := n.collector.SilencesAt(ctx, gather.Scope{Origin: from, Source: from.Log},
		[]time.Time{last.Add(time.Microsecond)})
	if err != nil {
		return last, err
	}
	if past[0].Dates || past[0].Usual.OK && !last.Add(past[0].Usual.Gap).Before(midnight) {
		return midnight, nil
	}
	return last, nil
}
