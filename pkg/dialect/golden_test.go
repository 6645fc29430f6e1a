package dialect

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/sqlast"
)

var update = flag.Bool("update", false, "write testdata anew")

// all are the dialects that a golden file shows side by side.
var all = []*Dialect{DuckDB, Postgres, MySQL, ClickHouse, Trino}

var (
	ts       = sqlast.Micros{X: sqlast.Column{Name: "predicted_at", Type: sqlast.Timestamp}, From: sqlast.Timestamp}
	distance = sqlast.Column{Source: "p", Name: "distance", Type: sqlast.Float}
	carrier  = sqlast.Column{Source: "p", Name: "carrier", Type: sqlast.Text}
	log      = sqlast.Table{Name: []string{"ml", "predictions"}, As: "p"}
)

func named(as string, x sqlast.Expr) sqlast.Item { return sqlast.Item{X: x, As: as} }

// goldens are statements of the shapes the planner makes.
var goldens = map[string]sqlast.Query{
	"cells": sqlast.Select{
		With: []sqlast.CTE{{Name: "base", Query: sqlast.Select{
			Items: []sqlast.Item{
				named("span", sqlast.SpanIndex{Micros: ts, Runs: []sqlast.Run{
					{Start: 1364788800000000, End: 1365393600000000, Width: 604800000000},
					{Start: 1366516800000000, End: 1367121600000000, Width: 86400000000, First: 1}}}),
				named("x", sqlast.ToNumber{X: distance, From: sqlast.Float}),
			},
			From: log,
			Where: sqlast.And{List: []sqlast.Expr{
				sqlast.Binary{Op: sqlast.Ge, L: ts, R: sqlast.Param{Value: int64(1364788800000000)}},
				sqlast.Binary{Op: sqlast.Lt, L: ts, R: sqlast.Param{Value: int64(1367121600000000)}},
				sqlast.InTexts{X: sqlast.ToText{X: carrier, From: sqlast.Text}, Values: []string{"AA", "o'hare"}}}},
		}}},
		Items: []sqlast.Item{
			named("span", sqlast.Column{Source: "base", Name: "span", Type: sqlast.Integer}),
			named("cell", sqlast.Case{Whens: []sqlast.When{{If: sqlast.Finite{X: sqlast.Column{Name: "x",
				Type: sqlast.Float}},
				Then: sqlast.Floor{X: sqlast.Scaled{X: sqlast.Column{Name: "x", Type: sqlast.Float}, Shift: -3}}}}}),
			named("n", sqlast.Agg{Func: sqlast.CountAll}),
			named("sum", sqlast.Agg{Func: sqlast.Sum, X: sqlast.Round{X: sqlast.Scaled{X: sqlast.Column{Name: "x",
				Type: sqlast.Float}, Shift: 10}}}),
		},
		From: sqlast.Ref{Name: "base"}, GroupBy: []int{1, 2},
		OrderBy: []sqlast.Order{{X: sqlast.Column{Name: "span", Type: sqlast.Integer}},
			{X: sqlast.Column{Name: "cell", Type: sqlast.Integer}, Desc: true}},
		Limit: 100,
	},
	"outcomes": sqlast.Union{
		With: []sqlast.CTE{{Name: "labels", Materialize: true, Query: sqlast.Select{
			Items: []sqlast.Item{named("id", sqlast.Column{Name: "id", Type: sqlast.Integer}),
				named("row", sqlast.RowNumber{PartitionBy: []sqlast.Expr{sqlast.Column{Name: "id"}},
					OrderBy: []sqlast.Order{{X: ts, Desc: true}}})},
			From: sqlast.Table{Name: []string{`odd"name`}}}}},
		Parts: []sqlast.Select{
			{Items: []sqlast.Item{named("n", sqlast.Agg{Func: sqlast.CountDistinct, X: distance})},
				From: sqlast.Join{Left: true, L: log, R: sqlast.Subquery{As: "l", Query: sqlast.Select{Distinct: true,
					Items: []sqlast.Item{named("id", sqlast.Column{Name: "id"})}, From: sqlast.Ref{Name: "labels"}}},
					On: sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Source: "p", Name: "id"},
						R: sqlast.Column{Source: "l", Name: "id"}}}},
			{Items: []sqlast.Item{named("n", sqlast.Null{Type: sqlast.Integer})}, Where: sqlast.Not{X: sqlast.Or{}}},
		},
	},
	"values": sqlast.Select{Items: []sqlast.Item{
		named("parsed", sqlast.ToNumber{X: sqlast.Path{X: sqlast.Column{Name: "payload", Type: sqlast.JSON},
			Keys: []string{"customer", "a/ge"}}, From: sqlast.Text}),
		named("whole", sqlast.Document{X: sqlast.Column{Name: "payload", Type: sqlast.JSON}}),
		named("from text", sqlast.Path{X: sqlast.Column{Name: "raw", Type: sqlast.Text}, Keys: []string{"age"}}),
		named("class", sqlast.ToText{X: sqlast.Column{Name: "late", Type: sqlast.Bool}, From: sqlast.Bool}),
		named("double", sqlast.ToText{X: distance, From: sqlast.Float}),
		named("decimal", sqlast.ToText{X: sqlast.Column{Name: "price", Type: sqlast.Decimal}, From: sqlast.Decimal}),
		named("epoch", sqlast.Micros{X: sqlast.Column{Name: "t", Type: sqlast.Integer}, From: sqlast.Integer,
			Unit: "ms"}),
		named("before", sqlast.Binary{Op: sqlast.Lt, L: sqlast.Micros{X: sqlast.Column{Name: "t", Type: sqlast.Integer},
			From: sqlast.Integer, Unit: "ms"}, R: sqlast.Int(1500)}),
		named("octave", sqlast.Floor{X: sqlast.Call{Func: sqlast.Ln, X: sqlast.Call{Func: sqlast.Abs, X: distance}}}),
		named("key", sqlast.Binary{Op: sqlast.Add, R: sqlast.Int(-1), L: sqlast.Binary{Op: sqlast.Mul,
			L: sqlast.Call{Func: sqlast.Sign, X: distance}, R: sqlast.Column{Name: "cell", Type: sqlast.Integer}}}),
		named("ratio", sqlast.Binary{Op: sqlast.Div, L: sqlast.Column{Name: "cell", Type: sqlast.Integer},
			R: sqlast.FloatLit(-2.5)}),
		named("list", sqlast.InTexts{X: carrier, Values: strings.Fields(strings.Repeat("x ", 40))}),
		named("bound", sqlast.Least{A: sqlast.Param{Value: 1.5},
			B: sqlast.Greatest{A: distance, B: sqlast.Call{Func: sqlast.Exp2, X: distance}}}),
		named("instant", sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Name: "at", Type: sqlast.TimestampTZ},
			R: sqlast.Param{Value: time.UnixMicro(0).UTC()}}),
		named("missing", sqlast.IsNull{X: sqlast.Column{Name: "x\ny", Type: sqlast.Float}}),
	}, From: log},
}

// TestGolden shows each statement in every dialect: go test ./pkg/dialect -update.
func TestGolden(t *testing.T) {
	for name, q := range goldens {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for _, d := range all {
				s, err := Render(d, q)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&b, "-- %s\n%s\n-- bound: %v\n\n", d.Name, s.SQL, s.Args)
				again, err := Render(d, q)
				if err != nil || again.SQL != s.SQL {
					t.Errorf("%s: the text differs the second time (%v)", d.Name, err)
				}
			}
			file := filepath.Join("testdata", name+".sql")
			if *update {
				if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("run go test ./pkg/dialect -update and read the difference:\n%s", diff)
			}
		})
	}
}
