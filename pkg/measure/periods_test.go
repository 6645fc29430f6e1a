package measure_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"leeway/pkg/measure"
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

func TestPhi(t *testing.T) {
	if phi, _ := measure.Phi(nil, weeks(20, 0), measure.Params{}); phi > 1.2 {
		t.Errorf("weeks that only chance moves have phi %v", phi)
	}
	if phi, _ := measure.Phi(nil, weeks(8, 0.3), measure.Params{}); phi < 10 {
		t.Errorf("weeks that wobble have phi %v", phi)
	}
	if phi, _ := measure.Phi(nil, weeks(7, 0.3), measure.Params{}); phi != 1 {
		t.Errorf("seven weeks have phi %v", phi)
	}
	some := append(weeks(7, 0.3), nil, &summary.Column{Missing: 10}, observed(summary.DefaultExponential, 1, 2))
	if phi, _ := measure.Phi(nil, some, measure.Params{}); phi != 1 {
		t.Errorf("seven usable weeks have phi %v", phi)
	}
	constant := make([]*summary.Column, 10)
	for i := range constant {
		constant[i] = observed(summary.Grid{Family: summary.Linear}, 3, 3, 3)
	}
	if phi, _ := measure.Phi(nil, constant, measure.Params{}); phi != 1 {
		t.Errorf("a constant has phi %v", phi)
	}
}

// What wobbles every week must wobble more to be significant.
func TestPhiSparesWhatAlwaysWobbles(t *testing.T) {
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
		p.Phi, p.PhiPeriods = measure.Phi(all[i], all[i-8:i], p)
		for found, p := range map[*int]measure.Params{&without: {Alpha: 0.003}, &with: p} {
			if d := psi.Compare(all[i], pooled, p); d.Value > d.Critical {
				*found++
			}
		}
	}
	if without < 25 || with > 2 {
		t.Errorf("of 32 quiet but wobbling weeks %d were significant without phi, %d with", without, with)
	}
}

func TestPhiEstimates(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	draw := func(wobble float64) []measure.Estimate {
		out := make([]measure.Estimate, 30)
		for i := range out {
			out[i] = measure.Estimate{OK: true, N: 1000, SE: 0.01, Value: 0.9 + 0.01*r.NormFloat64() + wobble*r.NormFloat64()}
		}
		return out
	}
	if phi := measure.PhiEstimates(draw(0)); phi > 1.7 {
		t.Errorf("estimates that only chance moves have phi %v", phi)
	}
	if phi := measure.PhiEstimates(draw(0.05)); phi < 12 || phi > 60 {
		t.Errorf("phi %v, about 26 is right", phi)
	}
	even := make([]measure.Estimate, 8)
	for i := range even {
		even[i] = measure.Estimate{OK: true, N: 100, SE: 1, Value: float64(1 - 2*(i%2))}
	}
	// Each lies 8/7 from the mean of the other seven, whose variance is 1/7.
	within(t, "phi of ±1 with an error of 1", measure.PhiEstimates(even), 64.0/49/(8.0/7), 1e-12)
	if phi := measure.PhiEstimates(append(draw(0.05)[:7], measure.Estimate{Reason: "no labels"})); phi != 1 {
		t.Errorf("seven estimates have phi %v", phi)
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
