package properties

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/store/duckdb"
	"leeway/pkg/store/duckdb/duckdbtest"
	"leeway/pkg/window"
)

// The log holds 100 predictions a day from January to April 2024, New York's time, whose clocks went forward in the
// night to 10 March. Random numbers depend on nothing but their keys: u is uniform on (0, 1), z normal.
var tables = []string{
	"CREATE MACRO u(a, b) AS ((hash(a * 100 + b) // 2048)::DOUBLE + 0.5) / 9007199254740992",
	"CREATE MACRO z(a, b) AS sqrt(-2 * ln(u(a, b))) * cos(2 * pi() * u(a, b + 50))",
	`CREATE TABLE made AS SELECT i, TIMESTAMP '2024-01-01 05:00:00' + INTERVAL (i * 864) SECOND AS ts, u(i, 1) AS p,
		CASE WHEN u(i, 2) < 0.03 THEN NULL WHEN u(i, 2) < 0.1 THEN 0 ELSE round(10 + 3 * z(i, 3), 2) END AS x,
		CASE WHEN u(i, 4) < 0.02 THEN NULL ELSE ['red', 'green', 'blue', 'blue'][1 + (4 * u(i, 5))::INTEGER % 4] END AS colour,
		['a', 'b', 'c'][1 + (3 * u(i, 6))::INTEGER % 3] AS kind, 20 + 5 * z(i, 7) AS worth, u(i, 8) AS doubt, 40 + 200 * u(i, 9) AS ms
		FROM range(0, 12000) t(i)`,
	`CREATE TABLE log AS SELECT i AS id, ts, p, p >= 0.5 AS guess, x, colour, kind, u(i, 10) * 0.6 AS pa, u(i, 11) * 0.4 AS pb,
		1 - u(i, 10) * 0.6 - u(i, 11) * 0.4 AS pc, worth, worth - 6 * u(i, 12) AS lo, worth + 6 * u(i, 13) AS hi, doubt, ms FROM made
		UNION ALL SELECT i, ts + INTERVAL 5 SECOND, p, p >= 0.5, x, colour, kind, 0, 0, 1, worth, worth, worth, doubt, ms FROM made WHERE i % 97 = 0`,
	`CREATE TABLE outcomes AS SELECT i AS id, u(i, 14) < p AS yes, CASE WHEN u(i, 15) < 0.7 THEN kind ELSE 'b' END AS actual,
		worth + 4 * z(i, 16) AS price, ts + INTERVAL ((40 * u(i, 17))::INTEGER) HOUR AS seen FROM made WHERE u(i, 18) < 0.9`,
	`CREATE TABLE offline AS SELECT i AS id, CASE WHEN u(i, 19) < 0.1 THEN x + 1 ELSE x END AS x,
		CASE WHEN u(i, 20) < 0.05 THEN 'red' ELSE colour END AS colour FROM made WHERE u(i, 21) < 0.95`,
	"DROP TABLE made",
}

// shared is what the models have in common.
const shared = `"timezone":"America/New_York","resolution":"1h","skew":{"table":"offline","id":["id"]},
	"features":[{"name":"x","kind":"numeric","bounds":[2,18]},{"name":"colour","kind":"categorical"}],"segments":["colour"],
	"baselines":{"rolling":{"kind":"rolling","periods":8,"every":"1w","minPeriods":4},"launch":{"kind":"fixed","from":"2024-01-01","to":"2024-01-29"}},
	"baseline":"rolling","reference":"launch"`

const columns = `"table":"log","id":["id"],"time":{"column":"ts","zone":"UTC"},"uncertainty":"doubt","latency":{"column":"ms","slo":"200ms"}`

// models are one of each task over the same log.
var models = []string{
	`{"id":"binary","task":"binary",` + shared + `,"log":{` + columns + `,"prediction":"guess","score":"p"},
		"outcomes":{"table":"outcomes","id":["id"],"label":"yes","time":{"column":"seen","zone":"UTC"},"delay":"1d"},
		"costs":{"falsePositive":1,"falseNegative":5}}`,
	`{"id":"multiclass","task":"multiclass",` + shared + `,"log":{` + columns +
		`,"prediction":"kind","score":{"a":"pa","b":"pb","c":"pc"}},
		"outcomes":{"table":"outcomes","id":["id"],"label":"actual","time":{"column":"seen","zone":"UTC"},"delay":"1d"}}`,
	`{"id":"regression","task":"regression",` + shared + `,"log":{` + columns +
		`,"prediction":"worth","interval":{"lower":"lo","upper":"hi","level":0.9}},
		"outcomes":{"table":"outcomes","id":["id"],"label":"price","time":{"column":"seen","zone":"UTC"},"delay":"1d"}}`,
}

// open makes the tables and an engine over them; after says what is done to the tables before it looks.
func open(t *testing.T, after ...string) *engine.Engine {
	t.Helper()
	root := t.TempDir()
	duckdbtest.Exec(t, filepath.Join(root, "log.duckdb"), slices.Concat(tables, after)...)
	s, err := duckdb.Open(context.Background(), duckdb.Options{Root: root, Path: "log.duckdb"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	var parsed []*model.Model
	for _, text := range models {
		m, problems := model.ParseModel(json.RawMessage(text))
		if len(problems) > 0 {
			t.Fatal(problems[0])
		}
		parsed = append(parsed, m)
	}
	e, err := engine.New(engine.Options{Store: s, Models: parsed})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

var newYork = func() *time.Location {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	return loc
}()

// day is a local midnight of 2024.
func day(month time.Month, d int) time.Time { return time.Date(2024, month, d, 0, 0, 0, 0, newYork) }

// ask is one measure of one target of one model.
type ask struct{ model, measure, target, param string }

func (a ask) String() string { return a.measure + a.param + " of " + a.target + " of " + a.model }

// query is the ask as a query; more are further fields.
func (a ask) query(more string) string {
	return fmt.Sprintf(`{"models":[%q],"measures":[{"id":%q%s}],"target":%q,%s}`, a.model, a.measure, a.param, a.target,
		more)
}

// asks lists every measure with each of its targets, of every model that has what it is defined for.
func asks() []ask {
	classes := map[string]string{"features": "red", "binary": "true", "multiclass": "b"}
	var list []ask
	for _, m := range measure.All() {
		for _, target := range m.Targets {
			for _, task := range []string{"binary", "multiclass", "regression"} {
				if len(m.Tasks) > 0 && !slices.Contains(m.Tasks, task) {
					continue
				}
				a := ask{model: task, measure: m.ID, target: target}
				class := classes[task]
				if target == "features" {
					class = classes[target]
				}
				switch {
				case m.Param == measure.PParam:
					a.param = `,"p":0.9`
				case m.Param == measure.ClassParam || m.Param == measure.OptionalClass && task == "multiclass",
					target == "score" && task == "multiclass":
					a.param = fmt.Sprintf(`,"class":%q`, class)
				}
				list = append(list, a)
			}
		}
	}
	return list
}

// answer asks over a range. It is nil where the model has not what the measure is defined for.
func answer(t *testing.T, e *engine.Engine, text string, from, to time.Time) *engine.Result {
	t.Helper()
	q, err := query.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	r, err := e.Answer(context.Background(), q, window.Range{Start: from, End: to})
	if err == nil {
		return r
	}
	if kind := fault.As(err).Kind; kind != fault.BadQuery && kind != fault.Unsupported {
		t.Fatalf("%s: %v", text, err)
	}
	return nil
}

// same compares two points in all they say, but for the ranges they were asked over.
func same(t *testing.T, what string, got, want engine.Point) {
	t.Helper()
	if !got.At.Equal(want.At) {
		t.Fatalf("%s: at %s, want %s", what, got.At, want.At)
	}
	var differ []string
	for _, stat := range slices.Concat(query.OneSampleStats, query.TwoSampleStats, query.CommonStats) {
		if stat == query.RangeStart || stat == query.RangeEnd {
			continue
		}
		x, hasX := got.Stats[stat]
		y, hasY := want.Stats[stat]
		if x != y || hasX != hasY {
			differ = append(differ, fmt.Sprintf("%s is %v (%v), want %v (%v)", stat, x, hasX, y, hasY))
		}
	}
	if got.Reason != want.Reason || got.Unjudged != want.Unjudged {
		differ = append(differ, fmt.Sprintf("the reasons are %q and %q, want %q and %q", got.Reason, got.Unjudged,
			want.Reason, want.Unjudged))
	}
	if len(differ) > 0 {
		t.Errorf("%s at %s: %s", what, got.At, strings.Join(slices.Compact(differ), "; "))
	}
}

// covered fails unless every measure was computed of every target for some model.
func covered(t *testing.T, computed map[ask]bool) {
	t.Helper()
	for _, m := range measure.All() {
		for _, target := range m.Targets {
			if !computed[ask{measure: m.ID, target: target}] {
				t.Errorf("%s of %s was never computed: give the models of this test what it needs", m.ID, target)
			}
		}
	}
}
