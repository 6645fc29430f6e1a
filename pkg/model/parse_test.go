package model_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"leeway/pkg/fault"
	"leeway/pkg/model"
)

// example returns the JSON of schema/examples/model.yaml, which uses every field once.
func example(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile("../../schema/examples/model.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return fromYAML(t, string(text))
}

func fromYAML(t *testing.T, text string) []byte {
	t.Helper()
	raw, err := model.FromYAML([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// base is a small valid definition that the tests change.
const base = `
id: m
task: binary
log: { table: t, id: [k], time: { column: at }, version: v, prediction: p, score: s }
features:
  - { name: x, kind: numeric }
  - { name: y, kind: numeric }
  - { name: c, kind: categorical }
segments: [c]
baselines:
  rolling: { kind: rolling }
  launch: { kind: fixed, from: 2013-02-01, to: 2013-03-01 }
`

// changed returns base with top-level fields replaced by those of a YAML text.
func changed(t *testing.T, text string) []byte {
	t.Helper()
	var fields, changes map[string]any
	for _, part := range []struct {
		text string
		into *map[string]any
	}{{base, &fields}, {text, &changes}} {
		if err := json.Unmarshal(fromYAML(t, part.text), part.into); err != nil {
			t.Fatal(err)
		}
	}
	maps.Copy(fields, changes)
	raw, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func parsed(t *testing.T, raw []byte) *model.Model {
	t.Helper()
	m, errs := model.ParseModel(raw)
	for _, e := range errs {
		t.Error(e)
	}
	if m == nil {
		t.FailNow()
	}
	return m
}

func texts(errs []*fault.Error) []string {
	var list []string
	for _, e := range errs {
		list = append(list, e.Error())
	}
	return list
}

func TestAModelThatUsesEveryFieldSurvivesARoundTrip(t *testing.T) {
	m := parsed(t, example(t))
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	again := parsed(t, text)
	if diff := cmp.Diff(m, again, cmpopts.EquateComparable(model.Date{}),
		cmpopts.IgnoreFields(model.Policy{}, "Default")); diff != "" {
		t.Errorf("what was written reads differently (-first +second):\n%s", diff)
	}
	if m.Revision() != again.Revision() {
		t.Errorf("revisions %s and %s of the same definition differ", m.Revision(), again.Revision())
	}
}

func TestDefaultsAreFilledIn(t *testing.T) {
	m := parsed(t, fromYAML(t, `
id: m
task: binary
log:
  table: t
  id: [k]
  time: { column: at }
  score: s
  latency: { column: ms }
outcomes: { table: o, label: l, time: { column: seen }, delay: 1d }
features: [{ name: x, kind: numeric, column: col_x }, { name: n, kind: numeric }]
segments: [x, z]
baselines: { launch: { kind: fixed, from: 2013-02-01, to: 2013-03-01 } }
policies: [{ id: drift, tier: explain, measure: psi, above: 0.2 }]
`))
	got := map[string]string{
		"name": m.Name, "timezone": m.Timezone, "resolution": m.Resolution.String(), "unique": m.Log.Unique,
		"zone": m.Log.Time.Zone, "positive": m.Log.Positive.Name(), "unit": m.Log.Latency.Unit, "per": m.Log.Latency.Per,
		"outcome id": strings.Join(m.Outcomes.ID, ","), "outcome zone": m.Outcomes.Time.Zone, "baseline": m.Baseline,
		"reference": m.Reference, "records": m.Records, "whenExpected": m.WhenExpected, "column": m.Features[1].Column,
		"segment of a feature": m.Segments[0].Column, "segment": m.Segments[1].Column, "policy baseline": m.Policies[0].Baseline,
	}
	want := map[string]string{
		"name": "m", "timezone": "UTC", "resolution": "1h", "unique": "first",
		"zone": "UTC", "positive": "true", "unit": "ms", "per": "row",
		"outcome id": "k", "outcome zone": "UTC", "baseline": "launch",
		"reference": "launch", "records": "off", "whenExpected": "show", "column": "n",
		"segment of a feature": "col_x", "segment": "z", "policy baseline": "launch",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("defaults (-want +got):\n%s", diff)
	}
	if *m.ConfidenceFloor != 0.6 || m.SchemaVersion != 1 {
		t.Errorf("confidence floor %v and schema version %d, want 0.6 and 1", *m.ConfidenceFloor, m.SchemaVersion)
	}
}

func TestALogWithoutIDsCountsEveryRow(t *testing.T) {
	m := parsed(t, changed(t, `log: { table: t, time: { column: at }, prediction: p }`))
	if m.Log.Unique != model.UniqueAll {
		t.Errorf("unique is %q, want all", m.Log.Unique)
	}
}

func TestARollingBaselineHasUpToEightWeeks(t *testing.T) {
	m := parsed(t, changed(t, ``))
	b := m.Baselines["rolling"]
	if b.Periods != 8 || b.Every.String() != "7d" || b.MinPeriods != 1 {
		t.Errorf("found %d periods of %s, at least %d", b.Periods, b.Every, b.MinPeriods)
	}
	if m.Baseline != "" || m.Reference != "" {
		t.Errorf("baseline %q and reference %q were chosen among several", m.Baseline, m.Reference)
	}
}

func TestNullFieldsAreAbsent(t *testing.T) {
	with := parsed(t, changed(t, `{ name: null, reference: null, policies: null }`))
	if without := parsed(t, changed(t, ``)); with.Revision() != without.Revision() {
		t.Error("a definition with nulls differs from one without the fields")
	}
}

func TestOffIsTakenForRecordsAlsoFromReadersThatMakeItFalse(t *testing.T) {
	m := parsed(t, changed(t, `records: false`))
	if m.Records != model.RecordsOff {
		t.Errorf("records is %q, want off", m.Records)
	}
}

func TestClassesAreKeptAsCanonicalText(t *testing.T) {
	for text, want := range map[string]model.Scalar{"true": "true", "1": "1", "1.0": "1", "1e2": "100", "0.5": "0.5",
		`"1.0"`: "1.0", "late": "late"} {
		m := parsed(t, changed(t, `log: { table: t, time: { column: at }, score: s, positive: `+text+` }`))
		if m.Log.Positive.Name() != string(want) {
			t.Errorf("positive: %s reads %q, want %q", text, m.Log.Positive, want)
		}
	}
}

func TestTheRevisionChangesWithTheDefinitionAndWithNothingElse(t *testing.T) {
	first := parsed(t, changed(t, `name: A`))
	same := parsed(t, bytes.ReplaceAll(changed(t, `name: A`), []byte(`,`), []byte(" ,\n")))
	other := parsed(t, changed(t, `name: B`))
	if first.Revision() != same.Revision() {
		t.Error("white space changed the revision")
	}
	if first.Revision() == other.Revision() {
		t.Error("another name has the same revision")
	}
	if len(first.Revision()) != 16 {
		t.Errorf("revision %q has not 16 digits", first.Revision())
	}
}

func FuzzParseModel(f *testing.F) {
	f.Add([]byte(`{"id":"m","task":"binary","log":{"table":"t","time":{"column":"at"},"score":"s"}}`))
	f.Add([]byte(`{"id":"m","features":[7],"segments":["A B"],"baselines":{"":{"kind":"fixed"}}}`))
	f.Add([]byte(`[[[[[`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, errs := model.ParseModel(raw)
		if (m == nil) == (len(errs) == 0) {
			t.Fatalf("model %v with %d errors", m, len(errs))
		}
		if m != nil {
			m.Revision()
		}
	})
}

func TestWhereAScoreLies(t *testing.T) {
	for text, want := range map[string]string{
		`s`: `"s"`, `{ column: s }`: `"s"`, `{ column: s, index: 1 }`: `{"column":"s","index":1}`, `{ column: s, class: late, scale: percent }`: `{"column":"s","class":"late","scale":"percent"}`,
	} {
		m := parsed(t, changed(t, `log: { table: t, time: { column: at }, score: `+text+` }`))
		if got, err := json.Marshal(m.Log.Score); err != nil || string(got) != want {
			t.Errorf("score: %s is written as %s (%v), want %s", text, got, err, want)
		}
	}
	m := parsed(t, changed(t,
		`{ task: multiclass, log: { table: t, time: { column: at }, prediction: p, score: { column: c1, b: { column: l, index: 2 } } } }`))
	if got := m.Log.Score.Classes; got["column"].Column != "c1" || got["b"].Element() != "2" {
		t.Errorf("the classes are %+v", got)
	}
}

func TestSpellingsOfThePositiveClass(t *testing.T) {
	for text, want := range map[string]string{`[true, 1]`: `["true","1"]`, `[yes]`: `"yes"`,
		`["yes", 1.0]`: `["yes","1"]`, `1.0`: `"1"`} {
		m := parsed(t, changed(t, `log: { table: t, time: { column: at }, score: s, positive: `+text+` }`))
		if got, err := json.Marshal(m.Log.Positive); err != nil || string(got) != want {
			t.Errorf("positive: %s is written as %s (%v), want %s", text, got, err, want)
		}
	}
}
