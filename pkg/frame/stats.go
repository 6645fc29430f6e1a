package frame

import (
	"slices"

	"leeway/pkg/engine"
	"leeway/pkg/query"
)

// tableOrder is the order of a table's columns: the verdict first, then its numbers, then what it rests on. What is not
// in it is shown only where it is asked for: what chance alone would reach, which misleads beside what is usual, and
// the range, which the asker knows.
var tableOrder = slices.DeleteFunc(unique(slices.Concat([]query.Stat{query.Verdict}, query.TwoSampleStats,
	query.OneSampleStats,
	query.CommonStats)), func(s query.Stat) bool {
	return slices.Contains([]query.Stat{query.Critical, query.ChangeLower, query.ChangeUpper, query.RangeStart,
		query.RangeEnd}, s)
})

func unique(stats []query.Stat) (list []query.Stat) {
	for _, s := range stats {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// statsWorthReading lists the stats that a table shows of a measure where none is asked for: no column is empty
// throughout, a documented change is only mentioned where there is one, and the change of a rate is given once, in
// points.
func statsWorthReading(series []engine.Series, name string) []query.Stat {
	has := map[query.Stat]bool{}
	expected := false
	for _, s := range series {
		if own := measureName(s); own != name && s.Policy == nil {
			continue
		}
		has[engine.Main(s.Measure)] = true
		if len(s.Points) == 0 {
			continue
		}
		p := last(s)
		for stat, x := range p.Stats {
			has[stat] = true
			expected = expected || stat == query.ExpectedStat && x != 0
		}
		has[query.Explanation] = has[query.Explanation] || p.Explanation() != ""
	}
	has[query.ExpectedStat] = expected
	has[query.Change] = has[query.Change] && !has[query.ChangePoints]
	return slices.DeleteFunc(slices.Clone(tableOrder), func(s query.Stat) bool { return !has[s] })
}
