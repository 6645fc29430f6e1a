package rows

import "leeway/pkg/sqlast"

// conditions are the tests that the filters, the bins and the versions make of a row of the source.
func (r Rows) conditions() ([]sqlast.Expr, error) {
	var list []sqlast.Expr
	for _, f := range r.Filters {
		x, err := f.test(r.Source)
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	for _, test := range r.Tests {
		v, err := r.Deriver().Derive(test.Column, test.Column.Key)
		if err != nil {
			return nil, err
		}
		x, err := test.Of(v.Value)
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	if len(r.Versions) == 0 || r.Source.Time == nil {
		return list, nil
	}
	versions, err := Filter{Dimension: VersionDimension(r.Model), Texts: r.Versions}.test(r.Source)
	return append(list, versions), err
}
