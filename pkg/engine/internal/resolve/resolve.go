// Package resolve turns a query into what is asked of a model: measures or policies, their subjects, baselines and
// windows.
package resolve

import (
	"fmt"
	"maps"
	"slices"

	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
)

// Rules say how queries of one type are resolved.
type Rules struct {
	Policies bool                                 // it asks for policies, else for measures
	Measures func(m *model.Model) []query.Measure // of a query that names none; nil: there are none
	Refusal  func(m measure.Measure) string       // why a measure cannot be taken; nil: any can
	// Binned says that an answer holds the bins of a column: of several windows only the last is compared with a
	// baseline, and each bin says what is usual.
	Binned bool
}

// Resolve turns a query into what is asked of one model.
func Resolve(m *model.Model, q query.Query, kind Rules) ([]Ask, error) {
	if err := q.Validate(m); err != nil {
		return nil, err
	}
	if kind.Policies {
		return ResolvePolicies(m, q)
	}
	refs := q.Measures
	if len(refs) == 0 && kind.Measures != nil {
		refs = kind.Measures(m)
	}
	if len(refs) == 0 {
		return nil, fault.Newf(fault.BadQuery, "no measure is named; allowed are %s",
			fault.List(measure.IDs())).At("measures")
	}
	var err error
	var asks []Ask
	for i, ref := range refs {
		a := Ask{Model: m, Param: ref, Binned: kind.Binned, length: q.WindowLength(m), MinCount: model.DefaultMinCount}
		if a.Measure, err = LookUpMeasure(ref, fmt.Sprintf("measures[%d]", i)); err != nil {
			return nil, err
		}
		if kind.Refusal != nil {
			if why := kind.Refusal(a.Measure); why != "" {
				return nil, fault.Newf(fault.BadQuery, why, ref.ID).At("measures")
			}
		}
		if a.Baseline, err = baselineOf(m, q.Baseline); err != nil {
			return nil, err
		}
		if err := a.setTarget(q.Target, q.Features); err != nil {
			return nil, err
		}
		if err := a.checkClass(fmt.Sprintf("measures[%d]", i)); err != nil {
			return nil, err
		}
		if err := a.checkStats(q.Stats); err != nil {
			return nil, err
		}
		all, err := a.withLabels(q)
		if err != nil {
			return nil, err
		}
		asks = append(asks, all...)
	}
	return asks, nil
}

// LookUpMeasure returns the measure of a reference and checks its parameter.
func LookUpMeasure(ref query.Measure, path string) (measure.Measure, error) {
	m, ok := measure.Lookup(ref.ID)
	if !ok {
		return m, fault.NoneOf(fault.BadQuery, path+".id", ref.ID, measure.IDs())
	}
	switch {
	case m.Param == measure.PParam && ref.P == nil:
		return m, fault.Newf(fault.BadQuery, "measure %q needs p, a number from 0 to 1", ref.ID).At(path)
	case m.Param != measure.PParam && ref.P != nil:
		return m, fault.Newf(fault.BadQuery, "measure %q has no parameter p", ref.ID).At(path)
	case m.Param == measure.ClassParam && ref.Class == "":
		return m, fault.Newf(fault.BadQuery, "measure %q needs class, one of the classes or categories",
			ref.ID).At(path)
	}
	return m, nil
}

// checkClass refuses a class where the measure has no use for one: it is the measure's parameter, or picks one class of
// a multiclass model's scores.
func (a *Ask) checkClass(path string) error {
	class := a.Param.Class
	if class == "" || a.Measure.Param == measure.ClassParam || a.Measure.Param == measure.OptionalClass {
		return nil
	}
	scores := plan.ClassScores(a.Model)
	if a.Target != query.Score || scores == nil || !slices.Contains(a.Measure.Targets, string(query.Features)) {
		return fault.Newf(fault.BadQuery, "measure %q has no parameter class", a.Measure.ID).At(path)
	}
	var known []string
	for _, s := range scores {
		known = append(known, s.Class)
	}
	if !slices.Contains(known, class) {
		return fault.NoneOf(fault.BadQuery, path+".class", class, known)
	}
	a.Subjects = []Subject{{Column: plan.ClassScoreKey(class)}}
	return nil
}

// baselineOf returns the baseline a query means: inline, by name, or the model's default, which may be none.
func baselineOf(m *model.Model, ref query.BaselineRef) (Baseline, error) {
	if ref.Inline != nil {
		if ref.Inline.Kind == model.BaselineTable { // only a model's definition names tables
			return Baseline{}, fault.Newf(fault.BadQuery,
				"a query cannot name a table; name a baseline of the model: %s",
				fault.List(slices.Sorted(maps.Keys(m.Baselines)))).At("baseline.table")
		}
		return Baseline{Name: string(ref.Inline.Kind), Baseline: ref.Inline.Filled()}, nil
	}
	name := ref.Name
	if name == "" {
		name = m.Baseline
	}
	if name == "" {
		return Baseline{}, nil
	}
	b, ok := m.Baselines[name]
	if !ok {
		return Baseline{}, fault.Newf(fault.BadQuery, "model %q has no baseline %q", m.ID, name).At("baseline")
	}
	return Baseline{Name: name, Baseline: b}, nil
}

// setTarget sets the target and its subjects; without a target it is the measure's own.
func (a *Ask) setTarget(target query.Target, features []string) error {
	if target == "" {
		target = query.Target(a.Measure.Targets[0])
		if len(features) > 0 && slices.Contains(a.Measure.Targets, string(query.Features)) {
			target = query.Features
		}
	}
	if err := a.checkTarget(target); err != nil {
		return err
	}
	a.Target = target
	skew := a.Measure.Needs.Has(measure.NeedSkew)
	switch {
	case a.Measure.Needs.Has(measure.NeedPairs):
		return a.setPairs(features)
	case target == query.Features:
		if err := a.setFeatures(features); err != nil || !skew {
			return err
		}
		for i := range a.Subjects {
			a.Subjects[i].Column = plan.SkewKey(a.Subjects[i].Feature)
		}
	case target == query.Log && skew:
		a.Subjects = []Subject{{Column: plan.SkewKey("")}}
	case target == query.Log:
		a.Subjects = []Subject{{}}
	case target == query.Label:
		return a.setLabels()
	default:
		a.Subjects = []Subject{{Column: string(target)}}
		if _, err := plan.ColumnOf(a.Model, string(target)); err != nil && !a.Measure.Performance {
			return err
		}
	}
	return nil
}

// checkTarget refuses a target, a task or a definition that the measure cannot be computed for.
func (a *Ask) checkTarget(target query.Target) error {
	m := a.Measure
	refuse := func(field, format string, args ...any) error {
		return fault.Newf(fault.BadQuery, format, args...).At(field)
	}
	switch {
	case !slices.Contains(m.Targets, string(target)):
		return refuse("target", "%q cannot be computed for target %s; allowed are %s", m.ID, target,
			fault.List(m.Targets))
	case len(m.Tasks) > 0 && !slices.Contains(m.Tasks, string(a.Model.Task)):
		return refuse("measures", "%q is defined for %s models; %q is %s", m.ID, fault.List(m.Tasks), a.Model.ID,
			a.Model.Task)
	case m.ID == "over_slo_rate" && a.Model.Log.Latency != nil && a.Model.Log.Latency.SLO.IsZero():
		return refuse("measures", "%q needs log.latency.slo, which the definition of model %s does not have", m.ID,
			a.Model.ID)
	case m.Needs.Has(measure.NeedSkew) && a.Model.Skew == nil:
		return refuse("measures", "%q needs skew, an offline table, which the definition of model %s does not have",
			m.ID, a.Model.ID)
	}
	return nil
}

// setFeatures takes the named features, or all that the measure has a value for.
func (a *Ask) setFeatures(names []string) error {
	for _, f := range a.Model.Features {
		named := slices.Contains(names, f.Name)
		fits := a.Measure.Values.Holds(f.Kind == model.Numeric)
		if named && !fits {
			return fault.Newf(fault.BadQuery, "%q is not defined for %s features, and %q is one", a.Measure.ID, f.Kind,
				f.Name).
				At("features")
		}
		if named || len(names) == 0 && fits && a.Measure.Features.Holds(f.Kind == model.Numeric) {
			a.Subjects = append(a.Subjects, Subject{Feature: f.Name, Column: plan.FeatureKey(f.Name)})
		}
	}
	return nil
}

// ShareScans notes what the asks of a request need between them, so that they share one scan.
func ShareScans(asks []*Ask) {
	needed := func(n measure.Need) bool {
		return slices.ContainsFunc(asks, func(a *Ask) bool { return a.Measure.Needs.Has(n) })
	}
	places, scores := needed(measure.NeedPlaces), needed(measure.NeedScores)
	for _, a := range asks {
		a.Counts, a.Scores = !places, scores
	}
}

// checkStats refuses a stat that the measure or policy has not.
func (a *Ask) checkStats(stats []query.Stat) error {
	allowed := slices.Concat(a.ownStats(), query.CommonStats, query.TextStats)
	if a.Measure.Performance {
		allowed = append(allowed, query.CauseStats...)
	}
	for i, s := range stats {
		if !slices.Contains(allowed, s) {
			names := make([]string, len(allowed))
			for j, x := range allowed {
				names[j] = string(x)
			}
			return fault.Newf(fault.BadQuery, "%q has no %q; it has %s", a.Measure.ID, s, fault.List(names)).
				At(fmt.Sprintf("stats[%d]", i))
		}
	}
	return nil
}

func (a *Ask) ownStats() []query.Stat {
	own := query.OneSampleStats
	if a.Measure.TwoSample() {
		own = query.TwoSampleStats
	}
	if a.Policy != nil {
		return slices.Concat(query.PolicyStats, own)
	}
	return own
}
