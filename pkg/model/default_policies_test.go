package model_test

import (
	"flag"
	"fmt"
	"os"
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
		"A model that declares no `policies` gets those below that its task and columns allow. One that declares any gets " +
		"only those marked ⚑, because silence must be heard even where nobody thought of it; a policy of the same id replaces " +
		"one. Of the others copy what you keep. They compare with the model's rolling baseline (without any `baselines`: eight " +
		"weeks). Those marked ⚓ come twice, the second time as `<id>-anchored` against the baseline `launch`, which a model " +
		"without one gets as the first 28 full days of the version that logs in the window, because a rolling baseline follows slow " +
		"decay. A policy breaches only beyond what earlier windows predict ([how Leeway judges](judging.md)); one on the current value, if its " +
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
		{"binary with everything", `{ id: m, task: binary, ` + log + `, score: s, latency: { column: ms, slo: 1s } }, costs: { falsePositive: 1, falseNegative: 2 },
			outcomes: { table: o, label: l, time: { column: seen }, delay: 3d }, features: [{ name: x, kind: numeric, bounds: [0, 1] }],
			baselines: { launch: { kind: fixed, from: 2013-02-01, to: 2013-03-01 }, weeks: { kind: rolling } }, baseline: weeks }`,
			[]string{"log-silent", "labels-late", "accuracy", "accuracy-anchored", "worse-than-chance", "worse-than-guessing", "auc", "auc-anchored", "recall", "precision-anchored", "estimated-accuracy", "cost", "cost-anchored",
				"prediction-mean", "out-of-bounds", "slow", "duplicates", "drift"}, []string{"error", "new-categories", "interval-coverage"}},
		{"regression without a launch", `{ id: m, task: regression, ` + log + `, uncertainty: sd, interval: { lower: lo, upper: hi, level: 0.9 } }, outcomes: { table: o, label: l } }`,
			[]string{"log-silent", "error", "error-anchored", "worse-than-the-median", "prediction-mean", "prediction-mean-anchored", "skill-trend", "uncertainty-trend", "interval-width-trend"},
			[]string{"accuracy", "labels-late", "missing", "confidence-trend"}},
		{"a launch of another kind", `{ id: m, task: regression, ` + log + ` }, outcomes: { table: o, label: l }, baselines: { launch: { kind: previous } } }`,
			[]string{"error"}, []string{"error-anchored"}},
		{"scores of several classes", `{ id: m, task: multiclass, log: { table: p, time: { column: at }, score: { a: pa, b: pb } } }`,
			[]string{"estimated-accuracy", "estimated-accuracy-anchored", "confidence-trend", "prediction-drift"}, []string{"accuracy", "prediction-mean"}},
		{"no outcomes", `{ id: m, task: multiclass, ` + log + ` }, features: [{ name: c, kind: categorical }] }`,
			[]string{"log-silent", "new-categories", "prediction-drift"}, []string{"accuracy", "skill", "prediction-mean"}},
		{"policies of its own", `{ id: m, task: multiclass, ` + log + ` }, policies: [{ id: mine, tier: page, measure: rows, below: 1 }] }`,
			[]string{"mine", "log-silent"}, []string{"labels-late", "prediction-drift"}},
		{"policies of its own and late labels", `{ id: m, task: binary, ` + log + ` }, outcomes: { table: o, label: l, time: { column: seen }, delay: 3d },
			policies: [{ id: mine, tier: page, measure: rows, below: 1 }] }`, []string{"mine", "log-silent", "labels-late"}, []string{"accuracy"}},
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
			if p, ok := has["accuracy-anchored"]; ok && (p.Baseline != "launch" || has["accuracy"].Baseline != "weeks") {
				t.Errorf("the pair compares with %q and %q", has["accuracy"].Baseline, p.Baseline)
			}
		})
	}
}

// A policy of a built-in one's id replaces it, so that its bound can be moved or its tier lowered.
func TestABuiltInPolicyIsReplacedById(t *testing.T) {
	m := parsed(t, fromYAML(t, `{ id: m, task: binary, log: { table: p, time: { column: at }, prediction: y },
		policies: [{ id: log-silent, tier: notify, measure: freshness, stat: current, above: 60 }] }`))
	if len(m.Policies) != 1 || m.Policies[0].Tier != model.Notify || *m.Policies[0].Above != 60 {
		t.Errorf("policies are %+v", m.Policies)
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
	own := parsed(t, fromYAML(t, fmt.Sprintf(text, `, policies: [{ id: mine, tier: notify, measure: rows, below: 1, window: 1d }]`))).Policies[0]
	if own.ID != "mine" || own.Window.Days != 1 {
		t.Errorf("a declared window of 1d is %s", own.Window)
	}
}
