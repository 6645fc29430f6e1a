package dialect

import "leeway/pkg/sqlast"

// compares tells the operators that yield a truth value from those that yield a number.
var compares = map[sqlast.Op]bool{
	sqlast.Eq: true, sqlast.Ne: true, sqlast.Lt: true, sqlast.Le: true, sqlast.Gt: true, sqlast.Ge: true,
	sqlast.Add: false, sqlast.Sub: false, sqlast.Mul: false, sqlast.Div: false,
}

// typeOf is the type of an expression as far as the tree tells it.
func typeOf(e sqlast.Expr) sqlast.Type {
	switch e := e.(type) {
	case sqlast.Column:
		return e.Type
	case sqlast.Null:
		return e.Type
	case sqlast.Param:
		return paramType(e.Value)
	case sqlast.Path, sqlast.ToText, sqlast.ID, sqlast.Document:
		return sqlast.Text
	case sqlast.And, sqlast.Or, sqlast.Not, sqlast.IsNull, sqlast.InTexts, sqlast.Finite, sqlast.HasOffset:
		return sqlast.Bool
	case sqlast.OfEntry:
		if e.Field == sqlast.EntryKind || e.Field == sqlast.EntryCount {
			return sqlast.Integer
		}
		return sqlast.Float
	case sqlast.Int, sqlast.Micros, sqlast.SpanIndex, sqlast.Floor, sqlast.Round, sqlast.RowNumber, sqlast.Grouping:
		return sqlast.Integer
	case sqlast.FloatLit, sqlast.Element, sqlast.ToNumber, sqlast.Scaled, sqlast.Units, sqlast.FloorFloat,
		sqlast.SafeToSquare:
		return sqlast.Float
	case sqlast.Call:
		if e.Func == sqlast.Sign {
			return sqlast.Integer
		}
		return sqlast.Float
	case sqlast.NonNull:
		return typeOf(e.X)
	case sqlast.Binary:
		return binaryType(e)
	case sqlast.Case:
		return caseType(e)
	case sqlast.Least:
		return common(typeOf(e.A), typeOf(e.B))
	case sqlast.Greatest:
		return common(typeOf(e.A), typeOf(e.B))
	case sqlast.Agg:
		if e.Func == sqlast.CountAll || e.Func == sqlast.Count || e.Func == sqlast.CountDistinct {
			return sqlast.Integer
		}
		return typeOf(e.X)
	}
	return sqlast.Unknown
}

func paramType(v any) sqlast.Type {
	switch v.(type) {
	case int64:
		return sqlast.Integer
	case float64:
		return sqlast.Float
	case string:
		return sqlast.Text
	case bool:
		return sqlast.Bool
	}
	return sqlast.Unknown
}

func binaryType(b sqlast.Binary) sqlast.Type {
	switch {
	case compares[b.Op]:
		return sqlast.Bool
	case b.Op == sqlast.Div:
		return sqlast.Float
	}
	return common(typeOf(b.L), typeOf(b.R))
}

func caseType(c sqlast.Case) sqlast.Type {
	var types []sqlast.Type
	for _, w := range c.Whens {
		types = append(types, typeOf(w.Then))
	}
	if c.Else != nil {
		types = append(types, typeOf(c.Else))
	}
	result := sqlast.Unknown
	for i, t := range types {
		if i == 0 {
			result = t
		}
		result = common(result, t)
	}
	return result
}

// common is the type two operands meet in: doubles win over exact numbers.
func common(a, b sqlast.Type) sqlast.Type {
	a, b = a.Plain(), b.Plain()
	number := func(t sqlast.Type) bool {
		return t == sqlast.Float || t == sqlast.Integer || t == sqlast.Decimal
	}
	switch {
	case a == b:
		return a
	case !number(a) || !number(b):
		return sqlast.Unknown
	case a == sqlast.Float || b == sqlast.Float:
		return sqlast.Float
	}
	return sqlast.Decimal
}

// wide reports whether every store holds e in 64 bits already, so that arithmetic on it needs no cast.
func wide(e sqlast.Expr) bool {
	switch e := e.(type) {
	case sqlast.Micros, sqlast.Floor, sqlast.Round, sqlast.RowNumber, sqlast.Agg:
		return true
	case sqlast.Param:
		_, ok := e.Value.(int64)
		return ok
	case sqlast.Binary:
		return typeOf(e) == sqlast.Integer
	}
	return false
}
