package count

import (
	"leeway/pkg/fault"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// The columns of rows.Base that Joint counts, beside rows.LabelState and the label: the prediction as text, and the
// cell of the score.
var (
	Prediction = sqlast.Column{Name: "prediction", Type: sqlast.Text}
	ScoreCell  = sqlast.Column{Name: "cell", Type: sqlast.Integer}
)

// CellOfScore is a score on the logit grid; what is missing or no probability is summary.NoScore.
func CellOfScore(score values.Value) sqlast.Expr {
	x := score.Number()
	isValid := sqlast.And{List: append([]sqlast.Expr{sqlast.Finite{X: x}}, expr.IsProbability(x)...)}
	return expr.If(isValid, sqlast.Floor{X: LogitPosition(x)}, sqlast.Int(summary.NoScore))
}

// Joint counts the rows of rows.Base, which the CTEs with end in, by the state of their label, prediction, label and
// cell of the score. anyLabel counts labels as one, by whether there is one.
func Joint(with []sqlast.CTE, l Layout, anyLabel bool) sqlast.Select {
	label := sqlast.Expr(values.LabelText)
	if anyLabel {
		label = expr.If(sqlast.IsNull{X: label}, sqlast.Null{Type: sqlast.Text}, sqlast.Param{Value: summary.LabelKey})
	}
	items := append(l.dims(), expr.As(rows.LabelState, rows.LabelState.Name),
		expr.As(Prediction, Prediction.Name), expr.As(label, values.LabelText.Name),
		expr.As(ScoreCell, ScoreCell.Name))
	return groupedByAll(sqlast.Select{With: with, From: sqlast.Ref{Name: rows.Base}, Items: items},
		expr.As(l.rowCount(), countColumn.Name))
}

// JointReader returns what reads the rows of Joint.
func JointReader(l Layout) *Reader {
	r := newReader(nil, l)
	r.add = r.addJoint
	return r
}

// addJoint adds a row of Joint: span and segments, state, prediction, label, cell and how many rows.
func (r *Reader) addJoint(row Row) error {
	span, segment := r.place(row, 0)
	at := 1 + r.segments
	state, _ := row.Int(at)
	key := summary.JointKey{State: summary.LabelState(state), Prediction: summary.NoClass, Label: summary.NoClass}
	if text, ok := row.Text(at + 1); ok {
		key.Prediction = text
	}
	if text, ok := row.Text(at + 2); ok {
		key.Label = text
	}
	key.ScoreCell, _ = row.Int(at + 3)
	n, _ := row.Float(at + 4)
	n /= r.unit
	if span < 0 || span >= len(r.spans) {
		return fault.Newf(fault.Internal, "a count came back for span %d of %d", span, len(r.spans))
	}
	o, ok := r.spans[span].Outcomes[segment]
	if !ok {
		o = &summary.Outcomes{Joint: map[summary.JointKey]float64{}}
		r.spans[span].Outcomes[segment] = o
	}
	o.Rows += n
	o.Joint[key] += n
	return nil
}
