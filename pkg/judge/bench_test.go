package judge_test

import (
	"testing"

	"leeway/pkg/judge"
)

// 300 features × 20 bins × 12 earlier windows, over a chain of 30 windows.
func BenchmarkFeatures(b *testing.B) {
	const features, bins, history, windows = 300, 20, 12, 30
	table := make([][]float64, windows)
	sizes := make([]float64, windows)
	for w := range table {
		table[w] = make([]float64, bins)
		for i := range table[w] {
			table[w][i] = float64(45 + (w*7+i*3)%11)
			sizes[w] += table[w][i]
		}
	}
	for b.Loop() {
		for range features {
			chain := judge.Chain{History: history, Adopt: 8}
			for w := range windows {
				chain.Next(true, func(past []int) judge.Tails {
					rows, n := make([][]float64, len(past)), make([]float64, len(past))
					for j, at := range past {
						rows[j], n[j] = table[at], sizes[at]
					}
					shares := judge.PredictShares(rows, n, nil, sizes[w], 0)
					least := shares.Least(table[w], sizes[w]) * bins
					return judge.Tails{Low: least, High: least}
				})
			}
		}
	}
}
