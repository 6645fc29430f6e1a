package judge

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Estimate is a value on the scale of one row with its sampling variance.
type Estimate struct{ Value, Variance float64 }

// Weights is what the sampling variances of a history say about every τ. Values with equal variances, such as the
// shares of all bins of one distribution, share it.
type Weights struct {
	each     [][points]float64 // 1/(s_j² + τ²), by window
	total    [points]float64   // their sum
	log      [points]float64   // log prior + ½Σ log w − ½ log Σ w
	variance [points]float64   // of the next window's value: τ² + 1/Σ w
}

// NewWeights returns the weights of windows with these sampling variances, which are positive.
func NewWeights(variances []float64) *Weights {
	w := &Weights{each: make([][points]float64, len(variances)), log: wobble.logMass}
	for i, square := range wobble.square {
		product := 1.0
		for j, variance := range variances {
			x := 1 / (variance + square)
			w.each[j][i] = x
			w.total[i] += x
			product *= x
			if product > huge || product < 1/huge { // one logarithm for many factors
				w.log[i] += 0.5 * math.Log(product)
				product = 1
			}
		}
		if len(variances) > 0 {
			w.log[i] += 0.5 * math.Log(product/w.total[i])
		}
		w.variance[i] = square + 1/w.total[i]
	}
	return w
}

// huge is the product of weights from which on another factor might be too much for a double.
const huge = 1e100

// Prediction is the distribution of the next window's value, without that window's own sampling variance: a mixture of
// normals.
type Prediction struct {
	weight   [points]float64
	mean     [points]float64
	variance *[points]float64 // often that of many predictions
}

// Predict returns the prediction from the values of the windows. There must be at least one.
func (w *Weights) Predict(values []float64) (p Prediction) {
	w.predict(&p, values)
	return p
}

// predict is Predict into an empty prediction, as they are large.
func (w *Weights) predict(p *Prediction, values []float64) {
	w.posterior(p, values)
	p.variance = &w.variance
}

// PredictAround returns the prediction of a window that is compared with a centre of its own, such as a fixed baseline,
// that is windows times as long. The history tells only how far windows wobble; with no history the prior does.
func (w *Weights) PredictAround(values []float64, centre Estimate, windows float64) (p Prediction) {
	w.posterior(&p, values)
	p.variance = new([points]float64)
	for i, square := range wobble.square {
		p.mean[i] = centre.Value
		p.variance[i] = square + centre.Variance + square/math.Max(1, windows)
	}
	return p
}

// posterior fills in the weights of the points of τ and the mean at each.
func (w *Weights) posterior(p *Prediction, values []float64) {
	log := w.log
	if len(values) > 0 {
		var sum, squares [points]float64
		centre := values[0] // differences keep the digits of values far from 0
		for j, v := range values {
			d, each := v-centre, &w.each[j]
			for i := range each {
				x := each[i] * d
				sum[i] += x
				squares[i] += x * d
			}
		}
		for i, total := range w.total {
			m := sum[i] / total
			p.mean[i] = centre + m
			if rest := squares[i] - total*m*m; rest > 0 {
				log[i] -= 0.5 * rest
			}
		}
	}
	p.weigh(&log)
}

// weigh fills in the weights of the points of τ from their logarithms, which may lack a common summand.
func (p *Prediction) weigh(log *[points]float64) {
	most := log[0]
	for _, l := range log {
		if l > most {
			most = l
		}
	}
	var all float64
	for i, l := range log {
		if l-most > logNegligible {
			p.weight[i] = math.Exp(l - most)
			all += p.weight[i]
		}
	}
	for i := range p.weight {
		p.weight[i] /= all
	}
}

// negligible is the weight below which a point of τ cannot change a tail that anyone reads.
const negligible = 1e-14

var logNegligible = math.Log(negligible)

// Tails returns how likely values as far out as now are.
func (p *Prediction) Tails(now Estimate) Tails {
	var t Tails
	for i, weight := range p.weight {
		if weight < negligible {
			continue
		}
		z := (now.Value - p.mean[i]) / math.Sqrt(2*(now.Variance+p.variance[i]))
		far := math.Erfc(math.Abs(z)) // the other is what it leaves of 2
		if z < 0 {
			t.Low, t.High = t.Low+weight*0.5*far, t.High+weight*(1-0.5*far)
		} else {
			t.Low, t.High = t.Low+weight*(1-0.5*far), t.High+weight*0.5*far
		}
	}
	t.Low, t.High = math.Min(1, t.Low), math.Min(1, t.High)
	return t
}

// Range returns the values at which the lower and the upper tail of a window with that sampling variance are level.
func (p *Prediction) Range(level, variance float64) (low, high float64) {
	least, most := math.Inf(1), math.Inf(-1)
	for i, weight := range p.weight {
		if weight < negligible {
			continue
		}
		reach := maxSigma * math.Sqrt(variance+p.variance[i])
		least, most = math.Min(least, p.mean[i]-reach), math.Max(most, p.mean[i]+reach)
	}
	tails := func(x float64) Tails { return p.Tails(Estimate{x, variance}) }
	low = bisect(least, most, func(x float64) bool { return tails(x).Low >= level })
	high = bisect(least, most, func(x float64) bool { return tails(x).High < level })
	return low, high
}

// bisect returns where a condition that is false at low and true at high changes.
func bisect(low, high float64, reached func(float64) bool) float64 {
	for range 80 {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			break
		}
		if reached(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return low + (high-low)/2
}

func normalQuantile(p float64) float64 { return distuv.UnitNormal.Quantile(p) }
