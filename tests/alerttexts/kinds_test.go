package alerttexts

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"strings"
	"testing"
	"time"
)

// kind is a policy of src/ascode/golden/kinds.yaml with the texts that the generator makes of it.
type kind struct {
	Model, Policy, Tier  string
	Unit, Measure, Stat  string
	Below                *float64
	Outside              []float64
	WindowSeconds        int
	Summary, Description string
}

// kinds are the policies with their texts as the generator's tests committed them.
func kinds(t *testing.T) []kind {
	t.Helper()
	raw, err := os.ReadFile("../../src/ascode/golden/kinds-texts.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []kind
	if err := json.Unmarshal(raw, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// What someone on call reads, of each kind of policy and each task. Read the difference when it changes.
func TestTheTextsOfEachKindOfPolicyReadAsCommitted(t *testing.T) {
	var out strings.Builder
	out.WriteString("# What alerts say, of each kind of policy\n\nMade figures; written by the tests.\n")
	model := ""
	for _, k := range kinds(t) {
		labels := map[string]string{"model": k.Model, "feature": "amount", "country": "DE"}
		states := map[string]map[string]value{"fires": k.firing(), "resolved": k.quiet()}
		order := []string{"fires", "resolved"}
		if k.Model != model {
			model = k.Model
			fmt.Fprintf(&out, "\n## %s\n", cmp.Or(model, "all models"))
			states["cannot be judged"], states["failed"] = unjudged(), nil
			order = append(order, "cannot be judged", "failed")
		}
		fmt.Fprintf(&out, "\n### %s (%s)\n\n%s\n\n", k.Policy, k.Tier, render(t, k.Summary, alert{Labels: labels}))
		for _, state := range order {
			a := alert{Labels: labels, Values: states[state]}
			fmt.Fprintf(&out, "- %s: %s\n", state, render(t, k.Description, a))
		}
	}
	expectGolden(t, "testdata/kinds.md", "", out.String())
}

// firing are made figures past the bound, in the unit of the policy.
func (k kind) firing() map[string]value {
	v := k.quiet()
	low, high := v["lowerLimit"].Value, v["upperLimit"].Value
	v["breached"] = value{1}
	v["current"], v["trend"] = value{high * 1.7}, value{high / 60}
	if k.Below != nil {
		v["current"], v["trend"] = value{low * 0.93}, value{-high / 60}
	}
	v["value"] = value{0.41}
	if k.Unit == "s" {
		v["current"] = value{16200}
	}
	v["change"] = value{v["current"].Value - v["baseline"].Value}
	v["inputsEffect"] = value{v["change"].Value * -0.25}
	v["relationEffect"] = value{v["change"].Value * 1.25}
	return v
}

// quiet are made figures of a value that is as expected.
func (k kind) quiet() map[string]value {
	end := time.Date(2013, 4, 28, 0, 0, 0, 0, time.UTC)
	const day = 24 * 3600
	if k.WindowSeconds < day {
		end = end.Add(-9 * time.Hour)
	}
	baseline, limit := 1520.4, 140.0
	switch {
	case k.Unit == "percentunit" && k.Below != nil:
		baseline, limit = 0.8957, 0.0537
	case k.Unit == "percentunit":
		baseline, limit = 0.0204, 0.011
	}
	values := map[string]float64{
		"breached": 0, "current": baseline, "baseline": baseline, "lowerLimit": baseline - limit,
		"upperLimit": baseline + limit, "trend": limit / 1000, "value": 0.04, "usualHigh": 0.18, "historyCount": 10, "baselinePeriods": 8,
		"count": 6405, "labelCoverage": 0.9983, "expected": 0, "worstSegment": 1, "worstSegmentShare": 0.6056,
		"driftedCount": 2, "mostDrifted": 0, "inputsEffect": 0, "relationEffect": 0, "change": 0, "threshold": 5400,
		"windowStartLocal": float64(end.Unix()) - float64(k.WindowSeconds), "windowEndLocal": float64(end.Unix()),
	}
	if k.Unit == "s" {
		values["current"] = 95
	}
	out := map[string]value{}
	for name, x := range values {
		out[name] = value{x}
	}
	return out
}

// unjudged are the figures where none could be computed: Grafana has the test's alone, as not a number.
func unjudged() map[string]value { return map[string]value{"breached": {math.NaN()}} }

// Each figure may be one that could not be computed. Those of the window are known where a value is.
func TestATextIsWholeWithoutAnyOfItsFigures(t *testing.T) {
	for _, k := range kinds(t) {
		for state, values := range map[string]map[string]value{"fires": k.firing(), "resolved": k.quiet()} {
			for refID := range values {
				if refID == "breached" || strings.HasPrefix(refID, "window") {
					continue
				}
				some := maps.Clone(values)
				delete(some, refID)
				a := alert{Labels: map[string]string{"model": k.Model, "feature": "amount", "country": "DE"}, Values: some}
				if got := render(t, k.Description, a); strings.Contains(got, "%!") || strings.Contains(got, "no value") {
					t.Errorf("%s of %s %s without %s: %s", k.Policy, k.Model, state, refID, got)
				}
			}
		}
	}
}
