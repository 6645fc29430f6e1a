package plugin

import (
	"leeway/pkg/engine"
	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// roles are Grafana's roles from the least.
var roles = map[string]int{"Viewer": 1, "Editor": 2, "Admin": 3}

// audience is the least role that sees single rows of a model, by what its definition allows.
var audience = map[string]int{model.RecordsViewers: 1, model.RecordsEditors: 2, model.RecordsAdmins: 3}

// mayRead reports whether the caller may see single rows of a model.
func (c Caller) mayRead(m *model.Model) bool {
	least, shown := audience[m.Records]
	return shown && roles[c.Role] >= least
}

// narrow refuses a query for single rows of a model that the caller may not see, and narrows "all models" to those that
// the caller may.
func (c Caller) narrow(q *query.Query, models []*model.Model) error {
	if q.QueryType != query.TypeRecords {
		return nil
	}
	named := map[string]bool{}
	for _, id := range q.Models {
		named[id] = true
	}
	var allowed []string
	for _, m := range models {
		if c.mayRead(m) {
			allowed = append(allowed, m.ID)
		} else if named[m.ID] {
			return engine.RecordsForbidden(m)
		}
	}
	if len(q.Models) > 0 {
		return nil
	}
	if len(allowed) == 0 {
		return fault.Newf(fault.Forbidden, "no model lets you see single rows")
	}
	q.Models = allowed
	return nil
}
