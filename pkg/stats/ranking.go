package stats

import "math"

// The functions of this file take the labels of scored rows by score cell, in ascending order of score: positives
// and negatives have the same length. Rows of one cell count as equal in score.

// AUC is the area under the ROC curve: the probability that a positive's score exceeds a negative's, equal ones
// counted half. NaN without a positive or a negative.
func AUC(positives, negatives []float64) float64 {
	var area, below float64
	for i := range positives {
		area += positives[i] * (below + negatives[i]/2)
		below += negatives[i]
	}
	return area / (sum(positives) * below)
}

// HanleyMcNeil is the standard error of an area under the ROC curve a with n positives and m negatives, by Hanley and
// McNeil (1982): √((a(1−a) + (n−1)(a/(2−a) − a²) + (m−1)(2a²/(1+a) − a²))/(nm)).
func HanleyMcNeil(a, n, m float64) float64 {
	q1, q2 := a/(2-a), 2*a*a/(1+a)
	return math.Sqrt(math.Max(0, a*(1-a)+(n-1)*(q1-a*a)+(m-1)*(q2-a*a)) / (n * m))
}

// DeLong is the standard error of the area under the ROC curve by DeLong, DeLong and Clarke-Pearson (1988): √(S₁/n +
// S₀/m), S₁ the variance over the positives of the share of negatives that score less, S₀ that over the negatives of
// the share of positives that score more, both with the divisor of a sample, equal scores counted half. It assumes
// nothing about how scores are distributed. NaN with no more than one positive or one negative.
func DeLong(positives, negatives []float64) float64 {
	n, m := sum(positives), sum(negatives)
	if n <= 1 || m <= 1 {
		return math.NaN()
	}
	area := AUC(positives, negatives)
	var below, passed, ofPositives, ofNegatives float64
	for i := range positives {
		less := (below + negatives[i]/2) / m
		more := (n - passed - positives[i]/2) / n
		ofPositives += positives[i] * (less - area) * (less - area)
		ofNegatives += negatives[i] * (more - area) * (more - area)
		below, passed = below+negatives[i], passed+positives[i]
	}
	return math.Sqrt(ofPositives/(n-1)/n + ofNegatives/(m-1)/m)
}

// AveragePrecision is the area under the precision–recall curve as Σ(R_k − R_{k−1})·P_k over falling thresholds,
// without interpolation. NaN without a positive.
func AveragePrecision(positives, negatives []float64) float64 {
	total := sum(positives)
	var tp, fp, area float64
	for i := len(positives) - 1; i >= 0; i-- {
		tp, fp = tp+positives[i], fp+negatives[i]
		if positives[i] > 0 {
			area += positives[i] / total * tp / (tp + fp)
		}
	}
	if total == 0 {
		return math.NaN()
	}
	return area
}

// CalibrationError is the expected calibration error: Σ n_g/n·|mean score − share of positives| over groups of equal
// mass, cut after the cells whose cumulative count is nearest to the j-th part of all (ties to the lower). scores are
// the cells' mean scores. NaN without rows.
func CalibrationError(scores, positives, negatives []float64, groups int) float64 {
	counts := make([]float64, len(scores))
	for i := range scores {
		counts[i] = positives[i] + negatives[i]
	}
	n := sum(counts)
	if n == 0 {
		return math.NaN()
	}
	var total float64
	start := 0
	for _, end := range append(NearestCuts(counts, groups), len(counts)-1) {
		var score, hits float64
		for i := start; i <= end; i++ {
			score += counts[i] * scores[i]
			hits += positives[i]
		}
		start = max(start, end+1)
		total += math.Abs(score-hits) / n
	}
	return total
}

// NearestCuts returns, for j = 1 … groups−1, the index of the count after which the running sum is nearest
// j·Σcounts/groups; ties go to the lower. Indices ascend and may repeat.
func NearestCuts(counts []float64, groups int) []int {
	total := sum(counts)
	var cuts []int
	i, before := 0, 0.0
	for j := 1; j < groups && len(counts) > 0; j++ {
		target := float64(j) * total / float64(groups)
		for i+1 < len(counts) && math.Abs(before+counts[i]+counts[i+1]-target) < math.Abs(before+counts[i]-target) {
			before += counts[i]
			i++
		}
		cuts = append(cuts, i)
	}
	return cuts
}
