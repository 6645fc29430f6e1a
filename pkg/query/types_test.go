package query

import (
	"slices"
	"strings"
	"testing"
)

func TestEveryQueryTypeHasRulesAndAFormat(t *testing.T) {
	for _, kind := range []Type{TypeMeasure, TypePolicy, TypeDistribution, TypeFeatures, TypeSegments, TypeTriage,
		TypeChanges, TypeRecords, TypeHealth, TypeBacktest} {
		rules, ok := types[kind]
		if !ok || len(rules.formats) == 0 {
			t.Errorf("query type %q has no rules or no format", kind)
		}
		if !slices.Equal(Formats[kind], rules.formats) {
			t.Errorf("%s: %v are published, %v are the rules", kind, Formats[kind], rules.formats)
		}
	}
}

func TestAFieldThatATypeDoesNotHaveIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ query, want string }{
		"measures of a policy": {`{"queryType":"policy","measures":[{"id":"psi"}]}`,
			"measures: do not apply to queryType policy"},
		"stats of features": {`{"queryType":"features","stats":["value"]}`,
			"stats: do not apply to queryType features"},
		"a split of features": {`{"queryType":"features","splitBy":["site"]}`,
			"splitBy: does not apply to queryType features"},
		"a split of changes": {`{"queryType":"changes","splitBy":["site"]}`,
			"splitBy: does not apply to queryType changes"},
		"a policy of a measure": {`{"measures":[{"id":"psi"}],"policy":"p"}`,
			"policy: does not apply to queryType measure"},
		"kinds of changes of records": {`{"queryType":"records","changes":["breach"]}`,
			"changes: do not apply to queryType records"},
		"no measure":               {`{}`, "measures: is missing"},
		"two measures of a number": {`{"measures":[{"id":"psi"},{"id":"ks"}],"format":"number"}`, "measures: found 2"},
		"two measures of segments": {`{"queryType":"segments","measures":[{"id":"psi"},{"id":"ks"}]}`,
			"measures: found 2"},
	} {
		if _, err := Parse([]byte(c.query)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// Editors offer every query type with a title and a sentence, but for triage, which is not answered yet.
func TestEveryQueryTypeIsOfferedInWords(t *testing.T) {
	offered := map[Type]bool{}
	for _, o := range Offers() {
		if o.Title == "" || o.Doc == "" || offered[o.Type] {
			t.Errorf("%s is offered as %q, %q", o.Type, o.Title, o.Doc)
		}
		offered[o.Type] = true
	}
	for kind := range types {
		if offered[kind] == (kind == TypeTriage) {
			t.Errorf("query type %s: offered %v", kind, offered[kind])
		}
	}
}
