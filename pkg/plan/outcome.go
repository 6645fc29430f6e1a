package plan

import (
	"strconv"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Labels says how the outcomes of a scan are read.
type Labels struct {
	Source   Source        // of the outcomes; zero when labels lie in the scan's own source
	Column   string        // the label's column there; empty: labels are not read
	Horizon  time.Duration // H: a label observed no later than this after its prediction is in time
	All      bool          // read labels observed after the horizon too
	Score    bool          // count by score cell as well
	TimeName string        // the outcomes' time column; empty: every label is in time
}

// Joint returns the statement that counts predictions against labels, by span and dimensions.
func (s Scan) Joint(l Labels) (Statement, error) {
	extra, err := s.jointValues(l)
	if err != nil {
		return Statement{}, err
	}
	cte, err := s.base(extra)
	if err != nil {
		return Statement{}, err
	}
	labelled := sqlast.Select{From: sqlast.Ref{Name: base}}
	with := []sqlast.CTE{cte}
	if l.Source.Table != nil {
		labelled, err = s.joined(l)
		if err != nil {
			return Statement{}, err
		}
	} else {
		labelled.Items = s.jointItems("", sqlast.Column{Name: "label", Type: sqlast.Text},
			ifElse(sqlast.IsNull{X: sqlast.Column{Name: "label", Type: sqlast.Text}},
				sqlast.Int(summary.Unlabelled), sqlast.Int(summary.InTime)))
	}
	reader := s.newReader(nil)
	reader.outcomes = true
	return Statement{Query: s.jointCount(with, labelled), Reader: reader}, nil
}

// jointValues are what the base needs beyond spans and segments: the prediction, the score's cell, the ids to join on
// or the label itself.
func (s Scan) jointValues(l Labels) ([]sqlast.Item, error) {
	var items []sqlast.Item
	prediction, err := s.Source.field(PredictionKey, s.Model.Log.Prediction, "")
	if err != nil {
		return nil, err
	}
	items = append(items, sqlast.Item{X: sqlast.ToText{X: prediction.x, From: prediction.t}, As: "prediction"})
	cell := sqlast.Expr(sqlast.Int(0))
	if l.Score {
		if cell, err = s.scoreCell(); err != nil {
			return nil, err
		}
	}
	items = append(items, sqlast.Item{X: cell, As: "cell"})
	if l.Column == "" {
		return append(items, sqlast.Item{X: sqlast.Null{Type: sqlast.Text}, As: "label"}), nil
	}
	if l.Source.Table == nil {
		label, err := s.Source.field(summary.LabelKey, l.Column, "")
		if err != nil {
			return nil, err
		}
		return append(items, sqlast.Item{X: sqlast.ToText{X: label.x, From: label.t}, As: "label"}), nil
	}
	for i, name := range s.Source.ID {
		c, err := s.Source.column(name)
		if err != nil {
			return nil, err
		}
		items = append(items, sqlast.Item{X: c, As: idName(i)})
	}
	if !s.Source.Unique {
		// Without de-duplication rows need an identity of their own, so that each meets one label.
		items = append(items, sqlast.Item{X: sqlast.RowNumber{}, As: "row"})
	}
	return items, nil
}

func idName(i int) string { return "id" + strconv.Itoa(i) }

// scoreCell is the score on the logit grid; NULL and invalid scores are refused as summary.NoScore.
func (s Scan) scoreCell() (sqlast.Expr, error) {
	score, err := ColumnOf(s.Model, ScoreKey)
	if err != nil {
		return nil, err
	}
	v, err := s.Source.field(ScoreKey, score.Name, score.Path)
	if err != nil {
		return nil, err
	}
	x := sqlast.ToNumber{X: v.x, From: v.t}
	bad := sqlast.Or{List: []sqlast.Expr{sqlast.IsNull{X: x}, sqlast.Not{X: sqlast.Finite{X: x}},
		sqlast.Binary{Op: sqlast.Lt, L: x, R: sqlast.FloatLit(0)}, sqlast.Binary{Op: sqlast.Gt, L: x, R: sqlast.FloatLit(1)}}}
	return ifElse(bad, sqlast.Int(summary.NoScore), sqlast.Floor{X: logitPosition(x)}), nil
}

// joined pairs every prediction with its outcome: the last one observed within the horizon (ties: the greatest label),
// else, where all labels are read, the last one after it.
func (s Scan) joined(l Labels) (sqlast.Select, error) {
	out, observed, err := s.outcomes(l)
	if err != nil {
		return sqlast.Select{}, err
	}
	on := make([]sqlast.Expr, len(s.Source.ID))
	for i := range s.Source.ID {
		on[i] = sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Source: "p", Name: idName(i)},
			R: sqlast.Column{Source: "o", Name: idName(i)}}
	}
	label := sqlast.Column{Source: "o", Name: "label", Type: sqlast.Text}
	state := sqlast.Expr(sqlast.Int(summary.InTime))
	order := []sqlast.Order{{X: label, Desc: true}}
	if observed {
		seen := sqlast.Column{Source: "o", Name: "t", Type: sqlast.Integer}
		due := plus(sqlast.Column{Source: "p", Name: "t", Type: sqlast.Integer}, sqlast.Int(l.Horizon.Microseconds()))
		inTime := sqlast.Binary{Op: sqlast.Le, L: seen, R: due}
		if l.All {
			state = ifElse(inTime, sqlast.Int(summary.InTime), sqlast.Int(summary.Late))
		} else {
			on = append(on, inTime)
		}
		order = append([]sqlast.Order{{X: state}, {X: seen, Desc: true}}, order...)
	}
	state = ifElse(sqlast.IsNull{X: label}, sqlast.Int(summary.Unlabelled), state)
	pairs := sqlast.Select{From: sqlast.Join{L: sqlast.Ref{Name: base, As: "p"},
		R: sqlast.Subquery{Query: out, As: "o"}, On: sqlast.And{List: on}, Left: true}}
	pairs.Items = append(s.jointItems("p", label, state),
		sqlast.Item{X: sqlast.RowNumber{PartitionBy: s.identity("p"), OrderBy: order}, As: "choice"})

	first := sqlast.Select{From: sqlast.Subquery{Query: pairs, As: "c"},
		Where: sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Name: "choice", Type: sqlast.Integer}, R: sqlast.Int(1)}}
	for _, item := range pairs.Items[:len(pairs.Items)-1] {
		first.Items = append(first.Items, sqlast.Item{X: sqlast.Column{Name: item.As}, As: item.As})
	}
	return first, nil
}

// identity is what tells two predictions apart.
func (s Scan) identity(source string) []sqlast.Expr {
	if !s.Source.Unique {
		return []sqlast.Expr{sqlast.Column{Source: source, Name: "row"}}
	}
	list := []sqlast.Expr{sqlast.Column{Source: source, Name: "t", Type: sqlast.Integer}}
	for i := range s.Source.ID {
		list = append(list, sqlast.Column{Source: source, Name: idName(i)})
	}
	return list
}

// outcomes reads ids, label and time of the outcomes that can belong to the scan's spans. Ids are compared as text
// where the two tables hold them in different types.
func (s Scan) outcomes(l Labels) (sel sqlast.Select, observed bool, err error) {
	sel.From = sqlast.Table{Name: l.Source.Table}
	if len(l.Source.ID) != len(s.Source.ID) {
		return sel, false, fault.Newf(fault.BadModel, "outcomes.id has %d columns, log.id has %d; they are joined in order",
			len(l.Source.ID), len(s.Source.ID))
	}
	for i, name := range l.Source.ID {
		c, err := l.Source.column(name)
		if err != nil {
			return sel, false, err
		}
		sel.Items = append(sel.Items, sqlast.Item{X: c, As: idName(i)})
	}
	label, err := l.Source.column(l.Column)
	if err != nil {
		return sel, false, err
	}
	sel.Items = append(sel.Items, sqlast.Item{X: sqlast.ToText{X: label, From: label.Type}, As: "label"})
	where := []sqlast.Expr{sqlast.Not{X: sqlast.IsNull{X: label}}}
	if l.TimeName != "" {
		t, err := newTimeColumn(l.Source, l.TimeName, l.Source.Time.Unit, l.Source.Zone)
		if err != nil {
			return sel, false, err
		}
		sel.Items = append(sel.Items, sqlast.Item{X: t.micros(), As: "t"})
		from, to := s.Spans[0].Start, s.Spans[len(s.Spans)-1].End.Add(l.Horizon)
		limits := t.between(from, to.Add(time.Microsecond))
		if l.All {
			limits = limits[:1]
		}
		where = append(where, limits...)
	}
	sel.Where = sqlast.And{List: where}
	return sel, l.TimeName != "", nil
}

// jointItems are the columns a joint count groups by.
func (s Scan) jointItems(source string, label, state sqlast.Expr) []sqlast.Item {
	var items []sqlast.Item
	for _, item := range s.shape().carry() {
		items = append(items, sqlast.Item{X: sqlast.Column{Source: source, Name: item.As}, As: item.As})
	}
	return append(items, sqlast.Item{X: state, As: "state"},
		sqlast.Item{X: sqlast.Column{Source: source, Name: "prediction", Type: sqlast.Text}, As: "prediction"},
		sqlast.Item{X: label, As: "label"},
		sqlast.Item{X: sqlast.Column{Source: source, Name: "cell", Type: sqlast.Integer}, As: "cell"})
}

// jointCount groups the labelled predictions.
func (s Scan) jointCount(with []sqlast.CTE, from sqlast.Select) sqlast.Select {
	sel := sqlast.Select{With: with, From: sqlast.Subquery{Query: from, As: "j"}}
	for _, item := range from.Items {
		if item.As == "w" {
			continue
		}
		sel.Items = append(sel.Items, sqlast.Item{X: sqlast.Column{Name: item.As}, As: item.As})
		sel.GroupBy = append(sel.GroupBy, len(sel.Items))
	}
	sel.Items = append(sel.Items, sqlast.Item{X: s.shape().rows(), As: "n"})
	return sel
}

// LabelsOf returns how a model's labels are read; source is the outcomes table, zero when labels lie in the log.
func LabelsOf(m *model.Model, source Source) (Labels, error) {
	if m.Outcomes == nil {
		return Labels{}, fault.Newf(fault.BadQuery, "model %q declares no outcomes, so it has no labels", m.ID)
	}
	l := Labels{Source: source, Column: m.Outcomes.Label, Horizon: m.Outcomes.Delay.Approx()}
	if source.Time != nil {
		l.TimeName = source.Time.Column
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
