package count

import (
	"math"

	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// octave is what a first pass computes of the values of one sign and octave: how many they are, their sum and that of
// their squares. The sums are the store's own, in doubles, so their last bits may differ from run to run; a choice of
// grid hangs on that only where a standard deviation lies that near a power of two.
type octave struct {
	key        sqlast.Expr // on summary.OctaveGrid, as cell_key.go has it
	fractional sqlast.Expr // tests whether any value is
	n          sqlast.Expr
	sum        sqlast.Expr
	squares    sqlast.Expr
}

// result is a row about the octave: cell is the key, first the sum, second that of the squares.
func (o octave) result() result {
	isCell := expr.All(sqlast.Finite{X: o.key},
		expr.Compare(o.key, sqlast.Ne, sqlast.FloatLit(unparsableKey)))
	isMissing := expr.Any(sqlast.IsNull{X: o.key},
		expr.Compare(o.key, sqlast.Eq, sqlast.FloatLit(missingKey)))
	kind := sqlast.Case{Whens: []sqlast.When{
		{If: isMissing, Then: sqlast.Int(missing)},
		{If: isCell, Then: expr.If(o.fractional, sqlast.Int(isFractional), sqlast.Int(valid))},
	}, Else: sqlast.Int(invalid)}
	cell := expr.If(isCell, sqlast.Floor{X: o.key}, sqlast.Int(0))
	return result{kind: kind, cell: cell, n: o.n, first: o.sum, second: o.squares}
}

// decodeOctave adds the values of an octave's row.
func decodeOctave(r record, p place) error {
	is, set := r.kind()
	sum, squares := r.sums()
	sums := octaveSums{key: r.cell(), n: r.n, sum: sum, squares: squares, fractional: set&isFractional != 0}
	addOctave(p.counts(), is, sums)
	return nil
}

// octaveSums are the sums of an octave as numbers.
type octaveSums struct {
	key             int64
	n, sum, squares float64
	fractional      bool // any value is
}

// addOctave adds the values of an octave. Beyond 2^±400 squares may not be doubles, and places are taken as even.
func addOctave(c *summary.Column, is status, o octaveSums) {
	switch is {
	case missing:
		c.Missing += o.n
		return
	case invalid:
		c.Invalid += o.n
		return
	}
	cell := c.Grid.EvenCell(o.key, o.n)
	lower, width := c.Grid.Affine(o.key)
	if exponent := math.Abs(math.Log2(math.Abs(lower))); width != 0 && exponent < sqlast.SquareExponent {
		unit := func(x float64) float64 { return math.Max(0, math.Min(o.n, x)) * summary.OffsetUnit }
		sum, squares := o.sum/lower, o.squares/lower/lower
		cell.Off, cell.Off2 = unit(sum-o.n), unit(squares-2*sum+o.n)
	}
	if o.key == 0 {
		cell.Zero = o.n
	}
	if o.fractional {
		cell.Fractional = o.n
	}
	c.Cells[o.key] = c.Cells[o.key].Plus(cell)
}
