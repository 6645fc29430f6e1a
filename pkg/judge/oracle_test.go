package judge_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"leeway/pkg/judge"
)

// tolerance is how far results may be from those of tests/oracle/judge.py.
const tolerance = 1e-9

type pair [2]float64

type oracle struct {
	Rates []struct {
		K, N          float64
		Ks, Ns        []float64
		Tails, Around pair
	}
	Values []struct {
		V, Variance   []float64
		V0, S0, Level float64
		Tails, Range  pair
	}
	Chains []struct {
		History, Adopt int
		Rows           []pair
		Steps          []struct {
			Past                   []int
			Tails                  pair
			Odd, Adopted, Restored bool
			Began, Recurs          int
		}
	}
	Students []struct {
		Values       []float64
		V            float64
		Tails, Range pair
	}
	Totals []struct {
		K            float64
		Ks, Ages     []float64
		Level        float64
		Tails, Range pair
	}
	Shares []struct {
		Now, Sizes []float64
		N          float64
		History    [][]float64
		Alone      int
		Least      float64
	}
}

func read(t *testing.T) (o oracle) {
	t.Helper()
	raw, err := os.ReadFile("../../tests/oracle/judge.json")
	if err == nil {
		err = json.Unmarshal(raw, &o)
	}
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func near(t *testing.T, what string, i int, low, high float64, want pair) {
	t.Helper()
	if !(math.Abs(low-want[0]) <= tolerance && math.Abs(high-want[1]) <= tolerance) {
		t.Errorf("%s %d: got %v and %v, want %v", what, i, low, high, want)
	}
}

func counts(ks, ns []float64) []judge.Count {
	list := make([]judge.Count, len(ks))
	for i := range ks {
		list[i] = judge.Count{K: ks[i], N: ns[i]}
	}
	return list
}

func TestRatesAgainstScipy(t *testing.T) {
	for i, c := range read(t).Rates {
		history, now := counts(c.Ks, c.Ns), judge.Count{K: c.K, N: c.N}
		weights := judge.RateWeights(history)
		rates := judge.PredictRate(weights, history)
		tails := rates.Tails(now)
		near(t, "rate", i, tails.Low, tails.High, c.Tails)
		rates = judge.PredictRateAround(weights, history, judge.Count{K: 7*c.Ks[0] + 1, N: 7*c.Ns[0] + 3}, 4)
		tails = rates.Tails(now)
		near(t, "rate around a baseline", i, tails.Low, tails.High, c.Around)
	}
}

func TestValuesAgainstScipy(t *testing.T) {
	for i, c := range read(t).Values {
		p := judge.NewWeights(c.Variance).Predict(c.V)
		tails := p.Tails(judge.Estimate{Value: c.V0, Variance: c.S0})
		near(t, "value", i, tails.Low, tails.High, c.Tails)
		low, high := p.Range(c.Level, c.S0)
		near(t, "range", i, low, high, c.Range)
	}
}

// samplesAt are the windows at the places, as rates.
func samplesAt(windows []judge.Count, places []int) []judge.Sample {
	list := make([]judge.Sample, len(places))
	for i, at := range places {
		list[i] = judge.Sample{Kind: judge.Rate, Hits: windows[at].K, N: windows[at].N}
	}
	return list
}

func TestChainsAgainstScipy(t *testing.T) {
	for i, c := range read(t).Chains {
		chain := judge.Chain{History: c.History, Adopt: c.Adopt}
		var seen []judge.Count
		chain.Apart = func(newer, older, past []int) judge.Tails {
			return judge.Apart(samplesAt(seen, newer), samplesAt(seen, older), samplesAt(seen, past))
		}
		for j, row := range c.Rows {
			now := judge.Count{K: row[0], N: row[1]}
			tails := func(past []int) judge.Tails {
				history := make([]judge.Count, len(past))
				for k, at := range past {
					history[k] = seen[at]
				}
				rates := judge.PredictRate(judge.RateWeights(history), history)
				return rates.Tails(now)
			}
			if now.N == 0 {
				tails = nil
			}
			seen = append(seen, now)
			step := chain.Next(true, tails)
			want := c.Steps[j]
			near(t, "chain", i*1000+j, step.Tails.Low, step.Tails.High, want.Tails)
			if !slices.Equal(step.Past, want.Past) || step.Odd != want.Odd || step.Adopted != want.Adopted ||
				step.Restored != want.Restored || step.Recurs != want.Recurs || step.Began != want.Began {
				t.Errorf("chain %d, window %d: got %+v, want %+v", i, j, step, want)
			}
		}
	}
}

func TestStudentsAgainstScipy(t *testing.T) {
	for i, c := range read(t).Students {
		s := judge.PredictStudent(c.Values)
		tails := s.Tails(c.V)
		near(t, "student", i, tails.Low, tails.High, c.Tails)
		low, high := s.Range(0.01)
		near(t, "range", i, low, high, c.Range)
	}
}

func TestTotalsThatMayGrowAgainstScipy(t *testing.T) {
	for i, c := range read(t).Totals {
		history := make([]judge.Sample, len(c.Ks))
		for j, k := range c.Ks {
			history[j] = judge.Sample{Kind: judge.Total, Value: k, N: k, Age: c.Ages[j]}
		}
		now := judge.Sample{Kind: judge.Total, Value: c.K, N: c.K}
		p, reason := judge.PredictSample(now, history)
		if reason != "" {
			t.Fatal(reason)
		}
		tails := p.Tails(now)
		near(t, "total", i, tails.Low, tails.High, c.Tails)
		low, high := p.Range(c.Level, now)
		scale := 1 + c.Range[1] // limits are as large as counts
		near(t, "range", i, low/scale, high/scale, pair{c.Range[0] / scale, c.Range[1] / scale})
	}
}

func TestSharesAgainstScipy(t *testing.T) {
	for i, c := range read(t).Shares {
		shares := judge.PredictShares(c.History, c.Sizes, nil, c.N, c.Alone)
		least := shares.Least(c.Now, c.N)
		near(t, "shares", i, least, least, pair{c.Least, c.Least})
	}
}
