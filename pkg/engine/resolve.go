package engine

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

// ask is one measure, or one policy, asked of one model.
type ask struct {
	model    *model.Model
	measure  measure.Measure
	param    query.Measure
	policy   *model.Policy
	target   query.Target
	subjects []subject
	length   model.Duration // zero: the range's own
	baseline baseline
	minCount float64
	counts   bool // features are counted by cell alone: nothing in the request asks for more
	scores   bool // labels are counted by score cell: something in the request asks for that

	declared int // subjects of the policy by the model's definition; 0 until they were counted
}

// subject is what the measure is taken of: a feature, or the target itself.
type subject struct {
	feature string
	with    string // of a correlation: what the feature is taken with …
	partner string // … and the key of its column
	column  string // key of its column; empty for the log
}

// baseline is a baseline with its name; inline ones are named by their kind.
type baseline struct {
	name string
	model.Baseline
}

// resolve turns a query into what is asked of one model.
func resolve(m *model.Model, q query.Query) ([]ask, error) {
	if err := q.Validate(m); err != nil {
		return nil, err
	}
	kind, _ := queryTypeOf(q.QueryType)
	if kind.resolve != nil {
		return kind.resolve(m, q)
	}
	refs := q.Measures
	if len(refs) == 0 && kind.measures != nil {
		refs = kind.measures(m)
	}
	if len(refs) == 0 {
		return nil, fault.Newf(fault.BadQuery, "no measure is named; allowed are %s", fault.List(measure.IDs())).At("measures")
	}
	var err error
	var asks []ask
	for i, ref := range refs {
		a := ask{model: m, param: ref, length: q.WindowLength(m), minCount: model.DefaultMinCount}
		if a.measure, err = lookUp(ref, fmt.Sprintf("measures[%d]", i)); err != nil {
			return nil, err
		}
		if kind.refusal != nil {
			if why := kind.refusal(a.measure); why != "" {
				return nil, fault.Newf(fault.BadQuery, why, ref.ID).At("measures")
			}
		}
		if a.baseline, err = baselineOf(m, q.Baseline); err != nil {
			return nil, err
		}
		if err := a.aim(q.Target, q.Features); err != nil {
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

// lookUp returns the measure of a reference and checks its parameter.
func lookUp(ref query.Measure, path string) (measure.Measure, error) {
	m, ok := measure.Lookup(ref.ID)
	if !ok {
		return m, fault.NoneOf(fault.BadQuery, path+".id", ref.ID, measure.IDs())
	}
	switch {
	case m.Param == measure.PParam && ref.P == nil:
		return m, fault.Newf(fault.BadQuery, "measure %q needs p, a number from 0 to 1", ref.ID).At(path)
	case m.Param != measure.PParam && ref.P != nil:
		return m, fault.Newf(fault.BadQuery, "measure %q takes no p", ref.ID).At(path)
	case m.Param == measure.ClassParam && ref.Class == "":
		return m, fault.Newf(fault.BadQuery, "measure %q needs class, one of the classes or categories", ref.ID).At(path)
	}
	return m, nil
}

// checkClass refuses a class where the measure has no use for one: it is the measure's parameter, or picks one class of a
// multiclass model's scores.
func (a *ask) checkClass(path string) error {
	class := a.param.Class
	if class == "" || a.measure.Param == measure.ClassParam || a.measure.Param == measure.OptionalClass {
		return nil
	}
	scores := plan.ClassScores(a.model)
	if a.target != query.Score || scores == nil || !slices.Contains(a.measure.Targets, string(query.Features)) {
		return fault.Newf(fault.BadQuery, "measure %q takes no class", a.measure.ID).At(path)
	}
	var known []string
	for _, s := range scores {
		known = append(known, s.Class)
	}
	if !slices.Contains(known, class) {
		return fault.NoneOf(fault.BadQuery, path+".class", class, known)
	}
	a.subjects = []subject{{column: plan.ClassScoreKey(class)}}
	return nil
}

// baselineOf returns the baseline a query means: inline, by name, or the model's default, which may be none.
func baselineOf(m *model.Model, ref query.BaselineRef) (baseline, error) {
	if ref.Inline != nil {
		if ref.Inline.Kind == model.BaselineTable { // only a model's definition names tables
			return baseline{}, fault.Newf(fault.BadQuery, "a query cannot name a table; name a baseline of the model instead: %s",
				fault.List(slices.Sorted(maps.Keys(m.Baselines)))).At("baseline.table")
		}
		return baseline{name: string(ref.Inline.Kind), Baseline: ref.Inline.Filled()}, nil
	}
	name := ref.Name
	if name == "" {
		name = m.Baseline
	}
	if name == "" {
		return baseline{}, nil
	}
	b, ok := m.Baselines[name]
	if !ok {
		return baseline{}, fault.Newf(fault.BadQuery, "model %q has no baseline %q", m.ID, name).At("baseline")
	}
	return baseline{name: name, Baseline: b}, nil
}

// aim sets the target and its subjects; without a target it is the measure's own.
func (a *ask) aim(target query.Target, features []string) error {
	if target == "" {
		target = query.Target(a.measure.Targets[0])
		if len(features) > 0 && slices.Contains(a.measure.Targets, string(query.Features)) {
			target = query.Features
		}
	}
	if !slices.Contains(a.measure.Targets, string(target)) {
		return fault.Newf(fault.BadQuery, "%q is not taken of %s; allowed are %s", a.measure.ID, target, fault.List(a.measure.Targets)).
			At("target")
	}
	if len(a.measure.Tasks) > 0 && !slices.Contains(a.measure.Tasks, string(a.model.Task)) {
		return fault.Newf(fault.BadQuery, "%q is defined for %s models; %q is %s", a.measure.ID, fault.List(a.measure.Tasks),
			a.model.ID, a.model.Task).At("measures")
	}
	if a.measure.ID == "over_slo_rate" && a.model.Log.Latency != nil && a.model.Log.Latency.SLO.IsZero() {
		return fault.Newf(fault.BadQuery, "%q needs log.latency.slo, which the definition of model %s does not have",
			a.measure.ID, a.model.ID).At("measures")
	}
	if a.measure.Needs.Has(measure.NeedSkew) && a.model.Skew == nil {
		return fault.Newf(fault.BadQuery, "%q needs skew, an offline table, which the definition of model %s does not have",
			a.measure.ID, a.model.ID).At("measures")
	}
	a.target = target
	if a.measure.Needs.Has(measure.NeedPairs) {
		return a.aimAtPairs(features)
	}
	switch target {
	case query.Features:
		if err := a.aimAtFeatures(features); err != nil || !a.measure.Needs.Has(measure.NeedSkew) {
			return err
		}
		for i := range a.subjects {
			a.subjects[i].column = plan.SkewKey(a.subjects[i].feature)
		}
		return nil
	case query.Log:
		a.subjects = []subject{{}}
		if a.measure.Needs.Has(measure.NeedSkew) {
			a.subjects = []subject{{column: plan.SkewKey("")}}
		}
	case query.Label:
		return a.aimAtLabels()
	default:
		a.subjects = []subject{{column: string(target)}}
		if _, err := plan.ColumnOf(a.model, string(target)); err != nil && !a.measure.Performance {
			return err
		}
	}
	return nil
}

// aimAtFeatures takes the named features, or all that the measure has a value for.
func (a *ask) aimAtFeatures(names []string) error {
	for _, f := range a.model.Features {
		named := slices.Contains(names, f.Name)
		fits := a.measure.Values.Holds(f.Kind == model.Numeric)
		if named && !fits {
			return fault.Newf(fault.BadQuery, "%q is not defined for %s features, and %q is one", a.measure.ID, f.Kind, f.Name).
				At("features")
		}
		if named || len(names) == 0 && fits && a.measure.Features.Holds(f.Kind == model.Numeric) {
			a.subjects = append(a.subjects, subject{feature: f.Name, column: plan.FeatureKey(f.Name)})
		}
	}
	return nil
}

// together notes what the asks of a request need between them, so that they share one scan.
func together(asks []ask) {
	needed := func(n measure.Need) bool {
		return slices.ContainsFunc(asks, func(a ask) bool { return a.measure.Needs.Has(n) })
	}
	places, scores := needed(measure.NeedPlaces), needed(measure.NeedScores)
	for i := range asks {
		asks[i].counts, asks[i].scores = !places, scores
	}
}

// checkStats refuses a stat that the measure or policy has not.
func (a *ask) checkStats(stats []query.Stat) error {
	allowed := slices.Concat(a.ownStats(), query.CommonStats, query.TextStats)
	for i, s := range stats {
		if !slices.Contains(allowed, s) {
			names := make([]string, len(allowed))
			for j, x := range allowed {
				names[j] = string(x)
			}
			return fault.Newf(fault.BadQuery, "%q has no %q; it has %s", a.measure.ID, s, fault.List(names)).
				At(fmt.Sprintf("stats[%d]", i))
		}
	}
	return nil
}

func (a *ask) ownStats() []query.Stat {
	own := query.OneSampleStats
	if a.measure.TwoSample() {
		own = query.TwoSampleStats
	}
	if a.policy != nil {
		return slices.Concat(query.PolicyStats, own)
	}
	return own
}
