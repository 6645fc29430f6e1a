package dialect

import (
	"math"
	"strings"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// one is a SELECT of one expression.
func one(x sqlast.Expr) sqlast.Query { return sqlast.Select{Items: []sqlast.Item{{X: x, As: "x"}}} }

func TestRefused(t *testing.T) {
	column := func(name string) sqlast.Query { return one(sqlast.Column{Name: name}) }
	number := sqlast.FloatLit(1)
	run := sqlast.Run{Start: 0, End: 10, Width: 5}
	for name, c := range map[string]struct {
		q    sqlast.Query
		kind fault.Kind
		says string
	}{
		"empty name": {column(""), fault.BadModel, "empty"},
		"NUL":        {column("a\x00b"), fault.BadModel, "NUL"},
		"not UTF-8":  {column("a\xffb"), fault.BadModel, "UTF-8"},
		"too long":   {column(strings.Repeat("ü", 2049)), fault.BadModel, "4098 bytes"},
		"table": {sqlast.Select{Items: []sqlast.Item{{X: number, As: "x"}},
			From: sqlast.Table{Name: []string{"a", ""}}}, fault.BadModel, "empty"},
		"table without parts": {sqlast.Select{Items: []sqlast.Item{{X: number, As: "x"}}, From: sqlast.Table{}},
			fault.Internal, "without a name"},
		"alias":          {sqlast.Select{Items: []sqlast.Item{{X: number}}}, fault.BadModel, "empty"},
		"text not UTF-8": {one(sqlast.Param{Value: "\xff"}), fault.BadQuery, "UTF-8"},
		"list not UTF-8": {one(sqlast.InTexts{X: number, Values: append(make([]string, 40), "\xbf\x27")}),
			fault.BadQuery, "UTF-8"},
		"value of another type": {one(sqlast.Param{Value: []byte("x")}), fault.Internal, "bound"},
		"NaN":                   {one(sqlast.FloatLit(math.NaN())), fault.Internal, "NaN"},
		"infinite":              {one(sqlast.FloatLit(math.Inf(1))), fault.Internal, "Inf"},
		"date as number": {one(sqlast.ToNumber{X: number, From: sqlast.DateOnly}), fault.Unsupported,
			"duckdb cannot do number from a date"},
		"unit": {one(sqlast.Micros{X: number, From: sqlast.Integer, Unit: "weeks"}),
			fault.Unsupported, "weeks"},
		"function":       {one(sqlast.Call{Func: "pg_sleep", X: number}), fault.Unsupported, "pg_sleep"},
		"aggregate":      {one(sqlast.Agg{Func: "string_agg", X: number}), fault.Internal, "string_agg"},
		"sum of nothing": {one(sqlast.Agg{Func: sqlast.Sum}), fault.Internal, "sum"},
		"operator":       {one(sqlast.Binary{Op: "; DROP", L: number, R: number}), fault.Internal, "operator"},
		"nothing":        {one(nil), fault.Internal, "no expression"},
		"no query":       {nil, fault.Internal, "no query"},
		"no items":       {sqlast.Select{}, fault.Internal, "without items"},
		"no parts":       {sqlast.Union{}, fault.Internal, "without parts"},
		"ordered part": {sqlast.Union{Parts: []sqlast.Select{{Items: []sqlast.Item{{X: number, As: "x"}},
			Limit: 1}}}, fault.Internal, "part of a union"},
		"position": {sqlast.Select{Items: []sqlast.Item{{X: number, As: "x"}}, GroupBy: []int{2}},
			fault.Internal, "position 2 of 1"},
		"grouping sets": {sqlast.Select{Items: []sqlast.Item{{X: number, As: "x"}}, Sets: [][]int{{1}}},
			fault.Unsupported, "several groupings"},
		"histograms": {sqlast.Select{Items: []sqlast.Item{{X: number, As: "x"}},
			From: sqlast.Entries{From: sqlast.Ref{Name: "c"}}}, fault.Unsupported, "histograms"},
		"CASE without arms": {one(sqlast.Case{Else: number}), fault.Internal, "CASE"},
		"path without keys": {one(sqlast.Path{X: number}), fault.Unsupported, "0 keys"},
		"overlapping runs": {one(sqlast.SpanIndex{Micros: number,
			Runs: []sqlast.Run{run, {Start: 9, End: 12, Width: 1}}}), fault.Internal, "overlaps"},
		"empty run": {one(sqlast.SpanIndex{Micros: number,
			Runs: []sqlast.Run{{Start: 5, End: 5, Width: 1}}}), fault.Internal, "empty"},
		"run without width": {one(sqlast.SpanIndex{Micros: number, Runs: []sqlast.Run{{Start: 0, End: 5}}}),
			fault.Internal, "empty"},
		"shift":                {one(sqlast.Scaled{X: number, Shift: 901}), fault.Internal, "shift"},
		"NULL of unknown type": {one(sqlast.Null{}), fault.Unsupported, "unknown type"},
		"source": {sqlast.Select{Items: []sqlast.Item{{X: number, As: "x"}},
			From: sqlast.Join{L: nil, R: nil, On: number}}, fault.Internal, "no source"},
		"inside a common table": {sqlast.Select{With: []sqlast.CTE{{Name: "c", Query: column("")}},
			Items: []sqlast.Item{{X: number, As: "x"}}}, fault.BadModel, "empty"},
		"name of a common table": {sqlast.Select{With: []sqlast.CTE{{Name: "a\x00", Query: column("x")}},
			Items: []sqlast.Item{{X: number, As: "x"}}}, fault.BadModel, "NUL"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Render(DuckDB, c.q)
			if err == nil {
				t.Fatalf("rendered: %s", s.SQL)
			}
			f := fault.As(err)
			if f.Kind != c.kind || !strings.Contains(f.Message, c.says) {
				t.Errorf("%q: %v; want %q: …%s…", f.Kind, f, c.kind, c.says)
			}
			if s.SQL != "" || s.Args != nil {
				t.Errorf("a refused tree left %q", s.SQL)
			}
		})
	}
}

// What counts many columns in one pass, as each store has it.
func TestOnePass(t *testing.T) {
	x, k0, k1 := sqlast.Column{Name: "x", Type: sqlast.Float}, sqlast.Column{Name: "k0"}, sqlast.Column{Name: "k1"}
	sets := sqlast.Select{Items: []sqlast.Item{{X: k0, As: "k0"}, {X: k1, As: "k1"},
		{X: sqlast.Grouping{Columns: []sqlast.Column{k0, k1}}, As: "g"}},
		From: sqlast.Subquery{Query: sqlast.Select{Items: []sqlast.Item{{X: x, As: "k0"}}, From: sqlast.Ref{Name: "r"},
			OptimizationBarrier: true}, As: "k"},
		Sets:  [][]int{{1}, {2}},
		Limit: 9}
	entries := sqlast.Select{Items: []sqlast.Item{{X: sqlast.Column{Name: "key"}, As: "key"}},
		From: sqlast.Entries{From: sqlast.Ref{Name: "c"}, Histograms: []sqlast.Column{k0, k1}, Numbers: []int{0, 2}}}
	for _, c := range []struct {
		name string
		d    *Dialect
		q    sqlast.Query
		want string
	}{
		{"sets behind an optimization barrier", Postgres, sets,
			`SELECT "k0" AS "k0", "k1" AS "k1", grouping("k0", "k1") AS "g" FROM ( SELECT "x" AS "k0" FROM "r"` +
				` OFFSET CAST('0' AS BIGINT) ) AS "k" GROUP BY GROUPING SETS (("k0"), ("k1")) LIMIT 9`},
		{"sets", ClickHouse, sets,
			`SELECT "k0" AS "k0", "k1" AS "k1", grouping("k0", "k1") AS "g" FROM ( SELECT "x" AS "k0" FROM "r" ) AS "k"` +
				` GROUP BY GROUPING SETS (("k0"), ("k1")) LIMIT 9`},
		{"octaves by bits", ClickHouse, one(sqlast.Exponents{X: x}),
			`SELECT bitOr(toUInt16(bitShiftRight(reinterpretAsUInt64(assumeNotNull("x") *` +
				` 5.000003305184411e-01), 52)), bitShiftLeft(toUInt16(isNull("x")), 14)) AS "x"`},
		{"the largest of all", ClickHouse, one(sqlast.Agg{Func: sqlast.Max, X: x}), `SELECT maxOrNull("x") AS "x"`},
		{"the largest of all", Postgres, one(sqlast.Agg{Func: sqlast.Max, X: x}), `SELECT max("x") AS "x"`},
		{"the largest of each", ClickHouse, sqlast.Select{Items: []sqlast.Item{{X: k0, As: "k0"},
			{X: sqlast.Agg{Func: sqlast.Max, X: x}, As: "x"}},
			GroupBy: []int{1}}, `SELECT "k0" AS "k0", max("x") AS "x" GROUP BY 1`},
		{"keys", DuckDB, one(sqlast.Tally{Key: x}), `SELECT leeway_tally("x") AS "x"`},
		{"keys on a linear grid", DuckDB, one(sqlast.Tally{Key: sqlast.FloorFloat{X: sqlast.Units{X: x, Shift: -2}}}),
			`SELECT leeway_tally("x", 2.5e-01) AS "x"`},
		{"keys on an exponential grid", DuckDB, one(sqlast.TallyExponential{X: x, Cells: 32}),
			`SELECT leeway_tally_exponential("x", 3.2e+01) AS "x"`},
		{"places on a linear grid", DuckDB, one(sqlast.Places{X: x, Cells: 0.5}),
			`SELECT leeway_places("x", 5e-01) AS "x"`},
		{"places on a linear grid, with bounds", DuckDB,
			one(sqlast.Places{X: x, Cells: 0.5, Bounds: &[2]float64{0,
				9}}), `SELECT leeway_places("x", 5e-01, 0e+00, 9e+00) AS "x"`},
		{"places on an exponential grid", DuckDB, one(sqlast.Places{X: x, Cells: 32, Exponential: true}),
			`SELECT leeway_places_exponential("x", 3.2e+01) AS "x"`},
		{"places on an exponential grid, with bounds", DuckDB,
			one(sqlast.Places{X: x, Cells: 32, Exponential: true, Bounds: &[2]float64{-1, 9}}),
			`SELECT leeway_places_exponential("x", 3.2e+01, (-1e+00), 9e+00) AS "x"`},
		{"keys, kinds and sums", DuckDB, one(sqlast.Tally{Key: x, Kind: sqlast.Int(8), Off: x, Off2: k0}),
			`SELECT leeway_tally("x", 8, "x", "k0") AS "x"`},
		{"octaves", DuckDB, one(sqlast.Octaves{X: x}), `SELECT leeway_octaves("x") AS "x"`},
		{"octaves by bits of varbinary", Trino, one(sqlast.Exponents{X: x}),
			`SELECT coalesce(bitwise_right_shift(from_big_endian_64(to_ieee754_64(` +
				`"x" * 5.000003305184411e-01)), 52), 16384) AS "x"`},
		{"histograms", Trino, one(sqlast.Histogram{X: k0}), `SELECT histogram("k0") AS "x"`},
		{"histograms apart", Trino, entries,
			`SELECT "key" AS "key" FROM "c" CROSS JOIN UNNEST(ARRAY[0, 2], ARRAY["k0", "k1"]) AS "h" ("col", "histogram")` +
				` CROSS JOIN UNNEST("histogram") AS "e" ("key", "n")`},
		{"lists in step", DuckDB, sqlast.Select{Items: []sqlast.Item{{X: sqlast.Each{X: sqlast.List{sqlast.Int(0),
			sqlast.Int(1)}}, As: "i"},
			{X: sqlast.Each{X: sqlast.List{x, k0}}, As: "x"}}},
			`SELECT unnest([0, 1]) AS "i", unnest(["x", "k0"]) AS "x"`},
		{"a list apart", DuckDB, one(sqlast.OfEntry{X: sqlast.Each{X: x}, Field: sqlast.EntryOff2}),
			`SELECT struct_extract(unnest("x"), 'off2') AS "x"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := Render(c.d, c.q)
			if got := strings.Join(strings.Fields(s.SQL), " "); err != nil || got != c.want {
				t.Errorf("%s, %v; want %s", got, err, c.want)
			}
		})
	}
	for _, x := range []sqlast.Expr{sqlast.Tally{Key: x}, sqlast.Octaves{X: x}, sqlast.Places{X: x, Cells: 1},
		sqlast.Each{X: x}, sqlast.List{x}, sqlast.Histogram{X: k0}} {
		if _, err := Render(Postgres, one(x)); err == nil || fault.As(err).Kind != fault.Unsupported {
			t.Errorf("%T on Postgres: %v", x, err)
		}
	}
	outside := sqlast.Select{Items: []sqlast.Item{{X: k0, As: "k0"}}, Sets: [][]int{{2}}}
	if _, err := Render(Postgres, outside); err == nil || fault.As(err).Kind != fault.Internal {
		t.Errorf("a set of an item that is not there: %v", err)
	}
}

// A store without a template says so by the name of what it cannot do.
func TestUnsupported(t *testing.T) {
	bare := &Dialect{Name: "paper", Names: DuckDB.Names, Placeholder: DuckDB.Placeholder}
	for _, x := range []sqlast.Expr{sqlast.Finite{X: sqlast.Int(1)}, sqlast.Path{X: sqlast.Int(1), Keys: []string{"a"}},
		sqlast.Null{Type: sqlast.Float},
		sqlast.InTexts{X: sqlast.Int(1), Values: []string{"a"}}} {
		_, err := Render(bare, one(x))
		if err == nil || fault.As(err).Kind != fault.Unsupported ||
			!strings.Contains(err.Error(), "paper cannot do ") && !strings.Contains(err.Error(), "paper has no ") {
			t.Errorf("%T: %v", x, err)
		}
	}
}

// The quoting of stores with a backslash: it is escaped in the same pass as the quote, never after it.
func TestQuotingEscapesInOnePass(t *testing.T) {
	q := Quoting{Quote: "`", Escapes: []string{`\`, `\\`, "`", "\\`"}, MaxBytes: 64}
	for name, want := range map[string]string{"a": "`a`", "`": "`\\``", `\`: "`\\\\`", "\\`": "`\\\\\\``"} {
		if got, err := q.Apply(name); err != nil || got != want {
			t.Errorf("%q → %s (%v), want %s", name, got, err, want)
		}
	}
	if _, err := q.Apply(strings.Repeat("x", 65)); err == nil {
		t.Error("65 bytes passed a limit of 64")
	}
}

func TestFirstRunes(t *testing.T) {
	if got := firstRunes("aüb", 2); got != "aü" {
		t.Errorf("%q", got)
	}
	if got := firstRunes("a", 20); got != "a" {
		t.Errorf("%q", got)
	}
}

func TestCallTemplates(t *testing.T) {
	for text, want := range map[Template]bool{"f({x})": true, "CAST(floor({x}) AS BIGINT)": true,
		"f({x}) + g({y})": false, "({x})": false,
		"CASE WHEN f({x}) THEN 1 END": false, "f({x}": false, "": false} {
		if text.call() != want {
			t.Errorf("%q: call is %v", text, !want)
		}
	}
}
