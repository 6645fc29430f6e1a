package query_test

import (
	"encoding/json"
	"slices"
	"testing"

	"leeway/pkg/model"
	"leeway/pkg/query"
)

// flights is a model with every kind of filter key.
func flights(t *testing.T, definition string) *model.Model {
	t.Helper()
	raw, err := model.FromYAML([]byte(definition))
	if err != nil {
		t.Fatal(err)
	}
	m, errs := model.ParseModel(json.RawMessage(raw))
	if errs != nil {
		t.Fatal(errs)
	}
	return m
}

const rich = `
id: m
task: binary
log: { table: t, id: [k], time: { column: at }, version: v, prediction: p, score: s }
outcomes: { table: o, label: l }
features: [{ name: distance, kind: numeric }, { name: carrier, kind: categorical }, { name: wind, kind: numeric }]
segments: [carrier, { name: wind, bins: [10] }, origin]
baselines: { rolling: { kind: rolling }, launch: { kind: fixed, from: 2013-02-01, to: 2013-03-01 } }
defaults: off
policies: [{ id: drift, tier: explain, measure: psi, above: 0.2 }]
`

// bare is a model that names no optional column.
const bare = `
id: bare
task: binary
log: { table: t, time: { column: at }, prediction: p }
`

func TestAQueryIsCheckedAgainstItsModel(t *testing.T) {
	for _, c := range []struct{ model, query, want string }{
		{rich, `{"features": ["distance", "speed"]}`, `features[1]: "speed" is not one of distance, carrier, wind`},
		{rich, `{"splitBy": ["carrier", "airport"]}`,
			`splitBy[1]: "airport" is not one of carrier, wind, origin, version, prediction, label, confidence, score, inputSize`},
		{rich, `{"splitBy": [{"feature": "carrier", "bins": 4}]}`,
			`splitBy[0].bins: "carrier" is categorical: its categories are the parts; only a numeric feature is cut into bins`},
		{rich, `{"splitBy": [{"feature": "speed"}]}`,
			`splitBy[0].feature: "speed" is not one of distance, carrier, wind`},
		{rich, `{"splitBy": ["inputSize"]}`,
			`splitBy[0]: "inputSize" needs log.inputSize, which the definition of model m does not have`},
		{rich, `{"baseline": "before"}`, `baseline: "before" is not one of launch, rolling`},
		{rich, `{"baseline": {"kind": "fixed", "from": "2013-03-01"}}`,
			`baseline.to: is missing; a fixed baseline has from and to`},
		{rich, `{"target": "latency"}`,
			`target: "latency" needs log.latency, which the definition of model m does not have`},
		{rich, `{"queryType": "policy", "measures": [], "policy": "drifts"}`,
			`policy: "drifts" is not one of drift, log-silent (did you mean drift?)`},
		{rich, `{"filters": [{"key": "speed", "operator": "=", "value": "1"}]}`,
			`filters[0].key: "speed" is not one of carrier, wind, origin, version, distance, carrier, wind`},
		{rich, `{"filters": [{"key": "distance", "operator": "=", "value": "1"}]}`,
			`filters[0].operator: "=" is not one of <, <=, >, >=`},
		{rich, `{"filters": [{"key": "distance", "operator": "<", "value": "far"}]}`,
			`filters[0].values[0]: "far" is not a number; < compares numbers`},
		{rich, `{"filters": [{"key": "distance", "operator": "<", "value": "NaN"}]}`,
			`filters[0].values[0]: "NaN" is not a number; < compares numbers`},
		{rich, `{"filters": [{"key": "origin", "operator": "<", "value": "1"}]}`,
			`filters[0].operator: "<" is not one of =, !=, =|, !=|, =~`},
		{rich, `{"filters": [{"key": "version", "operator": "=~", "value": "v"}]}`,
			`filters[0].operator: "=~" is not one of =, !=, =|, !=|`},
		{bare, `{"filters": [{"key": "version", "operator": "=", "value": "v"}]}`,
			`filters[0].key: "version" needs log.version, which the definition of model bare does not have`},
		{rich, `{"queryType": "records", "measures": [], "filters": [{"key": "speed", "operator": "=", "value": "1"}]}`,
			`filters[0].key: "speed" is not one of carrier, wind, origin, version, distance, carrier, wind, confidence, label, prediction, score`},
		{rich,
			`{"queryType": "records", "measures": [], "filters": [{"key": "prediction", "operator": "<", "value": "1"}]}`,
			`filters[0].operator: "<" is not one of =, !=, =|, !=|`},
		{bare, `{"queryType": "records", "measures": [], "filters": [{"key": "score", "operator": "<", "value": "1"}]}`,
			`filters[0].key: "score" is not one of version, prediction`},
		{bare, `{"versions": ["v1"]}`,
			`versions: "version" needs log.version, which the definition of model bare does not have`},
		{bare, `{"target": "label"}`,
			`target: "label" needs outcomes, which the definition of model bare does not have`},
		{bare, `{"features": ["x"]}`, `features[0]: "x" is not one of (nothing)`},
	} {
		err := measured(t, c.query).Validate(flights(t, c.model))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s:\n got %v\nwant %s", c.query, err, c.want)
		}
	}
}

func TestWhatTheModelHasIsTaken(t *testing.T) {
	for _, text := range []string{
		`{"features": ["distance"], "splitBy": ["carrier", "version", "label", "confidence", {"feature": "distance"}, {"feature": "carrier"}], "versions": ["v9"]}`,
		`{"baseline": "rolling"}`, `{"baseline": {"kind": "previous"}}`, `{"target": "score"}`,
		`{"queryType": "policy", "measures": [], "policy": "drift"}`,
		`{"queryType": "records", "measures": [], "filters": [{"key": "distance", "operator": "=", "value": "(missing)"},
			{"key": "wind", "operator": "=~", "value": "<10"}, {"key": "score", "operator": ">=", "value": "0.5"},
			{"key": "label", "operator": "=|", "values": ["true", "(missing)"]}]}`,
		`{"filters": [{"key": "wind", "operator": "<", "value": "-1e3"}, {"key": "wind", "operator": "=", "value": "$x"},
			{"key": "origin", "operator": "=~", "value": "^J"}, {"key": "version", "operator": "!=|", "values": ["v1", "v2"]}]}`,
	} {
		if err := measured(t, text).Validate(flights(t, rich)); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// measured parses a query, of psi where it names no measure.
func measured(t *testing.T, text string) query.Query {
	t.Helper()
	fields := map[string]any{"measures": []any{map[string]any{"id": "psi"}}}
	if err := json.Unmarshal([]byte(text), &fields); err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return parsed(t, string(raw))
}

func TestEveryStatThatAPolicyMayBoundIsAStat(t *testing.T) {
	for _, text := range []string{"value", "pvalue", "current", "change", "changePoints", "relativeChange", "sigma",
		"trend", "trendPvalue"} {
		flights(t, bare+"policies: [{ id: p, tier: page, measure: m, above: 1, stat: "+text+" }]")
		if !slices.Contains(query.AllStats(), query.Stat(text)) {
			t.Errorf("policies may bound %q, which is no stat", text)
		}
	}
}
