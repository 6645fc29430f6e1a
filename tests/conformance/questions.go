package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
)

// question is a query of the first day, and the number it has to find in the first row of its answer.
type question struct {
	query           string
	want, tolerance float64
	days            int // of the range; 0: one
}

// monday is the first local midnight of the tables below; their calendar is UTC.
var monday = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)

func hour(h float64) time.Time { return monday.Add(time.Duration(h * float64(time.Hour))) }

// questions ask the whole backend about what plans put together of several parts: weights, labels beside the
// predictions, ages of times, latency by call, ids of two columns, an offline table.
func questions(t *testing.T, h Harness) {
	for _, suite := range []struct {
		name, model string
		tables      []Table
		list        []question
	}{
		{"weights, own labels, ages", sampledModel, []Table{sampledLog}, sampledQuestions},
		{"calls, documents, two ids", callsModel, callsTables(), callsQuestions},
		{"an offline table", skewedModel, skewedTables, skewedQuestions},
		{"numbers far from one", magnitudesModel, []Table{magnitudes()}, magnitudesQuestions()},
		{"scores at the floor of confidence", unsureModel, []Table{atTheFloor}, unsureQuestions},
		{"probabilities of classes at the floor of confidence", unsureClassesModel, []Table{atTheFloor},
			unsureClassesQuestions},
	} {
		t.Run(suite.name, func(t *testing.T) {
			i := h.Make(t, suite.tables...).Instance(t, nil, json.RawMessage(suite.model))
			for _, q := range suite.list {
				t.Run(q.query, func(t *testing.T) { q.ask(t, i) })
			}
		})
	}
}

func (q question) ask(t *testing.T, i *plugin.Instance) {
	t.Helper()
	q.over(t, i, monday, monday.AddDate(0, 0, max(q.days, 1)))
}

// over asks the question of a range.
func (q question) over(t *testing.T, i *plugin.Instance, from, to time.Time) {
	t.Helper()
	q.stat(t, i, "current", from, to)
}

// stat asks it for one stat.
func (q question) stat(t *testing.T, i *plugin.Instance, stat string, from, to time.Time) {
	t.Helper()
	r := i.Answer(context.Background(), []backend.DataQuery{{RefID: "A", JSON: json.RawMessage(q.query),
		TimeRange: backend.TimeRange{From: from, To: to}}}, plugin.Caller{})["A"]
	if r.Error != nil {
		t.Fatal(q.query, r.Error)
	}
	field, at := r.Frames[0].FieldByName(stat)
	if at < 0 || field.Len() == 0 {
		t.Fatalf("there is no answer: %d rows", r.Frames[0].Rows())
	}
	got, ok := field.At(0).(*float64)
	if !ok || got == nil || math.Abs(*got-q.want) > q.tolerance {
		text := "null"
		if got != nil {
			text = fmt.Sprint(*got)
		}
		t.Errorf("%s: %s, want %v", q.query, text, q.want)
	}
}

const sampledModel = `{"id":"sampled","task":"binary","timezone":"UTC","log":{"table":"predictions","time":{"column":"ts"},"prediction":"class",
	"weight":"weight"},"outcomes":{"label":"label","time":{"column":"seen"},"delay":"1d"},
	"features":[{"name":"x","kind":"numeric","grid":"linear(4)"},{"name":"born","kind":"numeric","grid":"linear(3)"}],
	"baselines":{"before":{"kind":"previous"}}}`

var sampledLog = Table{Name: "predictions", Columns: []Column{{Name: "ts", Type: Timestamp},
	{Name: "class", Type: Boolean}, {Name: "weight", Type: Double},
	{Name: "x", Type: Double}, {Name: "born", Type: Timestamp}, {Name: "label", Type: Boolean},
	{Name: "seen", Type: Timestamp}}, Rows: [][]any{
	{hour(1), true, 2.5, 10.0, hour(-47), true, hour(2)},  // two days old
	{hour(2), true, 0.5, 20.0, hour(-10), false, hour(3)}, // half a day
	{hour(3), false, 1.0, 30.0, nil, true, hour(50)},      // labelled too late
	{hour(4), false, nil, 40.0, hour(4), true, hour(5)},   // weighs nothing, like the two below
	{hour(5), false, math.NaN(), 50.0, hour(5), true, hour(6)},
	{hour(6), false, -3.0, 60.0, hour(6), true, hour(7)},
}}

var sampledQuestions = []question{
	{`{"measures":[{"id":"rows"}]}`, 4, 0, 0},
	{`{"measures":[{"id":"mean"}],"features":["x"]}`, (25 + 10 + 30) / 4.0, 1e-6, 0},
	{`{"measures":[{"id":"mean"}],"features":["born"]}`, (2*2.5 + 0.25) / 3, 1e-6, 0},
	{`{"measures":[{"id":"missing_rate"}],"features":["born"]}`, 0.25, 1e-15, 0},
	{`{"measures":[{"id":"share","class":"true"}],"target":"prediction"}`, 0.75, 1e-15, 0},
	{`{"measures":[{"id":"accuracy"}],"window":"1d"}`, 2.5 / 3, 1e-12, 2},
	{`{"measures":[{"id":"accuracy"}],"window":"1d","labels":"all"}`, 2.5 / 4, 1e-12, 2},
}

const callsModel = `{"id":"calls","task":"binary","timezone":"UTC","log":{"table":"predictions","id":["tenant","id"],"time":{"column":"ts"},
	"prediction":"class","latency":{"column":"ms","per":"call","call":"call","slo":"100ms"},"inputSize":{"column":"size","bins":[10]}},
	"outcomes":{"table":"outcomes","id":["tenant","id"],"label":"label","time":{"column":"seen"},"delay":"1d"},
	"features":[{"name":"age","kind":"numeric","path":"payload.customer.age","grid":"linear(0)"},{"name":"amount","kind":"numeric","grid":"linear(2)"},
		{"name":"second","kind":"numeric","path":"payload.tags.1","grid":"linear(0)"}],
	"baselines":{"before":{"kind":"previous"}}}`

// callsTables hold a call of 30 rows that took 250 ms, a call of two rows at 50 ms, one of one row at 100 ms; ids are
// unique by tenant alone, and two rows were logged twice.
func callsTables() []Table {
	var log, outcomes [][]any
	add := func(tenant string, id int64, at float64, call string, size, ms int64, payload, amount string, class bool) {
		log = append(log, []any{tenant, id, hour(at), class, call, size, ms, payload, amount})
	}
	for i := range int64(30) {
		add("a", i, 1, "big", 30, 250, fmt.Sprintf(`{"customer":{"age":%d},"tags":[1,%d]}`, 20+i, i), "12.25", i%2 == 0)
	}
	add("b", 0, 2, "pair", 2, 50, `{"customer":{"age":"37"},"tags":[]}`, "7.5", true) // the id of a's first row
	add("b", 1, 2, "pair", 2, 50, `{"customer":{"age":"n/a"}}`, "n/a", false)
	add("b", 2, 3, "one", 1, 100, `{"customer":{}}`, "0", true)
	add("b", 2, 4, "one", 1, 100, `{"customer":{}}`, "0", true)
	add("a", 5, 5, "big", 30, 250, `{"customer":{"age":25}}`, "12.25", false)
	for i := range int64(10) {
		outcomes = append(outcomes, []any{"a", i, true, hour(3)})
	}
	outcomes = append(outcomes, []any{"b", int64(0), false, hour(4)}, []any{"b", int64(1), false, hour(20)},
		[]any{"c", int64(0), false, hour(18)})
	return []Table{
		{Name: "predictions", Rows: log, Columns: []Column{{Name: "tenant", Type: Text}, {Name: "id", Type: BigInt},
			{Name: "ts", Type: Timestamp},
			{Name: "class", Type: Boolean}, {Name: "call", Type: Text}, {Name: "size", Type: BigInt},
			{Name: "ms", Type: BigInt},
			{Name: "payload", Type: JSON}, {Name: "amount", Type: Text}}},
		{Name: "outcomes", Rows: outcomes, Columns: []Column{{Name: "tenant", Type: Text}, {Name: "id", Type: BigInt},
			{Name: "label", Type: Boolean},
			{Name: "seen", Type: Timestamp}}},
	}
}

var callsQuestions = []question{
	{`{"measures":[{"id":"mean"}],"target":"latency"}`, 400.0 / 3, 1e-4, 0},
	{`{"measures":[{"id":"over_slo_rate"}]}`, 1.0 / 3, 1e-15, 0},
	{`{"measures":[{"id":"rows"}]}`, 33, 0, 0},
	{`{"measures":[{"id":"duplicate_rate"}]}`, 2.0 / 35, 1e-15, 0},
	{`{"measures":[{"id":"mean"}],"features":["age"]}`, (30*34.5 + 37) / 31, 1e-4, 0},
	{`{"measures":[{"id":"missing_rate"}],"features":["age"]}`, 1.0 / 33, 1e-15, 0},
	{`{"measures":[{"id":"invalid_rate"}],"features":["age"]}`, 1.0 / 33, 1e-15, 0},
	{`{"measures":[{"id":"mean"}],"features":["amount"]}`, (30*12.25 + 7.5) / 32, 1e-4, 0},
	{`{"measures":[{"id":"mean"}],"features":["second"]}`, 14.5, 1e-4, 0},
	{`{"measures":[{"id":"missing_rate"}],"features":["second"]}`, 3.0 / 33, 1e-15, 0},
	{`{"measures":[{"id":"label_freshness"}]}`, 4 * 3600, 0, 0},
	{`{"measures":[{"id":"accuracy"}],"window":"1d"}`, 6.0 / 12, 1e-15, 2},
}

const skewedModel = `{"id":"skewed","task":"binary","timezone":"UTC","log":{"table":"predictions","id":["id"],"time":{"column":"ts"},
	"prediction":"class"},"features":[{"name":"x","kind":"numeric","grid":"linear(0)"},{"name":"c","kind":"categorical"}],
	"skew":{"table":"offline","id":["id"],"tolerance":1e-6},"baselines":{"before":{"kind":"previous"}}}`

// skewedTables: of eight predictions one has no row offline; x differs in two of seven (a value, a NULL on one side), c
// in one. The offline ids are texts.
var skewedTables = []Table{
	{Name: "predictions", Columns: []Column{{Name: "id", Type: BigInt}, {Name: "ts", Type: Timestamp},
		{Name: "class", Type: Boolean},
		{Name: "x", Type: Double}, {Name: "c", Type: Text}}, Rows: [][]any{
		{int64(1), hour(1), true, 10.0, "a"}, {int64(2), hour(2), true, 1e9, "a"}, {int64(3), hour(3), true, nil, "b"},
		{int64(4), hour(4), true, 5.0, "b"},
		{int64(5), hour(5), true, 7.0, nil}, {int64(6), hour(6), true, math.NaN(), "a"},
		{int64(7), hour(7), true, 3.0, "a"}, {int64(8), hour(8), true, 3.0, "a"},
	}},
	{Name: "offline", Columns: []Column{{Name: "id", Type: Text}, {Name: "x", Type: Double}, {Name: "c", Type: Text}},
		Rows: [][]any{
			{"1", 10.000005, "a"},            // within 1e-6 · 10
			{"2", 1e9 + 500, "a"},            // within 1e-6 · 1e9
			{"3", nil, "b"},                  // both missing
			{"4", 5.1, "B"},                  // both differ
			{"5", nil, nil},                  // offline x is missing
			{"6", math.NaN(), "a"},           // the same
			{"7", 3.0, "a"}, {"7", 3.0, "a"}, // twice there, once here
			{"99", 1.0, "z"},
		}},
}

var skewedQuestions = []question{
	{`{"measures":[{"id":"mismatch_rate"}],"features":["x"]}`, 2.0 / 7, 1e-15, 0},
	{`{"measures":[{"id":"mismatch_rate"}],"features":["c"]}`, 1.0 / 7, 1e-15, 0},
	{`{"measures":[{"id":"unmatched_rate"}]}`, 1.0 / 8, 1e-15, 0},
}
