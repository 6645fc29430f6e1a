package values

import (
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
)

// ReadPart reads what of a column's value is meant.
func ReadPart(p columns.Part, v Value, column string) (Value, error) {
	v, err := elementOf(v, column, p.Element)
	if err != nil || !p.Percent {
		return v, err
	}
	number := v.Number()
	whens := []sqlast.When{{If: expr.IsPresent(number), Then: expr.Over(number, sqlast.FloatLit(100))}}
	if v.MayBeUnparsable() { // what is there and no number is not a probability
		whens = append(whens, sqlast.When{If: expr.IsPresent(v.X), Then: sqlast.FloatLit(-1)})
	}
	return Value{sqlast.Case{Whens: whens, Else: sqlast.Null{Type: sqlast.Float}}, sqlast.Float}, nil
}

// elementOf is a value inside a list or a document; the value itself where no element is named.
func elementOf(v Value, column, element string) (Value, error) {
	switch {
	case element == "" && v.Type == sqlast.Array:
		return v, fault.Newf(fault.BadModel,
			"column %q holds lists; say which of their values is meant, for example {column: %s, index: 1}",
			column, column)
	case element == "":
		return v, nil
	case v.Type == sqlast.Array:
		place, err := strconv.Atoi(element)
		if err != nil {
			return v, fault.Newf(fault.BadModel,
				"column %q holds lists; their values have a place, index, and no key %q", column, element)
		}
		return Value{sqlast.Element{X: v.X, Place: place}, sqlast.Float}, nil
	case v.Type == sqlast.JSON || v.Type == sqlast.Text:
		return Value{sqlast.Path{X: v.X, Keys: []string{element}}, sqlast.Text}, nil
	}
	return v, fault.Newf(fault.BadModel,
		"column %q holds neither lists nor documents, so it has no value %s", column, element)
}
