package engine

import (
	"leeway/pkg/engine/internal/answers"
	"leeway/pkg/engine/internal/assess"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/engine/internal/introspect"
	"leeway/pkg/engine/internal/logtimes"
	"leeway/pkg/engine/internal/resolve"
	"leeway/pkg/plan"
)

// The words of the packages below this one that callers need.
type (
	// Result is the answer to one query.
	Result = answers.Result
	// Notice is a doubt or a fact a reader should know, in words.
	Notice = answers.Notice
	// Alike is what notices of one kind have in common.
	Alike = answers.Alike
	// LeftOut is a model without an answer, and why.
	LeftOut = answers.LeftOut
	// Series is the answer about one subject by one measure: one point, or several for a time series.
	Series = answers.Series
	// Label is one dimension's value.
	Label = answers.Label
	// Point is what is known at one time: the end of its window.
	Point = answers.Point
	// Expectation is a value with what earlier windows predict, in words.
	Expectation = answers.Expectation
	// Comparison says what was compared with what.
	Comparison = answers.Comparison
	// FeatureRow is what a features query says of one feature.
	FeatureRow = answers.FeatureRow
	// Breakdown is the change of a measure by one dimension: the part of each segment in it.
	Breakdown = answers.Breakdown
	// Records are single rows of one model's log, the newest first.
	Records = answers.Records
	// PolicyDescription says what a policy is about.
	PolicyDescription = resolve.PolicyDescription
	// Pin is what a reference fixes of one feature, as a definition writes it.
	Pin = introspect.Pin
	// LogTimes says when the rows of a log, or of a table of outcomes, were logged.
	LogTimes = logtimes.Times
	// WrongTimes counts the rows that no window holds because of their time.
	WrongTimes = logtimes.Wrong
)

// CannotBreach is what a policy finds that no value can breach.
const CannotBreach = assess.CannotBreach

var (
	// JudgedWindows are the lengths of window that are proposed where shorter ones hold too few rows. From a week on
	// every window has the same weekdays.
	JudgedWindows = assess.JudgedWindows
	// Unanswered is the error of a query that has no answer because of some models; it names each.
	Unanswered = answers.Unanswered
	// Main returns the stat that answers the query when none is named: value of two-sample measures, else current.
	Main = answers.Main
	// BoundStat returns the stat that the policy of a series bounds.
	BoundStat = answers.BoundStat
	// FormatStat writes a stat of a series for people: "81.1 %", "-8.4 points", "36 h", "6,405".
	FormatStat = answers.FormatStat
	// FormatDistance writes how far the stat that a series' policy bounds is from the bound: "0.7 points", "1.2 sd".
	FormatDistance = answers.FormatDistance
	// DescribePolicy resolves a policy of a model without reading its log. An error has the path of the policy's field
	// at fault.
	DescribePolicy = resolve.DescribePolicy
	// Targets lists the targets a model has columns for.
	Targets = introspect.Targets
	// SplitNames lists everything splitBy may name of a model, besides features in bins.
	SplitNames = resolve.SplitNames
	// DeclaredOrBins lists the values that a segment declares, or the labels of its bins, ascending.
	DeclaredOrBins = plan.DeclaredOrBins
	// StepsAtOnce is the number of points up to which a time series of a policy has the whole history of each.
	StepsAtOnce = resolve.StepsAtOnce
	// ReadLogTimes runs a query of times and finds the rows with a wrong clock.
	ReadLogTimes = logtimes.Read
	// WithTrace returns a context whose queries report every statement they run. A query that shares another's scan, or
	// finds everything in the cache, reports none.
	WithTrace = gather.WithTrace
)

// introspector says what models and their logs are.
type introspector = introspect.Introspector
