package gather

import (
	"testing"

	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/model"
	"leeway/pkg/plan"
)

func TestScopesAreKeptApart(t *testing.T) {
	m := catalog.Tables{Model: &model.Model{}}
	from := Origin{Tables: m, Revision: "r"}
	site := plan.Dimension{Name: "site", Column: "site"}
	keys := map[Requirement]Scope{}
	for _, s := range []Scope{
		{Origin: from},
		{Origin: Origin{Tables: m, Revision: "r2"}},
		{Origin: from, Name: "training"},
		{Origin: from, Versions: []string{"a b"}},
		{Origin: from, Versions: []string{"a", "b"}},
		{Origin: from, Dimensions: []plan.Dimension{site}},
		{Origin: from, Filters: []plan.Filter{{Dimension: site, Texts: []string{"a", "b"}}}},
		{Origin: from, Filters: []plan.Filter{{Dimension: site, Texts: []string{"a b"}}}},
		{Origin: from, Filters: []plan.Filter{{Dimension: site, Texts: []string{"a", "b"}, Not: true}}},
		{Origin: from, Filters: []plan.Filter{{Dimension: site, Texts: []string{`a" "b`}}}},
	} {
		key := requirementOf(s, plan.Column{Key: "x"})
		if other, taken := keys[key]; taken {
			t.Errorf("%+v and %+v share a requirement", s, other)
		}
		keys[key] = s
	}
}

// requirementOf is what is required of a column of predictions on a day.
func requirementOf(s Scope, c plan.Column) Requirement {
	return newRequest(Predictions, s, nil, []plan.Column{c}, daily(1)).Requirement(0, 0)
}
