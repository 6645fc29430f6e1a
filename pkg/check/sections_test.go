package check

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"leeway/pkg/engine"
	"leeway/pkg/model"
	"leeway/pkg/policies"
)

// What asks for attention has a line with all numbers; the rest a line a policy, however many features it is of.
func TestABusyReportReadsWell(t *testing.T) {
	m := Model{Model: "busy", Window: Window{From: "a", To: "b"}, Notices: []string{"3 % of the labels are \"Fraud\""}}
	add := func(policy string, tier model.Tier, verdict, feature, finds, reason string, spared bool) {
		p := Policy{Policy: policy, Tier: tier, Measure: "mean", Stat: "change", Labels: map[string]string{},
			Verdict: verdict, Finds: finds, Reason: reason, Window: "Mon to Sun", Spared: spared}
		if feature != "" {
			p.Labels["feature"] = feature
		}
		m.Policies = append(m.Policies, p)
	}
	add("accuracy", model.Page, policies.Breach, "", "finds 2 points", "81 %, expected at least 84 %", false)
	add("drift", model.Explain, policies.Breach, "temp", "", "PSI 6", false)
	add("auc", model.Page, policies.OK, "", "finds 3 points", "earlier weeks predict down to 3.1", true)
	for i := range 40 {
		feature := fmt.Sprintf("f%d", i)
		add("missing", model.Notify, policies.OK, feature, "finds 5 points at 900 rows", "", false)
		add("new-categories", model.Notify, policies.Unknown, feature, "",
			fmt.Sprintf("too few rows for a verdict: %d now, 100 are needed", i), false)
	}
	add("new-categories", model.Notify, policies.Unknown, "odd", "", "no valid values", false)
	for _, feature := range []string{"a", "b"} {
		add("constant", model.Notify, policies.OK, feature, engine.CannotBreach,
			"0; cannot breach: any value is expected", false)
	}
	var b bytes.Buffer
	if err := (&Report{Models: []Model{m}}).Write(&b, "text"); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, line := range strings.Split(b.String(), "\n") {
		got = append(got, strings.Join(strings.Fields(line), " "))
	}
	want := []string{
		"busy, a to b",
		"1 breached, 1 changed (explain), 1 past the bound, but as usual, 41 not judged, 2 cannot breach, 40 as usual",
		`warning: 3 % of the labels are "Fraud"`,
		"", "Breached",
		"tier policy subject measure window current baseline value threshold n reason",
		"page accuracy mean change Mon to Sun – – – – – 81 %, expected at least 84 %",
		"", "Changed: tier explain, which alerts nobody",
		"tier policy subject measure window current baseline value threshold n reason",
		"explain drift feature=temp mean change Mon to Sun – – – – – PSI 6",
		"", "Past the bound, but as usual",
		"tier policy subject measure window current baseline value threshold n reason",
		"page auc mean change Mon to Sun – – – – – earlier weeks predict down to 3.1",
		"", "Not judged",
		"tier policy subject reason",
		"notify new-categories 40 features too few rows for a verdict: 0 now, 100 are needed (the others differ)",
		"notify new-categories odd no valid values",
		"", "Cannot breach, whatever the value",
		"tier policy subject reason",
		"notify constant a, b 0; cannot breach: any value is expected",
		"", "As usual",
		"tier policy subject finds",
		"notify missing 40 features finds 5 points at 900 rows",
		"", "",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the report reads\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
