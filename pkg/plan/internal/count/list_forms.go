package count

import (
	"math"

	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// listForm is what the entries of a list hold.
type listForm uint8

// The forms of lists.
const (
	listOfKeys    listForm = iota // keyRows
	listOfOctaves                 // octaves
	listOfPlaces                  // cells and kinds with places; the column goes through all steps of places
)

func listFormOf(c Column) listForm {
	switch {
	case c.Mode == columns.FirstPass:
		return listOfOctaves
	case c.KeysSuffice():
		return listOfKeys
	}
	return listOfPlaces
}

// aggregate makes the list of a column.
func (f listForm) aggregate(c numericColumn) sqlast.Expr {
	switch f {
	case listOfOctaves:
		return sqlast.Octaves{X: c.orInfinite()}
	case listOfPlaces:
		unit := sqlast.FloatLit(summary.OffsetUnit)
		return sqlast.Tally{Key: sqlast.ToNumber{X: c.cell, From: sqlast.Integer}, Kind: c.kind,
			Off:  sqlast.Round{X: expr.Times(c.fraction, unit)},
			Off2: sqlast.Round{X: expr.Times(expr.Times(c.fraction, c.fraction), unit)}}
	}
	if c.Grid.Family == summary.Exponential && !c.Value.MayBeUnparsable() {
		return sqlast.TallyExponential{X: c.x, Cells: math.Exp2(float64(c.Grid.Scale))}
	}
	return sqlast.Tally{Key: c.key(c.Grid)}
}

// entryName is the name of an entry of a list.
const entryName = "e"

// entry is the result of an entry.
func (f listForm) entry() result {
	field := func(name sqlast.EntryField) sqlast.Expr {
		return sqlast.OfEntry{X: sqlast.Column{Name: entryName}, Field: name}
	}
	key, n := field(sqlast.EntryKey), field(sqlast.EntryCount)
	off, off2 := field(sqlast.EntryOff), field(sqlast.EntryOff2)
	switch f {
	case listOfOctaves:
		broken := expr.Compare(field(sqlast.EntryKind), sqlast.Ne, sqlast.Int(0))
		return octave{key: key, fractional: broken, n: n, sum: off, squares: off2}.result()
	case listOfPlaces:
		return result{kind: field(sqlast.EntryKind), cell: sqlast.Floor{X: key}, n: n, first: off, second: off2}
	}
	return keyRow(markKey, n, key)
}

// decode adds the values of an entry's row.
func (f listForm) decode(r record, p place) error {
	switch f {
	case listOfOctaves:
		return decodeOctave(r, p)
	case listOfPlaces:
		return decodePlaces(r, p)
	}
	return decodeKey(r, p)
}
