package plan

import (
	"time"

	"leeway/pkg/model"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// The keys of columns that tell of outcomes rather than of predictions, and their categories. RevisionKey is of the
// predictions that have a label in time: Revised if outcomes within the horizon gave them different ones, else Kept.
// OrphanKey is of the outcomes: Orphan if no prediction has their id, else Met.
const (
	RevisionKey = "label_revision"
	Revised     = "revised"
	Kept        = "kept"

	OrphanKey = "orphan_label"
	Orphan    = "orphan"
	Met       = "met"
)

// OutcomeColumns lists the columns that a table of outcomes makes; orphans need to know when one was observed.
func OutcomeColumns(m *model.Model) []Column {
	if m.Outcomes == nil || m.Outcomes.Table == "" {
		return nil
	}
	list := []Column{{Key: RevisionKey, Role: RevisionKey, Mode: Distinct}}
	if m.Outcomes.Time != nil {
		list = append(list, Column{Key: OrphanKey, Role: OrphanKey, Mode: Distinct})
	}
	return list
}

// leastLookBack is how far back predictions of an outcome are looked for at least.
const leastLookBack = 28 * 24 * time.Hour

// LookBack is how long before it was observed an outcome's prediction may lie: twice the horizon, at least 28 days. A
// label that is merely late is no orphan.
func LookBack(m *model.Model) time.Duration {
	return max(2*m.Outcomes.Delay.Approx(), leastLookBack)
}

// Revisions returns the statement that counts labelled predictions by whether their label was revised. The scan's source
// is the log, l the table of outcomes; labels after the horizon do not take part.
func (s Scan) Revisions(l Labels) (Statement, error) {
	l.All, s.Labels = false, &l
	ids, err := s.identifiers()
	if err != nil {
		return Statement{}, err
	}
	first, err := s.base(logged, ids)
	if err != nil {
		return Statement{}, err
	}
	pairs, err := s.pairs(l, itemNames(first.Query))
	if err != nil {
		return Statement{}, err
	}
	texts := sqlast.Column{Name: "texts", Type: sqlast.Integer}
	grouped := s.grouped(sqlast.Subquery{Query: pairs, As: "c"}, s.identity(""))
	grouped.Items = append(grouped.Items, sqlast.Item{X: sqlast.Agg{Func: sqlast.CountDistinct, X: labelText}, As: texts.Name})
	of := func(op sqlast.Op) sqlast.Expr { return sqlast.Binary{Op: op, L: texts, R: sqlast.Int(1)} }
	return s.tellApart([]sqlast.CTE{first, {Name: base, Query: grouped}}, Column{Key: RevisionKey, Mode: Distinct},
		of(sqlast.Ge), ifElse(of(sqlast.Gt), sqlast.Param{Value: Revised}, sqlast.Param{Value: Kept})), nil
}

// Orphans returns the statement that counts outcomes, by when they were observed, by whether a prediction has their id: one
// made at most back before and ahead after the outcome was observed. The scan's source is the table of outcomes.
func (s Scan) Orphans(log Source, label string, back, ahead time.Duration) (Statement, error) {
	s.orphans = true
	ids, err := s.identifiers()
	if err != nil {
		return Statement{}, err
	}
	c, err := s.Source.column(label)
	if err != nil {
		return Statement{}, err
	}
	told := sqlast.Column{Name: "told", Type: sqlast.Integer}
	first, err := s.base(logged, append(ids, sqlast.Item{X: ifElse(sqlast.IsNull{X: c}, sqlast.Int(0), sqlast.Int(1)), As: told.Name}))
	if err != nil {
		return Statement{}, err
	}
	predictions, err := s.predictions(log, back, ahead)
	if err != nil {
		return Statement{}, err
	}
	on, err := s.joinsOn(log)
	if err != nil {
		return Statement{}, err
	}
	seen := sqlast.Column{Source: "p", Name: rowTime.Name, Type: sqlast.Integer}
	made := sqlast.Column{Source: "o", Name: "made", Type: sqlast.Integer}
	on = append(on, sqlast.Binary{Op: sqlast.Ge, L: made, R: minus(seen, sqlast.Int(back.Microseconds()))},
		sqlast.Binary{Op: sqlast.Le, L: made, R: plus(seen, sqlast.Int(ahead.Microseconds()))})
	joined := sqlast.Select{From: sqlast.Join{L: sqlast.Ref{Name: logged, As: "p"}, R: sqlast.Subquery{Query: predictions, As: "o"},
		On: sqlast.And{List: on}, Left: true, Ranges: true}}
	for _, name := range itemNames(first.Query) {
		joined.Items = append(joined.Items, sqlast.Item{X: sqlast.Column{Source: "p", Name: name}, As: name})
	}
	joined.Items = append(joined.Items, sqlast.Item{X: made, As: made.Name})

	newest := sqlast.Column{Name: "newest", Type: sqlast.Integer}
	grouped := s.grouped(sqlast.Subquery{Query: joined, As: "c"}, []sqlast.Expr{sqlast.Column{Name: "row"}, told})
	grouped.Items = append(grouped.Items, sqlast.Item{X: sqlast.Agg{Func: sqlast.Max, X: sqlast.Column{Name: made.Name, Type: sqlast.Integer}}, As: newest.Name})
	return s.tellApart([]sqlast.CTE{first, {Name: base, Query: grouped}}, Column{Key: OrphanKey, Mode: Distinct},
		sqlast.Binary{Op: sqlast.Eq, L: told, R: sqlast.Int(1)},
		ifElse(sqlast.IsNull{X: newest}, sqlast.Param{Value: Orphan}, sqlast.Param{Value: Met})), nil
}

// predictions reads ids and times of the predictions that outcomes of the scan's spans can belong to.
func (s Scan) predictions(log Source, back, ahead time.Duration) (sqlast.Select, error) {
	sel := sqlast.Select{From: sqlast.Table{Name: log.Table}}
	known, err := log.hasID()
	if err != nil {
		return sel, err
	}
	if sel.Items, err = log.readIDs(); err != nil {
		return sel, err
	}
	from, to := s.Spans[0].Start.Add(-back), s.Spans[len(s.Spans)-1].End.Add(ahead)
	t, err := log.timeColumn(window.Interval{Start: from, End: to})
	if err != nil {
		return sel, err
	}
	sel.Items = append(sel.Items, sqlast.Item{X: t.instants(), As: "made"})
	sel.Where = sqlast.And{List: append(t.between(from, to), known)}
	return sel, nil
}

// grouped is one row for each of what identity tells apart, with span, segments and weight.
func (s Scan) grouped(from sqlast.Source, identity []sqlast.Expr) sqlast.Select {
	sel := sqlast.Select{From: from, Items: s.shape().carry()}
	for _, x := range identity {
		if c, ok := x.(sqlast.Column); ok {
			sel.Items = append(sel.Items, sqlast.Item{X: c, As: c.Name})
		}
	}
	for i := range sel.Items {
		sel.GroupBy = append(sel.GroupBy, i+1)
	}
	return sel
}

// tellApart counts the rows of base that pass a test by category.
func (s Scan) tellApart(with []sqlast.CTE, c Column, test, category sqlast.Expr) Statement {
	sh := s.shape()
	kinds := sqlast.Select{From: sqlast.Ref{Name: base}, Where: test}
	kinds.Items = append(sh.carry(), sqlast.Item{X: sqlast.Int(valid), As: kindColumn.Name}, sqlast.Item{X: category, As: "cat"})
	counted := sh.count(0, nil, sqlast.Column{Name: "cat", Type: sqlast.Text})
	counted.From = sqlast.Subquery{Query: kinds, As: "k"}
	counted.With = with
	return Statement{Query: counted, Reader: s.newReader([]Column{c})}
}
