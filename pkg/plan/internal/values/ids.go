package values

import (
	"strconv"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// MatchIDs compares an id of one table with that of another, by one rule for all stores. Ids of one type are compared
// as they are, texts by their bytes. A UUID or bytes meet another type in lower case without hyphens; a number meets
// a text without zeros at the start; other types meet as texts.
func MatchIDs(a, b sqlast.Column) sqlast.Expr {
	if a.Type == b.Type && a.Type != sqlast.Enum { // two enumerations may be two types
		return expr.Compare(a, sqlast.Eq, b)
	}
	text := func(c sqlast.Column) sqlast.Expr { return sqlast.ToText{X: c, From: c.Type} }
	form := text
	in := func(f sqlast.IDForm) func(sqlast.Column) sqlast.Expr {
		return func(c sqlast.Column) sqlast.Expr { return sqlast.ID{X: text(c), Form: f} }
	}
	switch {
	case isBinary(a.Type) || isBinary(b.Type):
		form = in(sqlast.BareHex)
	case isNumber(a.Type) && b.Type.IsText() || a.Type.IsText() && isNumber(b.Type):
		form = in(sqlast.WithoutZeros)
	}
	return expr.Compare(form(a), sqlast.Eq, form(b))
}

func isBinary(t sqlast.Type) bool { return t == sqlast.UUID || t == sqlast.Blob }

func isNumber(t sqlast.Type) bool {
	t = t.Plain()
	return t == sqlast.Integer || t == sqlast.Decimal || t == sqlast.Float
}

// LacksID tests for a row without an id: a part of it is NULL or an empty text. Such a row is a copy of no other and
// joins none.
func LacksID(id []sqlast.Column) sqlast.Expr {
	var any []sqlast.Expr
	for _, c := range id {
		any = append(any, sqlast.IsNull{X: c})
		if c.Type == sqlast.Text {
			any = append(any, expr.Compare(c, sqlast.Eq, sqlast.Param{Value: ""}))
		}
	}
	return sqlast.Or{List: any}
}

// IDColumns are the columns of the id.
func (s Source) IDColumns() ([]sqlast.Column, error) {
	var list []sqlast.Column
	for _, name := range s.ID {
		c, err := s.Column(name)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// ReadIDs are the columns of the id as items that IDName names.
func (s Source) ReadIDs() ([]sqlast.Item, error) {
	columns, err := s.IDColumns()
	var items []sqlast.Item
	for i, c := range columns {
		items = append(items, expr.As(c, IDName(i)))
	}
	return items, err
}

// HasID tests rows of the source's own table for an id.
func (s Source) HasID() (sqlast.Expr, error) {
	columns, err := s.IDColumns()
	return sqlast.Not{X: LacksID(columns)}, err
}

// IDs are the columns that ReadIDs made, as another query reads them.
func (s Source) IDs(source string) []sqlast.Column {
	var list []sqlast.Column
	for i, name := range s.ID {
		list = append(list, sqlast.Column{Source: source, Name: IDName(i), Type: s.Types[name]})
	}
	return list
}

// ExampleID returns the statement that reads the id of one row that has one, as texts: of rows between two instants
// where the source has times, and only of those with a value in the column needed, if it is not empty.
func (s Source) ExampleID(needed string, over window.Interval) (sqlast.Select, error) {
	q := sqlast.Select{From: sqlast.Table{Name: s.Table}, Limit: 1}
	columns, err := s.IDColumns()
	if err != nil {
		return q, err
	}
	for i, c := range columns {
		q.Items = append(q.Items, expr.As(sqlast.ToText{X: c, From: c.Type}, IDName(i)))
	}
	where := []sqlast.Expr{sqlast.Not{X: LacksID(columns)}}
	if needed != "" {
		c, err := s.Column(needed)
		if err != nil {
			return q, err
		}
		where = append(where, expr.IsPresent(c))
	}
	if s.Time != nil {
		t, err := s.TimeColumn(over)
		if err != nil {
			return q, err
		}
		where = append(where, t.Between(over.Start, over.End)...)
	}
	q.Where = sqlast.And{List: where}
	return q, nil
}

// IDName is the name under which queries hand on a part of the id.
func IDName(i int) string { return "id" + strconv.Itoa(i) }
