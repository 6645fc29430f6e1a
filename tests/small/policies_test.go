package small

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"leeway/pkg/plugin"
)

const policedModel = `{"id":"loans","task":"binary","timezone":"UTC","log":{"table":"predictions","id":["id"],"time":{"column":"ts"},
	"prediction":"class","score":"p","latency":{"column":"ms","slo":"100ms"}},
	"outcomes":{"table":"outcomes","label":"label","time":{"column":"seen"},"delay":"1d"},"costs":{"falsePositive":1,"falseNegative":5},
	"features":[{"name":"amount","kind":"numeric","bounds":[0,100]},{"name":"plan","kind":"categorical"}]}`

// openLoans holds ten weeks of a calibrated model, 200 rows a day; from day silentAfter on nothing is logged and
// nothing observed.
func openLoans(t *testing.T, silentAfter float64) *plugin.Instance {
	t.Helper()
	r := rand.New(rand.NewPCG(51, 52))
	var log, outcomes [][]any
	for id := range 70 * 200 {
		hours := float64(id) * 24 / 200
		if hours >= 24*silentAfter {
			break
		}
		score := r.Float64()
		log = append(log, []any{id, at(hours), score >= 0.5, score, 20 + 60*r.Float64(), 100 * r.Float64(), "'basic'"})
		if seen := hours + 12*r.Float64(); seen < 24*silentAfter {
			outcomes = append(outcomes, []any{id, r.Float64() < score, at(seen)})
		}
	}
	i, _ := open(t, policedModel,
		"CREATE TABLE predictions (id BIGINT, ts TIMESTAMP, class BOOLEAN, p DOUBLE, ms DOUBLE, amount DOUBLE, plan VARCHAR)",
		"CREATE TABLE outcomes (id BIGINT, label BOOLEAN, seen TIMESTAMP)",
		"INSERT INTO predictions VALUES "+values(log), "INSERT INTO outcomes VALUES "+values(outcomes))
	return i
}

// breaches asks all policies of the week before day to, and returns which are breached.
func breaches(t *testing.T, i *plugin.Instance, to int) map[string]bool {
	t.Helper()
	f := ask(t, i, to-7, to, `{"queryType":"policy","stats":["breach"]}`)
	policies, _ := f.FieldByName("policy")
	breached := map[string]bool{}
	for row := range policies.Len() {
		x := cell(t, f, "breach", row)
		breached[policies.At(row).(string)] = breached[policies.At(row).(string)] || x != nil && *x > 0
	}
	return breached
}

// A model that declares no policies gets those of its task, and every one of them can be asked.
func TestDefaultPoliciesAreQuietUntilTheLogIsSilent(t *testing.T) {
	quiet := breaches(t, openLoans(t, 70), 70)
	for _, id := range []string{"log-silent", "labels-late", "accuracy", "worse-than-guessing", "worse-than-chance",
		"estimated-accuracy", "cost",
		"prediction-mean", "auc", "recall", "precision", "constant", "feature-mean", "accuracy-trend", "confidence-trend", "missing", "missing-anchored", "new-categories", "out-of-bounds", "duplicates", "slow", "drift"} {
		if _, asked := quiet[id]; !asked {
			t.Errorf("%s was not asked", id)
		}
	}
	for id, is := range quiet {
		if is {
			t.Errorf("%s is breached in a quiet week", id)
		}
	}
	silent := breaches(t, openLoans(t, 63), 70)
	if !silent["log-silent"] || !silent["labels-late"] {
		t.Errorf("a week of silence breaches %v", silent)
	}
}

func TestEstimatedAccuracyOfACalibratedModel(t *testing.T) {
	f := ask(t, openLoans(t, 70), 63, 70, `{"measures":[{"id":"estimated_accuracy"},{"id":"estimated_roc_auc"}]}`)
	// With uniform, calibrated scores accuracy is 3/4 and ROC AUC 5/6.
	near(t, "accuracy", cell(t, f, "estimated_accuracy:current", 0), 0.75, 0.02)
	near(t, "roc_auc", cell(t, f, "estimated_roc_auc:current", 0), 5.0/6, 0.02)
	if text := notices(f); !strings.Contains(text, "scores are taken as they are") &&
		!strings.Contains(text, "cannot see concept drift") {
		t.Errorf("it does not say what it rests on: %s", fmt.Sprint(text))
	}
}
