package check

import (
	"context"
	"fmt"
	"strings"

	"leeway/pkg/engine"
	"leeway/pkg/policies"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// explainBreaches adds to the reason of each breached policy on performance who carries the change: the same words that
// a segments query says. A policy that is split already names its segment. What cannot be split adds nothing: the
// breach stands by itself.
func explainBreaches(ctx context.Context, e *engine.Engine, o Options, answer *engine.Result, list []Policy) {
	said := map[string]string{}
	for i, s := range answer.Series {
		p := &list[i]
		if p.Verdict != policies.Breach || !s.Measure.Performance || s.Measure.TwoSample() ||
			len(s.Policy.SplitBy) > 0 {
			continue
		}
		q := query.Query{SchemaVersion: query.SchemaVersion, QueryType: query.TypeSegments,
			Models: []string{s.Model.ID}, Target: s.Target,
			Measures: []query.Measure{s.Param}, Format: query.Table, Limit: query.DefaultLimit, Bins: query.DefaultBins,
			Window: query.Length{Duration: s.Policy.Window,
				Range: s.Policy.Window.IsZero()}, Baseline: query.BaselineRef{Name: s.Policy.Baseline}}
		if o.Baseline != "" {
			q.Baseline.Name = o.Baseline
		}
		key := fmt.Sprintf("%v %v %v %v", q.Target, q.Measures, q.Window, q.Baseline.Name)
		if _, known := said[key]; !known {
			said[key] = segmentCauses(ctx, e, q, answer.Range)
		}
		if said[key] != "" {
			p.Reason = strings.TrimPrefix(p.Reason+"; "+said[key], "; ")
		}
	}
}

// mostCauses is how many segments are said, besides the score.
const mostCauses = 2

// segmentCauses are the words of the segments that tell most, and of the score. The first segment is the one that alerts
// name. Those in which nobody stands out say nothing.
func segmentCauses(ctx context.Context, e *engine.Engine, q query.Query, r window.Range) string {
	result, err := e.Answer(ctx, q, r)
	if err != nil {
		return ""
	}
	var texts []string
	for _, b := range result.Breakdowns {
		if b.Names() && !b.ByAnswer() && (len(texts) < mostCauses || b.ByScore()) {
			texts = append(texts, b.Cause())
		}
	}
	return strings.Join(texts, "; ")
}
