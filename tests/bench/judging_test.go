//go:build unix

package bench

import (
	"math/rand/v2"
	"testing"

	"leeway/pkg/judge"
	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// The shape of what a dashboard of a large model judges.
const (
	judgedFeatures = 300
	judgedBins     = 20
	judgedHistory  = 12 // windows that a window is judged by
	judgedWindows  = 30 // of a chain
	daysAWindow    = 7
	rowsADay       = 1000
)

// BenchmarkJudging compares what judging the windows of 300 features costs, bin by bin along a chain, with merging the
// daily summaries that the windows are made of. Every feature is as normal as all others are; its volume wobbles by a
// tenth.
func BenchmarkJudging(b *testing.B) {
	days := dailyColumns(b)
	merge := func() []*summary.Column { return mergeWindows(b, days) }
	counts, sizes := countBins(merge())
	judgeAll := func() { judgeChain(b, counts, sizes) }
	mergeAll := func() {
		for range judgedFeatures {
			merge()
		}
	}
	b.Run("judging", func(b *testing.B) { alone(b, judgeAll) })
	b.Run("merging", func(b *testing.B) { alone(b, mergeAll) })
	b.Run("judging÷merging", func(b *testing.B) {
		var judging, merging costs
		for b.Loop() {
			judging.add(b, judgeAll)
			merging.add(b, mergeAll)
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(median(judging.used)/median(merging.used), "judging_cpu_x_merging")
	})
}

// alone reports what work costs by itself, with its memory.
func alone(b *testing.B, work func()) {
	b.ReportAllocs()
	var c costs
	for b.Loop() {
		c.add(b, work)
	}
	b.ReportMetric(median(c.used), "cpu_ms")
}

func dailyColumns(b *testing.B) []*summary.Column {
	b.Helper()
	grid, err := summary.ParseGrid("linear(5)") // the cells of a standard deviation of 1
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(16, 300))
	days := make([]*summary.Column, judgedWindows*daysAWindow)
	for d := range days {
		days[d] = &summary.Column{Grid: grid, Cells: map[int64]summary.Cell{}}
		for range rowsADay*9/10 + r.IntN(rowsADay/5) {
			days[d].Observe(r.NormFloat64())
		}
	}
	return days
}

func mergeWindows(b *testing.B, days []*summary.Column) []*summary.Column {
	b.Helper()
	windows := make([]*summary.Column, judgedWindows)
	for w := range windows {
		windows[w] = days[w*daysAWindow].Clone()
		for _, day := range days[w*daysAWindow+1 : (w+1)*daysAWindow] {
			if err := windows[w].Add(day); err != nil {
				b.Fatal(err)
			}
		}
	}
	return windows
}

// countBins counts the windows by the bins of them all.
func countBins(windows []*summary.Column) (counts [][]float64, sizes []float64) {
	binning := measure.PooledBinning(windows, measure.Cutting{Bins: judgedBins})
	for _, w := range windows {
		row, _ := binning.Row(w)
		counts, sizes = append(counts, row.Counts), append(sizes, row.Valid)
	}
	return counts, sizes
}

// judgeChain judges every window of every feature by the windows before it.
func judgeChain(b *testing.B, counts [][]float64, sizes []float64) {
	b.Helper()
	for range judgedFeatures {
		chain, judged := judge.Chain{History: judgedHistory, Adopt: 8}, 0
		for w := range counts {
			step := chain.Next(true, func(past []int) judge.Tails {
				rows, n := make([][]float64, len(past)), make([]float64, len(past))
				for j, at := range past {
					rows[j], n[j] = counts[at], sizes[at]
				}
				shares := judge.PredictShares(rows, n, nil, sizes[w], 0)
				least := shares.Least(counts[w], sizes[w]) * judgedBins
				return judge.Tails{Low: least, High: least}
			})
			if step.Judged {
				judged++
			}
		}
		if judged != len(counts)-1 {
			b.Fatalf("%d of %d windows were judged", judged, len(counts))
		}
	}
}
