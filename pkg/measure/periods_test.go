package measure_test

import (
	"math"
	"strings"
	"testing"

	"leeway/pkg/measure"
)

func estimates(values ...float64) []measure.Estimate {
	out := make([]measure.Estimate, len(values))
	for i, v := range values {
		out[i] = measure.Estimate{Value: v, OK: !math.IsNaN(v), N: 500, SE: 0.001, Reason: "no labels"}
	}
	return out
}

func TestMeanOfPeriods(t *testing.T) {
	mean, sd, known := measure.MeanOf(estimates(0.90, 0.91, 0.89, 0.90, math.NaN(), 0.92, 0.88, 0.90, 0.90))
	if !known {
		t.Fatal("eight values have no mean")
	}
	within(t, "mean", mean, 0.90, 1e-12)
	within(t, "sd", sd, math.Sqrt(0.001/7), 1e-12)
	if _, _, known := measure.MeanOf(estimates(0.9, math.NaN())); known {
		t.Error("one value has a standard deviation")
	}
}

func TestTrend(t *testing.T) {
	trend := measure.TrendOf(estimates(0.9, 0.89, math.NaN(), 0.87, 0.86, 0.85))
	if !trend.OK {
		t.Fatalf("%+v", trend)
	}
	within(t, "slope", trend.Slope, -0.01, 1e-12)
	within(t, "p-value", trend.PValue, 2.0/120, 1e-12)
	if few := measure.TrendOf(estimates(1, 2, math.NaN(), 3)); few.OK ||
		!strings.Contains(few.Reason, "3 windows have a value") {
		t.Errorf("%+v", few)
	}
}
