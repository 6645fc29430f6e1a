package gather

import (
	"slices"

	"leeway/pkg/window"
)

// disjoint sorts windows into the fewest groups of which no two overlap, each in order of time.
func disjoint(windows []window.Interval) [][]window.Interval {
	list := slices.Clone(windows)
	slices.SortFunc(list, func(a, b window.Interval) int {
		if c := a.Start.Compare(b.Start); c != 0 {
			return c
		}
		return a.End.Compare(b.End)
	})
	var groups [][]window.Interval
next:
	for _, i := range slices.Compact(list) {
		for k, group := range groups {
			if !i.Start.Before(group[len(group)-1].End) {
				groups[k] = append(group, i)
				continue next
			}
		}
		groups = append(groups, []window.Interval{i})
	}
	return groups
}
