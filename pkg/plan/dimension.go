package plan

import (
	"strconv"

	"leeway/pkg/sqlast"
)

// MissingValue is the value of a segment whose column is NULL.
const MissingValue = "(missing)"

// Dimension is what a scan groups or filters by: a declared segment, the version, the predicted class, or a numeric
// column cut at inner edges.
type Dimension struct {
	Name       string // the label's name
	Role       string // what a baseline's table may rename
	Column     string
	Path       string
	Part       Part      // of a score: what of the column it is
	Bins       []float64 // inner edges, ascending; nil: the column's text
	Label      bool      // the label; the scan reads labels, and nothing else of the dimension is set
	Confidence bool      // Column holds a binary model's probability p; the dimension is max(p, 1−p)

	// Scores are a multiclass model's: the dimension is the greatest probability cut at Bins, or its class without Bins.
	// Column is not set.
	Scores []ClassScore
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

// expr returns the dimension's value as text, never NULL.
func (d Dimension) expr(s Source) (sqlast.Expr, error) {
	v, err := d.value(s)
	if err != nil {
		return nil, err
	}
	whens := []sqlast.When{{If: sqlast.IsNull{X: v.x}, Then: sqlast.Param{Value: MissingValue}}}
	if d.Bins == nil {
		return sqlast.Case{Whens: whens, Else: sqlast.ToText{X: v.x, From: v.t}}, nil
	}
	x := sqlast.Expr(sqlast.ToNumber{X: v.x, From: v.t})
	if d.Confidence {
		x = sqlast.Greatest{A: x, B: minus(sqlast.FloatLit(1), x)}
	}
	broken := []sqlast.Expr{sqlast.IsNull{X: x}, sqlast.Not{X: sqlast.Finite{X: x}}}
	if d.Confidence || d.Scores != nil {
		broken = append(broken, sqlast.Not{X: sqlast.And{List: isProbability(x)}})
	}
	whens = append(whens, sqlast.When{If: sqlast.Or{List: broken}, Then: sqlast.Param{Value: "(invalid)"}})
	labels := BinLabels(d.Bins)
	for i, edge := range d.Bins {
		whens = append(whens, sqlast.When{
			If: sqlast.Binary{Op: sqlast.Lt, L: x, R: sqlast.FloatLit(edge)}, Then: sqlast.Param{Value: labels[i]}})
	}
	return sqlast.Case{Whens: whens, Else: sqlast.Param{Value: labels[len(labels)-1]}}, nil
}

// value is what the dimension's text is made of.
func (d Dimension) value(s Source) (value, error) {
	if d.Scores == nil {
		v, err := s.field(d.Role, d.Column, d.Path)
		if err == nil && (d.Confidence || d.Role == ScoreKey) {
			v, err = d.Part.of(v, d.Column)
		}
		return v, err
	}
	p, err := s.probabilities(d.Scores)
	if err != nil {
		return value{}, err
	}
	if d.Bins == nil {
		return p.topClass()
	}
	return p.number(p.share(p.top())), nil
}

// Filter keeps rows whose dimension's text is (or with Not is none) of Texts, or whose number compares with Number.
type Filter struct {
	Dimension Dimension
	Not       bool
	Texts     []string
	Op        sqlast.Op // numeric comparison; empty: by Texts
	Number    float64
}

func (f Filter) expr(s Source) (sqlast.Expr, error) {
	if f.Op != "" {
		v, err := s.field(f.Dimension.Role, f.Dimension.Column, f.Dimension.Path)
		if err != nil {
			return nil, err
		}
		x := sqlast.ToNumber{X: v.x, From: v.t}
		// Some stores take NaN for more than every number.
		return sqlast.And{List: []sqlast.Expr{sqlast.Finite{X: x}, sqlast.Binary{Op: f.Op, L: x, R: sqlast.Param{Value: f.Number}}}}, nil
	}
	text, err := f.Dimension.expr(s)
	if err != nil {
		return nil, err
	}
	in := sqlast.Expr(sqlast.InTexts{X: text, Values: f.Texts})
	if f.Not {
		in = sqlast.Not{X: in}
	}
	return in, nil
}
