package resource

import (
	"time"

	"leeway/pkg/engine"
	"leeway/pkg/policies"
)

// Evaluations say how the policies of a model stand at the end of its log, what asks for attention first.
type Evaluations struct {
	To       string          `json:"to"` // the end of the windows, RFC 3339
	Policies []PolicyOutcome `json:"policies"`
}

// PolicyOutcome is how a policy stands for one subject, in words.
type PolicyOutcome struct {
	Policy  string `json:"policy"`
	Tier    string `json:"tier"`
	Subject string `json:"subject"` // empty: the model as a whole
	Verdict string `json:"verdict"`
	Bound   string `json:"bound"`
	Finds   string `json:"finds"`  // the smallest change that it can find in a window like this; empty where that is not known
	Reason  string `json:"reason"` // the value with what earlier windows predict, or why there is no verdict
}

// Evaluate says how the policies of the series stand.
func Evaluate(series []engine.Series, end time.Time) Evaluations {
	out := Evaluations{To: end.UTC().Format(time.RFC3339), Policies: []PolicyOutcome{}}
	for _, s := range policies.Sorted(series) {
		e := policies.Evaluate(s)
		out.Policies = append(out.Policies, PolicyOutcome{Policy: e.Policy, Tier: string(e.Tier), Subject: e.Subject(),
			Verdict: e.Standing().String(),
			Bound:   policies.WriteBound(s), Finds: e.Finds, Reason: e.Reason})
	}
	return out
}
