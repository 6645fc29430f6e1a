package flights

import (
	"fmt"
	"math"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"leeway/pkg/judge"
	"leeway/pkg/model"
	"leeway/pkg/plugin"
	"leeway/tests/demo"
)

// A number names by an index what the table of segments says in words, and what the model declares.
func TestTheStatsOfCausesAreThoseOfTheSegmentsTable(t *testing.T) {
	i, _ := open(t, "Flights 2013")
	from, to := local(4, 22), local(4, 29)
	stat := func(name string) float64 {
		t.Helper()
		f := ask(t, i, from, to, fmt.Sprintf(`{"queryType":"policy","policy":"accuracy-week","stats":[%q],"format":"number"}`, name))
		x, ok := f.Fields[0].At(0).(*float64)
		if !ok || x == nil {
			t.Fatalf("%s is null", name)
		}
		return *x
	}
	worst := ask(t, i, from, to, `{"queryType":"policy","policy":"accuracy-week","stats":["worstSegment"],"format":"number"}`)
	const lga = 16 + 2 // after 16 carriers and two origins
	if x := stat("worstSegment"); x != lga {
		t.Errorf("worstSegment is %v, want that of origin LGA, %v", x, lga)
	}
	mapper, _ := worst.Fields[0].Config.Mappings[0].(data.ValueMapper)
	if got := mapper["18"].Text; got != "origin LGA" {
		t.Errorf("a panel writes %q for it, want the name", got)
	}
	table := send(i, from, to, `{"queryType":"segments","measures":[{"id":"accuracy"}],"splitBy":["origin"]}`,
		plugin.Caller{}).Frames[0]
	within, change := numbers(t, table, "origin", "withinEffect")["LGA"], 0.0
	for _, column := range []string{"withinEffect", "mixEffect"} {
		for _, effect := range numbers(t, table, "origin", column) {
			change += *effect
		}
	}
	equal(t, "worstSegmentShare", stat("worstSegmentShare"), *within/change)
	equal(t, "inputs and relation", stat("inputsEffect")+stat("relationEffect"), stat("change"))
	if stat("inputsEffect") < 0 {
		t.Error("the inputs of the furlough week explain some of the fall; they were easier than before")
	}
}

func equal(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// Of features the numbers are those of a table of their drift.
func TestTheFeatureThatDriftedMostIsNamedByItsPlace(t *testing.T) {
	i, _ := open(t, "Flights 2013")
	features := demoFeatures(t)
	for _, day := range []int{12, 19} { // before distance came in kilometres, and then
		from, to := local(5, day-7), local(5, day)
		table := ask(t, i, from, to, `{"measures":[{"id":"psi"}],"target":"features","stats":["value","verdict"],"limit":50}`)
		psi, verdicts := numbers(t, table, "feature", "value"), numbers(t, table, "feature", "verdict")
		most, count := -1, 0.0
		for place, name := range features {
			if v := verdicts[name]; v == nil || *v != float64(judge.Changed) {
				continue
			}
			if count++; most < 0 || *psi[name] > *psi[features[most]] {
				most = place
			}
		}
		number := func(stat string) *float64 {
			f := ask(t, i, from, to, fmt.Sprintf(`{"queryType":"features","format":"number","stats":[%q]}`, stat))
			if len(f.Fields) != 1 || f.Fields[0].Labels["model"] != "arrival-delay" {
				t.Fatalf("%d fields, labels %v", len(f.Fields), f.Fields[0].Labels)
			}
			return f.Fields[0].At(0).(*float64)
		}
		if got := number("mostDrifted"); got == nil || *got != float64(most) {
			t.Errorf("the week to May %d: mostDrifted is %v, want %d", day, deref(got), most)
		}
		if got := number("driftedCount"); got == nil || *got != count {
			t.Errorf("the week to May %d: driftedCount is %v, want %v", day, deref(got), count)
		}
		if drifted := *verdicts["distance"] == float64(judge.Changed); drifted != (day == 19) {
			t.Errorf("the week to May %d: distance drifted is %v", day, drifted)
		}
	}
}

// demoFeatures lists the features of the demo's model in its order.
func demoFeatures(t *testing.T) (names []string) {
	t.Helper()
	settings, _ := model.ReadSettings(demo.Sources(t)[0].JSONData, nil)
	for _, f := range settings.Models[0].Features {
		names = append(names, f.Name)
	}
	return names
}

func deref(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}
