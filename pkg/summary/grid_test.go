package summary_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"leeway/pkg/summary"
	"pgregory.net/rapid"
)

func grid(t testing.TB, text string) summary.Grid {
	t.Helper()
	g, err := summary.ParseGrid(text)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestParseGrid(t *testing.T) {
	for _, text := range []string{"linear(3)", "linear(-4)", "exponential(5)", "exponential(0)", "logit", "logit(-2)",
		"edges([-1.5, 0, 0.1, 1e+20])"} {
		if got := grid(t, text).String(); got != text {
			t.Errorf("%s reads back as %s", text, got)
		}
	}
	for text, says := range map[string]string{
		"":                  "is not a grid",
		"linear":            "is not a grid",
		"exponential(10)":   "takes -10 to 9",
		"linear(1001)":      "takes -1000 to 1000",
		"linear(1.5)":       "is not a grid",
		"Linear(1)":         "is not a grid",
		"edges([])":         `"" is not a number`,
		"edges([1])":        "2 to 256 cut points; found 1",
		"edges([1, 1])":     "must ascend; 1 comes after 1",
		"edges([NaN, 1])":   "cut point NaN is not within ±1e+300",
		"edges([1, 1e301])": "cut point 1e+301 is not within ±1e+300",
	} {
		if _, err := summary.ParseGrid(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: error %v does not say %q", text, err, says)
		}
	}
	if got := (summary.Grid{}).String(); got != "none" {
		t.Errorf("the zero grid is %q", got)
	}
}

func TestKeys(t *testing.T) {
	const shift = 1 << 20
	for _, c := range []struct {
		grid string
		x    float64
		key  int64
	}{
		{"linear(0)", 3.999, 3}, {"linear(0)", -0.5, -1}, {"linear(3)", 1, 8}, {"linear(-2)", 7, 1},
		{"linear(-2)", -1, -1},
		{"linear(3)", 1e300, 1 << 53}, {"linear(3)", -1e300, -1 << 53}, {"linear(3)", math.Copysign(0, -1), 0},
		{"exponential(5)", 0, 0}, {"exponential(5)", 1, shift}, {"exponential(5)", 2, shift + 32},
		{"exponential(5)", -2, -shift - 32},
		{"exponential(5)", 1.999999, shift + 31}, {"exponential(5)", 0.5, shift - 32}, {"exponential(0)", 3, shift + 1},
		{"exponential(9)", 5e-324, shift - 1074*512}, {"exponential(9)", math.MaxFloat64, shift + 1024*512},
		// Within 2^−20 of a cell below an edge counts as on it; farther below does not.
		{"exponential(5)", 1 - 1e-8, shift}, {"exponential(5)", 1 - 1e-6, shift - 1},
		{"logit", 0.5, 0}, {"logit", 0.49999, -1}, {"logit", 0, -560}, {"logit", 1, 560}, {"logit", 1e-300, -560},
		{"edges([0, 1, 4])", 0, 1}, {"edges([0, 1, 4])", 0.999, 1}, {"edges([0, 1, 4])", 1, 2},
		{"edges([0, 1, 4])", 4, 3},
		{"edges([0, 1, 4])", 4.08, 3}, {"edges([0, 1, 4])", 4.09, 4}, {"edges([0, 1, 4])", 8, 3 + 32},
		{"edges([0, 1, 4])", -1e-9, 0},
		{"edges([0, 1, 4])", -4, -32}, {"edges([0, 1, 4])", -3.999, -31}, {"edges([0, 1, 4])", 1e300, 3 + 3200},
		{"edges([0, 1, 4])", -math.MaxFloat64, -3200},
	} {
		key, ok := grid(t, c.grid).Key(c.x)
		if !ok || key != c.key {
			t.Errorf("%s: the key of %v is %d (%v), want %d", c.grid, c.x, key, ok, c.key)
		}
	}
	for _, g := range []string{"linear(3)", "exponential(5)", "logit", "edges([0, 1])"} {
		for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
			if _, ok := grid(t, g).Key(x); ok {
				t.Errorf("%s takes %v for a value", g, x)
			}
		}
	}
	for _, p := range []float64{-2e-6, 1.00001} {
		if _, ok := summary.ScoreGrid.Key(p); ok {
			t.Errorf("the score grid takes %v for a probability", p)
		}
	}
	// as calibrators and 32-bit floats round
	for p, bound := range map[float64]float64{-1e-9: 0, 1 + 0x1p-52: 1, 1.0000001: 1} {
		got, ok := summary.ScoreGrid.Key(p)
		if want, _ := summary.ScoreGrid.Key(bound); !ok || got != want {
			t.Errorf("%v is in cell %d (%v), want that of %v, %d", p, got, ok, bound, want)
		}
	}
}

func TestPowersOfTwoOpenACell(t *testing.T) {
	for scale := -10; scale <= 9; scale++ {
		g := summary.Grid{Family: summary.Exponential, Scale: scale}
		for e := -1000; e <= 1000; e += max(1, 1<<max(0, -scale)) {
			if scale < 0 && e%(1<<-scale) != 0 {
				continue
			}
			x := math.Ldexp(1, e)
			key, _ := g.Key(x)
			if lo, _ := g.Bounds(key); lo != x {
				t.Fatalf("%s: 2^%d is in the cell from %v", g, e, lo)
			}
		}
	}
}

// anyGrid draws a grid and anyValue a value for it.
func anyGrid(t *rapid.T) summary.Grid {
	switch rapid.IntRange(0, 3).Draw(t, "family") {
	case 3:
		return anyEdges(t)
	case 0:
		return summary.Grid{Family: summary.Linear, Scale: rapid.IntRange(-8, 12).Draw(t, "scale")}
	case 1:
		return summary.Grid{Family: summary.Exponential, Scale: rapid.IntRange(-2, 7).Draw(t, "scale")}
	}
	return summary.ScoreGrid
}

// anyEdges draws cut points of any size; some are next to each other.
func anyEdges(t *rapid.T) summary.Grid {
	cuts := rapid.SliceOfNDistinct(rapid.OneOf(rapid.Float64Range(-1e4, 1e4),
		rapid.SampledFrom([]float64{0, 1, -1, 2, -0.25, 3.7, 1e-5})), 2, 20, rapid.ID).Draw(t, "cuts")
	if rapid.Bool().Draw(t, "a cell of one value") {
		cuts = append(cuts, math.Nextafter(cuts[0], 1e9))
	}
	slices.Sort(cuts)
	g, err := summary.NewEdges(slices.Compact(cuts))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func anyValue(t *rapid.T, g summary.Grid) float64 {
	if g.Family == summary.Edges && rapid.Bool().Draw(t, "a cut point") {
		return g.Cuts.At(rapid.IntRange(0, g.Cuts.Len()-1).Draw(t, "which"))
	}
	if g.Family == summary.Logit {
		return rapid.Float64Range(0, 1).Draw(t, "p")
	}
	return rapid.OneOf(rapid.Float64Range(-1e4, 1e4), rapid.SampledFrom([]float64{0, 1, -1, 2, -0.25, 3.7})).Draw(t,
		"x")
}

func TestCellsHoldTheirValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGrid(t)
		x := anyValue(t, g)
		key, _ := g.Key(x)
		lo, hi := g.Bounds(key)
		slack := 1e-6*(hi-lo) + 1e-12*math.Abs(x) // the exponential edges' 2^−20, and rounding
		if x < lo-slack || x > hi+slack {
			t.Errorf("%s: %v is in the cell %v…%v", g, x, lo, hi)
		}
		f := g.Offset(x)
		if f < 0 || f > 1 {
			t.Errorf("%s: the place of %v is %v", g, x, f)
		}
		origin, width := g.Affine(key)
		if back := origin + width*f; math.Abs(back-x) > slack+1e-12 {
			t.Errorf("%s: place %v of cell %d is %v, not %v", g, f, key, back, x)
		}
	})
}

func TestKeysOrderAsValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGrid(t)
		x, y := anyValue(t, g), anyValue(t, g)
		if x > y {
			x, y = y, x
		}
		a, _ := g.Key(x)
		b, _ := g.Key(y)
		if a > b {
			t.Errorf("%s: %v has key %d, %v has %d", g, x, a, y, b)
		}
	})
}

func TestCoarseKeysAreKeysOfTheCoarseGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGrid(t)
		x := anyValue(t, g)
		by := rapid.IntRange(1, 6).Draw(t, "by")
		key, _ := g.Key(x)
		direct, _ := g.Coarsen(by).Key(x)
		if shifted := g.CoarsenKey(key, by); shifted != direct && g.Family != summary.Exponential {
			t.Errorf("%s: the key of %v shifts to %d, is %d", g, x, shifted, direct)
		} else if shifted != direct {
			// A value within the tolerance of an exponential edge may fall to either side.
			lo, hi := g.Coarsen(by).Bounds(shifted)
			if x < lo-1e-5*math.Abs(x) || x > hi+1e-5*math.Abs(x) {
				t.Errorf("%s: the key of %v shifts to the cell %v…%v", g, x, lo, hi)
			}
		}
	})
}
