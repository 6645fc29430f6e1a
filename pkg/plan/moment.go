package plan

import (
	"time"

	"leeway/pkg/sqlast"
)

// Moment is the time of a source's row in microseconds, and what turns these into an instant.
func (s Source) Moment() (sqlast.Expr, func(int64) time.Time, error) {
	t, err := s.timeColumn()
	if err != nil {
		return nil, nil, err
	}
	return t.micros(), t.instant, nil
}
