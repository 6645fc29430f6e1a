package model_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"leeway/pkg/model"
)

// refusals are changes of the base definition, and everything that is said about them.
var refusals = []struct {
	name, change string
	want         []string
}{
	{"a kind that is not offered", `features: [{ name: a, kind: numeric }, { name: b, kind: categorical }, { name: c, kind: num }]`,
		[]string{`features[2].kind: "num" is none of numeric, categorical`}},
	{"an unknown field", `costs: { falsePositive: 1, falseNegative: 2, falseAlarm: 3 }`,
		[]string{`costs.falseAlarm: is not known here; allowed are falseNegative, falsePositive`}},
	{"a missing field", `outcomes: { table: o }`, []string{`outcomes.label: is missing`}},
	{"a missing choice", `features: [{ name: a }]`, []string{`features[0].kind: is missing; allowed are numeric, categorical`}},
	{"a wrong type", `features: [7]`, []string{`features[0]: found the number 7; allowed is an object`}},
	{"a wrong type where two are allowed", `segments: [7]`, []string{`segments[0]: the number 7 is none of text or an object`}},
	{"a number out of range", `confidenceFloor: 2`, []string{`confidenceFloor: the number 2 is more than 1`}},
	{"a pair of three", `pairs: [[x, y, c]]`, []string{`pairs[0]: found 3 entries; at most 2 are allowed`}},
	{"a duration that is none", `resolution: 1 hour`, []string{`resolution: "1 hour" is not allowed; write for example 15m, 7d, 8w`}},
	{"an id with capitals", `id: Model`, []string{`id: "Model" is not allowed; it must match ^[a-z0-9][a-z0-9-]{0,62}$, for example arrival-delay`}},
	{"a schema of the future", `schemaVersion: 2`, []string{`schemaVersion: 2 is newer than this version of Leeway reads; allowed is 1`}},
	{"a time zone that does not exist", `timezone: Mars/Olympus`,
		[]string{`timezone: "Mars/Olympus" is no time zone; write an IANA name, for example UTC, Europe/Berlin, America/New_York`}},
	{"the machine's own time zone", `timezone: Local`,
		[]string{`timezone: "Local" is no time zone; write an IANA name, for example UTC, Europe/Berlin, America/New_York`}},
	{"buckets that do not tile a day", `resolution: 7h`,
		[]string{`resolution: "7h" does not divide a day into parts of a second or more; write for example 15m, 1h, 6h, 1d`}},
	{"a link that is code", `links: { runbook: "javascript:alert(1)" }`,
		[]string{`links.runbook: "javascript:alert(1)" is no web address; it must begin with https:// or http://`}},
	{"an owner that is no label", `owners: { Data-Science: a }`,
		[]string{`owners: the name "Data-Science" is not allowed; it becomes a label, so it must match ^[a-z_][a-z0-9_]*$`}},
	{"a variable in a table's name", `log: { table: "${schema}.t", time: { column: at }, score: s }`,
		[]string{`log.table: "${schema}.t" holds the unresolved variable ${schema}; a definition names its tables and columns itself`}},
	{"a variable in a column's name", `features: [{ name: x, kind: numeric, column: $c }]`,
		[]string{`features[0].column: "$c" holds the unresolved variable $c; a definition names its tables and columns itself`}},
	{"a column listed twice", `log: { table: t, id: [k, k], time: { column: at }, score: s }`, []string{`log.id[1]: "k" is listed twice`}},
	{"first of no id", `log: { table: t, unique: first, time: { column: at }, score: s }`,
		[]string{`log.unique: "first" needs log.id, the columns that tell two predictions apart`}},
	{"an epoch with a time zone", `log: { table: t, time: { column: at, unit: ms, zone: Europe/Berlin }, score: s }`,
		[]string{`log.time.zone: does not apply here; an epoch, which unit says the column holds, has no time zone`}},
	{"a binary model that predicts nothing", `log: { table: t, time: { column: at } }`,
		[]string{`log.prediction: is missing; a binary model needs prediction, score or both`}},
	{"a binary model with a score by class", `log: { table: t, time: { column: at }, score: { a: sa, b: sb } }`,
		[]string{`log.score: found an object of classes; a binary model has one column, the probability of the positive class`}},
	{"a multiclass model with one score", `{ task: multiclass, log: { table: t, time: { column: at }, score: s } }`,
		[]string{`log.score: found the column "s"; a multiclass model has an object of class and column`}},
	{"a regression with a probability", `{ task: regression, log: { table: t, time: { column: at }, prediction: p, score: s } }`,
		[]string{`log.score: does not apply here; a regression model predicts a number, not a probability`}},
	{"a regression with a positive class", `{ task: regression, log: { table: t, time: { column: at }, prediction: p, positive: 1 } }`,
		[]string{`log.positive: does not apply here; only a binary model has a positive class`}},
	{"costs of a regression", `{ task: regression, log: { table: t, time: { column: at }, prediction: p }, costs: { falsePositive: 1, falseNegative: 2 } }`,
		[]string{`costs: does not apply here; costs weigh the two errors of a binary model`}},
	{"a call without its column", `log: { table: t, time: { column: at }, score: s, latency: { column: ms, per: call } }`,
		[]string{`log.latency.call: is missing; per: call needs the column that names the call`}},
	{"a call of single rows", `log: { table: t, time: { column: at }, score: s, latency: { column: ms, call: b } }`,
		[]string{`log.latency.call: does not apply here; it needs per: call`}},
	{"edges that do not ascend", `segments: [{ name: haul, bins: [500, 500] }]`,
		[]string{`segments[0].bins[1]: 500 is not more than 500, the edge before it; bins ascend`}},
	{"bins and values", `segments: [{ name: haul, bins: [500], values: [a] }]`,
		[]string{`segments[0].values: does not apply here; bins make the values of this segment`}},
	{"a segment named as Grafana names a label", `segments: [alertname]`,
		[]string{`segments[0].name: "alertname" is the name of a label that alerts have anyway; choose another and set column`}},
	{"a segment named as an implicit one", `segments: [version]`,
		[]string{`segments[0].name: "version" is a dimension that every model has without declaring it; choose another and set column`}},
	{"a segment declared twice", `segments: [c, c]`, []string{`segments[1].name: "c" is the name of an earlier segment; names are unique`}},
	{"a feature declared twice", `features: [{ name: c, kind: numeric }, { name: c, kind: numeric }]`,
		[]string{`features[1].name: "c" is the name of an earlier feature; names are unique`}},
	{"a grid that is none", `features: [{ name: x, kind: numeric, grid: linear }]`,
		[]string{`features[0].grid: "linear" is no grid; write linear(k) or exponential(s) with a whole number, or edges([a, b, …]), for example linear(0), exponential(5)`}},
	{"a grid that is too fine", `features: [{ name: x, kind: numeric, grid: exponential(11) }]`,
		[]string{`features[0].grid: "exponential(11)" is out of range; exponential takes -10 to 9`}},
	{"numbers with values", `features: [{ name: x, kind: numeric, values: [1] }]`,
		[]string{`features[0].values: does not apply here; values are of categorical features; found kind numeric`}},
	{"categories with bounds and a grid", `features: [{ name: x, kind: categorical, bounds: [0, 1], grid: linear(0) }]`,
		[]string{`features[0].grid: does not apply here; grids are of numeric features; found kind categorical`,
			`features[0].bounds: does not apply here; bounds are of numeric features; found kind categorical`}},
	{"a category listed twice in two spellings", `features: [{ name: x, kind: categorical, values: [1, 1.0] }]`,
		[]string{`features[0].values[1]: "1" is listed twice`}},
	{"bounds that hold nothing", `features: [{ name: x, kind: numeric, bounds: [60, 0] }]`,
		[]string{`features[0].bounds: [60, 0] is empty; the second bound must be more than the first`}},
	{"a column and a path", `features: [{ name: x, kind: numeric, column: a, path: a.b }]`,
		[]string{`features[0].column: does not apply here; path begins with its column`}},
	{"a path without a key", `features: [{ name: x, kind: numeric, path: payload }]`,
		[]string{`features[0].path: "payload" is no path; write the JSON column and the keys inside it, for example payload.customer.age`}},
	{"an outcome that cannot be joined", `{ log: { table: t, time: { column: at }, score: s }, outcomes: { table: o, label: l } }`,
		[]string{`log.id: is missing; outcomes joins on it`}},
	{"keys of different lengths", `outcomes: { table: o, id: [a, b], label: l }`,
		[]string{`outcomes.id: found 2 columns; allowed are 1, as many as log.id has`}},
	{"a key of labels in the log", `outcomes: { id: [k], label: l }`,
		[]string{`outcomes.id: does not apply here; without outcomes.table the labels lie in the log itself`}},
	{"labels with a time but no horizon", `outcomes: { table: o, label: l, time: { column: seen } }`,
		[]string{`outcomes.delay: is missing; with outcomes.time a label counts if it was observed at most this long after the prediction, for example 1d`}},
	{"fields of two kinds of baseline", `baselines: { r: { kind: rolling, from: 2013-02-01, table: t } }`,
		[]string{`baselines.r.table: does not apply to kind rolling; allowed are kind, periods, every, minPeriods`,
			`baselines.r.from: does not apply to kind rolling; allowed are kind, periods, every, minPeriods`}},
	{"a fixed baseline that is empty", `baselines: { f: { kind: fixed, from: 2013-03-01, to: 2013-02-01 } }`,
		[]string{`baselines.f.to: "2013-02-01" is not after from, "2013-03-01"`}},
	{"a date that is none", `baselines: { f: { kind: fixed, from: "2013-02-30", to: "2013-03-01" } }`,
		[]string{`baselines.f.from: "2013-02-30" is neither a date such as 2013-02-01 nor an instant such as 2013-02-01T06:00:00Z`}},
	{"a fixed baseline without an end", `baselines: { f: { kind: fixed, from: 2013-03-01 } }`,
		[]string{`baselines.f.to: is missing; a fixed baseline has from and to`}},
	{"an offset of nothing", `baselines: { o: { kind: offset } }`, []string{`baselines.o.by: is missing; write how far back, for example 52w`}},
	{"more needed than there are", `baselines: { r: { kind: rolling, periods: 2, minPeriods: 3 } }`,
		[]string{`baselines.r.minPeriods: 3 is more than the 2 periods`}},
	{"a version of a log without versions", `{ log: { table: t, time: { column: at }, score: s }, baselines: { v: { kind: version, version: v3 } } }`,
		[]string{`baselines.v.kind: version needs log.version, the column of the model's version`}},
	{"a table's column for nothing", `baselines: { t: { kind: table, table: t, columns: { nothing: a } } }`,
		[]string{`baselines.t.columns: "nothing" is none of prediction, score, label, uncertainty, version, weight, x, y, c`}},
	{"a default that is not declared", `baseline: none`, []string{`baseline: "none" is none of launch, rolling`}},
	{"a calibration that moves", `calibration: rolling`,
		[]string{`calibration: "rolling" is of kind rolling; scores are calibrated on a baseline of kind table, fixed or version`}},
	{"a reference that moves", `reference: rolling`,
		[]string{`reference: "rolling" is of kind rolling; a reference stays the same, so it is of kind fixed or table`}},
	{"a pair with itself", `pairs: [[x, x]]`, []string{`pairs[0]: "x" cannot be paired with itself`}},
	{"a pair of categories", `pairs: [[x, c]]`, []string{`pairs[0][1]: "c" is none of x, y`}},
	{"a rollup of nothing", `rollup: { features: [z] }`, []string{`rollup.features[0]: "z" is none of x, y, c`}},
	{"a policy without a bound", `policies: [{ id: p, tier: page, measure: psi }]`,
		[]string{`policies[0]: found the bounds (nothing); exactly one of above, aboveUsualGap, below, outside is needed`}},
	{"a policy with two bounds", `policies: [{ id: p, tier: page, measure: psi, above: 1, below: 2 }]`,
		[]string{`policies[0]: found the bounds above, below; exactly one of above, aboveUsualGap, below, outside is needed`}},
	{"a recovery past the bound", `policies: [{ id: p, tier: page, measure: psi, above: 1, recover: 2 }]`,
		[]string{`policies[0].recover: 2 lies past the bound; a policy recovers inside it`}},
	{"a policy declared twice", `policies: [{ id: p, tier: page, measure: psi, above: 1 }, { id: p, tier: page, measure: psi, above: 1 }]`,
		[]string{`policies[1].id: "p" is the id of an earlier policy; ids are unique`}},
	{"a policy that refers to nothing", `policies: [{ id: p, tier: page, target: features, features: [z], measure: psi, above: 1, baseline: b, splitBy: [s] }]`,
		[]string{`policies[0].baseline: "b" is none of launch, rolling`, `policies[0].features[0]: "z" is none of x, y, c`,
			`policies[0].splitBy[0]: "s" is none of c, version, prediction, label, confidence, score, inputSize`}},
	{"a stat that no policy can bound", `policies: [{ id: p, tier: page, measure: psi, stat: verdict, above: 1 }]`,
		[]string{`policies[0].stat: "verdict" is none of value, pvalue, current, change, changePoints, relativeChange, sigma, trend, trendPvalue`}},
	{"a documented period that is empty", `expected: [{ from: 2013-06-01, to: 2013-06-01, reason: none }]`,
		[]string{`expected[0].to: "2013-06-01" is not after from, "2013-06-01"`}},
}

func TestWhatIsWrongIsRefusedWithPathFoundAndAllowed(t *testing.T) {
	for _, c := range refusals {
		t.Run(c.name, func(t *testing.T) {
			m, errs := model.ParseModel(changed(t, c.change))
			if m != nil {
				t.Error("the model was taken")
			}
			if diff := cmp.Diff(c.want, texts(errs)); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
		})
	}
}
