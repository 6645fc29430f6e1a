package columns

// FeatureKey returns the key of a feature's column.
func FeatureKey(name string) string { return "feature:" + name }

// The keys of the log's own columns; labels are summary.LabelKey.
const (
	ScoreKey       = "score"
	PredictionKey  = "prediction"
	UncertaintyKey = "uncertainty"
	LatencyKey     = "latency"
	IntervalKey    = "interval" // its width
)

// The keys of the columns that are derived from all class probabilities of a row; the greatest of them is ScoreKey.
const (
	EntropyKey = "entropy"
	LogLossKey = "log_loss"
)

// The keys of the columns that are derived from labels; the label itself is summary.LabelKey.
const (
	ResidualKey      = "residual"
	RelativeErrorKey = "relative_error"
	CoveredKey       = "covered"
	DelayKey         = "label_delay"
)

// The keys of columns about outcomes rather than about predictions, and their categories. RevisionKey is of the
// predictions that have a label in time: Revised if outcomes within the horizon gave them different ones, else Kept.
// OrphanKey is of the outcomes: Orphan if no prediction has their id, else Met.
const (
	RevisionKey = "label_revision"
	Revised     = "revised"
	Kept        = "kept"

	OrphanKey = "orphan_label"
	Orphan    = "orphan"
	Met       = "met"
)

// ClassScoreKey returns the key of the column of one class's probability.
func ClassScoreKey(class string) string { return ScoreKey + ":" + class }

// SkewKey returns the key of the column that says how a feature agrees with the offline table: the category Differs or
// Same, missing without a row there. The key of "" is that of the rows themselves, which are Same or missing.
func SkewKey(feature string) string {
	if feature == "" {
		return "skew"
	}
	return "skew:" + feature
}

// The categories of columns that compare with the offline table.
const (
	Same    = "same"
	Differs = "differs"
)

// PairKey returns the key of the column of a pair.
func PairKey(x, y string) string { return "pair:" + string(NewSegment(x, y)) }
