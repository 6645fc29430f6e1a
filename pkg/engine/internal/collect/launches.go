package collect

import (
	"context"
	"fmt"
	"time"

	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// CompleteLaunches completes views that are compared with the first days of a version: of each window's own, which is
// the version with the most rows in it, so that an old window is judged as it was when it ended.
func (c *Collector) CompleteLaunches(ctx context.Context, q evidence.Question) error {
	p, a, views := q.Prepared, q.Ask, q.Views
	if a.Baseline.Kind != model.BaselineLaunch {
		return nil
	}
	if a.Measure.Needs.OfOutcomes() {
		for i := range views {
			views[i].Launched.Reason = "outcomes have no version"
		}
		return nil
	}
	var log *gather.SpanCounts
	if p.Model.Log.Version != "" {
		current := resolve.CurrentOf(views)
		s := gather.Scope{Origin: p.Origin, Source: p.Log, Versions: q.Query.Versions,
			Dimensions: []plan.Dimension{plan.VersionDimension(p.Model)}}
		var err error
		if log, err = c.counts.Gather(ctx, s, resolve.SpansOf(views, current, p.Zone, false),
			gather.Wanted{}); err != nil {
			return err
		}
	}
	for i := range views {
		if err := c.completeLaunch(ctx, p, log, &views[i]); err != nil {
			return err
		}
	}
	return nil
}

// completeLaunch completes one view. log counts rows by version; nil where the model has no versions.
func (c *Collector) completeLaunch(ctx context.Context, p *prepare.Prepared, log *gather.SpanCounts,
	v *resolve.View) error {
	version := ""
	if log != nil {
		most := evidence.MostRows(log.Segments(v.Current.Interval), 1)
		if len(most) == 0 {
			v.Launched.Reason = "the window has no rows, so the current version is not known"
			return nil
		}
		version = most[0].Values()[0]
	}
	first, err := c.versionStart(ctx, p, version)
	if err != nil {
		return err
	}
	if first.IsZero() {
		v.Launched.Reason = "the log has no rows"
		return nil
	}
	w, err := window.Launch(p.Model, first)
	if err != nil {
		return err
	}
	v.Launched.Version = version
	if w.End.After(v.Current.Start) {
		v.Launched.Reason = fmt.Sprintf("%s began on %s: its first 28 full days end on %s, after the window begins",
			v.Launched.What(),
			first.In(p.Zone).Format(time.DateOnly), w.End.Format(time.DateOnly))
		return nil
	}
	v.Baseline = &w
	return nil
}

// versionStart returns when a version began. One that is not known yet may have begun since the log was asked.
func (c *Collector) versionStart(ctx context.Context, p *prepare.Prepared, version string) (time.Time, error) {
	times, err := c.times.OfLog(ctx, p.Tables)
	if err != nil || p.Model.Log.Version == "" {
		return times.First, err
	}
	if _, known := times.Version[version]; !known {
		c.times.Forget(p.Tables)
		times, err = c.times.OfLog(ctx, p.Tables)
	}
	return times.Version[version], err
}

// countLaunches counts the first days of every version that a view is compared with.
func (c *Collector) countLaunches(ctx context.Context, views []resolve.View, s gather.Scope,
	w gather.Wanted) (map[string]*gather.SpanCounts, error) {
	launches := map[string]*gather.SpanCounts{}
	for _, v := range views {
		version := v.Launched.Version
		if launches[version] != nil || v.Baseline == nil {
			continue
		}
		if s.Origin.Model.Log.Version != "" {
			s.Versions = []string{version}
		}
		w.Windows = []window.Interval{v.Baseline.Interval}
		counts, err := c.counts.Gather(ctx, s, w.Windows, w)
		if err != nil {
			return nil, err
		}
		launches[version] = counts
	}
	return launches, nil
}
