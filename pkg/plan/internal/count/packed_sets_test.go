package count

import (
	"math"
	"testing"

	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/summary"
)

// numbers are a row: column, span, kind, cell, nothing, count and key.
type numbers [7]float64

func (r numbers) Int(i int) (int64, bool)     { return int64(r[i]), true }
func (r numbers) Float(i int) (float64, bool) { return r[i], true }
func (r numbers) Text(int) (string, bool)     { return "", false }

// packedReader reads a column with cells of width 1/2 over three spans of ten rows each; keys are counted as often as
// told.
func packedReader(t *testing.T, keys map[float64]float64) *Reader {
	t.Helper()
	list := []columns.Column{{Key: "x", Grid: summary.Grid{Family: summary.Linear, Scale: 1}}}
	r := Union{forms: []form{packedSets{}}}.Reader(list, Layout{Spans: 3}, nil)
	for span := range 3 {
		if err := r.Add(numbers{rowsIndex, float64(span), 0, 0, 0, 10}); err != nil {
			t.Fatal(err)
		}
	}
	for key, n := range keys {
		if err := r.Add(numbers{0, 0, float64(markPacked), 0, 0, n, key}); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func TestPackedKeys(t *testing.T) {
	second, third := 0x1p-4, 0x2p-4
	r := packedReader(t, map[float64]float64{-3: 1, 5: 9, -3 + second: 2, missingKey + second: 3, 0x1p47 + second: 4,
		third: 6, unparsableKey + third: 1, math.NaN(): 4})
	if again := r.ColumnsToRecount(); len(again) > 0 {
		t.Fatal("it is to be counted again")
	}
	for span, want := range []summary.Column{
		{Cells: map[int64]summary.Cell{-3: {N: 1}, 5: {N: 9}}},
		{Cells: map[int64]summary.Cell{-3: {N: 2}, 1 << 47: {N: 4}}, Missing: 3, Invalid: 1},
		{Cells: map[int64]summary.Cell{0: {N: 6}}, Invalid: 4},
	} {
		got := r.Spans()[span].Columns["x"][""]
		if got.Missing != want.Missing || got.Invalid != want.Invalid || len(got.Cells) != len(want.Cells) {
			t.Errorf("span %d holds %+v, want %+v", span, got, want)
		}
		for key, cell := range want.Cells {
			if got.Cells[key].N != cell.N {
				t.Errorf("span %d has %v values in cell %d, want %v", span, got.Cells[key].N, key, cell.N)
			}
		}
	}
}

// What a packed key cannot tell is counted again: values far out, infinity where a value may have overflowed, and
// invalid values when the rows that came in meanwhile cannot be distinguished from them.
func TestPackedKeysThatDoNotTell(t *testing.T) {
	for name, keys := range map[string]map[float64]float64{
		"far out":         {0x1p48: 1},
		"infinite":        {math.Inf(-1): 1},
		"fewer rows read": {0: 10, 0x1p-4: 11, 0x2p-4: 8, math.NaN(): 2},
		"more rows read":  {0: 10, 0x1p-4: 10, 0x2p-4: 7, math.NaN(): 2},
	} {
		t.Run(name, func(t *testing.T) {
			if again := packedReader(t, keys).ColumnsToRecount(); len(again) != 1 {
				t.Error("it is taken as counted")
			}
		})
	}
}

// A key that names a span there is not is an error, not somebody else's count.
func TestPackedKeyOfNoSpan(t *testing.T) {
	if err := packedReader(t, nil).Add(numbers{0, 0, float64(markPacked), 0, 0, 1, 0x3p-4}); err == nil {
		t.Error("it was counted")
	}
}
