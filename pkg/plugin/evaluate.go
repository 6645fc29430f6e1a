package plugin

import (
	"net/http"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/query"
	"leeway/pkg/resource"
	"leeway/pkg/window"
)

// evaluatePolicies says how a model's policies stand at the end of its log, and what each of them can find. It counts
// what a check counts.
func (i *Instance) evaluatePolicies(w http.ResponseWriter, r *http.Request) {
	out, err := i.evaluations(r)
	reply(w, out, err)
}

func (i *Instance) evaluations(r *http.Request) (out resource.Evaluations, err error) {
	e, err := i.Engine(r.Context())
	if err != nil {
		return out, err
	}
	var m *model.Model
	for _, known := range e.Models() {
		if known.ID == r.PathValue("id") {
			m = known
		}
	}
	if m == nil {
		return out, fault.NoneOf(fault.NotFound, "model", r.PathValue("id"), modelIDs(i.settings.Models))
	}
	end, err := e.LogEnd(r.Context(), m)
	if err != nil {
		return out, err
	}
	q := query.Query{SchemaVersion: query.SchemaVersion, QueryType: query.TypePolicy, Models: []string{m.ID},
		Format: query.Table,
		Limit:  query.DefaultLimit, Bins: query.DefaultBins}
	result, err := e.Answer(r.Context(), q, window.Range{Start: end.AddDate(0, 0, -1), End: end})
	if err != nil {
		return out, err
	}
	return resource.Evaluate(result.Series, end), nil
}
