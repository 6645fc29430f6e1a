package judge_test

import (
	"math"
	"testing"

	"leeway/pkg/judge"
)

func TestWindowsPooledAreOneWindow(t *testing.T) {
	for name, c := range map[string]struct {
		windows []judge.Sample
		want    judge.Sample
	}{
		"rates by their counts": {[]judge.Sample{{Kind: judge.Rate, Hits: 9, N: 10, Value: 0.9},
			{Kind: judge.Rate, Hits: 30, N: 90, Value: 1.0 / 3}},
			judge.Sample{Kind: judge.Rate, Hits: 39, N: 100, Value: 0.39}},
		"means by their rows": {[]judge.Sample{{Kind: judge.Mean, Value: 2, N: 100, Error: 0.3},
			{Kind: judge.Mean, Value: 4, N: 300, Error: 0.1}},
			judge.Sample{Kind: judge.Mean, Value: 3.5, N: 400, Error: math.Hypot(30, 30) / 400}},
		"a mean with one of equal rows": {[]judge.Sample{{Kind: judge.Exact, Value: 2, N: 100},
			{Kind: judge.Mean, Value: 4, N: 1, Error: 0.2}},
			judge.Sample{Kind: judge.Mean, Value: 204.0 / 101, N: 101, Error: 0.2 / 101}},
		"totals on average": {[]judge.Sample{{Kind: judge.Total, Value: 10, N: 10},
			{Kind: judge.Total, Value: 30, N: 30}}, judge.Sample{Kind: judge.Total, Value: 20, N: 20}},
		"values without an error": {[]judge.Sample{{Kind: judge.Exact, Value: 1, N: 5},
			{Kind: judge.Exact, Value: 2, N: 15}}, judge.Sample{Kind: judge.Exact, Value: 1.5, N: 10}},
		"flags by their counts": {[]judge.Sample{{Kind: judge.Flag, Value: 1, Hits: 10, N: 10},
			{Kind: judge.Flag, Hits: 20, N: 30}}, judge.Sample{Kind: judge.Flag, Hits: 30, N: 40}},
		"flags that are all set": {[]judge.Sample{{Kind: judge.Flag, Value: 1, Hits: 10, N: 10},
			{Kind: judge.Flag, Value: 1, Hits: 30, N: 30}}, judge.Sample{Kind: judge.Flag, Value: 1, Hits: 40, N: 40}},
		"correlations by Fisher's": {[]judge.Sample{{Kind: judge.Correlation, Value: 0.5, N: 100},
			{Kind: judge.Correlation, Value: 0.5, N: 300}}, judge.Sample{Kind: judge.Correlation, Value: 0.5, N: 400}},
	} {
		got := judge.Pool(c.windows)
		near := func(a, b float64) bool { return math.Abs(a-b) < 1e-12*math.Max(1, math.Abs(b)) }
		if got.Kind != c.want.Kind || !near(got.Value, c.want.Value) || !near(got.N, c.want.N) ||
			!near(got.Hits, c.want.Hits) || !near(got.Error, c.want.Error) {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
}
