package measure

import (
	"cmp"
	"slices"

	"leeway/pkg/summary"
)

// ConfusionCell is a predicted class with an actual one, and the share of the labelled rows that have both in each
// window.
type ConfusionCell struct {
	Prediction, Label string
	Current, Baseline Estimate
}

// OtherClasses is the class that holds those beyond the limit.
const OtherClasses = "(other)"

// ConfusionMatrix has a cell for each pair of the classes predicted or observed in either window, by prediction and
// then label, in order of their bytes. Of more than limit classes the ones with most rows stay, and the rest is
// OtherClasses.
func ConfusionMatrix(current, baseline *summary.Outcomes, p Params, limit int) []ConfusionCell {
	var now, then table
	if current != nil {
		now = tableOf(current, p.AllLabels)
	}
	if baseline != nil {
		then = tableOf(baseline, p.AllLabels)
	}
	rows := map[string]float64{}
	for _, t := range []table{now, then} {
		for key, n := range t {
			rows[key[0]] += n
			rows[key[1]] += n
		}
	}
	classes := sortedKeys(rows)
	if len(classes) > limit {
		slices.SortStableFunc(classes, func(a, b string) int { return cmp.Compare(rows[b], rows[a]) })
		kept := classes[:limit-1]
		slices.Sort(kept)
		now, then = now.pool(kept), then.pool(kept)
		classes = append(kept, OtherClasses)
	}
	n, m := now.total(), then.total()
	var cells []ConfusionCell
	for _, predicted := range classes {
		for _, actual := range classes {
			key := [2]string{predicted, actual}
			cells = append(cells, ConfusionCell{predicted, actual, rate(now[key], n, noLabels),
				rate(then[key], m, noLabels)})
		}
	}
	return cells
}

// pool counts the classes that are not kept as one.
func (t table) pool(kept []string) table {
	class := func(name string) string {
		if slices.Contains(kept, name) {
			return name
		}
		return OtherClasses
	}
	out := table{}
	t.each(func(predicted, actual string, n float64) { out[[2]string{class(predicted), class(actual)}] += n })
	return out
}
