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

// listOf writes a list of expressions.
func (r *renderer) listOf(l sqlast.List) {
	if !r.d.Counting.Lists {
		r.fail(fault.Newf(fault.Unsupported, "%s cannot do lists of counts", r.d.Name))
		return
	}
	r.write("[")
	r.list(len(l), func(i int) { r.expr(l[i]) })
	r.write("]")
}

// entries writes what takes histograms apart, as Trino has it.
func (r *renderer) entries(e sqlast.Entries) {
	if r.d.Counting.Histograms == 0 {
		r.fail(fault.Newf(fault.Unsupported, "%s cannot do histograms", r.d.Name))
		return
	}
	r.source(e.From)
	r.line("CROSS JOIN UNNEST(ARRAY[")
	r.list(len(e.Numbers), func(i int) { r.expr(sqlast.Int(e.Numbers[i])) })
	r.write("], ARRAY[")
	r.list(len(e.Histograms), func(i int) { r.expr(e.Histograms[i]) })
	r.write(`]) AS "h" ("col", "histogram")`)
	r.line(`CROSS JOIN UNNEST("histogram") AS "e" ("key", "n")`)
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
