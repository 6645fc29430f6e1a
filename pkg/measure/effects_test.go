package measure_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"leeway/pkg/measure"
)

// share is the estimate of k hits in n rows.
func share(k, n float64) measure.Estimate {
	if n == 0 {
		return measure.Estimate{}
	}
	p := k / n
	return measure.Estimate{Value: p, OK: true, N: n, Rate: true, Hits: k, SE: math.Sqrt((p*(1-p) + 0.25/n) / n)}
}

func part(name string, current, baseline measure.Estimate) measure.Part {
	return measure.Part{Name: name, Current: current, Baseline: baseline}
}

func TestDecomposeNamesWhoGotWorse(t *testing.T) {
	cases := []struct {
		name    string
		parts   []measure.Part
		verdict measure.EffectVerdict
		named   []string
	}{
		{"only the weights moved", []measure.Part{
			part("easy", share(450, 500), share(900, 1000)), part("hard", share(700, 1000), share(350, 500))}, measure.MixMoved,
			nil},
		{"one of three segments fell", []measure.Part{
			part("a", share(900, 1000), share(900, 1000)), part("b", share(600, 1000), share(900, 1000)),
			part("c", share(895, 1000), share(900, 1000))},
			measure.OneSegment, []string{"b"}},
		{"two of four segments fell", []measure.Part{
			part("a", share(600, 1000), share(900, 1000)), part("b", share(620, 1000), share(900, 1000)),
			part("c", share(900, 1000), share(900, 1000)), part("d", share(900, 1000), share(900, 1000))},
			measure.OneSegment, []string{"a", "b"}},
		{"one fell by half of the change, the others by less than a quarter each", []measure.Part{
			part("a", share(600, 1000), share(900, 1000)), part("b", share(800, 1000), share(900, 1000)),
			part("c", share(800, 1000), share(900, 1000)),
			part("d", share(800, 1000), share(900, 1000))}, measure.OneSegment, []string{"a"}},
		{"what moved the other way is not named", []measure.Part{
			part("a", share(600, 1000), share(900, 1000)), part("b", share(950, 1000), share(850, 1000))}, measure.OneSegment,
			[]string{"a"}},
		{"all fell alike", []measure.Part{
			part("a", share(800, 1000), share(900, 1000)), part("b", share(798, 1000), share(901, 1000)),
			part("c", share(803, 1000), share(899, 1000))},
			measure.Uniform, nil},
		{"a segment that is new is mix", []measure.Part{
			part("old", share(900, 1000), share(900, 1000)), part("new", share(300, 1000), share(0, 0))}, measure.MixMoved,
			nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d, ok := measure.Decompose(c.parts)
			if !ok || d.Verdict != c.verdict || !slices.Equal(d.Named, c.named) {
				t.Errorf("%v %s %v, want %s %v", ok, d.Verdict, d.Named, c.verdict, c.named)
			}
		})
	}
}

func TestDecomposeRefusesAnEmptyWindow(t *testing.T) {
	if _, ok := measure.Decompose([]measure.Part{part("a", share(1, 2), share(0, 0))}); ok {
		t.Error("a baseline without rows was decomposed")
	}
}

func TestEffectsAddUpToTheChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var parts []measure.Part
		var now, then, n, m float64
		for range rapid.IntRange(1, 12).Draw(t, "segments") {
			size, before := rapid.IntRange(0, 5000).Draw(t, "n"), rapid.IntRange(0, 5000).Draw(t, "m")
			hits := rapid.IntRange(0, size).Draw(t, "hits")
			hitsBefore := rapid.IntRange(0, before).Draw(t, "hits before")
			parts = append(parts, measure.Part{Name: "s", Current: share(float64(hits), float64(size)),
				Baseline: share(float64(hitsBefore), float64(before))})
			now, then, n, m = now+float64(hits), then+float64(hitsBefore), n+float64(size), m+float64(before)
		}
		d, ok := measure.Decompose(parts)
		if !ok {
			if n > 0 && m > 0 {
				t.Fatal("not decomposed")
			}
			return
		}
		if change := now/n - then/m; math.Abs(d.Mix+d.Within-change) > 1e-9 || math.Abs(d.Change-change) > 1e-9 {
			t.Fatalf("mix %v and within %v do not add up to %v", d.Mix, d.Within, change)
		}
	})
}

func TestNothingButWeightsAmongEqualsMovedReadsZero(t *testing.T) {
	d, ok := measure.Decompose([]measure.Part{
		part("a", share(90, 100), share(810, 900)), part("b", share(810, 900), share(90, 100))})
	if !ok || d.Change != 0 {
		t.Fatalf("%v, change %v", ok, d.Change)
	}
	for i, e := range d.Effects {
		if math.Abs(e.Mix) > 1e-15 || math.Abs(e.Within) > 1e-15 {
			t.Errorf("effect %d is %+v, want 0", i, e)
		}
	}
}

// Means of anything, absent segments, a weight of almost nothing beside one of almost all.
func TestEffectsOfMeansAddUpToTheChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value, count := rapid.Float64Range(-1e3, 1e3), rapid.SampledFrom([]float64{0, 1, 7, 1000, 1e9})
		estimate := func() measure.Estimate {
			n := count.Draw(t, "n")
			return measure.Estimate{Value: value.Draw(t, "value"), N: n, SE: 1 / math.Sqrt(n+1), OK: n > 0}
		}
		parts := make([]measure.Part, rapid.IntRange(1, 30).Draw(t, "segments"))
		var now, then, n, m float64
		for i := range parts {
			parts[i] = measure.Part{Name: "s", Current: estimate(), Baseline: estimate()}
			now, n = now+parts[i].Current.N*parts[i].Current.Value, n+parts[i].Current.N
			then, m = then+parts[i].Baseline.N*parts[i].Baseline.Value, m+parts[i].Baseline.N
		}
		d, ok := measure.Decompose(parts)
		if ok != (n > 0 && m > 0) {
			t.Fatalf("decomposed: %v, of %v and %v rows", ok, n, m)
		}
		if !ok {
			return
		}
		var sum float64
		for _, e := range d.Effects {
			sum += e.Mix + e.Within
		}
		if change := now/n - then/m; math.Abs(sum-change) > 1e-9 || math.Abs(d.Change-change) > 1e-9 {
			t.Fatalf("effects add up to %v, the change is %v", sum, change)
		}
	})
}

// Where every segment is as good as every other, before and now, it does not matter how many rows each has.
func TestWeightsAmongEqualsHaveNoEffect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.Float64Range(-1e3, 1e3).Draw(t, "value")
		parts := make([]measure.Part, rapid.IntRange(1, 30).Draw(t, "segments"))
		for i := range parts {
			n, m := float64(rapid.IntRange(1, 1e6).Draw(t, "n")), float64(rapid.IntRange(1, 1e6).Draw(t, "m"))
			parts[i] = measure.Part{Current: measure.Estimate{Value: value, N: n, OK: true},
				Baseline: measure.Estimate{Value: value, N: m, OK: true}}
		}
		d, ok := measure.Decompose(parts)
		if !ok || math.Abs(d.Change) > 1e-9 {
			t.Fatalf("%v, a change of %v", ok, d.Change)
		}
		for i, e := range d.Effects {
			if math.Abs(e.Mix) > 1e-9 || math.Abs(e.Within) > 1e-9 {
				t.Errorf("segment %d has the effects %v and %v", i, e.Mix, e.Within)
			}
		}
	})
}

// Rows of a bin of the score with what came true of them: some have the label that a measure is about, and of these some
// are hits.
type bin struct{ rows, labelled, hits float64 }

// Of recall by score: which rows have the label is part of how inputs relate to the outcome, whatever the measure's own
// denominator does.
func TestWhichRowsHaveALabelIsRelationAndWhichScoresComeIsInputs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string, most int) float64 { return float64(rapid.IntRange(0, most).Draw(t, name)) }
		bins := make([]bin, rapid.IntRange(1, 10).Draw(t, "bins"))
		other := make([]bin, len(bins))
		for i := range bins {
			labelled := draw("labelled", 500)
			bins[i] = bin{rows: 500, labelled: labelled, hits: draw("hits", int(labelled))}
			relabelled := draw("other labelled", 500)
			other[i] = bin{rows: 500, labelled: relabelled, hits: draw("other hits", int(relabelled))}
		}
		times := func(b bin, factor float64) bin { return bin{b.rows * factor, b.labelled * factor, b.hits * factor} }
		var inputs, relation, both []measure.Part
		for i, b := range bins {
			factor := 1 + draw("factor", 9)
			inputs = append(inputs, ofLabel(times(b, factor), b))
			relation = append(relation, ofLabel(other[i], b))
			both = append(both, ofLabel(times(other[i], factor), b))
		}
		if d, ok := measure.Decompose(inputs); ok && math.Abs(d.Within) > 1e-9 {
			t.Fatalf("other scores alone have a relation effect of %v", d.Within)
		}
		if d, ok := measure.Decompose(relation); ok && math.Abs(d.Mix) > 1e-9 {
			t.Fatalf("other labels alone have an inputs effect of %v", d.Mix)
		}
		if d, ok := measure.Decompose(both); ok && math.Abs(d.Mix+d.Within-d.Change) > 1e-9 {
			t.Fatalf("%v and %v do not add up to %v", d.Mix, d.Within, d.Change)
		}
	})
}

func ofLabel(current, baseline bin) measure.Part {
	return measure.Part{Current: share(current.hits, current.labelled), Baseline: share(baseline.hits, baseline.labelled),
		CurrentRows: current.rows, BaselineRows: baseline.rows}
}
