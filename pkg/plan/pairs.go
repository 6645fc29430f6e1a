package plan

import (
	"slices"
	"strconv"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// Pair is what a column of a pair is made of: two columns of numbers, of which the second may be the label.
type Pair struct {
	X, Y           Column
	ScaleX, ScaleY Scale
}

// Scale places a variable: z = (x − Center)·2^−Exponent. The same for all spans, or sums would not merge.
type Scale struct {
	Center   float64
	Exponent int
}

// PairKey returns the key of the column of a pair.
func PairKey(x, y string) string { return "pair:" + string(NewSegment(x, y)) }

// OfLabel reports whether the pair needs labels.
func (p Pair) OfLabel() bool { return p.Y.Key == summary.LabelKey }

// HasPair reports whether the source holds both columns of a pair.
func (s Source) HasPair(m *model.Model, p Pair) bool {
	if p.OfLabel() {
		return s.Has(m, p.X) && s.HoldsLabels(m)
	}
	return s.Has(m, p.X) && s.Has(m, p.Y)
}

// Pairs returns the statement that sums the moments of the scan's columns, which are all of pairs; see summary.PairX. A
// row counts where both have a valid value, of a magnitude up to 1e150, and the label one that counts. The label of a
// model of classes is 1 if it is the positive one, else 0.
func (s Scan) Pairs(how sqlast.Counting) (Statement, error) { return s.inParts(how, Scan.sumPairs) }

func (s Scan) sumPairs() (Statement, error) {
	sh := s.shape()
	var read, made []sqlast.Item
	var branches []sqlast.Select
	for i, c := range s.Columns {
		x, y := "x"+strconv.Itoa(i), "y"+strconv.Itoa(i)
		own, err := s.variable(c.Pair.X, x)
		if err != nil {
			return Statement{}, err
		}
		read = append(read, own)
		if c.Pair.OfLabel() {
			made = append(made, sqlast.Item{X: s.labelVariable(), As: y})
		} else {
			if own, err = s.variable(c.Pair.Y, y); err != nil {
				return Statement{}, err
			}
			read = append(read, own)
		}
		branches = append(branches, c.Pair.branch(i, x, y, sh))
	}
	with, err := s.bases(read, made)
	if err != nil {
		return Statement{}, err
	}
	reader := s.newReader(s.Columns)
	reader.pairs = true
	return Statement{Query: sqlast.Union{With: with, Parts: branches}, Reader: reader}, nil
}

// variable reads a column as a number, NULL for what is none that counts.
func (s Scan) variable(c Column, as string) (sqlast.Item, error) {
	v, _, err := s.value(c, as)
	if err != nil {
		return sqlast.Item{}, err
	}
	x := sqlast.ToNumber{X: v.x, From: v.t}
	tests := []sqlast.Expr{usable(x)}
	if c.Probability {
		tests = append(tests, isProbability(x)...)
	}
	return sqlast.Item{X: ifElse(sqlast.And{List: tests}, x, sqlast.Null{Type: sqlast.Float}), As: as}, nil
}

func (s Scan) labelVariable() sqlast.Expr {
	none := sqlast.Null{Type: sqlast.Float}
	if s.Model.Task == model.Regression {
		y := sqlast.ToNumber{X: labelText, From: sqlast.Text}
		return ifElse(usable(y), y, none)
	}
	return sqlast.Case{Whens: []sqlast.When{{If: sqlast.IsNull{X: labelText}, Then: none},
		{If: sqlast.InTexts{X: labelText, Values: positiveTexts(s.Model)}, Then: sqlast.FloatLit(1)}},
		Else: sqlast.FloatLit(0)}
}

// branch sums the moments of one pair: placed values, then moments, then their whole and broken parts.
func (p Pair) branch(index int, x, y string, sh shape) sqlast.Select {
	zx, zy := sqlast.Column{Name: "zx", Type: sqlast.Float}, sqlast.Column{Name: "zy", Type: sqlast.Float}
	column := func(name string) sqlast.Column { return sqlast.Column{Name: name, Type: sqlast.Float} }
	present := func(x sqlast.Expr) sqlast.Expr { return sqlast.Not{X: sqlast.IsNull{X: x}} }

	scaled := sqlast.Select{From: sqlast.Ref{Name: base},
		Where: sqlast.And{List: []sqlast.Expr{present(column(x)), present(column(y))}}}
	scaled.Items = append(sh.carry(), sqlast.Item{X: p.ScaleX.shifted(column(x)), As: "ux"},
		sqlast.Item{X: p.ScaleY.shifted(column(y)), As: "uy"})

	placed := sqlast.Select{From: sqlast.Subquery{Query: scaled, As: "u"}}
	placed.Items = append(sh.carry(), sqlast.Item{X: bounded(column("ux")), As: zx.Name}, sqlast.Item{X: bounded(column("uy")), As: zy.Name})

	moments := sqlast.Select{From: sqlast.Subquery{Query: placed, As: "z"}}
	cut := func(z sqlast.Expr) sqlast.Expr {
		return sqlast.Binary{Op: sqlast.Ge, L: sqlast.Call{Func: sqlast.Abs, X: z}, R: sqlast.FloatLit(summary.PairLimit)}
	}
	moments.Items = append(sh.carry(), sqlast.Item{As: "beyond",
		X: ifElse(sqlast.Or{List: []sqlast.Expr{cut(zx), cut(zy)}}, sqlast.Int(1), sqlast.Int(0))})
	for k, m := range []sqlast.Expr{zx, zy, times(zx, zx), times(zy, zy), times(zx, zy)} {
		if sh.weighted {
			m = times(m, column("w"))
		}
		moments.Items = append(moments.Items, sqlast.Item{X: m, As: moment(k)})
	}

	summed := groupedBy(index, sh.handed())
	summed.From = sqlast.Subquery{Query: moments, As: "m"}
	beyond := sqlast.Agg{Func: sqlast.Sum, X: sqlast.Column{Name: "beyond", Type: sqlast.Integer}}
	summed.Items = append(summed.Items, sqlast.Item{X: sh.rows(), As: "n"}, sqlast.Item{X: beyond, As: "cut"})
	for k := range summary.PairMoments {
		m := column(moment(k))
		whole := sqlast.Floor{X: m}
		broken := sqlast.Round{X: times(minus(m, whole), sqlast.FloatLit(summary.PairUnit))}
		summed.Items = append(summed.Items, sqlast.Item{X: sqlast.Agg{Func: sqlast.Sum, X: whole}, As: "whole" + strconv.Itoa(k)},
			sqlast.Item{X: sqlast.Agg{Func: sqlast.Sum, X: broken}, As: "broken" + strconv.Itoa(k)})
	}
	return summed
}

func moment(k int) string { return "m" + strconv.Itoa(k) }

// shifted is x on its scale. Values are at most 1e150 in size, so that neither step overflows.
func (s Scale) shifted(x sqlast.Expr) sqlast.Expr {
	return sqlast.Scaled{X: minus(x, sqlast.FloatLit(s.Center)), Shift: -s.Exponent}
}

// bounded is z cut to ±PairLimit, and zero where it is nearly: a product of tiny numbers fails in some stores.
func bounded(z sqlast.Expr) sqlast.Expr {
	tiny := sqlast.Binary{Op: sqlast.Lt, L: sqlast.Call{Func: sqlast.Abs, X: z}, R: sqlast.FloatLit(summary.PairFloor)}
	return ifElse(tiny, sqlast.FloatLit(0), clamp(z, sqlast.FloatLit(-summary.PairLimit), sqlast.FloatLit(summary.PairLimit)))
}

// addPair reads one row of sums of moments.
func (r *Reader) addPair(row Row) error {
	col, ok := row.Int(0)
	span, segment := r.place(row, 1)
	if !ok || col < 0 || int(col) >= len(r.columns) || span < 0 || span >= len(r.spans) {
		return fault.Newf(fault.Internal, "sums came back for pair %d, span %d", col, span)
	}
	at := 2 + r.segments
	n, _ := row.Float(at)
	beyond, _ := row.Float(at + 1)
	c := r.columns[col].Empty()
	for k := range summary.PairMoments {
		whole, _ := row.Float(at + 2 + 2*k)
		broken, _ := row.Float(at + 3 + 2*k)
		c.Cells[summary.PairX+int64(k)] = summary.Cell{N: n / r.unit, Off: whole, Off2: broken}
	}
	c.Cells[summary.PairBeyond] = summary.Cell{N: beyond}
	r.spans[span].Columns[r.columns[col].Key][segment] = c
	return nil
}

// positiveTexts are the texts that a label of the positive class may be: the declared spellings and the usual ones of each.
func positiveTexts(m *model.Model) []string {
	list := m.Log.Positive.Texts()
	for _, text := range m.Log.Positive.Texts() {
		list = append(list, model.ClassVariants(text, m.Task)...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
