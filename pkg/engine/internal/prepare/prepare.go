// Package prepare makes a model ready to be counted: its tables, and the grids and categories that its reference fixes.
package prepare

import (
	"context"
	"slices"
	"time"

	"leeway/pkg/engine/internal/classes"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/resolve"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// ReferenceOf returns the model's reference: the one that it names; else its default baseline, if that is fixed or a
// table; else the first days of the log. The first days also serve columns that a table lacks.
func (e *Preparer) ReferenceOf(ctx context.Context, m *model.Model, r window.Range) (reference, error) {
	if err := window.CheckRange(r); err != nil {
		return reference{}, err
	}
	name := m.Reference
	if name == "" {
		name = m.Baseline
	}
	b := m.Baselines[name]
	if b.Kind == model.BaselineFixed {
		own, err := window.Fixed(m, b)
		return reference{Name: name, baseline: b, Interval: own, Fallback: own}, err
	}
	found, err := e.catalog.TablesOf(ctx, m)
	if err != nil {
		return reference{}, err
	}
	p := &Prepared{Origin: gather.Origin{Tables: found}}
	ref := reference{}
	if b.Kind == model.BaselineTable {
		ref = reference{Name: name, baseline: b}
		if whole, err := e.fixesEverything(ctx, p, ref); whole || err != nil {
			return ref, err
		}
	}
	first, err := e.firstDays(ctx, p, r)
	if ref.Fallback = first; ref.Name == "" {
		ref.Interval = first
	}
	return ref, err
}

// fixesEverything reports whether a table fixes everything, so that nothing has to be read from the log.
func (e *Preparer) fixesEverything(ctx context.Context, p *Prepared, ref reference) (bool, error) {
	_, lacking, source, err := e.splitReference(ctx, p, ref)
	if err != nil {
		return false, err
	}
	labelled := slices.ContainsFunc(plan.LabelledColumns(p.Model),
		func(c plan.Column) bool { return c.Mode == plan.FirstPass })
	return len(lacking) == 0 && (!labelled || source.HoldsLabels(p.Model)), nil
}

// firstDays is the part of the log that fixes what no baseline does: its first 28 full local days, or what a range has
// seen of them.
func (e *Preparer) firstDays(ctx context.Context, p *Prepared, r window.Range) (window.Interval, error) {
	times, err := e.times.OfLog(ctx, p.Tables)
	if err != nil || times.First.IsZero() {
		return r, err
	}
	return window.FirstDays(p.Model, times.First, r)
}

// newPrepared finds a model's tables in the catalog.
func (e *Preparer) newPrepared(ctx context.Context, m *model.Model, ref reference, key string) (*Prepared, error) {
	p := &Prepared{Origin: gather.Origin{Revision: key}, Reference: ref, Columns: map[string]plan.Column{},
		Values:  map[string][]string{},
		Notices: map[string]string{}, cells: map[string]int{}}
	var err error
	if p.Zone, err = time.LoadLocation(m.Timezone); err != nil {
		return nil, fault.Newf(fault.BadModel, "%q is not a time zone", m.Timezone).At("timezone")
	}
	if p.Tables, err = e.catalog.TablesOf(ctx, m); err != nil {
		return nil, err
	}
	for _, c := range slices.Concat(plan.SkewColumns(m), plan.ScoreColumns(m), plan.OutcomeColumns(m)) {
		p.Columns[c.Key] = c
	}
	p.own, p.lacking, p.Source, err = e.splitReference(ctx, p, ref)
	return p, err
}

func (e *Preparer) readReference(ctx context.Context, p *Prepared) error {
	if err := e.countReference(ctx, p, p.Source, p.Reference.Interval, p.own); err != nil {
		return err
	}
	if err := e.countReference(ctx, p, p.Log, p.Reference.Fallback, p.lacking); err != nil {
		return err
	}
	p.Names = classes.New(p.Model, p.Columns[plan.PredictionKey])
	return e.countLabels(ctx, p)
}

// splitReference sorts the model's columns into those the reference itself holds and those to read from the log.
func (e *Preparer) splitReference(ctx context.Context, p *Prepared,
	ref reference) (own, lacking []plan.Column, s plan.Source, err error) {
	s = p.Log
	if ref.baseline.Kind == model.BaselineTable {
		if s, err = e.catalog.BaselineSource(ctx, ref.Name, ref.baseline); err != nil {
			return nil, nil, s, err
		}
	}
	for _, c := range ReferenceColumns(p.Model) {
		switch {
		case s.Has(p.Model, c):
			own = append(own, c)
		case p.Log.Has(p.Model, c):
			lacking = append(lacking, c)
		default:
			return nil, nil, s, p.Log.Lacks(p.Model, c)
		}
	}
	return own, lacking, s, nil
}

const segmentPrefix = "segment:"

// ReferenceColumns are the columns whose grid or categories the reference may fix, and the segments whose values it
// lists.
func ReferenceColumns(m *model.Model) []plan.Column {
	var columns []plan.Column
	add := func(key string) {
		if c, err := plan.ColumnOf(m, key); err == nil {
			columns = append(columns, c)
		}
	}
	for _, f := range m.Features {
		add(plan.FeatureKey(f.Name))
	}
	for _, key := range []string{plan.PredictionKey, plan.ScoreKey, plan.LatencyKey, plan.UncertaintyKey,
		plan.IntervalKey} {
		add(key)
	}
	for _, s := range m.Segments {
		if len(s.Bins) > 0 {
			continue
		}
		d := resolve.SegmentDimension(s)
		columns = append(columns, plan.Column{Key: segmentPrefix + s.Name, Role: d.Role, Name: d.Column, Path: d.Path,
			Mode: plan.Distinct})
	}
	return columns
}
