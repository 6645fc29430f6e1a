package measure

import (
	"math"

	"leeway/pkg/stats"
)

// divergences compare the distribution of a column in two windows. Missing and invalid values enter none of them.
var divergences = []Measure{
	{
		ID: "psi", Title: "Population stability index", Short: "PSI", Unit: "none", Better: Down, Targets: distributions,
		Doc: "Σ(p−q)·ln(p/q) over the baseline's decile bins or the categories, p and q the shares of the current and " +
			"the baseline window, smoothed as (count + ½)/(n + ½B) and at least 1e-4. Critical value (1/n+1/m)·χ². " +
			"0 if both windows hold one value only; null if all their values lie in one cell that may hold several.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnValue, 0.2},
		Compare: compare(binned(stats.PSI), byChance(same, smooth)),
	},
	{
		ID: "js", Title: "Jensen–Shannon distance", Short: "JS distance", Unit: "none", Better: Down, Targets: distributions,
		Doc: "Root of the mean Kullback–Leibler divergence, to base 2, of both windows' raw shares from their average; " +
			"0 (equal) to 1 (nothing in common). Bins as for psi. Critical value √(κ·critical psi/(8 ln 2)), κ ≥ 1 for bins with " +
			"few counts.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnValue, 0.1},
		Compare: compare(binned(stats.JensenShannon), byChance(
			func(psi float64) float64 { return math.Sqrt(psi / (8 * math.Ln2)) }, stats.JensenShannonInflation)),
	},
	{
		ID: "kl", Title: "Kullback–Leibler divergence", Short: "KL divergence", Unit: "none", Better: Down, Targets: distributions,
		Doc: "Σp·ln(p/q) of the current from the baseline window, in nats, on psi's bins and smoothed shares. Critical " +
			"value: half of psi's.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnValue, 0.2},
		Compare: compare(binned(stats.KullbackLeibler), byChance(func(psi float64) float64 { return psi / 2 }, smooth)),
	},
	{
		ID: "hellinger", Title: "Hellinger distance", Unit: "none", Better: Down, Targets: distributions,
		Doc: "√(½Σ(√p−√q)²) of raw shares on psi's bins; 0 to 1. Critical value √(κ·critical psi/8), " +
			"κ ≥ 1 for bins with few counts.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnValue, 0.1},
		Compare: compare(binned(stats.Hellinger), byChance(func(psi float64) float64 { return math.Sqrt(psi / 8) },
			stats.HellingerInflation)),
	},
	{
		ID: "tvd", Title: "Total variation distance", Unit: "percentunit", Better: Down, Targets: distributions,
		Doc:   "½Σ|p−q| of raw shares on psi's bins: the share of rows that changed bin.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnValue, 0.1},
		Compare: compare(binned(stats.TotalVariation), noCritical),
	},
	{
		ID: "linf", Title: "L∞ distance", Unit: "percentunit", Better: Down, Targets: distributions,
		Doc:   "max|p−q| of raw shares on psi's bins: the largest change of one bin's share.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnValue, 0.1},
		Compare: compare(binned(stats.LInfinity), noCritical),
	},
	{
		ID: "chi2", Title: "Chi-squared statistic", Short: "χ²", Unit: "none", Better: Down, Targets: distributions,
		Doc: "Pearson's statistic of homogeneity on psi's bins. It grows with the number of rows, so it has no " +
			"threshold. Critical value χ².",
		Needs: NeedValues, Additive: true, Compare: compare(binned(stats.ChiSquared), chiSquaredCritical),
	},
	{
		ID: "ks", Title: "Kolmogorov–Smirnov statistic", Short: "KS", Unit: "none", Better: Down, Targets: numbers, Values: Numbers,
		Doc: "max|F−G| of the cumulative shares, on the whole grid: at most the share of one cell below the exact " +
			"value. Critical value: asymptotic.",
		Needs: NeedValues, Additive: true, Threshold: Threshold{OnValue, 0.1},
		Compare: compare(kolmogorovSmirnov, ksCritical),
	},
	{
		ID: "wasserstein", Title: "Wasserstein distance", Unit: ColumnUnit, Better: Down, Targets: numbers, Values: Numbers,
		Doc: "∫|F−G|dx in the column's own unit, on the whole grid with every cell's values at their mean: how far " +
			"values moved on average.",
		Needs: NeedValues | NeedPlaces, Additive: true, Compare: compare(wasserstein, noCritical),
	},
	{
		ID: "wasserstein_norm", Title: "Normalised Wasserstein distance", Unit: "none", Better: Down, Targets: numbers,
		Values: Numbers,
		Doc: "The Wasserstein distance over the baseline's standard deviation; undefined if all baseline values are " +
			"equal.",
		Needs: NeedValues | NeedPlaces, Additive: true, Threshold: Threshold{OnValue, 0.1},
		Compare: compare(wassersteinNorm, noCritical),
	},
}

func same(x float64) float64 { return x }
