package plan

import (
	"time"

	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// Predictions that were logged twice. To number the copies of every prediction is to sort whole rows by id, which a log
// without copies need not pay for. A scan therefore takes its rows for unique and, in the same statement, so that nothing is
// logged in between, looks for an id that a day has twice. Rows without an id are no copies. Where it finds one, all is counted again with copies told apart, and from then on at once.

// copiesIndex is the column index of the branch that looks for copies.
const copiesIndex = -2

// trusts reports whether the scan takes rows for unique that it is to tell apart. One that joins numbers its rows in any case.
func (s Scan) trusts() bool {
	return s.Source.Unique && s.Labels == nil && s.Offline == nil && !s.Source.copied.Load()
}

// Copied reports whether a scan of the source has met a prediction that was logged twice and is to count once.
func (s Source) Copied() bool { return s.Unique && s.copied.Load() }

// verified adds the look for copies to a statement that counts union, and what to do once it finds one.
func (s Scan) verified(statement Statement, union sqlast.Union, how sqlast.Counting) (Statement, error) {
	branch, err := s.copiesBranch()
	if err != nil {
		return Statement{}, err
	}
	union.Parts = append(union.Parts, branch)
	statement.Query = union
	statement.apart = func() (Statement, error) {
		s.Source.copied.Store(true)
		if !s.onlyDistinct() {
			statement.Reader.forgetRows()
		}
		return s.count(how)
	}
	return statement, nil
}

// copiesBranch tells, as n, how often a day has the id that it has most often.
func (s Scan) copiesBranch() (sqlast.Select, error) {
	t, err := s.time()
	if err != nil {
		return sqlast.Select{}, err
	}
	from, to := s.wholeDays()
	same, err := s.sameDay(t, from, to)
	if err != nil {
		return sqlast.Select{}, err
	}
	known, err := s.Source.hasID()
	if err != nil {
		return sqlast.Select{}, err
	}
	rows := sqlast.Select{From: sqlast.Table{Name: s.Source.Table}, Where: sqlast.And{List: append(t.between(from, to), known)}}
	ids := sqlast.Select{Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.CountAll}, As: often.Name}}}
	for i, x := range same {
		rows.Items = append(rows.Items, sqlast.Item{X: x, As: idName(i)})
		ids.Items = append(ids.Items, sqlast.Item{X: sqlast.Column{Name: idName(i)}, As: idName(i)})
		ids.GroupBy = append(ids.GroupBy, i+2)
	}
	ids.From = sqlast.Subquery{Query: rows, As: "r"}
	dims := []sqlast.Item{{X: sqlast.Int(0), As: "span"}}
	for i := range s.Dimensions {
		dims = append(dims, sqlast.Item{X: sqlast.Null{Type: sqlast.Text}, As: segmentName(i)})
	}
	most := ofColumn(sqlast.Int(copiesIndex), dims)
	most.From = sqlast.Subquery{Query: ids, As: "t"}
	none := sqlast.FloatLit(0)
	most.Items = append(most.Items, told(sqlast.Int(valid), noCell, sqlast.Agg{Func: sqlast.Max, X: often}, none, none)...)
	return most, nil
}

// wholeDays widens the spans to whole local days: a row is a duplicate of an earlier one of its day even when that lies
// outside the spans, so that a day's counts do not depend on how it is cut into spans.
func (s Scan) wholeDays() (from, to time.Time) {
	zone, err := time.LoadLocation(s.Model.Timezone)
	if err != nil {
		zone = time.UTC // refused when the model was parsed
	}
	midnight := func(t time.Time, days int) time.Time {
		l := t.In(zone)
		return time.Date(l.Year(), l.Month(), l.Day()+days, 0, 0, 0, 0, zone)
	}
	from = midnight(s.Spans[0].Start, 0)
	end := s.Spans[len(s.Spans)-1].End
	if to = midnight(end, 0); to.Before(end) {
		to = midnight(end, 1)
	}
	return from, to
}

// sameDay are what copies of a prediction have in common: local day, id and version.
func (s Scan) sameDay(t timeColumn, from, to time.Time) ([]sqlast.Expr, error) {
	zone, err := time.LoadLocation(s.Model.Timezone)
	if err != nil {
		zone = time.UTC
	}
	same := []sqlast.Expr{t.spanIndex(window.Atoms([]window.Interval{{Start: from, End: to}}, true, zone))}
	names := append([]string{}, s.Source.ID...)
	if v := s.Model.Log.Version; v != "" {
		names = append(names, v)
	}
	for _, name := range names {
		c, err := s.Source.column(name)
		if err != nil {
			return nil, err
		}
		same = append(same, c)
	}
	return same, nil
}
