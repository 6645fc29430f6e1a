package plan

import "leeway/pkg/sqlast"

// Counting again. The quickest forms count what nearly every column holds. Of a column that holds something else their
// rows show that much, and it is counted once more, in a form that tells all.

// Again returns the statement that counts again what the rows read so far do not tell, into the same counts; it is not ok
// where they tell all.
func (s Statement) Again() (again Statement, ok bool, err error) {
	columns := s.Reader.settle()
	switch {
	case s.apart != nil && s.Reader.copies:
		columns = s.Reader.columns
		again, err = s.apart()
	case s.again != nil && len(columns) > 0:
		again, err = s.again(columns)
	default:
		return Statement{}, false, nil
	}
	if err != nil {
		return Statement{}, false, err
	}
	for i, counted := range again.Reader.spans {
		clear(s.Reader.spans[i].Rows)
		for _, c := range columns {
			s.Reader.spans[i].Columns[c.Key] = counted.Columns[c.Key]
		}
	}
	again.Reader.spans = s.Reader.spans
	return again, true, nil
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
