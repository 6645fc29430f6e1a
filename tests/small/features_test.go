package small

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/plugin"
)

const featuresModel = `{"id":"loans","task":"binary","timezone":"UTC","log":{"table":"predictions","id":["id"],"time":{"column":"ts"},"prediction":"class"},
	"features":[{"name":"amount","kind":"numeric","source":"forms"},{"name":"age","kind":"numeric","importance":0.4},
		{"name":"score","kind":"numeric"},{"name":"plan","kind":"categorical"}]}`

// openFeatures holds ten weeks of 200 rows a day, whose features are standard normal, and a plan that is one of three.
// In the last week age is one standard deviation higher, or half of the plans are missing.
func openFeatures(t *testing.T, shiftsAge, losesPlan bool) *plugin.Instance {
	t.Helper()
	r := rand.New(rand.NewPCG(7, 8))
	var rows [][]any
	for id := range 70 * 200 {
		day := id / 200
		age, plan := r.NormFloat64(), []string{"'a'", "'b'", "'c'"}[r.IntN(3)]
		if day >= 63 && shiftsAge {
			age++
		}
		if day >= 63 && losesPlan && r.IntN(2) == 0 {
			plan = "NULL"
		}
		rows = append(rows, []any{id, at(float64(id) * 24 / 200), r.IntN(2) == 0, r.NormFloat64(), age, r.NormFloat64(),
			plan})
	}
	i, _ := open(t, featuresModel,
		"CREATE TABLE predictions (id BIGINT, ts TIMESTAMP, class BOOLEAN, amount DOUBLE, age DOUBLE, score DOUBLE, plan VARCHAR)",
		"INSERT INTO predictions VALUES "+values(rows))
	return i
}

// column reads the texts of a field.
func column(f *data.Frame, name string) []string {
	field, _ := f.FieldByName(name)
	list := make([]string, field.Len())
	for i := range list {
		list[i] = field.At(i).(string)
	}
	return list
}

// list reads a list of numbers.
func list(t *testing.T, f *data.Frame, name string, row int) (numbers []float64) {
	t.Helper()
	field, _ := f.FieldByName(name)
	if err := json.Unmarshal(field.At(row).(json.RawMessage), &numbers); err != nil {
		t.Fatal(err)
	}
	return numbers
}

func TestTheFeatureThatDriftedIsTheFirstRow(t *testing.T) {
	f := ask(t, openFeatures(t, true, false), 63, 70, `{"queryType":"features"}`)
	if got := column(f, "feature"); len(got) != 4 || got[0] != "age" {
		t.Fatalf("the rows are %v, age drifted", got)
	}
	near(t, "verdict", cell(t, f, "verdict", 0), 2, 0)
	// two normal distributions in deciles
	near(t, "psi of a shift by one standard deviation", cell(t, f, "psi", 0), 0.95, 0.25)
	near(t, "the shift of the mean", cell(t, f, "meanShift", 0), 1, 0.1)
	near(t, "importance", cell(t, f, "importance", 0), 0.4, 0)
	for row := 1; row < 4; row++ {
		if x := cell(t, f, "verdict", row); x == nil || *x == 2 {
			t.Errorf("row %d did not drift", row)
		}
	}
	for _, name := range []string{"current", "baseline"} {
		sum := 0.0
		for _, x := range list(t, f, name, 0) {
			sum += x
		}
		near(t, "the sum of the shares "+name, &sum, 1, 1e-9)
	}
	course := list(t, f, "course", 0)
	near(t, "the last of the course", &course[len(course)-1], *cell(t, f, "psi", 0), 0)
	for _, x := range course[:len(course)-1] {
		if x < *cell(t, f, "usualLow", 0) || x > *cell(t, f, "usualHigh", 0) {
			t.Errorf("an earlier week had %v, outside what all had", x)
		}
	}
}

// No divergence sees what is missing: the row would be green but for its policy.
func TestAFeatureThatLosesValuesIsNeverGreen(t *testing.T) {
	f := ask(t, openFeatures(t, false, true), 63, 70, `{"queryType":"features"}`)
	if got := column(f, "feature"); got[0] != "plan" {
		t.Fatalf("the rows are %v, plan lost half of its values", got)
	}
	near(t, "verdict", cell(t, f, "verdict", 0), 2, 0)
	near(t, "missing", cell(t, f, "missing", 0), 0.5, 0.05)
	near(t, "missing before", cell(t, f, "missingBefore", 0), 0, 0)
	if policy := column(f, "worstPolicy")[0]; !strings.HasPrefix(policy, "missing") {
		t.Errorf("the policy is %q, want one of missing values", policy)
	}
	if cell(t, f, "meanShift", 0) != nil {
		t.Error("a category has a mean")
	}
}

func TestFeaturesThatAreNamedAreTheOnlyRows(t *testing.T) {
	f := ask(t, openFeatures(t, true, false), 63, 70, `{"queryType":"features","features":["plan","amount"]}`)
	if got := column(f, "feature"); len(got) != 2 || !strings.Contains("plan amount", got[0]) || got[0] == got[1] {
		t.Errorf("the rows are %v", got)
	}
}

func TestAFeaturesQueryHasFixedColumns(t *testing.T) {
	i := openFeatures(t, false, false)
	for query, want := range map[string]string{
		`{"queryType":"features","measures":[{"id":"psi"}]}`: "measures: do not apply to queryType features",
		`{"queryType":"features","stats":["value"]}`:         "stats: do not apply to queryType features",
		`{"queryType":"features","splitBy":["prediction"]}`:  "splitBy: does not apply to queryType features",
		`{"queryType":"features","format":"timeseries"}`:     "format: \"timeseries\" is not one of table, number",
		`{"queryType":"features","features":["agee"]}`:       "features[0]: \"agee\"",
	} {
		if r := send(i, 63, 70, query, plugin.Caller{}); r.Error == nil || !strings.Contains(r.Error.Error(), want) {
			t.Errorf("%s: %v, want %s", query, r.Error, want)
		}
	}
}
