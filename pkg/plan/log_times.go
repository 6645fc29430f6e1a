package plan

import (
	"time"

	"leeway/pkg/model"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// DayTimes says when the rows of one day were logged. The days are those of the column's own clock.
type DayTimes struct {
	Version     string // of the model; empty where the model has none
	Rows        float64
	First, Last time.Time
}

// LogTimes is the query for when the rows of a source were logged, by day, and what reads it. It reads every row
// once, and no time fails it: what is not a time, or one that no range can hold, is counted.
type LogTimes struct {
	Query sqlast.Select

	Days       []DayTimes
	Missing    float64   // rows without a time
	Unreadable float64   // texts that are no ISO 8601 time, infinite times
	Outside    float64   // times outside the years that a range may lie in …
	Earliest   time.Time // … the first
	Latest     time.Time // … and the last of them

	column    values.TimeColumn
	versioned bool
}

// The columns of LogTimes, in order: day, rows, rows with a value, rows with a time, first and last time, then, for
// texts, whether they name their offset, then the version.
const (
	dayColumn = iota
	rowsColumn
	writtenColumn
	readColumn
	firstColumn
	lastColumn
	offsetColumn
)

// TimesOf returns the query for a source with a time; version is that of the log, and empty for outcomes.
func TimesOf(m *model.Model, s Source, version string) (*LogTimes, error) {
	t, err := s.TimeColumn(window.Interval{})
	if err != nil {
		return nil, err
	}
	first, last := window.Years()
	day := 24 * time.Hour.Microseconds()
	days := sqlast.SpanIndex{Micros: t.Written(),
		Runs: []sqlast.Run{{Start: first.UnixMicro(), End: last.UnixMicro(), Width: day}}}
	micros := sqlast.Column{Name: "t", Type: sqlast.Integer}
	value := sqlast.Column{Name: "value", Type: t.Column().Type}
	rows := sqlast.Select{From: sqlast.Table{Name: s.Table}, Items: []sqlast.Item{
		expr.As(days, "day"), expr.As(t.Written(), micros.Name), expr.As(t.Column(), value.Name),
		expr.As(t.Offset(), "offset")}}
	aggregate := func(f sqlast.AggFunc, x sqlast.Expr, as string) sqlast.Item {
		return expr.As(sqlast.Agg{Func: f, X: x}, as)
	}
	sel := sqlast.Select{From: sqlast.Subquery{Query: rows, As: "l"}, GroupBy: []int{dayColumn + 1, offsetColumn + 1},
		Items: []sqlast.Item{expr.As(sqlast.Column{Name: "day", Type: sqlast.Integer}, "day"),
			aggregate(sqlast.CountAll, nil, "n"), aggregate(sqlast.Count, value, "written"),
			aggregate(sqlast.Count, micros, "read"), aggregate(sqlast.Min, micros, "first"),
			aggregate(sqlast.Max, micros, "last"),
			expr.As(sqlast.Column{Name: "offset", Type: sqlast.Integer}, "offset")}}
	l := &LogTimes{column: t, versioned: version != ""}
	if l.versioned {
		x, err := VersionDimension(m).Text(s)
		if err != nil {
			return nil, err
		}
		rows.Items = append(rows.Items, expr.As(x, "version"))
		sel.Items = append(sel.Items, expr.As(sqlast.Column{Name: "version", Type: sqlast.Text}, "version"))
		sel.GroupBy = append(sel.GroupBy, len(sel.Items))
		sel.From = sqlast.Subquery{Query: rows, As: "l"}
	}
	l.Query = sel
	return l, nil
}

// Add reads one row.
func (l *LogTimes) Add(row Row) error {
	number := func(i int) float64 { n, _ := row.Float(i); return n }
	l.Missing += number(rowsColumn) - number(writtenColumn)
	l.Unreadable += number(writtenColumn) - number(readColumn)
	offset, _ := row.Int(offsetColumn)
	first, any := l.at(row, firstColumn, offset)
	last, _ := l.at(row, lastColumn, offset)
	if !any {
		return nil
	}
	if _, inside := row.Int(dayColumn); !inside {
		l.Outside += number(readColumn)
		if l.Earliest.IsZero() || first.Before(l.Earliest) {
			l.Earliest = first
		}
		if l.Latest.IsZero() || last.After(l.Latest) {
			l.Latest = last
		}
		return nil
	}
	day := DayTimes{Rows: number(readColumn), First: first, Last: last}
	if l.versioned {
		day.Version, _ = row.Text(offsetColumn + 1)
	}
	l.Days = append(l.Days, day)
	return nil
}

// at is a column of a row as an instant.
func (l *LogTimes) at(row Row, column int, offset int64) (time.Time, bool) {
	micros, ok := row.Int(column)
	return l.column.InstantOf(micros, offset), ok
}
