package stats_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"leeway/pkg/stats"
)

// The values are scipy.stats.f.isf(alpha, ν, Pν)·φ·df and scipy.stats.f.sf(x/(φ·df), ν, Pν).
func TestOverdispersedAgainstScipy(t *testing.T) {
	for _, c := range []struct {
		o           stats.Overdispersed
		alpha, want float64
	}{
		{stats.Overdispersed{DF: 9, Wobble: stats.Wobble{Phi: 1.5, Periods: 8}}, 0.003, 60.380015377856736},
		{stats.Overdispersed{DF: 9, Wobble: stats.Wobble{Phi: 50, Periods: 8}}, 0.003, 7592.563331774323},
		{stats.Overdispersed{DF: 2, Wobble: stats.Wobble{Phi: 225, Periods: 6}}, 0.05, 2685.835278740668},
		{stats.Overdispersed{DF: 1, Wobble: stats.Wobble{Phi: 3, Periods: 8}}, 1e-6, 527.2548933522474},
		{stats.Overdispersed{DF: 90, Wobble: stats.Wobble{Phi: 1.01, Periods: 52}}, 0.0027, 133.9746717453913},
	} {
		near(t, "quantile", c.o.Quantile(c.alpha), c.want, 1e-9)
	}
	near(t, "survival", stats.Overdispersed{DF: 9, Wobble: stats.Wobble{Phi: 1.5, Periods: 8}}.Survival(40), 0.025146147978784554, 1e-9)
	near(t, "survival", stats.Overdispersed{DF: 9, Wobble: stats.Wobble{Phi: 50, Periods: 8}}.Survival(5000), 0.009454111570048086, 1e-9)
	near(t, "survival", stats.Overdispersed{DF: 2, Wobble: stats.Wobble{Phi: 225, Periods: 6}}.Survival(1), 0.9643903409305208, 1e-9)
}

func TestOverdispersedTailsMeetTheirQuantiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := stats.Overdispersed{DF: rapid.Float64Range(1, 100).Draw(t, "df"), Wobble: stats.Wobble{
			Phi: rapid.Float64Range(0.1, 1e4).Draw(t, "phi"), Periods: rapid.SampledFrom([]int{0, 2, 6, 8, 52}).Draw(t, "periods")}}
		alpha := math.Pow(10, -rapid.Float64Range(0.1, 8).Draw(t, "digits"))
		x := o.Quantile(alpha)
		if tail := o.Survival(x); math.Abs(tail-alpha) > 1e-6*alpha {
			t.Fatalf("%+v: beyond %v lies %v, want %v", o, x, tail, alpha)
		}
		if o.Quantile(alpha/2) <= x {
			t.Fatalf("%+v: the quantile does not grow as alpha falls from %v", o, alpha)
		}
		if least := stats.ChiSquaredQuantile(o.DF, alpha); alpha < 0.05 && x < 0.999*least {
			t.Fatalf("%+v: %v is less than %v, without wobble", o, x, least)
		}
	})
}

// The values are 2·scipy.stats.t.sf(2.5/√φ, degrees of freedom).
func TestWobbleOfADifference(t *testing.T) {
	for name, c := range map[string]struct {
		w        stats.Wobble
		df, want float64
	}{
		"none":                                {stats.Wobble{}, math.Inf(1), 0.012419330651552265},
		"φ is known":                          {stats.Wobble{Phi: 3}, math.Inf(1), 0.14891467317876572},
		"φ is the mean of five":               {stats.Wobble{Phi: 3, Periods: 5}, math.Inf(1), 0.2223978576695434},
		"the error has fewer degrees":         {stats.Wobble{Phi: 3, Periods: 8}, 4, 0.2223978576695434},
		"the periods do not differ by more":   {stats.Wobble{Phi: 1, Periods: 4}, math.Inf(1), 0.012419330651552265},
		"the periods differ by less, by luck": {stats.Wobble{Phi: 0.3, Periods: 4}, math.Inf(1), 0.012419330651552265},
	} {
		near(t, name, c.w.TwoSided(-2.5, c.df), c.want, 1e-12)
	}
}

// Without wobble it is χ², with nothing but wobble the square of Student's t: that of a further period among P.
func TestOverdispersedLimits(t *testing.T) {
	for _, o := range []stats.Overdispersed{{DF: 9}, {DF: 9, Wobble: stats.Wobble{Phi: 1, Periods: 8}}, {DF: 9, Wobble: stats.Wobble{Phi: 0.5, Periods: 8}}} {
		near(t, "no wobble", o.Quantile(0.003), stats.ChiSquaredQuantile(9, 0.003), 1e-12)
		near(t, "no wobble", o.Survival(20), stats.ChiSquaredSurvival(20, 9), 1e-12)
	}
	near(t, "φ is known", stats.Overdispersed{DF: 9, Wobble: stats.Wobble{Phi: 7}}.Quantile(0.003), 7*stats.ChiSquaredQuantile(9, 0.003), 1e-12)
	student := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: 8}.Quantile(1 - 0.0015)
	near(t, "wobble alone", stats.Overdispersed{DF: 9, Wobble: stats.Wobble{Phi: 1e7, Periods: 8}}.Quantile(0.003)/9e7, student*student, 1e-5)
	for x, want := range map[float64]float64{-1: 1, 0: 1, math.Inf(1): 0} {
		near(t, "survival", stats.Overdispersed{DF: 9, Wobble: stats.Wobble{Phi: 7, Periods: 8}}.Survival(x), want, 0)
	}
}
