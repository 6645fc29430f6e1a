package gather

import (
	"testing"

	"leeway/pkg/plan"
)

func TestScopesAreKeptApart(t *testing.T) {
	from := Origin{Revision: "r"}
	site := plan.Dimension{Name: "site", Column: "site"}
	keys := map[string]Scope{}
	for _, s := range []Scope{
		{Origin: from},
		{Origin: Origin{Revision: "r2"}},
		{Origin: from, Name: "training"},
		{Origin: from, Versions: []string{"a b"}},
		{Origin: from, Versions: []string{"a", "b"}},
		{Origin: from, Dimensions: []plan.Dimension{site}},
		{Origin: from, Filters: []plan.Filter{{Dimension: site, Texts: []string{"a", "b"}}}},
		{Origin: from, Filters: []plan.Filter{{Dimension: site, Texts: []string{"a b"}}}},
		{Origin: from, Filters: []plan.Filter{{Dimension: site, Texts: []string{"a", "b"}, Not: true}}},
		{Origin: from, Filters: []plan.Filter{{Dimension: site, Texts: []string{`a" "b`}}}},
	} {
		if other, taken := keys[s.key()]; taken {
			t.Errorf("%+v and %+v share %s", s, other, s.key())
		}
		keys[s.key()] = s
	}
}
