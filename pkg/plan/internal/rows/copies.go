package rows

import (
	"leeway/pkg/plan/internal/expr"
	"leeway/pkg/plan/internal/values"
	"leeway/pkg/sqlast"
)

// CopiesOfID is the column of CountCopies.
var CopiesOfID = sqlast.Column{Name: "often", Type: sqlast.Integer}

// CountCopies returns the query that counts, as CopiesOfID, the rows of every id on every local day of the spans. Rows
// without an id are no copies.
func (r Rows) CountCopies() (sqlast.Select, error) {
	t, err := r.TimeColumn()
	if err != nil {
		return sqlast.Select{}, err
	}
	key, err := r.copyKey(t)
	if err != nil {
		return sqlast.Select{}, err
	}
	hasID, err := r.Source.HasID()
	if err != nil {
		return sqlast.Select{}, err
	}
	from, to := r.wholeDays()
	logged := sqlast.Select{From: sqlast.Table{Name: r.Source.Table},
		Where: expr.All(append(t.Between(from, to), hasID)...)}
	ids := sqlast.Select{Items: []sqlast.Item{{X: sqlast.Agg{Func: sqlast.CountAll}, As: CopiesOfID.Name}}}
	for i, x := range key {
		name := values.IDName(i)
		logged.Items = append(logged.Items, expr.As(x, name))
		ids.Items = append(ids.Items, expr.As(sqlast.Column{Name: name}, name))
		ids.GroupBy = append(ids.GroupBy, i+2)
	}
	ids.From = sqlast.Subquery{Query: logged, As: "r"}
	return ids, nil
}
