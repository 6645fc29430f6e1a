package collect

import (
	"context"
	"slices"

	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/model"
	"leeway/pkg/window"
)

// countLog counts the log's part. A fixed baseline is one span of its own: it never changes, so there is nothing to
// gain from its days.
func (c *Collector) countLog(ctx context.Context, q evidence.Question, s gather.Scope,
	w gather.Wanted) (*gather.SpanCounts, error) {
	zone := s.Origin.Zone
	w.Windows = resolve.Intervals(q.Views)
	if q.Ask.Baseline.Kind != model.BaselineFixed {
		return c.counts.Gather(ctx, s, resolve.SpansOf(q.Views, w.Windows, zone, false), w)
	}
	list := slices.Clone(w.Windows)
	var moving []window.Interval
	for _, v := range q.Views {
		moving = append(moving, v.Current.Interval)
		for _, h := range v.History {
			moving = append(moving, h.Interval)
		}
		if v.Baseline != nil { // its first day apart, which tells a baseline that reaches before the first row
			list = append(list, window.Interval{Start: v.Baseline.Start, End: v.Baseline.Start.AddDate(0, 0, 1)})
		}
	}
	spans := resolve.SpansOf(q.Views, moving, zone, false)
	for _, span := range window.Atoms(slices.Concat(list, spans), false, zone) {
		if !slices.ContainsFunc(spans, func(own window.Interval) bool { return own.Overlaps(span) }) {
			spans = append(spans, span)
		}
	}
	slices.SortFunc(spans, func(a, b window.Interval) int { return a.Start.Compare(b.Start) })
	return c.counts.Gather(ctx, s, spans, w)
}

// countBaseline counts the baselines whose rows are not those of the log that the query asks for: of a table, of one
// version, or of the first days of a version.
func (c *Collector) countBaseline(ctx context.Context, e *evidence.Evidence, s gather.Scope,
	w gather.Wanted) (err error) {
	switch e.Ask.Baseline.Kind {
	case model.BaselineTable:
		e.Table, err = c.countTable(ctx, e.Ask, s, w)
	case model.BaselineVersion:
		s.Versions = []string{e.Ask.Baseline.Version}
		w.Windows = resolve.CurrentOf(e.Views)
		e.Table, err = c.counts.Gather(ctx, s, resolve.SpansOf(e.Views, w.Windows, s.Origin.Zone, false), w)
	case model.BaselineLaunch:
		e.Launches, err = c.countLaunches(ctx, e.Views, s, w)
	}
	return err
}

// countTable counts a baseline's own table, as far as it has the columns.
func (c *Collector) countTable(ctx context.Context, a *resolve.Ask, s gather.Scope,
	w gather.Wanted) (*gather.SpanCounts, error) {
	source, err := c.catalog.BaselineSource(ctx, a.Baseline.Name, a.Baseline.Baseline)
	if err != nil {
		return nil, err
	}
	s.Source, s.Name, s.Versions = source, a.Baseline.Name, nil
	return c.counts.Gather(ctx, s, nil, w.HeldBy(source, a.Model))
}
