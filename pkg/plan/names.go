package plan

import (
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/count"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/plan/internal/values"
)

// What is counted: the words of package columns.
type (
	Column     = columns.Column
	Identity   = columns.Identity
	ClassScore = columns.ClassScore
	Mode       = columns.Mode
	Pair       = columns.Pair
	Part       = columns.Part
	Scale      = columns.Scale
	Segment    = columns.Segment
)

// Where it lies, and which rows are counted: the words of packages values and rows.
type (
	BinTest   = rows.BinTest
	Dimension = rows.Dimension
	Filter    = rows.Filter
	Labels    = rows.Labels
	Offline   = values.Offline
	Rows      = rows.Rows
	Source    = values.Source
)

// What was counted: the words of package count.
type (
	Count   = count.Rows
	Counted = count.Counted
	Reader  = count.Reader
	Row     = count.Row
)

// The modes in which columns are counted, and how many categories are counted by name.
const (
	OnGrid        = columns.OnGrid
	FirstPass     = columns.FirstPass
	Classified    = columns.Classified
	Distinct      = columns.Distinct
	Exactly       = columns.Exactly
	Ranges        = columns.Ranges
	DistinctLimit = columns.DistinctLimit
)

// The derivations that others than this package ask for.
const (
	TopProbability = columns.TopProbability
	TopClass       = columns.TopClass
	Delay          = columns.Delay
	Matched        = columns.Matched
	Agreement      = columns.Agreement
)

// The keys of columns, and the categories of some.
const (
	ScoreKey       = columns.ScoreKey
	PredictionKey  = columns.PredictionKey
	UncertaintyKey = columns.UncertaintyKey
	LatencyKey     = columns.LatencyKey
	IntervalKey    = columns.IntervalKey
	EntropyKey     = columns.EntropyKey
	LogLossKey     = columns.LogLossKey
	RevisionKey    = columns.RevisionKey
	OrphanKey      = columns.OrphanKey
	Revised        = columns.Revised
	Kept           = columns.Kept
	Orphan         = columns.Orphan
	Met            = columns.Met
)

// MissingValue is the value of a segment that is NULL.
const MissingValue = rows.MissingValue

// OtherValue is the segment of all categories that a dimension does not keep.
const OtherValue = rows.OtherValue
