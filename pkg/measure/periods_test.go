package measure_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

// weeks draws columns whose mean moves from week to week by wobble standard deviations.
func weeks(count int, wobble float64) []*summary.Column {
	r := rand.New(rand.NewPCG(21, 22))
	out := make([]*summary.Column, count)
	for i := range out {
		mean := wobble * r.NormFloat64()
		out[i] = observed(summary.Grid{Family: summary.Linear, Scale: 4})
		for range 3_000 {
			out[i].Observe(mean + r.NormFloat64())
		}
	}
	return out
}

func TestWobble(t *testing.T) {
	if w := measure.WobbleOf(nil, weeks(20, 0), measure.Params{}); w.Phi > 1.2 || w.Periods != 20 {
		t.Errorf("weeks that only chance moves: %+v", w)
	}
	for _, few := range []int{4, 8} {
		if w := measure.WobbleOf(nil, weeks(few, 0.3), measure.Params{}); w.Phi < 10 || w.Periods != few {
			t.Errorf("%d weeks that wobble: %+v", few, w)
		}
	}
	some := append(weeks(7, 0.3), nil, &summary.Column{Missing: 10})
	if w := measure.WobbleOf(nil, some, measure.Params{}); w.Periods != 7 {
		t.Errorf("seven usable weeks: %+v", w)
	}
	if w := measure.WobbleOf(nil, weeks(1, 0.3), measure.Params{}); w != (stats.Wobble{}) {
		t.Errorf("one week has no others: %+v", w)
	}
	constant := make([]*summary.Column, 10)
	for i := range constant {
		constant[i] = observed(summary.Grid{Family: summary.Linear}, 3, 3, 3)
	}
	if w := measure.WobbleOf(nil, constant, measure.Params{}); w != (stats.Wobble{}) {
		t.Errorf("a constant wobbles: %+v", w)
	}
}

// What wobbles every week must wobble more to be significant.
func TestWobbleSparesWhatAlwaysWobbles(t *testing.T) {
	all := weeks(40, 0.3)
	psi := lookup(t, "psi")
	var without, with int
	for i := 8; i < len(all); i++ {
		pooled := &summary.Column{}
		for _, week := range all[i-8 : i] {
			if err := pooled.Add(week); err != nil {
				t.Fatal(err)
			}
		}
		p := measure.Params{Alpha: 0.003}
		p.Wobble = measure.WobbleOf(all[i], all[i-8:i], p)
		for found, p := range map[*int]measure.Params{&without: {Alpha: 0.003}, &with: p} {
			if d := psi.Compare(all[i], pooled, p); d.Value > d.Critical {
				*found++
			}
		}
	}
	if without < 25 || with > 2 {
		t.Errorf("of 32 quiet but wobbling weeks %d were significant without wobble, %d with", without, with)
	}
}

func TestWobbleOfEstimates(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	draw := func(wobble float64) []measure.Estimate {
		out := make([]measure.Estimate, 30)
		for i := range out {
			out[i] = measure.Estimate{OK: true, N: 1000, SE: 0.01, Value: 0.9 + 0.01*r.NormFloat64() + wobble*r.NormFloat64()}
		}
		return out
	}
	if w := measure.WobbleOfEstimates(draw(0)); w.Phi > 1.7 || w.Periods != 30 {
		t.Errorf("estimates that only chance moves: %+v", w)
	}
	if w := measure.WobbleOfEstimates(draw(0.05)); w.Phi < 12 || w.Phi > 60 {
		t.Errorf("%+v, φ is about 26 in truth", w)
	}
	even := make([]measure.Estimate, 8)
	for i := range even {
		even[i] = measure.Estimate{OK: true, N: 100, SE: 1, Value: float64(1 - 2*(i%2))}
	}
	// Each lies 8/7 from the mean of the other seven, whose variance is 1/7.
	within(t, "phi of ±1 with an error of 1", measure.WobbleOfEstimates(even).Phi, 64.0/49/(8.0/7), 1e-12)
	if w := measure.WobbleOfEstimates(append(draw(0.05)[:3], measure.Estimate{Reason: "no labels"})); w.Periods != 3 {
		t.Errorf("three estimates: %+v", w)
	}
	if w := measure.WobbleOfEstimates(even[:1]); w != (stats.Wobble{}) {
		t.Errorf("one estimate has no others: %+v", w)
	}
}

func estimates(values ...float64) []measure.Estimate {
	out := make([]measure.Estimate, len(values))
	for i, v := range values {
		out[i] = measure.Estimate{Value: v, OK: !math.IsNaN(v), N: 500, SE: 0.001, Reason: "no labels"}
	}
	return out
}

func TestSigma(t *testing.T) {
	periods := estimates(0.90, 0.91, 0.89, 0.90, 0.92, 0.88, 0.90, 0.90)
	s := measure.SigmaOf(estimates(0.80)[0], periods, 0.0027)
	if !s.OK || !s.SigmaOK || s.Periods != 8 {
		t.Fatalf("%+v", s)
	}
	sd := math.Sqrt(0.001 / 7)
	within(t, "mean", s.Mean, 0.90, 1e-12)
	within(t, "sd", s.Sd, sd, 1e-12)
	within(t, "sigma", s.Sigma, -0.1/sd, 1e-9)
	within(t, "limit", s.Limit, 4.804695545818, 1e-9) // scipy.stats.t.isf(0.00135, 7)·√(9/8)
	within(t, "lower limit", s.LowerLimit, 0.9-s.Limit*sd, 1e-12)
	within(t, "upper limit", s.UpperLimit, 0.9+s.Limit*sd, 1e-12)

	for name, c := range map[string]struct {
		kind         measure.Estimate
		lower, upper float64
	}{
		"a rate ends at 0 and 1":         {measure.Estimate{Rate: true}, 0, 1},
		"a correlation ends at -1 and 1": {measure.Estimate{Correlation: true}, -1, 1},
		"other measures have no end":     {measure.Estimate{}, 0.9 - 2*s.Limit, 0.9 + 2*s.Limit},
	} {
		c.kind.OK, c.kind.Value, c.kind.SE = true, 0.8, 2
		wide := measure.SigmaOf(c.kind, periods, 0.0027)
		within(t, name+": lower limit", wide.LowerLimit, c.lower, 1e-12)
		within(t, name+": upper limit", wide.UpperLimit, c.upper, 1e-12)
	}

	few := estimates(0.80)[0]
	few.SE = 0.05
	within(t, "sigma in units of the sampling error", measure.SigmaOf(few, periods, 0.0027).Sigma, -2, 1e-9)

	for name, c := range map[string]struct {
		current measure.Estimate
		periods []measure.Estimate
		ok      bool
		reason  string
	}{
		"one period":       {few, estimates(0.9, math.NaN()), false, "1 baseline periods have a value, 2 are needed"},
		"seven periods":    {few, estimates(.9, .9, .9, .9, .9, .9, .8, math.NaN()), true, "sigma needs 8"},
		"no current value": {measure.Estimate{Reason: "no labels"}, periods, true, "no labels"},
		"nothing varies":   {measure.Estimate{OK: true, Value: 1}, estimates(1, 1, 1, 1, 1, 1, 1, 1), true, "do not vary"},
	} {
		s := measure.SigmaOf(c.current, c.periods, 0.0027)
		if s.OK != c.ok || s.SigmaOK || !strings.Contains(s.Reason, c.reason) {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// With sigmaLimit a quiet window is called out as rarely as alpha says, also from eight periods.
func TestSigmaLimitHoldsItsLevel(t *testing.T) {
	r := rand.New(rand.NewPCG(25, 26))
	const rounds, alpha = 20_000, 0.02
	var beyond, beyondThree float64
	for range rounds {
		values := make([]float64, 9)
		for i := range values {
			values[i] = r.NormFloat64()
		}
		all := estimates(values...)
		s := measure.SigmaOf(all[8], all[:8], alpha)
		if math.Abs(s.Sigma) > s.Limit {
			beyond++
		}
		if math.Abs(s.Sigma) > 3 {
			beyondThree++
		}
	}
	within(t, "share beyond the limit", beyond/rounds, alpha, 0.004)
	within(t, "share beyond 3", beyondThree/rounds, 0.025, 0.004)
}

func TestTrend(t *testing.T) {
	trend := measure.TrendOf(estimates(0.9, 0.89, math.NaN(), 0.87, 0.86, 0.85))
	if !trend.OK {
		t.Fatalf("%+v", trend)
	}
	within(t, "slope", trend.Slope, -0.01, 1e-12)
	within(t, "p-value", trend.PValue, 2.0/120, 1e-12)
	if few := measure.TrendOf(estimates(1, 2, math.NaN(), 3)); few.OK || !strings.Contains(few.Reason, "3 windows have a value") {
		t.Errorf("%+v", few)
	}
}
