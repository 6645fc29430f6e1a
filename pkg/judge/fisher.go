package judge

import "math"

// FisherTails are the tails of Fisher's exact test: of now.K among now.N rows, if its rows and the pooled ones are
// dealt at random. Counts are rounded to whole rows.
func FisherTails(now, pooled Count) Tails {
	k, n := math.Round(now.K), math.Round(now.N)
	hits, rows := math.Round(pooled.K)+k, math.Round(pooled.N)+n
	low, high := math.Max(0, n-(rows-hits)), math.Min(n, hits)
	if low >= high {
		return Tails{1, 1}
	}
	at := math.Exp(logChoose(hits, k) + logChoose(rows-hits, n-k) - logChoose(rows, n))
	// up is P(x+1)/P(x). Sums run away from the mean, where terms fall.
	up := func(x float64) float64 { return (hits - x) / (x + 1) * (n - x) / (rows - hits - n + x + 1) }
	if k <= n*hits/rows {
		below := sumTerms(at, k-low, func(i float64) float64 { return 1 / up(k-i-1) })
		return Tails{math.Min(1, at+below), 1 - below}
	}
	above := sumTerms(at, high-k, func(i float64) float64 { return up(k + i) })
	return Tails{1 - above, math.Min(1, at+above)}
}

// sumTerms adds the terms that follow a first one, ratio(i) being term i+1 over term i.
func sumTerms(first, count float64, ratio func(i float64) float64) float64 {
	var sum float64
	for i, term := 0.0, first; i < count && term > sum*1e-18; i++ {
		term *= ratio(i)
		sum += term
	}
	return sum
}

// logChoose is the logarithm of the binomial coefficient n over k.
func logChoose(n, k float64) float64 {
	a, _ := math.Lgamma(n + 1)
	b, _ := math.Lgamma(k + 1)
	c, _ := math.Lgamma(n - k + 1)
	return a - b - c
}
