package stats

import "math"

// JensenShannonInflation and HellingerInflation say by how much the square of the distance exceeds on average, where
// nothing changed, what the χ² limit promises: raw shares of bins with few expected counts (1 or 2 most of all) are
// further apart than the limit says. With t_i the pooled shares of the occupied bins and g(λ) the mean of the distance
// between a Poisson count of mean λ and λ itself, in units of its limit,
//
//	κ = Σ (1−t_i)·(g(n·t_i)/n + g(m·t_i)/m) / ((B−1)(1/n + 1/m)), at least 1.
//
// It tends to 1 as counts grow. 1 if a sample is empty or only one bin is occupied.
func JensenShannonInflation(c, b []float64) float64 {
	return inflation(c, b, 3.0/8, func(r float64) float64 {
		d := -(1 + r) * math.Log((1+r)/2)
		if r > 0 {
			d += r * math.Log(r)
		}
		return 4 * d
	})
}

// HellingerInflation is described with JensenShannonInflation.
func HellingerInflation(c, b []float64) float64 {
	return inflation(c, b, 7.0/16, func(r float64) float64 {
		d := math.Sqrt(r) - 1
		return 4 * d * d
	})
}

// inflation takes the distance of a count from its mean as a function of their ratio, equal to (r−1)² near 1, and the
// second term of its mean as counts grow, 1 + second/λ.
func inflation(c, b []float64, second float64, distance func(ratio float64) float64) float64 {
	c, b = Occupied(c, b)
	n, m := sum(c), sum(b)
	if len(c) < 2 || n == 0 || m == 0 {
		return 1
	}
	mean := func(lambda float64) float64 {
		if lambda > 50 {
			return 1 + second/lambda
		}
		return poissonMean(lambda, distance)
	}
	var total float64
	for i := range c {
		t := (c[i] + b[i]) / (n + m)
		total += (1 - t) * (mean(n*t)/n + mean(m*t)/m)
	}
	return math.Max(1, total/(float64(len(c)-1)*(1/n+1/m)))
}

// poissonMean is λ·E[distance(X/λ)] for X of a Poisson distribution with mean λ.
func poissonMean(lambda float64, distance func(ratio float64) float64) float64 {
	var mean float64
	p := math.Exp(-lambda)
	for x := 0.0; x < lambda+8*math.Sqrt(lambda)+12; x++ {
		mean += p * distance(x/lambda)
		p *= lambda / (x + 1)
	}
	return lambda * mean
}
