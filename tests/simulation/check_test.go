package simulation

import (
	"testing"

	"leeway/pkg/policies"
)

// The simulations ask as alert rules do, many points at once. check, which asks for one, says the same of each week:
// quiet ones, an incident, the recovery from it.
func TestCheckSaysWhatTheRulesSay(t *testing.T) {
	const weeks = 9
	w := losing(4, 1000, func(week int) float64 {
		if week >= 2 && week < 6 {
			return 8
		}
		return 0
	})
	d := made(t, accuracyModel, w.logged(7*(before+weeks), 4, 1)...)
	breached := 0
	for i, look := range d.weekly(t, "accuracy", 7*before, 7*(before+weeks))[""] {
		for _, policy := range d.report(t, 7*(before+i+1)).Policies {
			if policy.Policy == "accuracy" && (policy.Verdict == policies.Breach) != look.breached {
				t.Errorf("week %d: check says %s (%s), a rule %+v", i+1, policy.Verdict, policy.Reason, look)
			}
		}
		if look.breached {
			breached++
		}
	}
	if breached != 4 {
		t.Errorf("%d weeks breach", breached)
	}
}
