package count

import (
	"math"

	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// listForm is what the list of a column holds.
type listForm interface {
	// aggregate makes the list.
	aggregate(c numericColumn) sqlast.Expr
	// result is the row about an entry.
	result(e listEntry) result
	// decode adds what such a row says.
	decode(r record, p place) error
}

func listFormOf(c Column) listForm {
	switch {
	case c.Mode == columns.FirstPass:
		return octaveList{}
	case c.KeysSuffice():
		return keyList{}
	case c.Probability || c.Grid.Family != summary.Linear && c.Grid.Family != summary.Exponential:
		return stepList{}
	}
	return placeList{}
}

// listEntry are the fields of an entry.
type listEntry struct{ key, kind, n, off, off2 sqlast.Expr }

// entryName is the name of an entry of a list.
const entryName = "e"

func entryFields() listEntry {
	field := func(name sqlast.EntryField) sqlast.Expr {
		return sqlast.OfEntry{X: sqlast.Column{Name: entryName}, Field: name}
	}
	return listEntry{key: field(sqlast.EntryKey), kind: field(sqlast.EntryKind), n: field(sqlast.EntryCount),
		off: field(sqlast.EntryOff), off2: field(sqlast.EntryOff2)}
}

// keyList holds keys of cells. A row is a keyRow.
type keyList struct{}

func (keyList) aggregate(c numericColumn) sqlast.Expr {
	if c.Grid.Family == summary.Exponential && !c.Value.MayBeUnparsable() {
		return sqlast.TallyExponential{X: c.x, Cells: math.Exp2(float64(c.Grid.Scale))}
	}
	return sqlast.Tally{Key: c.key(c.Grid)}
}

func (keyList) result(e listEntry) result { return keyRow(markKey, e.n, e.key) }

func (keyList) decode(r record, p place) error { return decodeKey(r, p) }

// octaveList holds octaves. A row is that of an octave.
type octaveList struct{}

func (octaveList) aggregate(c numericColumn) sqlast.Expr { return sqlast.Octaves{X: c.orInfinite()} }

func (octaveList) result(e listEntry) result {
	fractional := expr.Compare(e.kind, sqlast.Ne, sqlast.Int(0))
	return octave{key: e.key, fractional: fractional, n: e.n, sum: e.off, squares: e.off2}.result()
}

func (octaveList) decode(r record, p place) error { return decodeOctave(r, p) }

// placeList holds cells with the places of their values, which the aggregate computes of the numbers. A row is as
// places has it.
type placeList struct{}

func (placeList) aggregate(c numericColumn) sqlast.Expr {
	return sqlast.Places{X: c.orInfinite(), Cells: math.Exp2(float64(c.Grid.Scale)),
		Exponential: c.Grid.Family == summary.Exponential, Bounds: c.Bounds}
}

func (placeList) result(e listEntry) result {
	isCell := sqlast.Finite{X: e.key}
	kind := sqlast.Case{Whens: []sqlast.When{{If: isCell, Then: e.kind},
		{If: sqlast.IsNull{X: e.key}, Then: sqlast.Int(missing)}}, Else: sqlast.Int(invalid)}
	cell := expr.If(isCell, sqlast.Floor{X: e.key}, sqlast.Int(0))
	return result{kind: kind, cell: cell, n: e.n, first: e.off, second: e.off2}
}

func (placeList) decode(r record, p place) error { return decodePlaces(r, p) }

// stepList is placeList on grids that the aggregate does not know: the column goes through the steps of places before.
type stepList struct{}

func (stepList) aggregate(c numericColumn) sqlast.Expr {
	unit := sqlast.FloatLit(summary.OffsetUnit)
	return sqlast.Tally{Key: sqlast.ToNumber{X: c.cell, From: sqlast.Integer}, Kind: c.kind,
		Off:  sqlast.Round{X: expr.Times(c.fraction, unit)},
		Off2: sqlast.Round{X: expr.Times(expr.Times(c.fraction, c.fraction), unit)}}
}

func (stepList) result(e listEntry) result {
	return result{kind: e.kind, cell: sqlast.Floor{X: e.key}, n: e.n, first: e.off, second: e.off2}
}

func (stepList) decode(r record, p place) error { return decodePlaces(r, p) }
