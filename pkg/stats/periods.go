package stats

import (
	"math"
	"slices"
)

// MeanSd is the mean and the sample standard deviation (divisor len−1). NaN for an empty x, sd 0 for one value.
func MeanSd(x []float64) (mean, sd float64) {
	mean = sum(x) / float64(len(x))
	if len(x) < 2 {
		return mean, 0
	}
	for _, v := range x {
		sd = math.Hypot(sd, v-mean) // the squares may be no doubles
	}
	return mean, sd / math.Sqrt(float64(len(x)-1))
}

// TheilSen is the median of the slopes (y_j − y_i)/(x_j − x_i) over all pairs with x_j > x_i. NaN if there is none.
func TheilSen(x, y []float64) float64 {
	var slopes []float64
	for i := range x {
		for j := range x {
			if x[j] > x[i] {
				slopes = append(slopes, (y[j]-y[i])/(x[j]-x[i]))
			}
		}
	}
	return median(slopes)
}

// median is the middle of x, which it sorts; the mean of the two middle ones; NaN if empty.
func median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	slices.Sort(x)
	k := len(x) / 2
	if len(x)%2 == 1 {
		return x[k]
	}
	return x[k-1] + (x[k]-x[k-1])/2
}

// maxExactTrend is the length up to which MannKendall counts permutations.
const maxExactTrend = 40

// MannKendall is the two-sided p-value of the Mann–Kendall test that y, in order of time, has no monotonic trend.
// Without ties and up to 40 values it is exact, from the number of permutations with as many inversions; else by the
// normal approximation with the variance corrected for ties and S for continuity. 1 if y has fewer than 3 values or
// all are equal.
func MannKendall(y []float64) float64 {
	n := len(y)
	var s float64
	ties := map[float64]float64{}
	for i := range y {
		ties[y[i]]++
		for j := i + 1; j < n; j++ {
			if y[j] > y[i] {
				s++
			} else if y[j] < y[i] {
				s--
			}
		}
	}
	if n < 3 || len(ties) == 1 {
		return 1
	}
	if len(ties) == n && n <= maxExactTrend {
		return exactKendall(n, s)
	}
	variance := kendallTerm(float64(n))
	for _, t := range ties {
		variance -= kendallTerm(t)
	}
	return math.Min(1, NormalTwoSided(math.Max(0, math.Abs(s)-1)/math.Sqrt(variance)))
}

func kendallTerm(t float64) float64 { return t * (t - 1) * (2*t + 5) / 18 }

// exactKendall is P(|S| ≥ |s|) over all orders of n different values, S being pairs in order minus pairs reversed.
func exactKendall(n int, s float64) float64 {
	// share[k] is the share of permutations with k inversions; adding a value to i others makes 0…i new ones.
	share := []float64{1}
	for i := 1; i < n; i++ {
		next := make([]float64, len(share)+i)
		for k, p := range share {
			for added := range i + 1 {
				next[k+added] += p / float64(i+1)
			}
		}
		share = next
	}
	pairs := n * (n - 1) / 2
	reversed := (pairs - int(math.Abs(s))) / 2 // inversions of the tail with |S| ≥ |s|
	var tail float64
	for k := 0; k <= reversed; k++ {
		tail += share[k]
	}
	return math.Min(1, 2*tail)
}
