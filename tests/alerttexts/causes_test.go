package alerttexts

import (
	"maps"
	"math"
	"strings"
	"testing"
	"time"
)

// Without earlier windows nothing is expected, so a value neither rose nor is as expected.
func TestAnAlertClaimsNothingOfLimitsThatAreUnknown(t *testing.T) {
	for _, k := range kinds(t) {
		if k.Policy != "prediction-mean" && k.Policy != "accuracy" {
			continue
		}
		for state, values := range map[string]map[string]value{"fires": k.firing(), "resolved": k.quiet()} {
			delete(values, "lowerLimit")
			delete(values, "upperLimit")
			got := render(t, k.Description, alert{Labels: map[string]string{"model": k.Model}, Values: values})
			if strings.Contains(got, "rose") || strings.Contains(got, "as expected") || strings.Contains(got, "expected at") {
				t.Errorf("%s of %s %s: %s", k.Policy, k.Model, state, got)
			}
		}
	}
}

// One cause that is unknown, or that there is none, takes no other away, and never another's name.
func TestAnAlertSaysTheCausesThatAreKnown(t *testing.T) {
	text, whole := "", map[string]value{}
	for _, k := range kinds(t) {
		if k.Model == "fraud" && k.Policy == "accuracy" {
			text, whole = k.Description, k.firing()
		}
	}
	const segment, inputs, drift = " Country FR explains 60.6 % of the fall.", " Of the change of −11.3 points", " 2 features drifted, amount most."
	unknown := math.NaN() // here: the alert lacks it
	for name, c := range map[string]struct {
		figures  map[string]float64
		segment  string
		inputs   string
		features string
	}{
		"all are known":                    {nil, segment, inputs, drift},
		"no segment stands out":            {map[string]float64{"worstSegment": -1, "worstSegmentShare": 0}, " No country stands out.", inputs, drift},
		"a segment explains more than all": {map[string]float64{"worstSegmentShare": 1.031}, " Country FR explains 103.1 % of the fall; the rest of the change goes the other way.", inputs, drift},
		"the segment is not declared":      {map[string]float64{"worstSegment": -1}, " A segment value that the model does not declare explains 60.6 % of the fall.", inputs, drift},
		"no segment can be told":           {map[string]float64{"worstSegment": unknown, "worstSegmentShare": unknown}, "", inputs, drift},
		"no feature drifted":               {map[string]float64{"mostDrifted": -1, "driftedCount": 0}, segment, inputs, " No feature drifted."},
		"no feature can be judged":         {map[string]float64{"mostDrifted": unknown, "driftedCount": unknown}, segment, inputs, ""},
		"inputs and relation are unknown":  {map[string]float64{"inputsEffect": unknown, "relationEffect": unknown}, segment, "", drift},
	} {
		t.Run(name, func(t *testing.T) {
			a := alert{Labels: map[string]string{"model": "fraud"}, Values: maps.Clone(whole)}
			for refID, x := range c.figures {
				a.Values[refID] = value{x}
				if math.IsNaN(x) {
					delete(a.Values, refID)
				}
			}
			got := render(t, text, a)
			want := "have their label." + c.segment
			if c.inputs != "" {
				want += c.inputs + ", other inputs make +2.8, and how inputs relate to the outcome −14.1."
			}
			if want += c.features + " Nothing was announced."; !strings.Contains(got, want) {
				t.Errorf("says %q, want in it %q", got, want)
			}
		})
	}
}

// Windows below two days end at any hour. One that ends at five in the morning is of two days, so neither is named alone.
func TestAnAlertOnADayNamesItsHoursUnlessItIsAWholeDay(t *testing.T) {
	fourth := time.Date(2013, 7, 4, 0, 0, 0, 0, time.UTC)
	for _, k := range kinds(t) {
		if k.Model != "fraud" || k.Policy != "missing" {
			continue
		}
		for want, start := range map[string]time.Time{
			" on 4 July, ":                        fourth,
			" from 3 Jul 05:00 to 4 Jul 05:00, ":  fourth.Add(-19 * time.Hour),
			" from 30 Jun 23:00 to 1 Jul 23:00, ": fourth.Add(-73 * time.Hour),
		} {
			values := k.firing()
			values["windowStartLocal"] = value{float64(start.Unix())}
			values["windowEndLocal"] = value{float64(start.AddDate(0, 0, 1).Unix())}
			got := render(t, k.Description, alert{Labels: map[string]string{"feature": "amount"}, Values: values})
			if !strings.Contains(got, want) {
				t.Errorf("a window from %v says %q, want in it %q", start, got, want)
			}
		}
		return
	}
	t.Fatal("no policy is about a day")
}
