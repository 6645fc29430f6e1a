package judge

import "math"

// minExpected is the number of rows that a bin is expected to hold in the window if it is judged alone.
const minExpected = 5

// Shares predicts a distribution bin by bin from earlier windows.
type Shares struct {
	Bins []Rates // of the judged bins: those of the table, in its order, then the pooled ones
	of   []int   // by bin of the table, which judged bin it is part of
}

// Baseline is a window of its own that shares are compared with.
type Baseline struct {
	Bins    []float64 // its rows by bin
	Rows    float64   // all its rows, those in no bin included
	Windows float64   // how many judged windows it is as long as
}

// PredictShares returns the prediction of the shares of a window of n rows. history holds the counts by bin of at least
// one earlier window, sizes their rows, which are positive: bins need not hold all of them. Bins that are expected to
// hold fewer than five rows are pooled into one, but for the last alone, which are always judged by themselves. A
// baseline other than the history has its own uncertainty, see PredictRateAround; nil means the history itself.
func PredictShares(history [][]float64, sizes []float64, baseline *Baseline, n float64, alone int) Shares {
	counts := make([]Count, len(history))
	var all float64
	for j, size := range sizes {
		counts[j].N = size
		all += size
	}
	pooled, total := []float64(nil), all
	if baseline == nil {
		pooled = sumBins(history)
	} else {
		pooled, total = baseline.Bins, baseline.Rows
	}
	weights := RateWeights(counts)
	groups, of := groupBins(pooled, n/total, alone)
	s := Shares{of: of, Bins: make([]Rates, len(groups))}
	for i, bins := range groups {
		base := Count{N: total}
		for j, row := range history {
			counts[j].K = sumOf(row, bins)
		}
		base.K = sumOf(pooled, bins)
		if baseline == nil {
			s.Bins[i].predict(weights, counts)
		} else {
			s.Bins[i] = PredictRateAround(weights, counts, base, baseline.Windows)
		}
	}
	s.lendWobble(func(i int) bool { return groups[i][0] < len(pooled)-alone })
	return s
}

// lent is the weight that the wobble of all ordinary bins together has in the prediction of each.
const lent = 0.005

// lendWobble lets ordinary bins, which are those not always judged alone, tell one another how far shares wobble.
// Earlier windows agree in one bin by luck more often than in all of them.
func (s *Shares) lendWobble(ordinary func(i int) bool) {
	var all [points]float64
	n := 0.0
	for i := range s.Bins {
		if ordinary(i) {
			n++
			for k, weight := range s.Bins[i].prediction.weight {
				all[k] += weight
			}
		}
	}
	for i := range s.Bins {
		if ordinary(i) {
			for k, weight := range s.Bins[i].prediction.weight {
				s.Bins[i].prediction.weight[k] = (1-lent)*weight + lent*all[k]/n
			}
		}
	}
}

// groupBins says which bins are judged together, and by bin which group it is in.
func groupBins(pooled []float64, scale float64, alone int) (groups [][]int, of []int) {
	of = make([]int, len(pooled))
	var small []int
	for b, k := range pooled {
		if b < len(pooled)-alone && k*scale < minExpected {
			small = append(small, b)
			continue
		}
		of[b] = len(groups)
		groups = append(groups, []int{b})
	}
	if len(small) > 0 {
		for _, b := range small {
			of[b] = len(groups)
		}
		groups = append(groups, small)
	}
	return groups, of
}

func sumBins(rows [][]float64) []float64 {
	total := make([]float64, len(rows[0]))
	for _, row := range rows {
		for b, k := range row {
			total[b] += k
		}
	}
	return total
}

func sumOf(row []float64, bins []int) (sum float64) {
	for _, b := range bins {
		sum += row[b]
	}
	return sum
}

// Least returns the least tail over the judged bins of a window with these counts and n rows.
func (s *Shares) Least(counts []float64, n float64) float64 {
	judged := make([]float64, len(s.Bins))
	for b, k := range counts {
		judged[s.of[b]] += k
	}
	least := 1.0
	for i := range s.Bins {
		least = math.Min(least, s.Bins[i].Tails(Count{judged[i], n}).Least())
	}
	return least
}

// Bin returns the prediction of the share of a bin of the table, and whether it is judged alone.
func (s *Shares) Bin(b int) (rate *Rates, alone bool) {
	members := 0
	for _, group := range s.of {
		if group == s.of[b] {
			members++
		}
	}
	return &s.Bins[s.of[b]], members == 1
}
