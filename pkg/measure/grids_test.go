package measure_test

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
	"leeway/pkg/summary/summarytest"
	"leeway/tests/exact"
)

// columnShapes draw a reference and another window of one column.
var columnShapes = map[string]func(r *rand.Rand, moved float64) (reference, other func() float64){
	"a small spread on a large offset": func(r *rand.Rand, moved float64) (a, b func() float64) {
		offset, sd := math.Exp2(8*r.Float64()), math.Exp2(-4-16*r.Float64())
		return normal(r, offset, sd*offset), normal(r, offset*(1+sd*moved), sd*offset)
	},
	"a sentinel": func(r *rand.Rand, moved float64) (a, b func() float64) {
		share, code := 0.6*r.Float64(), []float64{9999, -999, -1, 1e6, 99.9}[r.IntN(5)]
		with := func(f func() float64) func() float64 {
			return func() float64 {
				if r.Float64() < share {
					return code
				}
				return f()
			}
		}
		return with(normal(r, 20, 3)), with(normal(r, 20+3*moved, 3))
	},
	"two scales": func(r *rand.Rand, moved float64) (a, b func() float64) {
		return mixed(r, 0.4, uniform(r, 1000, 2000), uniform(r, 0, 0.5)),
			mixed(r, 0.4, uniform(r, 1000, 2000), uniform(r, moved/2, 0.5+moved/2))
	},
	"two units": func(r *rand.Rand, moved float64) (a, b func() float64) {
		return mixed(r, 0.5, normal(r, 20000, 2000), normal(r, 20, 2)),
			mixed(r, 0.5, normal(r, 20000, 2000), normal(r, 20+2*moved, 2))
	},
	"single values close together": func(r *rand.Rand, moved float64) (a, b func() float64) {
		gap := math.Exp2(-20 * r.Float64())
		from := func(first float64) func() float64 {
			return func() float64 {
				if r.Float64() < first {
					return 100
				}
				return 100 - gap
			}
		}
		return mixed(r, 0.7, from(0.6), normal(r, 90, 5)),
			mixed(r, 0.7, from(0.6-0.2*math.Abs(moved)), normal(r, 90, 5))
	},
	"a frequent value that moves a little": func(r *rand.Rand, moved float64) (a, b func() float64) {
		v := 29 + r.Float64()
		return mixed(r, 0.2, func() float64 { return v }, normal(r, 30, 14)),
			mixed(r, 0.2, func() float64 { return v + 1e-6*moved }, normal(r, 30, 14))
	},
	"heavy tails": func(r *rand.Rand, moved float64) (a, b func() float64) {
		return func() float64 { return math.Sinh(5 * r.NormFloat64()) },
			func() float64 { return math.Sinh(5*r.NormFloat64() + moved) }
	},
	"lognormal": func(r *rand.Rand, moved float64) (a, b func() float64) {
		s := 0.2 + 2*r.Float64()
		return func() float64 { return math.Exp(s * r.NormFloat64()) },
			func() float64 { return math.Exp(s * (r.NormFloat64() + moved)) }
	},
	"mostly zero": func(r *rand.Rand, moved float64) (a, b func() float64) {
		return func() float64 { return math.Max(0, r.NormFloat64()-1) },
			func() float64 { return math.Max(0, r.NormFloat64()-1+moved) }
	},
	"seconds since 1970": func(r *rand.Rand, moved float64) (a, b func() float64) {
		day := 86400 * math.Exp2(10*r.Float64())
		return uniform(r, 1.7e9, 1.7e9+day), uniform(r, 1.7e9+day*moved, 1.7e9+day*(1+moved))
	},
	"ids": func(r *rand.Rand, moved float64) (a, b func() float64) {
		at := func(x float64) func() float64 { return func() float64 { return math.Floor(x + 1e6*r.Float64()) } }
		return at(5e8), at(5e8 + 1e6*moved)
	},
	"coordinates of a city": func(r *rand.Rand, moved float64) (a, b func() float64) {
		return normal(r, -73.98, 0.002), normal(r, -73.98+0.002*moved, 0.002)
	},
	"percentages near 100": func(r *rand.Rand, moved float64) (a, b func() float64) {
		near := func(shift float64) func() float64 {
			return mixed(r, 0.01, uniform(r, 0, 100),
				func() float64 { return math.Min(100, 100-math.Abs(0.05*r.NormFloat64())-shift) })
		}
		return near(0), near(0.05 * math.Abs(moved))
	},
	"whole numbers with frequent ones": func(r *rand.Rand, moved float64) (a, b func() float64) {
		at := func(shift float64) func() float64 {
			return func() float64 { return math.Round(100*math.Exp(1.5*r.NormFloat64()) + shift) }
		}
		return mixed(r, 0.1, func() float64 { return 0 }, at(0)),
			mixed(r, 0.1, func() float64 { return 0 }, at(20*moved))
	},
}

func normal(r *rand.Rand, mean, sd float64) func() float64 {
	return func() float64 { return mean + sd*r.NormFloat64() }
}

func uniform(r *rand.Rand, from, to float64) func() float64 {
	return func() float64 { return from + (to-from)*r.Float64() }
}

// mixed draws a share from a, the rest from b.
func mixed(r *rand.Rand, share float64, a, b func() float64) func() float64 {
	return func() float64 {
		if r.Float64() < share {
			return a()
		}
		return b()
	}
}

// Whatever a column looks like, its grid tells what moves: KS within 0.015 of the exact one, PSI within 0.02 or 5 % of
// what the rows give at deciles whose ranks are right within 1 %.
func TestAGridTellsWhatMoves(t *testing.T) {
	psi, ks := lookup(t, "psi"), lookup(t, "ks")
	rapid.Check(t, func(t *rapid.T) {
		shape := columnShapes[rapid.SampledFrom(slices.Sorted(maps.Keys(columnShapes))).Draw(t, "shape")]
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		first, second := shape(random, rapid.SampledFrom([]float64{0, 0.1, 0.5, 1, -0.3, 3}).Draw(t, "moved"))
		reference, other := sampled(rapid.SampledFrom([]int{3000, 8000, 20000}).Draw(t, "n"),
			first), sampled(rapid.SampledFrom([]int{3000, 10000}).Draw(t, "m"), second)
		g := summarytest.Fitted(reference)
		c, b := observed(g, other...), observed(g, reference...)
		if got, want := ks.Compare(c, b, measure.Params{}).Value, exactKS(other,
			reference); math.Abs(got-want) > 0.015 {
			t.Errorf("%.60s: ks is %.4f, exactly %.4f", g, got, want)
		}
		least, most := psiRange(other, reference)
		if got := psi.Compare(c, b, measure.Params{}).Value; got < least-math.Max(0.02, 0.05*least) ||
			got > most+math.Max(0.02, 0.05*most) {
			t.Errorf("%.60s: psi is %.4f, by the rows %.4f to %.4f", g, got, least, most)
		}
	})
}

// Fitted values of a model with few distinct inputs repeat, and other ones in each window. Which of them share a bin
// decides PSI, so the grid of edges cuts exactly at the reference's deciles.
func TestDecilesOfValuesThatRepeatAreExact(t *testing.T) {
	psi, onEdges := lookup(t, "psi"), 0
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 2))
		fitted := func(values int) func() float64 {
			list := sampled(values, func() float64 { return math.Exp(1.5 * random.NormFloat64()) })
			return func() float64 { return list[int(float64(values)*random.Float64()*random.Float64())] }
		}
		reference, other := sampled(2000, fitted(130)), sampled(2000, fitted(180))
		g := summarytest.Fitted(reference)
		if g.Family != summary.Edges {
			continue
		}
		onEdges++
		got, want := psi.Compare(observed(g, other...), observed(g, reference...),
			measure.Params{}).Value, exact.PSI(other, reference, 0, true)
		if math.Abs(got-want) > math.Max(0.02, 0.05*want) {
			t.Errorf("seed %d on %.60s: psi is %.4f, at exact deciles %.4f", seed, g, got, want)
		}
	}
	if onEdges < 20 {
		t.Errorf("%d of 200 columns are on edges, want at least 20", onEdges)
	}
}

func sampled(n int, draw func() float64) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = draw()
	}
	return values
}

// exactKS is max|F−G| over all values.
func exactKS(a, b []float64) float64 {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	var i, j int
	var most float64
	for i < len(a) || j < len(b) {
		x := math.Inf(1)
		if i < len(a) {
			x = a[i]
		}
		if j < len(b) {
			x = math.Min(x, b[j])
		}
		for i < len(a) && a[i] == x {
			i++
		}
		for j < len(b) && b[j] == x {
			j++
		}
		most = math.Max(most, math.Abs(float64(i)/float64(len(a))-float64(j)/float64(len(b))))
	}
	return most
}

// psiRange is what PSI is computed from the rows, by the rule of the bins with every value a cell of its own: the least
// and most, as the ranks of all cuts move by up to 1 %.
func psiRange(current, baseline []float64) (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for shift := -1.0; shift <= 1; shift += 0.25 {
		for _, above := range []bool{false, true} {
			psi := exact.PSI(current, baseline, shift/100, above)
			least, most = math.Min(least, psi), math.Max(most, psi)
		}
	}
	return least, most
}
