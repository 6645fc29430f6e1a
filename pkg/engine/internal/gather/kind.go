package gather

import (
	"slices"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// Kind is a kind of counts: which statement counts them, and where an answer finds them. Each kind is a type without
// fields in a file of its own. Most embed bySpan, and differ in one method or two.
type Kind interface {
	// requests returns what is to be counted of columns in spans: a request is what one statement can count.
	requests(s Scope, w Wanted, columns []plan.Column, spans []window.Interval) ([]Request, error)
	// statement returns the statement that counts a request.
	statement(r Request, how sqlast.Counting) (plan.Statement, error)
	// makeRoom makes room for columns in the counts of spans.
	addColumns(b *SpanCounts, columns []plan.Column)
	// file puts the parts of a request into the counts of spans.
	file(b *SpanCounts, r Request, parts Parts)
	// heldBy returns what of the columns a baseline's own table holds; false where it holds nothing of the kind.
	heldBy(t plan.Source, m *model.Model, w Wanted, columns []plan.Column) ([]plan.Column, bool)
}

// Counts are columns of one kind. RowsKey and JointKey need no column.
type Counts struct {
	Kind    Kind
	Columns []plan.Column
}

// Wanted is what an answer needs of the rows of a scope, besides their number, which is always counted.
type Wanted struct {
	Counts  []Counts
	Labels  LabelRules
	Windows []window.Interval // of which distinct values are counted, each as a whole
}

// LabelRules say how labels are read.
type LabelRules struct {
	Score bool // predictions are counted by score cell, too
	All   bool // labels count whenever they were observed
	Early bool // predictions count with or without labels
}

// With returns what is wanted, and columns of a kind beside those that are wanted of it already.
func (w Wanted) With(k Kind, columns ...plan.Column) Wanted {
	w.Counts = slices.Clone(w.Counts)
	for i, c := range w.Counts {
		if c.Kind == k {
			w.Counts[i].Columns = slices.Concat(c.Columns, columns)
			return w
		}
	}
	w.Counts = append(w.Counts, Counts{k, columns})
	return w
}

// HeldBy returns what of the wanted a baseline's own table can tell.
func (w Wanted) HeldBy(t plan.Source, m *model.Model) Wanted {
	held := w
	held.Counts = nil
	for _, c := range w.Counts {
		if columns, ok := c.Kind.heldBy(t, m, w, c.Columns); ok {
			held = held.With(c.Kind, columns...)
		}
	}
	return held
}

// bySpan is what most kinds have in common: columns are counted by span, one statement counts them all, and a table
// tells of those that it holds.
type bySpan struct{}

func (bySpan) statement(r Request, how sqlast.Counting) (plan.Statement, error) {
	return r.scan().Count(how)
}

func (bySpan) addColumns(b *SpanCounts, columns []plan.Column) { b.addColumns(columns) }

func (bySpan) file(b *SpanCounts, r Request, parts Parts) {
	for i, c := range r.Columns {
		b.File(c.Key, parts[i])
	}
}

func (bySpan) heldBy(t plan.Source, m *model.Model, _ Wanted, columns []plan.Column) ([]plan.Column, bool) {
	return slices.DeleteFunc(slices.Clone(columns), func(c plan.Column) bool { return !t.Has(m, c) }), true
}
