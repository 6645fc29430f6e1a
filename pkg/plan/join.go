package plan

import (
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// MatchIDs compares an id of one table with that of another, by one rule for all stores. Ids of one type are compared as they are,
// texts by their bytes. A UUID or bytes meet another type in lower case without hyphens; a number meets a text without
// zeros at the start; other types meet as texts.
func MatchIDs(a, b sqlast.Column) sqlast.Expr {
	if a.Type == b.Type && a.Type != sqlast.Enum { // two enumerations may be two types
		return sqlast.Binary{Op: sqlast.Eq, L: a, R: b}
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
	return sqlast.Binary{Op: sqlast.Eq, L: form(a), R: form(b)}
}

func isBinary(t sqlast.Type) bool { return t == sqlast.UUID || t == sqlast.Blob }

func isNumber(t sqlast.Type) bool {
	t = t.Plain()
	return t == sqlast.Integer || t == sqlast.Decimal || t == sqlast.Float
}

// LacksID tests for a row without an id: a part of it is NULL or an empty text. Such a row is a copy of no other and joins none.
func LacksID(id []sqlast.Column) sqlast.Expr {
	var any []sqlast.Expr
	for _, c := range id {
		any = append(any, sqlast.IsNull{X: c})
		if c.Type == sqlast.Text {
			any = append(any, sqlast.Binary{Op: sqlast.Eq, L: c, R: sqlast.Param{Value: ""}})
		}
	}
	return sqlast.Or{List: any}
}

// idColumns are the columns of the id.
func (s Source) idColumns() ([]sqlast.Column, error) {
	var list []sqlast.Column
	for _, name := range s.ID {
		c, err := s.column(name)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// readIDs are the columns of the id as items that idName names.
func (s Source) readIDs() ([]sqlast.Item, error) {
	columns, err := s.idColumns()
	var items []sqlast.Item
	for i, c := range columns {
		items = append(items, sqlast.Item{X: c, As: idName(i)})
	}
	return items, err
}

// hasID tests rows of the source's own table for an id.
func (s Source) hasID() (sqlast.Expr, error) {
	columns, err := s.idColumns()
	return sqlast.Not{X: LacksID(columns)}, err
}

// ids are the columns that readIDs made, as another query reads them.
func (s Source) ids(source string) []sqlast.Column {
	var list []sqlast.Column
	for i, name := range s.ID {
		list = append(list, sqlast.Column{Source: source, Name: idName(i), Type: s.Types[name]})
	}
	return list
}

// ExampleID returns the statement that reads the id of one row that has one, as texts: of rows between two instants where the
// source has times, and only of those with a value in the column needed, if it is not empty.
func (s Source) ExampleID(needed string, over window.Interval) (sqlast.Select, error) {
	q := sqlast.Select{From: sqlast.Table{Name: s.Table}, Limit: 1}
	columns, err := s.idColumns()
	if err != nil {
		return q, err
	}
	for i, c := range columns {
		q.Items = append(q.Items, sqlast.Item{X: sqlast.ToText{X: c, From: c.Type}, As: idName(i)})
	}
	where := []sqlast.Expr{sqlast.Not{X: LacksID(columns)}}
	if needed != "" {
		c, err := s.column(needed)
		if err != nil {
			return q, err
		}
		where = append(where, sqlast.Not{X: sqlast.IsNull{X: c}})
	}
	if s.Time != nil {
		t, err := s.timeColumn(over)
		if err != nil {
			return q, err
		}
		where = append(where, t.between(over.Start, over.End)...)
	}
	q.Where = sqlast.And{List: where}
	return q, nil
}

// identifiers are the ids to join on. Without de-duplication rows get an identity of their own, so that each meets one
// label.
func (s Scan) identifiers() ([]sqlast.Item, error) {
	items, err := s.Source.readIDs()
	if err != nil {
		return nil, err
	}
	if !s.Source.Unique {
		items = append(items, sqlast.Item{X: sqlast.RowNumber{}, As: "row"})
	}
	return items, nil
}

func idName(i int) string { return "id" + strconv.Itoa(i) }

// identity is what tells two predictions apart.
func (s Scan) identity(source string) []sqlast.Expr {
	if !s.Source.Unique {
		return []sqlast.Expr{sqlast.Column{Source: source, Name: "row"}}
	}
	list := []sqlast.Expr{sqlast.Column{Source: source, Name: "t", Type: sqlast.Integer}}
	for _, c := range s.Source.ids(source) {
		list = append(list, c)
	}
	return list
}

// choice numbers the matches of a prediction. One without an id has none, and is the only one of its kind.
func (s Scan) choice(source string, order []sqlast.Order) sqlast.Expr {
	number := sqlast.RowNumber{PartitionBy: s.identity(source), OrderBy: order}
	if !s.Source.Unique {
		return number
	}
	return ifElse(LacksID(s.Source.ids(source)), sqlast.Int(1), number)
}

// joinsOn compares the ids of p, the scan's rows, with those of o, another table's, in order.
func (s Scan) joinsOn(other Source) ([]sqlast.Expr, error) {
	if len(other.ID) != len(s.Source.ID) {
		return nil, fault.Newf(fault.BadModel, "outcomes.id has %d columns, log.id has %d; they are joined in order",
			len(other.ID), len(s.Source.ID))
	}
	var on []sqlast.Expr
	for i, mine := range s.Source.ids("p") {
		on = append(on, MatchIDs(mine, other.ids("o")[i]))
	}
	return on, nil
}
