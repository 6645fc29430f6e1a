package rows

import (
	"slices"
	"strings"
	"testing"

	"leeway/pkg/dialect"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
)

func TestRowsOfABinAreThoseThatItCounts(t *testing.T) {
	text := values.Value{X: sqlast.Column{Name: "v", Type: sqlast.Text}, Type: sqlast.Text}
	number := values.Value{X: sqlast.Column{Name: "v", Type: sqlast.Float}, Type: sqlast.Float}
	classified := columns.Column{Mode: columns.Classified, Kept: []string{"AA"}, Known: []string{"DL"}}
	truncated := columns.Column{Mode: columns.Classified, Kept: []string{"AA"}, Truncated: true}
	for _, c := range []struct {
		name string
		test BinTest
		of   values.Value
		want string // what CASE WHEN tests
		args []any
	}{
		{"a missing value", BinTest{Texts: []string{MissingValue}}, text, `WHEN "v" IS NULL THEN`, nil},
		{"a category", BinTest{Column: classified, Texts: []string{"AA"}}, text,
			`WHEN CAST("v" AS VARCHAR) IN (?) THEN`, []any{"AA"}},
		{"others that are known", BinTest{Column: classified, Texts: []string{OtherValues}}, text,
			`WHEN (CAST("v" AS VARCHAR) IN (?)) AND (NOT (CAST("v" AS VARCHAR) IN (?))) THEN`, []any{"DL", "AA"}},
		{"new ones", BinTest{Column: classified, Texts: []string{NewValues}}, text,
			`WHEN (NOT ("v" IS NULL)) AND (NOT (CAST("v" AS VARCHAR) IN (?))) AND (NOT (CAST("v" AS VARCHAR) IN (?))) THEN`,
			[]any{"AA", "DL"}},
		{"new ones of too many to know are a category like any", BinTest{Column: truncated, Texts: []string{NewValues}},
			text,
			`WHEN CAST("v" AS VARCHAR) IN (?) THEN`, []any{NewValues}},
		{"invalid numbers", BinTest{Number: true, Texts: []string{InvalidValue}}, number,
			`WHEN (NOT ("v" IS NULL)) AND (NOT ((CASE WHEN isfinite(CAST("v" AS DOUBLE)) THEN 1 ELSE 0 END) = 1)) THEN`, nil},
		{"numbers at least 5", BinTest{Number: true, Op: sqlast.Ge, Bound: 5}, number,
			`WHEN isfinite(CAST("v" AS DOUBLE)) AND (CAST("v" AS DOUBLE) >= ?) THEN`, []any{5.0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			test, err := c.test.Of(c.of)
			if err != nil {
				t.Fatal(err)
			}
			rendered, err := dialect.Render(dialect.DuckDB, sqlast.Select{Items: []sqlast.Item{{X: test, As: "t"}}})
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(rendered.SQL, c.want) || !slices.Equal(rendered.Args, c.args) {
				t.Errorf("the test is %s with %v, want %s with %v", rendered.SQL, rendered.Args, c.want, c.args)
			}
		})
	}
}

func TestNumbersHaveTwoBinsByName(t *testing.T) {
	number := values.Value{X: sqlast.Column{Name: "v", Type: sqlast.Float}, Type: sqlast.Float}
	_, err := BinTest{Number: true, Texts: []string{OtherValues}}.Of(number)
	if err == nil || !strings.Contains(err.Error(), MissingValue) || !strings.Contains(err.Error(), InvalidValue) {
		t.Errorf("%v does not name both", err)
	}
}
