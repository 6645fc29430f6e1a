package engine

import (
	"context"
	"fmt"
	"time"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// launched says which version a view is compared with in its first days, or why with none.
type launched struct {
	version string // empty without log.version
	reason  string // why there is nothing to compare with
}

// launch completes views that are compared with the first days of a version: of each window's own, which is the version
// with the most rows in it, so that an old window is judged as it was when it ended.
func (e *Engine) launch(ctx context.Context, p *prepared, a *ask, q query.Query, views []view) error {
	if a.baseline.Kind != model.BaselineLaunch {
		return nil
	}
	if a.measure.Needs.OfOutcomes() {
		for i := range views {
			views[i].launched.reason = "outcomes are of no version"
		}
		return nil
	}
	var log *gather.SpanCounts
	if p.Model.Log.Version != "" {
		current := currentOf(views)
		s := gather.Scope{Origin: p.Origin, Source: p.Log, Versions: q.Versions, Dimensions: []plan.Dimension{plan.VersionDimension(p.Model)}}
		var err error
		if log, err = e.counts.Gather(ctx, s, spansOf(views, current, p.Zone, false), gather.Requirements{}); err != nil {
			return err
		}
	}
	for i := range views {
		if err := e.launchView(ctx, p, log, &views[i]); err != nil {
			return err
		}
	}
	return nil
}

// launchView completes one view. log counts rows by version; nil where the model has no versions.
func (e *Engine) launchView(ctx context.Context, p *prepared, log *gather.SpanCounts, v *view) error {
	version := ""
	if log != nil {
		most := mostRows(log.Segments(v.current.Interval), 1)
		if len(most) == 0 {
			v.launched.reason = "no rows in the window tell which version is the current one"
			return nil
		}
		version = most[0].Values()[0]
	}
	first, err := e.firstOf(ctx, p, version)
	if err != nil {
		return err
	}
	if first.IsZero() {
		v.launched.reason = "the log has no rows"
		return nil
	}
	w, err := window.Launch(p.Model, first)
	if err != nil {
		return err
	}
	v.launched.version = version
	if w.End.After(v.current.Start) {
		v.launched.reason = fmt.Sprintf("%s began on %s: its first 28 full days end on %s, after the window begins", v.launched.what(),
			first.In(p.Zone).Format(time.DateOnly), w.End.Format(time.DateOnly))
		return nil
	}
	v.baseline = &w
	return nil
}

func (l launched) what() string {
	if l.version == "" {
		return "the log"
	}
	return "version " + l.version
}

// firstOf returns when a version began. One that is not known yet may have begun since the log was asked.
func (e *Engine) firstOf(ctx context.Context, p *prepared, version string) (time.Time, error) {
	times, err := e.times.OfLog(ctx, p.Tables)
	if err != nil || p.Model.Log.Version == "" {
		return times.First, err
	}
	if _, known := times.Version[version]; !known {
		e.times.Forget(p.Tables)
		times, err = e.times.OfLog(ctx, p.Tables)
	}
	return times.Version[version], err
}

// gatherLaunches reads the first days of every version that a view is compared with.
func (e *Engine) gatherLaunches(ctx context.Context, s gather.Scope, views []view, w gather.Requirements) (map[string]*gather.SpanCounts, error) {
	books := map[string]*gather.SpanCounts{}
	for _, v := range views {
		version := v.launched.version
		if books[version] != nil || v.baseline == nil {
			continue
		}
		if s.Origin.Model.Log.Version != "" {
			s.Versions = []string{version}
		}
		w.Windows = []window.Interval{v.baseline.Interval}
		b, err := e.counts.Gather(ctx, s, w.Windows, w)
		if err != nil {
			return nil, err
		}
		books[version] = b
	}
	return books, nil
}

// against returns the book that holds the rows a view is compared with.
func (g *ground) against(v view) *gather.SpanCounts {
	if b, ok := g.launches[v.launched.version]; ok {
		return b
	}
	if g.table != nil {
		return g.table
	}
	return g.log
}
