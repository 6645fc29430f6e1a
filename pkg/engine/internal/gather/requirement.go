package gather

import (
	"fmt"
	"unique"

	"leeway/pkg/plan"
)

// Requirement is what is counted of the rows of a source in one span: of one column, or of the rows themselves. It is
// comparable, and the key under which counts are kept: equal requirements have equal counts as long as the tables stay
// as they are. It takes six words, whatever it names.
type Requirement struct {
	Source     unique.Handle[Source]
	Column     unique.Handle[plan.Identity]
	Dimensions Dimensions
	Filters    Filters
	Span       Span
}

// Source says which rows are counted.
type Source struct {
	Revision string // of the model, and of the reference that fixed its grids
	Table    string // "" for the log, else the baseline whose table it is, or outcomesTable
	Kind     Kind   // what the rows are made ready for
	Once     bool   // a prediction that was logged twice counts once
	Labels   Reading
}

// Reading says which labels rows meet before they are counted. The zero value is none.
type Reading struct {
	Column string
	Late   bool // those that came after the horizon, too
	Scores bool // rows are counted by score cell as well
}

// Dimensions are what rows are split by, in canonical form: equal dimensions are equal values. The zero value is none.
type Dimensions struct{ text unique.Handle[string] }

// NewDimensions returns the canonical form of dimensions in their order.
func NewDimensions(list []plan.Dimension) Dimensions {
	if len(list) == 0 {
		return Dimensions{}
	}
	return Dimensions{unique.Make(fmt.Sprintf("%#v", list))}
}

// Filters are which rows of a source count, in canonical form: equal filters and versions are equal values. The zero
// value lets all rows count.
type Filters struct{ text unique.Handle[string] }

// NewFilters returns the canonical form of filters, and of the versions of which rows count; none means all. Texts are
// quoted: the filters =| [A B] and = [A, B] are not the same.
func NewFilters(list []plan.Filter, versions []string) Filters {
	if len(list)+len(versions) == 0 {
		return Filters{}
	}
	return Filters{unique.Make(fmt.Sprintf("%#v|%q", list, versions))}
}
