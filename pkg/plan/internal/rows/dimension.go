package rows

import (
	"strconv"

	"leeway/pkg/model"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// MissingValue is the value of a segment whose column is NULL.
const MissingValue = summary.MissingLabel

// OtherValue is the segment of all categories that a dimension does not keep.
const OtherValue = "(other)"

// Dimension is what a scan groups or filters by: a declared segment, the version, the predicted class, or a numeric
// column cut at inner edges.
type Dimension struct {
	Name   string // the label's name
	Role   string // what a baseline's table may rename
	Column string
	Path   string
	Part   columns.Part // of a score: what of the column it is
	Bins   []float64    // inner edges, ascending; nil: the column's text
	// categories that are segments of their own, all others are OtherValue; nil: every value is one
	Kept       []string
	Label      bool // the label; the scan reads labels, and nothing else of the dimension is set
	Confidence bool // Column holds a binary model's probability p; the dimension is max(p, 1−p)

	// Scores are a multiclass model's: the dimension is the greatest probability cut at Bins, or its class without
	// Bins. Column is not set.
	Scores []columns.ClassScore
}

// BinLabels names the bins between inner edges: <500, 500..1500, >=1500.
func BinLabels(edges []float64) []string {
	text := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	if len(edges) == 0 {
		return nil
	}
	labels := []string{"<" + text(edges[0])}
	for i := 1; i < len(edges); i++ {
		labels = append(labels, text(edges[i-1])+".."+text(edges[i]))
	}
	return append(labels, ">="+text(edges[len(edges)-1]))
}

// Text returns the dimension's value as text, never NULL.
func (d Dimension) Text(s values.Source) (sqlast.Expr, error) {
	v, err := d.value(s)
	if err != nil {
		return nil, err
	}
	whens := []sqlast.When{{If: sqlast.IsNull{X: v.X}, Then: sqlast.Param{Value: MissingValue}}}
	switch {
	case d.Bins == nil && d.Kept == nil:
		return sqlast.Case{Whens: whens, Else: v.Text()}, nil
	case d.Bins == nil:
		kept := sqlast.When{If: sqlast.InTexts{X: v.Text(), Values: d.Kept}, Then: v.Text()}
		return sqlast.Case{Whens: append(whens, kept), Else: sqlast.Param{Value: OtherValue}}, nil
	}
	x := sqlast.Expr(v.Number())
	if d.Confidence {
		x = sqlast.Greatest{A: x, B: expr.Minus(sqlast.FloatLit(1), x)}
	}
	broken := []sqlast.Expr{sqlast.IsNull{X: x}, sqlast.Not{X: sqlast.Finite{X: x}}}
	if d.Confidence || d.Scores != nil {
		broken = append(broken, sqlast.Not{X: sqlast.And{List: expr.IsProbability(x)}})
	}
	whens = append(whens, sqlast.When{If: sqlast.Or{List: broken}, Then: sqlast.Param{Value: InvalidValue}})
	labels := BinLabels(d.Bins)
	for i, edge := range d.Bins {
		whens = append(whens, sqlast.When{
			If: expr.Compare(x, sqlast.Lt, sqlast.FloatLit(edge)), Then: sqlast.Param{Value: labels[i]}})
	}
	return sqlast.Case{Whens: whens, Else: sqlast.Param{Value: labels[len(labels)-1]}}, nil
}

// value is what the dimension's text is made of.
func (d Dimension) value(s values.Source) (values.Value, error) {
	if d.Scores == nil {
		v, err := s.Field(d.Role, d.Column, d.Path)
		if err == nil && (d.Confidence || d.Role == columns.ScoreKey) {
			v, err = values.ReadPart(d.Part, v, d.Column)
		}
		return v, err
	}
	if d.Bins == nil {
		return s.TopClass(d.Scores)
	}
	return s.TopProbability(d.Scores)
}

// VersionDimension is the model version as a dimension.
func VersionDimension(m *model.Model) Dimension {
	return Dimension{Name: "version", Role: "version", Column: m.Log.Version}
}
