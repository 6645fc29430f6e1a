package count

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/summary"
)

// cells are a row of a result, nil for NULL; those of result stand behind column and span.
type cells []any

func (r cells) Int(i int) (int64, bool) {
	x, ok := r.Float(i)
	return int64(x), ok
}

func (r cells) Float(i int) (float64, bool) {
	switch x := r[i].(type) {
	case int:
		return float64(x), true
	case float64:
		return x, true
	}
	return 0, false
}

func (r cells) Text(i int) (string, bool) {
	text, ok := r[i].(string)
	return text, ok
}

// about is a row of a result about column 0 in span 0.
func about(kind, cell, text, n, first, second any) cells {
	return cells{0, 0, kind, cell, text, n, first, second}
}

var (
	halves = summary.Grid{Family: summary.Linear, Scale: 1}
	unit   = float64(summary.OffsetUnit) // the place at a cell's upper end
)

// even is what n values are taken as whose places are not known.
func even(g summary.Grid, key int64, n float64) summary.Cell { return g.EvenCell(key, n) }

// exampleRows are rows of every form, and what they count.
var exampleRows = []struct {
	form form
	of   columns.Column
	rows []cells
	want summary.Column
}{
	{places{}, columns.Column{Grid: halves}, []cells{
		about(0, 3, nil, 2, unit, unit/2), about(8, 0, nil, 5, 0, 0), about(16, 9, nil, 4, 1, 1),
		about(1, 0, nil, 6, 0, 0), about(2, 0, nil, 7, 0, 0)},
		summary.Column{Grid: halves, Missing: 6, Invalid: 7, Cells: map[int64]summary.Cell{
			3: {N: 2, Off: unit, Off2: unit / 2}, 0: {N: 5, Zero: 5}, 9: {N: 4, Outside: 4, Off: 1, Off2: 1}}}},
	{places{}, columns.Column{Grid: summary.DefaultExponential}, []cells{about(8, 1<<20, nil, 5, unit, unit)},
		summary.Column{Grid: summary.DefaultExponential, Cells: map[int64]summary.Cell{0: {N: 5, Zero: 5}}}},
	{keys{}, columns.Column{Grid: halves, CountsOnly: true}, []cells{
		about(64, 0, nil, 2, -3.0, 0), about(64, 0, nil, 3, nil, 0), about(64, 0, nil, 4, missingKey, 0),
		about(64, 0, nil, 5, unparsableKey, 0), about(64, 0, nil, 6, math.NaN(), 0)},
		summary.Column{Grid: halves, Missing: 7, Invalid: 11, Cells: map[int64]summary.Cell{-3: even(halves, -3, 2)}}},
	{groupingSets{}, columns.Column{Grid: halves, CountsOnly: true}, []cells{
		about(64, 0, nil, 2, 5.0, 0), about(64, 0, nil, 3, missingKey, 0)},
		summary.Column{Grid: halves, Missing: 3, Cells: map[int64]summary.Cell{5: even(halves, 5, 2)}}},
	{packedSets{}, columns.Column{Grid: halves, CountsOnly: true}, []cells{
		about(256, 0, nil, 2, 5.0, 0), about(256, 0, nil, 3, missingKey, 0), about(256, 0, nil, 4, unparsableKey, 0)},
		summary.Column{Grid: halves, Missing: 3, Invalid: 4, Cells: map[int64]summary.Cell{5: even(halves, 5, 2)}}},
	{histograms{}, columns.Column{Grid: halves, CountsOnly: true}, []cells{
		about(64, 0, nil, 2, 5.0, 0), about(1, 0, nil, 3, float64(missingWhole), 0), about(2, 0, nil, 4,
			float64(invalidWhole), 0)},
		summary.Column{Grid: halves, Missing: 3, Invalid: 4, Cells: map[int64]summary.Cell{5: even(halves, 5, 2)}}},
	{lists{}, columns.Column{Grid: halves, CountsOnly: true},
		[]cells{about(64, 0, nil, 2, 5.0, 0), about(64, 0, nil, 3, nil, 0)},
		summary.Column{Grid: halves, Missing: 3, Cells: map[int64]summary.Cell{5: even(halves, 5, 2)}}},
	{lists{}, columns.Column{Grid: halves}, []cells{about(16, 3, nil, 2, unit, unit/2), about(1, 0, nil, 6, nil, nil)},
		summary.Column{Grid: halves, Missing: 6, Cells: map[int64]summary.Cell{3: {N: 2, Outside: 2, Off: unit,
			Off2: unit / 2}}}},
	{lists{}, columns.Column{Grid: summary.ScoreGrid, Probability: true},
		[]cells{about(2, 0, nil, 6, 0, 0), about(0, 7, nil, 2, 1, 1)},
		summary.Column{Grid: summary.ScoreGrid, Invalid: 6, Cells: map[int64]summary.Cell{7: {N: 2, Off: 1, Off2: 1}}}},
	{lists{}, columns.Column{Mode: columns.FirstPass}, ofOctaves, octavesCounted},
	{octaves{}, columns.Column{Mode: columns.FirstPass}, ofOctaves, octavesCounted},
	{crossTables{}, columns.Column{Mode: columns.FirstPass}, ofOctaves, octavesCounted},
	{exponents{}, columns.Column{Mode: columns.FirstPass}, []cells{
		about(160, int(exponentsOf(2)), nil, 2, 5, 13), about(128, int(exponentsOf(0)), nil, 3, 0, 0),
		about(160, 1<<14, nil, 4, 0, 0), about(128, int(exponentsOf(math.Inf(1))), nil, 5, 0, 0)}, octavesCounted},
	{distinctValues{}, columns.Column{Mode: columns.Classified, Distinct: true}, []cells{about(0, 0, nil, 12, 0, 0)},
		summary.Column{Categories: map[string]float64{}, Distinct: []float64{12}}},
	{categories{}, columns.Column{Mode: columns.Classified},
		[]cells{about(0, 0, "AA", 2, 0, 0), about(1, 0, nil, 3, 0, 0),
			about(3, 0, nil, 4, 0, 0), about(4, 0, nil, 5, 0, 0)},
		summary.Column{Categories: map[string]float64{"AA": 2}, Missing: 3, Other: 4, New: 5}},
	{topCategories{}, columns.Column{Mode: columns.Distinct},
		[]cells{about(0, 0, "", 2, 0, 0), about(1, 0, nil, 3, 0, 0)},
		summary.Column{Categories: map[string]float64{"": 2}, Missing: 3}},
}

// ofOctaves are two numbers, 2 and 3, of one octave, three zeros, four missing values and five infinities.
var ofOctaves = []cells{about(32, 1<<20+1, nil, 2, 5, 13), about(0, 0, nil, 3, 0, 0), about(1, 0, nil, 4, nil, nil),
	about(2, 0, nil, 5, math.Inf(1), math.Inf(1))}

// In the octave from 2 to 4 their places are 0 and 1/2.
var octavesCounted = summary.Column{Grid: summary.OctaveGrid, Missing: 4, Invalid: 5, Cells: map[int64]summary.Cell{
	1<<20 + 1: {N: 2, Fractional: 2, Off: unit / 2, Off2: unit / 4}, 0: {N: 3, Zero: 3}}}

func TestEveryFormReadsItsRows(t *testing.T) {
	tested := map[form]bool{moments{}: true, ranges{}: true} // below
	for i, c := range exampleRows {
		tested[c.form] = true
		t.Run(fmt.Sprintf("%T %d", c.form, i), func(t *testing.T) {
			c.of.Key = "x"
			counted := read(t, c.form, c.of, c.rows...)
			if diff := cmp.Diff(&c.want, counted.Columns["x"][""], cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		})
	}
	for _, f := range forms {
		if !tested[f] {
			t.Errorf("no test reads a row of %T", f)
		}
	}
}

// read reads rows of a form.
func read(t *testing.T, f form, of columns.Column, rows ...cells) Counted {
	t.Helper()
	r := Union{forms: []form{f}}.Reader([]columns.Column{of}, Layout{Spans: 1}, nil)
	for _, row := range rows {
		if err := r.Add(row); err != nil {
			t.Fatal(err)
		}
	}
	return r.Spans()[0]
}

func TestMomentsAreReadWithWhatWasNotAsked(t *testing.T) {
	exact := columns.Column{Key: "x", Mode: columns.Exactly}
	got := read(t, moments{}, exact, about(32, 0, nil, 7, 1.5, 0.25)).Exact["x"]
	if want := (summary.Exact{N: 7, Mean: 1.5, Variance: 0.25, Fractional: true}); got != want {
		t.Errorf("they are %+v, want %+v", got, want)
	}
	if got = read(t, moments{}, exact, about(0, 0, nil, 7, nil, nil)).Exact["x"]; !math.IsNaN(got.Variance) ||
		got.Fractional {
		t.Errorf("a variance that was not asked for is %v of fractional %v, want NaN of whole numbers", got.Variance,
			got.Fractional)
	}
}

func TestRangesAreReadButThoseOfNothing(t *testing.T) {
	got := read(t, ranges{}, columns.Column{Key: "x", Mode: columns.Ranges},
		about(0, 1, nil, 3, -2.0, 4.0), about(0, 1, nil, 0, nil, nil)).Ranges["x"]
	if diff := cmp.Diff([]summary.Range{{N: 3, Min: -2, Max: 4}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestWeightsAreDividedByTheirUnitAndValuesHaveNone(t *testing.T) {
	list := []columns.Column{{Key: "x", Grid: halves}, {Key: "y", Mode: columns.Distinct, Distinct: true}}
	r := Union{forms: []form{places{}, distinctValues{}}}.Reader(list, Layout{Spans: 1, Weighted: true}, nil)
	for _, row := range []cells{about(0, 3, nil, 2.5*weightUnit, 0, 0), {1, 0, 0, 0, nil, 4, 0, 0}} {
		if err := r.Add(row); err != nil {
			t.Fatal(err)
		}
	}
	if got := r.Spans()[0].Columns["x"][""].Cells[3].N; got != 2.5 {
		t.Errorf("the weight is %v, want 2.5", got)
	}
	if got := r.Spans()[0].Columns["y"][""].Distinct[0]; got != 4 {
		t.Errorf("there are %v values, want 4", got)
	}
}
