package values

import (
	"math"

	"leeway/pkg/fault"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
)

// sumTolerance is how far from 1 the probabilities of so many classes may add up: each may be rounded to two digits,
// by half of one at most, but for many classes it ends at a tenth.
func sumTolerance(classes int) float64 {
	const half, most, error = 0.005, 0.1, 1e-9 // error: 0.99 lies further from 1 than 0.01, in doubles
	return min(half*float64(classes), most) + error
}

// maxDerivedClasses bounds the classes whose top one is computed in SQL, which compares each with every other.
const maxDerivedClasses = 50

// probabilities are the class probabilities of a row, as they lie in the source and as numbers.
type probabilities struct {
	classes []string
	raw     []sqlast.Expr
	p       []sqlast.Expr
}

func (s Source) probabilities(scores []columns.ClassScore) (probabilities, error) {
	var list probabilities
	for _, score := range scores {
		v, err := s.Field(columns.ScoreKey+"."+score.Class, score.Column, "")
		if err == nil {
			v, err = ReadPart(score.Part, v, score.Column)
		}
		if err != nil {
			return list, err
		}
		list.classes = append(list.classes, score.Class)
		list.raw = append(list.raw, v.X)
		list.p = append(list.p, v.Number())
	}
	return list, nil
}

// ofRow is x where the row's probabilities are a distribution: each a probability, together 1 within sumTolerance;
// NULL where all are NULL, and broken in every other case. The sum is behind the test of its parts, so it cannot
// overflow.
func (l probabilities) ofRow(x, broken sqlast.Expr, null sqlast.Type) sqlast.Expr {
	var absent, within []sqlast.Expr
	for i, p := range l.p {
		absent = append(absent, sqlast.IsNull{X: l.raw[i]})
		within = append(within, expr.IsProbability(p)...)
	}
	beside := expr.Abs(expr.Minus(l.sum(), sqlast.FloatLit(1)))
	whole := expr.If(expr.Compare(beside, sqlast.Le, sqlast.FloatLit(sumTolerance(len(l.p)))), x, broken)
	return sqlast.Case{Whens: []sqlast.When{
		{If: sqlast.And{List: absent}, Then: sqlast.Null{Type: null}},
		{If: sqlast.And{List: within}, Then: whole},
	}, Else: broken}
}

// number is ofRow for a number that is never negative: broken rows hold −1, which is not a probability.
func (l probabilities) number(x sqlast.Expr) Value {
	return Value{l.ofRow(x, sqlast.FloatLit(-1), sqlast.Float), sqlast.Float}
}

// sum is what the probabilities add up to, near 1 in a distribution.
func (l probabilities) sum() sqlast.Expr { return expr.Fold(l.p, expr.Plus) }

// share is a probability of a distribution divided by their sum, so that rounded ones add up to 1.
func (l probabilities) share(p sqlast.Expr) sqlast.Expr {
	return expr.Over(p, l.sum())
}

func (l probabilities) top() sqlast.Expr {
	return expr.Fold(l.p, func(a, b sqlast.Expr) sqlast.Expr { return sqlast.Greatest{A: a, B: b} })
}

// topClass is the class of the greatest probability; of equal ones the first by its bytes.
func (l probabilities) topClass() (Value, error) {
	if len(l.p) > maxDerivedClasses {
		err := fault.Newf(fault.BadModel, "is missing; with more than %d classes the log must hold the predicted one",
			maxDerivedClasses)
		return Value{}, err.At("log.prediction")
	}
	choice := sqlast.Case{Else: sqlast.Null{Type: sqlast.Text}}
	for i, p := range l.p {
		choice.Whens = append(choice.Whens, sqlast.When{If: expr.Compare(p, sqlast.Ge, l.top()),
			Then: sqlast.Param{Value: l.classes[i]}})
	}
	return Value{l.ofRow(choice, sqlast.Null{Type: sqlast.Text}, sqlast.Text), sqlast.Text}, nil
}

// entropy is −Σ (p/s)·log2 (p/s) = log2 s − Σ p·log2 p / s with s the sum of all p, a term of 0 being 0.
func (l probabilities) entropy() sqlast.Expr {
	var terms []sqlast.Expr
	for _, p := range l.p {
		positive := expr.Compare(p, sqlast.Gt, sqlast.FloatLit(0))
		terms = append(terms, expr.If(positive, expr.Times(p, expr.Ln(p)), sqlast.FloatLit(0)))
	}
	bits := expr.Times(l.share(expr.Fold(terms, expr.Plus)), sqlast.FloatLit(-1/math.Ln2))
	bits = expr.Plus(bits, expr.Log2(l.sum()))
	sure := expr.Compare(l.top(), sqlast.Ge, l.sum()) // no entropy at all, whatever the last digits say
	return expr.If(sure, sqlast.FloatLit(0), bits)
}
