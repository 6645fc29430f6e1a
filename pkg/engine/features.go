package engine

import (
	"cmp"
	"context"
	"slices"

	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// FeatureRow is what a features query says of one feature.
type FeatureRow struct {
	Drift     Series           // by psi, with its bins
	Rates     map[string]Point // by measure: the shares of values that are missing, invalid or new
	MeanShift *float64         // change of the mean in standard deviations of the baseline's values; nil where there is none
	Verdict   *judge.Verdict   // the worst of the drift and of all policies that hold the feature; nil: nothing could be judged
	Worst     *Series          // the policy that gives this verdict; nil where the drift alone does, or nothing is wrong
	strength  float64          // how often the policy's bound, or the threshold of the drift, is reached
}

// The shares that a row of a features query holds.
const (
	missingRate = "missing_rate"
	invalidRate = "invalid_rate"
	newRate     = "new_category_rate"
)

// featurePart is one of the queries that a features query is made of.
type featurePart struct {
	query query.Query
	asks  []ask
}

// answerFeatures answers a features query for one model. All that its rows say is counted by the same scan.
func (e *Engine) answerFeatures(ctx context.Context, m *model.Model, q query.Query, r window.Range) (*Result, error) {
	parts, err := resolveFeatures(m, q)
	if err != nil {
		return nil, err
	}
	p, err := e.prepareModel(ctx, m, r)
	if err != nil {
		return nil, err
	}
	var all []ask
	for _, part := range parts {
		all = append(all, part.asks...)
	}
	together(all)
	result := &Result{Query: q, Range: r}
	rows := map[string]*FeatureRow{}
	for _, part := range parts {
		one := &Result{Query: part.query, Range: r}
		for range part.asks {
			if err := e.answerAsk(ctx, p, &all[0], one); err != nil {
				return nil, err
			}
			all = all[1:]
		}
		for _, s := range one.Series {
			addToRows(rows, s)
		}
		result.Notices = append(result.Notices, one.Notices...)
	}
	for _, f := range m.Features {
		if row, ok := rows[f.Name]; ok && row.Drift.Model != nil {
			row.conclude()
			result.Features = append(result.Features, *row)
		}
	}
	notices, err := e.clockNotices(ctx, p, parts[0].asks, r)
	result.Notices = append(result.Notices, notices...)
	return result, err
}

// resolveFeatures takes a features query apart: the drift by bin, the shares and means, and the policies on features.
func resolveFeatures(m *model.Model, q query.Query) ([]featurePart, error) {
	if err := q.Validate(m); err != nil {
		return nil, err
	}
	named := q.Features
	q.Features = nil // each measure takes those that it is defined for
	drift, numbers, policies := q, q, q
	drift.QueryType, drift.Target = query.TypeDistribution, query.Features
	numbers.QueryType, numbers.Target = query.TypeMeasure, query.Features
	for _, id := range []string{missingRate, invalidRate, newRate, "mean", "std"} {
		numbers.Measures = append(numbers.Measures, query.Measure{ID: id})
	}
	policies.QueryType, policies.Target = query.TypePolicy, ""
	parts := []featurePart{{query: drift}, {query: numbers}, {query: policies}}
	for i := range parts {
		asks, err := resolve(m, parts[i].query)
		if err != nil {
			return nil, err
		}
		for _, a := range asks {
			if a.target != query.Features {
				continue
			}
			a.subjects = slices.DeleteFunc(a.subjects, func(s subject) bool {
				return len(named) > 0 && !slices.Contains(named, s.feature) && !slices.Contains(named, s.with)
			})
			if len(a.subjects) > 0 {
				parts[i].asks = append(parts[i].asks, a)
			}
		}
	}
	return parts, nil
}

// addToRows adds a series to the row of its feature; that of a pair of features to both.
func addToRows(rows map[string]*FeatureRow, s Series) {
	for _, name := range []string{s.Feature, s.With} {
		if name == "" {
			continue
		}
		if rows[name] == nil {
			rows[name] = &FeatureRow{Rates: map[string]Point{}}
		}
		rows[name].add(s)
	}
}

func (f *FeatureRow) add(s Series) {
	point := s.Points[len(s.Points)-1]
	switch {
	case s.Policy != nil:
		f.hold(s, point)
	case s.Measure.TwoSample():
		f.Drift = s
		f.judge(point, nil, 1+excess(point.Stats[query.Value], s.Compare.Threshold))
	default:
		f.Rates[s.Measure.ID] = point
	}
}

// hold takes the verdict of a policy over, if it is worse than what is known.
func (f *FeatureRow) hold(s Series, point Point) {
	strength := 0.0
	if margin, ok := point.Stats[query.Margin]; ok {
		bound := point.Stats[query.Threshold]
		strength = 1 + excess(margin+max(bound, -bound), &bound)
	}
	f.judge(point, &s, strength)
}

// excess is how far x is past the size of a bound, in sizes of the bound; 0 without a bound to compare with.
func excess(x float64, bound *float64) float64 {
	if bound == nil || *bound == 0 {
		return 0
	}
	size := max(*bound, -*bound)
	return (x - size) / size
}

// judge keeps the worst verdict, and of equal ones that which is farthest past its bound.
func (f *FeatureRow) judge(point Point, policy *Series, strength float64) {
	x, judged := point.Stats[query.Verdict]
	if !judged {
		return
	}
	verdict := judge.Verdict(x)
	order := -1
	if f.Verdict != nil {
		order = cmp.Compare(urgency(*f.Verdict), urgency(verdict))
	}
	if order < 0 || order == 0 && f.strength < strength {
		f.Verdict, f.Worst, f.strength = &verdict, policy, strength
	}
}

// conclude fills in what follows from the rest of the row.
func (f *FeatureRow) conclude() {
	if f.Verdict != nil && *f.Verdict == judge.Steady {
		f.Worst = nil
	}
	mean, sd := f.Rates["mean"], f.Rates["std"]
	if change, ok := mean.Stats[query.Change]; ok && sd.Stats[query.Baseline] > 0 {
		shift := change / sd.Stats[query.Baseline]
		f.MeanShift = &shift
	}
}

// urgency orders verdicts from steady to changed; what is usual although it is past its bound comes before what is odd but small.
func urgency(v judge.Verdict) int {
	return slices.Index([]judge.Verdict{judge.Steady, judge.Significant, judge.Usual, judge.Changed}, v)
}

// byDifference orders rows by what differs most: the worst verdict first, then the farthest past its bound, then the
// greatest psi. What could not be judged comes last.
func byDifference(a, b FeatureRow) int {
	rank := func(f FeatureRow) int {
		if f.Verdict == nil {
			return -1
		}
		return urgency(*f.Verdict)
	}
	psi := func(f FeatureRow) float64 { return f.Drift.Points[len(f.Drift.Points)-1].Stats[query.Value] }
	return cmp.Or(cmp.Compare(rank(b), rank(a)), cmp.Compare(b.strength, a.strength), cmp.Compare(psi(b), psi(a)))
}
