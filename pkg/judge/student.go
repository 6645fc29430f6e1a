package judge

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// MinStudent is the number of earlier values that a value without a sampling error needs.
const MinStudent = 4

// Student predicts a value that has no sampling error, such as a maximum, from at least MinStudent earlier ones:
// Student's t about their mean.
type Student struct {
	mean, unit float64
	t          distuv.StudentsT
}

// PredictStudent returns the prediction from earlier values.
func PredictStudent(values []float64) Student {
	n := float64(len(values))
	var mean, norm float64 // the root of the sum of squares, which may be no double itself
	for _, v := range values {
		mean += v / n
	}
	for _, v := range values {
		norm = math.Hypot(norm, v-mean)
	}
	return Student{mean, norm * math.Sqrt((1+1/n)/(n-1)), distuv.StudentsT{Sigma: 1, Nu: n - 1}}
}

// Tails returns how likely values as far out as v are. Where the earlier values are all equal any other one is
// impossible.
func (s *Student) Tails(v float64) Tails {
	switch {
	case s.unit == 0 && v == s.mean:
		return Tails{1, 1}
	case s.unit == 0 && v < s.mean:
		return Tails{0, 1}
	case s.unit == 0:
		return Tails{1, 0}
	}
	z := (v - s.mean) / s.unit
	return Tails{s.t.CDF(z), s.t.Survival(z)}
}

// Range returns the values at which a tail is level.
func (s *Student) Range(level float64) (low, high float64) {
	z := -s.t.Quantile(level)
	return s.mean - z*s.unit, s.mean + z*s.unit
}
