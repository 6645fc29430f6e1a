package query_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

func parsed(t *testing.T, text string) query.Query {
	t.Helper()
	q, err := query.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return q
}

func diff(want, got any) string { return cmp.Diff(want, got, cmpopts.EquateComparable(model.Date{})) }

func TestTheShortestQueryHasTheDefaults(t *testing.T) {
	want := query.Query{SchemaVersion: 2, QueryType: query.TypeMeasure, Measures: []query.Measure{{ID: "psi"}},
		Format: query.Table,
		Window: query.Length{Range: true},
		Labels: query.HorizonLabels, Nulls: query.KeepNulls, Limit: 20, Bins: 10}
	if d := diff(want, parsed(t, `{"measures": [{"id": "psi"}]}`)); d != "" {
		t.Errorf("query (-want +got):\n%s", d)
	}
}

func TestEmptyTextsNullsAndZerosMeanTheDefaults(t *testing.T) {
	want := parsed(t, `{"measures": [{"id": "psi"}]}`)
	got := parsed(t,
		`{"measures": [{"id": "psi", "p": null}], "queryType": "", "target": "", "format": "", "labels": "", "nulls": "",
		"window": "", "every": "", "baseline": "", "policy": "", "limit": 0, "bins": 0, "schemaVersion": 0, "splitBy": null, "partial": null}`)
	if d := diff(want, got); d != "" {
		t.Errorf("query (-want +got):\n%s", d)
	}
}

func TestADistributionIsOfFeaturesUnlessItSaysElse(t *testing.T) {
	if q := parsed(t, `{"queryType": "distribution"}`); q.Target != query.Features {
		t.Errorf("target is %q, want features", q.Target)
	}
	if q := parsed(t, `{"queryType": "distribution", "target": "score"}`); q.Target != query.Score {
		t.Errorf("target is %q, want score", q.Target)
	}
}

func TestUnknownKeysAreIgnored(t *testing.T) {
	want := parsed(t, `{"measures": [{"id": "psi"}], "filters": [{"key": "a", "operator": "=", "values": ["b"]}]}`)
	got := parsed(t,
		`{"measures": [{"id": "psi", "later": 1}], "filters": [{"key": "a", "operator": "=", "values": ["b"], "origin": "x"}],
		"datasource": {"type": "leeway-monitor-datasource", "uid": "u"}, "intervalMs": 1000, "maxDataPoints": 500, "hide": false,
		"key": "Q-1", "datasourceId": 3, "Limit": 100000, "QUERYTYPE": "x"}`)
	if d := diff(want, got); d != "" {
		t.Errorf("query (-want +got):\n%s", d)
	}
}

func TestEveryFormOfAFieldIsRead(t *testing.T) {
	got := parsed(t,
		`{"refId": "A", "schemaVersion": 2, "queryType": "measure", "models": ["a"], "versions": ["v1"], "target": "features",
		"features": ["x"], "measures": [{"id": "quantile", "p": 0.95}, {"id": "share", "class": "late"}], "stats": ["value", "verdict"],
		"splitBy": ["carrier", {"feature": "distance", "bins": 5}, {"feature": "wind"}],
		"filters": [{"key": "origin", "operator": "=", "value": "JFK"}, {"key": "n", "operator": "<", "values": [3.0]},
			{"key": "late", "operator": "=|", "values": [true, "$x"]}],
		"window": "1w", "every": "1d", "partial": true, "baseline": {"kind": "rolling", "periods": 4}, "labels": "all",
		"format": "timeseries", "nulls": "drop", "limit": 5, "bins": 50}`)
	p := 0.95
	want := query.Query{RefID: "A", SchemaVersion: 2, QueryType: query.TypeMeasure, Models: []string{"a"},
		Versions: []string{"v1"},
		Target:   query.Features, Features: []string{"x"}, Measures: []query.Measure{{ID: "quantile", P: &p},
			{ID: "share", Class: "late"}},
		Stats:   []query.Stat{query.Value, query.Verdict},
		SplitBy: []query.Split{{Name: "carrier"}, {Feature: "distance", Bins: 5}, {Feature: "wind"}},
		Filters: []query.Filter{{Key: "origin", Operator: "=", Values: []string{"JFK"}},
			{Key: "n", Operator: "<", Values: []string{"3"}},
			{Key: "late", Operator: "=|", Values: []string{"true", "$x"}}},
		Window: query.Length{Duration: model.Duration{Days: 7}}, Every: model.Duration{Days: 1}, Partial: true, Labels: query.AllLabels, Format: query.TimeSeries,
		Baseline: query.BaselineRef{Inline: &model.Baseline{Kind: model.BaselineRolling, Periods: 4,
			Every: model.Duration{Days: 7}, MinPeriods: 1}},
		Nulls: query.DropNulls, Limit: 5, Bins: 50}
	if d := diff(want, got); d != "" {
		t.Errorf("query (-want +got):\n%s", d)
	}
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	if d := diff(want, parsed(t, string(text))); d != "" {
		t.Errorf("after a round trip (-want +got):\n%s", d)
	}
}

func TestAllOfAVariableIsTheEmptyList(t *testing.T) {
	q := parsed(t,
		`{"models": ["$__all"], "features": ["All"], "versions": ["v1", "$__all"], "measures": [{"id": "psi"}],
		"filters": [{"key": "a", "operator": "=|", "values": ["$__all"]}, {"key": "b", "operator": "=|", "values": []},
			{"key": "c", "operator": "=", "values": ["All"]}]}`)
	if len(q.Models)+len(q.Features)+len(q.Versions) != 0 {
		t.Errorf("models %v, features %v and versions %v, want none", q.Models, q.Features, q.Versions)
	}
	if len(q.Filters) != 1 || q.Filters[0].Key != "c" {
		t.Errorf("filters are %v, want the one on c alone", q.Filters)
	}
}

func TestWhatAQueryMayNotSayIsRefusedWithPathFoundAndAllowed(t *testing.T) {
	const psi = `"measures": [{"id": "psi"}]`
	for text, want := range map[string]string{
		`{"queryType": "alert"}`: `queryType: "alert" is not one of measure, policy, distribution, features, segments, calibration, confusion, triage, changes, records, health, backtest`,
		`{}`:                     `measures: is missing; name at least one measure, for example [{"id": "psi"}]`,
		`{"models": ["$model"], ` + psi +
			`}`: `models[0]: "$model" holds the variable $model, which nothing has replaced; the backend sees no dashboard variables`,
		`{"models": ["a", "x-${m:csv}"], ` + psi +
			`}`: `models[1]: "x-${m:csv}" holds the variable ${m:csv}, which nothing has replaced; the backend sees no dashboard variables`,
		`{"features": ["[[f]]"], ` + psi +
			`}`: `features[0]: "[[f]]" holds the variable [[f]], which nothing has replaced; the backend sees no dashboard variables`,
		`{"measures": [{"id": "$m"}]}`: `measures[0].id: "$m" holds the variable $m, which nothing has replaced; the backend sees no dashboard variables`,
		`{"splitBy": ["$s"], ` + psi +
			`}`: `splitBy[0]: "$s" holds the variable $s, which nothing has replaced; the backend sees no dashboard variables`,
		`{"baseline": "$b", ` + psi +
			`}`: `baseline: "$b" holds the variable $b, which nothing has replaced; the backend sees no dashboard variables`,
		`{"baseline": {"kind": "rolling", "evry": "1w"}, ` + psi +
			`}`: `baseline.evry: is not known here (did you mean every?); allowed are by, columns, every, from, kind, minPeriods, outOfSample, periods, table, to, version`,
		`{"baseline": 3, ` + psi +
			`}`: `baseline: the number 3 is not one of text or an object`,
		`{"window": "-7d", ` + psi +
			`}`: `window: "-7d" is not allowed; write for example 15m, 7d, 8w, range`,
		`{"window": "0d", ` + psi +
			`}`: `window: "0d" is not a length of time; leave it empty, or write for example 7d`,
		`{"format": "number", "measures": [{"id": "psi"}, {"id": "ks"}]}`: `measures: found 2; exactly one is allowed`,
		`{"format": "number", "stats": ["explanation"], ` + psi +
			`}`: `stats[0]: "explanation" is text, which format number does not hold; ask for a table`,
		`{"format": "number", "stats": ["value", "critical"], ` + psi +
			`}`: `stats: found 2; format number has exactly one`,
		`{"format": "number", "queryType": "distribution"}`: `format: "number" is not one of table, timeseries`,
		`{"policy": "p", ` + psi +
			`}`: `policy: does not apply to queryType measure; it needs queryType policy, changes or backtest`,
		`{"queryType": "backtest", "format": "number"}`:                      `format: "number" is not one of table, timeseries`,
		`{"queryType": "features", "stats": ["mostDrifted"]}`:                `stats: do not apply to queryType features in format table, whose columns are fixed`,
		`{"queryType": "features", "format": "number", "stats": ["breach"]}`: `stats[0]: "breach" is not one of mostDrifted, driftedCount`,
		`{"format": "number", "stats": ["driftedCount"], ` + psi +
			`}`: `stats[0]: "driftedCount" does not apply to queryType measure; it needs queryType features`,
		`{"format": "timeseries", "stats": ["worstSegment"], ` + psi +
			`}`: `stats[0]: "worstSegment" is a stat of one window and has no time series; ask for a number or a table`,
		`{"queryType": "backtest", "stats": ["breach"]}`: `stats: do not apply to queryType backtest, whose columns are fixed`,
		`{"changes": ["breach"], ` + psi +
			`}`: `changes: do not apply to queryType measure; they need queryType changes`,
		`{"queryType": "changes", "changes": ["onset"]}`:   `changes[0]: "onset" is not one of announced, rollout, adoption, breach`,
		`{"queryType": "changes", "format": "number"}`:     `format: "number" is not one of table`,
		`{"queryType": "changes", "stats": ["breach"]}`:    `stats: do not apply to queryType changes, whose columns are fixed`,
		`{"queryType": "changes", "splitBy": ["carrier"]}`: `splitBy: does not apply to queryType changes; policies have their own`,
		`{"queryType": "changes", ` + psi +
			`}`: `measures: do not apply to queryType changes; policies have their own`,
		`{"queryType": "policy", ` + psi +
			`}`: `measures: do not apply to queryType policy; a policy has its own`,
		`{"schemaVersion": 3, ` + psi +
			`}`: `schemaVersion: 3 is not read by this version of Leeway; allowed are 1 and 2`,
		`{"limit": 201, ` + psi + `}`: `limit: the number 201 is more than 200`,
		`{"bins": 1, ` + psi + `}`:    `bins: the number 1 is less than 2`,
		`{"target": "inputs", ` + psi +
			`}`: `target: "inputs" is not one of features, prediction, score, label, uncertainty, interval, latency, log`,
		`{"filters": [{"key": "a", "operator": "like", "value": "b"}], ` + psi +
			`}`: `filters[0].operator: "like" is not one of =, !=, =|, !=|, <, <=, >, >=, =~`,
		`{"filters": [{"key": "a", "operator": "="}], ` + psi +
			`}`: `filters[0].values: is missing; write the values to compare with`,
		`{"filters": [{"key": "a", "operator": "=", "values": ["b", "c"]}], ` + psi +
			`}`: `filters[0].values: found 2 values; = compares with one, =| and !=| with several`,
		`{"filters": [{"key": "a", "operator": "=~", "value": "("}], ` + psi +
			`}`: `filters[0].values[0]: "(" is not a regular expression (RE2 syntax)`,
		`{"filters": [{"key": "a", "operator": "=", "values": [{}]}], ` + psi +
			`}`: `filters[0].values[0]: an object is not one of text or a number or true or false`,
		`{"models": "a", ` + psi + `}`:     `models: found "a"; allowed is a list`,
		`[]`:                               `the query is not a JSON object`,
		`{"measures": [{"id": "psi"}]} {}`: `the query is not valid JSON: invalid character after top-level value`,
		``:                                 `the query is not valid JSON: EOF`,
	} {
		_, err := query.Parse([]byte(text))
		var f *fault.Error
		if !errors.As(err, &f) || f.Kind != fault.BadQuery {
			t.Errorf("%s: error %v is no bad query", text, err)
			continue
		}
		if err.Error() != want {
			t.Errorf("%s:\n got %s\nwant %s", text, err, want)
		}
	}
}

func TestSeveralProblemsMakeOneErrorInTheOrderOfTheirPaths(t *testing.T) {
	_, err := query.Parse([]byte(`{"stats": ["p"], "bins": "ten", "models": [1, 2, 3, 4, 5, 6]}`))
	want := `bins: found "ten"; allowed is a whole number; models[0]: found the number 1; allowed is text; models[1]: found the number 2; ` +
		`allowed is text; models[2]: found the number 3; allowed is text; models[3]: found the number 4; allowed is text; and 3 more`
	if err == nil || err.Error() != want {
		t.Errorf("error\n got %v\nwant %s", err, want)
	}
}

func TestHostileJSONIsRefusedInFewWords(t *testing.T) {
	for name, text := range map[string]string{
		"too long": `{"refId": "` + strings.Repeat("x", 1<<20) + `"}`,
		"too deep": strings.Repeat("[", 100_000),
		"long name": `{"models": ["` + strings.Repeat("$", 10_000) + `x"], "queryType": "` +
			strings.Repeat("y", 10_000) + `"}`,
		"long list": `{"models": [` + strings.Repeat(`"a",`, 300) + `"a"]}`,
		"not UTF-8": "{\"queryType\": \"\xff\xfe\"}",
	} {
		_, err := query.Parse([]byte(text))
		if err == nil || len(err.Error()) > 500 {
			t.Errorf("%s: error %.600v is none, or long", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{
		`{"measures": [{"id": "psi"}]}`,
		`{"queryType": "policy", "format": "number", "policy": "p", "stats": ["breach"], "models": ["a"]}`,
		`{"queryType": "distribution", "splitBy": [{"feature": "x", "bins": 4}, "carrier"], "baseline": {"kind": "fixed", "from": "2013-02-01", "to": "2013-03-01"}}`,
		`{"filters": [{"key": "a", "operator": "=~", "value": "^J"}], "window": "7d", "every": "1h", "measures": [{"id": "quantile", "p": 1e-9}]}`,
		`{"baseline": [], "models": {"$m": null}}`, `[[[[[[`, `{"limit": 1e400}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		q, err := query.Parse(raw)
		if err != nil {
			if fault.As(err).Kind != fault.BadQuery {
				t.Fatalf("%q: %v is no bad query", raw, err)
			}
			return
		}
		text, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		again, err := query.Parse(text)
		if err != nil {
			t.Fatalf("%q became %q, which is refused: %v", raw, text, err)
		}
		if d := diff(q, again); d != "" {
			t.Fatalf("%q reads differently after a round trip:\n%s", raw, d)
		}
	})
}
