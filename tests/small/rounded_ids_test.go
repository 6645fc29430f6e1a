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

// Ids that are whole numbers in one file and doubles in another, as pandas writes them where some are missing, join all
// the same. Where they are so large that doubles make one of two, they are refused by name: a label of another
// prediction is worse than none.
func TestIDsThatAreDoublesInSomeFiles(t *testing.T) {
	for name, c := range map[string]struct {
		first int64
		says  string
	}{
		"small": {1000, ""},
		"beyond 2^53": {1 << 60,
			`model m.log.id: column "id" of table "log/*.parquet" cannot be an id: log/0.parquet holds whole numbers beyond 9007199254740992`},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			if err := os.Mkdir(filepath.Join(root, "log"), 0o755); err != nil {
				t.Fatal(err)
			}
			write := func(columns, file string) {
				duckdbtest.Exec(t, "", fmt.Sprintf("COPY (SELECT %s FROM range(240) r(i)) TO '%s' (FORMAT parquet)",
					columns, filepath.Join(root, file)))
			}
			write(fmt.Sprintf("CAST(%d + i AS BIGINT) AS id, %s + INTERVAL (i) HOUR AS ts, i %% 2 = 0 AS class",
				c.first, at(0)), "log/0.parquet")
			write(fmt.Sprintf("CAST(%d + 240 + i AS DOUBLE) AS id, %s + INTERVAL (i) HOUR AS ts, i %% 2 = 0 AS class",
				c.first, at(240)), "log/1.parquet")
			write(fmt.Sprintf("unnest([%d + i, %d + 240 + i]) AS id, true AS label", c.first, c.first),
				"outcomes.parquet")
			settings := `{"store":{"kind":"duckdb"},"models":[{"id":"m","task":"binary","timezone":"UTC","log":{"table":"log/*.parquet","id":["id"],"unique":"first","time":{"column":"ts"},"prediction":"class"},
				"outcomes":{"table":"outcomes.parquet","label":"label","delay":"0s"},"baselines":{"before":{"kind":"previous"}}}]}`
			i := plugin.NewInstance(plugin.Environment{DuckDBRoot: root, Now: time.Now},
				backend.DataSourceInstanceSettings{Name: "f", UID: "f", JSONData: []byte(settings)})
			t.Cleanup(i.Dispose)
			const query = `{"measures":[{"id":"label_coverage"}],"window":"20d"}`
			if c.says == "" {
				f := ask(t, i, 0, 20, query)
				near(t, "coverage", cell(t, f, "current", 0), 1, 0)
				near(t, "rows", cell(t, f, "count", 0), 480, 0)
				return
			}
			if r := send(i, 0, 20, query, plugin.Caller{}); r.Error == nil ||
				!strings.Contains(r.Error.Error(), c.says) {
				t.Errorf("the query says %v, want %s", r.Error, c.says)
			}
			health, err := i.CheckHealth(t.Context(), nil)
			if err != nil || health.Status != backend.HealthStatusError {
				t.Errorf("Save & test: %+v, %v", health, err)
			}
		})
	}
}
