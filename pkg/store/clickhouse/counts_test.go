package clickhouse

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
	"leeway/pkg/summary"
	"leeway/tests/servers/clickhousetest"
)

// TestNumbersThatAreNeverNull counts columns that are not Nullable, in every form that numbers are counted in.
func TestNumbersThatAreNeverNull(t *testing.T) {
	d := clickhousetest.New(t)
	const rows = 100
	d.Exec(t,
		"CREATE TABLE "+d.Name("c")+" (x Float64, single Float32, whole Int32, exact Decimal(9, 2)) ENGINE = Memory",
		"INSERT INTO "+d.Name("c")+" SELECT number % 9 - 4 AS y, y, y, y FROM numbers(100)")
	s := open(t, d)
	columns, err := s.Columns(context.Background(), []string{"c"})
	if err != nil {
		t.Fatal(err)
	}
	types, halves := map[string]sqlast.Type{}, summary.Grid{Family: summary.Linear, Scale: 1}
	scan := plan.Scan{Rows: plan.Rows{Model: &model.Model{ID: "m"}}}
	forms := map[string]plan.Column{"octaves": {Mode: plan.FirstPass, Grid: summary.OctaveGrid},
		"counts": {CountsOnly: true, Grid: halves}, "counts by size": {CountsOnly: true,
			Grid: summary.DefaultExponential},
		"places": {Grid: halves}, "places by size": {Grid: summary.DefaultExponential}}
	for _, c := range columns {
		types[c.Name] = c.Type
		for form, column := range forms {
			column.Key, column.Name = form+" of "+c.Name, c.Name
			scan.Columns = append(scan.Columns, column)
		}
	}
	scan.Source = plan.TableSource(model.Baseline{}, []string{"c"}, types)
	statement, err := scan.Count(s.Dialect().Counting)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Query(context.Background(), statement.Query,
		func(r store.Row) error { return statement.Reader.Add(r) }); err != nil {
		t.Fatal(err)
	}
	if _, again, err := statement.Next(); again || err != nil {
		t.Fatalf("something is to be counted again, or %v", err)
	}
	for _, c := range scan.Columns {
		want := &summary.Column{Grid: c.Grid}
		for i := range rows {
			want.Observe(float64(i%9 - 4))
		}
		got := statement.Reader.Spans()[0].Columns[c.Key][""]
		if diff := cmp.Diff(want, got, cmp.Transformer("count",
			func(c summary.Cell) float64 { return c.N })); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.Key, diff)
		}
	}
}
