package introspect

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/engine/internal/collect"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/logtimes"
	"leeway/pkg/engine/internal/prepare"
	"leeway/pkg/model"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/duckdb/duckdbtest"
)

// over returns an introspector of a database that a script makes. It answers no queries.
func over(t *testing.T, script string) *Introspector {
	t.Helper()
	root := t.TempDir()
	duckdbtest.Exec(t, filepath.Join(root, "test.duckdb"), script)
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root, Path: "test.duckdb"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	now := func() time.Time { return time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC) }
	counts, err := gather.New(s, now, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	tables, times := catalog.New(s, now), logtimes.NewReader(s, now)
	return New(s, tables, times, prepare.New(s, tables, times, counts, now), collect.New(tables, times, counts), nil)
}

// parsed is a model of a log with a time, and what rest adds to its definition.
func parsed(t *testing.T, log, rest string) *model.Model {
	t.Helper()
	text := `{"id": "m", "task": "binary", "log": {"table": "log", "time": {"column": "at", "zone": "UTC"}` + log + `}` +
		rest + `}`
	m, errs := model.ParseModel(json.RawMessage(text))
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	return m
}

func TestTargetsAreWhatAModelHasColumnsFor(t *testing.T) {
	for _, c := range []struct{ name, log, rest, want string }{
		{"a score alone", `, "score": "p"`, ``, "score log"},
		{"predictions and features", `, "prediction": "late"`, `, "features": [{"name": "x", "kind": "numeric"}]`,
			"features prediction log"},
		{"labels in the log", `, "prediction": "late"`, `, "outcomes": {"label": "was_late"}`, "prediction label log"},
		{"latency", `, "prediction": "late", "latency": {"column": "ms", "unit": "ms"}`, ``, "prediction latency log"},
	} {
		if got := strings.Join(Targets(parsed(t, c.log, c.rest)), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// A log that is written by the hour is complete until its last row; one by the day until midnight.
func TestALogEndsWhereItsUsualGapsSay(t *testing.T) {
	last := time.Date(2024, 4, 30, 12, 0, 0, 0, time.UTC)
	midnight := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, at string
		rows     string
		want     time.Time
	}{
		{"by the day", `TIMESTAMP '2024-01-01 23:00:00' + INTERVAL 24 HOUR * i`, "121", midnight},
		{"dates", `DATE '2024-01-01' + i::INTEGER`, "121", midnight},
		{"every ten minutes", `TIMESTAMP '2024-01-01 12:00:00' + INTERVAL 10 MINUTE * i`, "120 * 144 + 1", last},
	} {
		n := over(t, `CREATE TABLE log AS SELECT `+c.at+` AS at, true AS late FROM range(0, `+c.rows+`) t(i)`)
		got, err := n.LogEnd(context.Background(), parsed(t, `, "prediction": "late"`, ``))
		if err != nil || !got.Equal(c.want) {
			t.Errorf("%s: it ends at %v (%v), want %v", c.name, got, err, c.want)
		}
	}
}

func TestAModelIsCheckedAgainstTheTablesThereAre(t *testing.T) {
	n := over(t, `CREATE TABLE log AS SELECT TIMESTAMP '2024-01-01' AS at, true AS late, 1.5 AS x`)
	for _, c := range []struct{ name, log, rest, want string }{
		{"all there", `, "prediction": "late"`, `, "features": [{"name": "x", "kind": "numeric"}]`, ""},
		{"no column for a feature", `, "prediction": "late"`, `, "features": [{"name": "y", "kind": "numeric"}]`, `"y"`},
		{"no table of a baseline", `, "prediction": "late"`,
			`, "baselines": {"training": {"kind": "table", "table": "train"}}`, "there is no table train"},
	} {
		err := n.CheckModel(context.Background(), parsed(t, c.log, c.rest))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: it says %v, want %q", c.name, err, c.want)
		}
	}
}
