package flights

import (
	"fmt"
	"math"
	"testing"
	"time"

	"leeway/pkg/plugin"
)

// What the scores promised of every month from April on (the log begins in February), before labels came, is what
// scikit-learn's isotonic regression makes of them, and nearer to what came true than the scores as they are.
func TestEstimatesBeforeLabelsMonthByMonth(t *testing.T) {
	i, _ := open(t, "Flights 2013")
	type errors struct{ calibrated, raw float64 }
	worst := map[string]errors{}
	for _, o := range readOracle(t).Estimates {
		month := time.Month(o.Month)
		from, to := local(month, 1), local(month+1, 1)
		if month == time.December {
			to = local(12, 30)
		}
		line := from.Format("January")
		for _, m := range []struct {
			id                        string
			raw, calibrated, realised float64
		}{
			{"accuracy", o.Raw.Accuracy, o.Calibrated.Accuracy, o.Realised.Accuracy},
			{"roc_auc", o.Raw.AUC, o.Calibrated.AUC, o.Realised.AUC},
		} {
			estimated := value(t, i, from, to, "estimated_"+m.id)
			// its windows end a horizon earlier
			realised := value(t, i, from.AddDate(0, 0, 1), to.AddDate(0, 0, 1), m.id)
			near(t, line+" estimated "+m.id, &estimated, m.calibrated, 0.001)
			near(t, line+" realised "+m.id, &realised, m.realised, 0.001)
			worst[m.id] = errors{math.Max(worst[m.id].calibrated, math.Abs(estimated-realised)),
				math.Max(worst[m.id].raw, math.Abs(m.raw-m.realised))}
			line += fmt.Sprintf("  %s %.4f estimated, %.4f realised (%+.4f)", m.id, estimated, realised,
				estimated-realised)
		}
		t.Log(line)
	}
	for id, most := range map[string]float64{"accuracy": 0.04, "roc_auc": 0.06} {
		t.Logf("the largest error of %s: %.4f, of scores as they are %.4f", id, worst[id].calibrated, worst[id].raw)
		if worst[id].calibrated > most || worst[id].calibrated > worst[id].raw {
			t.Errorf("the largest error of estimated %s is %v", id, worst[id].calibrated)
		}
	}
}

// In the furlough week the scores promised what they always do: concept drift is what no estimate can see.
func TestTheEstimateDoesNotSeeTheFurlough(t *testing.T) {
	i, _ := open(t, "Flights 2013")
	estimated := value(t, i, local(4, 21), local(4, 28), "estimated_accuracy")
	realised := value(t, i, local(4, 22), local(4, 29), "accuracy")
	t.Logf("accuracy of 21 to 27 April: %.4f estimated, %.4f realised", estimated, realised)
	if estimated < 0.88 || realised > 0.82 {
		t.Errorf("estimated %v, realised %v", estimated, realised)
	}
}

func value(t *testing.T, i *plugin.Instance, from, to time.Time, id string) float64 {
	t.Helper()
	f := ask(t, i, from, to, fmt.Sprintf(`{"measures":[{"id":%q}],"format":"number","baseline":{"kind":"previous"}}`,
		id))
	x := f.Fields[0].At(0).(*float64)
	if x == nil {
		t.Fatalf("%s from %s: null (%v)", id, from, f.Meta.Notices)
	}
	return *x
}
