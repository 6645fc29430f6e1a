package judge_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"leeway/pkg/judge"
)

// flagged is a window of rows of which misses are unlike the others.
func flagged(misses, rows float64) judge.Sample {
	s := judge.Sample{Kind: judge.Flag, N: rows, Hits: rows - misses}
	if misses == 0 {
		s.Value = 1
	}
	return s
}

func flaggedWindows(rows float64, misses ...float64) []judge.Sample {
	list := make([]judge.Sample, len(misses))
	for i, k := range misses {
		list[i] = flagged(k, rows)
	}
	return list
}

func TestAFlagIsUnusualWhereEarlierWindowsWereFarFromIt(t *testing.T) {
	near := flaggedWindows(960, 15, 3, 1, 4, 8, 2, 9, 2, 1, 4, 2, 21)
	far := flaggedWindows(960, 800, 820, 790, 805, 810, 795, 800, 815)
	for name, c := range map[string]struct {
		history   []judge.Sample
		now       judge.Sample
		low, high bool // unusual
	}{
		"constant, as a few rows of each day before kept it from":   {near, flagged(0, 960), false, false},
		"constant, and many rows of each day before were unlike":    {far, flagged(0, 960), false, true},
		"the same from four days that were alike":                   {far[:4], flagged(0, 960), false, true},
		"constant, and days before had 3 to 60 % of other rows":     {flaggedWindows(960, 30, 200, 500, 100), flagged(0, 960), false, false},
		"constant, as every day before":                             {flaggedWindows(960, 0, 0, 0, 0, 0), flagged(0, 960), false, false},
		"one other row where there was none":                        {flaggedWindows(960, 0, 0, 0, 0, 0), flagged(1, 960), false, false},
		"half other rows where there was none":                      {flaggedWindows(960, 0, 0, 0, 0, 0), flagged(480, 960), true, false},
		"ten rows that are all alike, where a tenth was unlike":     {flaggedWindows(960, 96, 90, 99, 95), flagged(0, 10), false, false},
		"a sensor that was stuck on every second day":               {flaggedWindows(960, 0, 800, 0, 810, 0, 790), flagged(0, 960), false, false},
		"as many other rows as ever":                                {far, flagged(803, 960), false, false},
		"constant, and every day before had the same 12 other rows": {flaggedWindows(960, 12, 12, 12, 12, 12), flagged(0, 960), false, true},
		"constant, and every day before had the same 5 other rows":  {flaggedWindows(960, 5, 5, 5, 5, 5), flagged(0, 960), false, false},
	} {
		p, reason := judge.PredictSample(c.now, c.history)
		if p == nil {
			t.Errorf("%s: %s", name, reason)
			continue
		}
		level := judge.Level("notify", 1, 0.1)
		tails := p.Tails(c.now)
		if tails.Low < level != c.low || tails.High < level != c.high {
			t.Errorf("%s: tails %+v, want unusual %v, %v", name, tails, c.low, c.high)
		}
	}
	if _, reason := judge.PredictSample(flagged(0, 960), far[:3]); reason == "" {
		t.Error("a flag is judged by three windows")
	}
}

// A baseline of a month holds all weekdays, and each of its days one: a day is no news there.
func TestAFlagAboutABaselineIsJudgedByItsOwnWindowsToo(t *testing.T) {
	month := flagged(23_000, 27_000)
	for name, c := range map[string]struct {
		history []judge.Sample
		unusual bool
	}{
		"days that were constant":       {flaggedWindows(960, 0, 0, 0, 0, 0), false},
		"days that were nearly so":      {flaggedWindows(960, 3, 1, 4, 1, 5), false},
		"days of as many values as now": {flaggedWindows(960, 810, 800, 820, 815, 812), true},
	} {
		p, _ := judge.PredictSampleAround(flagged(0, 960), c.history, month, 28)
		if got := p.Tails(flagged(0, 960)).High < 5e-4; got != c.unusual {
			t.Errorf("%s: unusual %v, want %v", name, got, c.unusual)
		}
	}
}

// A flag lies outside its range exactly if one of its tails is below the level.
func TestTheRangeOfAFlagIsTheTest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		misses := rapid.Float64Range(0, 100)
		rows := float64(rapid.IntRange(101, 2000).Draw(t, "rows"))
		var history []judge.Sample
		for range rapid.IntRange(4, 12).Draw(t, "windows") {
			history = append(history, flagged(math.Floor(misses.Draw(t, "misses")), rows))
		}
		now := flagged(math.Floor(misses.Draw(t, "now")), rows)
		p, _ := judge.PredictSample(now, history)
		const level = 0.001
		low, high := p.Range(level, now)
		tails := p.Tails(now)
		if (now.Value < low) != (tails.Low < level && now.Value == 0) || (now.Value > high) != (tails.High < level && now.Value == 1) {
			t.Errorf("%v of %v: range %v to %v, tails %+v", now.Value, history, low, high, tails)
		}
	})
}

// Days that a few rows keep from being constant, some days more than others, are hardly ever called unusual.
func TestQuietFlagsAreRarelyUnusual(t *testing.T) {
	r := rand.New(rand.NewPCG(71, 72))
	const worlds = 4000
	level := judge.Level("notify", 10, 0.1)
	for _, mean := range []float64{1, 3, 10, 30} {
		day := func() judge.Sample {
			rate := distuv.Gamma{Alpha: 1.5, Beta: 1.5 / mean, Src: r}.Rand()
			return flagged(math.Min(960, distuv.Poisson{Lambda: rate, Src: r}.Rand()), 960)
		}
		unusual := 0
		for range worlds {
			var history []judge.Sample
			for range 12 {
				history = append(history, day())
			}
			now := day()
			if p, _ := judge.PredictSample(now, history); p.Tails(now).High < level {
				unusual++
			}
		}
		if unusual > 2 {
			t.Errorf("with %v other rows on average %d of %d quiet days are unusual", mean, unusual, worlds)
		}
	}
}
