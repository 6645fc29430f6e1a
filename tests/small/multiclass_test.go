package small

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"leeway/pkg/plugin"
)

const multiclassModel = `{"id":"kind","task":"multiclass","timezone":"UTC",
	"log":{"table":"predictions","id":["id"],"time":{"column":"ts"},"score":{"a":"pa","b":"pb","c":"pc"}%s},
	"outcomes":{"table":"outcomes","id":["id"],"label":"actual","time":{"column":"seen"},"delay":"2d"},
	"baselines":{"before":{"kind":"fixed","from":"2026-01-05","to":"2026-01-12"}}}`

type multiclassWeek struct {
	MeanConfidence    float64 `json:"mean_confidence"`
	LowConfidence     float64 `json:"low_confidence_rate"`
	Entropy           float64
	Valid             float64
	Invalid           float64
	Missing           float64
	ScoreMean         map[string]float64 `json:"score_mean"`
	LogLoss           float64            `json:"log_loss"`
	Cut               int
	Labelled          float64
	Accuracy          float64
	MacroF1           float64 `json:"macro_f1"`
	Precision, Recall map[string]float64
	Skill             float64
	Promised          float64
}

type multiclassOracle struct {
	Rows              [][]any
	Baseline, Current multiclassWeek
}

// openMulticlass opens the oracle's log; with a predicted column that always says b, or without one.
func openMulticlass(t *testing.T, predicted bool) (multiclassOracle, *plugin.Instance) {
	t.Helper()
	raw, err := os.ReadFile("../oracle/multiclass.json")
	if err != nil {
		t.Fatal(err)
	}
	var o multiclassOracle
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatal(err)
	}
	var log, outcomes [][]any
	for _, r := range o.Rows {
		log = append(log, []any{r[0], at(r[1].(float64)), r[2], r[3], r[4], "'b'"})
		if r[5] != nil {
			outcomes = append(outcomes, []any{r[0], fmt.Sprintf("'%s'", r[5]), at(r[1].(float64) + r[6].(float64))})
		}
	}
	column := ""
	if predicted {
		column = `,"prediction":"said"`
	}
	i, _ := open(t, fmt.Sprintf(multiclassModel, column),
		"CREATE TABLE predictions (id BIGINT, ts TIMESTAMP, pa DOUBLE, pb DOUBLE, pc DOUBLE, said VARCHAR)",
		"CREATE TABLE outcomes (id BIGINT, actual VARCHAR, seen TIMESTAMP)",
		"INSERT INTO predictions VALUES "+values(log), "INSERT INTO outcomes VALUES "+values(outcomes))
	return o, i
}

// What is made of sums of a row's own numbers agrees to the rounding of places; what only the score's cell tells, to a
// cell's share.
func TestMulticlassAgreesWithScikitLearn(t *testing.T) {
	o, i := openMulticlass(t, false)
	near2 := func(measure string, to int, now, before, tolerance float64) {
		t.Helper()
		f := ask(t, i, to-7, to, measure)
		near(t, measure, cell(t, f, "current", 0), now, tolerance)
		near(t, measure+" of the baseline", cell(t, f, "baseline", 0), before, tolerance)
	}
	c, b := o.Current, o.Baseline
	for id, want := range map[string][3]float64{
		"mean_confidence":     {c.MeanConfidence, b.MeanConfidence, 1e-6},
		"low_confidence_rate": {c.LowConfidence, b.LowConfidence, 0.02},
		"entropy":             {c.Entropy, b.Entropy, 1e-7},
	} {
		near2(fmt.Sprintf(`{"measures":[{"id":%q}]}`, id), 14, want[0], want[1], want[2])
	}
	for id, want := range map[string][3]float64{
		"log_loss": {c.LogLoss, b.LogLoss, 1e-6}, "accuracy": {c.Accuracy, b.Accuracy, 1e-12},
		"macro_f1": {c.MacroF1, b.MacroF1, 1e-12}, "skill": {c.Skill, b.Skill, 1e-12},
	} {
		near2(fmt.Sprintf(`{"measures":[{"id":%q}]}`, id), 16, want[0], want[1], want[2])
	}
	for class, mean := range c.ScoreMean {
		near2(fmt.Sprintf(`{"measures":[{"id":"mean","class":%q}],"target":"score"}`, class), 14, mean,
			b.ScoreMean[class], 1e-6)
		near2(fmt.Sprintf(`{"measures":[{"id":"precision","class":%q}]}`, class), 16, c.Precision[class],
			b.Precision[class], 1e-12)
		near2(fmt.Sprintf(`{"measures":[{"id":"recall","class":%q}]}`, class), 16, c.Recall[class], b.Recall[class],
			1e-12)
		psi := ask(t, i, 7, 14, fmt.Sprintf(`{"measures":[{"id":"psi","class":%q}],"target":"score"}`, class))
		near(t, "count", cell(t, psi, "count", 0), c.Valid, 0)
	}
	f := ask(t, i, 9, 16, `{"measures":[{"id":"log_loss"}]}`)
	near(t, "labelled", cell(t, f, "count", 0), c.Labelled, 0)
	for _, want := range []string{fmt.Sprintf("%d scores are so near 0 or 1", c.Cut),
		fmt.Sprintf("%.0f of 400 values now", c.Invalid)} {
		if !strings.Contains(notices(f), want) {
			t.Errorf("the notices do not say %q: %s", want, notices(f))
		}
	}
}

// A row whose probabilities are none counts as invalid, one without any as missing.
func TestRowsThatHoldNoDistributionAreSaidSo(t *testing.T) {
	o, i := openMulticlass(t, false)
	f := ask(t, i, 7, 14, `{"measures":[{"id":"invalid_rate"},{"id":"missing_rate"}],"target":"score"}`)
	near(t, "invalid", cell(t, f, "invalid_rate:current", 0), o.Current.Invalid/400, 1e-15)
	near(t, "missing", cell(t, f, "missing_rate:current", 0), o.Current.Missing/400, 1e-15)
	for _, query := range []string{`{"measures":[{"id":"mean_confidence"}]}`, `{"measures":[{"id":"entropy"}]}`,
		`{"measures":[{"id":"psi","class":"a"}],"target":"score"}`} {
		said := notices(ask(t, i, 7, 14, query))
		want := fmt.Sprintf("%.0f of 400 values now and %.0f of 500 in the baseline are not probabilities",
			o.Current.Invalid, o.Baseline.Invalid)
		if !strings.Contains(said, want) {
			t.Errorf("%s says %q, want %q in it", query, said, want)
		}
	}
	split := ask(t, i, 7, 14, `{"measures":[{"id":"rows"}],"splitBy":["confidence"]}`)
	names, _ := split.FieldByName("confidence")
	var rows float64
	for row := range names.Len() {
		n := *cell(t, split, "current", row)
		rows += n
		if names.At(row) == "(invalid)" {
			near(t, "rows without confidence", &n, o.Current.Invalid, 0)
		}
	}
	near(t, "rows by confidence", &rows, 400, 0)
}

// Where the log holds predictions, they count, not the top class; of the estimate the top score is the raw promise.
func TestTheLogsOwnPredictionComesBeforeTheTopClass(t *testing.T) {
	o, i := openMulticlass(t, true)
	share := ask(t, i, 7, 14, `{"measures":[{"id":"share","class":"b"}],"target":"prediction"}`)
	near(t, "share of b", cell(t, share, "current", 0), 1, 0)
	_, derived := openMulticlass(t, false)
	f := ask(t, derived, 7, 14, `{"measures":[{"id":"estimated_accuracy"}]}`)
	near(t, "promised", cell(t, f, "current", 0), o.Current.Promised, 0.01) // a score counts as its cell's middle
	if said := notices(f); !strings.Contains(said, "labelled") || !strings.Contains(said, "predictions are left out") {
		t.Errorf("the estimate says %q", said)
	}
}

func TestAClassNeedsAScoreOfItsOwn(t *testing.T) {
	_, i := openMulticlass(t, false)
	for query, want := range map[string]string{
		`{"measures":[{"id":"psi","class":"z"}],"target":"score"}`:        `measures[0].class: "z" is not one of a, b, c`,
		`{"measures":[{"id":"psi","class":"a"}],"target":"prediction"}`:   `measure "psi" has no parameter class`,
		`{"measures":[{"id":"mean_confidence","class":"a"}]}`:             `measure "mean_confidence" has no parameter class`,
		`{"measures":[{"id":"roc_auc"}]}`:                                 `"roc_auc" is defined for binary models`,
		`{"measures":[{"id":"estimated_recall"}]}`:                        `"estimated_recall" is defined for binary models`,
		`{"measures":[{"id":"mean_confidence"}],"splitBy":["inputSize"]}`: `needs log.inputSize`,
	} {
		r := send(i, 7, 14, query, plugin.Caller{})
		if r.Error == nil || !strings.Contains(r.Error.Error(), want) {
			t.Errorf("%s: %v, want %q", query, r.Error, want)
		}
	}
}

// Every default policy of a multiclass model can be asked; those of confidence and of estimates are among them.
func TestDefaultPoliciesOfAMulticlassModel(t *testing.T) {
	_, i := openMulticlass(t, false)
	f := ask(t, i, 9, 16, `{"queryType":"policy","stats":["breach"]}`)
	policies, _ := f.FieldByName("policy")
	asked := map[string]bool{}
	for row := range policies.Len() {
		asked[policies.At(row).(string)] = true
	}
	for _, id := range []string{"accuracy", "accuracy-anchored", "estimated-accuracy", "estimated-accuracy-anchored",
		"confidence-trend", "label-coverage", "prediction-drift"} {
		if !asked[id] {
			t.Errorf("%s was not asked", id)
		}
	}
	if said := notices(f); !strings.Contains(said, `baseline "launch": the log began on 2026-01-05`) {
		t.Errorf("nothing says that the log is too young for its launch: %s", said)
	}
}
