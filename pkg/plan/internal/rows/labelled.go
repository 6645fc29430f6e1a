package rows

import (
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// LabelState is the column of labelled rows that holds a summary.LabelState.
var LabelState = sqlast.Column{Name: "state", Type: sqlast.Integer}

// labelledBase returns the CTEs of a scan whose predictions meet their outcomes. Base then holds for each of them what
// was read, its label (NULL without one that counts), the label's state, and what is computed of both.
func (r Rows) labelledBase(q Request) ([]sqlast.CTE, error) {
	first, labelled, err := r.meetLabels(q)
	if err != nil {
		return nil, err
	}
	for i, d := range r.Dimensions {
		if d.Label {
			label := expr.If(sqlast.IsNull{X: values.LabelText}, sqlast.Param{Value: MissingValue}, values.LabelText)
			labelled.Items = append(labelled.Items, expr.As(label, SegmentName(i)))
		}
	}
	labelled.Items = append(labelled.Items, q.Joined...)
	return []sqlast.CTE{first, {Name: Base, Query: labelled, Materialize: q.Materialize}}, nil
}

// meetLabels returns the CTE of the predictions, and the query that gives each its label.
func (r Rows) meetLabels(q Request) (sqlast.CTE, sqlast.Select, error) {
	if !r.Labels.inTable() {
		return r.meetOwnLabels(q)
	}
	keys, err := r.joinKeys()
	if err != nil {
		return sqlast.CTE{}, sqlast.Select{}, err
	}
	first, err := r.read(Logged, append(keys, q.Items...), Instants)
	if err != nil {
		return sqlast.CTE{}, sqlast.Select{}, err
	}
	matches, err := r.matchOutcomes(*r.Labels, expr.Names(first.Query), q.LabelNumbers)
	if err != nil {
		return sqlast.CTE{}, sqlast.Select{}, err
	}
	labelled := sqlast.Select{From: sqlast.Subquery{Query: matches, As: "c"}, Where: isFirstMatch}
	for _, item := range expr.PassThrough(matches.Items) {
		if item.As != matchName {
			labelled.Items = append(labelled.Items, item)
		}
	}
	return first, labelled, nil
}

// meetOwnLabels is meetLabels for labels that lie beside the predictions.
func (r Rows) meetOwnLabels(q Request) (sqlast.CTE, sqlast.Select, error) {
	label, err := r.ownLabel(q.LabelNumbers)
	if err != nil {
		return sqlast.CTE{}, sqlast.Select{}, err
	}
	first, err := r.read(Logged, append(label, q.Items...), Instants)
	if err != nil {
		return sqlast.CTE{}, sqlast.Select{}, err
	}
	classified := r.classifyOwnLabels(expr.Names(first.Query))
	labelled := sqlast.Select{Items: expr.PassThrough(classified.Items),
		From: sqlast.Subquery{Query: classified, As: "c"}}
	return first, labelled, nil
}

// ownLabel reads the label that lies beside the prediction, and when it was observed.
func (r Rows) ownLabel(asNumber bool) ([]sqlast.Item, error) {
	if r.Labels.Column == "" {
		return []sqlast.Item{{X: sqlast.Null{Type: sqlast.Text}, As: values.LabelText.Name}}, nil
	}
	v, err := r.Source.Field(summary.LabelKey, r.Labels.Column, "")
	if err != nil {
		return nil, err
	}
	items := readLabel(v, asNumber)
	if r.Labels.Time != nil {
		t, err := r.observation(*r.Labels)
		if err != nil {
			return nil, err
		}
		items = append(items, expr.As(t.Instants(), values.LabelSeen.Name))
	}
	return items, nil
}

// classifyOwnLabels gives the state of labels that lie in the scanned table itself, and blanks those that came too
// late to count.
func (r Rows) classifyOwnLabels(names []string) sqlast.Select {
	sel := sqlast.Select{From: sqlast.Ref{Name: Logged}, Items: expr.ReadFrom("", names)}
	unlabelled := sqlast.When{If: sqlast.IsNull{X: values.LabelText}, Then: sqlast.Int(summary.Unlabelled)}
	state := sqlast.Case{Whens: []sqlast.When{unlabelled}, Else: sqlast.Int(summary.InTime)}
	if r.Labels.Time != nil {
		due := expr.Plus(values.RowTime, sqlast.Int(r.Labels.Horizon.Microseconds()))
		late := expr.Any(sqlast.IsNull{X: values.LabelSeen}, expr.Compare(values.LabelSeen, sqlast.Gt, due))
		then := sqlast.Int(summary.Late)
		if !r.Labels.All {
			then = sqlast.Int(summary.Unlabelled)
			blankLateLabels(sel.Items, late)
		}
		state.Whens = append(state.Whens, sqlast.When{If: late, Then: then})
	}
	sel.Items = append(sel.Items, expr.As(state, LabelState.Name))
	return sel
}

// blankLateLabels makes the labels NULL that are late.
func blankLateLabels(items []sqlast.Item, late sqlast.Expr) {
	for i, item := range items {
		switch item.As {
		case values.LabelText.Name:
			items[i].X = expr.If(late, sqlast.Null{Type: sqlast.Text}, values.LabelText)
		case values.LabelNumber.Name:
			items[i].X = expr.If(late, sqlast.Null{Type: sqlast.Float}, values.LabelNumber)
		}
	}
}
