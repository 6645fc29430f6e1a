package spec_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"leeway/pkg/model"
	"leeway/pkg/spec"
)

// head is a binary model with labels and two features.
const head = `id: m
task: binary
log: { table: p, id: [i], time: { column: at }, prediction: y, score: s }
outcomes: { table: o, label: l }
features: [{ name: x, kind: numeric }, { name: c, kind: categorical }]
segments: [c]
`

func parse(t *testing.T, text string) *model.Model {
	t.Helper()
	raw, err := model.FromYAML([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	m, errs := model.ParseModel(raw)
	for _, e := range errs {
		t.Fatal(e)
	}
	return m
}

func TestFaultsOfPoliciesAreNamed(t *testing.T) {
	for _, c := range []struct{ name, policies, want string }{
		{"right", `{ id: a, tier: page, measure: accuracy, stat: change, below: -0.025 }`, ""},
		{"a measure that there is not", `{ id: a, tier: page, measure: acuracy, below: 0.5 }`,
			`policies[0].measure: "acuracy" is not one of `},
		{"a measure of another task", `{ id: a, tier: page, measure: mae, above: 1 }`,
			`policies[0].measure: "mae" is defined for regression models; "m" is binary`},
		{"a measure that needs what the log has not", `{ id: a, tier: page, measure: over_slo_rate, above: 0.1 }`,
			`policies[0]: model "m" has no latency column`},
		{"a share below nothing", `{ id: a, tier: page, measure: accuracy, stat: current, below: 0 }`,
			`policies[0]: policy a can never be breached: current of accuracy lies from 0 to 1`},
		{"a share that falls by more than all",
			`{ id: a, tier: page, measure: missing_rate, target: features, stat: change, above: 1.5 }`,
			`policies[0]: policy a can never be breached: change of missing_rate lies from -1 to 1`},
		{"a distance above its greatest", `{ id: a, tier: explain, measure: js, above: 1 }`,
			`policies[0]: policy a can never be breached: value of js lies from 0 to 1`},
		{"a divergence below nothing", `{ id: a, tier: explain, measure: psi, below: -0.1 }`,
			`policies[0]: policy a can never be breached: value of psi lies at or above 0`},
		{"one side of two can be crossed", `{ id: a, tier: page, measure: accuracy, stat: current, outside: [0.5, 2] }`,
			""},
		{"a skill may be negative", `{ id: a, tier: page, measure: brier_skill, stat: current, below: -0.1 }`, ""},
		{"louder before quieter",
			`{ id: a, tier: notify, measure: accuracy, stat: change, below: -0.1, window: 7d }, { id: b, tier: page, measure: accuracy, stat: change, below: -0.05, window: 7d }`,
			`policies[1]: policy a contradicts b: tier page is breached before tier notify, so a says nothing more`},
		{"a value that is neither above one bound nor below the other there is not",
			`{ id: a, tier: page, measure: accuracy, stat: current, above: 0.8, window: 7d }, { id: b, tier: page, measure: accuracy, stat: current, below: 0.9, window: 7d }`,
			`policies[1]: policy a contradicts b: each value is above 0.8 or below 0.9, so one of them is always past its bound`},
		{"between two bounds there are values",
			`{ id: a, tier: page, measure: accuracy, stat: current, above: 0.99, window: 7d }, { id: b, tier: page, measure: accuracy, stat: current, below: 0.9, window: 7d }`, ""},
		{"every share is above a negative one", `{ id: a, tier: page, measure: accuracy, stat: current, above: -0.1 }`,
			`policies[0]: every value is past the bound of policy a: current of accuracy lies from 0 to 1`},
		{"every share is below two", `{ id: a, tier: page, measure: accuracy, stat: current, below: 2 }`,
			`policies[0]: every value is past the bound of policy a: current of accuracy lies from 0 to 1`},
		{"a change may be above a negative bound", `{ id: a, tier: page, measure: accuracy, stat: change, above: -0.1 }`, ""},
		{"louder after quieter",
			`{ id: a, tier: notify, measure: accuracy, stat: change, below: -0.05, window: 7d }, { id: b, tier: page, measure: accuracy, stat: change, below: -0.1, window: 7d }`, ""},
		{"other windows contradict nothing",
			`{ id: a, tier: notify, measure: accuracy, stat: change, below: -0.1, window: 1d }, { id: b, tier: page, measure: accuracy, stat: change, below: -0.05, window: 7d }`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			if errs := spec.Faults(parse(t,
				head+"defaults: off\nbaselines: { w: { kind: rolling } }\npolicies: ["+c.policies+"]")); len(errs) > 0 {
				got = errs[0].Error()
			}
			if (c.want == "") != (got == "") || !strings.HasPrefix(got, c.want) {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

func TestAPolicyOnAMeasureThatTheModelCannotHaveIsNamed(t *testing.T) {
	const bare = `id: m
task: %s
log: { table: p, time: { column: at }%s }
%s
features: [{ name: x, kind: numeric }]
baselines: { w: { kind: rolling } }
defaults: off
policies: [{ id: a, tier: page, stat: current, %s }]
`
	const outcomes = "outcomes: { label: l }"
	for _, c := range []struct{ name, task, log, outcomes, policy, want string }{
		{"no outcomes", "binary", ", prediction: y", "", "measure: accuracy, below: 0.5", "accuracy needs outcomes"},
		{"no prediction", "binary", ", score: s", outcomes, "measure: accuracy, below: 0.5",
			"accuracy needs log.prediction"},
		{"all that it needs", "binary", ", prediction: y", outcomes, "measure: accuracy, below: 0.5", ""},
		{"no score", "binary", ", prediction: y", outcomes, "measure: roc_auc, below: 0.5", "roc_auc needs log.score"},
		{"no score for an estimate", "multiclass", ", prediction: y", outcomes, "measure: estimated_accuracy, below: 0.5",
			"estimated_accuracy needs log.score"},
		{"no class", "multiclass", ", prediction: y", outcomes, "measure: precision, below: 0.5",
			"precision needs class, because the model has no positive one"},
		{"a class", "multiclass", ", prediction: y", outcomes, "measure: precision, class: b, below: 0.5", ""},
		{"no costs", "binary", ", prediction: y", outcomes, "measure: cost, above: 1", "cost needs costs"},
		{"no interval", "regression", ", prediction: y", outcomes, "measure: interval_coverage, below: 0.5",
			"interval_coverage needs log.interval"},
		{"no time of labels", "binary", ", prediction: y", outcomes, "measure: late_label_rate, above: 0.5",
			"late_label_rate needs outcomes.table with outcomes.time"},
		{"no labels at all", "binary", ", prediction: y", "", "measure: label_freshness, above: 60",
			"label_freshness needs outcomes"},
		{"no bounds", "binary", ", prediction: y", "", "measure: out_of_bounds_rate, target: features, above: 0.5",
			"out_of_bounds_rate needs bounds of a feature"},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := ""
			if c.want != "" {
				want = "policies[0]: policy a can never be breached: " + c.want
			}
			got := ""
			if errs := spec.Faults(parse(t, fmt.Sprintf(bare, c.task, c.log, c.outcomes, c.policy))); len(errs) > 0 {
				got = errs[0].Error()
			}
			if got != want {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}

// Grafana refuses two rules or dashboards of one title in a folder, and then reads none of them.
func TestModelsThatShareANameAreDistinguished(t *testing.T) {
	var models []model.Model
	for _, text := range []string{"name: Price", "name: price", "name: Stock"} {
		m := *parse(t, head+text)
		m.ID = fmt.Sprintf("m%d", len(models))
		models = append(models, m)
	}
	var names []string
	for _, m := range spec.Of("Log", "log", 1, models).Models {
		names = append(names, m.Name)
	}
	if got := strings.Join(names, ", "); got != "Price (m0), price (m1), Stock" {
		t.Errorf("the names are %s", got)
	}
}

// Dashboards draw only what a model has: no estimate without scores, no precision where no class is positive.
func TestViewsHoldWhatAModelHas(t *testing.T) {
	m := parse(t, `id: topic
task: multiclass
log: { table: p, time: { column: at }, prediction: y }
outcomes: { label: l }
`)
	views := spec.Of("Log", "log", 1, []model.Model{*m}).Models[0].Views
	var performance []string
	for _, one := range views.Performance {
		performance = append(performance, one.ID)
	}
	if got := strings.Join(performance, " "); got != "accuracy macro_f1 skill" || len(views.Estimates) > 0 {
		t.Errorf("performance %s, estimates %v", got, views.Estimates)
	}
}

func TestAPolicyWithoutABaselineCanNeverBeBreached(t *testing.T) {
	m := parse(t, head+"defaults: off\npolicies: [{ id: a, tier: page, measure: accuracy, stat: change, below: -0.1 }]")
	if errs := spec.Faults(m); len(errs) != 1 || !strings.HasSuffix(errs[0].Error(),
		"change needs a baseline, and the model has none by default") {
		t.Errorf("found %v", errs)
	}
}

// The defaults of every task can be resolved, and none of them is at fault.
func TestDefaultPoliciesHaveNoFaults(t *testing.T) {
	for _, task := range []string{"binary", "multiclass", "regression"} {
		text := strings.Replace(head, "binary", task, 1)
		if task != "binary" {
			text = strings.Replace(text, ", score: s", "", 1)
		}
		m := parse(t, text)
		if errs := spec.Faults(m); len(errs) > 0 {
			t.Errorf("%s: %v", task, errs)
		}
	}
}

// A UID names the thing alone: what stands beside it, and where, changes nothing.
func TestAPolicyInsertedChangesNoOtherUID(t *testing.T) {
	const policy = `{ id: late, tier: page, measure: accuracy, stat: change, below: -0.025 }`
	uids := func(policies string) map[string]string {
		s := spec.Of("Log", "log", 1, []model.Model{*parse(t, head+"policies: ["+policies+"]")})
		found := map[string]string{"dashboard": s.Models[0].Dashboard, "cannot read": s.CannotRead,
			"overview": s.Overview}
		for _, p := range s.Models[0].Policies {
			found[p.ID] = p.UID
		}
		return found
	}
	before, after := uids(policy), uids(`{ id: first, tier: notify, measure: rows, stat: current, below: 1 }, `+policy)
	if len(after) != len(before)+1 {
		t.Errorf("%d uids became %d", len(before), len(after))
	}
	for name, uid := range before {
		if after[name] != uid {
			t.Errorf("the uid of %s changed from %s to %s", name, uid, after[name])
		}
	}
	if got := spec.UID(1, "leeway-flights-live", "arrival-delay", "alert",
		"accuracy-week"); got != "lw-6a92e58f4ae05107cbeb" {
		t.Errorf("the uid of a rule that is in use is now %s", got)
	}
}

func TestASpecificationTellsWhatTextsNeed(t *testing.T) {
	s := spec.Of("Log", "log", 1, []model.Model{*parse(t,
		head+"owners: { model: us }\npolicies: [{ id: mine, tier: notify, target: features, measure: mean, stat: sigma, above: 5 }]")})
	m := s.Models[0]
	at := slices.IndexFunc(m.Policies, func(p spec.PolicySpec) bool { return p.ID == "accuracy-anchored" })
	if at < 0 {
		t.Fatal("accuracy-anchored is not there")
	}
	if p := m.Policies[at]; p.Why != "the model is right less often" || !p.NeedsLabels || p.BaselineKind != "launch" ||
		p.WindowSeconds != 7*86400 || p.For != "1h" {
		t.Errorf("accuracy-anchored is %+v", p)
	}
	if p := m.Policies[at]; !p.IsDefault || p.MinCount != 100 || p.Unit != "percentunit" || p.Target != "prediction" {
		t.Errorf("accuracy-anchored is %+v", p)
	}
	if p := m.Policies[0]; p.IsDefault || p.ReplacesDefault || !slices.Equal(p.Features, []string{"x"}) ||
		p.Window != "7d" || p.Baseline != "rolling" {
		t.Errorf("mine is %+v", p)
	}
	if by := slices.IndexFunc(m.Policies, func(p spec.PolicySpec) bool { return p.ID == "accuracy-by-c" }); by < 0 ||
		m.Policies[by].Why != "the model is right less often in one segment" {
		t.Error("accuracy-by-c has not its reason")
	}
}

func TestAReviewNamesWhatIsWatchedWhatIsOffAndWhatIsWrong(t *testing.T) {
	definitions := `{"store":{"kind":"duckdb"},"models":[
		{"id":"good","task":"regression","log":{"table":"p","time":{"column":"at"},"prediction":"y"},"policies":[{"id":"mine","tier":"page","measure":"rows","below":1}]},
		{"id":"bad","task":"regression","segment":["a"],"log":{"table":"p","time":{"column":"at"},"prediction":"y"}}]}`
	review := spec.Validate([]spec.Definitions{{Name: "Log", JSONData: []byte(definitions)}})
	var text bytes.Buffer
	if err := review.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"data source Log\nerror: models[1].segment: is not known here (did you mean segments?); allowed are ",
		"\nmodel good\n  own policies: mine\n  default policies: log-silent, prediction-mean, prediction-mean-anchored, prediction-drift\n",
		"  default policies that are off: error, worse-than-the-median, label-coverage, skill-trend (needs outcomes); "} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("lacks %q:\n%s", want, text.String())
		}
	}
	if !review.Wrong() || strings.Contains(text.String(), "model bad") {
		t.Error("the bad model passed")
	}
}

func TestAResolvedModelHoldsTheDefaultsThatApply(t *testing.T) {
	m := spec.Of("Log", "log", 1, []model.Model{*parse(t,
		head+"shortestWindow: 14d\npolicies: [{ id: drift, tier: notify, target: features, features: [c], measure: psi, above: 0.1, minCount: 500 }]")}).Models[0]
	if m.Window != "14d" || m.Resolution != "1h" || m.Timezone != "UTC" || m.Baseline != "rolling" ||
		m.Confidence != 0.6 {
		t.Errorf("defaults: %+v", m)
	}
	if want := (spec.JudgingSpec{ModelHistory: 16, FeatureHistory: 12, AdoptAfter: 8, Season: "weekly",
		FalsePagesPerYear: 0.1}); m.Judging != want {
		t.Errorf("judged by %+v, want %+v", m.Judging, want)
	}
	if want := []spec.BaselineSpec{{Name: "launch", Kind: "launch"},
		{Name: "rolling", Kind: "rolling", Every: "7d"}}; !slices.Equal(m.Baselines, want) {
		t.Errorf("baselines %v, want %v", m.Baselines, want)
	}
	if p := m.Policies[0]; !p.ReplacesDefault || p.IsDefault || p.MinCount != 500 || p.Window != "14d" ||
		!slices.Equal(p.Features, []string{"c"}) {
		t.Errorf("drift is %+v, want the definition's in place of the default", p)
	}
}

// A policy that does not fit the model hides no other.
func TestAModelWithAFaultListsWhatWatchesIt(t *testing.T) {
	m := spec.Of("Log", "log", 1, []model.Model{*parse(t,
		head+"policies: [{ id: mine, tier: page, measure: mae, above: 1 }]")}).Models[0]
	if len(m.Faults) != 1 || m.Faults[0].Path != "policies[0].measure" || len(m.Policies) == 0 ||
		m.Policies[0].ID == "mine" {
		t.Errorf("faults %v, policies %+v", m.Faults, m.Policies)
	}
}
