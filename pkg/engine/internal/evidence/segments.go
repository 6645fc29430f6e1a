package evidence

import (
	"maps"
	"slices"

	"leeway/pkg/plan"
)

// MostRows returns at most limit segments, those with the most rows first; of equal ones, by their bytes.
func MostRows(rows map[plan.Segment]float64, limit int) []plan.Segment {
	list := slices.Sorted(maps.Keys(rows))
	slices.SortStableFunc(list, func(a, b plan.Segment) int {
		switch {
		case rows[a] > rows[b]:
			return -1
		case rows[a] < rows[b]:
			return 1
		}
		return 0
	})
	return list[:min(len(list), limit)]
}
