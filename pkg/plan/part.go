package plan

import (
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
)

// Part says what of a column is a probability. The zero value is the column as it is.
type Part struct {
	Element string // a place in a list, counted from 0, or a key in a document
	Percent bool   // from 0 to 100
}

// PartOf returns what of its column a score is.
func PartOf(s model.ScoreColumn) Part {
	return Part{Element: s.Element(), Percent: s.Scale == model.ScalePercent}
}

// of reads the part of a column's value.
func (p Part) of(v value, column string) (value, error) {
	v, err := elementOf(v, column, p.Element)
	if err != nil || !p.Percent {
		return v, err
	}
	number := sqlast.ToNumber{X: v.x, From: v.t}
	whens := []sqlast.When{{If: sqlast.Not{X: sqlast.IsNull{X: number}}, Then: sqlast.Binary{Op: sqlast.Div, L: number, R: sqlast.FloatLit(100)}}}
	if v.mayBeUnparsed() { // what is there and no number is no probability
		whens = append(whens, sqlast.When{If: sqlast.Not{X: sqlast.IsNull{X: v.x}}, Then: sqlast.FloatLit(-1)})
	}
	return value{sqlast.Case{Whens: whens, Else: sqlast.Null{Type: sqlast.Float}}, sqlast.Float}, nil
}

// elementOf is a value inside a list or a document; the value itself where no element is named.
func elementOf(v value, column, element string) (value, error) {
	switch {
	case element == "" && v.t == sqlast.Array:
		return v, fault.Newf(fault.BadModel, "column %q holds lists; say which of their values is meant, for example {column: %s, index: 1}", column, column)
	case element == "":
		return v, nil
	case v.t == sqlast.Array:
		place, err := strconv.Atoi(element)
		if err != nil {
			return v, fault.Newf(fault.BadModel, "column %q holds lists; their values have a place, index, and no key %q", column, element)
		}
		return value{sqlast.Element{X: v.x, Place: place}, sqlast.Float}, nil
	case v.t == sqlast.JSON || v.t == sqlast.Text:
		return value{sqlast.Path{X: v.x, Keys: []string{element}}, sqlast.Text}, nil
	}
	return v, fault.Newf(fault.BadModel, "column %q holds neither lists nor documents, so it has no value %s", column, element)
}
