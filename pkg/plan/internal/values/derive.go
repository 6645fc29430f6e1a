package values

import (
	"strings"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// Deriver derives what columns count from the columns of a source.
type Deriver struct {
	Model   *model.Model
	Source  Source
	Offline *Offline        // nil: nothing is compared with an offline table
	During  window.Interval // the times that are asked for
}

// Derived is what a column counts. Where that needs a join it is an expression over the joined rows, and Operands are
// what has to be read of the source for it.
type Derived struct {
	Value
	Operands []sqlast.Item
}

// Derive returns what a column counts; its operands are named after name.
func (d Deriver) Derive(c columns.Column, name string) (Derived, error) {
	switch c.Derived {
	case columns.AsRead:
		v, err := d.read(c)
		return Derived{Value: v}, err
	case columns.TopProbability, columns.TopClass, columns.ClassProbability, columns.Entropy, columns.LogLoss:
		return d.fromClasses(c, name)
	case columns.LabelValue:
		return Derived{Value: Value{LabelNumber, sqlast.Float}}, nil
	case columns.Delay:
		return d.delay()
	case columns.Residual, columns.RelativeError:
		p, err := d.operand(columns.PredictionKey, d.Model.Log.Prediction, name+"p")
		value := Value{predictionError(c.Derived, p.column()), sqlast.Float}
		return Derived{Value: value, Operands: []sqlast.Item{p.Item}}, err
	case columns.Width, columns.Covered:
		return d.fromInterval(c.Derived, name)
	case columns.Matched, columns.Agreement:
		return d.agreement(c, name)
	}
	return Derived{}, fault.Newf(fault.Internal, "a column has no derivation %d", c.Derived)
}

// read is a column as it lies in the source; a time is read as an age, unless categories are counted.
func (d Deriver) read(c columns.Column) (Value, error) {
	v, err := d.Source.Field(c.Role, c.Name, c.Path)
	if err == nil && c.Probability {
		v, err = ReadPart(c.Part, v, c.Name)
	}
	if err == nil && c.Call != "" {
		_, err = d.Source.Column(c.Call)
	}
	if err == nil && !c.HoldsCategories() {
		v, err = d.Age(v, c.Role)
	}
	return v, err
}

// operand is a number that is read of the source, to be named when it is read.
type operand struct{ sqlast.Item }

func (o operand) column() sqlast.Column { return sqlast.Column{Name: o.As, Type: sqlast.Float} }

func (d Deriver) operand(role, column, as string) (operand, error) {
	v, err := d.Source.Field(role, column, "")
	return operand{expr.As(v.Number(), as)}, err
}

// delay is how long after the prediction its label was observed.
func (d Deriver) delay() (Derived, error) {
	if d.Source.Time == nil {
		return Derived{}, fault.Newf(fault.NotFound, "table %q has no times, so labels have no delay",
			strings.Join(d.Source.Table, "."))
	}
	micros := expr.Minus(LabelSeen, RowTime)
	return Derived{Value: Value{expr.Over(micros, sqlast.FloatLit(1e6)), sqlast.Float}}, nil
}

// predictionError is the residual or the relative error of a prediction p.
func predictionError(of columns.Derivation, p sqlast.Expr) sqlast.Expr {
	residual := expr.Minus(p, LabelNumber)
	tests := []sqlast.Expr{expr.IsUsable(p), expr.IsUsable(LabelNumber)}
	result := residual
	if of == columns.RelativeError {
		size := expr.Abs(LabelNumber)
		tests = append(tests, expr.Compare(size, sqlast.Ge, sqlast.FloatLit(1/expr.LargestUsable)))
		result = expr.Over(expr.Abs(residual), size)
	}
	return expr.If(sqlast.And{List: tests}, result, sqlast.Null{Type: sqlast.Float})
}
