package gather

import (
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// Scope is what all requirements of one gathering have in common: where rows come from, and how they are cut.
type Scope struct {
	Origin     Origin
	Source     plan.Source
	Name       string // of the source: "" the log, else a baseline's name
	Dimensions []plan.Dimension
	Filters    []plan.Filter
	Versions   []string
}

// Scan returns the scope's scan of spans.
func (s Scope) Scan(spans []window.Interval) plan.Scan {
	return plan.Scan{Rows: plan.Rows{Model: s.Origin.Model, Source: s.Source, Spans: spans,
		Dimensions: s.Dimensions, Filters: s.Filters, Versions: s.Versions}}
}
