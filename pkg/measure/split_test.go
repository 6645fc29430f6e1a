package measure_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// day is what one day's scan counts of models: a number, a category, the predicted class, the score, classes
// against labels, what is made of numbers and their labels, a pair, labels revised
// and orphaned, distinct values.
func day(r *rand.Rand, rows int) *summary.Summary {
	s := summary.New()
	number := &summary.Column{Grid: summary.Grid{Family: summary.Linear, Scale: 3}}
	score := &summary.Column{Grid: summary.ScoreGrid}
	category, class := categories(map[string]float64{}), categories(map[string]float64{})
	pair := &summary.Column{Cells: map[int64]summary.Cell{}}
	made := map[string]*summary.Column{"pair": pair, "residual": {Grid: number.Grid},
		"relative_error": {Grid: summary.DefaultExponential},
		"label_delay":    {Grid: summary.DefaultExponential}, "label": {Grid: number.Grid}, "covered": categories(map[string]float64{}),
		"label_revision": categories(map[string]float64{}), "orphan_label": categories(map[string]float64{})}
	s.Outcomes = &summary.Outcomes{Joint: map[summary.JointKey]float64{}}
	number.Distinct = []float64{float64(r.IntN(60))}
	for range rows {
		p, x := r.Float64(), 3*r.NormFloat64()
		switch {
		case x > 5:
			number.Missing++
		case x < -6:
			number.Observe(math.NaN())
		default:
			number.Observe(math.Max(0, x))
		}
		score.Observe(p)
		category.Categories[fmt.Sprint(r.IntN(4))]++
		if r.Float64() < 0.05 {
			category.New++
		}
		predicted, label := fmt.Sprint(p > 0.5), fmt.Sprint(r.Float64() < p)
		class.Categories[predicted]++
		truth := 5 * r.NormFloat64()
		made["label"].Observe(truth)
		made["residual"].Observe(x - truth)
		made["relative_error"].Observe(math.Abs(x/truth - 1))
		made["label_delay"].Observe(3600 * r.ExpFloat64())
		made["covered"].Categories[fmt.Sprint(r.IntN(10) > 0)]++
		for place, moment := range map[int64]float64{summary.PairX: x, summary.PairY: p, summary.PairXX: x * x,
			summary.PairYY: p * p, summary.PairXY: x * p} {
			whole := math.Floor(moment)
			pair.Cells[place] = pair.Cells[place].Plus(summary.Cell{N: 1, Off: whole,
				Off2: math.Round((moment - whole) * summary.PairUnit)})
		}
		made["label_revision"].Categories[[]string{"kept", "revised"}[r.IntN(2)]]++
		made["orphan_label"].Categories[[]string{"met", "orphan"}[r.IntN(2)]]++
		cell, _ := summary.ScoreGrid.Key(p)
		key := summary.JointKey{State: summary.LabelState(r.IntN(3)), Prediction: predicted, Label: label,
			ScoreCell: cell}
		if key.State == summary.Unlabelled {
			key.Label = summary.NoClass
		}
		s.Outcomes.Joint[key]++
		s.Outcomes.Rows++
	}
	s.Rows, s.Raw, s.Latest = float64(rows), float64(rows+r.IntN(3)), r.Int64N(1e15)
	s.Columns = map[string]*summary.Column{"feature:x": number, "feature:c": category, "prediction": class,
		"score": score}
	maps.Copy(s.Columns, made)
	return s
}

// merged adds up summaries in the order of a permutation, in groups of size each.
func merged(t *testing.T, days []*summary.Summary, order []int, size int) *summary.Summary {
	t.Helper()
	total := summary.New()
	for group := range slices.Chunk(order, size) {
		part := summary.New()
		for _, i := range group {
			if err := part.Add(days[i]); err != nil {
				t.Fatal(err)
			}
		}
		if err := total.Add(part); err != nil {
			t.Fatal(err)
		}
	}
	return total
}

// Whatever buckets a window was counted in, every measure has the same digits.
func TestSplitOverBucketsAndMergedGivesTheSameDigits(t *testing.T) {
	r := rand.New(rand.NewPCG(61, 62))
	draw := func() []*summary.Summary {
		days := make([]*summary.Summary, 90)
		for i := range days {
			days[i] = day(r, r.IntN(60)) // some are empty
		}
		return days
	}
	current, baseline := draw(), draw()
	inOrder := make([]int, 90)
	for i := range inOrder {
		inOrder[i] = i
	}
	p := measure.Params{Positive: "true", Task: "binary", Class: "true", P: 0.9, End: 90 * 86400e6, Alpha: 0.003,
		Costs: &measure.Costs{FalsePositive: 1, FalseNegative: 5}}
	wantNow, wantThen := merged(t, current, inOrder, 90), merged(t, baseline, inOrder, 90)
	computed := map[string]bool{}
	for _, size := range []int{1, 7, 13, 45} {
		order := r.Perm(90)
		now, then := merged(t, current, order, size), merged(t, baseline, order, size)
		for _, m := range measure.All() {
			for _, key := range slices.Sorted(maps.Keys(wantNow.Columns)) {
				var got, want any
				var ok bool
				if m.TwoSample() {
					g, w := m.Compare(now.Columns[key], then.Columns[key], p), m.Compare(wantNow.Columns[key],
						wantThen.Columns[key], p)
					got, want, ok = g, w, w.OK
				} else {
					g, w := m.Estimate(now, key, p), m.Estimate(wantNow, key, p)
					got, want, ok = g, w, w.OK
				}
				computed[m.ID] = computed[m.ID] || ok
				if got != want {
					t.Errorf("%s of %s in buckets of %d days: %+v, want %+v", m.ID, key, size, got, want)
				}
			}
		}
	}
	for _, m := range measure.All() {
		if !computed[m.ID] {
			t.Errorf("%s was not computed: give a day what it needs", m.ID)
		}
	}
}

// Distances do not know which window is the current one; divergences from a baseline do.
func TestDistancesAreSymmetric(t *testing.T) {
	g := summary.Grid{Family: summary.Linear, Scale: 2}
	rapid.Check(t, func(t *rapid.T) {
		counts := func(label string) *summary.Column {
			c := categories(map[string]float64{})
			for i, n := range rapid.SliceOfN(rapid.IntRange(0, 500), 2, 12).Draw(t, label) {
				c.Categories[fmt.Sprint(i)] = float64(n)
			}
			return c
		}
		values := func(label string) *summary.Column {
			return observed(g, rapid.SliceOfN(rapid.Float64Range(-50, 50), 2, 100).Draw(t, label)...)
		}
		columns := map[string][2]*summary.Column{"names": {counts("a"), counts("b")},
			"numbers": {values("c"), values("d")}}
		// Bins of numbers are the baseline's, so only what takes the whole grid is symmetric on them.
		for kind, ids := range map[string][]string{"names": {"psi", "js", "hellinger", "tvd", "linf", "chi2"},
			"numbers": {"ks", "wasserstein"}} {
			for _, id := range ids {
				m, _ := measure.Lookup(id)
				pair := columns[kind]
				there, back := m.Compare(pair[0], pair[1], measure.Params{}), m.Compare(pair[1], pair[0],
					measure.Params{})
				if there.OK != back.OK || math.Abs(there.Value-back.Value) > 1e-12*math.Max(1, there.Value) ||
					math.Abs(there.Critical-back.Critical) > 1e-12*math.Max(1, there.Critical) {
					t.Errorf("%s of %s: %+v one way and %+v the other", id, kind, there, back)
				}
			}
		}
	})
}

// A window compared with itself is no distance away, and no distance is negative.
func TestDistancesFromItselfAreZero(t *testing.T) {
	r := rand.New(rand.NewPCG(63, 64))
	for range 50 {
		a, b := day(r, 5+r.IntN(300)), day(r, 5+r.IntN(300))
		for _, id := range twoSample {
			for key := range a.Columns {
				m := lookup(t, id)
				if self := m.Compare(a.Columns[key], a.Columns[key], measure.Params{}); self.OK &&
					math.Abs(self.Value) > 1e-12 {
					t.Errorf("%s of %s from itself is %v", id, key, self.Value)
				}
				if d := m.Compare(a.Columns[key], b.Columns[key], measure.Params{}); d.OK && d.Value < -1e-12 {
					t.Errorf("%s of %s is %v", id, key, d.Value)
				}
			}
		}
	}
}
