package planted

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/plugin"
	"leeway/tests/servers/postgrestest"
)

// The log has 15,000 predictions in each of twelve weeks. In the last, three of ten labels of plan smb are the other
// class, and feature_7 is half a standard deviation higher.
const (
	weeks   = 12
	perWeek = 15_000
)

var start = time.Date(2025, 1, 6, 0, 0, 0, 0, time.UTC)

// uniform is a number from 0 to 1 that looks random and is the same in each run.
func uniform(salt int) string {
	return fmt.Sprintf("((hashint8extended(i, %d) & 1048575) + 0.5) / 1048576.0", salt)
}

// statements make the tables and their 180,000 rows in the server.
func statements() []string {
	last := fmt.Sprintf("i >= %d", (weeks-1)*perWeek)
	features, values := "", ""
	for f := range 12 {
		shift := "0"
		if f == 7 {
			shift = "CASE WHEN " + last + " THEN 0.5 ELSE 0 END"
		}
		features += fmt.Sprintf(", feature_%d double precision", f)
		// The sum of four uniform numbers is nearly normal; this has a standard deviation of 1.
		values += fmt.Sprintf(", sqrt(3.0) * (%s + %s + %s + %s - 2) + %s", uniform(100+4*f), uniform(101+4*f),
			uniform(102+4*f), uniform(103+4*f), shift)
	}
	at := fmt.Sprintf("timestamptz '2025-01-06 00:00:00Z' + i * interval '1 week' / %d", perWeek)
	return []string{
		"CREATE TABLE predictions (id bigint PRIMARY KEY, at timestamptz, plan text, region text, late boolean, score double precision" + features + ")",
		"CREATE TABLE outcomes (id bigint PRIMARY KEY, label boolean)",
		fmt.Sprintf(`INSERT INTO predictions SELECT i, %s, (ARRAY['smb', 'team', 'enterprise', 'free'])[1 + floor(4 * %s)::int],
			(ARRAY['eu', 'us', 'asia'])[1 + floor(3 * %s)::int], score > 0.5, score%s
			FROM (SELECT i, %s AS score FROM generate_series(0, %d) AS i) AS rows`, at, uniform(1), uniform(2), values, uniform(3), weeks*perWeek-1),
		fmt.Sprintf(`INSERT INTO outcomes SELECT id, (%s < score) <> (plan = 'smb' AND %s AND %s < 0.3) FROM (SELECT *, id AS i FROM predictions) AS rows`,
			uniform(4), last, uniform(5)),
		"ANALYZE",
	}
}

func open(t *testing.T) *plugin.Instance {
	t.Helper()
	server := postgrestest.New(t, postgrestest.Options{})
	database := server.Database(t, statements()...)
	var features []string
	for f := range 12 {
		features = append(features, fmt.Sprintf(`{"name":"feature_%d","kind":"numeric"}`, f))
	}
	settings := fmt.Sprintf(`{"store":{"kind":"postgres","tls":"disable"},"limits":{"queryTimeout":"5m"},"models":[{"schemaVersion":1,"id":"churn","task":"binary",
		"log":{"table":"predictions","id":["id"],"time":{"column":"at"},"prediction":"late","score":"score","positive":true},
		"outcomes":{"table":"outcomes","id":["id"],"label":"label","delay":"0s"},"segments":["plan","region"],"features":[%s]}]}`, strings.Join(features, ","))
	i := plugin.NewInstance(plugin.Environment{Now: time.Now},
		backend.DataSourceInstanceSettings{Name: "planted", UID: "planted", URL: server.URL(),
			User: server.User, Database: database, JSONData: []byte(settings), DecryptedSecureJSONData: map[string]string{"password": server.Password}})
	t.Cleanup(i.Dispose)
	for id, refused := range i.Broken() {
		t.Fatalf("model %s is refused: %v", id, refused)
	}
	return i
}

// ask asks about the last week.
func ask(t *testing.T, i *plugin.Instance, query string) data.Frames {
	t.Helper()
	end := start.AddDate(0, 0, 7*weeks)
	q := backend.DataQuery{RefID: "A", JSON: json.RawMessage(query),
		TimeRange: backend.TimeRange{From: end.AddDate(0, 0, -7), To: end}}
	r := i.Answer(context.Background(), []backend.DataQuery{q}, plugin.Caller{})["A"]
	if r.Error != nil {
		t.Fatal(r.Error)
	}
	return r.Frames
}

func text(f *data.Frame, field string) string {
	found, at := f.FieldByName(field)
	if at < 0 || found.Len() == 0 {
		return ""
	}
	value, _ := found.ConcreteAt(0)
	said, _ := value.(string)
	return said
}

func TestWhatWasPlantedIsTheTopRow(t *testing.T) {
	i := open(t)
	t.Run("a loss in one segment", func(t *testing.T) {
		frames := ask(t, i, `{"queryType":"segments","schemaVersion":2}`)
		if f := frames[0]; f.Name != "plan" || text(f, "plan") != "smb" ||
			!strings.Contains(text(f, "explanation"), ": plan smb explains ") {
			t.Errorf("first is %q of %s: %s", text(f, f.Name), f.Name, text(f, "explanation"))
		}
		region := frames[slices.IndexFunc(frames, func(f *data.Frame) bool { return f.Name == "region" })]
		if said := text(region, "explanation"); !strings.Contains(said, "it is uniform: no region differs") {
			t.Errorf("of the other segment it says %q", said)
		}
		if said := text(frames[len(frames)-1], "explanation"); !strings.Contains(said,
			": the relation (other outcomes at equal scores) explains ") {
			t.Errorf("by score it says %q", said)
		}
	})
	t.Run("a drift in one feature", func(t *testing.T) {
		f := ask(t, i, `{"queryType":"features","schemaVersion":2}`)[0]
		verdicts, _ := f.FieldByName("verdict")
		if first := text(f, "feature"); first != "feature_7" {
			t.Errorf("the first feature is %s", first)
		}
		for row := range verdicts.Len() {
			verdict, _ := verdicts.NullableFloatAt(row)
			if verdict == nil || (*verdict == 2) != (row == 0) {
				t.Errorf("the verdict of row %d is %v", row, verdict)
			}
		}
	})
}
