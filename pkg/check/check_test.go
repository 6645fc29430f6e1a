package check

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"leeway/pkg/engine"
	"leeway/pkg/measure"
	"leeway/pkg/model"
	"leeway/pkg/policies"
	"leeway/pkg/query"
	"leeway/pkg/spec"
)

var update = flag.Bool("update", false, "write testdata/* from what is computed now")

func ptr(x float64) *float64 { return &x }

// report is what a pipeline may see: a breach, a near miss, one that cannot be judged, and names that need escaping.
func report() *Report {
	r := &Report{Models: []Model{
		{Model: "arrivals", Window: Window{From: "2013-04-21T04:00:00Z", To: "2013-04-28T04:00:00Z", Timezone: "America/New_York"},
			Triage: []Finding{},
			Off: []Off{{Policy: "cost", Why: "needs outcomes, log.prediction and costs"},
				{Policy: "auc", Why: "defaults: off"}, {Policy: "recall", Why: "defaults: off"}},
			Notices: []string{"time_out_of_range: no window counts 1 of 6432 rows with a time more than a year from all others (1970-01-01); the column is \"at|<b>\""},
			Policies: []Policy{
				{Policy: "accuracy-week", Window: "2013-04-20 to 2013-04-27", Tier: model.Page, Measure: "accuracy",
					Target: query.Prediction, Stat: query.Change,
					Labels: map[string]string{}, Verdict: policies.Breach, Value: ptr(-0.0889), Threshold: ptr(-0.025), Current: ptr(0.8121),
					Baseline: ptr(0.901), Count: ptr(6432), BaselineCount: ptr(50112),
					Finds: "finds 5.4 points at 6,432 labels a week", Reason: "81.2 %, expected at least 84.7 % from 10 earlier weeks"},
				{Policy: "mean-by-origin", Tier: model.Notify, Measure: "mean", Target: query.Prediction,
					Stat: query.Sigma,
					Labels: map[string]string{"origin": "JFK|<LGA>\n& \"x\"",
						"haul": ">=1500"}, Verdict: policies.OK, Value: ptr(1.5), Threshold: ptr(3),
					Current: ptr(0.2), Baseline: ptr(0.19), Count: ptr(2000), BaselineCount: ptr(16000)},
				{Policy: "drift", Tier: model.Explain, Measure: "psi", Target: query.Features, Stat: query.Value,
					Labels: map[string]string{"feature": "wind_gust"}, Verdict: policies.Unknown, Threshold: ptr(0.2), Count: ptr(0),
					Reason: "no valid values in the current window"},
			}},
		{Model: "quiet", Window: Window{From: "2013-04-21T04:00:00Z", To: "2013-04-28T04:00:00Z", Timezone: "UTC"}, Policies: []Policy{},
			Off: []Off{}, Triage: []Finding{}, Notices: []string{}},
	}}
	for i, p := range r.Models[0].Policies {
		m, _ := measure.Lookup(p.Measure)
		s := engine.Series{Measure: m, Rate: true}
		r.Models[0].Policies[i].Format = func(stat query.Stat, x float64) string { return engine.FormatStat(s, stat, x) }
	}
	return r
}

func TestGoldenReports(t *testing.T) {
	files := map[string]string{"text": "report.txt", "json": "report.json", "junit": "report.xml",
		"markdown": "report.md"}
	for _, format := range Outputs() {
		t.Run(format, func(t *testing.T) {
			var got bytes.Buffer
			if err := report().Write(&got, format); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", files[format])
			if *update {
				if err := os.WriteFile(file, got.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("%s differs; if that is meant, go test ./pkg/check -update\n%s", file, diff)
			}
		})
	}
	err := report().Write(&bytes.Buffer{}, "html")
	if want := `--output: "html" is not one of json, junit, markdown, text`; err == nil || err.Error() != want {
		t.Errorf("an unknown format: %v, want %s", err, want)
	}
}

// Machines read these two: what they read must be what was written.
func TestReportsAreReadBack(t *testing.T) {
	var text bytes.Buffer
	if err := report().Write(&text, "json"); err != nil {
		t.Fatal(err)
	}
	var got Report
	if err := json.Unmarshal(text.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(report(), &got, cmp.AllowUnexported(Policy{}),
		cmpopts.IgnoreFields(Policy{}, "Format")); diff != "" {
		t.Error(diff)
	}
	text.Reset()
	if err := report().Write(&text, "junit"); err != nil {
		t.Fatal(err)
	}
	var suites struct {
		Suites []suite `xml:"testsuite"`
	}
	if err := xml.Unmarshal(text.Bytes(), &suites); err != nil {
		t.Fatal(err)
	}
	first := suites.Suites[0]
	if first.Tests != 3 || first.Failures != 1 || first.Skipped != 1 || len(first.Cases) != 3 {
		t.Errorf("%d tests, %d failures, %d skipped, %d cases", first.Tests, first.Failures, first.Skipped,
			len(first.Cases))
	}
	if name := first.Cases[1].Name; !strings.Contains(name, `JFK|<LGA>`) {
		t.Errorf("a name was read back as %q", name)
	}
}

func TestTheExitStatus(t *testing.T) {
	for _, c := range []struct {
		name     string
		policies []Policy
		want     int
		verdict  string
	}{
		{"nothing to judge", nil, 0, ""},
		{"a page breached", []Policy{{Tier: model.Page, Verdict: policies.Breach}}, 2, "a policy is breached"},
		{"a notify breached beside an unknown page", []Policy{{Tier: model.Page, Verdict: policies.Unknown},
			{Tier: model.Notify, Verdict: policies.Breach}}, 2, "a policy is breached"},
		{"an explain breached", []Policy{{Tier: model.Page, Verdict: policies.OK},
			{Tier: model.Explain, Verdict: policies.Breach}}, 0, ""},
		{"only explain, breached", []Policy{{Tier: model.Explain, Verdict: policies.Breach}}, 0, ""},
		{"only explain, unknown", []Policy{{Tier: model.Explain, Verdict: policies.Unknown}}, 0, ""},
		{"no loud one judged", []Policy{{Tier: model.Page, Verdict: policies.Unknown},
			{Tier: model.Notify, Verdict: policies.Unknown}, {Tier: model.Explain, Verdict: policies.OK}},
			1, "no page or notify policy could be judged"},
		{"one loud one judged", []Policy{{Tier: model.Page, Verdict: policies.Unknown},
			{Tier: model.Notify, Verdict: policies.OK}}, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			// The other model comes first, so that no status rests on one model alone.
			r := &Report{Models: []Model{{Model: "other"}, {Model: "one", Policies: c.policies}}}
			if got := r.Status(); got != c.want {
				t.Errorf("status %d, want %d", got, c.want)
			}
			if c.verdict != "" && r.Verdict().Error() != c.verdict {
				t.Errorf("the verdict is %q, want %q", r.Verdict(), c.verdict)
			}
		})
	}
}

func TestARollingPageOnPerformanceWithoutAnAnchorIsNamed(t *testing.T) {
	m := &model.Model{Baselines: map[string]model.Baseline{"rolling": {Kind: model.BaselineRolling},
		"launch": {Kind: model.BaselineLaunch}},
		Policies: []model.Policy{
			{ID: "alone", Tier: model.Page, Measure: "accuracy", Stat: "change", Baseline: "rolling"},
			{ID: "paired", Tier: model.Page, Measure: "roc_auc", Stat: "change", Baseline: "rolling"},
			{ID: "anchored", Tier: model.Page, Measure: "roc_auc", Stat: "change", Baseline: "launch"},
			{ID: "of-rows", Tier: model.Page, Measure: "rows", Stat: "change", Baseline: "rolling"},
			{ID: "quiet", Tier: model.Notify, Measure: "recall", Stat: "change", Baseline: "rolling"}}}
	if list := spec.Unanchored(m); len(list) != 1 || !strings.HasPrefix(list[0], "policy alone has no partner") {
		t.Errorf("%q", list)
	}
}
