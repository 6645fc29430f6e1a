package measure

import "math"

func right(predicted, actual string) bool { return predicted == actual }

func accuracy(t table, _ Params) Estimate { return rate(t.count(right), t.total(), noLabels) }

func precision(t table, class string) Estimate {
	hits := t[[2]string{class, class}]
	return rate(hits, t.count(func(predicted, _ string) bool { return predicted == class }),
		"no labelled prediction is of the class")
}

func recall(t table, class string) Estimate {
	hits := t[[2]string{class, class}]
	return rate(hits, t.count(func(_, actual string) bool { return actual == class }), "no label is of the class")
}

func specificity(t table, class string) Estimate {
	hits := t.count(func(predicted, actual string) bool { return predicted != class && actual != class })
	return rate(hits, t.count(func(_, actual string) bool { return actual != class }), "every label is of the class")
}

// balancedAccuracy is the mean of recall and specificity; their errors are independent.
func balancedAccuracy(t table, class string) Estimate {
	r, s := recall(t, class), specificity(t, class)
	if !r.OK {
		return r
	}
	if !s.OK {
		return s
	}
	return clip(normal((r.Value+s.Value)/2, t.total(), math.Hypot(r.SE, s.SE)/2, 0))
}

// matthews is (tp·tn − fp·fn)/√(product of the four margins). Its error is the delta method's over the cells of the
// table.
func matthews(t table, class string) Estimate {
	n := func(predicted, actual bool) float64 {
		return t.count(func(p, a string) bool { return (p == class) == predicted && (a == class) == actual })
	}
	tp, fp, fn, tn := n(true, true), n(true, false), n(false, true), n(false, false)
	root := math.Sqrt(tp+fp) * math.Sqrt(fn+tn) * math.Sqrt(tp+fn) * math.Sqrt(fp+tn)
	if root == 0 {
		return refuse(t.total(), "all predictions, or all labels, are of one class")
	}
	value := (tp*tn - fp*fn) / root
	part := func(k, opposite, predicted, actual float64) float64 {
		g := opposite/root - value/2*(1/predicted+1/actual)
		return k * g * g
	}
	variance := part(tp, tn, tp+fp, tp+fn) + part(tn, tp, fn+tn, fp+tn) +
		part(fp, -fn, tp+fp, fp+tn) + part(fn, -fp, fn+tn, tp+fn)
	e := normal(value, t.total(), math.Sqrt(variance), 0)
	e.Lower, e.Upper = math.Max(-1, e.Lower), math.Min(1, e.Upper)
	return e
}

func f1(t table, class string) Estimate {
	if t[[2]string{class, class}] == 0 && !precision(t, class).OK && !recall(t, class).OK {
		return refuse(t.total(), "the class was neither predicted nor observed")
	}
	return meanF1(t, []string{class})
}

// meanF1 is the mean of 2·tp/(2·tp+fp+fn) over classes. Its error is the delta method's over the cells of the table:
// with g the derivative of the mean by a cell's count, Σ n·g²; Σ n·g is 0, since doubling all counts changes nothing.
func meanF1(t table, classes []string) Estimate {
	value := map[string]float64{}
	size := map[string]float64{} // 2·tp + fp + fn
	var mean float64
	for _, class := range classes {
		t.each(func(predicted, actual string, n float64) {
			if predicted == class {
				size[class] += n
			}
			if actual == class {
				size[class] += n
			}
		})
		value[class] = 2 * t[[2]string{class, class}] / size[class]
		mean += value[class] / float64(len(classes))
	}
	var variance float64
	t.each(func(predicted, actual string, n float64) {
		var g float64
		if predicted == actual && size[predicted] > 0 {
			g = 2 * (1 - value[predicted]) / size[predicted]
		} else {
			for _, class := range [2]string{predicted, actual} {
				if size[class] > 0 {
					g -= value[class] / size[class]
				}
			}
		}
		g /= float64(len(classes))
		variance += n * g * g
	})
	return clip(normal(mean, t.total(), math.Sqrt(variance), 0))
}

func macroF1(t table, _ Params) Estimate { return meanF1(t, t.classes()) }

func positiveRate(t table, class string) Estimate {
	return rate(t.count(func(predicted, _ string) bool { return predicted == class }), t.total(), noLabels)
}

func labelRate(t table, class string) Estimate {
	return rate(t.count(func(_, actual string) bool { return actual == class }), t.total(), noLabels)
}

func cost(t table, p Params) Estimate {
	switch {
	case p.Costs == nil:
		return refuse(t.total(), "no costs are declared")
	case p.Positive == "":
		return refuse(t.total(), noPositive)
	}
	return t.average(func(predicted, actual string) float64 {
		switch {
		case predicted == actual:
			return 0
		case predicted == p.Positive:
			return p.Costs.FalsePositive
		}
		return p.Costs.FalseNegative
	})
}
