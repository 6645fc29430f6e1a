package prepare

import (
	"context"
	"fmt"
	"time"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/refresh"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// Prepare prepares a model for a range. What it prepares depends on the model's revision and, where no reference is
// declared, on the first days of the log that the range's end has seen. It is kept, and read again once the reference
// or the tables' columns have changed. That what was counted before keeps its place in the cache where the reference
// fixes the same grids and categories, the columns' own keys see to.
func (e *Preparer) Prepare(ctx context.Context, m *model.Model, r window.Range) (*Prepared, error) {
	ref, err := e.ReferenceOf(ctx, m, r)
	if err != nil {
		return nil, err
	}
	changed, err := e.catalog.HasChanged(ctx, m)
	if err != nil {
		return nil, err
	}
	if changed {
		e.lookAgain(m)
	}
	key := m.Revision() + "|" + ref.key()
	known := func() (*Prepared, bool) {
		e.mu.Lock()
		defer e.mu.Unlock()
		kept, ok := e.kept[key]
		return kept.prepared, ok && kept.fresh(e.now())
	}
	return e.loads.Load(ctx, key, known, func(ctx context.Context) (*Prepared, error) {
		e.mu.Lock()
		kept, ok := e.kept[key]
		e.mu.Unlock()
		next, err := e.refreshReference(ctx, kept, ok, m, ref, key)
		if err != nil {
			return nil, err
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		for other, k := range e.kept {
			if e.now().Sub(k.checked) > refresh.RereadAfter {
				delete(e.kept, other)
			}
		}
		e.kept[key] = next
		return next.prepared, nil
	})
}

// refreshReference returns what is kept if probes say that nothing has changed; else it reads the reference.
func (e *Preparer) refreshReference(ctx context.Context, kept keptReference, ok bool, m *model.Model, ref reference,
	key string) (keptReference, error) {
	p, err := e.newPrepared(ctx, m, ref, key)
	if err != nil {
		return keptReference{}, err
	}
	from, err := p.referenceBasis()
	if err != nil {
		return keptReference{}, err
	}
	next := keptReference{prepared: p, types: fmt.Sprint(p.Log.Types, p.Outcomes.Types, p.Offline.Source.Types,
		p.Source.Types)}
	if ok {
		from.Soon = kept.prepared.empty
		if err := e.counts.Probe(ctx, from, []window.Interval{{}}); err != nil {
			return keptReference{}, err
		}
	}
	next.read = e.now()
	next.checked = next.read
	next.source = e.counts.FingerprintOf(from)
	if ok && next.source != 0 && next.source == kept.source && next.types == kept.types &&
		next.read.Sub(kept.read) < refresh.RereadAfter {
		kept.checked = next.checked
		return kept, nil
	}
	if err := e.readReference(ctx, p); err != nil {
		return keptReference{}, err
	}
	if len(p.extents) == from.Size() {
		next.source = gather.NewFingerprint(p.extents...)
	}
	return next, nil
}

// referenceBasis is what a reference is read from: its own table or stretch of the log, the stretch of the log that
// stands in for what it lacks, and for the grids of labels where these lie.
func (p *Prepared) referenceBasis() (gather.Basis, error) {
	var b gather.Basis
	if len(p.own) > 0 {
		b.AddTable(p.Model, p.Source, p.Reference.Interval)
	}
	if len(p.lacking) > 0 {
		b.AddTable(p.Model, p.Log, p.Reference.Fallback)
	}
	s, over, columns := p.labelReference()
	if len(columns) == 0 {
		return b, nil
	}
	labels, err := s.Labels(gather.LabelRules{})
	b.AddTablesOf(s.Basis(&labels), over)
	return b, err
}

// RecheckAfter makes the next query read the catalog and the references of a model again, if a change of the tables may
// have caused the error.
func (e *Preparer) RecheckAfter(m *model.Model, err error) {
	switch fault.As(err).Kind {
	case fault.NotFound, fault.Store, fault.BadModel:
		e.lookAgain(m)
	}
}

// lookAgain has the next query look at the catalog and the references of a model again.
func (e *Preparer) lookAgain(m *model.Model) {
	e.catalog.Forget(m)
	e.mu.Lock()
	defer e.mu.Unlock()
	for key, kept := range e.kept {
		if kept.prepared.Model == m {
			kept.checked = time.Time{}
			e.kept[key] = kept
		}
	}
}
