package rows

import (
	"time"

	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// zone is the model's. It loads, or the model would have been refused.
func (r Rows) zone() *time.Location {
	if zone, err := time.LoadLocation(r.Model.Timezone); err == nil {
		return zone
	}
	return time.UTC
}

// wholeDays widens the spans to whole local days. A row is a duplicate of an earlier one of its day even if that one is
// outside the spans. So a day's counts do not depend on how it is cut into spans.
func (r Rows) wholeDays() (from, to time.Time) {
	zone := r.zone()
	midnight := func(t time.Time, days int) time.Time {
		l := t.In(zone)
		return time.Date(l.Year(), l.Month(), l.Day()+days, 0, 0, 0, 0, zone)
	}
	from = midnight(r.Spans[0].Start, 0)
	end := r.Spans[len(r.Spans)-1].End
	if to = midnight(end, 0); to.Before(end) {
		to = midnight(end, 1)
	}
	return from, to
}

// copyKey is what copies of a prediction have in common: local day, id and version.
func (r Rows) copyKey(t values.TimeColumn) ([]sqlast.Expr, error) {
	from, to := r.wholeDays()
	key := []sqlast.Expr{t.SpanIndex(window.Atoms([]window.Interval{{Start: from, End: to}}, true, r.zone()))}
	names := append([]string{}, r.Source.ID...)
	if v := r.Model.Log.Version; v != "" {
		names = append(names, v)
	}
	for _, name := range names {
		c, err := r.Source.Column(name)
		if err != nil {
			return nil, err
		}
		key = append(key, c)
	}
	return key, nil
}
