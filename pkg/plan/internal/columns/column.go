// Package columns says what can be counted of a model: each column of its log, and what is derived from them.
package columns

import "leeway/pkg/summary"

// Mode says how a column is counted.
type Mode uint8

// The modes.
const (
	OnGrid     Mode = iota // numbers, by grid cell
	FirstPass              // numbers, by octave, to choose a grid
	Classified             // categories, against the kept and known lists
	Distinct               // categories as they come, the most frequent first, at most DistinctLimit
	Exactly                // numbers, all at once, as Open asks; of a source without time, dimensions and weights
	Ranges                 // numbers, by cell of an edges grid, with the smallest and largest of each
)

// DistinctLimit is how many categories of a reference are read, and to how many distinct values are counted: one more
// than may be known.
const DistinctLimit = 10_001

// Column is one column to count.
type Column struct {
	Key         string     // FeatureKey of a feature, or one of summary's other keys
	Role        string     // what a baseline's table may rename: the feature's name or the role
	Name, Path  string     // where it lies in the log
	Part        Part       // of a score: what of the column it is
	Derived     Derivation // from what it is derived, where it is not read as it is
	Mode        Mode
	Grid        summary.Grid // OnGrid and Ranges
	Probability bool         // outside [0, 1] is invalid
	Bounds      *[2]float64  // inclusive: plausible values, the objective of a latency, scores of low confidence
	Call        string       // the column that names the call a row belonged to; a call counts once
	Kept        []string     // Classified: counted by name
	Known       []string     // Classified: the rest of the reference's values, counted as (other); nil with Truncated
	Truncated   bool         // Classified: the reference held too many values to tell new ones
	Pair        *Pair        // a pair of columns; nothing else but the key is set
	Distinct    bool         // how many distinct values there are, and nothing else
	CountsOnly  bool         // OnGrid: neither places inside cells, zeros nor values out of bounds are asked for
	Open        summary.Open // Exactly: what is asked for besides the number of values
}

// HoldsCategories reports whether the column is counted by category.
func (c Column) HoldsCategories() bool { return c.Mode == Classified || c.Mode == Distinct }

// CellGrid returns the grid that a column of numbers is counted on: octaves in the first pass.
func (c Column) CellGrid() summary.Grid {
	if c.Mode == FirstPass {
		return summary.OctaveGrid
	}
	return c.Grid
}

// KeysSuffice says that a column's values are counted by the keys of their cells, which tell all that is asked.
func (c Column) KeysSuffice() bool {
	return c.CountsOnly && c.Mode == OnGrid && c.Call == "" && (c.Grid.Family == summary.Logit || !c.Probability)
}

// Empty returns the counts of no rows at all.
func (c Column) Empty() *summary.Column {
	if c.HoldsCategories() {
		return &summary.Column{Categories: map[string]float64{}, KnownTruncated: c.Truncated}
	}
	return &summary.Column{Grid: c.CellGrid(), Cells: map[int64]summary.Cell{}}
}
