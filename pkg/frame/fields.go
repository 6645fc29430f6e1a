package frame

import (
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/engine"
	"leeway/pkg/query"
)

// FieldNames lists the fields that frames of a query type can have, in order; nil where they depend on the query. A frame of
// segments has one more before them, which bears the name of its dimension.
func FieldNames(t query.Type) []string {
	var fields data.Fields
	switch t {
	case query.TypeDistribution:
		fields = binFields(nil, false)
	case query.TypeFeatures:
		fields = featureFields(nil)
	case query.TypeSegments:
		fields = breakdownFields(engine.Breakdown{}, "")[1:]
	}
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	return names
}
