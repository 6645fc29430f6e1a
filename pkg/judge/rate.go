package judge

import (
	"math"
	"sort"
)

// Count is k hits among n rows. A window without rows has n 0.
type Count struct{ K, N float64 }

// Arcsine is a rate on the scale of one row: its sampling variance is 1/N, whatever the rate.
func (c Count) Arcsine() Estimate {
	return Estimate{2 * math.Asin(math.Sqrt((c.K+0.25)/(c.N+0.5))), 1 / c.N}
}

// Rates predicts a rate from earlier windows. Bins of one distribution share the weights.
type Rates struct {
	prediction Prediction
	pooled     Count
}

// RateWeights returns the weights of windows of these sizes, which are positive.
func RateWeights(history []Count) *Weights {
	variances := make([]float64, len(history))
	for j, c := range history {
		variances[j] = 1 / c.N
	}
	return NewWeights(variances)
}

// PredictRate returns the prediction of a rate from its history, which holds at least one window. No window is empty.
func PredictRate(w *Weights, history []Count) (r Rates) {
	r.predict(w, history)
	return r
}

// predict is PredictRate into an empty prediction.
func (r *Rates) predict(w *Weights, history []Count) {
	var some [usualHistory]float64
	values := arcsines(some[:0], history)
	for _, c := range history {
		r.pooled.K, r.pooled.N = r.pooled.K+c.K, r.pooled.N+c.N
	}
	w.predict(&r.prediction, values)
}

// PredictRateAround returns the prediction of a rate that is compared with a baseline of its own; see
// Weights.PredictAround.
func PredictRateAround(w *Weights, history []Count, baseline Count, windows float64) Rates {
	var some [usualHistory]float64
	return Rates{prediction: w.PredictAround(arcsines(some[:0], history), baseline.Arcsine(), windows),
		pooled: baseline}
}

// usualHistory is a number of windows that few histories exceed: their values need no memory of their own.
const usualHistory = 16

func arcsines(into []float64, history []Count) []float64 {
	for _, c := range history {
		into = append(into, c.Arcsine().Value)
	}
	return into
}

// exactBelow is the tail below which the exact test is asked: above it, its floor changes no decision.
const exactBelow = 0.05

// Tails returns how likely rates as far out as now are. Neither tail is below Fisher's exact one against the pooled
// history: the normal approximation says too much about rates near 0 and 1.
func (r *Rates) Tails(now Count) Tails {
	t := r.prediction.Tails(now.Arcsine())
	if t.Least() >= exactBelow {
		return t
	}
	exact := FisherTails(now, r.pooled)
	return Tails{math.Max(t.Low, exact.Low), math.Max(t.High, exact.High)}
}

// Range returns the lowest and the highest rate of a window of n rows at which neither tail is below level. Both are
// rates that so many rows can have: a rate is outside exactly if one of its tails is below level.
func (r *Rates) Range(level, n float64) (low, high float64) {
	rows := int(n)
	tails := func(k int) Tails { return r.Tails(Count{float64(k), n}) }
	least := sort.Search(rows, func(k int) bool { return tails(k).Low >= level })
	most := rows - sort.Search(rows, func(k int) bool { return tails(rows-k).High >= level })
	return float64(least) / n, float64(most) / n
}
