package gather

import (
	"fmt"

	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// Requirements is what has to be counted.
type Requirements struct {
	Columns  []plan.Column
	Labelled []plan.Column     // made of labels
	Joint    bool              // predictions against labels
	Score    bool              // … by score cell
	Skew     []plan.Column     // agreement with the offline table
	Pairs    []plan.Column     // of two variables, all of the label or none
	Outcomes []plan.Column     // of a table of outcomes: revisions or orphans
	Distinct []plan.Column     // whose distinct values are counted …
	Windows  []window.Interval // … in each of these as a whole
	Raw      bool              // rows as logged, duplicates included
	All      bool              // … whenever they were observed
	Early    bool              // predictions count with or without labels
}

// partSpec is one kind of part that a gathering needs: the rows, one column, or the labels.
type partSpec struct {
	key    string // in the cache, without the span
	fuller string // the key of a part that tells the same and more; may be empty
	column plan.Column
	pick   func(plan.Counted) part
}

// The keys of parts that belong to no column.
const (
	rowsPart  = "rows"
	rawPart   = "|raw"
	jointPart = "|joint"
)

// RowParts are the keys of the parts of a span that belong to no column.
var RowParts = []string{rowsPart, rawPart, jointPart}

func (s Scope) rowsSpec(l *plan.Labels) partSpec {
	return partSpec{key: s.labelKey(l) + "|rows", column: plan.Column{Key: rowsPart},
		pick: func(c plan.Counted) part { return part{rows: c.Rows} }}
}

// labelKey is key, told apart by how labels are read.
func (s Scope) labelKey(l *plan.Labels) string {
	if l == nil {
		return s.key()
	}
	return fmt.Sprintf("%s|labelled|%v|%s", s.key(), l.All, l.Column)
}

func (s Scope) columnParts(columns []plan.Column, l *plan.Labels) []partSpec {
	var specs []partSpec
	for _, column := range columns {
		full := column
		full.CountsOnly = false
		specs = append(specs, partSpec{
			key:    s.labelKey(l) + "|" + column.Identity(),
			fuller: s.labelKey(l) + "|" + full.Identity(),
			column: column,
			pick:   func(c plan.Counted) part { return part{column: c.Columns[column.Key]} },
		})
	}
	return specs
}
