package simulation

import (
	"fmt"
	"maps"
	"testing"

	"leeway/pkg/engine"
)

// many is how many features a wide model has.
const many = 300

// A feature has the same answer whether it is asked for alone or with 299 others: every stat of it, by a policy and by
// a table. And what is lost in one of so many is found.
func TestAFeatureAloneIsJudgedAsAmong300(t *testing.T) {
	const at, weeks = 14, 1
	in := inputs{weeks: at + weeks, n: 700, features: many, wobble: 0.1, at: at,
		changed: "CASE WHEN key % 50 = 7 AND u(i, 40, key // 100) < 0.6 THEN NULL ELSE x + 0.4 * (key % 3) END"}
	d := made(t, featuresModel(many, "linear(1)"), in.logged()...)
	for what, text := range map[string]string{
		"policy": `{"queryType":"policy","policy":"missing","format":"table"%s}`,
		"psi":    `{"measures":[{"id":"psi"},{"id":"mean"}],"target":"features","format":"table","window":"7d"%s}`,
	} {
		ask := func(features string) map[string]engine.Point {
			points := map[string]engine.Point{}
			for _, s := range d.ask(t, 7*at, 7*(at+weeks), fmt.Sprintf(text, features)) {
				points[s.Feature+" "+s.Measure.ID] = s.Points[0]
			}
			return points
		}
		all := ask("")
		if len(all) < many {
			t.Fatalf("%s: %d answers", what, len(all))
		}
		for _, name := range []string{"f0", "f7", "f150", "f299"} {
			for of, alone := range ask(fmt.Sprintf(`,"features":[%q]`, name)) {
				among, ok := all[of]
				if !ok || !maps.Equal(alone.Stats, among.Stats) || alone.Reason != among.Reason ||
					alone.Expectation.String() != among.Expectation.String() {
					t.Errorf("%s of %s: %v alone, %v among %d", what, of, alone.Stats, among.Stats, many)
				}
			}
		}
	}
	for feature, looks := range d.daily(t, "missing", 7*at+6, 7*at+7) {
		var key int
		_, _ = fmt.Sscanf(feature, "f%d", &key)
		if looks[0].breached != (key%50 == 7) {
			t.Errorf("%s: %+v", feature, looks[0])
		}
	}
}
