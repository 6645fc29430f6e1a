package rows

import (
	"time"

	"leeway/pkg/plan/internal/columns"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
	"leeway/pkg/window"
)

// The columns of outcomes that meet predictions: whether an outcome has a label, when its prediction was made, and the
// newest such time.
var (
	hasLabel = sqlast.Column{Name: "told", Type: sqlast.Integer}
	madeAt   = sqlast.Column{Name: "made", Type: sqlast.Integer}
	newest   = sqlast.Column{Name: "newest", Type: sqlast.Integer}
)

// Reach is how far from the observation of an outcome its prediction may lie.
type Reach struct{ Before, After time.Duration }

// Orphans are outcomes, by when they were observed, by whether a prediction within reach has their id. The source is
// the table of outcomes.
func (r Rows) Orphans(log values.Source, label string, reach Reach) (Classes, error) {
	keys, err := r.joinKeys()
	if err != nil {
		return Classes{}, err
	}
	c, err := r.Source.Column(label)
	if err != nil {
		return Classes{}, err
	}
	isLabelled := expr.If(sqlast.IsNull{X: c}, sqlast.Int(0), sqlast.Int(1))
	first, err := r.read(Logged, append(keys, expr.As(isLabelled, hasLabel.Name)), Instants)
	if err != nil {
		return Classes{}, err
	}
	joined, err := r.meetPredictions(log, reach, expr.Names(first.Query))
	if err != nil {
		return Classes{}, err
	}
	grouped := r.oneRowEach(sqlast.Subquery{Query: joined, As: "c"}, []sqlast.Expr{rowNumber, hasLabel})
	grouped.Items = append(grouped.Items, expr.As(sqlast.Agg{Func: sqlast.Max, X: madeAt}, newest.Name))
	return Classes{With: []sqlast.CTE{first, {Name: Base, Query: grouped}},
		Where: expr.Compare(hasLabel, sqlast.Eq, sqlast.Int(1)),
		Category: expr.If(sqlast.IsNull{X: newest},
			sqlast.Param{Value: columns.Orphan}, sqlast.Param{Value: columns.Met})}, nil
}

// meetPredictions joins outcomes with the predictions within reach that have their id; names are what is handed on of
// the outcomes.
func (r Rows) meetPredictions(log values.Source, reach Reach, names []string) (sqlast.Select, error) {
	predictions, err := r.predictions(log, reach)
	if err != nil {
		return sqlast.Select{}, err
	}
	on, err := r.matchIDs(log)
	if err != nil {
		return sqlast.Select{}, err
	}
	seen, made := values.RowTime, madeAt
	seen.Source, made.Source = "p", "o"
	on = append(on,
		expr.Compare(made, sqlast.Ge, expr.Minus(seen, sqlast.Int(reach.Before.Microseconds()))),
		expr.Compare(made, sqlast.Le, expr.Plus(seen, sqlast.Int(reach.After.Microseconds()))))
	joined := sqlast.Select{Items: expr.ReadFrom("p", names), From: sqlast.Join{L: sqlast.Ref{Name: Logged, As: "p"},
		R: sqlast.Subquery{Query: predictions, As: "o"}, On: sqlast.And{List: on}, Left: true, Ranges: true}}
	joined.Items = append(joined.Items, expr.As(made, made.Name))
	return joined, nil
}

// predictions reads ids and times of the predictions that outcomes of the scan's spans can belong to.
func (r Rows) predictions(log values.Source, reach Reach) (sqlast.Select, error) {
	sel := sqlast.Select{From: sqlast.Table{Name: log.Table}}
	hasID, err := log.HasID()
	if err != nil {
		return sel, err
	}
	if sel.Items, err = log.ReadIDs(); err != nil {
		return sel, err
	}
	from, to := r.Spans[0].Start.Add(-reach.Before), r.Spans[len(r.Spans)-1].End.Add(reach.After)
	t, err := log.TimeColumn(window.Interval{Start: from, End: to})
	if err != nil {
		return sel, err
	}
	sel.Items = append(sel.Items, expr.As(t.Instants(), madeAt.Name))
	sel.Where = sqlast.And{List: append(t.Between(from, to), hasID)}
	return sel, nil
}
