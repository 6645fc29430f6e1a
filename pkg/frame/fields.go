package frame

import "leeway/pkg/query"

// FieldNames lists the fields that frames of a query type can have, in order; nil where they depend on the query. A
// frame of segments has one more before them, which bears the name of its dimension.
func FieldNames(t query.Type) []string {
	fields := typeOf(t).fields
	if fields == nil {
		return nil
	}
	var names []string
	for _, f := range fields() {
		names = append(names, f.Name)
	}
	return names
}
