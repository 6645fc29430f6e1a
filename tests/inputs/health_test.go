package inputs

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/tests/stores"
)

// health is what Save & test says to an administrator, or to a viewer.
func health(t *testing.T, h stores.Harness, role, definition string, tables ...stores.Table) string {
	t.Helper()
	i := h.Make(t, tables...).Instance(t, nil, json.RawMessage(definition))
	user := &backend.User{Login: "a", Role: role}
	result, err := i.CheckHealth(t.Context(),
		&backend.CheckHealthRequest{PluginContext: backend.PluginContext{User: user}})
	if err != nil || result.Status != backend.HealthStatusOk {
		t.Fatalf("%+v, %v", result, err)
	}
	return result.Message
}

// Save & test names what would make performance wrong or empty, and is content where nothing does.
func TestSaveAndTestNamesWhatIsWrittenOtherwise(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		classes := func(predicted, label stores.Type, more func(i int) []any) stores.Table {
			return logTable([]stores.Column{{Name: "pred", Type: predicted}, {Name: "label", Type: label}}, more)
		}
		for _, c := range []struct {
			name, positive string
			log            stores.Table
			want           string
		}{
			{"whole numbers and truth values", "", classes(stores.BigInt, stores.Boolean,
				func(i int) []any { return []any{int64(i % 2), i%2 == 0} }),
				`Warning: model m: 50 % of the predictions are "1", which counts as the class "true" by its spelling; list both in log.positive`},
			{"no class in common", `,"positive":"fraud"`,
				classes(stores.Text, stores.Text,
					func(i int) []any { return []any{[]string{"ok", "fraud"}[i%2], []string{"CB", "none"}[i%2]} }),
				"they have no class in common"},
			{"alike", "", classes(stores.Boolean, stores.Boolean,
				func(i int) []any { return []any{i%2 == 0, i%3 == 0} }), ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				said := health(t, h, "Admin", fmt.Sprintf(classModel, c.positive), c.log)
				if !strings.Contains(said, c.want) || c.want == "" && strings.Contains(said, "Warning: model") {
					t.Errorf("said %q, want %q", said, c.want)
				}
			})
		}
	})
}

const unjoinedModel = `{"id":"m","task":"binary","log":{"table":"log","id":["id"],"time":{"column":"at","zone":"UTC"},"prediction":"pred"},
	"outcomes":{"table":"outcomes","label":"label","time":{"column":"seen","zone":"UTC"},"delay":"1d"},
	"baselines":{"launch":{"kind":"fixed","from":"2026-01-05","to":"2026-01-19"}},"baseline":"launch"}`

// unjoined returns a log and outcomes of its time, with ids of two kinds.
func unjoined() (log, outcomes stores.Table) {
	log = logTable([]stores.Column{{Name: "pred", Type: stores.Boolean}}, func(i int) []any { return []any{i%2 == 0} })
	outcomes = stores.Table{Name: "outcomes", Columns: []stores.Column{{Name: "id", Type: stores.Text},
		{Name: "seen", Type: stores.Timestamp}, {Name: "label", Type: stores.Boolean}}}
	for i := range 28 * 24 {
		outcomes.Rows = append(outcomes.Rows, []any{fmt.Sprint("R", i), start.Add(time.Duration(i+2) * time.Hour),
			i%2 == 0})
	}
	return log, outcomes
}

// Ids that do not join are said with one of each table to who sets the model up; viewers and queries are not shown any.
func TestIDsThatDoNotJoinAreSaid(t *testing.T) {
	stores.Each(t, func(t *testing.T, h stores.Harness) {
		log, outcomes := unjoined()
		const words = "no prediction has an outcome: the log has the id \""
		if said := health(t, h, "Admin", unjoinedModel, log, outcomes); !strings.Contains(said, words) ||
			!strings.Contains(said, `the outcomes have "R`) {
			t.Errorf("said %q, want %s", said, words)
		}
		if said := health(t, h, "Viewer", unjoinedModel, log, outcomes); strings.Contains(said, `"R`) ||
			!strings.Contains(said, "do not join") {
			t.Errorf("a viewer is told %q", said)
		}
		got := ask(t, h.Make(t, log, outcomes).Instance(t, nil, json.RawMessage(unjoinedModel)),
			`{"measures":[{"id":"accuracy"}],"stats":["current"],"window":"7d"}`)
		got.wantNotice(t, "warning", "the ids of the two tables do not join")
		if got.has(`"R`) {
			t.Errorf("a query shows an id:\n%s", got.notices)
		}
	})
}
