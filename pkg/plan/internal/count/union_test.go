package count

import (
	"testing"

	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// The ways of counting, each as a store says it.
var (
	plain      = sqlast.Counting{}
	withLists  = sqlast.Counting{Lists: true}
	withSets   = sqlast.Counting{Sets: 8}
	withPacked = sqlast.Counting{Sets: 8, Packed: true, Bits: true}
	withTables = sqlast.Counting{CrossTables: true}
	withCounts = sqlast.Counting{Histograms: 8, Bits: true}
)

func TestAColumnIsCountedByTheFirstFormThatFits(t *testing.T) {
	number, text, whole := values.Value{Type: sqlast.Float}, values.Value{Type: sqlast.Text}, values.Value{Type: sqlast.Integer}
	first := columns.Column{Mode: columns.FirstPass}
	cellsOnly := columns.Column{Grid: halves, CountsOnly: true}
	ofCalls := columns.Column{Mode: columns.FirstPass, Call: "call"}
	for _, c := range []struct {
		name   string
		of     columns.Column
		value  values.Value
		layout Layout
		how    sqlast.Counting
		want   form
	}{
		{"a first pass", first, number, Layout{}, plain, octaves{}},
		{"a first pass by lists", first, number, Layout{}, withLists, lists{}},
		{"a first pass by bits", first, number, Layout{}, withPacked, exponents{}},
		{"a first pass of whole numbers by bits", first, whole, Layout{}, withPacked, octaves{}},
		{"a first pass by cross tables", first, number, Layout{}, withTables, crossTables{}},
		{"a first pass of texts by cross tables", first, text, Layout{}, withTables, octaves{}},
		{"a first pass by segment by cross tables", first, number, Layout{Segments: 1}, withTables, octaves{}},
		{"a first pass of weighted rows by lists", first, number, Layout{Weighted: true}, withLists, octaves{}},
		{"a first pass of one row a call by lists", ofCalls, number, Layout{}, withLists, octaves{}},
		{"cells", cellsOnly, number, Layout{}, plain, keys{}},
		{"cells by lists", cellsOnly, number, Layout{}, withLists, lists{}},
		{"cells by sets", cellsOnly, number, Layout{}, withSets, groupingSets{}},
		{"cells by packed sets", cellsOnly, number, Layout{}, withPacked, packedSets{}},
		{"cells by histograms", cellsOnly, number, Layout{}, withCounts, histograms{}},
		{"cells of weighted rows by sets", cellsOnly, number, Layout{Weighted: true}, withSets, keys{}},
		{"cells and places by sets", columns.Column{Grid: halves}, number, Layout{}, withSets, places{}},
		{"cells of probabilities on a linear grid", columns.Column{Grid: halves, CountsOnly: true, Probability: true},
			number,
			Layout{}, withSets, places{}},
		{"cells of scores", columns.Column{Grid: summary.ScoreGrid, CountsOnly: true, Probability: true}, number,
			Layout{}, withSets,
			groupingSets{}},
		{"categories", columns.Column{Mode: columns.Classified}, text, Layout{}, withLists, categories{}},
		{"the most frequent categories", columns.Column{Mode: columns.Distinct}, text, Layout{}, withLists,
			topCategories{}},
		{"distinct values", columns.Column{Mode: columns.FirstPass, Distinct: true}, number, Layout{}, withLists,
			distinctValues{}},
		{"exact moments", columns.Column{Mode: columns.Exactly}, number, Layout{}, withLists, moments{}},
		{"ranges", columns.Column{Mode: columns.Ranges}, number, Layout{}, withLists, ranges{}},
	} {
		if got := formOf(Column{Column: c.of, Value: c.value}, c.layout, c.how); got != c.want {
			t.Errorf("%s: they are counted as %T, want %T", c.name, got, c.want)
		}
	}
}

// A store's way of counting never leaves a column without a form.
func TestEveryModeHasAForm(t *testing.T) {
	for mode := columns.OnGrid; mode <= columns.Ranges; mode++ {
		for _, how := range []sqlast.Counting{plain, withLists, withSets, withPacked, withTables, withCounts} {
			for _, l := range []Layout{{}, {Weighted: true}, {Segments: 2}, {Timeless: true}} {
				formOf(Column{Column: columns.Column{Mode: mode, Grid: halves}}, l, how)
			}
		}
	}
}
