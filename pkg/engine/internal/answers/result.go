// Package answers holds what the engine says: results, their series and points, with reasons in words.
package answers

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"leeway/pkg/engine/internal/words"
	"leeway/pkg/fault"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/window"
)

// Result is the answer to one query.
type Result struct {
	Query   query.Query
	Range   window.Interval
	ReadAt  time.Time // when the oldest of the rows were read, or last known to be as they were read
	Overdue bool      // rows were read longer ago than they should be kept, as the store took long to answer
	Series  []Series  // in the order of the query: models, then measures or policies, then subjects
	Notices []Notice  // doubts about the whole answer
	LeftOut []LeftOut // models of a query of all models that could not be answered; the others were

	Features   []FeatureRow // of a features query, what differs most first
	Breakdowns []Breakdown  // of a segments query, the one that tells most first
	Records    []Records    // of a records query
}

// Notice is a doubt or a fact a reader should know, in words.
type Notice struct {
	Alike   Alike // what sums it up with others of its kind; empty: each stands alone
	Warning bool  // else information
	Text    string
	Values  bool // it is of how the tables write values, which whoever sets a model up can mend
	Passing bool // not all could be read in time: the same query will read more
}

// Alike is what notices of one kind have in common. Several are one: Before, how many, After, and each One.
type Alike struct{ Before, After, One string }

// LeftOut is a model without an answer, and why.
type LeftOut struct {
	Model string
	Fault *fault.Error
}

// Unreadable reports whether the model itself cannot be read or parsed. Otherwise the query asks for something that the
// model does not have, such as the accuracy of a model without outcomes.
func (l LeftOut) Unreadable() bool {
	return l.Fault.Kind != fault.BadQuery && l.Fault.Kind != fault.Unsupported
}

// Notice says which model is left out.
func (l LeftOut) Notice() Notice {
	return Notice{Warning: true, Text: fmt.Sprintf("model %q is left out: %v", l.Model, l.Fault)}
}

// Unanswered is the error of a query that has no answer because of some models; it names each. Of several it does not
// list what else there is in the store.
func Unanswered(models []LeftOut) error {
	if len(models) == 1 {
		return models[0].Fault
	}
	var texts []string
	for _, m := range models {
		texts = append(texts, m.Fault.WithoutNames().Error())
	}
	return fault.Newf(models[0].Fault.Kind, "%d models cannot be answered: %s", len(models), strings.Join(texts, "; "))
}

// Series is the answer about one subject by one measure: one point, or several for a time series.
type Series struct {
	Model   *model.Model
	Target  query.Target
	Feature string
	With    string // of a correlation: what the feature is taken with
	Segment []Label
	Measure measure.Measure
	Param   query.Measure // as asked, with its parameter
	Policy  *model.Policy // nil outside policy queries
	Points  []Point
	Rate    bool       // the current value is a share
	Compare Comparison // of the last point
}

// Label is one dimension's value.
type Label struct{ Name, Value string }

// Comparison says what was compared with what.
type Comparison struct {
	Current       window.Interval
	Baseline      []window.Interval // newest first; empty for a table
	Past          []window.Interval // the earlier windows that show what is usual, newest first
	Read          int               // earlier windows that were read, whether they count or not
	BaselineName  string
	BaselineKind  model.BaselineKind
	Count         *float64
	BaselineCount *float64
	Threshold     *float64
	LabelCoverage *float64
	Grid          string // of numbers
	Categorical   bool
	Revision      string
	Bins          []measure.Bin // of a distribution
	Calibration   []measure.CalibrationGroup
	Confusion     []measure.ConfusionCell
	Notices       []Notice
}

// Main returns the stat that answers the query when none is named: value of two-sample measures, else current.
func Main(m measure.Measure) query.Stat {
	if m.TwoSample() {
		return query.Value
	}
	return query.Current
}

// FormatStat writes a stat of a series for people: "81.1 %", "-8.4 points", "36 h", "6,405".
func FormatStat(s Series, stat query.Stat, x float64) string {
	f := words.FormatOf(s.Measure, s.Rate)
	switch stat {
	case query.Threshold, query.Margin, query.Breach:
		if bounded := BoundStat(s); bounded != stat {
			return FormatStat(s, bounded, x)
		}
	case query.Count, query.BaselineCount, query.HistoryCount:
		return words.Grouped(x)
	case query.Change, query.ChangeLower, query.ChangeUpper, query.Trend, query.BaselineSd, query.InputsEffect,
		query.RelationEffect:
		return f.Distance(x)
	case query.ChangePoints:
		return words.ThreeDigits(x) + " points"
	case query.RelativeChange, query.WorstSegmentShare:
		return words.Percents(x) + " %"
	case query.Sigma, query.PValue, query.TrendPvalue:
		return words.ThreeDigits(x)
	}
	return f.Number(x)
}

// FormatDistance writes how far the stat that a series' policy bounds is from the bound: "0.7 points", "1.2 sd".
func FormatDistance(s Series, x float64) string {
	x = math.Abs(x)
	switch stat := BoundStat(s); stat {
	case query.Current:
		return words.FormatOf(s.Measure, s.Rate).Distance(x)
	case query.Sigma:
		return FormatStat(s, stat, x) + " sd"
	default:
		return FormatStat(s, stat, x)
	}
}

// Records are single rows of one model's log, the newest first.
type Records struct {
	Model    *model.Model
	Window   window.Interval
	Revision string
	Columns  []plan.RecordValues
}

// BoundStat returns the stat that the policy of a series bounds.
func BoundStat(s Series) query.Stat {
	if s.Policy != nil && s.Policy.Stat != "" {
		return query.Stat(s.Policy.Stat)
	}
	return Main(s.Measure)
}

// Add appends the answer for one model.
func (r *Result) Add(one *Result) {
	r.Series = append(r.Series, one.Series...)
	r.Features = append(r.Features, one.Features...)
	r.Breakdowns = append(r.Breakdowns, one.Breakdowns...)
	r.Records = append(r.Records, one.Records...)
	r.Notices = append(r.Notices, one.Notices...)
}

// AddPart adds the answer to a part of what is asked. It says what other parts have said only once, and puts the
// breakdown first that tells most.
func (r *Result) AddPart(part *Result) {
	known := r.Notices[:len(r.Notices):len(r.Notices)]
	r.Add(part)
	r.Notices = known
	for _, n := range part.Notices {
		if !slices.Contains(r.Notices, n) {
			r.Notices = append(r.Notices, n)
		}
	}
	slices.SortStableFunc(r.Breakdowns, func(x, y Breakdown) int { return cmp.Compare(y.Strength(), x.Strength()) })
}
