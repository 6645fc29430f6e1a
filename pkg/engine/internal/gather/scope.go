package gather

import (
	"fmt"

	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// Scope is what all parts of one gathering have in common: where rows come from and how they are cut.
type Scope struct {
	Origin     Origin
	Source     plan.Source
	Name       string // of the source: "" the log, else a baseline's name
	Dimensions []plan.Dimension
	Filters    []plan.Filter
	Versions   []string
}

// key identifies the scope in the cache. Texts are quoted: the filters =| [A B] and = [A, B] are not the same.
func (s Scope) key() string {
	return fmt.Sprintf("%s|%q|%v|%#v|%#v|%q", s.Origin.Revision, s.Name, s.Source.Unique, s.Dimensions, s.Filters,
		s.Versions)
}

// Scan returns the scope's scan of spans.
func (s Scope) Scan(spans []window.Interval) plan.Scan {
	return plan.Scan{Rows: plan.Rows{Model: s.Origin.Model, Source: s.Source, Spans: spans,
		Dimensions: s.Dimensions, Filters: s.Filters, Versions: s.Versions}}
}
