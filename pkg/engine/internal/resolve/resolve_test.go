package resolve

import (
	"fmt"
	"strings"
	"testing"

	"leeway/pkg/fault"
	"leeway/pkg/model"
	"leeway/pkg/query"
)

// churn is a model with features of both kinds, a score, outcomes and a policy.
const churn = `{"id":"churn","task":"binary",
	"log":{"table":"log","id":["id"],"time":{"column":"at"},"prediction":"says","score":"p"},
	"outcomes":{"table":"outcomes","id":["id"],"label":"left","delay":"1d"},
	"features":[{"name":"age","kind":"numeric"},{"name":"income","kind":"numeric"},{"name":"plan","kind":"categorical"}],
	"pairs":[["age","income"]],
	"policies":[{"id":"drift","tier":"notify","measure":"psi","target":"features","above":0.2},
		{"id":"people","tier":"notify","measure":"psi","target":"features","features":["age","plan"],"above":0.2}]}`

func parsed(t *testing.T) *model.Model {
	t.Helper()
	m, errs := model.ParseModel([]byte(churn))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return m
}

// asked writes what a query asks: each measure with its target and subjects.
func asked(asks []Ask) string {
	var list []string
	for _, a := range asks {
		text := fmt.Sprintf("%s of %s:", a.Measure.ID, a.Target)
		for _, s := range a.Subjects {
			text += " " + s.Column
		}
		list = append(list, text)
	}
	return strings.Join(list, "; ")
}

func TestAQueryIsResolvedToMeasuresTargetsAndSubjects(t *testing.T) {
	m := parsed(t)
	for name, c := range map[string]struct {
		query string
		rules Rules
		want  string
	}{
		"all features that a measure is defined for": {`{"measures":[{"id":"mean"}],"target":"features"}`, Rules{},
			"mean of features: feature:age feature:income"},
		"features by name": {`{"measures":[{"id":"psi"}],"features":["plan"]}`, Rules{},
			"psi of features: feature:plan"},
		"a column of the log, two measures": {`{"measures":[{"id":"psi"},{"id":"mean"}],"target":"score"}`, Rules{},
			"psi of score: score; mean of score: score"},
		"the log itself": {`{"measures":[{"id":"rows"}]}`, Rules{}, "rows of log: "},
		"a policy": {`{"queryType":"policy","policy":"drift"}`, Rules{Policies: true},
			"psi of features: feature:age feature:income feature:plan"},
		"of a policy that names features, one of them": {`{"queryType":"policy","policy":"people","features":["plan"]}`,
			Rules{Policies: true}, "psi of features: feature:plan"},
		"the measure of a type that needs none": {`{"queryType":"distribution"}`,
			Rules{Measures: func(*model.Model) []query.Measure { return []query.Measure{{ID: "ks"}} }}, "ks of features: feature:age feature:income"},
	} {
		q, err := query.Parse([]byte(c.query))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		asks, err := Resolve(m, q, c.rules)
		if got := strings.TrimSpace(asked(asks)); err != nil || got != strings.TrimSpace(c.want) {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
}

func TestWhatAModelDoesNotHaveIsRefusedByName(t *testing.T) {
	m := parsed(t)
	for name, c := range map[string]struct{ query, path, want string }{
		"a measure that is none": {`{"measures":[{"id":"psy"}]}`, "measures[0].id", `"psy"`},
		"a target that a measure has not": {`{"measures":[{"id":"accuracy"}],"target":"latency"}`, "target",
			"latency"},
		"a quantile without its p": {`{"measures":[{"id":"quantile"}],"target":"score"}`, "measures[0]",
			"needs p"},
		"a stat of another kind of measure": {`{"measures":[{"id":"mean"}],"target":"score","stats":["value"]}`,
			"stats[0]", `"value"`},
		"a baseline that the model has not": {`{"measures":[{"id":"psi"}],"target":"score","baseline":"none"}`,
			"baseline", `"none"`},
		"a class of a measure that has none": {`{"measures":[{"id":"mean","class":"x"}],"target":"score"}`,
			"measures[0]", "class"},
		"skew without a table to compare to": {`{"measures":[{"id":"mismatch_rate"}]}`, "measures", "needs skew"},
		"a feature that a policy is not about": {`{"queryType":"policy","policy":"people","features":["income"]}`,
			"policies.people.features", `"income" is not one of age, plan`},
		"a policy that the model has not got": {`{"queryType":"policy","policy":"other"}`, "policy", `"other"`},
	} {
		q, err := query.Parse([]byte(c.query))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		_, err = Resolve(m, q, Rules{Policies: q.QueryType == query.TypePolicy})
		if f := fault.As(err); err == nil || !strings.HasPrefix(f.Path, c.path) ||
			!strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q at %s", name, err, c.want, c.path)
		}
	}
}
