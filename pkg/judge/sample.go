package judge

import (
	"math"
	"slices"
)

// Kind says how a value's sampling error follows from its window.
type Kind int8

// The kinds.
const (
	Exact Kind = iota // a value without a sampling error, such as a maximum
	Rate              // Hits of N
	// a value with a standard error that falls with √N: a mean, a quantile, an area under a curve
	Mean
	Total       // Value events in the window
	Correlation // of N pairs
	Flag        // 1 where Hits is N, else 0
)

// Sample is a measure's value in one window.
type Sample struct {
	Kind  Kind
	Value float64
	N     float64 // rows behind the value
	Hits  float64 // of a Rate or a Flag
	Error float64 // standard error of Value, of a Mean
	Age   float64 // of a Total: how many windows before the one judged it lies
	Own   bool    // Error holds for this window alone, whatever other windows tell: the value is an estimate
}

// Predictor predicts the sample of a window from samples of earlier ones.
type Predictor struct {
	kind    Kind
	unit    float64 // of a Mean or Total: the standard deviation of one row
	rates   Rates
	flags   Flags
	normal  Prediction
	student Student
}

// PredictSample returns the prediction from earlier samples of one kind, or why there is none. now is the sample to
// judge; of it only what its error is made of is read.
func PredictSample(now Sample, history []Sample) (*Predictor, string) {
	if len(history) == 0 {
		return nil, "no earlier window shows what is usual"
	}
	return predictSample(now, history, nil, 1)
}

// PredictSampleAround returns the prediction for a sample that is compared with that of a baseline of its own, windows
// times as long. The history, which may be empty, tells only how far windows wobble.
func PredictSampleAround(now Sample, history []Sample, baseline Sample, windows float64) (*Predictor, string) {
	return predictSample(now, history, &baseline, windows)
}

func predictSample(now Sample, history []Sample, baseline *Sample, windows float64) (*Predictor, string) {
	p := &Predictor{kind: now.Kind}
	if now.Kind == Exact && slices.ContainsFunc(history, func(s Sample) bool { return s.Kind == Mean }) {
		p.kind = Mean // a window whose rows are all equal, among others
	}
	switch p.kind {
	case Exact:
		return p.predictExact(history, baseline)
	case Flag:
		return p.predictFlag(history, baseline)
	case Rate:
		counts := countsOf(history)
		if baseline == nil {
			p.rates = PredictRate(RateWeights(counts), counts)
		} else {
			p.rates = PredictRateAround(RateWeights(counts), counts, Count{baseline.Hits, baseline.N}, windows)
		}
		return p, ""
	}
	p.unit = unitOf(now, history, baseline)
	if p.unit == 0 { // no row differs from another in any window
		return p.predictExact(history, baseline)
	}
	if p.kind == Total && baseline == nil {
		p.predictTotals(history)
		return p, ""
	}
	values, variances := make([]float64, len(history)), make([]float64, len(history))
	for j, s := range history {
		e := p.estimate(s)
		values[j], variances[j] = e.Value, e.Variance
	}
	w := NewWeights(variances)
	if baseline == nil {
		p.normal = w.Predict(values)
		return p, ""
	}
	centre := p.estimate(*baseline)
	if p.kind == Total {
		centre.Variance /= math.Max(1, windows)
	}
	p.normal = w.PredictAround(values, centre, windows)
	return p, ""
}

// tooFew is why a value without a sampling error cannot be judged.
const tooFew = "fewer than 4 earlier windows are known, too few to show how much the value varies"

// predictFlag predicts whether all rows are hits.
func (p *Predictor) predictFlag(history []Sample, baseline *Sample) (*Predictor, string) {
	if len(history) < MinStudent {
		return nil, tooFew
	}
	if p.flags = PredictFlags(countsOf(history)); baseline != nil {
		p.flags = p.flags.around(Count{baseline.Hits, baseline.N})
	}
	return p, ""
}

func countsOf(history []Sample) []Count {
	counts := make([]Count, len(history))
	for j, s := range history {
		counts[j] = Count{s.Hits, s.N}
	}
	return counts
}

// predictExact predicts a value without a sampling error.
func (p *Predictor) predictExact(history []Sample, baseline *Sample) (*Predictor, string) {
	values := make([]float64, len(history))
	for j, s := range history {
		values[j] = s.Value
	}
	if p.kind = Exact; len(values) < MinStudent {
		return nil, tooFew
	}
	p.student = PredictStudent(values)
	if baseline != nil {
		p.student.mean = baseline.Value
	}
	return p, ""
}

// unitOf is the standard deviation of one row, pooled over the history: one for a whole judgement. Squares are not
// added up as they are: those of very large or small numbers are no doubles.
func unitOf(now Sample, history []Sample, baseline *Sample) float64 {
	var norm, n float64 // the root of the sum of squares
	add := func(s Sample) {
		switch s.Kind {
		case Mean, Exact:
			norm = math.Hypot(norm, s.N*s.Error)
			n += s.N
		case Rate: // what came true, of what an estimate foretells
			norm = math.Hypot(norm, math.Sqrt(s.Hits*(s.N-s.Hits)/s.N))
			n += s.N
		case Total:
			norm = math.Hypot(norm, math.Sqrt(s.Value))
			n++
		}
	}
	for _, s := range history {
		add(s)
	}
	if n == 0 && baseline != nil {
		add(*baseline)
	}
	if norm == 0 {
		add(now)
	}
	switch {
	case now.Kind == Correlation || now.Kind == Total && norm == 0:
		return 1
	case n == 0:
		return 0
	}
	return norm / math.Sqrt(n)
}

// estimate puts a sample on the scale of one row.
func (p *Predictor) estimate(s Sample) Estimate {
	switch p.kind {
	case Total:
		return Estimate{math.Sqrt(4*s.Value+1) / p.unit, 1 / (p.unit * p.unit)}
	case Correlation:
		return Estimate{fisherZ(s.Value), 1 / math.Max(1, s.N-3)}
	}
	if s.Own {
		return Estimate{s.Value / p.unit, (s.Error / p.unit) * (s.Error / p.unit)}
	}
	return Estimate{s.Value / p.unit, 1 / s.N}
}

// fisherZ is a correlation on the scale on which its sampling variance does not depend on it.
func fisherZ(r float64) float64 {
	const nearOne = 1 - 1e-12
	return math.Atanh(math.Max(-nearOne, math.Min(nearOne, r)))
}

// Tails returns how likely values as far out as now are.
func (p *Predictor) Tails(now Sample) Tails {
	switch p.kind {
	case Exact:
		return p.student.Tails(now.Value)
	case Flag:
		return p.flags.Tails(Count{now.Hits, now.N})
	case Rate:
		return p.rates.Tails(Count{now.Hits, now.N})
	}
	return p.normal.Tails(p.estimate(now))
}

// Range returns the lowest and the highest value that a window like now can have before a tail falls below level.
func (p *Predictor) Range(level float64, now Sample) (low, high float64) {
	switch p.kind {
	case Exact:
		return p.student.Range(level)
	case Flag:
		return p.flags.Range(level, Count{now.Hits, now.N})
	case Rate:
		return p.rates.Range(level, now.N)
	}
	low, high = p.normal.Range(level, p.estimate(now).Variance)
	return p.value(low), p.value(high)
}

// value is the inverse of estimate.
func (p *Predictor) value(x float64) float64 {
	switch p.kind {
	case Total:
		x = math.Max(0, x*p.unit)
		return math.Max(0, (x*x-1)/4)
	case Correlation:
		return math.Tanh(x)
	}
	return x * p.unit
}
