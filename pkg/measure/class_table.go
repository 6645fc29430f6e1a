package measure

import "leeway/pkg/summary"

// table counts labelled predictions by predicted and actual class.
type table map[[2]string]float64

// tableOf leaves out rows without a prediction or a label, and labels that came after the horizon unless all are
// asked for.
func tableOf(o *summary.Outcomes, allLabels bool) table {
	t := table{}
	for _, count := range o.Sorted() {
		if labelled(count.JointKey, allLabels) && count.Prediction != summary.NoClass {
			t[[2]string{count.Prediction, count.Label}] += count.N
		}
	}
	return t
}

// count adds up the cells that test picks.
func (t table) count(test func(predicted, actual string) bool) float64 {
	var n float64
	t.each(func(predicted, actual string, count float64) {
		if test(predicted, actual) {
			n += count
		}
	})
	return n
}

// each visits the cells in one fixed order, so that sums of weights give the same digits every time.
func (t table) each(f func(predicted, actual string, n float64)) {
	for _, predicted := range t.classes() {
		for _, actual := range t.classes() {
			if n := t[[2]string{predicted, actual}]; n > 0 {
				f(predicted, actual, n)
			}
		}
	}
}

// classes returns every class predicted or observed, in order of their bytes.
func (t table) classes() []string {
	set := map[string]bool{}
	for key := range t {
		set[key[0]], set[key[1]] = true, true
	}
	return sortedKeys(set)
}

func (t table) total() float64 { return t.count(func(_, _ string) bool { return true }) }

// average is the mean over all cells of what each of their rows contributes, with the error of a mean.
func (t table) average(of func(predicted, actual string) float64) Estimate {
	var n, sum, square float64
	t.each(func(predicted, actual string, count float64) {
		x := of(predicted, actual)
		n += count
		sum += count * x
		square += count * x * x
	})
	return meanOf(n, sum, square)
}

// fromClassTable is an Estimate function from one of the table of predictions and labels.
func fromClassTable(f func(t table, p Params) Estimate) func(*summary.Summary, string, Params) Estimate {
	return fromOutcomes(func(o *summary.Outcomes, p Params) Estimate {
		t := tableOf(o, p.AllLabels)
		switch {
		case len(t) == 0:
			return refuse(0, noLabels)
		case p.Unmatched != "":
			return refuse(t.total(), p.Unmatched)
		}
		return f(t, p)
	})
}

// fromOneClass is ofTable for measures of one class: the one asked for, else the positive one.
func fromOneClass(f func(t table, class string) Estimate) func(*summary.Summary, string, Params) Estimate {
	return fromClassTable(func(t table, p Params) Estimate {
		class := p.Class
		if class == "" {
			class = p.Positive
		}
		if class == "" {
			return refuse(t.total(), noPositive)
		}
		return f(t, class)
	})
}
