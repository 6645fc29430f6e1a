// Package judge decides whether a number is unusual: it predicts a window's value from the same value in earlier
// windows, and says how likely a value as far off is. It has no I/O and no state that outlives a call.
//
// All values are on the scale of one row: divided by the standard deviation of a single row, so that a window of n rows
// has sampling variance 1/n. Rate, Mean and Count put values on that scale.
//
// An earlier window j has value v_j ~ N(μ, τ² + s_j²): s_j² is sampling variance, τ the wobble of the process from
// window to window. μ has a flat prior, τ a half-t prior. Both are integrated out, τ over fixed points. So few windows
// give wide limits, never τ = 0.
package judge

import "math"

const (
	// PriorScale is the scale of the half-t prior of τ with 3 degrees of freedom, in standard deviations of one row.
	PriorScale = 0.03
	// ScreenLevel is the tail, on either side, below which a window does not count as history.
	ScreenLevel = 0.005
	// BinsScreenLevel is the same of a distribution. It is lower, because shares of bins that wobble have heavier tails
	// than the prediction, and a history without its extremes makes every next one look new.
	BinsScreenLevel = 1e-4
	// MinScreened is the number of windows that must count before one can be screened at these levels.
	MinScreened = 4
	// SettledLevel is the tail, on either side, below which two halves of a row of odd windows are not one level.
	SettledLevel = 0.1
)

// points is the number of values of τ that stand for its distribution: 0 and a geometric series.
const points = 41

const (
	firstTau = 0.002
	lastTau  = 1.6
)

// wobble is the grid of τ: squares of its points, and the logarithms of their prior mass.
var wobble = newWobble()

type wobbleGrid struct{ square, logMass [points]float64 }

func newWobble() wobbleGrid {
	var tau [points]float64
	ratio := math.Pow(lastTau/firstTau, 1.0/(points-2))
	for i := 1; i < points; i++ {
		tau[i] = firstTau * math.Pow(ratio, float64(i-1))
	}
	var g wobbleGrid
	below := 0.0
	for i := range tau {
		upper := lastTau * 1.2
		switch {
		case i == 0:
			upper = tau[1] / 2
		case i < points-1:
			upper = math.Sqrt(tau[i] * tau[i+1])
		}
		mass := halfT3(upper / PriorScale)
		g.square[i], g.logMass[i] = tau[i]*tau[i], math.Log(math.Max(mass-below, 1e-300))
		below = mass
	}
	return g
}

// halfT3 is P(|T| ≤ t) of Student's T with 3 degrees of freedom.
func halfT3(t float64) float64 {
	u := t / math.Sqrt(3)
	return 2 / math.Pi * (u/(1+u*u) + math.Atan(u))
}

// Tails are the probabilities of a value as low or lower, and as high or higher, than the one judged.
type Tails struct{ Low, High float64 }

// Least is the smaller tail.
func (t Tails) Least() float64 { return math.Min(t.Low, t.High) }

// TwoSided is twice the smaller tail, at most 1.
func (t Tails) TwoSided() float64 { return math.Min(1, 2*t.Least()) }

// maxSigma is the largest magnitude of Sigma: farther out, a float64 has no tail left.
const maxSigma = 37

// Sigma is the standard normal quantile of the value: how many standard deviations from the middle it would lie if the
// prediction were normal. It lies within ±37.
func (t Tails) Sigma() float64 {
	z := maxSigma + 0.0
	if least := t.Least(); least > 0 {
		z = math.Min(maxSigma, -normalQuantile(least))
	}
	if t.Low < t.High {
		return -z
	}
	return z
}
