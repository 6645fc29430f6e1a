package plan

import (
	"slices"
	"strconv"

	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// Scan is what one statement counts: columns of a source, by span and by dimensions, over the rows that pass filters.
type Scan struct {
	Model      *model.Model
	Source     Source
	Spans      []window.Interval // disjoint, ascending; ignored by a source without time
	Columns    []Column
	Dimensions []Dimension
	Filters    []Filter
	Tests      []BinTest
	Versions   []string // empty: all
	Labels     *Labels  // needed by columns and dimensions that are made of labels; nil: labels are not read
	Sample     int      // not 0: of a source without time, no more than so many rows, those that the store finds first
	Offline    *Offline // the only columns of a scan that has it are SkewColumns

	newest  sqlast.Type // of the time column, where base's t is that and not microseconds; else Unknown
	orphans bool        // rows are outcomes, which meet predictions by their time
}

// Statement is a query and what reads its rows.
type Statement struct {
	Query  sqlast.Query
	Reader *Reader
	again  func([]Column) (Statement, error) // nil: the rows tell all
	apart  func() (Statement, error)         // counts again if predictions were logged twice; nil: those are told apart
	rest   func() (Statement, error)         // counts the columns that were too many for this one; nil: none were
}

// Count returns the statement that counts the scan's columns and rows, in the store's way; of columns of distinct values
// alone, no rows.
func (s Scan) Count(how sqlast.Counting) (Statement, error) {
	return s.inParts(how, func(part Scan) (Statement, error) { return part.count(how) })
}

func (s Scan) count(how sqlast.Counting) (Statement, error) {
	counted, trusting := s, s.trusts() // asked once: another scan may meet a copy meanwhile
	counted.Source.Unique = s.Source.Unique && !trusting
	union, err := counted.union(how)
	if err != nil {
		return Statement{}, err
	}
	statement := Statement{Query: union, Reader: s.newReader(s.Columns), again: s.plainly(how)}
	if trusting {
		return s.verified(statement, union, how)
	}
	return statement, nil
}

// union returns the query of all columns and of the rows.
func (s Scan) union(how sqlast.Counting) (sqlast.Union, error) {
	var read, made []sqlast.Item
	s.newest = s.newestOnly()
	f := forms{how: how, sh: s.shape().packing(s, how), several: len(s.Spans)+len(s.Dimensions) > 1}
	for i, c := range s.Columns {
		name := "v" + strconv.Itoa(i)
		v, operands, err := s.value(c, name)
		if err != nil {
			return sqlast.Union{}, err
		}
		if c.Made.joined() {
			read, made = append(read, operands...), append(made, sqlast.Item{X: v.x, As: name})
		} else {
			read = append(read, sqlast.Item{X: v.x, As: name})
		}
		if c.Call != "" {
			call, err := s.Source.column(c.Call)
			if err != nil {
				return sqlast.Union{}, err
			}
			read = append(read, sqlast.Item{X: call, As: callName(i)})
		}
		f.add(i, c, value{x: sqlast.Column{Name: name, Type: v.t}, t: v.t})
	}
	with, err := s.bases(read, made)
	if err != nil {
		return sqlast.Union{}, err
	}
	return f.union(with, !s.onlyDistinct()), nil
}

// bases returns the CTEs that end in the one all branches read.
func (s Scan) bases(read, made []sqlast.Item) ([]sqlast.CTE, error) {
	if s.Offline != nil {
		return s.offlineBase(read, made)
	}
	if s.Labels != nil {
		return s.labelledBase(read, made)
	}
	cte, err := s.base(base, read)
	return []sqlast.CTE{cte}, err
}

func (s Scan) shape() shape {
	return shape{segments: len(s.Dimensions), weighted: s.Source.Weight != "", timeless: s.Source.Time == nil, time: s.newest}
}

// newestOnly returns the type of the time column where nothing is asked of times but the newest, which then is found before it
// is converted; else Unknown.
func (s Scan) newestOnly() sqlast.Type {
	calls := slices.ContainsFunc(s.Columns, func(c Column) bool { return c.Call != "" }) // whose first row counts
	if s.Source.Time == nil || s.Labels != nil || s.Offline != nil || calls {
		return sqlast.Unknown
	}
	switch t := s.Source.Types[s.Source.Time.Column]; t {
	case sqlast.Timestamp, sqlast.TimestampTZ, sqlast.DateOnly:
		return t
	}
	return sqlast.Unknown
}

// base returns the CTE of the logged rows: span, segments, weight, time t and the extra items, for the rows inside
// the spans that pass the filters, each prediction once. It is materialized only where de-duplication makes it costly.
func (s Scan) base(name string, extra []sqlast.Item) (sqlast.CTE, error) {
	inner, err := s.inner(extra)
	if err != nil {
		return sqlast.CTE{}, err
	}
	if span, ok := inner.Items[0].X.(sqlast.SpanIndex); s.Source.Time == nil || ok && span.Inside {
		return sqlast.CTE{Name: name, Query: inner}, nil
	}
	keep := []sqlast.Expr{sqlast.Not{X: sqlast.IsNull{X: sqlast.Column{Name: "span", Type: sqlast.Integer}}}}
	if s.Source.Unique {
		keep = append(keep,
			sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Name: "copy", Type: sqlast.Integer}, R: sqlast.Int(1)},
			sqlast.Column{Name: "kept", Type: sqlast.Bool})
	}
	outer := sqlast.Select{From: sqlast.Subquery{Query: inner, As: "l"}, Where: sqlast.And{List: keep}}
	for _, item := range inner.Items {
		if item.As != "copy" && item.As != "kept" {
			outer.Items = append(outer.Items, sqlast.Item{X: sqlast.Column{Name: item.As}, As: item.As})
		}
	}
	return sqlast.CTE{Name: name, Query: outer, Materialize: s.Source.Unique && name == base}, nil
}

// inner reads the source: everything base has, plus copy (the number of a row among those of its id and day) and kept
// (whether it passes the filters), because a row is judged a duplicate before it is filtered.
func (s Scan) inner(extra []sqlast.Item) (sqlast.Select, error) {
	sel := sqlast.Select{From: sqlast.Table{Name: s.Source.Table}}
	passes, err := s.filters()
	if err != nil {
		return sel, err
	}
	where := []sqlast.Expr{}
	if s.Source.Time == nil {
		sel.Items = append(sel.Items, sqlast.Item{X: sqlast.Int(0), As: "span"})
		sel.Limit = s.Sample
	} else {
		t, err := s.time()
		if err != nil {
			return sel, err
		}
		from, to := s.Spans[0].Start, s.Spans[len(s.Spans)-1].End
		span := t.spanIndex(s.Spans)
		span.Inside = !s.Source.Unique && t.fills(span.Runs, from, to)
		at := t.micros()
		switch {
		case s.newest != sqlast.Unknown:
			at = t.column
		case s.meets():
			at = t.instants()
		}
		sel.Items = append(sel.Items, sqlast.Item{X: span, As: "span"}, sqlast.Item{X: at, As: "t"})
		if s.Source.Unique {
			from, to = s.wholeDays()
			same, err := s.sameDay(t, from, to)
			if err != nil {
				return sel, err
			}
			ids, err := s.Source.idColumns()
			if err != nil {
				return sel, err
			}
			copies := sqlast.RowNumber{PartitionBy: same, OrderBy: []sqlast.Order{{X: t.micros()}}}
			sel.Items = append(sel.Items, sqlast.Item{X: ifElse(LacksID(ids), sqlast.Int(1), copies), As: "copy"}, sqlast.Item{X: sqlast.And{List: passes}, As: "kept"})
		}
		where = append(where, t.between(from, to)...)
	}
	if !s.Source.Unique {
		where = append(where, passes...)
	}
	if len(where) > 0 {
		sel.Where = sqlast.And{List: where}
	}
	return sel, s.values(&sel, extra)
}

// time is the source's time column, for the days of the spans.
func (s Scan) time() (timeColumn, error) {
	if len(s.Spans) == 0 {
		return s.Source.timeColumn(window.Interval{})
	}
	from, to := s.wholeDays()
	return s.Source.timeColumn(window.Interval{Start: from, End: to})
}

// meets reports whether the times of the scan's rows are compared with those of another table or column, which may be on
// another clock: they are instants then.
func (s Scan) meets() bool { return s.Labels != nil || s.orphans }

// values appends the segments, the weight and the extra items.
func (s Scan) values(sel *sqlast.Select, extra []sqlast.Item) error {
	for i, d := range s.Dimensions {
		if d.Label {
			continue // known once the row has met its outcome
		}
		x, err := d.expr(s.Source)
		if err != nil {
			return err
		}
		sel.Items = append(sel.Items, sqlast.Item{X: x, As: segmentName(i)})
	}
	if s.Source.Weight != "" {
		c, err := s.Source.column(s.Source.Weight)
		if err != nil {
			return err
		}
		sel.Items = append(sel.Items, sqlast.Item{X: weight(c), As: "w"})
	}
	sel.Items = append(sel.Items, extra...)
	return nil
}

// weight is a row's weight; what is no positive number below 2^32 weighs nothing.
func weight(c sqlast.Column) sqlast.Expr {
	w := sqlast.ToNumber{X: c, From: c.Type}
	counts := sqlast.And{List: []sqlast.Expr{sqlast.Finite{X: w},
		sqlast.Binary{Op: sqlast.Gt, L: w, R: sqlast.FloatLit(0)}, sqlast.Binary{Op: sqlast.Lt, L: w, R: sqlast.FloatLit(1 << 32)}}}
	return ifElse(counts, w, sqlast.FloatLit(0))
}

func (s Scan) filters() ([]sqlast.Expr, error) {
	var list []sqlast.Expr
	for _, f := range s.Filters {
		x, err := f.expr(s.Source)
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	for _, test := range s.Tests {
		x, err := test.expr(s)
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	if len(s.Versions) == 0 || s.Source.Time == nil {
		return list, nil
	}
	versions, err := Filter{Dimension: VersionDimension(s.Model), Texts: s.Versions}.expr(s.Source)
	return append(list, versions), err
}

// VersionDimension is the model version as a dimension.
func VersionDimension(m *model.Model) Dimension {
	return Dimension{Name: "version", Role: "version", Column: m.Log.Version}
}
