package values

import (
	"time"

	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// Extremes returns the query for the first and the last time of a source, each NULL where it is infinite, and the
// first as a text, NULL without any; and what turns the microseconds into an instant. Nothing but the bare column is
// aggregated, which stores find in an index. Of texts it returns neither: their order says little.
func Extremes(s Source) (sqlast.Select, func(int64) time.Time, error) {
	t, err := s.TimeColumn(window.Interval{})
	if err != nil {
		return sqlast.Select{}, nil, err
	}
	null := sqlast.Null{Type: sqlast.Integer}
	sel := sqlast.Select{Items: []sqlast.Item{{X: null, As: "first"}, {X: null, As: "last"}, {X: null, As: "written"}}}
	if t.naive != nil {
		return sel, t.Instant, nil
	}
	of := func(f sqlast.AggFunc) sqlast.Expr { return sqlast.Agg{Func: f, X: t.column} }
	micros := func(f sqlast.AggFunc) sqlast.Expr {
		return sqlast.Micros{X: of(f), From: t.column.Type, Unit: t.unit}
	}
	sel.From = sqlast.Table{Name: s.Table}
	sel.Items[0].X, sel.Items[1].X = micros(sqlast.Min), micros(sqlast.Max)
	sel.Items[2].X = sqlast.ToText{X: of(sqlast.Min), From: t.column.Type}
	return sel, t.Instant, nil
}

// Moment returns what to read of a source's row to know its time: two whole numbers, of which instant makes the time.
func (s Source) Moment() (read [2]sqlast.Expr, instant func(micros, offset int64) time.Time, err error) {
	t, err := s.TimeColumn(window.Interval{})
	return [2]sqlast.Expr{t.Written(), t.Offset()}, t.InstantOf, err
}
