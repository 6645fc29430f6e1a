package alerttexts

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

// rule is what is generated of a policy, as far as its texts need it.
type rule struct {
	Title       string
	Labels      map[string]string
	Annotations map[string]string
	Data        []struct {
		RefID             string                 `yaml:"refId"`
		RelativeTimeRange struct{ From, To int } `yaml:"relativeTimeRange"`
		DatasourceUID     string                 `yaml:"datasourceUid"`
		Model             map[string]any
	}
}

// generatedRules are the rules of the demo's live data source, by their policy.
func generatedRules(t *testing.T) map[string]rule {
	t.Helper()
	raw, err := os.ReadFile("../../provisioning/alerting/leeway-flights-live.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Groups []struct{ Rules []rule } }
	if err := yaml.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	byPolicy := map[string]rule{}
	for _, g := range file.Groups {
		for _, r := range g.Rules {
			if policy, ok := r.Data[0].Model["policy"].(string); ok {
				byPolicy[policy] = r
			}
		}
	}
	return byPolicy
}

// story is an incident that tests/webhook plays in a Grafana.
type story struct {
	Name     string
	Mondays  []string
	Policies []string
	Lasts    bool // until the log ends: it still fires on the last Monday
}

func stories(t *testing.T) []story {
	t.Helper()
	raw, err := os.ReadFile("../webhook/stories.json")
	if err != nil {
		t.Fatal(err)
	}
	var lanes []struct{ Chapters []story }
	if err := json.Unmarshal(raw, &lanes); err != nil {
		t.Fatal(err)
	}
	var list []story
	for _, l := range lanes {
		list = append(list, l.Chapters...)
	}
	return list
}

// What is written in docs/alerts.md of the demo's incidents is what the generated rules find, asked as Grafana asks them.
// Each figure is also what the range of the alert's link gives.
func TestTheTextsOfTheIncidentsAreWhatTheGeneratedRulesFind(t *testing.T) {
	i, rules := open(t), generatedRules(t)
	var out strings.Builder
	out.WriteString("\n")
	for _, s := range stories(t) {
		for _, policy := range s.Policies {
			r := rules[policy]
			key, first, found := firstFiring(t, i, r, s.Mondays)
			if !found {
				t.Errorf("%s: %s does not fire", s.Name, policy)
				continue
			}
			expectSameFromLink(t, i, r, first)
			say := func(a alert) {
				fmt.Fprintf(&out, "> %s\n\n", render(t, r.Annotations["description"], a))
				if link := render(t, r.Annotations["comparison"], a); strings.Contains(link, "%!") {
					t.Errorf("%s: the link is %s", policy, link)
				}
			}
			fmt.Fprintf(&out, "**%s**, policy %s of tier %s:\n\n", s.Name, policy, r.Labels["tier"])
			say(first)
			if s.Lasts {
				fmt.Fprint(&out, "It lasts. In the log's last full week:\n\n")
			}
			say(evaluate(t, i, r, noonOf(t, s.Mondays[len(s.Mondays)-1]))[key])
		}
	}
	expectGolden(t, "../../docs/alerts.md", "texts of the incidents", out.String())
}

// firstFiring is the first alert of a rule on one of the days, and its key among the rule's alerts.
func firstFiring(t *testing.T, i source, r rule, days []string) (string, alert, bool) {
	t.Helper()
	for _, day := range days {
		test := rule{Data: r.Data[:1]}
		for key, a := range evaluate(t, i, test, noonOf(t, day)) {
			if a.Values["breached"].Value == 1 {
				return key, evaluate(t, i, r, noonOf(t, day))[key], true
			}
		}
	}
	return "", alert{}, false
}

// noonOf is noon of a day, when Grafana looks.
func noonOf(t *testing.T, day string) time.Time {
	t.Helper()
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	noon, err := time.ParseInLocation("2006-01-02 15", day+" 12", newYork)
	if err != nil {
		t.Fatal(err)
	}
	return noon
}

// evaluate asks all queries of a rule as Grafana does at an instant: its alerts by their labels.
func evaluate(t *testing.T, i source, r rule, now time.Time) map[string]alert {
	t.Helper()
	before := func(seconds int) time.Time { return now.Add(-time.Duration(seconds) * time.Second) }
	alerts := map[string]alert{}
	for n, q := range r.Data {
		if q.DatasourceUID == "__expr__" {
			continue
		}
		for _, f := range i.ask(t, q.Model, before(q.RelativeTimeRange.From), before(q.RelativeTimeRange.To)) {
			if n == 0 {
				a := alert{Labels: f.labels, Values: map[string]value{"breached": {f.value}}}
				if !math.IsNaN(f.value) {
					a.Values["breached"] = value{0}
				}
				if f.value > 0 {
					a.Values["breached"] = value{1}
				}
				alerts[fmt.Sprint(f.labels)] = a
			}
			for _, a := range alerts {
				if contains(a.Labels, f.labels) {
					a.Values[q.RefID] = value{f.value}
				}
			}
		}
	}
	return alerts
}

// contains reports whether an alert has all labels of a figure, so that Grafana joins them.
func contains(all, some map[string]string) bool {
	for name, v := range some {
		if all[name] != v {
			return false
		}
	}
	return true
}

// expectSameFromLink asks a rule's queries for the range of its link, as `leeway query` and the dashboard do.
func expectSameFromLink(t *testing.T, i source, r rule, a alert) {
	t.Helper()
	at := func(refID string) time.Time { return time.Unix(int64(a.Values[refID].Value), 0) }
	again := map[string]value{}
	for _, q := range r.Data {
		if q.DatasourceUID == "__expr__" {
			continue
		}
		shift := time.Duration(q.RelativeTimeRange.To) * time.Second
		for _, f := range i.ask(t, q.Model, at("rangeStart").Add(-shift), at("rangeEnd").Add(-shift)) {
			if contains(a.Labels, f.labels) {
				again[q.RefID] = value{f.value}
			}
		}
	}
	want := maps.Clone(a.Values)
	delete(want, "breached")
	for refID, v := range want {
		if got := again[refID]; got != v && !(math.IsNaN(got.Value) && math.IsNaN(v.Value)) {
			t.Errorf("%s: %s is %v at the link's range, %v when it fired", r.Title, refID, got.Value, v.Value)
		}
	}
}
