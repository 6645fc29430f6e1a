package engine

import (
	"testing"

	"leeway/pkg/query"
)

// One number from the rows to the breach: half of a week's red rows turn green, which a psi policy notices.
func TestAPolicyBreachesOnTheRealThing(t *testing.T) {
	s := on(t,
		steadyLog+`UPDATE log SET colour = 'green' WHERE colour = 'red' AND id % 2 = 0 AND log.at >= '2024-04-15'`,
		steadyModel+`  defaults: off
  policies:
    - { id: drift, tier: explain, target: features, measure: psi, above: 0.05, window: 7d }
    - { id: colour-only, tier: notify, target: features, features: [colour], measure: tvd, above: 0.1 }
    - { id: loose, tier: notify, target: features, features: [colour], measure: psi, above: 0.5, window: 7d }
`)
	r := s.ask(t, `{"queryType":"policy"}`)
	if len(r.Series) != 6 {
		t.Fatalf("%d series, want drift of two features, two of colour, and the built-in ones on silence",
			len(r.Series))
	}
	breached := map[string]bool{}
	for _, series := range r.Series {
		breach, ok := last(t, series).Stats[query.Breach]
		if !ok {
			t.Errorf("%s of %s is not judged: %s", series.Policy.ID, series.Feature, last(t, series).Unjudged)
		}
		breached[series.Policy.ID+" "+series.Feature] = breach > 0
	}
	for which, want := range map[string]bool{"drift x": false, "drift colour": true, "colour-only colour": true,
		"loose colour": false} {
		if breached[which] != want {
			t.Errorf("%s: breached is %v, want %v", which, breached[which], want)
		}
	}
	one := the(t, s.ask(t, `{"queryType":"policy","policy":"loose"}`))
	if margin := last(t, one).Stats[query.Margin]; margin >= 0 || margin < -0.5 {
		t.Errorf("the margin of loose is %v, want the psi less 0.5", margin)
	}
}

// The mean of a feature is one of numbers; a policy on all features does not ask for the mean of names.
func TestAPolicyOnTheMeanTakesTheNumericFeatures(t *testing.T) {
	s := on(t, steadyLog, steadyModel+`  defaults: off
  policies:
    - { id: level, tier: notify, target: features, measure: mean, stat: sigma, outside: [-5, 5], window: 7d }
`)
	series := the(t, s.ask(t, `{"queryType":"policy","policy":"level"}`))
	if series.Feature != "x" {
		t.Errorf("it is of %q, want x alone", series.Feature)
	}
}
