package dialect

import (
	"unicode/utf8"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// inTexts binds short lists one by one and long ones as one array; the empty list holds nothing.
func (d *Dialect) inTexts(in sqlast.InTexts) ([]piece, error) {
	for _, v := range in.Values {
		if !utf8.ValidString(v) {
			return nil, fault.Newf(fault.BadQuery, "the text %q is not valid UTF-8", v)
		}
	}
	switch {
	case len(in.Values) == 0:
		return []piece{words("FALSE")}, nil
	case len(in.Values) <= d.MostInline:
		list := commaList(len(in.Values), func(i int) piece { return value(in.Values[i]) })
		return append([]piece{inside(in.X, operand)}, enclose(" IN (", list, ")")...), nil
	}
	return d.anyOf(in.X, chunks(in.Values, d.MostBytes))
}

// anyOf tests for membership in any of several arrays.
func (d *Dialect) anyOf(x sqlast.Expr, arrays [][]string) ([]piece, error) {
	if len(arrays) == 1 {
		return d.node(AnyOf, operands{x: x, value: arrays[0]})
	}
	var list []piece
	for i, a := range arrays {
		if i > 0 {
			list = append(list, words(" OR "))
		}
		one, err := d.node(AnyOf, operands{x: x, value: a})
		if err != nil {
			return nil, err
		}
		list = append(list, one...)
	}
	return enclose("(", list, ")"), nil
}

// chunks cuts a list where the texts before hold most bytes; a longer text is a chunk of its own. 0 cuts nowhere.
func chunks(values []string, most int) [][]string {
	var cut [][]string
	from, size := 0, 0
	for i, v := range values {
		size += len(v)
		if most > 0 && size > most && i > from {
			cut = append(cut, values[from:i])
			from, size = i, len(v)
		}
	}
	return append(cut, values[from:])
}
