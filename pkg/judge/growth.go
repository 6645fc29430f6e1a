package judge

import "math"

// growthScale is the standard deviation of the prior of growth: the logarithm by which a count grows from one window to
// the next. Logs grow or shrink by a few percent a week.
const growthScale = 0.03

// predictTotals predicts a count from earlier ones, which may grow: windows lie about a line through the newest, of an
// unknown slope. To make that line straight, and its wobble as large at both of its ends, the windows are brought to the
// present by the growth that their logarithms show. What that leaves is small, and is integrated out with its prior.
func (p *Predictor) predictTotals(history []Sample) {
	growth := growthOf(history)
	values, variances := make([]float64, len(history)), make([]float64, len(history))
	var mean float64
	for j, s := range history {
		e, grown := p.estimate(s), math.Exp(growth*s.Age)
		values[j], variances[j] = e.Value*math.Sqrt(grown), e.Variance*grown
		mean += values[j] / float64(len(history))
	}
	// On this scale, of square roots, a count that grows by x changes by half of x.
	slope := line{ages: make([]float64, len(history)), prior: -growth * mean / 2,
		precision: math.Pow(growthScale*mean/2, -2)}
	for j, s := range history {
		slope.ages[j] = s.Age
	}
	p.normal = NewWeights(variances).predictLine(values, slope)
}

// growthOf is the slope of the logarithms of counts over time, shrunk towards 0: the point about which predictTotals
// looks for the true one.
func growthOf(history []Sample) float64 {
	n := float64(len(history))
	var age, log, chance float64
	for _, s := range history {
		age, log, chance = age+s.Age/n, log+logCount(s)/n, chance+1/(s.Value+0.5)/n
	}
	var xx, xy, yy float64
	for _, s := range history {
		x, y := age-s.Age, logCount(s)-log
		xx, xy, yy = xx+x*x, xy+x*y, yy+y*y
	}
	if xx == 0 {
		return 0
	}
	rest := math.Max(0, yy-xy*xy/xx) / math.Max(1, n-2)
	return xy / (xx + (rest+chance)/(growthScale*growthScale))
}

func logCount(s Sample) float64 { return math.Log(s.Value + 0.5) }

// line is a slope over the ages of windows, how many windows ago they were: prior is its mean, precision the inverse of
// its variance, before any window is seen.
type line struct {
	ages             []float64
	prior, precision float64
}

// predictLine returns the prediction of the next window, whose age is 0, from windows about a line.
func (w *Weights) predictLine(values []float64, slope line) (p Prediction) {
	p.variance = new([points]float64)
	log := wobble.logMass
	for i, square := range wobble.square {
		var age, value, product float64
		for j, v := range values {
			x := w.each[j][i]
			age, value, product = age+x*slope.ages[j], value+x*(v-values[0]), product+math.Log(x)
		}
		age, value = age/w.total[i], values[0]+value/w.total[i] // the middle of the windows
		precision, tilt := slope.precision, slope.precision*slope.prior
		for j, v := range values {
			x, before := w.each[j][i], slope.ages[j]-age
			precision, tilt = precision+x*before*before, tilt-x*before*(v-value)
		}
		tilt /= precision
		rest := slope.precision * (tilt - slope.prior) * (tilt - slope.prior)
		for j, v := range values {
			d := v - value + tilt*(slope.ages[j]-age)
			rest += w.each[j][i] * d * d
		}
		log[i] += 0.5 * (product - math.Log(w.total[i]*precision) - rest)
		p.mean[i], p.variance[i] = value+tilt*age, square+1/w.total[i]+age*age/precision
	}
	p.weigh(&log)
	return p
}
