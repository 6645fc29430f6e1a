package rows

import (
	"leeway/pkg/fault"
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
)

// offlineBase returns the CTEs of a scan whose predictions meet their row of the offline table, of several the first by
// what is compared.
func (r Rows) offlineBase(q Request) ([]sqlast.CTE, error) {
	own, err := r.joinKeys()
	if err != nil {
		return nil, err
	}
	hasID, err := r.Offline.Source.HasID()
	if err != nil {
		return nil, err
	}
	offlineIDs, err := r.Offline.Source.ReadIDs()
	if err != nil {
		return nil, err
	}
	compared := []sqlast.Item{{X: sqlast.Int(1), As: values.IsMatched.Name}}
	var order []sqlast.Order
	for i := 0; i+1 < len(q.Items); i += 2 {
		own, compared = append(own, q.Items[i]), append(compared, q.Items[i+1])
		order = append(order, sqlast.Order{X: sqlast.Column{Source: "o", Name: q.Items[i+1].As}})
	}
	offline := sqlast.Select{From: sqlast.Table{Name: r.Offline.Source.Table}, Where: hasID,
		Items: append(offlineIDs, compared...)}
	on, err := r.matchIDs(r.Offline.Source)
	if err != nil {
		return nil, fault.As(err).At("skew.id")
	}
	first, err := r.read(Logged, own, r.Clock(false))
	if err != nil {
		return nil, err
	}
	matches := sqlast.Select{Items: expr.ReadFrom("p", expr.Names(first.Query)),
		From: sqlast.Join{L: sqlast.Ref{Name: Logged, As: "p"}, R: sqlast.Subquery{Query: offline, As: "o"},
			On: sqlast.And{List: on}, Left: true}}
	matches.Items = append(matches.Items, expr.ReadFrom("o", expr.Names(sqlast.Select{Items: compared}))...)
	items := append(expr.PassThrough(matches.Items), q.Joined...)
	matches.Items = append(matches.Items, expr.As(r.matchNumber("p", order), matchName))
	matched := sqlast.Select{From: sqlast.Subquery{Query: matches, As: "c"}, Where: isFirstMatch, Items: items}
	return []sqlast.CTE{first, {Name: Base, Query: matched, Materialize: true}}, nil
}
