package small

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
	"leeway/pkg/store/duckdb/duckdbtest"
)

// filesModel is a model whose log is a folder of Parquet files.
const filesModel = `{"id":"f","task":"binary","timezone":"UTC","log":{"table":"log/*.parquet","id":["id"],"time":{"column":"ts"},"prediction":"class"},
	"features":[{"name":"x","kind":"numeric"},{"name":"c","kind":"categorical"}],
	"baselines":{"before":{"kind":"fixed","from":"2026-01-05","to":"2026-01-15"}},"baseline":"before"}`

// openFiles makes a log of files with one row an hour for ten days from a day since start, with further columns in
// which i counts.
func openFiles(t *testing.T, files ...string) (i *plugin.Instance, root string) {
	t.Helper()
	root = t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "log"), 0o755); err != nil {
		t.Fatal(err)
	}
	for n, columns := range files {
		addFile(t, root, n, columns)
	}
	settings := fmt.Sprintf(`{"store":{"kind":"duckdb"},"models":[%s]}`, filesModel)
	i = plugin.NewInstance(plugin.Environment{DuckDBRoot: root, Now: time.Now},
		backend.DataSourceInstanceSettings{Name: "f", UID: "f", JSONData: []byte(settings)})
	t.Cleanup(i.Dispose)
	return i, root
}

// addFile adds the n-th file, whose rows are those of the n-th ten days.
func addFile(t *testing.T, root string, n int, columns string) {
	t.Helper()
	if columns != "" {
		columns = ", " + columns
	}
	duckdbtest.Exec(t, "",
		fmt.Sprintf("COPY (SELECT i + %d AS id, %s + INTERVAL (i) HOUR AS ts, i %% 2 = 0 AS class%s FROM range(240) r(i)) TO '%s/log/%d.parquet'",
			240*n, at(float64(240*n)), columns, root, n))
}

// Files of a log need not hold the same columns of the same types: what a file lacks is missing there, what one file
// writes as text is invalid there, and whole numbers in the first file round nothing.
func TestColumnsComeAndGoBetweenFiles(t *testing.T) {
	const missing, invalid, mean = `"missing_rate"`, `"invalid_rate"`, `"mean"`
	for name, c := range map[string]struct {
		files                  []string
		measure                string
		xNow, xBefore          float64
		cNow, cBefore, epsilon float64
	}{
		"a feature is added": {[]string{"'a' AS c", "i % 7 * 0.5::DOUBLE AS x, 'a' AS c"}, missing, 0, 1, 0, 0,
			0},
		"a feature is dropped": {[]string{"i % 7 * 0.5::DOUBLE AS x, 'a' AS c", "'a' AS c"}, missing, 1, 0, 0, 0,
			0},
		"nothing but NULL at first": {[]string{"NULL AS x, NULL AS c", "i % 7 * 0.5::DOUBLE AS x, 'a' AS c"}, missing,
			0, 1, 0, 1, 0},
		"text in one file": {[]string{"i % 7 * 0.5::DOUBLE AS x, 'a' AS c",
			"CASE WHEN i % 48 = 0 THEN 'n/a' ELSE CAST(i % 7 AS VARCHAR) END AS x, 'a' AS c"},
			invalid, 5.0 / 240, 0, 0, 0, 1e-15},
		"whole numbers at first": {[]string{"0 AS x, 'a' AS c", "0.25 + i % 2 * 0.125::DOUBLE AS x, 'a' AS c"}, mean,
			0.3125, 0, -1, -1, 1e-12},
	} {
		t.Run(name, func(t *testing.T) {
			i, _ := openFiles(t, c.files...)
			f := ask(t, i, 10, 20,
				`{"measures":[{"id":`+c.measure+`}],"target":"features","stats":["current","baseline"],"format":"table"}`)
			near(t, "x now", cell(t, f, "current", 0), c.xNow, c.epsilon)
			near(t, "x before", cell(t, f, "baseline", 0), c.xBefore, c.epsilon)
			if c.cNow >= 0 && c.measure == missing {
				near(t, "c now", cell(t, f, "current", 1), c.cNow, 0)
				near(t, "c before", cell(t, f, "baseline", 1), c.cBefore, 0)
			}
		})
	}
}

// One file that cannot be read fails the query by name; so it does in the health check.
func TestADamagedFileOfALogIsNamed(t *testing.T) {
	i, root := openFiles(t, "0.5 AS x, 'a' AS c", "0.5 AS x, 'a' AS c")
	if err := os.WriteFile(filepath.Join(root, "log/2.parquet"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	const says = "the file log/2.parquet is empty or cut off"
	r := send(i, 10, 20, `{"measures":[{"id":"missing_rate"}],"target":"features"}`, plugin.Caller{})
	if r.Error == nil || !strings.Contains(r.Error.Error(), says) {
		t.Errorf("the query's error is %v", r.Error)
	}
	if health, err := i.CheckHealth(t.Context(), nil); err != nil || !strings.Contains(health.Message, says) {
		t.Errorf("the health check says %v, %v", health, err)
	}
}

// A type that no value can be read from truly is refused with the column's name, in whatever role it stands.
func TestARefusedColumnIsNamed(t *testing.T) {
	i, _ := openFiles(t, "1 AS x, 'a' AS c", "TIMESTAMP '2026-01-01' AS x, 'a' AS c")
	r := send(i, 10, 20, `{"measures":[{"id":"mean"}],"target":"features"}`, plugin.Caller{})
	if r.Error == nil || !strings.Contains(r.Error.Error(),
		`column "x" of table "log/*.parquet" cannot be read: its type is integer in log/0.parquet and timestamp in log/1.parquet`) {
		t.Errorf("the query's error is %v", r.Error)
	}
}

// A file that joins a log while it is watched may change types and add columns. The next query reads them so: whole
// numbers that become fractions are the same categories, and what was whole is not rounded.
func TestAFileThatJoinsChangesTypes(t *testing.T) {
	const ask1 = `{"measures":[{"id":"mean"}],"target":"features","features":["x"],"stats":["current"],"format":"table"}`
	const ask2 = `{"measures":[{"id":"new_category_rate"}],"target":"features","features":["c"],"stats":["current"],"format":"table"}`
	for name, c := range map[string]struct {
		joins   string
		mean    float64
		refused string
	}{
		"fractions": {"0.25 + i % 2 * 0.5::DOUBLE AS x, (i % 3)::DOUBLE AS c", 0.5, ""},
		"text":      {"CAST(i % 2 * 4 AS VARCHAR) AS x, CAST(i % 3 AS VARCHAR) AS c", 2, ""},
		"what does not fit": {"TIMESTAMP '2026-01-01' AS x, i % 3 AS c", 0,
			`column "x" of table "log/*.parquet" cannot be read`},
	} {
		t.Run(name, func(t *testing.T) {
			i, root := openFiles(t, "i % 2 AS x, i % 3 AS c")
			near(t, "the mean before", cell(t, ask(t, i, 0, 10, ask1), "current", 0), 0.5, 1e-12)
			near(t, "new categories before", cell(t, ask(t, i, 0, 10, ask2), "current", 0), 0, 0)
			addFile(t, root, 1, c.joins)
			time.Sleep(1100 * time.Millisecond) // the list of files is kept for a second
			if c.refused != "" {
				r := send(i, 10, 20, ask1, plugin.Caller{})
				if r.Error == nil || !strings.Contains(r.Error.Error(), c.refused) {
					t.Errorf("the error is %v", r.Error)
				}
				return
			}
			near(t, "the mean of the new file", cell(t, ask(t, i, 10, 20, ask1), "current", 0), c.mean, 1e-12)
			near(t, "its new categories", cell(t, ask(t, i, 10, 20, ask2), "current", 0), 0, 0)
		})
	}
}
