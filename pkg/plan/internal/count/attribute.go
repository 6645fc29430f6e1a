package count

import "leeway/pkg/plan/internal/columns"

// columnsToRecount attributes invalid values of unknown spans, and returns the columns that have to be counted again.
func (t *tally) columnsToRecount() []columns.Column {
	for index, n := range t.unattributed {
		if !t.doubtful[index] && !t.attributeInvalid(index, n) {
			t.doubtful[index] = true
		}
	}
	var list []columns.Column
	for index, c := range t.columns {
		if t.doubtful[index] {
			list = append(list, c)
		}
	}
	return list
}

// attributeInvalid counts n invalid values in the places where the column has fewer values than there are rows. It
// reports whether those are as many: rows may have come in between two readings of one statement.
func (t *tally) attributeInvalid(index int, n float64) bool {
	for _, counted := range t.spans {
		for segment, rows := range counted.Rows {
			c := counted.column(t.columns[index], segment)
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
