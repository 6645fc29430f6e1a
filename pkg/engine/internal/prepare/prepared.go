package prepare

import (
	"fmt"

	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/window"
)

// Prepared is a model made ready to be counted: its tables found in the catalog, every column's grid or categories
// fixed by the reference.
type Prepared struct {
	gather.Origin
	Reference reference
	Columns   map[string]plan.Column
	Values    map[string][]string // a declared segment's values in the reference, the most frequent first
	Notices   map[string]string   // by column key: what made its grid or categories doubtful

	// of numbers by column key, how many the reference fills; those of pinned grids are not known
	cells        map[string]int
	Source       plan.Source     // of the reference
	own, lacking []plan.Column   // those that the reference fixes, and those that the log does
	extents      []gather.Extent // of the tables that fixed them, as far as reading them told
	empty        bool            // one of them held no rows
}

// reference is the part of the data that fixes grids and kept categories.
type reference struct {
	Name     string // of the baseline; empty: part of the log by default
	baseline model.Baseline
	Interval window.Interval // of the log
	Fallback window.Interval // of the log, for columns a baseline's table lacks
}

func (r reference) key() string {
	return fmt.Sprintf("%s|%d|%d", r.Name, r.Interval.Start.Unix(), r.Fallback.End.Unix())
}
