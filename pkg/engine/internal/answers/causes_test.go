package answers

import (
	"testing"

	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

func TestCausesNameTheDeclaredValueThatCarriesTheChange(t *testing.T) {
	m := &model.Model{Segments: []model.Segment{
		{Name: "undeclared"},
		{Name: "haul", Bins: []float64{500, 1500}},
		{Name: "origin", Values: []model.Scalar{"EWR", "JFK"}},
	}}
	rate := func(value, n float64) measure.Estimate {
		return measure.Estimate{Value: value, N: n, OK: true, Rate: true, SE: 0.01}
	}
	// the first value falls by 30 points, the other not at all
	fall := func(dimension, doubt string, names ...string) Breakdown {
		b := Breakdown{Model: m, Dimension: dimension, Doubt: doubt, Measure: measure.Measure{Performance: true}, Rows: []measure.Part{
			{Name: names[0], Current: rate(0.6, 100), Baseline: rate(0.9, 100)},
			{Name: names[1], Current: rate(0.9, 100), Baseline: rate(0.9, 100)},
		}}
		d, _ := measure.Decompose(b.Rows)
		b.Effects = &d
		return b
	}
	even := fall("origin", "", "EWR", "JFK")
	even.Rows[1].Current = rate(0.6, 100)
	d, _ := measure.Decompose(even.Rows)
	even.Effects = &d
	usual := fall("origin", "earlier windows predict it", "JFK", "EWR")
	usual.IsUsual = true
	for name, c := range map[string]struct {
		breakdowns []Breakdown
		want       map[query.Stat]float64
		why        string
	}{
		"a declared value":        {[]Breakdown{fall("origin", "", "JFK", "EWR")}, map[query.Stat]float64{query.WorstSegment: 4, query.WorstSegmentShare: 1}, ""},
		"a bin":                   {[]Breakdown{fall("haul", "", "500..1500", "<500")}, map[query.Stat]float64{query.WorstSegment: 1, query.WorstSegmentShare: 1}, ""},
		"the one that tells most": {[]Breakdown{fall("haul", "", "<500", ">=1500"), fall("origin", "", "JFK", "EWR")}, map[query.Stat]float64{query.WorstSegment: 0, query.WorstSegmentShare: 1}, ""},
		"a value that is not declared has no name": {[]Breakdown{fall("origin", "", "LGA", "EWR")}, map[query.Stat]float64{query.WorstSegment: query.Nobody, query.WorstSegmentShare: 1}, ""},
		"all fell alike": {[]Breakdown{even}, map[query.Stat]float64{query.WorstSegment: query.Nobody, query.WorstSegmentShare: 0}, ""},
		"nobody is named of a change that earlier windows predict": {[]Breakdown{usual}, map[query.Stat]float64{query.WorstSegment: query.Nobody, query.WorstSegmentShare: 0}, ""},
		"nobody is known of a change that cannot be judged":        {[]Breakdown{fall("origin", "few rows", "JFK", "EWR")}, nil, "few rows"},
		"by score": {[]Breakdown{fall(plan.ScoreKey, "", "<0.5", ">=0.5")}, map[query.Stat]float64{query.InputsEffect: 0, query.RelationEffect: -0.15}, "no segment has declared values"},
	} {
		t.Run(name, func(t *testing.T) {
			p := Point{Stats: map[query.Stat]float64{}, Lacking: map[query.Stat]string{}}
			SetCauses(&p, c.breakdowns)
			for _, s := range query.CauseStats {
				got, ok := p.Stats[s]
				want, wanted := c.want[s]
				if ok != wanted || got-want > 1e-9 || want-got > 1e-9 {
					t.Errorf("%s is %v (%v), want %v (%v)", s, got, ok, want, wanted)
				}
			}
			if _, there := p.Stats[query.WorstSegment]; !there && c.why != "" && p.Lacking[query.WorstSegment] != c.why {
				t.Errorf("no worstSegment because %q, want %q", p.Lacking[query.WorstSegment], c.why)
			}
		})
	}
}
