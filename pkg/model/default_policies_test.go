package model_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"leeway/pkg/model"
)

var update = flag.Bool("update", false, "write docs/policies.md")

const policiesPage = "../../docs/policies.md"

// The page is made from the list that Parse uses, so that it cannot say anything else.
func TestPoliciesPageIsMadeFromTheList(t *testing.T) {
	want := page()
	if *update {
		if err := os.WriteFile(policiesPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(policiesPage); err != nil || string(got) != want {
		t.Errorf("docs/policies.md is not what the list says (%v): run go test ./pkg/model -run Policies -update", err)
	}
}

func page() string {
	var b strings.Builder
	b.WriteString("# Default policies\n\n<!-- Made from pkg/model by `go test ./pkg/model -run Policies -update`. -->\n\n" +
		"Every model gets those below that its task and columns allow. Its own `policies` are added; one of the same id replaces a " +
		"default. `defaults: off` leaves only those marked ⚑, because every model needs an alert for missing data. " +
		"`leeway check`, `leeway validate` and the settings name the policies that are off, and why. They compare with the model's rolling " +
		"baseline; a model without it and without a default `baseline` gets one of eight weeks. Those marked ⚓ come twice, the second time as `<id>-anchored` against the baseline " +
		"`launch`, which a model without one gets as the first 28 full days of the version that logs in the window, because a rolling baseline follows slow " +
		"decay. A sudden fault breaches both; [the generated routes](alerts.md) make one notification of all that a model breaches at once, by tier. " +
		"A policy breaches only beyond what earlier windows predict ([how Leeway judges](judging.md)); one on the current value, if its " +
		"interval leaves the bound out. `leeway check` says of each the smallest change that it can find at the log's volume.\n\n" +
		"**Silence** is judged by the log's own past, when a query is asked. Leeway takes the times of the rows of the eight weeks " +
		"before, by the hour, and the largest gap between them in each week, weekends included. One week in four may hold an outage or a " +
		"holiday; the largest gap of the other weeks is the usual one. The stat `threshold` gives the bound in seconds: 1.5 usual gaps, so " +
		"36 hours for a batch a day and 108 for a batch on each working day. A log of dates gets a day more, because a date stands for all of " +
		"it. A log with fewer than eight batches in eight weeks is judged by its days of two years. A log that is loaded hours after the times of its rows needs " +
		"`log.lateness`. Write `above: 3600` for a bound of your own, " +
		"or `aboveUsualGap: 2`.\n\n" +
		"| Policy | Tier | Breached when | Window | Tasks | Needs | It means |\n|---|---|---|---|---|---|---|\n")
	for _, s := range model.Standards() {
		p := s.Policy
		id := "`" + p.ID + "`"
		if s.Pair {
			id += " ⚓"
		}
		if s.Each {
			id = "`" + p.ID + "-<segment>`"
		}
		if s.BuiltIn {
			id += " ⚑"
		}
		of := p.Measure
		if p.Target != "" {
			of += " of " + p.Target
		}
		stat := p.Stat
		if stat == "" {
			stat = "value"
		}
		tasks := make([]string, len(s.Tasks))
		for i, task := range s.Tasks {
			tasks[i] = string(task)
		}
		window := p.Window.String()
		fmt.Fprintf(&b, "| %s | %s | `%s`: %s %s | %s | %s | %s | %s |\n", id, p.Tier, of, stat, condition(p), window,
			strings.Join(tasks, ", "), s.Needs, s.Why)
	}
	return b.String()
}

func condition(p model.Policy) string {
	switch {
	case p.AboveUsualGap != nil:
		return fmt.Sprintf("above %v × the largest usual gap", *p.AboveUsualGap)
	case p.Outside != nil:
		return fmt.Sprintf("outside %v … %v", p.Outside[0], p.Outside[1])
	case p.Above != nil:
		return fmt.Sprintf("above %v", *p.Above)
	}
	return fmt.Sprintf("below %v", *p.Below)
}

func TestDefaultPoliciesFollowTaskAndColumns(t *testing.T) {
	log := `log: { table: p, id: [id], time: { column: at }, prediction: y`
	cases := []struct {
		name, text    string
		with, without []string
	}{
		{"binary with everything", `{ id: m, task: binary, ` + log +
			`, score: s, latency: { column: ms, slo: 1s } }, costs: { falsePositive: 1, falseNegative: 2 },
			outcomes: { table: o, label: l, time: { column: seen }, delay: 3d }, features: [{ name: x, kind: numeric, bounds: [0, 1] }],
			baselines: { launch: { kind: fixed, from: 2013-02-01, to: 2013-03-01 }, weeks: { kind: rolling } }, baseline: weeks }`,
			[]string{"log-silent", "labels-late", "accuracy", "accuracy-anchored", "worse-than-chance",
				"worse-than-guessing", "auc", "auc-anchored", "recall", "precision-anchored", "estimated-accuracy", "cost", "cost-anchored",
				"prediction-mean", "out-of-bounds", "slow", "duplicates", "drift"}, []string{"error", "new-categories", "interval-coverage"}},
		{"regression without a launch", `{ id: m, task: regression, ` + log +
			`, uncertainty: sd, interval: { lower: lo, upper: hi, level: 0.9 } }, outcomes: { table: o, label: l } }`,
			[]string{"log-silent", "error", "error-anchored", "worse-than-the-median", "prediction-mean",
				"prediction-mean-anchored", "skill-trend", "uncertainty-trend", "interval-width-trend"},
			[]string{"accuracy", "labels-late", "missing", "confidence-trend"}},
		{"a launch of another kind", `{ id: m, task: regression, ` + log +
			` }, outcomes: { table: o, label: l }, baselines: { launch: { kind: previous } } }`,
			[]string{"error"}, []string{"error-anchored"}},
		{"scores of several classes",
			`{ id: m, task: multiclass, log: { table: p, time: { column: at }, score: { a: pa, b: pb } } }`,
			[]string{"estimated-accuracy", "estimated-accuracy-anchored", "confidence-trend",
				"prediction-drift"}, []string{"accuracy", "prediction-mean"}},
		{"no outcomes", `{ id: m, task: multiclass, ` + log + ` }, features: [{ name: c, kind: categorical }] }`,
			[]string{"log-silent", "new-categories", "prediction-drift"}, []string{"accuracy", "skill",
				"prediction-mean"}},
		{"policies of its own", `{ id: m, task: multiclass, ` + log +
			` }, policies: [{ id: mine, tier: page, measure: rows, below: 1 }] }`,
			[]string{"mine", "log-silent", "prediction-drift"}, []string{"labels-late"}},
		{"policies of its own alone", `{ id: m, task: binary, defaults: off, ` + log +
			` }, outcomes: { table: o, label: l, time: { column: seen }, delay: 3d },
			policies: [{ id: mine, tier: page, measure: rows, below: 1 }] }`, []string{"mine", "log-silent", "labels-late"}, []string{"accuracy"}},
		{"no policies but those on silence", `{ id: m, task: binary, defaults: off, ` + log +
			` }, outcomes: { table: o, label: l } }`,
			[]string{"log-silent"}, []string{"accuracy", "labels-late"}},
		{"several baselines and no default", `{ id: m, task: binary, ` + log +
			` }, baselines: { a: { kind: previous }, b: { kind: offset, by: 52w } },
			policies: [{ id: mine, tier: page, measure: rows, stat: change, below: 1, baseline: a }] }`, []string{"mine", "prediction-mean"}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := parsed(t, fromYAML(t, c.text))
			has := map[string]model.Policy{}
			for _, p := range m.Policies {
				if _, twice := has[p.ID]; twice || p.Title == "" {
					t.Errorf("%s is there twice or has no title", p.ID)
				}
				has[p.ID] = p
			}
			for _, id := range c.with {
				if _, ok := has[id]; !ok {
					t.Errorf("lacks %s", id)
				}
			}
			for _, id := range c.without {
				if _, ok := has[id]; ok {
					t.Errorf("has %s", id)
				}
			}
			for _, off := range m.Unwatched() {
				if _, ok := has[off.Policy]; ok || off.Why == "" {
					t.Errorf("%s is there, and off: %s", off.Policy, off.Why)
				}
			}
			if p := has["prediction-mean"]; strings.HasPrefix(c.name, "several baselines") && p.Baseline != "rolling" {
				t.Errorf("prediction-mean compares with %q", p.Baseline)
			}
			if p, ok := has["accuracy-anchored"]; ok &&
				(p.Baseline != "launch" || has["accuracy"].Baseline != "weeks") {
				t.Errorf("the pair compares with %q and %q", has["accuracy"].Baseline, p.Baseline)
			}
		})
	}
}

// A policy of a default one's id replaces it, so that its bound can be moved or its tier lowered. The others stay.
func TestADefaultPolicyIsReplacedById(t *testing.T) {
	m := parsed(t, fromYAML(t, `{ id: m, task: binary, log: { table: p, time: { column: at }, prediction: y },
		policies: [{ id: log-silent, tier: notify, measure: freshness, stat: current, above: 60 }] }`))
	var ids []string
	for _, p := range m.Policies {
		ids = append(ids, p.ID)
		if p.Default != (p.ID != "log-silent") {
			t.Errorf("%s is said to be a default policy: %t", p.ID, p.Default)
		}
	}
	if want := []string{"log-silent", "prediction-mean", "prediction-mean-anchored",
		"prediction-drift"}; !slices.Equal(ids, want) {
		t.Errorf("policies are %v, want %v", ids, want)
	}
	if m.Policies[0].Tier != model.Notify || *m.Policies[0].Above != 60 {
		t.Errorf("the policy is %+v", m.Policies[0])
	}
}

// What is off is named with what the definition lacks, or that it says so. What is for other tasks is not off.
func TestUnwatchedPoliciesSayWhy(t *testing.T) {
	why := func(text string) map[string]string {
		found := map[string]string{}
		for _, off := range parsed(t, fromYAML(t, text)).Unwatched() {
			found[off.Policy] = off.Why
		}
		return found
	}
	const log = `log: { table: p, time: { column: at }, prediction: y }`
	for policy, want := range map[string]string{"accuracy": "needs outcomes and log.prediction",
		"slow":        "needs log.latency.slo",
		"accuracy-by": "needs outcomes, log.prediction and segments", "prediction-mean": "", "log-silent": "", "error": ""} {
		if got := why(`{ id: m, task: binary, ` + log + ` }`)[policy]; got != want {
			t.Errorf("%s is off: %q, want %q", policy, got, want)
		}
	}
	off := why(`{ id: m, task: binary, defaults: false, log: { table: p, id: [i], time: { column: at }, prediction: y }, outcomes: { table: o, label: l }, segments: [a], policies: [{ id: accuracy, tier: page, measure: accuracy, below: 0.5 }] }`)
	for policy, want := range map[string]string{"prediction-mean": "defaults: off",
		"accuracy-anchored": "defaults: off", "accuracy-by-a": "defaults: off",
		"log-silent": "", "accuracy": "", "slow": "needs log.latency.slo"} {
		if off[policy] != want {
			t.Errorf("with defaults: off, %s is off: %q, want %q", policy, off[policy], want)
		}
	}
	if got := why(`{ id: m, task: regression, ` + log +
		`, baselines: { launch: { kind: previous } } }`)["prediction-mean-anchored"]; got != "baseline launch is of kind previous, which anchors nothing" {
		t.Errorf("a pair without an anchor is off: %q", got)
	}
}

// The shortest window is that of the default policies, but for silence; what the model declares keeps its own.
func TestTheShortestWindowIsOfDefaultPolicies(t *testing.T) {
	const text = `{ id: m, task: binary, shortestWindow: 3d, log: { table: p, time: { column: at }, prediction: y }, features: [{ name: x, kind: numeric }]%s }`
	for _, p := range parsed(t, fromYAML(t, fmt.Sprintf(text, ""))).Policies {
		want := map[string]int{"log-silent": 1, "missing": 3, "invalid": 3, "prediction-mean": 3, "drift": 7}[p.ID]
		if want != 0 && p.Window.Days != want {
			t.Errorf("%s has a window of %s, want %dd", p.ID, p.Window, want)
		}
	}
	own := parsed(t, fromYAML(t, fmt.Sprintf(text,
		`, policies: [{ id: mine, tier: notify, measure: rows, below: 1, window: 1d }]`))).Policies[0]
	if own.ID != "mine" || own.Window.Days != 1 {
		t.Errorf("a declared window of 1d is %s", own.Window)
	}
}
