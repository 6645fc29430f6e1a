package measure

import "leeway/pkg/summary"

// states counts mature predictions by the state of their label.
func states(o *summary.Outcomes) (inTime, late float64) {
	for _, count := range o.Sorted() {
		switch count.State {
		case summary.InTime:
			inTime += count.N
		case summary.Late:
			late += count.N
		}
	}
	return inTime, late
}

func labelCoverage(o *summary.Outcomes, p Params) Estimate {
	inTime, late := states(o)
	if p.AllLabels {
		inTime += late
	}
	return rate(inTime, o.Rows, noMature)
}

func lateLabelRate(o *summary.Outcomes, _ Params) Estimate {
	inTime, late := states(o)
	return rate(late, inTime+late, noLabels)
}
