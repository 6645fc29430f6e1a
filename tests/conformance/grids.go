package conformance

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/summary"
)

// edges are values at, just below and just above powers of two, of both signs, and what is awkward besides.
func edges() []float64 {
	list := []float64{0, math.Copysign(0, -1), 0.1, 1.0 / 3, math.Pi, 1013.25, -273.15, 1e8, -1e8, 1e15, 4e18, -4e18,
		1e300, 1.1e300, -1e300,
		5e-324, 1e-300, math.MaxFloat64, 1<<53 + 1, -(1<<53 + 1)}
	for j := -40; j <= 40; j++ {
		p := math.Ldexp(1, j)
		for _, x := range []float64{p, math.Nextafter(p, 0), math.Nextafter(p, math.Inf(1))} {
			list = append(list, x, -x)
		}
	}
	return list
}

// extremes are values of octaves as far as doubles reach, at both ends of each; two of the outermost, whose sum is no
// double.
func extremes() []float64 {
	list := []float64{-math.MaxFloat64, -math.MaxFloat64, -5e-324, math.Nextafter(0x1p-1022, 0)}
	for j := -1074; j < 1024; j += 3 {
		p := math.Ldexp(1, j)
		list = append(list, p, -math.Nextafter(p, 0))
	}
	return list
}

// probabilities are scores where the logit grid is delicate.
func probabilities() []float64 {
	list := []float64{0, 1, 0.5, 1e-300, 1e-17, 1 - 1e-16, math.Nextafter(1, 0), 5e-324, -0.1, 1.1}
	for i := -200; i <= 200; i += 7 {
		list = append(list, 1/(1+math.Exp(-float64(i)/16-0.01)))
	}
	return list
}

func edgesGrid(t *testing.T, cuts ...float64) summary.Grid {
	t.Helper()
	g, err := summary.NewEdges(cuts)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// manyEdges cuts at some of the values themselves, and right above them.
func manyEdges(t *testing.T) summary.Grid {
	t.Helper()
	var cuts []float64
	for i := range summary.MaxCutPoints / 2 {
		x := math.Ldexp(1, i/2-32) * float64(1-i%2*2)
		cuts = append(cuts, x, math.Nextafter(x, math.Inf(1)))
	}
	slices.Sort(cuts)
	return edgesGrid(t, cuts...)
}

// grids: every store puts a value into the same cell, and at the same place inside it, as Go does.
func grids(t *testing.T, h Harness) {
	cases := []gridCase{
		{"linear cells of width one", summary.Grid{Family: summary.Linear}, false, edges()},
		{"linear cells of an eighth", summary.Grid{Family: summary.Linear, Scale: 3}, false, edges()},
		{"linear cells of width sixteen", summary.Grid{Family: summary.Linear, Scale: -4}, false, edges()},
		{"exponential cells, 32 an octave", summary.Grid{Family: summary.Exponential, Scale: 5}, false, edges()},
		{"between edges", edgesGrid(t, -1, -0.25, 0, 0.1, math.Nextafter(0.1, 1), 1, 1013.25, 1e8), false, edges()},
		{"between as many edges as there may be", manyEdges(t), false, edges()},
		{"between edges far apart", edgesGrid(t, -1e300, 0, 5e-324, 1e300), false, edges()},
		{"octaves", summary.OctaveGrid, false, append(edges(), extremes()...)},
		{"log-odds of probabilities", summary.ScoreGrid, true, probabilities()},
	}
	var rows [][]any
	row := 0
	for _, c := range cases {
		for i, x := range c.values {
			row++
			rows = append(rows, []any{int64(row), day(3, 5).UTC(), c.name, x, c.values[len(c.values)-1-i]})
		}
	}
	s := h.Open(t, logTable([]Column{{Name: "which", Type: Text}, {Name: "x", Type: Double},
		{Name: "reversed", Type: Double}}, rows))
	m := logModel()
	t.Run("first pass", func(t *testing.T) {
		firstPass(t, s, m, append(edges(), extremes()...),
			plan.Filter{Dimension: plan.Dimension{Column: "which"}, Texts: []string{"octaves"}})
	})
	t.Run("ranges", func(t *testing.T) {
		ranges(t, s, m, append(edges(), extremes()...),
			plan.Filter{Dimension: plan.Dimension{Column: "which"}, Texts: []string{"octaves"}})
	})
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { countedOnGrid(t, s, m, c) })
	}
}

// gridCase is a grid, and values that it is to count.
type gridCase struct {
	name        string
	grid        summary.Grid
	probability bool
	values      []float64
}

// countedOnGrid counts the rows of a case in the store, with places and without, and in Go.
func countedOnGrid(t *testing.T, s store.Store, m *model.Model, c gridCase) {
	t.Helper()
	want := &summary.Column{Grid: c.grid, Cells: map[int64]summary.Cell{}}
	for _, x := range c.values {
		want.Observe(x)
	}
	scan := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m), Spans: one(day(3, 5), day(3, 6)),
		Filters: []plan.Filter{{Dimension: plan.Dimension{Column: "which"}, Texts: []string{c.name}}}},
		Columns: []plan.Column{{Key: "x", Name: "x", Grid: c.grid, Probability: c.probability}}}
	statement, err := scan.Count(s.Dialect().Counting)
	got := run(t, s, statement, err)[0].Columns["x"][""]
	if got == nil {
		t.Fatal("nothing was counted")
	}
	if diff := cmp.Diff(want, got, placesWithin(2)); diff != "" {
		t.Errorf("cells differ (-Go +store):\n%s", diff)
	}
	scan.Columns[0].CountsOnly = true
	statement, err = scan.Count(s.Dialect().Counting)
	got = run(t, s, statement, err)[0].Columns["x"][""]
	if diff := cmp.Diff(want, got, cellCounts); diff != "" {
		t.Errorf("counted by key alone, cells differ (-Go +store):\n%s", diff)
	}
}

// ranges: the smallest and largest value of each cell, to the last digit.
func ranges(t *testing.T, s store.Store, m *model.Model, values []float64, filter plan.Filter) {
	t.Helper()
	cuts := manyEdges(t)
	want := map[int64]summary.Range{}
	for _, x := range values {
		key, _ := cuts.Key(x)
		r, ok := want[key]
		if !ok {
			r = summary.Range{Min: x, Max: x}
		}
		want[key] = summary.Range{N: r.N + 1, Min: min(r.Min, x), Max: max(r.Max, x)}
	}
	scan := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m), Spans: one(day(3, 5), day(3, 6)),
		Filters: []plan.Filter{filter}},
		Columns: []plan.Column{{Key: "x", Name: "x", Mode: plan.Ranges, Grid: cuts}}}
	statement, err := scan.Count(s.Dialect().Counting)
	got := run(t, s, statement, err)[0].Ranges["x"]
	if len(got) != len(want) {
		t.Errorf("%d cells hold values, want %d", len(got), len(want))
	}
	for _, r := range got {
		if key, _ := cuts.Key(r.Min); want[key] != r {
			t.Errorf("cell %d holds %+v, want %+v", key, r, want[key])
		}
	}
}

// cellCounts compares how many values a cell holds.
var cellCounts = cmp.Transformer("count", func(c summary.Cell) float64 { return c.N })

// firstPass: octaves, zeros, whether all values are whole, and the places that are kept there; of three columns,
// because some stores count two together.
func firstPass(t *testing.T, s store.Store, m *model.Model, values []float64, filter plan.Filter) {
	t.Helper()
	want := &summary.Column{Grid: summary.OctaveGrid}
	for _, x := range values {
		want.Observe(x)
	}
	scan := plan.Scan{Rows: plan.Rows{Model: m, Source: source(t, s, m), Spans: one(day(3, 5), day(3, 6)),
		Filters: []plan.Filter{filter}}}
	for _, column := range [][2]string{{"x", "x"}, {"reversed", "reversed"}, {"again", "x"}} {
		scan.Columns = append(scan.Columns, plan.Column{Key: column[0], Name: column[1], Mode: plan.FirstPass})
	}
	statement, err := scan.Count(s.Dialect().Counting)
	for key, segments := range run(t, s, statement, err)[0].Columns {
		t.Run(key, func(t *testing.T) { sameOctaves(t, want, segments[""]) })
	}
}

func sameOctaves(t *testing.T, want, got *summary.Column) {
	t.Helper()
	if got == nil {
		t.Fatal("nothing was counted")
	}
	if diff := cmp.Diff(want, got, cmp.Transformer("count",
		func(c summary.Cell) [2]float64 { return [2]float64{c.N, c.Zero} })); diff != "" {
		t.Errorf("octaves differ (-Go +store):\n%s", diff)
	}
	for key, cell := range want.Cells {
		lower, _ := want.Grid.Affine(key)
		if places := placesWithin(2); (cell.Fractional > 0) != (got.Cells[key].Fractional > 0) ||
			math.Abs(math.Log2(math.Abs(lower))) < sqlast.SquareExponent && !cmp.Equal(cell, got.Cells[key], places) {
			t.Errorf("octave %d holds %+v, want %+v", key-1<<20, got.Cells[key], cell)
		}
	}
}

// placesWithin lets the sums of places differ by some units a value: a logarithm's last bit may differ between
// machines, a cell's key must not.
func placesWithin(units float64) cmp.Option {
	return cmp.Comparer(func(a, b summary.Cell) bool {
		near := func(x, y float64) bool { return math.Abs(x-y) <= units*math.Max(1, a.N) }
		return a.N == b.N && a.Zero == b.Zero && a.Outside == b.Outside &&
			near(a.Off, b.Off) && near(a.Off2, b.Off2)
	})
}
