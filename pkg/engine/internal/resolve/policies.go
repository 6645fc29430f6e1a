package resolve

import (
	"slices"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// ResolvePolicies returns what a model's policies ask: the one the query names, or all.
func ResolvePolicies(m *model.Model, q query.Query) ([]Ask, error) {
	var asks []Ask
	var ids []string
	for i := range m.Policies {
		policy := &m.Policies[i]
		ids = append(ids, policy.ID)
		if q.Policy != "" && q.Policy != policy.ID {
			continue
		}
		a, err := resolvePolicy(m, policy, q)
		if err != nil {
			return nil, faultOfPolicy(err, m, policy)
		}
		asks = append(asks, a)
	}
	if len(asks) == 0 && q.Policy != "" {
		return nil, fault.NoneOf(fault.BadQuery, "policy", q.Policy, ids)
	}
	return asks, nil
}

// faultOfPolicy returns the error of a policy that cannot be resolved. The definition is at fault where the policy
// cannot be resolved whatever is asked, else the query.
func faultOfPolicy(err error, m *model.Model, policy *model.Policy) error {
	f := fault.As(err).At("policies." + policy.ID)
	if _, always := resolvePolicy(m, policy, query.Query{}); always != nil {
		f.Kind = fault.BadModel
	}
	return f
}

func resolvePolicy(m *model.Model, policy *model.Policy, q query.Query) (Ask, error) {
	a := Ask{Model: m, Policy: policy, Param: query.Measure{ID: policy.Measure, P: policy.P, Class: policy.Class},
		length: policy.Window, MinCount: policy.MinimumCount()}
	if a.length.IsZero() && q.Format == query.TimeSeries {
		a.length = q.Window.Duration // a rule has none either, but a range
	}
	var err error
	if a.Measure, err = LookUpMeasure(a.Param, "measure"); err != nil {
		return a, err
	}
	compared := query.BaselineRef{Name: policy.Baseline}
	if q.Baseline != (query.BaselineRef{}) {
		compared = q.Baseline
	}
	if a.Baseline, err = baselineOf(m, compared); err != nil {
		return a, err
	}
	features := policy.Features
	if len(features) == 0 {
		features = q.Features
	}
	if err := a.setTarget(query.Target(policy.Target), features); err != nil {
		return a, err
	}
	if err := a.narrow(q); err != nil {
		return a, err
	}
	if err := a.checkClass("measure"); err != nil {
		return a, err
	}
	if policy.Stat != "" && !slices.Contains(a.ownStats(), query.Stat(policy.Stat)) {
		return a, fault.Newf(fault.BadModel, "%q has no stat %q", policy.Measure, policy.Stat).At("stat")
	}
	return a, a.checkStats(q.Stats)
}

// DeclaredSubjects is the number of subjects that a policy judges in each segment.
func (a *Ask) DeclaredSubjects() int {
	if a.Declared == 0 {
		full := *a
		full.Subjects = nil
		if a.Declared = 1; full.setTarget(a.Target, a.Policy.Features) == nil {
			a.Declared = max(1, len(full.Subjects))
		}
	}
	return a.Declared
}

// JudgesSilence reports whether the bound of the ask's policy is the log's own.
func (a *Ask) JudgesSilence() bool { return a.Policy != nil && a.Policy.AboveUsualGap != nil }

// narrow leaves the features that the query names, of a policy that names its own. Whoever asks for the policy by its id
// must name one of these.
func (a *Ask) narrow(q query.Query) error {
	if len(a.Policy.Features) == 0 || len(q.Features) == 0 {
		return nil
	}
	a.Subjects = slices.DeleteFunc(a.Subjects, func(s Subject) bool {
		return !slices.Contains(q.Features, s.Feature) && !slices.Contains(q.Features, s.With)
	})
	if len(a.Subjects) == 0 && q.Policy != "" {
		return fault.NoneOf(fault.BadQuery, "features", q.Features[0], a.Policy.Features)
	}
	return nil
}
