package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/duckdb/duckdbtest"
)

// rowsPerFile is the size of each of the two files: a week of predictions, and the baseline's table.
const rowsPerFile = 1_000_000

// cache holds the generated files; git ignores it.
const cache = "../../.cache/bench"

// numbers are the sixteen numeric columns: what they are called and what draws one value. z() is a normal deviate, u a
// uniform one, and s how far the current file is shifted (0 in the baseline).
var numbers = []struct{ name, sql string }{
	{"normal", "z()"}, {"shifted", "z() + 0.3 * s"}, {"wide", "z() * 1000 + 5000"}, {"narrow", "1013 + 5 * z()"},
	{"lognormal", "exp(z())"}, {"heavy", "exp(3 * z())"}, {"scaled", "exp(z() + 0.2 * s)"},
	{"exponential", "-ln(1 - random())"},
	{"uniform", "random()"}, {"percent", "random() * 100"}, {"whole", "floor(random() * 50)"},
	{"big", "floor(random() * 1e6)"},
	{"flag", "(random() < 0.3)::DOUBLE"}, {"rare", "CASE WHEN random() < 0.1 THEN exp(z()) ELSE 0 END"},
	{"gaps", "CASE WHEN random() < 0.95 THEN z() END"}, {"holes", "CASE WHEN random() < 0.6 - 0.2 * s THEN z() END"},
}

// categories are the four categorical columns, by how many values they have.
var categories = []int{5, 20, 200, 5000}

// generate writes log.parquet and baseline.parquet once, from fixed seeds.
func generate(tb testing.TB) string {
	tb.Helper()
	folder, err := filepath.Abs(cache)
	if err != nil {
		tb.Fatal(err)
	}
	done := filepath.Join(folder, "baseline.parquet")
	if _, err := os.Stat(done); err == nil {
		return folder
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		tb.Fatal(err)
	}
	var columns []string
	for _, n := range numbers {
		columns = append(columns, n.sql+" AS "+n.name)
	}
	for _, n := range categories {
		columns = append(columns, fmt.Sprintf("'k' || floor(%d * random() * random())::INTEGER AS c%d", n, n))
	}
	for shift, name := range map[int]string{1: "log.parquet", 0: "baseline.parquet"} {
		// One thread, or rows would meet the deviates in another order every time.
		duckdbtest.Exec(tb, "", "SET threads = 1", fmt.Sprintf("SELECT setseed(0.%d)", 3+shift),
			"CREATE MACRO z() AS sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())",
			fmt.Sprintf(`COPY (SELECT i AS id, TIMESTAMP '2024-04-15' + INTERVAL (i * 604800 // %d) SECOND AS logged_at, random() < 0.2 AS late, %s
				FROM range(0, %[1]d) t(i), (SELECT %[3]d AS s)) TO '%[4]s' (FORMAT parquet)`,
				rowsPerFile, strings.Join(columns, ", "), shift, filepath.Join(folder, name)+".part"))
		if err := os.Rename(filepath.Join(folder, name)+".part", filepath.Join(folder, name)); err != nil {
			tb.Fatal(err)
		}
	}
	return folder
}

// definition is the model of the generated log; unique is all or first, grids pin those of the features they name.
func definition(unique string, grids map[string]string) string {
	text := "id: bench\ntask: binary\nlog: { table: log.parquet, id: [id], unique: " + unique +
		", time: { column: logged_at }, prediction: late }\n" +
		"baselines: { training: { kind: table, table: baseline.parquet } }\nbaseline: training\nfeatures:\n"
	for _, n := range numbers {
		text += "  - { name: " + n.name + ", kind: numeric"
		if grid, ok := grids[n.name]; ok {
			text += ", grid: " + grid
		}
		text += " }\n"
	}
	for _, n := range categories {
		text += fmt.Sprintf("  - { name: c%d, kind: categorical }\n", n)
	}
	return text
}

// numbersOf is a definition without its categorical features.
func numbersOf(definition string) string {
	text, _, _ := strings.Cut(definition, "  - { name: c5")
	return text
}

// open starts an engine on a directory of Parquet files.
func open(tb testing.TB, root, yaml string) *engine.Engine {
	tb.Helper()
	raw, err := model.FromYAML([]byte(yaml))
	if err != nil {
		tb.Fatal(err)
	}
	m, errs := model.ParseModel(raw)
	if len(errs) > 0 {
		tb.Fatal(errs[0])
	}
	return openModel(tb, root, m)
}

func openModel(tb testing.TB, root string, m *model.Model) *engine.Engine {
	tb.Helper()
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	e, err := engine.New(engine.Options{Store: s, Models: []*model.Model{m}})
	if err != nil {
		tb.Fatal(err)
	}
	return e
}
