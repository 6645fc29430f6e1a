package plugin

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/dialect"
	"leeway/pkg/fault"
	"leeway/pkg/store"
	"leeway/pkg/store/duckdb/duckdbtest"
)

// health is the status, the message and the steps of a health check.
func health(t *testing.T, i *Instance) (backend.HealthStatus, string, string) {
	t.Helper()
	r, err := i.CheckHealth(context.Background(),
		&backend.CheckHealthRequest{PluginContext: backend.PluginContext{User: &backend.User{Login: "someone",
			Role: "Admin"}}})
	if err != nil {
		t.Fatal(err)
	}
	var details struct{ Message, VerboseMessage string }
	if err := json.Unmarshal(r.JSONDetails, &details); err != nil || details.Message != "" {
		t.Errorf("the details %s say the message %q again (%v)", r.JSONDetails, r.Message, err)
	}
	return r.Status, r.Message, details.VerboseMessage
}

func TestHealthSaysInWordsWhatToDo(t *testing.T) {
	steps := []store.Step{{Name: "open", Message: "FakeDB 1"}, {Name: "clock", Message: "sessions run in UTC"}}
	replace := func(old, new string) string { return strings.Replace(flights, old, new, 1) }
	for _, c := range []struct {
		name, jsonData string
		fake           *fake
		status         backend.HealthStatus
		message, steps string
	}{
		{"all well", flights, &fake{steps: steps}, backend.HealthStatusOk, "Connected to duckdb; 1 model ready.",
			"✓ open: FakeDB 1\n✓ clock: sessions run in UTC\n✓ model delay: its tables and columns exist; its log is empty so far"},
		{"no models yet", `{"store": {"kind": "duckdb"}}`, &fake{steps: steps}, backend.HealthStatusOk,
			"Connected to duckdb. No models are defined yet.", "✓ open: FakeDB 1\n✓ clock: sessions run in UTC"},
		{"a step that fails", flights, &fake{steps: append(steps[:1:1],
			store.Step{Name: "clock", Err: fault.Newf(fault.Auth, "the password is refused")})},
			backend.HealthStatusError, "clock: the password is refused", "✓ open: FakeDB 1\n✗ clock: the password is refused"},
		{"a column of a role", replace(`"prediction": "late"`, `"prediction": "late", "version": "relase"`), &fake{},
			backend.HealthStatusError,
			`model delay.log: there is no column "relase"; there are release, late, at, carrier, distance, id`,
			`✗ model delay: log: there is no column "relase"; there are release, late, at, carrier, distance, id`},
		{"a table that the account may not read", flights, &fake{query: func(context.Context, dialect.Statement) error {
			return fault.Newf(fault.Forbidden, "the account may not read the table; GRANT it SELECT")
		}}, backend.HealthStatusError, "model delay.log: the account may not read the table; GRANT it SELECT",
			"✗ model delay: log: the account may not read the table; GRANT it SELECT"},
		{"a missing table", replace(`"table": "p.parquet"`, `"table": "q.parquet"`), &fake{}, backend.HealthStatusError,
			"model delay.log.table: there is no table q.parquet; there are p.parquet, salaries.parquet",
			"✗ model delay: log.table: there is no table q.parquet; there are p.parquet, salaries.parquet"},
		{"a missing column", replace(`"name": "distance"`, `"name": "distanz"`), &fake{}, backend.HealthStatusError,
			`model delay.feature:distanz: column "distanz" is not in table "p.parquet"; its columns are at, carrier, distance, id, late, release`,
			`✗ model delay: feature:distanz: column "distanz" is not in table "p.parquet"; its columns are at, carrier, distance, id, late, release`},
		{"a refused model", replace(`"task": "binary"`, `"task": "bin"`), &fake{}, backend.HealthStatusError,
			`models[0].task: "bin" is not one of binary, multiclass, regression`,
			`✗ model delay: models[0].task: "bin" is not one of binary, multiclass, regression`},
		{"an unknown store", replace(`"kind": "duckdb"`, `"kind": "oracle"`), &fake{}, backend.HealthStatusError,
			`Kind (store.kind): "oracle" is not one of duckdb, postgres, clickhouse, mysql, trino`,
			`✗ connection: Kind (store.kind): "oracle" is not one of duckdb, postgres, clickhouse, mysql, trino`},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, message, verbose := health(t, instance(t, c.jsonData, c.fake))
			if status != c.status || message != c.message || verbose != c.steps {
				t.Errorf("%s: %s\n%s\nwant %s: %s\n%s", status, message, verbose, c.status, c.message, c.steps)
			}
		})
	}
}

// onDisk is a data source on a directory with one Parquet file, p.parquet.
func onDisk(t *testing.T, jsonData string) *Instance {
	t.Helper()
	root := t.TempDir()
	duckdbtest.Exec(t, "",
		`COPY (SELECT i AS id, TIMESTAMP '2024-04-01' + INTERVAL 1 HOUR * i AS at, i % 5 = 0 AS late, i % 7 * 100.0 AS distance,
		['AA', 'B6'][1 + i % 2] AS carrier FROM range(0, 24 * 30) t(i)) TO '`+filepath.Join(root, "p.parquet")+`' (FORMAT parquet)`)
	i := NewInstance(Environment{DuckDBRoot: root}, backend.DataSourceInstanceSettings{JSONData: []byte(jsonData)})
	t.Cleanup(i.Dispose)
	return i
}

func TestSettingsThatReachNothingAreAnErrorOfEveryQuery(t *testing.T) {
	replace := func(old, new string) string { return strings.Replace(flights, old, new, 1) }
	for _, c := range []struct{ name, jsonData, want string }{
		{"an unknown store kind", replace(`"kind": "duckdb"`, `"kind": "oracle"`),
			`store.kind: "oracle" is not one of duckdb, postgres, clickhouse, mysql, trino`},
		{"a missing database file", replace(`"kind": "duckdb"`, `"kind": "duckdb", "path": "log.duckdb"`),
			`store.path: there is no database "log.duckdb" in the directory that duckdb_root allows; there are (nothing)`},
		{"a database outside the directory", replace(`"kind": "duckdb"`, `"kind": "duckdb", "path": "../log.duckdb"`),
			`store.path: "../log.duckdb" is not below the directory that duckdb_root allows; paths are relative to it`},
		{"a database by its absolute path", replace(`"kind": "duckdb"`, `"kind": "duckdb", "path": "/etc/log.duckdb"`),
			`store.path: "/etc/log.duckdb" is not below the directory that duckdb_root allows; paths are relative to it`},
		{"a missing Parquet file", replace(`p.parquet`, `q.parquet`),
			`model delay.log.table: there is no table q.parquet; there are p.parquet`},
		{"a Parquet file outside the directory", replace(`p.parquet`, `../p.parquet`),
			`model delay.log.table: "../p.parquet" is not below the directory that duckdb_root allows; paths are relative to it`},
	} {
		t.Run(c.name, func(t *testing.T) {
			i := onDisk(t, c.jsonData)
			r := send(i, rows, "Editor", nil)
			if r.Error == nil || r.Error.Error() != c.want || r.ErrorSource != backend.ErrorSourceDownstream {
				t.Errorf("a query says\n%v\nwant\n%s", r.Error, c.want)
			}
			inForm := strings.NewReplacer("store.kind:", "Kind (store.kind):", "store.path:",
				"Database file (store.path):")
			if _, message, _ := health(t, i); message != inForm.Replace(c.want) {
				t.Errorf("the health check says\n%s\nwant\n%s", message, inForm.Replace(c.want))
			}
		})
	}
}

// Grafana disposes of an instance while its queries still run; each ends with an answer or with words, never with a
// crash.
func TestDisposeWhileARealStoreIsAsked(t *testing.T) {
	i := onDisk(t, flights)
	if r := send(i, rows, "Viewer", nil); r.Error != nil {
		t.Fatal(r.Error)
	}
	var group sync.WaitGroup
	for n := range 16 {
		group.Go(func() {
			q := `{"measures":[{"id":"psi"}],"target":"features","window":"` + []string{"2d", "3d", "4d", "5d"}[n%4] +
				`"}`
			if r := send(i, q, "Viewer", nil); r.Error != nil && r.ErrorSource != backend.ErrorSourceDownstream {
				t.Errorf("status %d from %s: %v", r.Status, r.ErrorSource, r.Error)
			}
			health(t, i)
		})
	}
	i.Dispose()
	group.Wait()
}

func TestTheCommandLineNeedsNoClockOfItsOwn(t *testing.T) {
	moved := strings.Replace(flights, `"kind": "duckdb"`, `"kind": "duckdb", "moveTo": "now"`, 1)
	if r := send(onDisk(t, moved), rows, "Viewer", nil); r.Error != nil {
		t.Errorf("a log that is moved to now: %v", r.Error)
	}
}
