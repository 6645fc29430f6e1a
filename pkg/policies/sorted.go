package policies

import (
	"cmp"
	"slices"

	"leeway/pkg/engine"
)

// Sorted returns series of policies in the order in which people read them: by how they stand, then as Compare has it.
func Sorted(series []engine.Series) []engine.Series {
	list := slices.Clone(series)
	slices.SortStableFunc(list, func(a, b engine.Series) int {
		x, y := Evaluate(a), Evaluate(b)
		return cmp.Or(cmp.Compare(x.Standing(), y.Standing()), Compare(x, y))
	})
	return list
}
