package judge

import (
	"math"
	"slices"
)

// Pool returns windows of one measure as one window: rates and flags by their counts, means by their rows. Of totals it is the
// average window. There is at least one.
func Pool(windows []Sample) Sample {
	pooled := Sample{Kind: windows[0].Kind}
	if slices.ContainsFunc(windows, func(s Sample) bool { return s.Kind == Mean }) {
		pooled.Kind = Mean // the others have rows that are all equal
	}
	var weights, values, errors float64
	for _, s := range windows {
		pooled.Own = pooled.Own || s.Own
		pooled.N, pooled.Hits = pooled.N+s.N, pooled.Hits+s.Hits
		weight, value := s.N, s.Value
		switch pooled.Kind {
		case Total, Exact:
			weight = 1
		case Correlation:
			value = fisherZ(s.Value)
		}
		weights += weight
		values += weight * value
		errors = math.Hypot(errors, weight*s.Error)
	}
	pooled.Value, pooled.Error = values/weights, errors/weights
	switch pooled.Kind {
	case Rate:
		pooled.Value = pooled.Hits / pooled.N
	case Correlation:
		pooled.Value = math.Tanh(pooled.Value)
	case Flag:
		pooled.Value = 0
		if pooled.Hits == pooled.N {
			pooled.Value = 1
		}
	case Total, Exact:
		pooled.N /= float64(len(windows))
	}
	return pooled
}

// Apart returns how likely it is that the windows of newer, taken as one, lie as far as they do from those of older,
// taken as one. The history, of windows that may lie elsewhere, tells how far windows wobble.
func Apart(newer, older, history []Sample) Tails {
	now := Pool(newer)
	p, reason := PredictSampleAround(now, history, Pool(older), float64(len(older)))
	if reason != "" {
		return Tails{1, 1}
	}
	return p.Tails(now)
}
