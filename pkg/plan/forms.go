package plan

import "leeway/pkg/sqlast"

// forms are a scan's columns by the form in which the store counts them best.
type forms struct {
	how                              sqlast.Counting
	sh                               shape
	several                          bool // spans and dimensions make several groups
	branches                         []sqlast.Select
	lists, sets, crossed, histograms []track
	moments                          []track
}

// add gives a column its form: the first that fits it, else a branch of its own.
func (f *forms) add(index int, c Column, v value) {
	switch {
	case c.Mode == Exactly:
		f.moments = append(f.moments, c.track(index, v))
	case f.how.Lists && c.inOnePass(f.sh):
		f.lists = append(f.lists, c.track(index, v))
	case f.how.Histograms > 0 && c.inSets(f.sh):
		f.histograms = append(f.histograms, c.track(index, v))
	case f.how.Sets > 0 && c.inSets(f.sh):
		f.sets = append(f.sets, c.track(index, v))
	case f.how.Bits && c.byBits(v, f.sh):
		f.branches = append(f.branches, c.bitsBranch(index, v, f.sh))
	case f.how.CrossTables && c.inCrossTables(v, f.sh):
		f.crossed = append(f.crossed, c.track(index, v))
	case c.Distinct:
		f.branches = append(f.branches, c.distinctBranch(index, v, f.sh, f.several))
	default:
		f.branches = append(f.branches, c.branch(index, v, f.sh))
	}
}

// union returns the statement of all forms over the CTEs with, and counts rows where they are asked for; lists count them beside
// their columns.
func (f *forms) union(with []sqlast.CTE, rows bool) sqlast.Union {
	branches := append(f.branches, f.sh.countSets(f.sets, f.how.Sets)...)
	branches = append(branches, f.sh.countCrossTables(f.crossed)...)
	branches = append(branches, f.sh.countHistograms(f.histograms, f.how.Histograms)...)
	branches = append(branches, f.sh.countMoments(f.moments)...)
	switch {
	case len(f.lists) > 0:
		counted, apart := f.sh.countLists(f.lists)
		with, branches = append(with, counted), append(branches, apart...)
	case rows:
		branches = append(branches, f.sh.rowsBranch())
	}
	return sqlast.Union{With: with, Parts: branches}
}
