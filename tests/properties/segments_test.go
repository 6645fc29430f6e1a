package properties

import (
	"math"
	"testing"

	"leeway/pkg/query"
)

// Whatever the measure and the dimension, effects of segments add up to the change that the measure itself reports.
func TestEffectsAddUpToTheChangeThatIsReported(t *testing.T) {
	e := open(t)
	taken := map[string]bool{}
	for _, a := range asks() {
		whole := answer(t, e, a.query(`"window":"7d"`), day(4, 8), day(4, 15))
		for _, split := range []string{`"colour"`, `"prediction"`, `{"feature":"x","bins":4}`} {
			parts := answer(t, e, a.query(`"queryType":"segments","window":"7d","splitBy":[`+split+`]`), day(4, 8),
				day(4, 15))
			if whole == nil || parts == nil {
				continue
			}
			for i, b := range parts.Breakdowns {
				// Effects of several features come strongest first, as parts of the one of their name.
				for _, s := range whole.Series {
					if s.Feature == b.Feature && b.Effects != nil {
						change, ok := s.Points[0].Stats[query.Change]
						var sum float64
						for _, effect := range b.Effects.Effects {
							sum += effect.Mix + effect.Within
						}
						if !ok || math.Abs(sum-b.Effects.Change) > 1e-9 || math.Abs(b.Effects.Change-change) > 1e-9 {
							t.Errorf("%s by %s (%d): effects add up to %v, to a change of %v, want %v (%v)", a, split,
								i, sum, b.Effects.Change, change, ok)
						}
						taken[a.measure] = true
					}
				}
			}
		}
	}
	for _, id := range []string{"accuracy", "precision", "recall", "label_rate", "mean", "missing_rate", "share",
		"zero_rate", "interval_coverage", "over_slo_rate"} {
		if !taken[id] {
			t.Errorf("%s was not split", id)
		}
	}
}
