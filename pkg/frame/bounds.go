package frame

import (
	"math"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// thresholds colour a stat as the model's policies see it; nil where no policy bounds what the stat says, so that a
// panel's own hold.
func thresholds(s engine.Series, stat query.Stat) *data.ThresholdsConfig {
	switch stat {
	case query.Breach, query.Margin:
		return steps(nil, pointerTo(aboveZero))
	case query.Value:
		if s.Compare.Threshold == nil || s.Measure.Threshold.Of != measure.OnValue {
			return nil
		}
		return steps(nil, s.Compare.Threshold)
	case query.Current, query.Change, query.ChangePoints, query.RelativeChange, query.Baseline:
		return performanceThresholds(s, stat)
	}
	return nil
}

// aboveZero is the bound of a breach: thresholds are inclusive, and 0 is no breach but one that chance explains.
// Grafana prints NaN for much smaller numbers.
const aboveZero = 1e-9

func pointerTo(x float64) *float64 { return &x }

// steps are green between the bounds and red beyond. Minus infinity arrives in Grafana as null, which it sorts as 0:
// below a negative bound the first step is the least number instead.
func steps(lower, upper *float64) *data.ThresholdsConfig {
	base := math.Inf(-1)
	if lower != nil && *lower < 0 || upper != nil && *upper < 0 {
		base = -math.MaxFloat64
	}
	list := []data.Threshold{data.NewThreshold(base, quiet, "")}
	if lower != nil {
		list = []data.Threshold{data.NewThreshold(base, alarming, ""), data.NewThreshold(*lower, quiet, "")}
	}
	if upper != nil {
		list = append(list, data.NewThreshold(*upper, alarming, ""))
	}
	return &data.ThresholdsConfig{Mode: data.ThresholdsModeAbsolute, Steps: list}
}

// neutral claims nothing about a value.
func neutral() *data.ThresholdsConfig {
	return &data.ThresholdsConfig{Mode: data.ThresholdsModeAbsolute,
		Steps: []data.Threshold{data.NewThreshold(math.Inf(-1), unjudged, "")}}
}

// performanceThresholds lie where a policy on the measure breaches: past its bound and past what earlier windows
// predict. A governed value that cannot be judged, and the baseline, have the colour of text.
func performanceThresholds(s engine.Series, stat query.Stat) *data.ThresholdsConfig {
	governing := governingPolicies(s)
	if s.Measure.TwoSample() || len(governing) == 0 {
		return nil
	}
	if stat == query.Baseline || len(s.Points) == 0 {
		return neutral()
	}
	stats := last(s).Stats
	var lower, upper *float64
	for _, p := range governing {
		below, above := p.Bounds()
		lower = nearest(lower, valueBound(p, stats, below, query.LowerLimit), math.Max)
		upper = nearest(upper, valueBound(p, stats, above, query.UpperLimit), math.Min)
	}
	lower, upper = boundOnStat(stat, stats, lower), boundOnStat(stat, stats, upper)
	if lower == nil && upper == nil {
		return neutral()
	}
	return steps(lower, upper)
}

// governingPolicies are those that bound the measure of a series: its own, else those of the model about the same
// subject.
func governingPolicies(s engine.Series) (list []*model.Policy) {
	if s.Policy != nil {
		return []*model.Policy{s.Policy}
	}
	var names []string
	for _, l := range s.Segment {
		names = append(names, l.Name)
	}
	for i := range s.Model.Policies {
		p := &s.Model.Policies[i]
		about := (p.Target == "" || p.Target == string(s.Target)) &&
			(len(p.Features) == 0 || slices.Contains(p.Features, s.Feature))
		if p.Measure == s.Measure.ID && about && slices.Equal(p.SplitBy, names) && sameParameter(p, s.Param) {
			list = append(list, p)
		}
	}
	return list
}

// sameParameter reports whether a policy has the parameter of a measure.
func sameParameter(p *model.Policy, m query.Measure) bool {
	return p.Class == m.Class && (p.P == nil) == (m.P == nil) && (p.P == nil || *p.P == *m.P)
}

// valueBound is a policy's bound as a value of the measure; nil where it sets none on this side or none is known.
func valueBound(p *model.Policy, stats map[query.Stat]float64, bound *float64, limit query.Stat) *float64 {
	if bound == nil {
		return nil
	}
	base, compared := stats[query.Baseline]
	expected, judged := stats[limit]
	var x float64
	switch query.Stat(p.Stat) {
	case query.Current, "":
		return bound
	case query.Change:
		x = base + *bound
	case query.ChangePoints:
		x = base + *bound/100
	case query.RelativeChange:
		x = base * (1 + *bound)
	case query.Sigma:
		x, compared = expected, judged
	default:
		return nil
	}
	if !compared || !judged {
		return nil
	}
	if limit == query.LowerLimit {
		x = math.Min(x, expected)
	} else {
		x = math.Max(x, expected)
	}
	return &x
}

func nearest(a, b *float64, choose func(x, y float64) float64) *float64 {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	x := choose(*a, *b)
	return &x
}

// boundOnStat turns a bound on the measure's value into a bound on a stat that is computed from the value.
func boundOnStat(stat query.Stat, stats map[query.Stat]float64, bound *float64) *float64 {
	base, ok := stats[query.Baseline]
	switch {
	case bound == nil || stat == query.Current:
		return bound
	case !ok:
		return nil
	}
	x := *bound - base
	switch stat {
	case query.ChangePoints:
		x *= 100
	case query.RelativeChange:
		if base == 0 {
			return nil
		}
		x /= math.Abs(base)
	}
	return &x
}
