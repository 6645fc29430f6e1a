package values

import (
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// TimeColumn is a column of times with what is needed to compare it: stores do no time zone arithmetic, so every
// boundary is computed here and bound in the column's own terms.
type TimeColumn struct {
	column sqlast.Column
	unit   string
	zone   *time.Location  // of the clock that Micros shows; UTC for instants, epochs and texts
	naive  *time.Location  // of texts that name no offset; nil for other types
	during window.Interval // the times that are asked for, for conversions between clocks
}

// TimeColumn is the source's time, for times in an interval.
func (s Source) TimeColumn(during window.Interval) (TimeColumn, error) {
	return NewTimeColumn(s, *s.Time, s.Zone, during)
}

func NewTimeColumn(s Source, of model.Time, zone *time.Location, during window.Interval) (TimeColumn, error) {
	c, err := s.Column(of.Column)
	if err != nil {
		return TimeColumn{}, err
	}
	t := TimeColumn{column: c, zone: time.UTC, during: during}
	switch c.Type.Plain() {
	case sqlast.Timestamp, sqlast.DateOnly:
		t.zone = zone
		return t, nil
	case sqlast.TimestampTZ:
		return t, nil
	case sqlast.Text:
		t.naive = zone
		return t, nil
	case sqlast.Integer, sqlast.Decimal, sqlast.Float:
		if t.unit = of.Unit; t.unit != "" {
			return t, nil
		}
		return TimeColumn{}, fault.Newf(fault.BadModel,
			"time column %q holds numbers; say their unit with time.unit: s, ms, us or ns", of.Column)
	}
	return TimeColumn{}, fault.Newf(fault.BadModel,
		"column %q cannot serve as a time; allowed are timestamps, dates, ISO 8601 texts, and numbers with time.unit",
		of.Column)
}

// Column is the column itself.
func (t TimeColumn) Column() sqlast.Column { return t.column }

// Zone is that of the clock that Micros shows.
func (t TimeColumn) Zone() *time.Location { return t.zone }

// IsText reports whether times are texts, the order of which says little.
func (t TimeColumn) IsText() bool { return t.naive != nil }

// Written is the column as microseconds since 1970: of instants, or of the wall clock that it shows, read as UTC.
func (t TimeColumn) Written() sqlast.Expr {
	return sqlast.Micros{X: t.column, From: t.column.Type, Unit: t.unit}
}

// Micros is the column as microseconds since 1970 on the clock of t.zone.
func (t TimeColumn) Micros() sqlast.Expr {
	if t.naive == nil || t.naive == time.UTC {
		return t.Written()
	}
	return expr.If(sqlast.HasOffset{X: t.column}, t.Written(), toUTC(t.Written(), t.naive, t.during))
}

// Instants is the column as microseconds since 1970.
func (t TimeColumn) Instants() sqlast.Expr { return toUTC(t.Micros(), t.zone, t.during) }

// toUTC makes instants of what a zone's wall clock shows, x, for the times of an interval.
func toUTC(x sqlast.Expr, zone *time.Location, during window.Interval) sqlast.Expr {
	const margin = 48 * time.Hour // clocks differ by less
	offsets := window.Offsets(window.Interval{Start: during.Start.Add(-margin), End: during.End.Add(margin)}, zone)
	last := offsets[len(offsets)-1]
	if len(offsets) == 1 {
		return less(x, last)
	}
	var arms []sqlast.When
	for _, o := range offsets[:len(offsets)-1] {
		arms = append(arms, sqlast.When{If: expr.Compare(x, sqlast.Lt, sqlast.Param{Value: o.Until}), Then: less(x, o)})
	}
	return sqlast.Case{Whens: arms, Else: less(x, last)}
}

func less(x sqlast.Expr, o window.Offset) sqlast.Expr {
	if o.Ahead == 0 {
		return x
	}
	return expr.Minus(x, sqlast.Int(o.Ahead))
}

// SpanIndex is the number of the span a row falls in.
func (t TimeColumn) SpanIndex(spans []window.Interval) sqlast.SpanIndex {
	var runs []sqlast.Run
	for _, r := range window.Runs(spans, t.zone) {
		runs = append(runs, sqlast.Run(r))
	}
	return sqlast.SpanIndex{Micros: t.Micros(), Runs: runs}
}

// Fills reports whether every time that Between(from, to) keeps lies in one of the runs.
func (t TimeColumn) Fills(runs []sqlast.Run, from, to time.Time) bool {
	for i := 1; i < len(runs); i++ {
		if runs[i].Start != runs[i-1].End {
			return false
		}
	}
	return len(runs) > 0 && runs[0].Start == t.boundMicros(from) && runs[len(runs)-1].End == t.boundMicros(to)
}

// boundMicros is bound in microseconds, as the column's clock shows it.
func (t TimeColumn) boundMicros(at time.Time) int64 {
	if perUnit, ok := unitMicros[t.unit]; ok {
		return epoch(at, t.unit) * perUnit
	}
	l := at.In(t.zone)
	return time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), l.Second(), l.Nanosecond(),
		time.UTC).UnixMicro()
}

var unitMicros = map[string]int64{"s": 1_000_000, "ms": 1000, "us": 1}

// Between keeps rows in [from, to), comparing the bare column so that a store can skip what lies outside.
func (t TimeColumn) Between(from, to time.Time) []sqlast.Expr {
	limits := []sqlast.Expr{
		expr.Compare(t.Micros(), sqlast.Ge, sqlast.Param{Value: t.boundMicros(from)}),
		expr.Compare(t.Micros(), sqlast.Lt, sqlast.Param{Value: t.boundMicros(to)}),
	}
	switch {
	case t.naive != nil: // texts begin with their date, which is a day from UTC's at most
		date := func(at time.Time, days int) sqlast.Expr {
			return sqlast.Param{Value: at.UTC().AddDate(0, 0, days).Format(time.DateOnly)}
		}
		return append([]sqlast.Expr{
			expr.Compare(t.column, sqlast.Ge, date(from, -1)),
			expr.Compare(t.column, sqlast.Lt, date(to, 2)),
		}, limits...)
	case t.unit != "" && t.column.Type != sqlast.Integer: // no other comparison of epochs leaves the column bare
		limits[0] = expr.Compare(t.column, sqlast.Ge, sqlast.Param{Value: epoch(from, t.unit)})
		limits[1] = expr.Compare(t.column, sqlast.Lt, sqlast.Param{Value: epoch(to, t.unit)})
	}
	return limits
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

// Offset is 1 for a text that names its offset from UTC, else 0.
func (t TimeColumn) Offset() sqlast.Expr {
	if t.naive == nil {
		return sqlast.Int(0)
	}
	return expr.If(sqlast.HasOffset{X: t.column}, sqlast.Int(1), sqlast.Int(0))
}

// InstantOf is what Written and Offset say as an instant.
func (t TimeColumn) InstantOf(micros, offset int64) time.Time {
	if t.naive != nil && offset == 0 {
		return window.Instant(micros, t.naive)
	}
	return t.Instant(micros)
}

// Instant is what micros says as an instant.
func (t TimeColumn) Instant(micros int64) time.Time { return window.Instant(micros, t.zone) }
