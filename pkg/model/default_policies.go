package model

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Standard is a default policy: a model gets it if it has what the policy needs, and replaces it by a policy of the
// same id.
type Standard struct {
	Policy  Policy
	Tasks   []Task // empty: all
	Needs   string // what the definition must have, in words
	Why     string
	Pair    bool // also against the anchor, as <id>-anchored: a rolling baseline follows slow decay
	Each    bool // once for each declared segment, as <id>-<segment>
	BuiltIn bool // also with `defaults: off`

	has func(m *Model) bool
}

// launch is the name of the baseline that pairs are anchored to.
const launch = "launch"

// anchoredSuffix ends the id of a pair's second policy.
const anchoredSuffix = "-anchored"

func bound(x float64) *float64 { return &x }

// silentGaps is how many of its largest usual gaps a log is silent for before a policy breaches.
const silentGaps = 1.5

var (
	zeroCount = 0
	anHour    = Duration{Clock: time.Hour}
	aDay      = Duration{Days: 1}
	aWeek     = Duration{Days: 7}
	classes   = []Task{Binary, Multiclass}
)

// Standards lists the default policies: first those that page, then those that notify, then those that only explain.
func Standards() []Standard { return slices.Concat(pages, notices, explanations) }

var pages = []Standard{
	{Policy: Policy{ID: "log-silent", Tier: Page, Measure: "freshness", Stat: "current",
		AboveUsualGap: bound(silentGaps), Window: aDay, MinCount: &zeroCount},
		BuiltIn: true, Why: "no prediction for longer than the log's gaps usually are"},
	{Policy: Policy{ID: "accuracy", Tier: Page, Measure: "accuracy", Stat: "change", Below: bound(-0.025),
		Window: aWeek, For: anHour, Recover: bound(-0.01)},
		Tasks: classes, Needs: "outcomes and log.prediction", has: labelledClasses, Pair: true, Why: "the model is right less often"},
	{Policy: Policy{ID: "error", Tier: Page, Measure: "mae", Stat: "relativeChange", Above: bound(0.1), Window: aWeek,
		For: anHour, Recover: bound(0.05)},
		Tasks: []Task{Regression}, Needs: "outcomes", has: hasOutcomes, Pair: true, Why: "predictions are farther from the truth"},
	{Policy: Policy{ID: "auc", Tier: Page, Measure: "roc_auc", Stat: "change", Below: bound(-0.025), Window: aWeek,
		For: anHour, Recover: bound(-0.01)},
		Tasks: []Task{Binary}, Needs: "outcomes and log.score", has: labelledScores, Pair: true, Why: "the scores order the rows less well"},
	{Policy: Policy{ID: "worse-than-guessing", Tier: Page, Measure: "brier_skill", Stat: "current", Below: bound(0),
		Window: aWeek, For: anHour},
		Tasks: []Task{Binary}, Needs: "outcomes and log.score", has: labelledScores, Why: "always saying the share of positives would do better"},
	{Policy: Policy{ID: "worse-than-the-median", Tier: Page, Measure: "skill", Stat: "current", Below: bound(0),
		Window: aWeek, For: anHour},
		Tasks: []Task{Regression}, Needs: "outcomes", has: hasOutcomes, Why: "always guessing the baseline's median would do better"},
	{Policy: Policy{ID: "worse-than-chance", Tier: Page, Measure: "roc_auc", Stat: "current", Below: bound(0.5),
		Window: aWeek, For: anHour},
		Tasks: []Task{Binary}, Needs: "outcomes and log.score", has: labelledScores,
		Why: "the scores order the rows the wrong way round"},
	{Policy: Policy{ID: "estimated-accuracy", Tier: Page, Measure: "estimated_accuracy", Stat: "change",
		Below: bound(-0.025), Window: aWeek, For: anHour},
		Tasks: classes, Needs: "log.score and log.prediction", has: func(m *Model) bool { return hasScore(m) && m.Predicts() },
		Pair: true, Why: "by its scores the model is right less often; labels are not needed"},
	{Policy: Policy{ID: "cost", Tier: Page, Measure: "cost", Stat: "relativeChange", Above: bound(0.1), Window: aWeek,
		For: anHour},
		Tasks: []Task{Binary}, Needs: "outcomes, log.prediction and costs", has: func(m *Model) bool { return labelledClasses(m) && m.Costs != nil },
		Pair: true, Why: "mistakes cost more"},
	{Policy: Policy{ID: "prediction-mean", Tier: Page, Target: "prediction", Measure: "mean", Stat: "sigma",
		Outside: &[2]float64{-4, 4}, Window: aDay},
		Tasks: []Task{Binary, Regression}, Needs: "log.prediction", has: func(m *Model) bool { return m.Predicts() },
		Pair: true, Why: "what the model says moved"},
}

var notices = []Standard{
	{Policy: Policy{ID: "labels-late", Tier: Notify, Measure: "label_freshness", Stat: "current",
		AboveUsualGap: bound(silentGaps), Window: aDay, MinCount: &zeroCount},
		BuiltIn: true, Needs: "outcomes.table with outcomes.time", has: func(m *Model) bool { return hasOutcomes(m) && m.Outcomes.Table != "" && m.Outcomes.Time != nil },
		Why: "no outcome for longer than the gaps between them usually are"},
	{Policy: Policy{ID: "label-coverage", Tier: Notify, Measure: "label_coverage", Stat: "change", Below: bound(-0.1),
		Window: aWeek},
		Needs: "outcomes", has: hasOutcomes, Why: "fewer predictions get their label in time"},
	{Policy: Policy{ID: "accuracy-trend", Tier: Notify, Measure: "accuracy", Stat: "trend", Below: bound(-0.005),
		Window: aWeek},
		Tasks: classes, Needs: "outcomes and log.prediction", has: labelledClasses, Why: "slow decay, which a rolling baseline follows"},
	{Policy: Policy{ID: "skill-trend", Tier: Notify, Measure: "skill", Stat: "trend", Below: bound(-0.005),
		Window: aWeek},
		Tasks: []Task{Regression}, Needs: "outcomes", has: hasOutcomes, Why: "slow decay, which a rolling baseline follows"},
	{Policy: Policy{ID: "uncertainty-trend", Tier: Notify, Measure: "mean_uncertainty", Stat: "trend", Above: bound(0),
		Window: aWeek},
		Needs: "log.uncertainty", has: func(m *Model) bool { return m.Log.Uncertainty != "" }, Why: "the model becomes less sure"},
	{Policy: Policy{ID: "interval-width-trend", Tier: Notify, Measure: "interval_width", Stat: "trend", Above: bound(0),
		Window: aWeek},
		Needs: "log.interval", has: func(m *Model) bool { return m.Log.Interval != nil }, Why: "prediction intervals widen"},
	{Policy: Policy{ID: "confidence-trend", Tier: Notify, Measure: "mean_confidence", Stat: "trend",
		Below: bound(-0.005), Window: aWeek},
		Tasks: classes, Needs: "log.score", has: hasScore, Why: "the model becomes less sure"},
	{Policy: Policy{ID: "interval-coverage", Tier: Notify, Measure: "interval_coverage", Stat: "change",
		Below: bound(-0.05), Window: aWeek},
		Tasks: []Task{Regression}, Needs: "outcomes and log.interval", has: func(m *Model) bool { return hasOutcomes(m) && m.Log.Interval != nil },
		Why: "prediction intervals hold less often"},
	{Policy: Policy{ID: "recall", Tier: Notify, Measure: "recall", Stat: "relativeChange", Below: bound(-0.1),
		Window: aWeek},
		Tasks: []Task{Binary}, Needs: "outcomes and log.prediction", has: labelledClasses, Pair: true, Why: "more positives are missed"},
	{Policy: Policy{ID: "precision", Tier: Notify, Measure: "precision", Stat: "relativeChange", Below: bound(-0.1),
		Window: aWeek},
		Tasks: []Task{Binary}, Needs: "outcomes and log.prediction", has: labelledClasses, Pair: true, Why: "more alarms are false"},
	{Policy: Policy{ID: "accuracy-by", Tier: Notify, Measure: "accuracy", Stat: "change", Below: bound(-0.05),
		Window: aWeek},
		Tasks: classes, Needs: "outcomes, log.prediction and segments", has: labelledClasses, Each: true, Why: "the model is right less often in one segment"},
	{Policy: Policy{ID: "error-by", Tier: Notify, Measure: "mae", Stat: "relativeChange", Above: bound(0.2),
		Window: aWeek},
		Tasks: []Task{Regression}, Needs: "outcomes and segments", has: hasOutcomes, Each: true, Why: "predictions are farther from the truth in one segment"},
	inputs("missing", "missing_rate", "", nil).paired(),
	inputs("invalid", "invalid_rate", "", nil).paired(),
	inputs("new-categories", "new_category_rate", "a categorical feature",
		func(f Feature) bool { return f.Kind == Categorical }).paired(),
	{Policy: Policy{ID: "constant", Tier: Notify, Target: "features", Measure: "constant", Stat: "change",
		Above: bound(0.5), Window: aDay},
		Needs: "features", has: hasFeatures, Why: "all rows have one value, and earlier days had many: a stuck sensor"},
	{Policy: Policy{ID: "feature-mean", Tier: Notify, Target: "features", Measure: "mean", Stat: "sigma",
		Outside: &[2]float64{-5, 5}, Window: aWeek},
		Needs: "a numeric feature", has: func(m *Model) bool {
			return slices.ContainsFunc(m.Features, func(f Feature) bool { return f.Kind == Numeric })
		},
		Why: "a feature's level moved farther than ever"},
	inputs("out-of-bounds", "out_of_bounds_rate", "a feature with bounds",
		func(f Feature) bool { return f.Bounds != nil }),
	{Policy: Policy{ID: "duplicates", Tier: Notify, Measure: "duplicate_rate", Stat: "change", Above: bound(0.05),
		Window: aDay},
		Needs: "log.unique: first", has: func(m *Model) bool { return m.Log.Unique == UniqueFirst }, Why: "predictions are logged twice"},
	{Policy: Policy{ID: "slow", Tier: Notify, Measure: "over_slo_rate", Stat: "change", Above: bound(0.05),
		Window: aDay},
		Needs: "log.latency.slo", has: func(m *Model) bool { return m.Log.Latency != nil && !m.Log.Latency.SLO.IsZero() }, Why: "more calls miss their objective"},
}

var explanations = []Standard{
	{Policy: Policy{ID: "drift", Tier: Explain, Target: "features", Measure: "psi", Above: bound(0.2), Window: aWeek},
		Needs: "features", has: hasFeatures, Why: "what comes in is distributed differently"},
	{Policy: Policy{ID: "prediction-drift", Tier: Explain, Target: "prediction", Measure: "psi", Above: bound(0.2),
		Window: aWeek},
		Needs: "log.prediction", has: func(m *Model) bool { return m.Predicts() }, Why: "what goes out is distributed differently"},
}

// inputs is a policy on a rate of broken inputs, of features that test accepts; nil accepts all.
func inputs(id, measure, needs string, test func(Feature) bool) Standard {
	if test == nil {
		needs, test = "features", func(Feature) bool { return true }
	}
	return Standard{
		Policy: Policy{ID: id, Tier: Notify, Target: "features", Measure: measure, Stat: "change", Above: bound(0.05),
			Window: aDay},
		Needs: needs, has: func(m *Model) bool { return slices.ContainsFunc(m.Features, test) }, Why: "inputs are broken",
	}
}

// paired makes the policy come twice.
func (s Standard) paired() Standard {
	s.Pair = true
	return s
}

func hasFeatures(m *Model) bool     { return len(m.Features) > 0 }
func labelledScores(m *Model) bool  { return hasOutcomes(m) && hasScore(m) }
func hasOutcomes(m *Model) bool     { return m.Outcomes != nil }
func hasScore(m *Model) bool        { return m.Log.Score != nil }
func labelledClasses(m *Model) bool { return m.Outcomes != nil && m.Predicts() }

// DefaultPolicies returns the default policies that a model gets by its task and columns: with `defaults: off` only
// those on silence, which must page even where nobody thought of it. They compare with the model's rolling baseline;
// those that come in pairs also with its anchor, the baseline launch.
func DefaultPolicies(m *Model) []Policy {
	anchor := m.anchor()
	var list []Policy
	for _, s := range Standards() {
		if !s.applies(m) || m.Defaults == DefaultsOff && !s.BuiltIn {
			continue
		}
		if s.Each {
			list = append(list, s.bySegment(m)...)
			continue
		}
		p := s.of(m)
		list = append(list, p)
		if s.Pair && anchor != "" && anchor != p.Baseline {
			p.ID, p.Baseline = p.ID+anchoredSuffix, anchor
			list = append(list, p)
		}
	}
	return list
}

// bySegment is the policy once for each declared segment, whose name ends its id.
func (s Standard) bySegment(m *Model) []Policy {
	var list []Policy
	for _, segment := range m.Segments {
		p := s.of(m)
		p.ID, p.SplitBy = p.ID+"-"+strings.ReplaceAll(segment.Name, "_", "-"), []string{segment.Name}
		list = append(list, p)
	}
	return list
}

func (s Standard) applies(m *Model) bool {
	return (len(s.Tasks) == 0 || slices.Contains(s.Tasks, m.Task)) && (s.has == nil || s.has(m))
}

// of is the policy as a model gets it.
func (s Standard) of(m *Model) Policy {
	p := s.Policy
	p.Default, p.Baseline = true, m.rolling()
	if p.AboveUsualGap == nil && p.Window.Approx() < m.ShortestWindow.Approx() {
		p.Window = m.ShortestWindow
	}
	return p
}

// rolling names the default baseline if it slides, else the first rolling one, else the default.
func (m *Model) rolling() string {
	names := slices.Sorted(maps.Keys(m.Baselines))
	for _, name := range append([]string{m.Baseline}, names...) {
		if m.Baselines[name].Kind == BaselineRolling {
			return name
		}
	}
	return m.Baseline
}

// anchor names what performance is held against for good: the baseline launch, unless the model calls another kind so.
func (m *Model) anchor() string {
	switch b := m.Baselines[launch]; b.Kind {
	case BaselineFixed, BaselineLaunch:
		return launch
	case BaselineTable:
		if b.OutOfSample {
			return launch
		}
	}
	return ""
}
