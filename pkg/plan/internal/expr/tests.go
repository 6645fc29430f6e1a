package expr

import (
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// LargestUsable bounds the magnitude of numbers that are subtracted or divided: what lies beyond is left out as
// missing, because some stores fail a statement when its result overflows.
const LargestUsable = 1e150

// IsUsable tests a number for being finite and at most LargestUsable in magnitude.
func IsUsable(x sqlast.Expr) sqlast.Expr {
	return sqlast.And{List: []sqlast.Expr{sqlast.Finite{X: x},
		sqlast.Binary{Op: sqlast.Le, L: sqlast.Call{Func: sqlast.Abs, X: x}, R: sqlast.FloatLit(LargestUsable)}}}
}

// IsProbability are the tests of a probability, which may lie outside [0, 1] by a rounding error.
func IsProbability(p sqlast.Expr) []sqlast.Expr {
	return []sqlast.Expr{sqlast.Binary{Op: sqlast.Ge, L: p, R: sqlast.FloatLit(-summary.ProbabilitySlack)},
		sqlast.Binary{Op: sqlast.Le, L: p, R: sqlast.FloatLit(1 + summary.ProbabilitySlack)}}
}

// IsPresent tests for a value that is not NULL.
func IsPresent(x sqlast.Expr) sqlast.Expr { return sqlast.Not{X: sqlast.IsNull{X: x}} }

// IsTrue is the test with NULL taken for false.
func IsTrue(test sqlast.Expr) sqlast.Expr {
	return sqlast.Binary{Op: sqlast.Eq, L: If(test, sqlast.Int(1), sqlast.Int(0)), R: sqlast.Int(1)}
}

// Compare compares a with b.
func Compare(a sqlast.Expr, op sqlast.Op, b sqlast.Expr) sqlast.Expr {
	return sqlast.Binary{Op: op, L: a, R: b}
}

// All is true if all tests are.
func All(tests ...sqlast.Expr) sqlast.Expr { return sqlast.And{List: tests} }

// Any is true if any of the tests is.
func Any(tests ...sqlast.Expr) sqlast.Expr { return sqlast.Or{List: tests} }
