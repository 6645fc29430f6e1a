package plan

import (
	"maps"

	"leeway/pkg/sqlast"
)

// One statement after another. The quickest forms count what nearly every column holds. Of a column that holds something else
// their rows show that much, and it is counted once more, in a form that tells all. Columns that are too many for one statement
// of the store are counted by several.

// Next returns the statement that counts what the rows read so far do not tell, into the same counts; it is not ok where
// they tell all.
func (s Statement) Next() (next Statement, ok bool, err error) {
	doubtful := s.Reader.settle()
	rest := s.rest
	switch {
	case s.apart != nil && s.Reader.copies:
		next, err = s.apart()
	case s.again != nil && len(doubtful) > 0:
		next, err = s.again(doubtful)
	case rest != nil:
		next, err = rest()
		rest = next.rest
	default:
		return Statement{}, false, nil
	}
	if err != nil {
		return Statement{}, false, err
	}
	for i, counted := range next.Reader.spans {
		maps.Copy(s.Reader.spans[i].Columns, counted.Columns)
		maps.Copy(s.Reader.spans[i].Exact, counted.Exact)
		maps.Copy(s.Reader.spans[i].Ranges, counted.Ranges)
	}
	next.Reader.spans, next.rest = s.Reader.spans, rest
	return next, true, nil
}

// inParts counts the scan's columns by count, as many a statement as the store takes.
func (s Scan) inParts(how sqlast.Counting, count func(Scan) (Statement, error)) (Statement, error) {
	if how.Most == 0 || len(s.Columns) <= how.Most {
		return count(s)
	}
	rest := s
	rest.Columns, s.Columns = s.Columns[how.Most:], s.Columns[:how.Most]
	statement, err := count(s)
	statement.rest = func() (Statement, error) { return rest.inParts(how, count) }
	return statement, err
}

// plainly returns what counts columns of the scan in forms that tell all; nil where the store has no others.
func (s Scan) plainly(how sqlast.Counting) func([]Column) (Statement, error) {
	if !how.Packed && !how.Bits {
		return nil
	}
	how.Packed, how.Bits = false, false
	return func(columns []Column) (Statement, error) {
		s.Columns = columns
		return s.Count(how)
	}
}

func (r *Reader) doubt(col int) { r.doubtful[col] = true }

// settle gives invalid values that went astray back to their spans, and returns the columns that have to be counted again.
func (r *Reader) settle() []Column {
	for col, n := range r.astray {
		if !r.doubtful[col] && !r.bringBack(col, n) {
			r.doubt(col)
		}
	}
	var columns []Column
	for col, c := range r.columns {
		if r.doubtful[col] {
			columns = append(columns, c)
		}
	}
	return columns
}

// bringBack counts n invalid values in the places where the column has fewer values than there are rows. It reports
// whether those are as many: rows may have come in between two readings of one statement.
func (r *Reader) bringBack(col int, n float64) bool {
	for span, counted := range r.spans {
		for segment, rows := range counted.Rows {
			c := r.column(col, span, segment)
			lacking := rows.Rows - c.Total()
			if lacking < 0 {
				return false
			}
			c.Invalid += lacking
			n -= lacking
		}
	}
	return n == 0
}
