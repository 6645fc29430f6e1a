package simulation

import (
	"context"
	"testing"
	"time"

	"leeway/pkg/check"
	"leeway/pkg/model"
	"leeway/pkg/policies"
	"leeway/pkg/window"
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
		end := begin.AddDate(0, 0, 7*(before+i+1))
		report, err := check.Run(context.Background(), d.Engine,
			check.Options{Range: func(*model.Model, func() (time.Time, error)) (window.Range, error) {
				return window.Range{Start: end.AddDate(0, 0, -7), End: end}, nil
			}})
		if err != nil {
			t.Fatal(err)
		}
		for _, policy := range report.Models[0].Policies {
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
