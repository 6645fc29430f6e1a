package small

import (
	"strings"
	"testing"

	"leeway/pkg/plugin"
)

const skewedModel = `{"id":"skewed","task":"binary","timezone":"UTC","log":{"table":"predictions","id":["id"],"time":{"column":"ts"},
	"prediction":"class"},"features":[{"name":"x","kind":"numeric","grid":"linear(0)"},{"name":"c","kind":"categorical"}],
	"segments":["c"],"skew":{"table":"offline","id":["key"],"tolerance":1e-6},"baselines":{"before":{"kind":"previous"}}}`

// Of eight predictions one has no row offline. x differs in two of seven (a value, a NULL on one side), c in one.
func TestMismatchesRowByRow(t *testing.T) {
	log := [][]any{
		{1, at(1), true, 10, "'a'"}, {2, at(2), true, 1e9, "'a'"}, {3, at(3), true, nil, "'b'"},
		{4, at(4), true, 5, "'b'"},
		{5, at(5), true, 7, nil}, {6, at(6), true, "'NaN'", "'a'"}, {7, at(7), true, 3, "'a'"},
		{8, at(8), true, 3, "'a'"},
	}
	offline := [][]any{
		{"'1'", 10.000005, "'a'"},            // within 1e-6 · 10
		{"'2'", 1e9 + 500, "'a'"},            // within 1e-6 · 1e9
		{"'3'", nil, "'b'"},                  // both missing
		{"'4'", 5.1, "'B'"},                  // both differ
		{"'5'", nil, nil},                    // offline x is missing
		{"'6'", "'NaN'", "'a'"},              // the same
		{"'7'", 3, "'a'"}, {"'7'", 3, "'a'"}, // twice there, once here
		{"'99'", 1, "'z'"},
	}
	i, _ := open(t, skewedModel,
		"CREATE TABLE predictions (id BIGINT, ts TIMESTAMP, class BOOLEAN, x DOUBLE, c VARCHAR)",
		"CREATE TABLE offline (key VARCHAR, x DOUBLE, c VARCHAR)",
		"INSERT INTO predictions VALUES "+values(log), "INSERT INTO offline VALUES "+values(offline))
	f := ask(t, i, 0, 1, `{"measures":[{"id":"mismatch_rate"}]}`)
	near(t, "x", cell(t, f, "current", 0), 2.0/7, 1e-15)
	near(t, "c", cell(t, f, "current", 1), 1.0/7, 1e-15)
	near(t, "count", cell(t, f, "count", 0), 7, 0)
	near(t, "unmatched", cell(t, ask(t, i, 0, 1, `{"measures":[{"id":"unmatched_rate"}]}`), "current", 0), 1.0/8, 1e-15)
	split := ask(t, i, 0, 1, `{"measures":[{"id":"mismatch_rate"}],"features":["x"],"splitBy":["c"]}`)
	got := map[string]*float64{}
	names, _ := split.FieldByName("c")
	for row := range names.Len() {
		got[names.At(row).(string)] = cell(t, split, "current", row)
	}
	near(t, "x where c is b", got["b"], 0.5, 1e-15)
	near(t, "x where c is a", got["a"], 0, 0)
}

func TestSkewNeedsAnOfflineTable(t *testing.T) {
	r := send(openCalls(t), 0, 1, `{"measures":[{"id":"mismatch_rate"}]}`, plugin.Caller{})
	if r.Error == nil || !strings.Contains(r.Error.Error(), "needs skew") {
		t.Errorf("without a table: %v", r.Error)
	}
}
