package simulation

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"leeway/pkg/judge"
)

// counted is a log of which only the right predictions are known, summed up from its first day on.
type counted []judge.Count

// drawn draws how many predictions of each day are right.
func drawn(w world, days int, seed uint64) counted {
	r := rand.New(rand.NewPCG(seed, 78))
	sums := make(counted, days+1)
	for d := range days {
		one := w(d)
		right := 0.0
		for range one.n {
			if r.Float64() < one.p {
				right++
			}
		}
		sums[d+1] = judge.Count{K: sums[d].K + right, N: sums[d].N + float64(one.n)}
	}
	return sums
}

// window is what lies from one day until another.
func (c counted) window(from, to int) judge.Count {
	return judge.Count{K: c[to].K - c[from].K, N: c[to].N - c[from].N}
}

// windows are the weeks that end with a day, the oldest first, as far back as a chain reaches.
func (c counted) windows(end int) (list []judge.Count) {
	for j := judge.Reach(history); j >= 0; j-- {
		if from := end - 7*(j+1); from >= 0 {
			list = append(list, c.window(from, from+7))
		}
	}
	return list
}

// chained judges windows one after another and returns the step of the last.
func chained(windows []judge.Count, adopt int) (last judge.Step) {
	pooled := func(places []int) []judge.Sample {
		list := make([]judge.Sample, len(places))
		for i, at := range places {
			w := windows[at]
			list[i] = judge.Sample{Kind: judge.Rate, Value: w.K / w.N, N: w.N, Hits: w.K}
		}
		return list
	}
	chain := judge.Chain{History: history, Adopt: adopt, Apart: func(newer, older, past []int) judge.Tails {
		return judge.Apart(pooled(newer), pooled(older), pooled(past))
	}}
	for _, now := range windows {
		last = chain.Next(true, func(past []int) judge.Tails {
			p := judge.PredictRate(judge.RateWeights(at(windows, past)), at(windows, past))
			return p.Tails(now)
		})
	}
	return last
}

func at(windows []judge.Count, places []int) (list []judge.Count) {
	for _, i := range places {
		list = append(list, windows[i])
	}
	return list
}

// looksByTheRule are the looks of a year by the two policies of pairedModel: by pkg/judge alone, without a store.
func looksByTheRule(c counted) (rolling, anchored []look) {
	const bound, launchDays = 0.025, 28
	level, launch := judge.Level("page", 1, 0.1), c.window(0, launchDays)
	for end := 7*history + 1; end <= 7*(history+52); end++ {
		windows := c.windows(end)
		now := windows[len(windows)-1]
		falls := func(from judge.Count) bool { return now.K/now.N-from.K/from.N < -bound }
		past := chained(windows, 8)
		var base judge.Count
		for _, w := range at(windows, past.Past)[:min(8, len(past.Past))] {
			base = judge.Count{K: base.K + w.K, N: base.N + w.N}
		}
		rolling = append(rolling, look{true, falls(base) && past.Tails.Low < level})
		breached := false
		if falls(launch) {
			own := at(windows, chained(windows, 0).Past)
			p := judge.PredictRateAround(judge.RateWeights(own), own, launch, launchDays/7.0/2)
			breached = p.Tails(now).Low < level
		}
		anchored = append(anchored, look{true, breached})
	}
	return rolling, anchored
}

// The rule alone costs a fifth of the product, so it judges enough quiet years to say how often it pages: two hundred,
// asked of the product, say it to ± 0.04 a year.
func TestHundredsOfQuietYearsByTheRuleAlone(t *testing.T) {
	years := either(1, 500)
	for i, c := range quietYears() {
		if c.perWeek != 1000 || c.wobble != 0.01 {
			continue
		}
		var sum, squares [2]float64
		for year := range years {
			seed := uint64(100_000*i + year)
			w := wobbling(seed, c.perWeek, 0.9, c.wobble)
			if c.change != nil {
				w = c.change(w, seed)
			}
			rolling, anchored := looksByTheRule(drawn(w, 7*(history+52), seed))
			for k, looks := range [][]look{rolling, anchored} {
				n := float64(pages(looks, 7))
				sum[k], squares[k] = sum[k]+n, squares[k]+n*n
			}
		}
		for k, policy := range paired {
			mean := sum[k] / float64(years)
			spread := math.Sqrt((squares[k]/float64(years) - mean*mean) / float64(years))
			fmt.Printf("| %s, wobble %g, by the rule alone | %s | %.3f ± %.3f a year of %d |\n", c.name, 100*c.wobble, policy,
				mean, spread, years)
			if sum[k] > allowed(years) {
				t.Errorf("%s, %s: %v pages in %d quiet years", c.name, policy, sum[k], years)
			}
		}
	}
}
