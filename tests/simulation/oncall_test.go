package simulation

import (
	"fmt"
	"strings"
	"testing"

	"leeway/pkg/engine"
	"leeway/pkg/policies"
	"leeway/pkg/query"
)

// shortestModel is one as people write it first: all policies are the defaults.
const shortestModel = `{"id":"simulated","task":"binary","timezone":"UTC","log":{"table":"log","id":["id"],"unique":"all","time":{"column":"at"},"prediction":"said"},
	"outcomes":{"label":"truth","delay":"0d"},"features":[{"name":"x","kind":"numeric"}],"baselines":{"rolling":{"kind":"rolling"}},"baseline":"rolling"}`

// On call, a week after the other: accuracy falls from 0.90 to 0.70, or a feature turns all NULL. The default policies
// breach in each of eight weeks, with the value and what was expected. Then the level is the new normal, which check
// says, and the anchored ones go on.
func TestOnCallEachWeekOfAnIncidentBreaches(t *testing.T) {
	const weeks, adopted = 10, 8
	for _, c := range []struct {
		name, policy string
		says         [2]string // the policy; the anchored one
		loses        float64
		null         int // weeks of log before x is NULL
	}{
		{"accuracy falls", "accuracy", [2]string{" %, expected at least ", " by baseline launch and by how far "}, 20,
			before + weeks},
		{"a feature turns all NULL", "missing", [2]string{"100.0 %, expected at most ",
			" by baseline launch and by how far "}, 0, before},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := losing(5, 1400, func(int) float64 { return c.loses })
			statements := append(w.logged(7*(before+weeks), 5, 1), "ALTER TABLE log ADD COLUMN x DOUBLE",
				fmt.Sprintf("UPDATE log SET x = CASE WHEN log.at < TIMESTAMP '2024-01-01' + INTERVAL %d DAY THEN z(id, 5) END", 7*c.null))
			d := made(t, shortestModel, statements...)
			for week := range weeks + 1 {
				report := d.report(t, 7*(before+week))
				for _, p := range report.Policies {
					own, anchored := p.Policy == c.policy, p.Policy == c.policy+"-anchored"
					want := week > 0 && (own && week <= adopted || anchored)
					switch breached := p.Verdict == policies.Breach; {
					case (own || anchored) && breached != want:
						t.Errorf("week %d: %s is %s: %s", week, p.Policy, p.Verdict, p.Reason)
					case own && breached && !strings.Contains(p.Reason, c.says[0]), anchored && breached &&
						!strings.Contains(p.Reason, c.says[1]):
						t.Errorf("week %d: %s says %q", week, p.Policy, p.Reason)
					case p.Verdict != policies.OK && p.Reason == "":
						t.Errorf("week %d: %s is %s without a reason", week, p.Policy, p.Verdict)
					case p.Window == "":
						t.Errorf("week %d: %s says no window", week, p.Policy)
					}
				}
				told := strings.Contains(strings.Join(report.Notices, "\n"),
					c.policy+": a level that was unusual at first has lasted")
				if paged := c.policy == "accuracy"; told != (paged && week >= adopted) {
					t.Errorf("week %d: the warnings are %q", week, report.Notices)
				}
			}
		})
	}
}

// verdict, breach and what frames colour by are one test: over all weeks of logs with and without incidents, of all
// policies.
func TestVerdictBreachAndWordsAgreeWeekByWeek(t *testing.T) {
	const weeks = 12
	for seed := range either(2, 12) {
		w := losing(uint64(seed+1), 1000, func(week int) float64 { return float64(2 * (week % 6) * (seed % 2)) })
		d := made(t, shortestModel, append(w.logged(7*(before+weeks), seed, 1), "ALTER TABLE log ADD COLUMN x DOUBLE",
			fmt.Sprintf("UPDATE log SET x = z(id, 5) + CASE WHEN log.at < TIMESTAMP '2024-01-01' + INTERVAL %d DAY THEN 0 ELSE %d END", 7*(before+6), seed%3))...)
		breaches := 0
		for week := range weeks {
			at := 7 * (before + week)
			for _, s := range d.ask(t, at, at+7, `{"queryType":"policy","format":"table"}`) {
				breaches += agrees(t, week, s)
			}
		}
		if seed%2 == 1 && breaches == 0 {
			t.Errorf("seed %d: nothing breaches, so nothing is shown", seed)
		}
	}
}

// agrees holds what a series says of its last point against itself, and returns 1 if it breaches.
func agrees(t *testing.T, week int, s engine.Series) int {
	t.Helper()
	p := s.Points[len(s.Points)-1]
	breach, judged := p.Stats[query.Breach]
	verdict, told := p.Stats[query.Verdict]
	margin := p.Stats[query.Margin]
	stands := policies.Evaluate(s)
	where := fmt.Sprintf("week %d, %s %s", week, s.Policy.ID, s.Feature)
	switch {
	case judged != told:
		t.Errorf("%s: a breach %v and a verdict %v", where, p.Stats, told)
	case !judged:
		if stands.Verdict != policies.Unknown || stands.Reason == "" {
			t.Errorf("%s: not judged, and %s (%q)", where, stands.Verdict, stands.Reason)
		}
	case (breach > 0) != (verdict == 2) || (breach > 0) != (stands.Verdict == policies.Breach):
		t.Errorf("%s: breach %v, verdict %v, check says %s", where, breach, verdict, stands.Verdict)
	case breach > 0 && breach != margin:
		t.Errorf("%s: breach %v, margin %v", where, breach, margin)
	case margin > 0 && breach <= 0 && p.Spared == "":
		t.Errorf("%s: past its bound by %v without a breach or a word why", where, margin)
	case margin > 0 != (verdict >= 2):
		t.Errorf("%s: margin %v, verdict %v", where, margin, verdict)
	}
	if judged && breach > 0 {
		return 1
	}
	return 0
}
