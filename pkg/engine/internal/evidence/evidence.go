package evidence

import (
	"slices"
	"time"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// Question is one ask of a prepared model, with the windows that it is asked over.
type Question struct {
	Prepared *prepare.Prepared
	Ask      *resolve.Ask
	Query    query.Query
	Range    window.Range
	Views    []resolve.View
}

// Last is the newest view.
func (q Question) Last() resolve.View { return q.Views[len(q.Views)-1] }

// ShowsUsual reports whether the answer shows how far earlier windows lie from one another, which is worked out for
// nobody else: asked by name, or in a table, which shows all.
func (q Question) ShowsUsual() bool {
	if len(q.Query.Stats) == 0 {
		return q.Query.Format == query.Table || q.Ask.Binned
	}
	return q.names(query.UsualLow, query.UsualHigh)
}

// ShowsChangeInterval reports whether the query names the interval of a change, which is worked out for nobody else.
func (q Question) ShowsChangeInterval() bool { return q.names(query.ChangeLower, query.ChangeUpper) }

// names reports whether the query names one of some stats.
func (q Question) names(stats ...query.Stat) bool {
	return slices.ContainsFunc(stats, func(s query.Stat) bool { return slices.Contains(q.Query.Stats, s) })
}

// Evidence is everything that was gathered for one question. It is read only.
type Evidence struct {
	Question
	Log        *gather.SpanCounts
	Table      *gather.SpanCounts            // of a baseline that is a table or a version; nil for the other kinds
	Launches   map[string]*gather.SpanCounts // by version, the first days of each; for baselines of kind launch
	Begin      time.Time                     // when the log began, where a baseline may reach before that; else zero
	First      time.Time                     // when the log began, where it may hold too few windows; else zero
	Segments   []plan.Segment                // to answer for
	LeftOut    int                           // segments beyond the limit, which are not answered for
	Dimensions []string                      // their names

	LabelTexts  map[string]bool                 // that the reference held, where new ones are asked for; else nil
	Calibration map[window.Interval]Calibration // by current window, for estimates before labels
	Silence     map[window.Interval]Silence     // by current window, for policies that the log's own past bounds
}

// Against returns the counts of the rows that a view is compared with.
func (e *Evidence) Against(v resolve.View) *gather.SpanCounts {
	if counts, ok := e.Launches[v.Launched.Version]; ok {
		return counts
	}
	if e.Table != nil {
		return e.Table
	}
	return e.Log
}

// Early reports whether an interval begins before the log's first row.
func (e *Evidence) Early(i window.Interval) bool {
	return i.Start.Before(e.Begin) && e.Log.StartsEmpty(i)
}
