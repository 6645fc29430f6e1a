package plan

import (
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// timeColumn is a column of instants with what is needed to compare it: stores do no time zone arithmetic, so every
// boundary is computed here and bound in the column's own terms.
type timeColumn struct {
	column sqlast.Column
	unit   string
	zone   *time.Location // whose wall clock the column shows; UTC for instants and epochs
}

func (s Source) timeColumn() (timeColumn, error) {
	return newTimeColumn(s, s.Time.Column, s.Time.Unit, s.Zone)
}

func newTimeColumn(s Source, name, unit string, zone *time.Location) (timeColumn, error) {
	c, err := s.column(name)
	if err != nil {
		return timeColumn{}, err
	}
	switch c.Type.Plain() {
	case sqlast.Timestamp, sqlast.DateOnly:
		return timeColumn{column: c, zone: zone}, nil
	case sqlast.TimestampTZ:
		return timeColumn{column: c, zone: time.UTC}, nil
	case sqlast.Integer, sqlast.Decimal, sqlast.Float:
		if unit != "" {
			return timeColumn{column: c, unit: unit, zone: time.UTC}, nil
		}
		return timeColumn{}, fault.Newf(fault.BadModel,
			"time column %q holds numbers; say their unit with time.unit: s, ms, us or ns", name)
	}
	return timeColumn{}, fault.Newf(fault.BadModel,
		"column %q cannot serve as a time; allowed are timestamps, dates, and numbers with time.unit", name)
}

// micros is the column as microseconds since 1970 on its own clock.
func (t timeColumn) micros() sqlast.Expr {
	return sqlast.Micros{X: t.column, From: t.column.Type, Unit: t.unit}
}

// spanIndex is the number of the span a row falls in.
func (t timeColumn) spanIndex(spans []window.Interval) sqlast.SpanIndex {
	var runs []sqlast.Run
	for _, r := range window.Runs(spans, t.zone) {
		runs = append(runs, sqlast.Run(r))
	}
	return sqlast.SpanIndex{Micros: t.micros(), Runs: runs}
}

// fills reports whether every time that between(from, to) keeps lies in one of the runs.
func (t timeColumn) fills(runs []sqlast.Run, from, to time.Time) bool {
	for i := 1; i < len(runs); i++ {
		if runs[i].Start != runs[i-1].End {
			return false
		}
	}
	return len(runs) > 0 && runs[0].Start == t.boundMicros(from) && runs[len(runs)-1].End == t.boundMicros(to)
}

// boundMicros is bound in microseconds, as the column's clock shows it.
func (t timeColumn) boundMicros(at time.Time) int64 {
	if perUnit, ok := unitMicros[t.unit]; ok {
		return epoch(at, t.unit) * perUnit
	}
	l := at.In(t.zone)
	return time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), l.Second(), l.Nanosecond(), time.UTC).UnixMicro()
}

var unitMicros = map[string]int64{"s": 1_000_000, "ms": 1000, "us": 1}

// between keeps rows in [from, to), comparing the bare column so that a store can skip what lies outside.
func (t timeColumn) between(from, to time.Time) []sqlast.Expr {
	return []sqlast.Expr{
		sqlast.Binary{Op: sqlast.Ge, L: t.column, R: t.bound(from)},
		sqlast.Binary{Op: sqlast.Lt, L: t.column, R: t.bound(to)},
	}
}

// bound is an instant in the column's own terms.
func (t timeColumn) bound(at time.Time) sqlast.Expr {
	if t.unit != "" {
		return sqlast.Param{Value: epoch(at, t.unit)}
	}
	if t.column.Type == sqlast.TimestampTZ {
		return sqlast.Param{Value: at.UTC()}
	}
	l := at.In(t.zone)
	return sqlast.Param{Value: time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), l.Second(), l.Nanosecond(), time.UTC)}
}

func epoch(at time.Time, unit string) int64 {
	switch unit {
	case "s":
		return at.Unix()
	case "ms":
		return at.UnixMilli()
	case "us":
		return at.UnixMicro()
	default:
		return at.UnixNano()
	}
}

// Latest returns the query for the newest time of a source, and what turns its microseconds into an instant.
func Latest(s Source) (sqlast.Select, func(int64) time.Time, error) {
	t, err := s.timeColumn()
	if err != nil {
		return sqlast.Select{}, nil, err
	}
	sel := sqlast.Select{From: sqlast.Table{Name: s.Table},
		Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.Max, X: t.micros()}, As: "latest"}}}
	return sel, t.instant, nil
}

// First returns the query for the oldest time of a model's log, by version where the model has versions, and what turns
// its microseconds into an instant.
func First(m *model.Model, s Source) (sqlast.Select, func(int64) time.Time, error) {
	t, err := s.timeColumn()
	if err != nil {
		return sqlast.Select{}, nil, err
	}
	sel := sqlast.Select{From: sqlast.Table{Name: s.Table},
		Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.Min, X: t.micros()}, As: "first"}}}
	if m.Log.Version == "" {
		return sel, t.instant, nil
	}
	version, err := VersionDimension(m).expr(s)
	if err != nil {
		return sqlast.Select{}, nil, err
	}
	sel.Items = append(sel.Items, sqlast.Item{X: version, As: "version"})
	sel.GroupBy = []int{2}
	return sel, t.instant, nil
}

// instant is the column's microseconds as an instant; a wall clock that shows a time twice means the first.
func (t timeColumn) instant(micros int64) time.Time {
	l := time.UnixMicro(micros).UTC()
	return time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), l.Second(), l.Nanosecond(), t.zone)
}
