package plan

import (
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Labels says how the outcomes of a scan are read.
type Labels struct {
	Source  Source        // of the outcomes; zero when labels lie in the scan's own source
	Column  string        // the label's column there; empty: labels are not read
	Horizon time.Duration // H: a label observed no later than this after its prediction is in time
	All     bool          // read labels observed after the horizon too
	Score   bool          // count by score cell as well
	Time    *model.Time   // when a label was observed, a column of where the labels lie; nil: every label is in time
}

// Joint returns the statement that counts predictions against labels, by span and dimensions. Of a regression model it
// counts only how many have a label.
func (s Scan) Joint(l Labels) (Statement, error) {
	s.Labels = &l
	extra, err := s.jointValues(l)
	if err != nil {
		return Statement{}, err
	}
	with, err := s.labelledBase(extra, nil)
	if err != nil {
		return Statement{}, err
	}
	label := sqlast.Expr(sqlast.Column{Name: "label", Type: sqlast.Text})
	if s.Model.Task == model.Regression {
		label = ifElse(sqlast.IsNull{X: label}, sqlast.Null{Type: sqlast.Text}, sqlast.Param{Value: summary.LabelKey})
	}
	sel := sqlast.Select{With: with, From: sqlast.Ref{Name: base}}
	for _, name := range s.shape().dims() {
		sel.Items = append(sel.Items, sqlast.Item{X: sqlast.Column{Name: name}, As: name})
	}
	sel.Items = append(sel.Items, sqlast.Item{X: sqlast.Column{Name: "state", Type: sqlast.Integer}, As: "state"},
		sqlast.Item{X: sqlast.Column{Name: "prediction", Type: sqlast.Text}, As: "prediction"}, sqlast.Item{X: label, As: "label"},
		sqlast.Item{X: sqlast.Column{Name: "cell", Type: sqlast.Integer}, As: "cell"})
	for i := range sel.Items {
		sel.GroupBy = append(sel.GroupBy, i+1)
	}
	sel.Items = append(sel.Items, sqlast.Item{X: s.shape().rows(), As: "n"})
	reader := s.newReader(nil)
	reader.outcomes = true
	return Statement{Query: sel, Reader: reader}, nil
}

// jointValues are the prediction and the score's cell of every row.
func (s Scan) jointValues(l Labels) ([]sqlast.Item, error) {
	prediction := sqlast.Expr(sqlast.Null{Type: sqlast.Text})
	if s.Model.Task != model.Regression && s.Model.Predicts() {
		c, err := ColumnOf(s.Model, PredictionKey)
		if err != nil {
			return nil, err
		}
		v, _, err := s.value(c, PredictionKey)
		if err != nil {
			return nil, err
		}
		prediction = sqlast.ToText{X: v.x, From: v.t}
	}
	cell := sqlast.Expr(sqlast.Int(0))
	if l.Score {
		var err error
		if cell, err = s.scoreCell(); err != nil {
			return nil, err
		}
	}
	return []sqlast.Item{{X: prediction, As: "prediction"}, {X: cell, As: "cell"}}, nil
}

// scoreCell is the score on the logit grid; NULL and invalid scores are refused as summary.NoScore.
func (s Scan) scoreCell() (sqlast.Expr, error) {
	score, err := ColumnOf(s.Model, ScoreKey)
	if err != nil {
		return nil, err
	}
	v, _, err := s.value(score, ScoreKey)
	if err != nil {
		return nil, err
	}
	x := sqlast.ToNumber{X: v.x, From: v.t}
	good := sqlast.And{List: append([]sqlast.Expr{sqlast.Finite{X: x}}, isProbability(x)...)}
	return ifElse(good, sqlast.Floor{X: logitPosition(x)}, sqlast.Int(summary.NoScore)), nil
}

// LabelsOf returns how a model's labels are read; source is the outcomes table, zero when labels lie in the log.
func LabelsOf(m *model.Model, source Source) (Labels, error) {
	if m.Outcomes == nil {
		return Labels{}, fault.Newf(fault.BadQuery, "model %q declares no outcomes, so it has no labels", m.ID)
	}
	l := Labels{Source: source, Column: m.Outcomes.Label, Horizon: m.Outcomes.Delay.Approx()}
	if source.Time != nil {
		l.Time = source.Time
	}
	return l, nil
}

// OutcomeSource returns the outcomes table of a model as a source.
func OutcomeSource(m *model.Model, table []string, types map[string]sqlast.Type) (Source, error) {
	s := Source{Table: table, Types: types, ID: m.Outcomes.ID, Time: m.Outcomes.Time, Zone: time.UTC}
	if s.Time == nil {
		return s, nil
	}
	zone, err := time.LoadLocation(s.Time.Zone)
	if err != nil {
		return Source{}, fault.Newf(fault.BadModel, "%q is not a time zone", s.Time.Zone).At("outcomes.time.zone")
	}
	s.Zone = zone
	return s, nil
}

// addOutcome reads one row of a joint count.
func (r *Reader) addOutcome(row Row) error {
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
