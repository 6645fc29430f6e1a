package plan

import (
	"maps"
	"math"
	"slices"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// The keys of the columns that are made of all class probabilities of a row; the greatest of them is ScoreKey.
const (
	EntropyKey = "entropy"
	LogLossKey = "log_loss"
)

// ClassScoreKey returns the key of the column of one class's probability.
func ClassScoreKey(class string) string { return ScoreKey + ":" + class }

// sumTolerance is how far from 1 the probabilities of so many classes may add up: each may be rounded to two digits, by half of
// one at most, but for many classes it ends at a tenth.
func sumTolerance(classes int) float64 {
	const half, most, error = 0.005, 0.1, 1e-9 // error: 0.99 lies further from 1 than 0.01, in doubles
	return min(half*float64(classes), most) + error
}

// maxDerivedClasses bounds the classes whose top one is computed in SQL, which compares each with every other.
const maxDerivedClasses = 50

// leastProbability is what the probability of the actual class is cut to in a log loss.
const leastProbability = 1e-15

// ClassScore is the column that holds the probability of a class.
type ClassScore struct {
	Class, Column string
	Part          Part
}

// ClassScores lists the columns of a multiclass model's scores in the order of their classes' bytes; nil without any.
func ClassScores(m *model.Model) []ClassScore {
	if m.Task != model.Multiclass || m.Log.Score == nil {
		return nil
	}
	var list []ClassScore
	for _, class := range slices.Sorted(maps.Keys(m.Log.Score.Classes)) {
		at := m.Log.Score.Classes[class]
		list = append(list, ClassScore{Class: class, Column: at.Column, Part: PartOf(at)})
	}
	return list
}

// ScoreColumns lists what is counted of a multiclass model's scores besides the greatest one: the entropy, in bits, and
// each class's own probability. Their grids are fixed.
func ScoreColumns(m *model.Model) []Column {
	scores := ClassScores(m)
	if scores == nil {
		return nil
	}
	// Cells of 1/32 bit: up to 2^16 classes in 512 cells. A mean does not suffer from a cell's width.
	list := []Column{{Key: EntropyKey, Role: EntropyKey, Made: Entropy, Grid: summary.Grid{Family: summary.Linear, Scale: 5}}}
	for _, s := range scores {
		list = append(list, Column{Key: ClassScoreKey(s.Class), Role: ScoreKey, Name: s.Class, Made: ClassProbability,
			Probability: true, Grid: summary.ScoreGrid})
	}
	return list
}

// logLossColumn counts −ln of the probability of the actual class, of labelled predictions. What was cut lies above its
// bound, so that it is counted.
func logLossColumn() Column {
	return Column{Key: LogLossKey, Role: LogLossKey, Made: LogLoss, Grid: summary.Grid{Family: summary.Linear, Scale: 3},
		Bounds: &[2]float64{0, greatestLoss - 1e-9}}
}

var greatestLoss = -math.Log(leastProbability)

// probabilities are the class probabilities of a row, as they lie in the source and as numbers.
type probabilities struct {
	classes []string
	raw     []sqlast.Expr
	p       []sqlast.Expr
}

func (s Source) probabilities(scores []ClassScore) (probabilities, error) {
	var list probabilities
	for _, score := range scores {
		v, err := s.field(ScoreKey+"."+score.Class, score.Column, "")
		if err == nil {
			v, err = score.Part.of(v, score.Column)
		}
		if err != nil {
			return list, err
		}
		list.classes = append(list.classes, score.Class)
		list.raw = append(list.raw, v.x)
		list.p = append(list.p, sqlast.ToNumber{X: v.x, From: v.t})
	}
	return list, nil
}

// ofRow is x where the row's probabilities are a distribution: each a probability, together 1 within sumTolerance; NULL where
// all are NULL, and broken in every other case. The sum is behind the test of its parts, so it cannot overflow.
func (l probabilities) ofRow(x, broken sqlast.Expr, null sqlast.Type) sqlast.Expr {
	var absent, within []sqlast.Expr
	for i, p := range l.p {
		absent = append(absent, sqlast.IsNull{X: l.raw[i]})
		within = append(within, isProbability(p)...)
	}
	beside := sqlast.Call{Func: sqlast.Abs, X: minus(l.sum(), sqlast.FloatLit(1))}
	whole := ifElse(sqlast.Binary{Op: sqlast.Le, L: beside, R: sqlast.FloatLit(sumTolerance(len(l.p)))}, x, broken)
	return sqlast.Case{Whens: []sqlast.When{
		{If: sqlast.And{List: absent}, Then: sqlast.Null{Type: null}},
		{If: sqlast.And{List: within}, Then: whole},
	}, Else: broken}
}

// number is ofRow for a number that is never negative: broken rows hold −1, which is no probability.
func (l probabilities) number(x sqlast.Expr) value {
	return value{l.ofRow(x, sqlast.FloatLit(-1), sqlast.Float), sqlast.Float}
}

// sum is what the probabilities add up to, near 1 in a distribution.
func (l probabilities) sum() sqlast.Expr { return fold(l.p, plus) }

// share is a probability of a distribution divided by their sum, so that rounded ones add up to 1.
func (l probabilities) share(p sqlast.Expr) sqlast.Expr {
	return sqlast.Binary{Op: sqlast.Div, L: p, R: l.sum()}
}

// fold combines a list in the shape of a balanced tree, always the same, so that sums have the same digits on every
// store and statements stay shallow.
func fold(list []sqlast.Expr, with func(a, b sqlast.Expr) sqlast.Expr) sqlast.Expr {
	if len(list) == 1 {
		return list[0]
	}
	half := len(list) / 2
	return with(fold(list[:half], with), fold(list[half:], with))
}

func (l probabilities) top() sqlast.Expr {
	return fold(l.p, func(a, b sqlast.Expr) sqlast.Expr { return sqlast.Greatest{A: a, B: b} })
}

// topClass is the class of the greatest probability; of equal ones the first by its bytes.
func (l probabilities) topClass() (value, error) {
	if len(l.p) > maxDerivedClasses {
		return value{}, fault.Newf(fault.BadModel, "is missing; with more than %d classes the log must hold the predicted one",
			maxDerivedClasses).At("log.prediction")
	}
	choice := sqlast.Case{Else: sqlast.Null{Type: sqlast.Text}}
	for i, p := range l.p {
		choice.Whens = append(choice.Whens, sqlast.When{If: sqlast.Binary{Op: sqlast.Ge, L: p, R: l.top()},
			Then: sqlast.Param{Value: l.classes[i]}})
	}
	return value{l.ofRow(choice, sqlast.Null{Type: sqlast.Text}, sqlast.Text), sqlast.Text}, nil
}

// entropy is −Σ (p/s)·log2 (p/s) = log2 s − Σ p·log2 p / s with s the sum of all p, a term of 0 being 0.
func (l probabilities) entropy() sqlast.Expr {
	var terms []sqlast.Expr
	for _, p := range l.p {
		positive := sqlast.Binary{Op: sqlast.Gt, L: p, R: sqlast.FloatLit(0)}
		terms = append(terms, ifElse(positive, times(p, sqlast.Call{Func: sqlast.Ln, X: p}), sqlast.FloatLit(0)))
	}
	bits := times(l.share(fold(terms, plus)), sqlast.FloatLit(-1/math.Ln2))
	bits = plus(bits, sqlast.Call{Func: sqlast.Log2, X: l.sum()})
	sure := sqlast.Binary{Op: sqlast.Ge, L: l.top(), R: l.sum()} // no entropy at all, whatever the last digits say
	return ifElse(sure, sqlast.FloatLit(0), bits)
}

// logLoss is −ln of the share of the label's class, 0 for a label that is none of the classes, and not less than
// leastProbability. operands are what has to be read of the log for it, named after name.
func (l probabilities) logLoss(name string) (value, []sqlast.Item) {
	sum := sqlast.Column{Name: name + "sum", Type: sqlast.Float}
	operands := []sqlast.Item{{X: l.number(l.sum()).x, As: sum.Name}}
	is := sqlast.Binary{Op: sqlast.Gt, L: sum, R: sqlast.FloatLit(0)}
	loss := sqlast.Case{Else: sqlast.Null{Type: sqlast.Float}}
	for i, p := range l.p {
		own := sqlast.Column{Name: name + "p" + segmentName(i), Type: sqlast.Float}
		operands = append(operands, sqlast.Item{X: p, As: own.Name})
		actual := sqlast.InTexts{X: labelText, Values: []string{l.classes[i]}}
		less := sqlast.Binary{Op: sqlast.Lt, L: own, R: times(sum, sqlast.FloatLit(leastProbability))}
		log := func(x sqlast.Expr) sqlast.Expr { return sqlast.Call{Func: sqlast.Ln, X: x} }
		loss.Whens = append(loss.Whens, sqlast.When{If: sqlast.And{List: []sqlast.Expr{is, actual}},
			Then: ifElse(less, sqlast.FloatLit(greatestLoss), minus(log(sum), log(own)))})
	}
	unknown := sqlast.And{List: []sqlast.Expr{is, sqlast.Not{X: sqlast.IsNull{X: labelText}}}}
	loss.Whens = append(loss.Whens, sqlast.When{If: unknown, Then: sqlast.FloatLit(greatestLoss)})
	return value{loss, sqlast.Float}, operands
}

// scored returns what a column counts that is made of class probabilities.
func (s Scan) scored(c Column, name string) (value, []sqlast.Item, error) {
	l, err := s.Source.probabilities(ClassScores(s.Model))
	if err == nil && len(l.p) == 0 {
		err = fault.Newf(fault.BadQuery, "model %q has no class probabilities", s.Model.ID)
	}
	if err != nil {
		return value{}, nil, err
	}
	switch c.Made {
	case TopProbability:
		return l.number(l.share(l.top())), nil, nil
	case TopClass:
		v, err := l.topClass()
		return v, nil, err
	case Entropy:
		return value{l.ofRow(l.entropy(), sqlast.Null{Type: sqlast.Float}, sqlast.Float), sqlast.Float}, nil, nil
	case LogLoss:
		v, operands := l.logLoss(name)
		return v, operands, nil
	}
	return l.number(l.share(l.p[slices.Index(l.classes, c.Name)])), nil, nil
}
