package engine

import (
	"context"
	"fmt"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// keptReference is a prepared model with what tells whether its reference has changed since it was read.
type keptReference struct {
	prepared *prepared
	read     time.Time   // when reading it began
	checked  time.Time   // when it was last known to be what the tables hold
	source   fingerprint // of these tables; zero: not known
	types    string      // of their columns
}

// fresh reports whether queries may use it without looking at the tables. One that found no rows is looked at soon: whoever
// sets a model up loads its log in these minutes.
func (k keptReference) fresh(now time.Time) bool {
	age := now.Sub(k.checked)
	return age >= 0 && age < (basis{soon: k.prepared.empty}).refreshTime(window.Interval{}, now) && now.Sub(k.read) < rereadAfter
}

// prepareModel prepares a model for a range. What it prepares depends on the model's revision and, where no reference is
// declared, on the first days of the log that the range's end has seen. It is kept, and read again once the reference or the tables' columns have
// changed. That what was counted before keeps its place in the cache where the reference fixes the same grids and categories,
// the columns' own keys see to.
func (e *Engine) prepareModel(ctx context.Context, m *model.Model, r window.Range) (*prepared, error) {
	ref, err := e.referenceOf(ctx, m, r)
	if err != nil {
		return nil, err
	}
	if err := e.checkVersion(ctx, m); err != nil {
		return nil, err
	}
	key := m.Revision() + "|" + ref.key()
	known := func() (*prepared, bool) {
		e.mu.Lock()
		defer e.mu.Unlock()
		kept, ok := e.prepared[key]
		return kept.prepared, ok && kept.fresh(e.now())
	}
	return e.prepare.once(ctx, key, known, func(ctx context.Context) (*prepared, error) {
		e.mu.Lock()
		kept, ok := e.prepared[key]
		e.mu.Unlock()
		next, err := e.refreshReference(ctx, kept, ok, m, ref, key)
		if err != nil {
			return nil, err
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		for other, k := range e.prepared {
			if e.now().Sub(k.checked) > rereadAfter {
				delete(e.prepared, other)
			}
		}
		e.prepared[key] = next
		return next.prepared, nil
	})
}

// refreshReference returns what is kept if probes say that nothing has changed; else it reads the reference.
func (e *Engine) refreshReference(ctx context.Context, kept keptReference, ok bool, m *model.Model, ref reference, key string) (keptReference, error) {
	p, err := e.newPrepared(ctx, m, ref, key)
	if err != nil {
		return keptReference{}, err
	}
	from, err := p.referenceBasis()
	if err != nil {
		return keptReference{}, err
	}
	next := keptReference{prepared: p, types: fmt.Sprint(p.log.Types, p.outcomes.Types, p.offline.Source.Types, p.source.Types)}
	if ok {
		from.soon = kept.prepared.empty
		if err := e.probe(ctx, from, []window.Interval{{}}); err != nil {
			return keptReference{}, err
		}
	}
	next.read = e.now()
	next.checked = next.read
	next.source, _ = e.cache.current(from, window.Interval{})
	if ok && next.source != 0 && next.source == kept.source && next.types == kept.types && next.read.Sub(kept.read) < rereadAfter {
		kept.checked = next.checked
		return kept, nil
	}
	if err := e.readReference(ctx, p); err != nil {
		return keptReference{}, err
	}
	if len(p.extents) == len(from.tables) {
		next.source = fingerprintOf(p.extents...)
	}
	return next, nil
}

// referenceBasis is what a reference is read from: its own table or stretch of the log, the stretch of the log that stands in for
// what it lacks, and for the grids of labels where these lie.
func (p *prepared) referenceBasis() (basis, error) {
	only := func(i window.Interval) func(window.Interval) []window.Interval {
		return func(window.Interval) []window.Interval { return []window.Interval{i} }
	}
	var b basis
	if len(p.own) > 0 {
		b.tables = append(b.tables, newDependency(allRows(p.model, p.source), only(p.reference.interval)))
	}
	if len(p.lacking) > 0 {
		b.tables = append(b.tables, newDependency(allRows(p.model, p.log), only(p.reference.fallback)))
	}
	s, over, columns := p.labelReference()
	if len(columns) == 0 {
		return b, nil
	}
	labels, err := p.labels(s, want{})
	for _, d := range s.basis(&labels, plan.Column{}).tables {
		stretches := d.stretches(over)
		d.stretches = func(window.Interval) []window.Interval { return stretches }
		b.tables = append(b.tables, d)
	}
	return b, err
}

// learnReference notes the extent of a table that part of a reference was counted from, where the count tells it.
func (e *Engine) learnReference(p *prepared, s plan.Source, over window.Interval, found extent) {
	if s.Weight != "" || s.Copied() {
		return
	}
	p.extents = append(p.extents, found)
	e.cache.probed.Set(newDependency(allRows(p.model, s), nil).key(over), found)
}

// distrust has the catalog and the references of a model looked at again, after an error that a change of the tables may be the
// cause of.
func (e *Engine) distrust(m *model.Model, err error) {
	switch fault.As(err).Kind {
	case fault.NotFound, fault.Store, fault.BadModel:
		e.lookAgain(m)
	}
}

// lookAgain has the next query look at the catalog and the references of a model again.
func (e *Engine) lookAgain(m *model.Model) {
	e.forgetTables(m)
	e.mu.Lock()
	defer e.mu.Unlock()
	for key, kept := range e.prepared {
		if kept.prepared.model == m {
			kept.checked = time.Time{}
			e.prepared[key] = kept
		}
	}
}
