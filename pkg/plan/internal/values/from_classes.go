package values

import (
	"slices"
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
)

// logLoss is −ln of the share of the label's class, 0 for a label that is not one of the classes, and not less than
// columns.LeastProbability. Its operands are what has to be read of the log for it, named after name.
func (l probabilities) logLoss(name string) Derived {
	sum := sqlast.Column{Name: name + "sum", Type: sqlast.Float}
	operands := []sqlast.Item{{X: l.number(l.sum()).X, As: sum.Name}}
	isValid := expr.Compare(sum, sqlast.Gt, sqlast.FloatLit(0))
	loss := sqlast.Case{Else: sqlast.Null{Type: sqlast.Float}}
	for i, p := range l.p {
		own := sqlast.Column{Name: name + "ps" + strconv.Itoa(i), Type: sqlast.Float}
		operands = append(operands, expr.As(p, own.Name))
		actual := sqlast.InTexts{X: LabelText, Values: []string{l.classes[i]}}
		less := expr.Compare(own, sqlast.Lt, expr.Times(sum, sqlast.FloatLit(columns.LeastProbability)))
		log := func(x sqlast.Expr) sqlast.Expr { return expr.Ln(x) }
		loss.Whens = append(loss.Whens, sqlast.When{If: expr.All(isValid, actual),
			Then: expr.If(less, sqlast.FloatLit(columns.GreatestLoss), expr.Minus(log(sum), log(own)))})
	}
	unknown := expr.All(isValid, expr.IsPresent(LabelText))
	loss.Whens = append(loss.Whens, sqlast.When{If: unknown, Then: sqlast.FloatLit(columns.GreatestLoss)})
	return Derived{Value: Value{loss, sqlast.Float}, Operands: operands}
}

// fromClasses is what a column counts that is derived from class probabilities.
func (d Deriver) fromClasses(c columns.Column, name string) (Derived, error) {
	l, err := d.Source.probabilities(columns.ClassScores(d.Model))
	if err == nil && len(l.p) == 0 {
		err = fault.Newf(fault.BadQuery, "model %q has no class probabilities", d.Model.ID)
	}
	if err != nil {
		return Derived{}, err
	}
	switch c.Derived {
	case columns.TopProbability:
		return Derived{Value: l.number(l.share(l.top()))}, nil
	case columns.TopClass:
		v, err := l.topClass()
		return Derived{Value: v}, err
	case columns.Entropy:
		x := l.ofRow(l.entropy(), sqlast.Null{Type: sqlast.Float}, sqlast.Float)
		return Derived{Value: Value{x, sqlast.Float}}, nil
	case columns.LogLoss:
		return l.logLoss(name), nil
	}
	return Derived{Value: l.number(l.share(l.p[slices.Index(l.classes, c.Name)]))}, nil
}

// TopProbability is the greatest of a row's class probabilities, divided by their sum.
func (s Source) TopProbability(scores []columns.ClassScore) (Value, error) {
	l, err := s.probabilities(scores)
	if err != nil {
		return Value{}, err
	}
	return l.number(l.share(l.top())), nil
}

// TopClass is the class of the greatest of a row's class probabilities; of equal ones the first by its bytes.
func (s Source) TopClass(scores []columns.ClassScore) (Value, error) {
	l, err := s.probabilities(scores)
	if err != nil {
		return Value{}, err
	}
	return l.topClass()
}
