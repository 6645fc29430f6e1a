package plan

import (
	"time"

	"leeway/pkg/model"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
)

// ClassScoreKey returns the key of the column of one class's probability.
func ClassScoreKey(class string) string { return columns.ClassScoreKey(class) }

// ClassScores lists the columns of a multiclass model's scores in the order of their classes' bytes; nil without any.
func ClassScores(m *model.Model) []ClassScore { return columns.ClassScores(m) }

// ColumnOf returns the column behind a key, with neither grid nor categories yet.
func ColumnOf(m *model.Model, key string) (Column, error) { return columns.ColumnOf(m, key) }

// FeatureKey returns the key of a feature's column.
func FeatureKey(name string) string { return columns.FeatureKey(name) }

// HoldsIntegers reports whether a source holds whole numbers alone in a column, by its type.
func HoldsIntegers(c Column, s Source) bool {
	value, err := s.Field(c.Role, c.Name, c.Path)
	return err == nil && c.Derived == columns.AsRead && c.Part == (Part{}) && value.Type == sqlast.Integer
}

// LabelledColumns lists the columns that are derived from a model's labels: of a regression model the label, the errors
// and, with a prediction interval, whether it held; of a multiclass model with scores the log loss; and how long labels
// took, where the model says when they were observed.
func LabelledColumns(m *model.Model) []Column { return columns.LabelledColumns(m) }

// LookBack is how long before it was observed an outcome's prediction may lie: twice the horizon, at least 28 days. A
// label that is merely late is no orphan.
func LookBack(m *model.Model) time.Duration { return columns.LookBack(m) }

// NewSegment joins values.
func NewSegment(values ...string) Segment { return columns.NewSegment(values...) }

// OutcomeColumns lists the columns about a table of outcomes; orphans need to know when one was observed.
func OutcomeColumns(m *model.Model) []Column { return columns.OutcomeColumns(m) }

// PairKey returns the key of the column of a pair.
func PairKey(x, y string) string { return columns.PairKey(x, y) }

// PartOf returns what of its column a score is.
func PartOf(s model.ScoreColumn) Part { return columns.PartOf(s) }

// ScoreColumns lists what is counted of a multiclass model's scores besides the greatest one: the entropy, in bits, and
// each class's own probability. Their grids are fixed.
func ScoreColumns(m *model.Model) []Column { return columns.ScoreColumns(m) }

// SkewColumns lists what is compared with a model's offline table: the rows, then every feature.
func SkewColumns(m *model.Model) []Column { return columns.SkewColumns(m) }

// SkewKey returns the key of the column that says how a feature agrees with the offline table: the category Differs or
// Same, missing without a row there. The key of "" is that of the rows themselves, which are Same or missing.
func SkewKey(feature string) string { return columns.SkewKey(feature) }

// BinLabels names the bins between inner edges: <500, 500..1500, >=1500.
func BinLabels(edges []float64) []string { return rows.BinLabels(edges) }

// DeclaredOrBins lists the values that a segment declares, or the labels of its bins, ascending.
func DeclaredOrBins(s model.Segment) []string {
	if len(s.Bins) > 0 {
		return BinLabels(s.Bins)
	}
	values := make([]string, 0, len(s.Values))
	for _, v := range s.Values {
		values = append(values, string(v))
	}
	return values
}

// LabelsOf returns how a model's labels are read; source is the outcomes table, zero when labels lie in the log.
func LabelsOf(m *model.Model, source Source) (Labels, error) { return rows.LabelsOf(m, source) }

// VersionDimension is the model version as a dimension.
func VersionDimension(m *model.Model) Dimension { return rows.VersionDimension(m) }

// Extremes returns the query for the first and the last time of a source, each NULL where it is infinite, and the
// first as a text, NULL without any; and what turns the microseconds into an instant. Nothing but the bare column is
// aggregated, which stores find in an index. Of texts it returns neither: their order says little.
func Extremes(s Source) (sqlast.Select, func(int64) time.Time, error) { return values.Extremes(s) }

// LacksID tests for a row without an id: a part of it is NULL or an empty text. Such a row is a copy of no other and
// joins none.
func LacksID(id []sqlast.Column) sqlast.Expr { return values.LacksID(id) }

// LogSource returns the prediction log of a model as a source; table and types are the store's.
func LogSource(m *model.Model, table []string, types map[string]sqlast.Type) (Source, error) {
	return values.LogSource(m, table, types)
}

// MatchIDs compares an id of one table with that of another, by one rule for all stores. Ids of one type are compared
// as they are, texts by their bytes. A UUID or bytes meet another type in lower case without hyphens; a number meets
// a text without zeros at the start; other types meet as texts.
func MatchIDs(a, b sqlast.Column) sqlast.Expr { return values.MatchIDs(a, b) }

// OutcomeSource returns the outcomes table of a model as a source.
func OutcomeSource(m *model.Model, table []string, types map[string]sqlast.Type) (Source, error) {
	return values.OutcomeSource(m, table, types)
}

// TableSource returns a baseline's own table as a source.
func TableSource(b model.Baseline, table []string, types map[string]sqlast.Type) Source {
	return values.TableSource(b, table, types)
}
