package measure

import (
	"slices"
	"time"
)

// UsualGap is the largest gap between batches of rows that is usual. It is not OK, with a Reason, where the batches are
// too few to tell.
type UsualGap struct {
	Gap    time.Duration
	OK     bool
	Reason string
}

const (
	fewestBatches = 3
	gapPeriods    = 8   // that a history is cut into at most
	irregular     = 0.1 // by how much the largest gaps of regular periods differ at most
	weekend       = 48 * time.Hour
	week          = 7 * 24 * time.Hour
)

// UsualGapOf takes the times of batches, ascending, and whether any lies on a weekend. The history is cut into at most
// eight periods, of a week at least, so that each has a weekend; of their largest gaps one in four may be an outage or
// a holiday, and the largest of the others is the usual one. Where those differ by more than a tenth, rows come at
// random and gaps grow with time, so a third is added: a limit of 1.5 usual gaps is then passed less than once in two
// years. Until a log has seen a weekend, one is allowed for.
func UsualGapOf(batches []time.Time, onWeekend bool) UsualGap {
	if len(batches) < fewestBatches {
		return UsualGap{Reason: "too few batches of rows so far to know the usual gap between them"}
	}
	largest := largestGaps(batches)
	kept := largest[:len(largest)-(len(largest)+1)/4]
	usual := kept[len(kept)-1]
	if float64(usual-kept[0]) > irregular*float64(usual) {
		usual += usual / 3
	}
	if !onWeekend && batches[len(batches)-1].Sub(batches[0]) < week {
		usual += weekend
	}
	return UsualGap{Gap: usual, OK: true}
}

// largestGaps are the largest gaps of whole periods, counted back from the last batch, in ascending order; of a history
// of less than two weeks there is one.
func largestGaps(batches []time.Time) []time.Duration {
	last := batches[len(batches)-1]
	span := last.Sub(batches[0])
	period := max(week, span/gapPeriods)
	largest := make([]time.Duration, max(1, span/period))
	for i, at := range batches[1:] {
		back := int(last.Sub(at) / period)
		if len(largest) == 1 {
			back = 0
		}
		if back < len(largest) { // the rest is no whole period
			largest[back] = max(largest[back], at.Sub(batches[i]))
		}
	}
	slices.Sort(largest)
	return slices.DeleteFunc(largest, func(gap time.Duration) bool { return gap == 0 })
}
