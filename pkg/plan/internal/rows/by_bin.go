package rows

import (
	"leeway/pkg/fault"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// The names of the bins that hold what has no place among a column's values.
const (
	InvalidValue = summary.InvalidLabel
	OtherValues  = summary.OtherLabel
	NewValues    = summary.NewLabel
)

// BinTest keeps single rows whose value lies (or with Not does not lie) in one of a column's bins: a range of
// numbers, a category, or a special bin by its name. It classifies values as the counts of the column do.
type BinTest struct {
	Column columns.Column // its Key LabelKey: the label that counts for a row
	Number bool           // the column holds numbers
	Not    bool
	Texts  []string  // categories or special bins
	Op     sqlast.Op // compares a valid number with Bound; empty: by Texts
	Bound  float64
}

// OfLabel reports whether the test is of the label, not of a column of the log.
func (b BinTest) OfLabel() bool { return b.Column.Key == summary.LabelKey }

// Of is the test of one value. It is true or false, never NULL.
func (b BinTest) Of(v values.Value) (sqlast.Expr, error) {
	var found []sqlast.Expr
	if number := v.Number(); b.Op != "" {
		found = append(found, sqlast.And{List: append(b.valid(number),
			expr.Compare(number, b.Op, sqlast.Param{Value: b.Bound}))})
	}
	var categories []string
	for _, bin := range b.Texts {
		test, special, err := b.testSpecialBin(bin, v)
		if err != nil {
			return nil, err
		}
		if special {
			found = append(found, test)
		} else {
			categories = append(categories, bin)
		}
	}
	if len(categories) > 0 {
		found = append(found, sqlast.InTexts{X: v.Text(), Values: categories})
	}
	test := expr.IsTrue(sqlast.Or{List: found})
	if b.Not {
		return sqlast.Not{X: test}, nil
	}
	return test, nil
}

// testSpecialBin is the test for a bin that has a name of its own; it is not special if the name is a category.
func (b BinTest) testSpecialBin(bin string, v values.Value) (test sqlast.Expr, special bool, err error) {
	if bin == MissingValue {
		return sqlast.IsNull{X: v.X}, true, nil
	}
	if b.Number {
		if bin != InvalidValue {
			return nil, false, fault.Newf(fault.BadQuery, "%q is not a bin of numbers; bins by name are %s and %s",
				bin, MissingValue, InvalidValue)
		}
		isValid := expr.IsTrue(sqlast.And{List: b.valid(v.Number())})
		return expr.All(expr.IsPresent(v.X), sqlast.Not{X: isValid}), true, nil
	}
	if b.Column.Mode != columns.Classified {
		return nil, false, nil
	}
	isKept := sqlast.InTexts{X: v.Text(), Values: b.Column.Kept}
	isKnown := sqlast.InTexts{X: v.Text(), Values: b.Column.Known}
	unknown := expr.All(expr.IsPresent(v.X), sqlast.Not{X: isKept}, sqlast.Not{X: isKnown})
	switch {
	case bin == OtherValues && !b.Column.Truncated:
		return expr.All(isKnown, sqlast.Not{X: isKept}), true, nil
	case bin == OtherValues, bin == NewValues && !b.Column.Truncated:
		return unknown, true, nil
	}
	return nil, false, nil
}

// valid are the tests a number passes that is counted as one.
func (b BinTest) valid(x sqlast.Expr) []sqlast.Expr {
	tests := []sqlast.Expr{sqlast.Finite{X: x}}
	if b.Column.Probability {
		tests = append(tests, expr.IsProbability(x)...)
	}
	return tests
}
