package resolve

import (
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// OfClassScore reports whether the ask is about one class's probability.
func (a *Ask) OfClassScore() bool { return a.Target == query.Score && a.Param.Class != "" }

// Ask is one measure, or one policy, asked of one model.
type Ask struct {
	Model    *model.Model
	Measure  measure.Measure
	Param    query.Measure
	Policy   *model.Policy
	Target   query.Target
	Subjects []Subject
	length   model.Duration // zero: the range's own
	Baseline Baseline
	MinCount float64
	Binned   bool // the answer holds the bins of a column
	Counts   bool // features are counted by cell alone: nothing in the request asks for more
	Scores   bool // labels are counted by score cell: something in the request asks for that

	Together []string     // features that are counted with the subjects; nil: all of the model
	Behind   int          // batches of features that are answered after this one, which need time, too
	Along    *query.Split // of a change that is taken apart: along what, in place of how the query or the policy is split

	Declared int // subjects of the policy by the model's definition; 0 until they were counted
}

// Subject is what the measure is taken of: a feature, or the target itself.
type Subject struct {
	Feature string
	With    string // of a correlation: what the feature is taken with …
	Partner string // … and the key of its column
	Column  string // key of its column; empty for the log
}

// Baseline is a baseline with its name; inline ones are named by their kind.
type Baseline struct {
	Name string
	model.Baseline
}
