package dialect

import (
	"math"

	"leeway/pkg/fault"
	"leeway/pkg/sqlast"
)

// listNodeOf is nodeOf for lists of counts.
func listNodeOf(e sqlast.Expr) (Node, operands, bool) {
	switch e := e.(type) {
	case sqlast.Tally:
		if units, linear := unitsOf(e.Key); linear && e.Kind == nil {
			return TallyOf, operands{x: units.X, y: sqlast.FloatLit(math.Ldexp(1, units.Shift))}, true
		}
		if e.Kind == nil {
			return Tally, operands{x: e.Key}, true
		}
		return TallySum, operands{x: e.Key, y: e.Kind, z: e.Off, w: e.Off2}, true
	case sqlast.TallyExponential:
		return TallyExp, operands{x: e.X, y: sqlast.FloatLit(e.Cells)}, true
	case sqlast.Histogram:
		return Histogram, operands{x: e.X}, true
	case sqlast.Places:
		return placesOf(e)
	case sqlast.Octaves:
		return Octaves, operands{x: e.X}, true
	case sqlast.Each:
		return Each, operands{x: e.X}, true
	case sqlast.OfEntry:
		return entryField(e.Field), operands{x: e.X}, true
	}
	return "", operands{}, false
}

// placesOf is nodeOf for places.
func placesOf(p sqlast.Places) (Node, operands, bool) {
	node, within := Places, PlacesWithin
	if p.Exponential {
		node, within = PlacesExp, PlacesExpWithin
	}
	o := operands{x: p.X, y: sqlast.FloatLit(p.Cells)}
	if p.Bounds == nil {
		return node, o, true
	}
	o.z, o.w = sqlast.FloatLit(p.Bounds[0]), sqlast.FloatLit(p.Bounds[1])
	return within, o, true
}

// listOf spells a list of expressions.
func (d *Dialect) listOf(l sqlast.List) ([]piece, error) {
	if !d.Counting.Lists {
		return nil, fault.Newf(fault.Unsupported, "%s cannot do lists of counts", d.Name)
	}
	return enclose("[", commaList(len(l), func(i int) piece { return inside(l[i], plain) }), "]"), nil
}

// unitsOf returns the units whose floor e is.
func unitsOf(e sqlast.Expr) (sqlast.Units, bool) {
	whole, ok := e.(sqlast.FloorFloat)
	if !ok {
		return sqlast.Units{}, false
	}
	units, ok := whole.X.(sqlast.Units)
	return units, ok
}
