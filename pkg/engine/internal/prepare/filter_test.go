package prepare

import (
	"slices"
	"strings"
	"testing"

	"leeway/pkg/engine/internal/catalog"
	"leeway/pkg/engine/internal/gather"
	"leeway/pkg/model"
	"leeway/pkg/plan"
	"leeway/pkg/query"
	"leeway/pkg/sqlast"
	"leeway/pkg/summary"
)

// flights is a model with two segments of which the reference has told the values.
func flights() *Prepared {
	m := &model.Model{ID: "flights", Features: []model.Feature{{Name: "distance", Kind: model.Numeric, Column: "km"}},
		Segments: []model.Segment{{Name: "carrier", Values: []model.Scalar{"AA"}},
			{Name: "size", Column: "km", Bins: []float64{500}}}}
	return &Prepared{Origin: gather.Origin{Tables: catalog.Tables{Model: m}},
		Values:  map[string][]string{"carrier": {"UA", "AA", "B6"}},
		Columns: map[string]plan.Column{}, Notices: map[string]string{}}
}

func TestAFilterIsReadByItsOperator(t *testing.T) {
	for name, c := range map[string]struct {
		filter query.Filter
		want   plan.Filter
	}{
		"one of several values": {query.Filter{Key: "carrier", Operator: "=|", Values: []string{"AA", "UA"}},
			plan.Filter{Texts: []string{"AA", "UA"}}},
		"none of several": {query.Filter{Key: "carrier", Operator: "!=|", Values: []string{"AA"}},
			plan.Filter{Texts: []string{"AA"}, Not: true}},
		"a number": {query.Filter{Key: "distance", Operator: ">=", Values: []string{"2.5"}},
			plan.Filter{Op: sqlast.Ge, Number: 2.5}},
		"a pattern, over values that are known": {query.Filter{Key: "carrier", Operator: "=~",
			Values: []string{"[AU]A"}},
			plan.Filter{Texts: []string{"AA", "UA"}}},
	} {
		got, err := flights().Filter(c.filter)
		if err != nil || !slices.Equal(got.Texts, c.want.Texts) || got.Not != c.want.Not || got.Op != c.want.Op ||
			got.Number != c.want.Number {
			t.Errorf("%s: %+v, %v, want %+v", name, got, err, c.want)
		}
		if got.Dimension.Name != c.filter.Key {
			t.Errorf("%s filters %q", name, got.Dimension.Name)
		}
	}
}

func TestAFilterThatCannotBeReadIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		filter query.Filter
		want   string
	}{
		"a key that is none": {query.Filter{Key: "plane", Operator: "=", Values: []string{"x"}}, `"plane"`},
		"a pattern that is none": {query.Filter{Key: "carrier", Operator: "=~", Values: []string{"("}},
			"regular expression"},
		"a number that is none": {query.Filter{Key: "distance", Operator: "<", Values: []string{"far"}},
			`"far" is not a number`},
		"two numbers": {query.Filter{Key: "distance", Operator: "<", Values: []string{"1", "2"}},
			"one number"},
		"an operator that is none":  {query.Filter{Key: "carrier", Operator: "~", Values: []string{"x"}}, `"~"`},
		"a pattern without a value": {query.Filter{Key: "carrier", Operator: "=~"}, "one pattern"},
	} {
		if _, err := flights().Filter(c.filter); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestTheReferenceFixesWhichCategoriesAreKept(t *testing.T) {
	p := flights()
	counts := map[string]float64{"AA": 1}
	for i := range keptCategories + 5 {
		counts[string(rune('a'+i/26))+string(rune('a'+i%26))] = float64(1000 - i)
	}
	p.fix(plan.Column{Key: "feature:plan", Mode: plan.Classified, Kept: []string{"declared"}},
		plan.Counted{Columns: map[string]map[plan.Segment]*summary.Column{"feature:plan": {"": {Categories: counts}}}})
	c := p.Columns["feature:plan"]
	if len(c.Kept) != keptCategories+1 || c.Kept[0] != "declared" || c.Kept[1] != "aa" {
		t.Errorf("%d categories are kept, first %q", len(c.Kept), c.Kept[:min(2, len(c.Kept))])
	}
	if len(c.Known) != 6 || !slices.Contains(c.Known, "AA") || c.Truncated {
		t.Errorf("known besides are %q, truncated: %v", c.Known, c.Truncated)
	}
	p.fix(plan.Column{Key: "feature:none", Mode: plan.Classified}, plan.Counted{})
	if got := p.Notices["feature:none"]; !strings.Contains(got, "every category counts as new") {
		t.Errorf("of a column without values it says %q", got)
	}
}
