package engine

import (
	"context"
	"fmt"
	"slices"
	"time"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/store"
	"leeway/pkg/window"
)

// begun tells when a log began.
type begun struct {
	first   time.Time            // of all rows; zero for an empty log
	version map[string]time.Time // by model version, where the model has versions
	until   time.Time            // it is read again after this
}

// begins returns when a model's log began. It is one query over the whole log, kept like a settled span.
func (e *Engine) begins(ctx context.Context, p *prepared) (begun, error) {
	key := begunKey(p)
	known := func() (begun, bool) {
		e.mu.Lock()
		defer e.mu.Unlock()
		b, ok := e.begun[key]
		return b, ok && e.cache.now().Before(b.until)
	}
	return e.begin.once(ctx, key, known, func(ctx context.Context) (begun, error) {
		b, err := e.readBegin(ctx, p)
		if err != nil {
			return b, err
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		e.begun[key] = b
		return b, nil
	})
}

func begunKey(p *prepared) string { return fmt.Sprintf("%s|%q", p.model.Revision(), p.log.Table) }

func (e *Engine) readBegin(ctx context.Context, p *prepared) (begun, error) {
	q, instant, err := plan.First(p.model, p.log)
	if err != nil {
		return begun{}, err
	}
	b := begun{version: map[string]time.Time{}, until: e.cache.now().Add(settledFor)}
	_, err = e.store.Query(ctx, q, func(row store.Row) error {
		micros, ok := row.Int(0)
		if !ok {
			return nil // no row of the version has a time
		}
		at := instant(micros)
		if p.model.Log.Version != "" {
			version, _ := row.Text(1)
			b.version[version] = at
		}
		if b.first.IsZero() || at.Before(b.first) {
			b.first = at
		}
		return nil
	})
	return b, err
}

// beginning returns when the log began if a baseline may reach before that: if one of its windows has no row in its first
// span. Else it is the zero time, and the log is not asked.
func (e *Engine) beginning(ctx context.Context, p *prepared, a *ask, log *book, views []view) (time.Time, error) {
	if a.measure.Needs.OfOutcomes() {
		return time.Time{}, nil // its rows are the outcomes
	}
	switch a.baseline.Kind {
	case model.BaselineRolling, model.BaselineFixed, model.BaselineOffset, model.BaselinePrevious:
	default:
		return time.Time{}, nil
	}
	for _, v := range views {
		for _, c := range v.baseline.Candidates {
			// A period of a rolling baseline that holds no row at all is left out anyway.
			if log.startsEmpty(c.Interval) && (a.baseline.Kind != model.BaselineRolling || log.total(c.Interval) > 0) {
				b, err := e.begins(ctx, p)
				return b.first, err
			}
		}
	}
	return time.Time{}, nil
}

// early reports whether an interval begins before the log's first row.
func (g *ground) early(i window.Interval) bool {
	return i.Start.Before(g.begin) && g.log.startsEmpty(i)
}

// startsEmpty reports whether the first span of an interval was read and holds no rows.
func (b *book) startsEmpty(i window.Interval) bool {
	j, found := slices.BinarySearchFunc(b.spans, i.Start, func(s window.Interval, at time.Time) int { return s.Start.Compare(at) })
	if !found {
		return false
	}
	for _, c := range b.rows[j] {
		if c.Rows > 0 {
			return false
		}
	}
	return true
}
