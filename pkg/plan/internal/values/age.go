package values

import (
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
)

const microsPerDay = 86_400_000_000

// Age is a value as it is, but a time, which has no number of its own, as the days from it to the prediction. Times
// without zone are on the clock of the log's own time.
func (d Deriver) Age(v Value, role string) (Value, error) {
	switch v.Type {
	case sqlast.Timestamp, sqlast.TimestampTZ, sqlast.DateOnly:
	default:
		return v, nil
	}
	if d.Source.Time == nil {
		return v, fault.Newf(fault.NotFound,
			"%q holds times; the table has no time of the prediction to take their age by", role)
	}
	t, err := d.Source.TimeColumn(d.During)
	if err != nil {
		return v, err
	}
	naive := t.column.Type == sqlast.Timestamp || t.column.Type == sqlast.DateOnly
	logged := t.Micros()
	switch {
	case v.Type == sqlast.TimestampTZ:
		logged = t.Instants()
	case !naive && t.naive != nil && t.naive != time.UTC:
		return v, fault.Newf(fault.Unsupported,
			"%q and the log's time are on different clocks: one has a zone, the other has not", role)
	}
	age := expr.Minus(logged, sqlast.Micros{X: v.X, From: v.Type})
	return Value{expr.Over(age, sqlast.FloatLit(microsPerDay)), sqlast.Float}, nil
}
