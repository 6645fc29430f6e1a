package plan

import (
	"time"

	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// Moment returns what to read of a source's row to know its time: two whole numbers, of which instant makes the time.
func (s Source) Moment() (read [2]sqlast.Expr, instant func(micros, offset int64) time.Time, err error) {
	t, err := s.timeColumn(window.Interval{})
	return [2]sqlast.Expr{t.written(), t.offset()}, t.instantOf, err
}
