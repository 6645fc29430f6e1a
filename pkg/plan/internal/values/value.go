// Package values reads what a model names from a table: where a column lies, which type it has, and how a column that
// is derived is computed.
package values

import "leeway/pkg/sqlast"

// Value is an expression and its type, the raw material of a counted column.
type Value struct {
	X    sqlast.Expr
	Type sqlast.Type
}

// MayBeUnparsable says that a value may be no number though it is there. Other types have a number wherever they have a
// value.
func (v Value) MayBeUnparsable() bool { return v.Type.IsText() || v.Type == sqlast.JSON }

// Number is the value as a double, NULL where it is none.
func (v Value) Number() sqlast.Expr { return sqlast.ToNumber{X: v.X, From: v.Type} }

// Text is the value as canonical text.
func (v Value) Text() sqlast.Expr { return sqlast.ToText{X: v.X, From: v.Type} }

// The columns that rows have once they were read. RowTime is in microseconds since 1970, as is LabelSeen, which is
// when a label was observed.
var (
	RowTime     = sqlast.Column{Name: "t", Type: sqlast.Integer}
	LabelText   = sqlast.Column{Name: "label", Type: sqlast.Text}
	LabelNumber = sqlast.Column{Name: "y", Type: sqlast.Float}
	LabelSeen   = sqlast.Column{Name: "seen", Type: sqlast.Integer}
	IsMatched   = sqlast.Column{Name: "matched", Type: sqlast.Integer} // NULL without a row of the offline table
)
