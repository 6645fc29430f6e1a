package plan

import (
	"math"

	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// The first pass counts a column by sign and octave of |x| and adds up x and x² in each. The sums are the store's own, in
// doubles, so their last bits may differ from run to run; a choice of grid hangs on that only where a standard deviation lies that
// near a power of two.

// octaveBranch counts a column by octave: off is Σx, off2 Σx², and a cell is fractional if any of its values is.
func (c Column) octaveBranch(index int, v value, sh shape) sqlast.Select {
	raw, sh := c.rawNumbers(index, v, sh)
	l := c.lane("")
	keys := sqlast.Select{From: sqlast.Subquery{Query: raw, As: "r"}, OptimizationBarrier: true}
	tame := sqlast.Column{Name: "y"} // of no type: its square is a double, and is not guarded again
	part := sqlast.Column{Name: "part", Type: sqlast.Float}
	groups, dims := sh.grouped()
	keys.Items = append(groups, sh.counting()...)
	keys.Items = append(keys.Items, sqlast.Item{X: solid(l.key(summary.OctaveGrid, v)), As: keyColumn.Name},
		sqlast.Item{X: sqlast.SafeToSquare{X: l.x}, As: tame.Name}, sqlast.Item{X: minus(l.x, sqlast.FloorFloat{X: l.x}), As: part.Name})

	sums := sqlast.Select{From: sqlast.Subquery{Query: keys, As: "k"},
		Items: append(onward(groups), sqlast.Item{X: keyColumn, As: keyColumn.Name})}
	for i := range sums.Items {
		sums.GroupBy = append(sums.GroupBy, i+1)
	}
	sums.Items = append(sums.Items, sqlast.Item{X: sh.rows(), As: "n"},
		sqlast.Item{X: sqlast.Agg{Func: sqlast.Sum, X: sh.often(tame)}, As: "off"},
		sqlast.Item{X: sqlast.Agg{Func: sqlast.Sum, X: sh.often(times(tame, tame))}, As: "off2"},
		sqlast.Item{X: sqlast.Agg{Func: sqlast.Max, X: part}, As: part.Name})

	summed := ofColumn(sqlast.Int(index), dims)
	summed.From = sqlast.Subquery{Query: sums, As: "o"}
	summed.Items = append(summed.Items, toldOctave(keyColumn, sqlast.Binary{Op: sqlast.Gt, L: part, R: sqlast.FloatLit(0)},
		sqlast.Column{Name: "n"}, sqlast.Column{Name: "off"}, sqlast.Column{Name: "off2"})...)
	return summed
}

// toldOctave returns the items that hand on an octave by its key; broken says whether a value of it is fractional.
func toldOctave(key, broken, n, off, off2 sqlast.Expr) []sqlast.Item {
	isCell := sqlast.And{List: []sqlast.Expr{sqlast.Finite{X: key}, sqlast.Binary{Op: sqlast.Ne, L: key, R: sqlast.FloatLit(unparsed)}}}
	isMissing := sqlast.Or{List: []sqlast.Expr{sqlast.IsNull{X: key}, sqlast.Binary{Op: sqlast.Eq, L: key, R: sqlast.FloatLit(nothing)}}}
	kind := sqlast.Case{Whens: []sqlast.When{
		{If: isMissing, Then: sqlast.Int(missing)},
		{If: isCell, Then: ifElse(broken, sqlast.Int(fractional), sqlast.Int(valid))},
	}, Else: sqlast.Int(invalid)}
	return told(kind, ifElse(isCell, sqlast.Floor{X: key}, sqlast.Int(0)), n, off, off2)
}

// told returns the items that end every row about numbers.
func told(kind, cell, n, off, off2 sqlast.Expr) []sqlast.Item {
	return []sqlast.Item{{X: kind, As: "kind"}, {X: cell, As: "cell"}, {X: sqlast.Null{Type: sqlast.Text}, As: "cat"},
		{X: n, As: "n"}, {X: off, As: "off"}, {X: off2, As: "off2"}}
}

// rawNumbers reads a column as number x, and whether it is present: equal whole numbers counted first, and of a call the
// first row alone.
func (c Column) rawNumbers(index int, v value, sh shape) (sqlast.Select, shape) {
	raw := sqlast.Select{From: sqlast.Ref{Name: base}}
	if c.tallied(v, sh) {
		raw.Items = append(sh.carry(), sqlast.Item{X: v.x, As: "v"})
		var few sqlast.Select
		few, sh = sh.tally(raw)
		raw = sqlast.Select{From: sqlast.Subquery{Query: few, As: "f"}}
		v.x = sqlast.Column{Name: "v", Type: v.t}
	}
	raw.Items = append(sh.carry(), c.lane("").read(v)...)
	if c.Call != "" {
		raw = firstOfCall(index, raw, v, sh)
	}
	return raw, sh
}

// often is a number of a row as often as the row counts.
func (sh shape) often(x sqlast.Expr) sqlast.Expr {
	switch {
	case sh.tallied:
		return times(x, often)
	case sh.weighted:
		return times(x, sqlast.Column{Name: "w", Type: sqlast.Float})
	}
	return x
}

// addOctave adds the values of an octave. Beyond 2^±400 squares may not be doubles, and places are taken as even.
func addOctave(c *summary.Column, kind special, key int64, n, sum, squares float64) {
	switch kind {
	case missing:
		c.Missing += n
		return
	case invalid:
		c.Invalid += n
		return
	}
	cell := c.Grid.EvenCell(key, n)
	lower, width := c.Grid.Affine(key)
	if exponent := math.Abs(math.Log2(math.Abs(lower))); width != 0 && exponent < sqlast.SquareExponent {
		unit := func(x float64) float64 { return math.Max(0, math.Min(n, x)) * summary.OffsetUnit }
		sum, squares = sum/lower, squares/lower/lower
		cell.Off, cell.Off2 = unit(sum-n), unit(squares-2*sum+n)
	}
	if key == 0 {
		cell.Zero = n
	}
	if kind == fractional {
		cell.Fractional = n
	}
	c.Cells[key] = c.Cells[key].Plus(cell)
}
