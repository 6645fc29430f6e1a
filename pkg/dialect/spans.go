package dialect

import (
	"cmp"
	"slices"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// spanIndex spells the number of a span as a CASE that walks the runs upward: each arm needs only the upper bound,
// because the arms before it took what lies below. A run of one span has no division, so whole windows are
// comparisons alone.
func (d *Dialect) spanIndex(s sqlast.SpanIndex) ([]piece, error) {
	runs := slices.Clone(s.Runs)
	slices.SortFunc(runs, func(a, b sqlast.Run) int { return cmp.Compare(a.Start, b.Start) })
	if len(runs) == 0 {
		return []piece{inside(sqlast.Null{Type: sqlast.Integer}, plain)}, nil
	}
	if s.Inside && len(runs) == 1 && runs[0].Width > 0 {
		return d.inRun(s.Micros, runs[0])
	}
	list := []piece{words("CASE")}
	for i, run := range runs {
		if !follows(runs, i) {
			return nil, fault.Newf(fault.Internal, "run %d of a span index is empty or overlaps another", i)
		}
		number, err := d.inRun(s.Micros, run)
		if err != nil {
			return nil, err
		}
		if s.Inside && i == len(runs)-1 {
			list = append(append(list, words(" ELSE ")), number...)
			break
		}
		if !s.Inside && (i == 0 || run.Start > runs[i-1].End) {
			list = append(list, arm(before(s.Micros, run.Start), inside(sqlast.Null{Type: sqlast.Integer}, plain))...)
		}
		list = append(list, arm(before(s.Micros, run.End), number...)...)
	}
	return append(list, words(" END")), nil
}

// follows reports whether run i is not empty and begins at or after the end of the run before it.
func follows(runs []sqlast.Run, i int) bool {
	run := runs[i]
	return run.Width > 0 && run.End > run.Start && (i == 0 || run.Start >= runs[i-1].End)
}

// before compares a time with a number of microseconds.
func before(micros sqlast.Expr, end int64) sqlast.Expr {
	return sqlast.Binary{Op: sqlast.Lt, L: micros, R: sqlast.Param{Value: end}}
}

// inRun spells the number of the span of a time that lies in the run: First + (t − Start) div Width; t is not below
// Start here, so every store's division agrees. Where comparisons of the bare column cost less, few spans are searched
// by halves instead.
func (d *Dialect) inRun(micros sqlast.Expr, run sqlast.Run) ([]piece, error) {
	if run.End-run.Start <= run.Width {
		return []piece{inside(sqlast.Int(run.First), plain)}, nil
	}
	spans := ceilDiv(run.End-run.Start, run.Width)
	if m, ok := micros.(sqlast.Micros); ok && spans <= d.SpansCompared &&
		(m.From == sqlast.Timestamp || m.From == sqlast.TimestampTZ) {
		return halved(micros, run, 0, spans), nil
	}
	since := sqlast.Binary{Op: sqlast.Sub, L: micros, R: sqlast.Param{Value: run.Start}}
	index, err := d.node(Divide, operands{x: since, y: sqlast.Param{Value: run.Width}})
	if err != nil || run.First == 0 {
		return index, err
	}
	return append([]piece{inside(sqlast.Int(run.First), plain), words(" + ")}, index...), nil
}

// halved spells the number of the span of a time that lies in the run's spans from low to before high.
func halved(micros sqlast.Expr, run sqlast.Run, low, high int64) []piece {
	if high-low == 1 {
		return []piece{inside(sqlast.Int(run.First+low), plain)}
	}
	middle := (low + high) / 2
	list := append([]piece{words("CASE")}, arm(before(micros, run.Start+middle*run.Width),
		halved(micros, run, low, middle)...)...)
	return append(list, enclose(" ELSE ", halved(micros, run, middle, high), " END")...)
}
