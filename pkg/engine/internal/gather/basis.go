package gather

import (
	"time"

	"leeway/pkg/engine/internal/refresh"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
	"leeway/pkg/window"
)

// Basis is what parts are counted from.
type Basis struct {
	settleAfter time.Duration // how long after its end a span's rows and labels may still arrive
	horizon     time.Duration // within which a span's labels are observed; zero without labels
	tables      []dependency
	source      plan.Source // of the rows that are counted
	Soon        bool        // the tables are to be looked at again after the shortest refresh time
	all         bool        // all rows of the one table are counted, but for copies
}

// settled reports whether the rows of a span should have arrived.
func (b Basis) settled(span window.Interval, now time.Time) bool {
	return now.After(span.End.Add(b.settleAfter))
}

// refreshTime is how long what is known of a span answers queries. The age of its labels is counted from their horizon
// on: that is when windows begin to hold the span, and when late labels are likely.
func (b Basis) refreshTime(span window.Interval, now time.Time) time.Duration {
	if b.Soon {
		return refresh.Min
	}
	if matured := span.End.Add(b.horizon); !now.Before(matured) {
		span.End = matured
	}
	return refresh.TimeOf(span, now)
}

// countsAll reports whether a count of rows tells the extent of the one table.
func (b Basis) countsAll() bool { return b.all && !b.source.Copied() }

// Basis returns what the parts of a scope are counted from: its own table, and with labels also where these lie.
func (s Scope) Basis(labels *plan.Labels) Basis {
	m := s.Origin.Model
	b := Basis{settleAfter: m.Log.Lateness.Approx(), source: s.Source}
	rows, stretches := allRows(m, s.Source), onlySpan
	if s.Source.Time == nil {
		stretches = always
	}
	switch {
	case labels == nil || labels.Column == "":
		b.all = len(s.Filters) == 0 && len(s.Versions) == 0 && s.Source.Weight == ""
	case labels.Source.Table == nil:
		b.settleAfter, b.horizon = b.settleAfter+labels.Horizon, labels.Horizon
		rows.Columns = []plan.Column{labelColumn(s.Source, labels.Column)}
	default:
		b.settleAfter, b.horizon = b.settleAfter+labels.Horizon, labels.Horizon
		b.tables = []dependency{s.outcomesOf(*labels)}
	}
	b.tables = append(b.tables, newDependency(rows, stretches))
	return b
}

// outcomesOf are the outcomes that a span's labels are among: those observed until a horizon after its end. One whose
// time is a date may seem to be observed before its prediction. Any outcome may be among late labels, and of a table
// without times.
func (s Scope) outcomesOf(labels plan.Labels) dependency {
	rows := allRows(s.Origin.Model, labels.Source)
	if labels.Time == nil || labels.All {
		rows.Source.Time = nil
		return newDependency(rows, always)
	}
	return newDependency(rows, daysAround(24*time.Hour, labels.Horizon, s.Origin.Zone))
}

// with adds another table, so that a count of rows does not tell the extents of all.
func (b *Basis) with(d dependency) { b.tables, b.all = append(b.tables, d), false }

// allRows is a scan of all rows of a source as they were logged.
func allRows(m *model.Model, s plan.Source) plan.Scan {
	s.Unique, s.Weight = false, ""
	return plan.Scan{Rows: plan.Rows{Model: m, Source: s}}
}

// labelColumn counts the values of the label in a table that holds labels itself: labels that arrive there add no rows.
func labelColumn(s plan.Source, name string) plan.Column {
	c := plan.Column{Key: unlabeledKey, Role: summary.LabelKey, Name: name, Mode: plan.Classified, Truncated: true}
	switch s.Types[name] {
	case sqlast.Float, sqlast.Decimal, sqlast.Integer:
		c.Mode, c.Truncated, c.CountsOnly, c.Grid = plan.OnGrid, false, true, summary.Grid{Family: summary.Linear,
			Scale: -20}
	}
	return c
}

// onlySpan returns the stretch of a table that holds the rows of a span: the span itself.
func onlySpan(span window.Interval) []window.Interval { return []window.Interval{span} }

// always is the stretch of a table without times, and of one of which any row may belong to a span.
func always(window.Interval) []window.Interval { return []window.Interval{{}} }

// daysAround returns stretches of whole local days from before a span begins until after it has ended: all spans that
// need a day share its probe.
func daysAround(before, after time.Duration, zone *time.Location) func(window.Interval) []window.Interval {
	return func(span window.Interval) []window.Interval {
		days := window.Days(window.Interval{Start: span.Start.Add(-before), End: span.End.Add(after)}, zone)
		if len(days) > MaxDays {
			return []window.Interval{{Start: days[0].Start, End: days[len(days)-1].End}}
		}
		return days
	}
}

// MaxDays is the number of days up to which spans are days, so that settled days are kept and a refresh reads only
// what is new. Longer stretches are read as whole windows.
const MaxDays = 800

// AddTable adds a stretch of a table, whatever the span.
func (b *Basis) AddTable(m *model.Model, s plan.Source, over window.Interval) {
	b.tables = append(b.tables, newDependency(allRows(m, s),
		func(window.Interval) []window.Interval { return []window.Interval{over} }))
}

// AddTablesOf adds the tables of another basis with the stretches that belong to one span of it.
func (b *Basis) AddTablesOf(other Basis, over window.Interval) {
	for _, d := range other.tables {
		stretches := d.stretches(over)
		d.stretches = func(window.Interval) []window.Interval { return stretches }
		b.tables = append(b.tables, d)
	}
}

// Size is the number of tables.
func (b Basis) Size() int { return len(b.tables) }
