package stats

// Isotonic returns the non-decreasing values nearest to y in weighted least squares, by pooling adjacent violators.
// Weights are positive.
func Isotonic(y, weights []float64) []float64 {
	type block struct {
		mean, weight float64
		size         int
	}
	var blocks []block
	for i := range y {
		blocks = append(blocks, block{y[i], weights[i], 1})
		for k := len(blocks) - 1; k > 0 && blocks[k-1].mean >= blocks[k].mean; k-- {
			a, b := blocks[k-1], blocks[k]
			weight := a.weight + b.weight
			blocks[k-1] = block{(a.mean*a.weight + b.mean*b.weight) / weight, weight, a.size + b.size}
			blocks = blocks[:k]
		}
	}
	fitted := make([]float64, 0, len(y))
	for _, b := range blocks {
		for range b.size {
			fitted = append(fitted, b.mean)
		}
	}
	return fitted
}
