package count

import (
	"time"

	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// rowsIndex is the index of the rows themselves, among those of columns.
const rowsIndex = -1

// latestColumn is the newest time of a group once a step has computed it.
var latestColumn = sqlast.Column{Name: "latest", Type: sqlast.Integer}

// latest is the newest time of a group in microseconds.
func (l Layout) latest() sqlast.Expr {
	switch {
	case l.Timeless:
		return noCell
	case l.StoredTime != sqlast.Unknown:
		stored := sqlast.Column{Name: values.RowTime.Name, Type: l.StoredTime}
		return sqlast.Micros{X: sqlast.Agg{Func: sqlast.Max, X: stored}, From: l.StoredTime}
	}
	return sqlast.Agg{Func: sqlast.Max, X: values.RowTime}
}

// rowTotals counts predictions and finds the newest, whose time (microseconds) is the cell; 0 without times.
func rowTotals(l Layout) sqlast.Select {
	timed := fromBase(l.timed())
	timed.OptimizationBarrier = true
	s := groupsAbout(rowsIndex, l.dims(), sqlast.Subquery{Query: timed, As: "r"})
	s.Items = append(s.Items, result{cell: l.latest(), n: l.rowCount()}.items()...)
	return s
}

// decodeRowTotals adds the rows of a span and segment; clock is that of the newest time, nil for instants.
func decodeRowTotals(r record, counted Counted, segment columns.Segment, clock *time.Location) {
	latest := r.cell()
	if clock != nil {
		latest = window.Instant(latest, clock).UnixMicro()
	}
	counted.Rows[segment] = Rows{Rows: r.n, Latest: latest}
}
