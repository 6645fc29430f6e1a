package small

import (
	"fmt"
	"strings"
	"testing"

	"leeway/pkg/plugin"
)

const callsModel = `{"id":"calls","task":"binary","timezone":"UTC","log":{"table":"predictions","id":["tenant","id"],"time":{"column":"ts"},
	"prediction":"class","latency":{"column":"ms","per":"call","call":"call","slo":"100ms"},"inputSize":{"column":"size","bins":[10]}},
	"outcomes":{"table":"outcomes","id":["tenant","id"],"label":"label","time":{"column":"seen"},"delay":"1d"},
	"features":[{"name":"plan","kind":"categorical"},{"name":"age","kind":"numeric","path":"payload.customer.age","grid":"linear(0)"},
		{"name":"amount","kind":"numeric","grid":"linear(2)"}],
	"baselines":{"before":{"kind":"previous"}}}`

// openCalls holds one day: a call of 30 rows that took 250 ms, a call of two rows at 50 ms, one of one row at 100 ms;
// ids are unique by tenant alone; two rows were logged twice.
func openCalls(t *testing.T) *plugin.Instance {
	t.Helper()
	var log, outcomes [][]any
	add := func(tenant string, id int, hour float64, call string, size, ms int, age any, amount string, right bool) {
		payload := `'{"customer":{}}'`
		if age != nil {
			payload = fmt.Sprintf(`'{"customer":{"age":%v}}'`, age)
		}
		log = append(log, []any{"'" + tenant + "'", id, at(hour), right, "'" + call + "'", size, ms, payload, "'" +
			amount + "'", "'free'"})
	}
	for i := range 30 {
		add("a", i, 1, "big", 30, 250, 20+i, "12.25", i%2 == 0)
	}
	add("b", 0, 2, "pair", 2, 50, "\"37\"", "7.5", true) // the id of a's first row
	add("b", 1, 2, "pair", 2, 50, "\"n/a\"", "n/a", false)
	add("b", 2, 3, "one", 1, 100, nil, "0", true)
	add("b", 2, 4, "one", 1, 100, nil, "0", true)
	add("a", 5, 5, "big", 30, 250, 25, "12.25", false)
	for i := range 10 {
		outcomes = append(outcomes, []any{"'a'", i, true, at(3)})
	}
	outcomes = append(outcomes, []any{"'b'", 0, false, at(4)}, []any{"'b'", 1, false, at(20)},
		[]any{"'c'", 0, false, at(18)})
	i, _ := open(t, callsModel,
		`CREATE TABLE predictions (tenant VARCHAR, id BIGINT, ts TIMESTAMP, class BOOLEAN, call VARCHAR, size BIGINT, ms BIGINT,
			payload JSON, amount VARCHAR, plan VARCHAR)`,
		"CREATE TABLE outcomes (tenant VARCHAR, id INTEGER, label BOOLEAN, seen TIMESTAMP)",
		"INSERT INTO predictions VALUES "+values(log), "INSERT INTO outcomes VALUES "+values(outcomes))
	return i
}

func TestACallCountsOnceAndRowsLoggedTwiceToo(t *testing.T) {
	i := openCalls(t)
	cases := []struct {
		query       string
		want, count float64
		tolerance   float64
	}{
		{`{"measures":[{"id":"mean"}],"target":"latency"}`, 400.0 / 3, 3, 1e-4},
		{`{"measures":[{"id":"over_slo_rate"}]}`, 1.0 / 3, 3, 1e-15},
		{`{"measures":[{"id":"max"}],"target":"latency"}`, 250, 3, 6},
		{`{"measures":[{"id":"rows"}]}`, 33, 33, 0},
		{`{"measures":[{"id":"duplicate_rate"}]}`, 2.0 / 35, 35, 1e-15},
		{`{"measures":[{"id":"mean"}],"features":["age"]}`, (30*34.5 + 37) / 31, 31, 1e-4},
		{`{"measures":[{"id":"missing_rate"}],"features":["age"]}`, 1.0 / 33, 33, 1e-15},
		{`{"measures":[{"id":"invalid_rate"}],"features":["age"]}`, 1.0 / 33, 33, 1e-15},
		{`{"measures":[{"id":"mean"}],"features":["amount"]}`, (30*12.25 + 7.5) / 32, 32, 1e-4},
		{`{"measures":[{"id":"invalid_rate"}],"features":["amount"]}`, 1.0 / 33, 33, 1e-15},
		{`{"measures":[{"id":"label_freshness"}]}`, 4 * 3600, 13, 0},
	}
	for _, c := range cases {
		t.Run(c.query, func(t *testing.T) {
			f := ask(t, i, 0, 1, c.query)
			near(t, "current", cell(t, f, "current", 0), c.want, c.tolerance)
			near(t, "count", cell(t, f, "count", 0), c.count, 0)
		})
	}
}

func TestLatencyByInputSize(t *testing.T) {
	f := ask(t, openCalls(t), 0, 1, `{"measures":[{"id":"mean"}],"target":"latency","splitBy":["inputSize"]}`)
	sizes, _ := f.FieldByName("inputSize")
	got := map[string]float64{}
	for row := range sizes.Len() {
		got[sizes.At(row).(string)] = *cell(t, f, "current", row)
	}
	near(t, "below ten", ptr(got["<10"]), 75, 1e-4)
	near(t, "from ten", ptr(got[">=10"]), 250, 1e-4)
}

// Ids of two columns meet their labels though the tables hold them in different widths; labels split the predictions.
func TestCompoundIdsAndSplitsByLabel(t *testing.T) {
	i := openCalls(t)
	accuracy := ask(t, i, 0, 2, `{"measures":[{"id":"accuracy"}],"window":"1d"}`) // the window of the first day
	near(t, "accuracy", cell(t, accuracy, "current", 0), 6.0/12, 1e-15)
	near(t, "labels", cell(t, accuracy, "count", 0), 12, 0)
	f := ask(t, i, 0, 2, `{"measures":[{"id":"mean"}],"features":["age"],"splitBy":["label"],"window":"1d"}`)
	labels, _ := f.FieldByName("label")
	got := map[string]float64{}
	for row := range labels.Len() {
		got[labels.At(row).(string)] = *cell(t, f, "current", row)
	}
	near(t, "age of the true", ptr(got["true"]), 24.5, 1e-4)
	near(t, "age of the false", ptr(got["false"]), 37, 1e-4)
	near(t, "age without label", ptr(got["(missing)"]), 39.5, 1e-4)
}

func TestLabelFreshnessIsOfAllOutcomes(t *testing.T) {
	r := send(openCalls(t), 0, 1, `{"measures":[{"id":"label_freshness"}],"splitBy":["inputSize"]}`, plugin.Caller{})
	if r.Error == nil || !strings.Contains(r.Error.Error(), "it cannot be split or filtered") {
		t.Errorf("split: %v", r.Error)
	}
}

func ptr(x float64) *float64 { return &x }
