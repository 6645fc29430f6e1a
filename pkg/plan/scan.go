// Package plan turns what has to be counted into statements, and the statements' rows into summaries. It decides what
// a scan counts, on which grid and in which spans; it neither runs a statement nor finishes a measure.
//
// Its rooms: columns (what is counted), values (where a column is in a table, and how it is derived), rows (which rows
// are counted, and what they are joined with), count (the counting forms, one file each).
package plan

import (
	"slices"
	"time"

	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/count"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/sqlast"
)

// Scan is what one statement counts: columns of rows.
type Scan struct {
	Rows
	Columns []Column // the only columns of a scan with an offline table are SkewColumns
}

// Count returns the statement that counts the scan's columns and rows, in the store's way; of columns of distinct
// values alone, no rows.
func (s Scan) Count(how sqlast.Counting) (Statement, error) {
	return s.inParts(how, func(part Scan) (Statement, error) { return part.count(how) })
}

// count counts all columns by one statement. Unless they are known, it assumes that there are no copies and checks it.
func (s Scan) count(how sqlast.Counting) (Statement, error) {
	counted, assumed := s, s.assumesUnique() // asked once: another scan may meet a copy meanwhile
	counted.Source.Unique = s.Source.Unique && !assumed
	union, err := counted.union(how)
	if err != nil {
		return Statement{}, err
	}
	reader := union.Reader(s.Columns, s.layout(), s.clock())
	statement := Statement{Query: union.Union, Reader: reader, recount: s.recount(how)}
	if assumed {
		return s.checkingCopies(statement, union.Union, how)
	}
	return statement, nil
}

// union counts all columns and the rows.
func (s Scan) union(how sqlast.Counting) (count.Union, error) {
	layout := s.layout()
	firstOfCalls := slices.ContainsFunc(s.Columns, func(c Column) bool { return c.Call != "" })
	asStored := !firstOfCalls // else times order rows
	if s.Clock(asStored) == rows.AsStored {
		layout.StoredTime = s.Source.Types[s.Source.Time.Column]
	}
	labelNumbers := slices.ContainsFunc(s.Columns, func(c Column) bool { return c.Derived.NeedsLabelNumber() })
	request := rows.Request{AsStored: asStored, Materialize: len(s.Columns) > 0, LabelNumbers: labelNumbers}
	list, err := s.derive(&request)
	if err != nil {
		return count.Union{}, err
	}
	with, err := s.Base(request)
	if err != nil {
		return count.Union{}, err
	}
	return count.Columns(with, list, layout, how, !s.onlyDistinct()), nil
}

// derive returns the columns as the base rows hold them, and adds what has to be read for them to a request.
func (s Scan) derive(request *rows.Request) ([]count.Column, error) {
	var list []count.Column
	deriver := s.Deriver()
	for i, c := range s.Columns {
		name := count.ValueName(i)
		v, err := deriver.Derive(c, name)
		if err != nil {
			return nil, err
		}
		value := expr.As(v.X, name)
		if c.Derived.NeedsJoin() {
			request.Items, request.Joined = append(request.Items, v.Operands...), append(request.Joined, value)
		} else {
			request.Items = append(request.Items, value)
		}
		if c.Call != "" {
			call, err := s.Source.Column(c.Call)
			if err != nil {
				return nil, err
			}
			request.Items = append(request.Items, expr.As(call, count.CallName(i)))
		}
		v.X = sqlast.Column{Name: name, Type: v.Type}
		list = append(list, count.Column{Column: c, Index: i, Value: v.Value})
	}
	return list, nil
}

func (s Scan) layout() count.Layout {
	return count.Layout{Spans: len(s.Spans), Segments: len(s.Dimensions), Weighted: s.Source.Weight != "",
		Timeless: s.Source.Time == nil}
}

// clock is that of the newest times that are counted; nil where none are, or they are instants.
func (s Scan) clock() *time.Location {
	if s.Source.Time == nil || s.Clock(false) == rows.Instants {
		return nil
	}
	t, err := s.TimeColumn()
	if err != nil {
		return nil
	}
	return t.Zone()
}

// onlyDistinct says that the scan counts distinct values and no rows.
func (s Scan) onlyDistinct() bool {
	return len(s.Columns) > 0 && !slices.ContainsFunc(s.Columns, func(c columns.Column) bool { return !c.Distinct })
}
