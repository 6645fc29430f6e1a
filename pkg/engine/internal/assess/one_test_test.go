package assess

import (
	"testing"

	"pgregory.net/rapid"

	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// Verdict and breach are one test, whatever a policy bounds and however its value lies; and what does not breach says
// why.
func TestVerdictAndBreachAreOneTest(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		number := func(name string, low, high float64) *float64 {
			x := rapid.Float64Range(low, high).Draw(r, name)
			return &x
		}
		policy := model.Policy{ID: "p", Measure: rapid.SampledFrom([]string{"psi", "js", "accuracy", "roc_auc", "mae",
			"missing_rate", "mean", "rows"}).Draw(r, "measure"),
			Tier: rapid.SampledFrom([]model.Tier{model.Page, model.Notify, model.Explain}).Draw(r, "tier")}
		bounded := query.Value
		if policy.Measure != "psi" && policy.Measure != "js" {
			bounded = rapid.SampledFrom([]query.Stat{query.Current, query.Change, query.RelativeChange, query.Sigma,
				query.PValue, query.Trend}).Draw(r, "stat")
			policy.Stat = string(bounded)
		}
		switch rapid.IntRange(0, 2).Draw(r, "sides") {
		case 0:
			policy.Above = number("above", -1, 1)
		case 1:
			policy.Below = number("below", -1, 1)
		default:
			low := *number("lower", -1, 0)
			policy.Outside = &[2]float64{low, low + *number("between", 0.01, 1)}
		}
		stats := map[query.Stat]float64{query.Count: *number("count", 0, 1000),
			query.BaselineCount: *number("baselineCount", 0, 1000)}
		for _, s := range []query.Stat{bounded, query.Change, query.Baseline, query.TrendPvalue} {
			if rapid.Bool().Draw(r, "has "+string(s)) {
				stats[s] = *number(string(s), -2, 2)
			}
		}
		tails := judge.Tails{Low: *number("low tail", 0, 1)}
		tails.High = 1 - tails.Low
		reason := rapid.SampledFrom([]string{"", "", "no earlier window counts"}).Draw(r, "reason")
		point := held(t, policy, stats, tails, reason)
		verdict, judged := point.Stats[query.Verdict]
		breach, breachKnown := point.Stats[query.Breach]
		switch {
		case judged != breachKnown:
			r.Fatalf("verdict is there: %v, breach: %v", judged, breachKnown)
		case !judged && point.Explanation() == "":
			r.Fatal("nothing says why it is not judged")
		case judged && (breach > 0) != (verdict == float64(judge.Changed)):
			r.Fatalf("breach %v with verdict %v", breach, verdict)
		case judged && point.Stats[query.Margin] > 0 && breach <= 0 &&
			(point.Spared == "" || verdict != float64(judge.Usual)):
			r.Fatalf("past the bound without a breach: verdict %v, %q", verdict, point.Explanation())
		}
	})
}
