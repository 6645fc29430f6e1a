package answers

import (
	"cmp"
	"slices"

	"leeway/pkg/judge"
	"leeway/pkg/query"
)

// FeatureRow is what a features query says of one feature.
type FeatureRow struct {
	Drift Series           // by psi, with its bins
	Rates map[string]Point // by measure: the shares of values that are missing, invalid or new
	// change of the mean in standard deviations of the baseline's values; nil where there is none
	MeanShift *float64
	// the worst of the drift and of all policies that hold the feature; nil: nothing could be judged
	Verdict  *judge.Verdict
	Worst    *Series // the policy that gives this verdict; nil where the drift alone does, or nothing is wrong
	strength float64 // how often the policy's bound, or the threshold of the drift, is reached
}

// The shares that a row of a features query holds.
const (
	MissingRate = "missing_rate"
	InvalidRate = "invalid_rate"
	NewRate     = "new_category_rate"
)

// AddToRows adds a series to the row of its feature; that of a pair of features to both.
func AddToRows(rows map[string]*FeatureRow, s Series) {
	for _, name := range []string{s.Feature, s.With} {
		if name == "" {
			continue
		}
		if rows[name] == nil {
			rows[name] = &FeatureRow{Rates: map[string]Point{}}
		}
		rows[name].Add(s)
	}
}

// Add takes a series of the feature in: its drift, one of its rates, or the verdict of a policy.
func (f *FeatureRow) Add(s Series) {
	point := s.Points[len(s.Points)-1]
	switch {
	case s.Policy != nil:
		f.takePolicy(s, point)
	case s.Measure.TwoSample():
		f.Drift = s
		f.judge(point, nil, 1+excess(point.Stats[query.Value], s.Compare.Threshold))
	default:
		f.Rates[s.Measure.ID] = point
	}
}

// takePolicy takes the verdict of a policy over, if it is worse than what is known.
func (f *FeatureRow) takePolicy(s Series, point Point) {
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

// Conclude fills in what follows from the rest of the row.
func (f *FeatureRow) Conclude() {
	if f.Verdict != nil && *f.Verdict == judge.Steady {
		f.Worst = nil
	}
	mean, sd := f.Rates["mean"], f.Rates["std"]
	if change, ok := mean.Stats[query.Change]; ok && sd.Stats[query.Baseline] > 0 {
		shift := change / sd.Stats[query.Baseline]
		f.MeanShift = &shift
	}
}

// urgency orders verdicts from steady to changed; what is usual although it is past its bound comes before what is odd
// but small.
func urgency(v judge.Verdict) int {
	return slices.Index([]judge.Verdict{judge.Steady, judge.Significant, judge.Usual, judge.Changed}, v)
}

// ByDifference orders rows by what differs most: the worst verdict first, then the farthest past its bound, then the
// greatest psi. What could not be judged comes last.
func ByDifference(a, b FeatureRow) int {
	rank := func(f FeatureRow) int {
		if f.Verdict == nil {
			return -1
		}
		return urgency(*f.Verdict)
	}
	psi := func(f FeatureRow) float64 { return f.Drift.Points[len(f.Drift.Points)-1].Stats[query.Value] }
	return cmp.Or(cmp.Compare(rank(b), rank(a)), cmp.Compare(b.strength, a.strength), cmp.Compare(psi(b), psi(a)))
}
