package plan

import (
	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// The names of the bins that hold what has no place among a column's values.
const (
	InvalidValue = "(invalid)"
	OtherValues  = "(other)"
	NewValues    = "(new)"
)

// BinTest keeps single rows whose value lies (or with Not does not lie) in one of a column's bins: a range of numbers, a
// category, or a special bin by its name. It sorts values as the counts of the column do.
type BinTest struct {
	Column Column // its Key LabelKey: the label that counts for a row
	Number bool   // the column holds numbers
	Not    bool
	Texts  []string  // categories or special bins
	Op     sqlast.Op // compares a valid number with Bound; empty: by Texts
	Bound  float64
}

func (b BinTest) ofLabel() bool { return b.Column.Key == summary.LabelKey }

// expr is the test over the rows of the log.
func (b BinTest) expr(s Scan) (sqlast.Expr, error) {
	v, _, err := s.value(b.Column, b.Column.Key)
	if err != nil {
		return nil, err
	}
	return b.over(v)
}

// over is the test of one value. It is true or false, never NULL.
func (b BinTest) over(v value) (sqlast.Expr, error) {
	var found []sqlast.Expr
	number := sqlast.ToNumber{X: v.x, From: v.t}
	if b.Op != "" {
		found = append(found, sqlast.And{List: append(b.valid(number),
			sqlast.Binary{Op: b.Op, L: number, R: sqlast.Param{Value: b.Bound}})})
	}
	var named []string
	text := sqlast.ToText{X: v.x, From: v.t}
	for _, bin := range b.Texts {
		switch {
		case bin == MissingValue:
			found = append(found, sqlast.IsNull{X: v.x})
		case bin == InvalidValue && b.Number:
			found = append(found, sqlast.And{List: []sqlast.Expr{sqlast.Not{X: sqlast.IsNull{X: v.x}},
				sqlast.Not{X: definitely(sqlast.And{List: b.valid(number)})}}})
		case b.Number:
			return nil, fault.Newf(fault.BadQuery, "%q is no bin of numbers; bins by name are %s and %s", bin, MissingValue, InvalidValue)
		case bin == OtherValues && b.Column.Mode == Classified && !b.Column.Truncated:
			found = append(found, sqlast.And{List: []sqlast.Expr{sqlast.InTexts{X: text, Values: b.Column.Known},
				sqlast.Not{X: sqlast.InTexts{X: text, Values: b.Column.Kept}}}})
		case bin == OtherValues && b.Column.Mode == Classified, bin == NewValues && b.Column.Mode == Classified && !b.Column.Truncated:
			found = append(found, sqlast.And{List: []sqlast.Expr{sqlast.Not{X: sqlast.IsNull{X: v.x}},
				sqlast.Not{X: sqlast.InTexts{X: text, Values: b.Column.Kept}},
				sqlast.Not{X: sqlast.InTexts{X: text, Values: b.Column.Known}}}})
		default:
			named = append(named, bin)
		}
	}
	if len(named) > 0 {
		found = append(found, sqlast.InTexts{X: text, Values: named})
	}
	test := definitely(sqlast.Or{List: found})
	if b.Not {
		return sqlast.Not{X: test}, nil
	}
	return test, nil
}

// valid are the tests a number passes that is counted as one.
func (b BinTest) valid(x sqlast.Expr) []sqlast.Expr {
	tests := []sqlast.Expr{sqlast.Finite{X: x}}
	if b.Column.Probability {
		tests = append(tests, isProbability(x)...)
	}
	return tests
}

// definitely is the test with "unknown" taken for false.
func definitely(test sqlast.Expr) sqlast.Expr {
	return sqlast.Binary{Op: sqlast.Eq, L: ifElse(test, sqlast.Int(1), sqlast.Int(0)), R: sqlast.Int(1)}
}
