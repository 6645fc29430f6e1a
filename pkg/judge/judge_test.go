package judge_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"leeway/pkg/judge"
)

// weeks are n equal weeks of k hits among rows.
func weeks(n int, k, rows float64) []judge.Count {
	list := make([]judge.Count, n)
	for i := range list {
		list[i] = judge.Count{K: k, N: rows}
	}
	return list
}

func rate(history []judge.Count) *judge.Rates {
	r := judge.PredictRate(judge.RateWeights(history), history)
	return &r
}

func TestWhatIsUnusual(t *testing.T) {
	for what, c := range map[string]struct {
		history []judge.Count
		now     judge.Count
		unusual bool
	}{
		"a fall of ten points at a thousand rows": {weeks(16, 900, 1000), judge.Count{K: 800, N: 1000},
			true},
		"the same at twenty rows": {weeks(16, 900, 1000), judge.Count{K: 16, N: 20},
			false},
		"a fall of ten points after one week": {weeks(1, 900, 1000), judge.Count{K: 800, N: 1000},
			false},
		"a fall of forty points after two weeks": {weeks(2, 900, 1000), judge.Count{K: 500, N: 1000},
			true},
		"the same share as always": {weeks(16, 900, 1000), judge.Count{K: 900, N: 1000},
			false},
		"two of a thousand missing, none ever before": {weeks(16, 0, 1000), judge.Count{K: 2, N: 1000},
			false},
		"one of five missing, none ever before": {weeks(16, 0, 1000), judge.Count{K: 200, N: 1000},
			true},
		"everything missing, none ever before, after four days": {weeks(4, 0, 1000), judge.Count{K: 1000, N: 1000},
			true},
		"nothing missing, everything before": {weeks(16, 1000, 1000), judge.Count{K: 0, N: 1000}, true},
	} {
		level := judge.Level("page", 1, 0.1)
		if got := rate(c.history).Tails(c.now).Least() < level; got != c.unusual {
			t.Errorf("%s: unusual %v, want %v (%+v)", what, got, c.unusual, rate(c.history).Tails(c.now))
		}
	}
}

// A rate lies outside its range exactly if one of its tails is below the level.
func TestRangeIsTheTest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var history []judge.Count
		for range rapid.IntRange(1, 16).Draw(t, "windows") {
			n := float64(rapid.IntRange(1, 3000).Draw(t, "rows"))
			history = append(history, judge.Count{K: math.Floor(n * rapid.Float64Range(0, 1).Draw(t, "share")), N: n})
		}
		n := rapid.IntRange(1, 3000).Draw(t, "rows now")
		now := judge.Count{K: float64(rapid.IntRange(0, n).Draw(t, "hits")), N: float64(n)}
		level := rapid.SampledFrom([]float64{4e-4, 5e-4, 0.0025, 0.025}).Draw(t, "level")
		r := rate(history)
		low, high := r.Range(level, now.N)
		tails := r.Tails(now)
		if outside := now.K/now.N < low || now.K/now.N > high; outside != (tails.Least() < level) {
			t.Fatalf("%v of %v lies outside %v to %v: %v, but its tails are %+v at level %v", now.K, now.N, low, high,
				outside, tails, level)
		}
	})
}

func TestTailsFallOutwards(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		history := weeks(rapid.IntRange(1, 16).Draw(t, "windows"), float64(rapid.IntRange(0, 500).Draw(t, "hits")), 500)
		k := float64(rapid.IntRange(0, 399).Draw(t, "now"))
		less, more := rate(history).Tails(judge.Count{K: k, N: 400}), rate(history).Tails(judge.Count{K: k + 1, N: 400})
		if less.Low > more.Low+1e-12 || less.High < more.High-1e-12 {
			t.Fatalf("%v hits have tails %+v, one more has %+v", k, less, more)
		}
	})
}

func TestSigma(t *testing.T) {
	for _, c := range []struct {
		tails judge.Tails
		want  float64
	}{{judge.Tails{Low: 0.5, High: 0.5}, 0}, {judge.Tails{Low: 0.0013498980316300946, High: 0.9986501},
		-3}, {judge.Tails{Low: 1, High: 0}, 37},
		{judge.Tails{Low: 0, High: 1}, -37}} {
		if got := c.tails.Sigma(); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("%+v: got %v, want %v", c.tails, got, c.want)
		}
	}
}

func TestSharesOfBins(t *testing.T) {
	history, sizes := [][]float64{}, []float64{}
	for range 12 {
		history, sizes = append(history, []float64{500, 498, 2, 0}), append(sizes, 1000)
	}
	for what, c := range map[string]struct {
		counts  []float64
		unusual bool
	}{
		"as always":                   {[]float64{500, 497, 3, 0}, false},
		"one bin takes all":           {[]float64{0, 1000, 0, 0}, true},
		"a special bin, never before": {[]float64{450, 450, 2, 98}, true},
		"a rare bin becomes common":   {[]float64{400, 400, 200, 0}, true},
	} {
		shares := judge.PredictShares(history, sizes, nil, 1000, 1)
		if got := shares.Least(c.counts, 1000)*4 < judge.ScreenLevel; got != c.unusual {
			t.Errorf("%s: unusual %v, want %v", what, got, c.unusual)
		}
	}
	shares := judge.PredictShares(history, sizes, nil, 1000, 1)
	if _, alone := shares.Bin(0); !alone || len(shares.Bins) != 4 {
		t.Errorf("%d bins are judged", len(shares.Bins))
	}
}

func TestLevels(t *testing.T) {
	for _, c := range []struct {
		tier     string
		subjects int
		pages    float64
		want     float64
	}{{"page", 1, 0.1, 4e-4}, {"page", 10, 0.1, 4e-5}, {"page", 1, 1, 4e-3}, {"notify", 10, 0.1, 5e-5}, {"explain", 10,
		0.1, 0.0025}, {"", 0, 0.1, 0.025}} {
		if got := judge.Level(c.tier, c.subjects, c.pages); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%+v: got %v", c, got)
		}
	}
}

func TestBinsOfYoungLogsAreJudgedMoreStrictly(t *testing.T) {
	for _, c := range []struct {
		level   float64
		windows int
		want    float64
	}{{0.025, 3, 4e-4}, {0.025, 4, 0.025}, {1e-5, 2, 1e-5}} {
		if got := judge.LevelOfBins(c.level, c.windows); got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
	}
}
