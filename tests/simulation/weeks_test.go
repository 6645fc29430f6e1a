package simulation

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// kind draws a week of n rows of one kind of feature. wobble is how much its weeks differ, shift how far the week is off
// the feature's ordinary: for a number in standard deviations of its rows, for categories 1 doubles the first one's share.
type kind func(r *rand.Rand, n int, wobble, shift float64) *summary.Column

var kinds = map[string]kind{"numbers": numbers, "categories": threeOrigins}

// normalGrid is the grid that a normal feature with standard deviation 1 gets.
var normalGrid = summary.Grid{Family: summary.Linear, Scale: 5}

// numbers draws normal values whose mean, and less so their spread, differs from week to week.
func numbers(r *rand.Rand, n int, wobble, shift float64) *summary.Column {
	mean := shift + wobble*r.NormFloat64()
	return counted(r, n, distuv.Normal{Mu: mean, Sigma: math.Exp(wobble / 3 * r.NormFloat64())})
}

// counted counts n values of a normal distribution on the grid: as many in each cell as a multinomial draw says, which is
// what counting them one by one gives.
func counted(r *rand.Rand, n int, values distuv.Normal) *summary.Column {
	c := &summary.Column{Grid: normalGrid, Cells: map[int64]summary.Cell{}}
	first, _ := normalGrid.Key(values.Mu - 6*values.Sigma)
	last, _ := normalGrid.Key(values.Mu + 6*values.Sigma)
	left, below := n, 0.0
	for key := first; key < last && left > 0; key++ {
		_, edge := normalGrid.Bounds(key)
		up := values.CDF(edge)
		drawn := binomial(r, left, (up-below)/(1-below))
		if drawn > 0 {
			c.Cells[key] = summary.Cell{N: float64(drawn)}
		}
		left, below = left-drawn, up
	}
	if left > 0 {
		c.Cells[last] = summary.Cell{N: float64(left)}
	}
	return c
}

// threeOrigins draws three categories whose shares are multiplied by e^wobble·z from week to week.
func threeOrigins(r *rand.Rand, n int, wobble, shift float64) *summary.Column {
	shares := []float64{0.36, 0.34, 0.30}
	var total float64
	for i := range shares {
		shares[i] *= math.Exp(wobble * r.NormFloat64())
		total += shares[i]
	}
	first := math.Min(0.95, shares[0]/total*(1+shift))
	others := (1 - first) / (total - shares[0])
	c := &summary.Column{Categories: map[string]float64{}}
	left, rest := n, 1.0
	for i, share := range shares {
		share *= others
		if i == 0 {
			share = first
		}
		drawn := left
		if i < len(shares)-1 {
			drawn = binomial(r, left, share/rest)
		}
		c.Categories[strconv.Itoa(i)] = float64(drawn)
		left, rest = left-drawn, rest-share
	}
	return c
}

func binomial(r *rand.Rand, n int, p float64) int {
	if p <= 0 || n == 0 {
		return 0
	}
	return int(distuv.Binomial{N: float64(n), P: math.Min(1, p), Src: r}.Rand())
}

// judged are the divergences whose verdicts the simulations hold to their word.
var judged = []string{"psi", "js", "ks"}

// verdicts judges a week against the weeks before it as a query with a rolling baseline does. The model has as many
// features; measures that are not defined for the column are left out.
func verdicts(t *testing.T, current *summary.Column, before []*summary.Column, features int) map[string]measure.Verdict {
	t.Helper()
	p := measure.Params{Alpha: 0.05 / float64(features)}
	p.Wobble = measure.WobbleOf(current, before, p)
	pooled := &summary.Column{}
	for _, week := range before {
		if err := pooled.Add(week); err != nil {
			t.Fatal(err)
		}
	}
	found := map[string]measure.Verdict{}
	for _, id := range judged {
		m, _ := measure.Lookup(id)
		if m.Values == measure.Numbers && !current.Numeric() {
			continue
		}
		d := m.Compare(current, pooled, p)
		j := m.JudgeDivergence(d, nil, measure.DefaultMinCount, p)
		if !j.OK {
			t.Fatalf("%s: %s", id, j.Reason)
		}
		found[id] = j.Verdict
	}
	return found
}

// Counting by cells must be what counting row by row is.
func TestCellsAreDrawnAsRowsAre(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	chi2, _ := measure.Lookup("chi2")
	var different tally
	for range 200 {
		rows := &summary.Column{Grid: normalGrid}
		for range 2_000 {
			rows.Observe(0.3 + 1.2*r.NormFloat64())
		}
		d := chi2.Compare(counted(r, 2_000, distuv.Normal{Mu: 0.3, Sigma: 1.2}), rows, measure.Params{Bins: 50})
		different.add(d.PValue < 0.01)
	}
	different.rarer(t, 0.05, "rows and cells differ at p < 0.01")
}
