package expr

import "leeway/pkg/sqlast"

// As is an item of a SELECT: x by a name.
func As(x sqlast.Expr, name string) sqlast.Item { return sqlast.Item{X: x, As: name} }

// PassThrough returns items that read by name what the items of an inner query made.
func PassThrough(inner []sqlast.Item) []sqlast.Item {
	var items []sqlast.Item
	for _, item := range inner {
		items = append(items, sqlast.Item{X: sqlast.Column{Name: item.As}, As: item.As})
	}
	return items
}

// ReadFrom returns items that read columns of a source by their names.
func ReadFrom(source string, names []string) []sqlast.Item {
	var items []sqlast.Item
	for _, name := range names {
		items = append(items, sqlast.Item{X: sqlast.Column{Source: source, Name: name}, As: name})
	}
	return items
}

// Names returns the names of a SELECT's items; nil for a UNION.
func Names(q sqlast.Query) []string {
	var names []string
	if sel, ok := q.(sqlast.Select); ok {
		for _, item := range sel.Items {
			names = append(names, item.As)
		}
	}
	return names
}

// GroupAll returns the positions of all items, to group by them.
func GroupAll(items []sqlast.Item) []int {
	var positions []int
	for i := range items {
		positions = append(positions, i+1)
	}
	return positions
}
