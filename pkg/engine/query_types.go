package engine

import (
	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// queryTypeOf returns how queries of a type are answered. Types that are answered elsewhere are an error.
func queryTypeOf(t query.Type) (queryType, error) {
	series := queryType{resolve: asksOf, assess: (*Engine).assessSeries, join: (*Engine).joinAnswers}
	switch t {
	case query.TypeMeasure:
		return series, nil
	case query.TypePolicy:
		series.rules = resolve.Rules{Policies: true}
		return series, nil
	case query.TypeDistribution:
		series.rules = resolve.Rules{Binned: true, Measures: always("psi"), Refusal: refuseForDistribution}
		return series, nil
	case query.TypeCalibration:
		series.rules = resolve.Rules{Measures: always("ece")}
		return series, nil
	case query.TypeConfusion:
		series.rules = resolve.Rules{Measures: always("accuracy")}
		return series, nil
	case query.TypeSegments:
		return queryType{resolve: asksOf, split: byOneDimension, assess: (*Engine).assessBreakdowns,
			join: (*Engine).joinAnswers, rules: resolve.Rules{Measures: measuresOfSegments, Refusal: refuseForSegments}}, nil
	case query.TypeFeatures:
		return queryType{resolve: resolveFeatures, join: (*Engine).joinFeatures}, nil
	case query.TypeRecords:
		return queryType{resolve: checkRecords, join: (*Engine).readRecords}, nil
	}
	return queryType{}, unanswered(t)
}

// asksOf resolves a query into what it asks of a model by the rules of its type.
func asksOf(m *model.Model, q query.Query, r window.Range) ([]asked, error) {
	kind, err := queryTypeOf(q.QueryType)
	if err != nil {
		return nil, err
	}
	asks, err := resolve.Resolve(m, q, kind.rules)
	list := make([]asked, len(asks))
	for i, a := range asks {
		list[i] = asked{kind, a, &answers.Result{Query: q, Range: r}}
	}
	shareScans(list)
	return list, err
}

// always returns the measure of queries that name none.
func always(id string) func(*model.Model) []query.Measure {
	return func(*model.Model) []query.Measure { return []query.Measure{{ID: id}} }
}

// unanswered is the error of a query of a type that the engine does not answer.
func unanswered(t query.Type) error {
	return fault.Newf(fault.Unsupported,
		"queries of type %q are not answered yet; allowed are measure, policy, distribution, features, segments, "+
			"calibration, confusion, changes, records, health", t).At("queryType")
}

// measuresOfSegments are accuracy where there are labels, else the mean prediction.
func measuresOfSegments(m *model.Model) []query.Measure {
	if m.Outcomes != nil && m.Task != model.Regression {
		return []query.Measure{{ID: "accuracy"}}
	}
	return []query.Measure{{ID: "mean"}}
}

func refuseForDistribution(m measure.Measure) string {
	if !m.TwoSample() {
		return "a distribution needs a measure that compares two windows; %q is of one window"
	}
	return ""
}

func refuseForSegments(m measure.Measure) string {
	switch {
	case m.TwoSample():
		return "a segments query needs a measure of one window; %q compares two windows"
	case m.Needs.Has(measure.NeedDistinct):
		return "counts of segments must add up; those of %q do not, because one value may be in several segments"
	}
	return ""
}
