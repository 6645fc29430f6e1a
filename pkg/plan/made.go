package plan

import (
	"math"
	"time"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Made says what a column is made of.
type Made uint8

// What columns are made of. From TopProbability to Entropy they are made of all class probabilities of a row. From LabelValue
// to Delay they need a scan that reads labels, and without a label that counts they are missing; the last two need one
// that reads the offline table.
const (
	AsRead           Made = iota
	Width                 // of the prediction interval: upper − lower
	TopProbability        // the greatest probability of a row
	TopClass              // its class
	ClassProbability      // that of the class Column.Name
	Entropy               // −Σ p·log2 p over the classes
	LabelValue            // the label as a number
	Residual              // prediction − label
	RelativeError         // |prediction − label| / |label|; missing where the label is 0
	Covered               // whether the label lies inside the prediction interval, bounds included: true or false
	LogLoss               // −ln of the probability of the label's class
	Delay                 // seconds from the prediction to the observation of its label
	Matched               // whether the offline table has the row
	Agreement             // whether a feature is there what the log says
)

func (m Made) ofLabels() bool { return m >= LabelValue && m < Matched }

// joined says that a column is made once predictions have met another table.
func (m Made) joined() bool { return m >= LabelValue }

// The keys of the columns that are made of labels; the label itself is summary.LabelKey.
const (
	ResidualKey      = "residual"
	RelativeErrorKey = "relative_error"
	CoveredKey       = "covered"
	DelayKey         = "label_delay"
)

// LabelledColumns lists the columns that a model's labels make: of a regression model the label, the errors and, with a
// prediction interval, whether it held; of a multiclass model with scores the log loss; and how long labels took, where the model says when they were observed.
func LabelledColumns(m *model.Model) []Column {
	var list []Column
	if m.Outcomes == nil {
		return nil
	}
	if m.Task == model.Regression {
		list = append(list,
			Column{Key: summary.LabelKey, Role: summary.LabelKey, Made: LabelValue, Mode: FirstPass},
			Column{Key: ResidualKey, Role: ResidualKey, Made: Residual, Mode: FirstPass},
			Column{Key: RelativeErrorKey, Role: RelativeErrorKey, Made: RelativeError, Grid: summary.DefaultExponential})
		if m.Log.Interval != nil {
			list = append(list, Column{Key: CoveredKey, Role: CoveredKey, Made: Covered, Mode: Distinct})
		}
	}
	if ClassScores(m) != nil {
		list = append(list, logLossColumn())
	}
	if m.Outcomes.Time != nil {
		list = append(list, Column{Key: DelayKey, Role: DelayKey, Made: Delay, Grid: summary.DefaultExponential})
	}
	return list
}

// arithmetic bounds the magnitude of numbers that are subtracted or divided: what lies beyond is left out as missing,
// because some stores fail a statement whose result overflows.
const arithmetic = 1e150

func usable(x sqlast.Expr) sqlast.Expr {
	return sqlast.And{List: []sqlast.Expr{sqlast.Finite{X: x},
		sqlast.Binary{Op: sqlast.Le, L: sqlast.Call{Func: sqlast.Abs, X: x}, R: sqlast.FloatLit(arithmetic)}}}
}

// HoldsLabels reports whether the source itself has the column of labels, as a baseline's table may.
func (s Source) HoldsLabels(m *model.Model) bool {
	if m.Outcomes == nil {
		return false
	}
	_, err := s.field(summary.LabelKey, m.Outcomes.Label, "")
	return err == nil
}

// value returns what a column counts. For a column made of labels it is an expression over the labelled rows, and
// operands are what has to be read of the log for it, named after name.
func (s Scan) value(c Column, name string) (v value, operands []sqlast.Item, err error) {
	number := func(role, column, as string) (sqlast.Expr, error) {
		v, err := s.Source.field(role, column, "")
		operands = append(operands, sqlast.Item{X: sqlast.ToNumber{X: v.x, From: v.t}, As: as})
		return sqlast.Column{Name: as, Type: sqlast.Float}, err
	}
	switch c.Made {
	case AsRead:
		if v, err = s.Source.field(c.Role, c.Name, c.Path); err == nil && c.Probability {
			v, err = c.Part.of(v, c.Name)
		}
		if err == nil && c.Call != "" {
			_, err = s.Source.column(c.Call)
		}
		if err == nil && c.Mode != Classified && c.Mode != Distinct {
			v, err = s.age(v, c.Role)
		}
		return v, nil, err
	case LabelValue:
		return value{labelNumber, sqlast.Float}, nil, nil
	case Matched, Agreement:
		return s.agreement(c, name)
	case TopProbability, TopClass, ClassProbability, Entropy, LogLoss:
		return s.scored(c, name)
	case Delay:
		if s.Source.Time == nil {
			return v, nil, fault.Newf(fault.NotFound, "table %q has no times, so labels have no delay", s.Source.Table)
		}
		micros := minus(labelSeen, rowTime)
		return value{sqlast.Binary{Op: sqlast.Div, L: micros, R: sqlast.FloatLit(1e6)}, sqlast.Float}, nil, nil
	case Residual, RelativeError:
		p, err := number(PredictionKey, s.Model.Log.Prediction, name+"p")
		return value{residual(c.Made, p), sqlast.Float}, operands, err
	case Width, Covered:
		if s.Model.Log.Interval == nil {
			return v, nil, fault.Newf(fault.BadQuery, "model %q has no prediction interval", s.Model.ID)
		}
		lower, err := number("lower", s.Model.Log.Interval.Lower, name+"l")
		if err != nil {
			return v, nil, err
		}
		upper, err := number("upper", s.Model.Log.Interval.Upper, name+"u")
		if c.Made == Covered {
			return value{covered(lower, upper), sqlast.Text}, operands, err
		}
		return value{width(operands[0].X, operands[1].X), sqlast.Float}, nil, err
	}
	return v, nil, fault.Newf(fault.Internal, "%d is nothing a column is made of", c.Made)
}

// age makes of a time, which has no number of its own, the days from it to the prediction. Times without zone are on the
// clock of the log's own time.
func (s Scan) age(v value, role string) (value, error) {
	switch v.t {
	case sqlast.Timestamp, sqlast.TimestampTZ, sqlast.DateOnly:
	default:
		return v, nil
	}
	if s.Source.Time == nil {
		return v, fault.Newf(fault.NotFound, "%q holds times; the table has no time of the prediction to take their age by", role)
	}
	t, err := s.time()
	if err != nil {
		return v, err
	}
	naive := t.column.Type == sqlast.Timestamp || t.column.Type == sqlast.DateOnly
	logged := t.micros()
	switch {
	case v.t == sqlast.TimestampTZ:
		logged = t.instants()
	case !naive && t.naive != nil && t.naive != time.UTC:
		return v, fault.Newf(fault.Unsupported, "%q and the log's time are on different clocks: one has a zone, the other has not", role)
	}
	const day = 86_400_000_000
	age := minus(logged, sqlast.Micros{X: v.x, From: v.t})
	return value{sqlast.Binary{Op: sqlast.Div, L: age, R: sqlast.FloatLit(day)}, sqlast.Float}, nil
}

func residual(m Made, p sqlast.Expr) sqlast.Expr {
	error := minus(p, labelNumber)
	tests := []sqlast.Expr{usable(p), usable(labelNumber)}
	result := sqlast.Expr(error)
	if m == RelativeError {
		size := sqlast.Call{Func: sqlast.Abs, X: labelNumber}
		tests = append(tests, sqlast.Binary{Op: sqlast.Ge, L: size, R: sqlast.FloatLit(1 / arithmetic)})
		result = sqlast.Binary{Op: sqlast.Div, L: sqlast.Call{Func: sqlast.Abs, X: error}, R: size}
	}
	return ifElse(sqlast.And{List: tests}, result, sqlast.Null{Type: sqlast.Float})
}

func covered(lower, upper sqlast.Expr) sqlast.Expr {
	inside := sqlast.And{List: []sqlast.Expr{
		sqlast.Binary{Op: sqlast.Ge, L: labelNumber, R: lower}, sqlast.Binary{Op: sqlast.Le, L: labelNumber, R: upper}}}
	known := sqlast.And{List: []sqlast.Expr{sqlast.Finite{X: lower}, sqlast.Finite{X: upper}, sqlast.Finite{X: labelNumber}}}
	return sqlast.Case{Whens: []sqlast.When{
		{If: sqlast.And{List: []sqlast.Expr{known, inside}}, Then: sqlast.Param{Value: "true"}},
		{If: known, Then: sqlast.Param{Value: "false"}},
	}, Else: sqlast.Null{Type: sqlast.Text}}
}

func width(lower, upper sqlast.Expr) sqlast.Expr {
	return ifElse(sqlast.And{List: []sqlast.Expr{usable(lower), usable(upper)}}, minus(upper, lower), sqlast.Null{Type: sqlast.Float})
}

// Fractions of a weight are kept to 2^−weightBits, as whole numbers, so that sums do not depend on the order a store
// adds in. All weights of a count together must stay below 2^43.
const weightBits = 20

var weightUnit = math.Exp2(weightBits)
