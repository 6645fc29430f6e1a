package measure_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/stats"
	"leeway/pkg/summary"
)

type binaryCase struct {
	Cells               []int64
	Labels, Predictions []int
}

var classes = []string{"no", "yes"}

func (b binaryCase) summary() *summary.Summary {
	s := summary.New()
	s.Outcomes = &summary.Outcomes{Rows: float64(len(b.Cells)), Joint: map[summary.JointKey]float64{}}
	for i, cell := range b.Cells {
		s.Outcomes.Joint[summary.JointKey{State: summary.InTime, Prediction: classes[b.Predictions[i]],
			Label: classes[b.Labels[i]], ScoreCell: cell}]++
	}
	return s
}

var binaryMeasures = []string{"accuracy", "precision", "recall", "f1", "specificity", "balanced_accuracy",
	"mcc", "positive_rate",
	"label_rate", "skill", "cost", "roc_auc", "pr_auc", "brier", "log_loss"}

func TestBinaryAgainstScikitLearn(t *testing.T) {
	want := oracle[map[string]map[string]any](t, "classification")["binary"]
	s := oracle[struct{ Binary binaryCase }](t, "classification").Binary.summary()
	p := measure.Params{Positive: "yes", Task: "binary", Costs: &measure.Costs{FalsePositive: 1, FalseNegative: 12}}
	for _, id := range binaryMeasures {
		e := lookup(t, id).Estimate(s, "", p)
		if !e.OK || !e.IntervalOK || e.SE <= 0 || e.Lower >= e.Value || e.Upper <= e.Value {
			t.Errorf("%s: %+v", id, e)
		}
		within(t, id, e.Value, want[id].(float64), 1e-12)
	}
	ece := lookup(t, "ece").Estimate(s, "", p)
	if !ece.OK || ece.Value <= 0.02 || ece.Value > 0.3 {
		t.Errorf("ece of scores made 30 %% too sure: %+v", ece)
	}
}

type multiclassCase struct {
	Labels, Predictions []string
	Accuracy            float64
	MacroF1             float64            `json:"macro_f1"`
	Precision, Recall   map[string]float64 // by class
}

func TestMulticlassAgainstScikitLearn(t *testing.T) {
	c := oracle[struct{ Multiclass multiclassCase }](t, "classification").Multiclass
	s := summary.New()
	s.Outcomes = &summary.Outcomes{Rows: 300, Joint: map[summary.JointKey]float64{}}
	for i := range c.Labels {
		s.Outcomes.Joint[summary.JointKey{State: summary.InTime, Prediction: c.Predictions[i], Label: c.Labels[i]}]++
	}
	value := func(id, class string) float64 {
		return lookup(t, id).Estimate(s, "", measure.Params{Class: class, Task: "multiclass"}).Value
	}
	within(t, "accuracy", value("accuracy", ""), c.Accuracy, 1e-12)
	within(t, "macro f1", value("macro_f1", ""), c.MacroF1, 1e-12)
	for class, want := range c.Recall {
		within(t, "recall of "+class, value("recall", class), want, 1e-12)
		within(t, "precision of "+class, value("precision", class), c.Precision[class], 1e-12)
	}
}

// The delta method's and Hanley and McNeil's errors must be the spread that resampling the rows shows.
func TestErrorsAgainstTheBootstrap(t *testing.T) {
	c := oracle[struct{ Binary binaryCase }](t, "classification").Binary
	p := measure.Params{Positive: "yes", Task: "binary", Costs: &measure.Costs{FalsePositive: 1, FalseNegative: 12}}
	random := rand.New(rand.NewPCG(9, 10))
	const rounds = 300
	values := map[string][]float64{}
	for range rounds {
		drawn := binaryCase{}
		for range c.Cells {
			i := random.IntN(len(c.Cells))
			drawn.Cells = append(drawn.Cells, c.Cells[i])
			drawn.Labels = append(drawn.Labels, c.Labels[i])
			drawn.Predictions = append(drawn.Predictions, c.Predictions[i])
		}
		s := drawn.summary()
		for _, id := range binaryMeasures {
			values[id] = append(values[id], lookup(t, id).Estimate(s, "", p).Value)
		}
	}
	for _, id := range binaryMeasures {
		_, sd := stats.MeanSd(values[id])
		se := lookup(t, id).Estimate(c.summary(), "", p).SE
		if ratio := se / sd; math.Abs(math.Log(ratio)) > 0.25 {
			t.Errorf("%s: standard error %v, the bootstrap's %v", id, se, sd)
		}
	}
}

func TestLabelsByState(t *testing.T) {
	s := summary.New()
	s.Outcomes = &summary.Outcomes{Rows: 100, Joint: map[summary.JointKey]float64{
		{State: summary.InTime, Prediction: "a", Label: "a"}:                 40,
		{State: summary.InTime, Prediction: "a", Label: "b"}:                 20,
		{State: summary.InTime, Prediction: summary.NoClass, Label: "b"}:     4,
		{State: summary.Late, Prediction: "b", Label: "b"}:                   16,
		{State: summary.Unlabelled, Prediction: "b", Label: summary.NoClass}: 20,
	}}
	for name, c := range map[string]struct {
		id   string
		all  bool
		want float64
	}{
		"accuracy within the horizon": {"accuracy", false, 40.0 / 60},
		"accuracy of all labels":      {"accuracy", true, 56.0 / 76},
		"coverage":                    {"label_coverage", false, 0.64},
		"coverage by all labels":      {"label_coverage", true, 0.8},
		"late":                        {"late_label_rate", false, 0.2},
	} {
		e := lookup(t, c.id).Estimate(s, "", measure.Params{AllLabels: c.all})
		if !e.OK {
			t.Errorf("%s: %s", name, e.Reason)
		}
		within(t, name, e.Value, c.want, 1e-15)
	}
}

func TestRowsWithoutAScoreAreLeftOut(t *testing.T) {
	s := oracle[struct{ Binary binaryCase }](t, "classification").Binary.summary()
	before := lookup(t, "brier").Estimate(s, "", measure.Params{Positive: "yes"})
	s.Outcomes.Joint[summary.JointKey{State: summary.InTime, Prediction: "yes", Label: "yes",
		ScoreCell: summary.NoScore}] = 50
	after := lookup(t, "brier").Estimate(s, "", measure.Params{Positive: "yes"})
	if before != after {
		t.Errorf("with unscored rows %+v, without %+v", after, before)
	}
}

func TestClippedScoresAreCounted(t *testing.T) {
	s := summary.New()
	s.Outcomes = &summary.Outcomes{Rows: 4, Joint: map[summary.JointKey]float64{
		{State: summary.InTime, Prediction: "yes", Label: "no", ScoreCell: 560}: 1,
		{State: summary.InTime, Prediction: "yes", Label: "yes", ScoreCell: 0}:  3,
	}}
	e := lookup(t, "log_loss").Estimate(s, "", measure.Params{Positive: "yes"})
	if !e.OK || !strings.Contains(e.Reason, "1 scores") {
		t.Errorf("%+v", e)
	}
	within(t, "log loss", e.Value, (-math.Log(1e-15)-3*math.Log(1/(1+math.Exp(-0.5/16))))/4, 0.01)
}
