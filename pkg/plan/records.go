package plan

import (
	"math"
	"strconv"
	"time"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/rows"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// RecordValues are the values of one role, a row each; nil is a missing one, or a number that is none. The list
// of the role's kind is there, the others are nil.
type RecordValues struct {
	Role    RecordRole
	Texts   []*string
	Numbers []*float64
	Times   []*time.Time
}

// RecordStatement is a query for single rows and what reads them.
type RecordStatement struct {
	Query    sqlast.Query
	Values   []RecordValues
	instants []func(int64) time.Time // by role; nil for what is not a time
}

// Records returns the statement that reads single rows of the scan's spans, the newest first, equal times in the order
// of their values; at most limit. Rows are those that every count of the same spans is of: after de-duplication, each
// with the label that counts for it. Tests are on columns of the log, or on labels.
func (s Scan) Records(roles []RecordRole, tests []BinTest, limit int) (*RecordStatement, error) {
	s.Tests = nil
	var ofLabels []sqlast.Expr
	for _, test := range tests {
		if !test.OfLabel() {
			s.Tests = append(s.Tests, test)
			continue
		}
		x, err := test.Of(values.Value{X: values.LabelText, Type: sqlast.Text})
		if err != nil {
			return nil, err
		}
		ofLabels = append(ofLabels, x)
	}
	out := &RecordStatement{}
	read, show, err := s.recordItems(roles, out)
	if err != nil {
		return nil, err
	}
	order := []sqlast.Order{{X: values.RowTime, Desc: true}}
	for _, item := range read {
		order = append(order, sqlast.Order{X: sqlast.Column{Name: item.As}})
	}
	with, err := s.recordBase(read, order, limit, len(ofLabels) > 0)
	if err != nil {
		return nil, err
	}
	sel := sqlast.Select{With: with, From: sqlast.Ref{Name: rows.Base}, Items: show, OrderBy: order, Limit: limit}
	if len(ofLabels) > 0 {
		sel.Where = sqlast.And{List: ofLabels}
	}
	out.Query = sel
	return out, nil
}

// recordItems returns what is read of the log, and what is shown of the rows.
func (s Scan) recordItems(roles []RecordRole, out *RecordStatement) (read, show []sqlast.Item, err error) {
	for i, role := range roles {
		name := "r" + strconv.Itoa(i)
		var instant func(int64) time.Time
		x := sqlast.Expr(sqlast.Column{Name: name})
		switch role.Role {
		case timeRole:
			t, err := s.TimeColumn()
			if err != nil {
				return nil, nil, err
			}
			if x, instant = values.RowTime, t.Instant; s.Clock(false) == rows.Instants {
				instant = time.UnixMicro
			}
		case summary.LabelKey:
			x = values.LabelText
			if role.Kind == NumberValues {
				x = sqlast.ToNumber{X: values.LabelText, From: sqlast.Text}
			}
		case seenRole:
			x, instant = s.observed(), time.UnixMicro
		default:
			v, err := s.Source.Field(role.Role, role.Column, role.Path)
			if err == nil && role.Role == ScoreKey {
				v, err = values.ReadPart(scorePart(s.Model, role.Name), v, role.Column)
			}
			if err != nil {
				return nil, nil, err
			}
			item := expr.As(v.Text(), name)
			if role.Kind == NumberValues {
				if v, err = s.Deriver().Age(v, role.Name); err != nil {
					return nil, nil, err
				}
				item.X = v.Number()
			}
			read = append(read, item)
		}
		show = append(show, expr.As(x, name))
		out.Values = append(out.Values, role.values())
		out.instants = append(out.instants, instant)
	}
	return read, show, nil
}

// values is an empty list of the role's kind.
func (r RecordRole) values() RecordValues {
	switch r.Kind {
	case TimeValues:
		return RecordValues{Role: r, Times: []*time.Time{}}
	case NumberValues:
		return RecordValues{Role: r, Numbers: []*float64{}}
	}
	return RecordValues{Role: r, Texts: []*string{}}
}

// observed is when a label was observed.
func (s Scan) observed() sqlast.Expr {
	return expr.If(sqlast.IsNull{X: values.LabelText}, sqlast.Null{Type: sqlast.Integer}, values.LabelSeen)
}

// recordBase returns the CTEs that end in base. Where labels choose no rows, the newest are taken before they meet
// them.
func (s Scan) recordBase(read []sqlast.Item, order []sqlast.Order, limit int, all bool) ([]sqlast.CTE, error) {
	with, err := s.Base(rows.Request{Items: read})
	if err != nil || all || s.Labels == nil {
		return with, err
	}
	newest := sqlast.Select{From: sqlast.Subquery{Query: with[0].Query, As: "n"}, OrderBy: order, Limit: limit}
	for _, name := range expr.Names(with[0].Query) {
		newest.Items = append(newest.Items, expr.As(sqlast.Column{Name: name}, name))
	}
	with[0].Query = newest
	return with, nil
}

// Add reads one row.
func (r *RecordStatement) Add(row Row) error {
	for i := range r.Values {
		v := &r.Values[i]
		switch v.Role.Kind {
		case TimeValues:
			var at *time.Time
			if micros, ok := row.Int(i); ok {
				instant := r.instants[i](micros).UTC()
				at = &instant
			}
			v.Times = append(v.Times, at)
		case NumberValues:
			var number *float64
			if x, ok := row.Float(i); ok && !math.IsNaN(x) && !math.IsInf(x, 0) {
				number = &x
			}
			v.Numbers = append(v.Numbers, number)
		default:
			var text *string
			if x, ok := row.Text(i); ok {
				text = &x
			}
			v.Texts = append(v.Texts, text)
		}
	}
	return nil
}
