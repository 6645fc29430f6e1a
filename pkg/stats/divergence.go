// Package stats is the maths of the measures: on counts of bins, on weighted points, on moments. Floats in, floats
// out, no state. Where a result is not defined functions return NaN, and say when; callers turn that into a reason.
package stats

import "math"

// shareFloor is the least share a smoothed bin has, so that one empty bin of many cannot dominate a logarithm.
const shareFloor = 1e-4

// Occupied returns the bins in which either sample has a count. c and b have the same length.
func Occupied(c, b []float64) (oc, ob []float64) {
	for i := range c {
		if c[i]+b[i] > 0 {
			oc, ob = append(oc, c[i]), append(ob, b[i])
		}
	}
	return oc, ob
}

// Smoothed turns counts into shares (c_i + ½)/(n + ½B) that are at least 1e-4, B = len(counts). They may add up to a
// little more than 1.
func Smoothed(counts []float64) []float64 {
	n := sum(counts)
	shares := make([]float64, len(counts))
	for i, c := range counts {
		shares[i] = math.Max((c+0.5)/(n+0.5*float64(len(counts))), shareFloor)
	}
	return shares
}

// Shares turns counts into shares c_i/n. All are NaN if n is 0.
func Shares(counts []float64) []float64 {
	n := sum(counts)
	shares := make([]float64, len(counts))
	for i, c := range counts {
		shares[i] = c / n
	}
	return shares
}

func sum(x []float64) float64 {
	var s float64
	for _, v := range x {
		s += v
	}
	return s
}

// PSI is the population stability index Σ(p_i − q_i)·ln(p_i/q_i) of two samples' counts by bin, in nats: the sum of
// both Kullback–Leibler divergences. Shares are Smoothed over the Occupied bins. 0 if at most one bin is occupied.
func PSI(c, b []float64) float64 { return sum(PSITerms(Occupied(c, b))) }

// PSITerms returns the contribution of every bin to PSI, each ≥ 0. Every bin must be occupied.
func PSITerms(c, b []float64) []float64 {
	p, q := Smoothed(c), Smoothed(b)
	terms := make([]float64, len(p))
	for i := range p {
		terms[i] = (p[i] - q[i]) * math.Log(p[i]/q[i])
	}
	return terms
}

// KullbackLeibler is Σ p_i·ln(p_i/q_i) in nats, p from c and q from b, on Smoothed shares of the Occupied bins.
// It can be a little below 0 where the floor of the shares binds.
func KullbackLeibler(c, b []float64) float64 {
	c, b = Occupied(c, b)
	p, q := Smoothed(c), Smoothed(b)
	var d float64
	for i := range p {
		d += p[i] * math.Log(p[i]/q[i])
	}
	return d
}

// JensenShannon is the Jensen–Shannon distance with logarithms to base 2 on raw shares: the root of the mean of both
// samples' divergence from their average. In [0, 1]; NaN if a sample is empty.
func JensenShannon(c, b []float64) float64 {
	p, q := Shares(c), Shares(b)
	var d float64
	for i := range p {
		m := (p[i] + q[i]) / 2
		d += xlog2(p[i], m) + xlog2(q[i], m)
	}
	return math.Sqrt(math.Max(0, d/2)) // rounding can leave −1e-17
}

// xlog2 is x·log2(x/m), 0 for x = 0.
func xlog2(x, m float64) float64 {
	if x == 0 {
		return 0
	}
	return x * math.Log2(x/m)
}

// Hellinger is the Hellinger distance √(½Σ(√p_i − √q_i)²) on raw shares. In [0, 1]; NaN if a sample is empty.
func Hellinger(c, b []float64) float64 {
	p, q := Shares(c), Shares(b)
	var d float64
	for i := range p {
		r := math.Sqrt(p[i]) - math.Sqrt(q[i])
		d += r * r
	}
	return math.Sqrt(d / 2)
}

// TotalVariation is ½Σ|p_i − q_i| on raw shares: the share that would have to move. NaN if a sample is empty.
func TotalVariation(c, b []float64) float64 {
	p, q := Shares(c), Shares(b)
	var d float64
	for i := range p {
		d += math.Abs(p[i] - q[i])
	}
	return d / 2
}

// LInfinity is max|p_i − q_i| on raw shares. NaN if a sample is empty.
func LInfinity(c, b []float64) float64 {
	p, q := Shares(c), Shares(b)
	var d float64
	for i := range p {
		d = math.Max(d, math.Abs(p[i]-q[i]))
	}
	if len(p) > 0 && math.IsNaN(p[0]+q[0]) {
		return math.NaN()
	}
	return d
}

// ChiSquared is Pearson's statistic of homogeneity of two samples' counts, nm·Σ(p_i − q_i)²/(c_i + b_i) over the
// occupied bins. Under one distribution it is χ² with B − 1 degrees of freedom. NaN if a sample is empty.
func ChiSquared(c, b []float64) float64 {
	c, b = Occupied(c, b)
	p, q := Shares(c), Shares(b)
	var d float64
	for i := range p {
		d += (p[i] - q[i]) * (p[i] - q[i]) / (c[i] + b[i])
	}
	if len(p) == 0 {
		return math.NaN()
	}
	return d * sum(c) * sum(b)
}
