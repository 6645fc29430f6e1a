package engine

import (
	"context"
	"maps"
	"slices"
	"time"

	"leeway/pkg/engine/derived"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// ground is everything that was counted for one ask.
type ground struct {
	log      *gather.SpanCounts
	table    *gather.SpanCounts            // a baseline's own table; nil for the other kinds
	launches map[string]*gather.SpanCounts // by version, the first days of each; for baselines of kind launch
	begin    time.Time                     // when the log began, where a baseline may reach before that; else zero
	first    time.Time                     // when the log began, where it may hold too few windows; else zero
	segments []plan.Segment
	names    []string // of the dimensions

	labelTexts map[string]bool                // that the reference held, where new ones are asked for; else nil
	calibrated map[window.Interval]calibrated // by current window, for estimates before labels
	silences   map[window.Interval]silence    // by current window, for policies that the log's own past bounds

	windows  map[string]*summary.Summary   // merged counts of windows; never changed
	contents map[windowKey]derived.Content // of windows
}

// ground gathers what an ask needs over all its views.
func (e *Engine) ground(ctx context.Context, p *prepare.Prepared, a *resolve.Ask, q query.Query,
	views []resolve.View) (*ground, error) {
	dims, err := e.dimensions(ctx, p, a, q, views)
	if err != nil {
		return nil, err
	}
	filters, err := p.Filters(q)
	if err != nil {
		return nil, err
	}
	s := gather.Scope{Origin: p.Origin, Source: p.Log, Dimensions: dims, Filters: filters, Versions: q.Versions}
	needs := a.Measure.Needs
	w := p.Wanted(a, q, sharesFeatures(dims, views))
	if needs.OfOutcomes() {
		if s, err = s.OfOutcomes(a.Measure.ID); err != nil {
			return nil, err
		}
	}
	if needs.Has(measure.NeedPairs) {
		pairs, err := e.pairs(ctx, p, a)
		if err != nil {
			return nil, err
		}
		w = gather.Wanted{Labels: gather.LabelRules{All: w.Labels.All}}.With(gather.Pairs, pairs...)
	}
	g := &ground{windows: map[string]*summary.Summary{}, contents: map[windowKey]derived.Content{}}
	for _, d := range dims {
		g.names = append(g.names, d.Name)
	}
	if g.log, err = e.gatherLog(ctx, s, a, views, w); err != nil {
		return nil, err
	}
	if g.begin, err = e.beginning(ctx, p, a, g.log, views); err != nil {
		return nil, err
	}
	if g.first = g.begin; g.first.IsZero() {
		if g.first, err = e.firstRow(ctx, p, a, g.log, views[len(views)-1]); err != nil {
			return nil, err
		}
	}
	if err := e.gatherApart(ctx, s, a, views, w, g); err != nil {
		return nil, err
	}
	if g.needsPlaces(a) {
		placed := *a
		placed.Counts = false
		return e.ground(ctx, p, &placed, q, views)
	}
	if g.silences, err = e.silences(ctx, s, a, views); err != nil {
		return nil, err
	}
	if a.AsksForNewLabels() {
		if g.labelTexts, err = e.referenceLabels(ctx, p); err != nil {
			return nil, err
		}
	}
	g.segments = g.choose(p, a, q, dims, views)
	g.calibrated, err = e.calibrate(ctx, p, a, q, views)
	return g, err
}

// gatherApart gathers the baselines whose rows are not those of the log that the query asks for: of a table, or of one
// version.
func (e *Engine) gatherApart(ctx context.Context, s gather.Scope, a *resolve.Ask, views []resolve.View,
	w gather.Wanted, g *ground) (err error) {
	switch a.Baseline.Kind {
	case model.BaselineTable:
		g.table, err = e.gatherTable(ctx, s, a, w)
	case model.BaselineVersion:
		s.Versions = []string{a.Baseline.Version}
		w.Windows = resolve.CurrentOf(views)
		g.table, err = e.counts.Gather(ctx, s, resolve.SpansOf(views, w.Windows, s.Origin.Zone, false), w)
	case model.BaselineLaunch:
		g.launches, err = e.gatherLaunches(ctx, s, views, w)
	}
	return err
}

// gatherLog gathers the log's part. A fixed baseline is one span of its own: it never changes, so there is nothing to
// gain from its days.
func (e *Engine) gatherLog(ctx context.Context, s gather.Scope, a *resolve.Ask, views []resolve.View,
	w gather.Wanted) (*gather.SpanCounts, error) {
	zone := s.Origin.Zone
	w.Windows = resolve.Intervals(views)
	if a.Baseline.Kind != model.BaselineFixed {
		return e.counts.Gather(ctx, s, resolve.SpansOf(views, w.Windows, zone, false), w)
	}
	list := slices.Clone(w.Windows)
	var moving []window.Interval
	for _, v := range views {
		moving = append(moving, v.Current.Interval)
		for _, h := range v.History {
			moving = append(moving, h.Interval)
		}
		if v.Baseline != nil { // its first day apart, which tells a baseline that reaches before the first row
			list = append(list, window.Interval{Start: v.Baseline.Start, End: v.Baseline.Start.AddDate(0, 0, 1)})
		}
	}
	spans := resolve.SpansOf(views, moving, zone, false)
	for _, span := range window.Atoms(slices.Concat(list, spans), false, zone) {
		if !slices.ContainsFunc(spans, func(own window.Interval) bool { return own.Overlaps(span) }) {
			spans = append(spans, span)
		}
	}
	slices.SortFunc(spans, func(a, b window.Interval) int { return a.Start.Compare(b.Start) })
	return e.counts.Gather(ctx, s, spans, w)
}

func (e *Engine) gatherTable(ctx context.Context, s gather.Scope, a *resolve.Ask,
	w gather.Wanted) (*gather.SpanCounts, error) {
	source, err := e.catalog.BaselineSource(ctx, a.Baseline.Name, a.Baseline.Baseline)
	if err != nil {
		return nil, err
	}
	s.Source, s.Name, s.Versions = source, a.Baseline.Name, nil
	return e.counts.Gather(ctx, s, nil, w.HeldBy(source, a.Model))
}

// choose lists the segments to answer for: the declared values, else the baseline's most frequent, so that subjects do
// not come and go with the current window. Without dimensions there is the one of all rows.
func (g *ground) choose(p *prepare.Prepared, a *resolve.Ask, q query.Query, dims []plan.Dimension,
	views []resolve.View) []plan.Segment {
	if len(dims) == 0 {
		return []plan.Segment{""}
	}
	last := views[len(views)-1]
	if len(dims) == 1 && dims[0].Kept != nil {
		return keptSegments(dims[0].Kept, g.against(last).Segments(last.Intervals(a)...))
	}
	if len(dims) == 1 {
		// a feature in bins may have its name
		if s, ok := p.Model.Segment(dims[0].Name); ok && slices.Equal(s.Bins, dims[0].Bins) {
			if values := prepare.DeclaredOrBins(s); len(values) > 0 {
				list := make([]plan.Segment, len(values))
				for i, v := range values {
					list[i] = plan.NewSegment(v)
				}
				return list
			}
		}
	}
	rows := g.against(last).Segments(last.Intervals(a)...)
	if len(rows) == 0 {
		rows = g.log.Segments(last.Current.Interval)
	}
	return mostRows(rows, q.Limit)
}

func mostRows(rows map[plan.Segment]float64, limit int) []plan.Segment {
	list := slices.Sorted(maps.Keys(rows))
	slices.SortStableFunc(list, func(a, b plan.Segment) int {
		switch {
		case rows[a] > rows[b]:
			return -1
		case rows[a] < rows[b]:
			return 1
		}
		return 0
	})
	return list[:min(len(list), limit)]
}
