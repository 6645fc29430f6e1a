package engine

import (
	"context"

	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/evidence"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// queryType says how queries of one type are resolved and answered. pkg/query says what such a query may hold,
// pkg/frame how its answer is drawn.
type queryType struct {
	// answer answers a query for one model.
	answer func(e *Engine, ctx context.Context, m *model.Model, q query.Query, r window.Range) (*answers.Result, error)
	// rules say what is asked; they are not for types that are made of others.
	rules resolve.Rules
	// along returns the queries that one ask is answered by; nil: the query alone.
	along func(a *resolve.Ask, q query.Query) []query.Query
	// assess adds what the evidence of one such query says.
	assess func(e *Engine, ctx context.Context, found *evidence.Evidence, result *answers.Result) error
}

// queryTypeOf returns how queries of a type are answered. false for those that are answered elsewhere, or not yet.
func queryTypeOf(t query.Type) (queryType, bool) {
	switch t {
	case query.TypeMeasure:
		return queryType{answer: (*Engine).answerAsks, assess: (*Engine).assessSeries}, true
	case query.TypePolicy:
		return queryType{answer: (*Engine).answerAsks, assess: (*Engine).assessSeries, rules: resolve.Rules{Policies: true}},
			true
	case query.TypeDistribution:
		return queryType{answer: (*Engine).answerAsks, assess: (*Engine).assessSeries, rules: resolve.Rules{Binned: true,
			Measures: func(*model.Model) []query.Measure { return []query.Measure{{ID: "psi"}} }, Refusal: refuseForDistribution}}, true
	case query.TypeSegments:
		return queryType{answer: (*Engine).answerAsks, along: alongOneDimension,
			assess: (*Engine).assessBreakdowns,
			rules:  resolve.Rules{Measures: measuresOfSegments, Refusal: refuseForSegments}}, true
	case query.TypeCalibration:
		return queryType{answer: (*Engine).answerAsks, assess: (*Engine).assessSeries, rules: resolve.Rules{
			Measures: func(*model.Model) []query.Measure { return []query.Measure{{ID: "ece"}} }}}, true
	case query.TypeConfusion:
		return queryType{answer: (*Engine).answerAsks, assess: (*Engine).assessSeries, rules: resolve.Rules{
			Measures: func(*model.Model) []query.Measure { return []query.Measure{{ID: "accuracy"}} }}}, true
	case query.TypeFeatures:
		return queryType{answer: (*Engine).answerFeatures}, true
	case query.TypeRecords:
		return queryType{answer: (*Engine).answerRecords}, true
	}
	return queryType{}, false
}

// parts returns the queries that one ask is answered by.
func (t queryType) parts(a *resolve.Ask, q query.Query) []query.Query {
	if t.along == nil {
		return []query.Query{q}
	}
	return t.along(a, q)
}

// rulesOf says how queries of a type are resolved.
func rulesOf(t query.Type) resolve.Rules {
	kind, _ := queryTypeOf(t)
	return kind.rules
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
		return "a distribution is compared by a two-sample measure, which %q is not"
	}
	return ""
}

func refuseForSegments(m measure.Measure) string {
	switch {
	case m.TwoSample():
		return "segments take a measure of one window apart, which %q is not"
	case m.Needs.Has(measure.NeedDistinct):
		return "segments take a measure whose counts add up, which %q is not: one value may be in several"
	}
	return ""
}
