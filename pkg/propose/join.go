package propose

import (
	"context"
	"fmt"
	"strings"
	"time"

	"leeway/pkg/plan"
	"leeway/pkg/sqlast"
	"leeway/pkg/store"
)

// meetOutcomes joins a sample of predictions with their outcomes, by the rule of queries. met counts the pairs; late is
// how long after its prediction each label was observed, where the model says when; below 0 of earlier ones.
func (d *draft) meetOutcomes(ctx context.Context) (late []time.Duration, met int, err error) {
	delay := sqlast.Expr(sqlast.Null{Type: sqlast.Integer})
	predictions, outcomes := d.idsOf(d.log), d.idsOf(d.outcomes)
	predictions.Limit = sampleRows
	if at := d.model.Outcomes.Time; at != nil {
		predictions.Items = append(predictions.Items, sqlast.Item{X: micros(d.log, d.model.Log.Time), As: "predicted"})
		outcomes.Items = append(outcomes.Items, sqlast.Item{X: micros(d.outcomes, *at), As: "observed"})
		delay = sqlast.Binary{Op: sqlast.Sub, L: sqlast.Column{Source: "o", Name: "observed", Type: sqlast.Integer},
			R: sqlast.Column{Source: "p", Name: "predicted", Type: sqlast.Integer}}
	}
	var on []sqlast.Expr
	for i, name := range d.model.Log.ID {
		on = append(on, plan.MatchIDs(sqlast.Column{Source: "p", Name: idName(i), Type: d.log.heldAs(name)},
			sqlast.Column{Source: "o", Name: idName(i), Type: d.outcomes.heldAs(name)}))
	}
	q := sqlast.Select{Limit: sampleRows, Items: []sqlast.Item{{X: delay, As: "late"}}, From: sqlast.Join{
		L: sqlast.Subquery{Query: predictions, As: "p"}, R: sqlast.Subquery{Query: outcomes,
			As: "o"}, On: sqlast.And{List: on}}}
	_, err = d.store.Query(ctx, q, func(row store.Row) error {
		met++
		if micros, ok := row.Int(0); ok {
			late = append(late, time.Duration(micros)*time.Microsecond)
		}
		return nil
	})
	return late, met, err
}

// idsOf reads the ids of a table's rows that have one.
func (d *draft) idsOf(t *table) sqlast.Select {
	q := sqlast.Select{From: sqlast.Table{Name: t.parts}}
	var ids []sqlast.Column
	for i, name := range d.model.Log.ID {
		ids = append(ids, sqlast.Column{Name: name, Type: t.heldAs(name)})
		q.Items = append(q.Items, sqlast.Item{X: ids[i], As: idName(i)})
	}
	q.Where = sqlast.Not{X: plan.LacksID(ids)}
	return q
}

func idName(i int) string { return fmt.Sprintf("id%d", i) }

// explainUnmatched says that no prediction of the sample has an outcome, with an id of each table.
func (d *draft) explainUnmatched(ctx context.Context) error {
	var examples []string
	for _, t := range []*table{d.log, d.outcomes} {
		q := d.idsOf(t)
		q.Limit = 1
		for i, item := range q.Items {
			q.Items[i].X = sqlast.ToText{X: item.X, From: t.heldAs(d.model.Log.ID[i])}
		}
		example := "no id"
		_, err := d.store.Query(ctx, q, func(row store.Row) error {
			var parts []string
			for i := range q.Items {
				text, _ := row.Text(i)
				parts = append(parts, fmt.Sprintf("%.80q", text))
			}
			example = strings.Join(parts, ", ")
			return nil
		})
		if err != nil {
			return err
		}
		examples = append(examples, t.name+" has "+example)
	}
	d.note("outcomes.id", Low, "no prediction of the sample has an outcome: %s; make a view that writes both alike",
		strings.Join(examples, ", "))
	return nil
}
