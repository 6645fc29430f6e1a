package plan

import (
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/sqlast"
)

// Offline is a table of what training would have seen, by the same ids as the log's.
type Offline struct {
	Source    Source
	Tolerance float64 // numbers a and b are the same if |a − b| ≤ tolerance · max(1, |a|, |b|)
}

// SkewKey returns the key of the column that says how a feature agrees with the offline table: the category Differs or
// Same, missing without a row there. The key of "" is that of the rows themselves, which are Same or missing.
func SkewKey(feature string) string {
	if feature == "" {
		return "skew"
	}
	return "skew:" + feature
}

// The categories of columns that compare with the offline table.
const (
	Same    = "same"
	Differs = "differs"
)

// SkewColumns lists what is compared with a model's offline table: the rows, then every feature.
func SkewColumns(m *model.Model) []Column {
	if m.Skew == nil {
		return nil
	}
	list := []Column{{Key: SkewKey(""), Role: SkewKey(""), Made: Matched, Mode: Distinct}}
	for _, f := range m.Features {
		c, err := featureColumn(m, FeatureKey(f.Name))
		if err != nil {
			continue // its grid is wrong, which its own column tells
		}
		list = append(list, Column{Key: SkewKey(f.Name), Role: c.Role, Name: c.Name, Path: c.Path, Made: Agreement, Mode: Distinct})
	}
	return list
}

// agreement compares a feature with the offline table: operands are what is read of the log.
func (s Scan) agreement(c Column, name string) (value, []sqlast.Item, error) {
	matched := sqlast.Not{X: sqlast.IsNull{X: sqlast.Column{Name: "matched", Type: sqlast.Integer}}}
	none := sqlast.Null{Type: sqlast.Text}
	if c.Made == Matched {
		return value{ifElse(matched, sqlast.Param{Value: Same}, none), sqlast.Text}, nil, nil
	}
	mine, err := s.Source.field(c.Role, c.Name, c.Path)
	if err != nil || s.Offline == nil {
		return value{}, nil, err
	}
	theirs, err := s.Offline.Source.field(c.Role, c.Role, "")
	if err != nil {
		return value{}, nil, err
	}
	feature, _ := s.Model.Feature(c.Role)
	as := func(v value) (sqlast.Expr, sqlast.Type) {
		if feature.Kind == model.Numeric {
			return sqlast.ToNumber{X: v.x, From: v.t}, sqlast.Float
		}
		return sqlast.ToText{X: v.x, From: v.t}, sqlast.Text
	}
	logged, t := as(mine)
	offline, _ := as(theirs)
	a, b := sqlast.Column{Name: name + "a", Type: t}, sqlast.Column{Name: name + "b", Type: t}
	same := s.same(a, b)
	return value{sqlast.Case{Whens: append([]sqlast.When{{If: sqlast.Not{X: matched}, Then: none}}, same...),
		Else: sqlast.Param{Value: Differs}}, sqlast.Text}, []sqlast.Item{{X: logged, As: a.Name}, {X: offline, As: b.Name}}, nil
}

// same are the cases in which two values agree: both missing, equal texts, or numbers within the tolerance. Numbers that
// are not finite, or too large to subtract, agree with each other.
func (s Scan) same(a, b sqlast.Column) []sqlast.When {
	yes := sqlast.Param{Value: Same}
	both := func(f func(sqlast.Expr) sqlast.Expr) sqlast.Expr { return sqlast.And{List: []sqlast.Expr{f(a), f(b)}} }
	absent := func(x sqlast.Expr) sqlast.Expr { return sqlast.IsNull{X: x} }
	present := func(x sqlast.Expr) sqlast.Expr { return sqlast.Not{X: sqlast.IsNull{X: x}} }
	whens := []sqlast.When{{If: both(absent), Then: yes}}
	if a.Type == sqlast.Text {
		return append(whens, sqlast.When{If: sqlast.Binary{Op: sqlast.Eq, L: a, R: b}, Then: yes})
	}
	size := func(x sqlast.Expr) sqlast.Expr { return sqlast.Call{Func: sqlast.Abs, X: x} }
	limit := times(sqlast.FloatLit(s.Offline.Tolerance),
		sqlast.Greatest{A: sqlast.FloatLit(1), B: sqlast.Greatest{A: size(a), B: size(b)}})
	unusable := func(x sqlast.Expr) sqlast.Expr {
		return sqlast.And{List: []sqlast.Expr{present(x), sqlast.Not{X: usable(x)}}}
	}
	near := ifElse(both(usable), sqlast.Case{Whens: []sqlast.When{
		{If: sqlast.Binary{Op: sqlast.Le, L: size(minus(a, b)), R: limit}, Then: sqlast.Int(1)}}, Else: sqlast.Int(0)}, sqlast.Int(0))
	return append(whens, sqlast.When{If: both(unusable), Then: yes},
		sqlast.When{If: sqlast.Binary{Op: sqlast.Eq, L: near, R: sqlast.Int(1)}, Then: yes})
}

// offlineBase returns the CTEs of a scan whose predictions meet their row of the offline table, of several the first by
// what is compared.
func (s Scan) offlineBase(read, made []sqlast.Item) ([]sqlast.CTE, error) {
	ids, err := s.identifiers()
	if err != nil {
		return nil, err
	}
	known, err := s.Offline.Source.hasID()
	if err != nil {
		return nil, err
	}
	theirs, err := s.Offline.Source.readIDs()
	if err != nil {
		return nil, err
	}
	out := sqlast.Select{From: sqlast.Table{Name: s.Offline.Source.Table}, Where: known,
		Items: append(theirs, sqlast.Item{X: sqlast.Int(1), As: "matched"})}
	own, order := ids, []sqlast.Order{}
	for i := 0; i+1 < len(read); i += 2 { // in pairs: of the log, of the offline table
		own, out.Items = append(own, read[i]), append(out.Items, read[i+1])
		order = append(order, sqlast.Order{X: sqlast.Column{Source: "o", Name: read[i+1].As}})
	}
	on, err := s.joinsOn(s.Offline.Source)
	if err != nil {
		return nil, fault.As(err).At("skew.id")
	}
	first, err := s.base(logged, own)
	if err != nil {
		return nil, err
	}
	pairs := sqlast.Select{From: sqlast.Join{L: sqlast.Ref{Name: logged, As: "p"}, R: sqlast.Subquery{Query: out, As: "o"},
		On: sqlast.And{List: on}, Left: true}}
	for _, name := range itemNames(first.Query) {
		pairs.Items = append(pairs.Items, sqlast.Item{X: sqlast.Column{Source: "p", Name: name}, As: name})
	}
	for _, name := range itemNames(out)[len(theirs):] {
		pairs.Items = append(pairs.Items, sqlast.Item{X: sqlast.Column{Source: "o", Name: name}, As: name})
	}
	names := itemNames(pairs)
	pairs.Items = append(pairs.Items, sqlast.Item{X: s.choice("p", order), As: "choice"})
	compared := sqlast.Select{From: sqlast.Subquery{Query: pairs, As: "c"},
		Where: sqlast.Binary{Op: sqlast.Eq, L: sqlast.Column{Name: "choice", Type: sqlast.Integer}, R: sqlast.Int(1)}}
	for _, name := range names {
		compared.Items = append(compared.Items, sqlast.Item{X: sqlast.Column{Name: name}, As: name})
	}
	compared.Items = append(compared.Items, made...)
	return []sqlast.CTE{first, {Name: base, Query: compared, Materialize: true}}, nil
}
