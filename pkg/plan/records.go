package plan

import (
	"math"
	"strconv"
	"time"

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
	instants []func(int64) time.Time // by role; nil for what is no time
}

// Records returns the statement that reads single rows of the scan's spans, the newest first, equal times in the order
// of their values; at most limit. Rows are those that every count of the same spans is of: after de-duplication, each
// with the label that counts for it. Tests are on columns of the log, or on labels.
func (s Scan) Records(roles []RecordRole, tests []BinTest, limit int) (*RecordStatement, error) {
	s.Tests = nil
	var ofLabels []sqlast.Expr
	for _, test := range tests {
		if !test.ofLabel() {
			s.Tests = append(s.Tests, test)
			continue
		}
		x, err := test.over(value{labelText, sqlast.Text})
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
	order := []sqlast.Order{{X: rowTime, Desc: true}}
	for _, item := range read {
		order = append(order, sqlast.Order{X: sqlast.Column{Name: item.As}})
	}
	with, err := s.recordBase(read, order, limit, len(ofLabels) > 0)
	if err != nil {
		return nil, err
	}
	sel := sqlast.Select{With: with, From: sqlast.Ref{Name: base}, Items: show, OrderBy: order, Limit: limit}
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
			t, err := s.time()
			if err != nil {
				return nil, nil, err
			}
			if x, instant = rowTime, t.instant; s.meets() {
				instant = time.UnixMicro
			}
		case summary.LabelKey:
			x = labelText
			if role.Kind == Figures {
				x = sqlast.ToNumber{X: labelText, From: sqlast.Text}
			}
		case seenRole:
			x, instant = s.observed(), time.UnixMicro
		default:
			v, err := s.Source.field(role.Role, role.Column, role.Path)
			if err == nil && role.Role == ScoreKey {
				v, err = scorePart(s.Model, role.Name).of(v, role.Column)
			}
			if err != nil {
				return nil, nil, err
			}
			item := sqlast.Item{X: sqlast.ToText{X: v.x, From: v.t}, As: name}
			if role.Kind == Figures {
				if v, err = s.age(v, role.Name); err != nil {
					return nil, nil, err
				}
				item.X = sqlast.ToNumber{X: v.x, From: v.t}
			}
			read = append(read, item)
		}
		show = append(show, sqlast.Item{X: x, As: name})
		out.Values = append(out.Values, role.values())
		out.instants = append(out.instants, instant)
	}
	return read, show, nil
}

// values is an empty list of the role's kind.
func (r RecordRole) values() RecordValues {
	switch r.Kind {
	case Moments:
		return RecordValues{Role: r, Times: []*time.Time{}}
	case Figures:
		return RecordValues{Role: r, Numbers: []*float64{}}
	}
	return RecordValues{Role: r, Texts: []*string{}}
}

// observed is when a label was observed.
func (s Scan) observed() sqlast.Expr {
	return ifElse(sqlast.IsNull{X: labelText}, sqlast.Null{Type: sqlast.Integer}, labelSeen)
}

// recordBase returns the CTEs that end in base. Where labels choose no rows, the newest are taken before they meet them.
func (s Scan) recordBase(read []sqlast.Item, order []sqlast.Order, limit int, all bool) ([]sqlast.CTE, error) {
	if s.Labels == nil {
		cte, err := s.base(base, read)
		return []sqlast.CTE{cte}, err
	}
	with, err := s.labelledBase(read, nil)
	if err != nil || all {
		return with, err
	}
	newest := sqlast.Select{From: sqlast.Subquery{Query: with[0].Query, As: "n"}, OrderBy: order, Limit: limit}
	for _, name := range itemNames(with[0].Query) {
		newest.Items = append(newest.Items, sqlast.Item{X: sqlast.Column{Name: name}, As: name})
	}
	with[0].Query = newest
	return with, nil
}

// Add reads one row.
func (r *RecordStatement) Add(row Row) error {
	for i := range r.Values {
		v := &r.Values[i]
		switch v.Role.Kind {
		case Moments:
			var at *time.Time
			if micros, ok := row.Int(i); ok {
				instant := r.instants[i](micros).UTC()
				at = &instant
			}
			v.Times = append(v.Times, at)
		case Figures:
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
