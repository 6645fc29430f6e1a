package measure_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/summary"
)

// overconfident draws labelled predictions whose true odds are the square root of what the score says.
func overconfident(r *rand.Rand, n int) *summary.Outcomes {
	o := &summary.Outcomes{Rows: float64(n), Joint: map[summary.JointKey]float64{}}
	for range n {
		odds := 2.5*r.NormFloat64() - 1
		score := 1 / (1 + math.Exp(-odds))
		key := summary.JointKey{State: summary.InTime, Prediction: "no", Label: "no"}
		key.ScoreCell, _ = summary.ScoreGrid.Key(score)
		if score >= 0.5 {
			key.Prediction = "yes"
		}
		if r.Float64() < 1/(1+math.Exp(-odds/2)) {
			key.Label = "yes"
		}
		o.Joint[key]++
	}
	return o
}

// unlabelled is what is known of the same predictions before labels arrive.
func unlabelled(o *summary.Outcomes) *summary.Summary {
	s := summary.New()
	s.Outcomes = &summary.Outcomes{Rows: o.Rows, Joint: map[summary.JointKey]float64{}}
	for key, n := range o.Joint {
		key.State, key.Label = summary.Unlabelled, summary.NoClass
		s.Outcomes.Joint[key] += n
	}
	return s
}

var binaryTask = measure.Params{Positive: "yes", Task: "binary"}

func TestEstimatesMeetWhatLabelsShowLater(t *testing.T) {
	r := rand.New(rand.NewPCG(27, 28))
	p := binaryTask
	p.Calibration = measure.NewCalibration(overconfident(r, 20_000), overconfident(r, 20_000), p)
	if !p.Calibration.Applied {
		t.Fatalf("not applied: %s", p.Calibration.Reason)
	}
	const rounds = 100
	inside, rawInside := map[string]int{}, map[string]int{}
	ids := []string{"accuracy", "precision", "recall", "f1", "roc_auc"}
	for range rounds {
		week := overconfident(r, 2_000)
		labelled := summary.New()
		labelled.Outcomes = week
		for _, id := range ids {
			realised := lookup(t, id).Estimate(labelled, "", p).Value
			estimate := lookup(t, "estimated_"+id).Estimate(unlabelled(week), "", p)
			if estimate.Reason != "" || !estimate.OK {
				t.Fatalf("%s: %+v", id, estimate)
			}
			raw := lookup(t, "estimated_"+id).Estimate(unlabelled(week), "", binaryTask)
			if !strings.Contains(raw.Reason, "as they are") {
				t.Fatalf("%s without calibration gives no notice", id)
			}
			if estimate.Lower <= realised && realised <= estimate.Upper {
				inside[id]++
			}
			if raw.Lower <= realised && realised <= raw.Upper {
				rawInside[id]++
			}
		}
	}
	for _, id := range ids {
		if inside[id] < 85 || rawInside[id] > 40 {
			t.Errorf("estimated_%s: the interval holds the realised value %d times of %d, without calibration %d times",
				id, inside[id], rounds, rawInside[id])
		}
	}
}

func TestEstimatedAccuracyByHand(t *testing.T) {
	s := summary.New()
	s.Outcomes = &summary.Outcomes{Rows: 40, Joint: map[summary.JointKey]float64{
		{Prediction: "yes", ScoreCell: 32}:             30,
		{Prediction: "no", ScoreCell: -48}:             10,
		{Prediction: "no", ScoreCell: summary.NoScore}: 99,
		{Prediction: summary.NoClass, ScoreCell: 5}:    99,
	}}
	high, low := 1/(1+math.Exp(-32.5/16)), 1/(1+math.Exp(47.5/16))
	for id, want := range map[string]float64{
		"estimated_accuracy":  (30*high + 10*(1-low)) / 40,
		"estimated_precision": high,
		"estimated_recall":    30 * high / (30*high + 10*low),
		"estimated_f1":        2 * 30 * high / (30 + 30*high + 10*low),
	} {
		within(t, id, lookup(t, id).Estimate(s, "", binaryTask).Value, want, 1e-12)
	}
	p := binaryTask
	p.EstimationError = 0.03
	with, without := lookup(t, "estimated_accuracy").Estimate(s, "", p), lookup(t, "estimated_accuracy").Estimate(s, "",
		binaryTask)
	within(t, "error with that of past estimates", with.SE, math.Hypot(without.SE, 0.03), 1e-12)
	top := lookup(t, "estimated_accuracy").Estimate(s, "", measure.Params{Task: "multiclass"})
	within(t, "multiclass", top.Value, (30*high+10*low)/40, 1e-12)
}

func TestCalibrationThatDoesNotApply(t *testing.T) {
	r := rand.New(rand.NewPCG(29, 30))
	honest := func(n int) *summary.Outcomes {
		o := &summary.Outcomes{Rows: float64(n), Joint: map[summary.JointKey]float64{}}
		for range n {
			cell := int64(r.IntN(60) - 30)
			key := summary.JointKey{State: summary.InTime, Prediction: "no", Label: "no", ScoreCell: cell}
			if r.Float64() < summary.ScoreGrid.Middle(cell) {
				key.Label = "yes"
			}
			o.Joint[key]++
		}
		return o
	}
	oneSided := &summary.Outcomes{Rows: 5_000, Joint: map[summary.JointKey]float64{{State: summary.InTime,
		Prediction: "no", Label: "no"}: 5_000}}
	for name, c := range map[string]struct {
		even, odd *summary.Outcomes
		reason    string
	}{
		"not read":           {nil, honest(10), "not read"},
		"too few rows":       {overconfident(r, 300), overconfident(r, 300), "600 labelled scores"},
		"one class":          {oneSided, oneSided, "0 of the rarer class"},
		"already calibrated": {honest(1_000), honest(50_000), "does not improve the other half"},
	} {
		got := measure.NewCalibration(c.even, c.odd, binaryTask)
		if got.Applied || !strings.Contains(got.Reason, c.reason) {
			t.Errorf("%s: %v %q", name, got.Applied, got.Reason)
		}
		if got.Probability(0.3) != 0.3 {
			t.Errorf("%s changes a score to %v", name, got.Probability(0.3))
		}
	}
}

func TestCalibrationOnATableIsCheckedOnTheLog(t *testing.T) {
	r := rand.New(rand.NewPCG(37, 38))
	table := overconfident(r, 20_000)
	if got := measure.TableCalibration(table, overconfident(r, 20_000), binaryTask); !got.Applied ||
		got.Rows != 20_000 {
		t.Errorf("a table like the log: %+v", got)
	}
	honest := &summary.Outcomes{Joint: map[summary.JointKey]float64{}}
	for cell := int64(-40); cell < 40; cell++ {
		yes := summary.ScoreGrid.Middle(cell)
		honest.Joint[summary.JointKey{State: summary.InTime, Prediction: "no", Label: "yes",
			ScoreCell: cell}] = 1000 * yes
		honest.Joint[summary.JointKey{State: summary.InTime, Prediction: "no", Label: "no",
			ScoreCell: cell}] = 1000 * (1 - yes)
	}
	for want, log := range map[string]*summary.Outcomes{
		"does not improve the log's": honest, "to check calibration with": {}, "not read": nil} {
		if got := measure.TableCalibration(table, log, binaryTask); got.Applied || !strings.Contains(got.Reason, want) {
			t.Errorf("%v %q, want %q", got.Applied, got.Reason, want)
		}
	}
}

func TestCalibrationOfATopClass(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	draw := func() *summary.Outcomes {
		o := &summary.Outcomes{Joint: map[summary.JointKey]float64{}}
		for range 4_000 {
			// says 0.92
			key := summary.JointKey{State: summary.InTime, Prediction: "b", Label: "c",
				ScoreCell: int64(40 + r.IntN(2))}
			if r.Float64() < 0.7 {
				key.Label = "b"
			}
			o.Joint[key]++
		}
		return o
	}
	p := measure.Params{Task: "multiclass"}
	c := measure.NewCalibration(draw(), draw(), p)
	if !c.Applied || c.Rows != 8_000 {
		t.Fatalf("%+v", c)
	}
	for _, score := range []float64{0.5, 0.925, 0.99} {
		within(t, "probability of being right", c.Probability(score), 0.7, 0.03)
	}
}

func TestEstimationError(t *testing.T) {
	got := measure.EstimationError(estimates(0.9, 0.8, math.NaN(), 0.7), estimates(0.93, 0.84, 0.5))
	within(t, "root mean square", got, math.Sqrt((0.0009+0.0016)/2), 1e-12)
	if got := measure.EstimationError(nil, estimates(1)); got != 0 {
		t.Errorf("of nothing: %v", got)
	}
}
