package engine

import (
	"strings"
	"testing"

	"leeway/pkg/window"
)

// Features by segment may have more series than an answer may. The most frequent segments are answered for, and a notice
// says so; a policy is judged in all of them.
func TestSegmentsThatAnAnswerHasNoSeriesForAreLeftOut(t *testing.T) {
	const lessOften = `UPDATE log SET site = 'a' WHERE site = 'b' AND id % 2 = 0;`
	for name, declared := range map[string]string{"declared": "{ name: site, values: [c, b, a] }", "counted": "site"} {
		t.Run(name, func(t *testing.T) {
			models := strings.Replace(steadyModel, "segments: [site,", "segments: ["+declared+",", 1) + `
  policies:
    - { id: each, tier: notify, target: features, features: [x, colour], splitBy: [site], measure: missing_rate, above: 0.5 }
`
			s := on(t, steadyLog+lessOften, models)
			ask := func(q string) (sites []string, said string) {
				t.Helper()
				result := s.over(t, q, window.Range{Start: day(4, 17), End: day(4, 24)})
				for _, one := range result.Series {
					sites = append(sites, one.Segment[0].Value)
				}
				return sites, strings.Join(texts(result.Notices), "; ")
			}
			const byFeature = `{"measures":[{"id":"psi"}],"target":"features","splitBy":["site"],"window":"7d"}`
			if sites, said := ask(byFeature); len(sites) != 6 || strings.Contains(said, "most frequent") {
				t.Errorf("with room for all: %v, %q", sites, said)
			}
			s.limits.MaxSeries = 5
			sites, said := ask(byFeature)
			if len(sites) != 4 || strings.Contains(strings.Join(sites, ""), "b") ||
				!strings.Contains(said, "the 2 most frequent of 3 segments are shown: an answer has at most 5 series") {
				t.Errorf("with room for 5 series: %v, %q", sites, said)
			}
			if _, err := s.try(t, `{"queryType":"policy","policy":"each"}`, week); err == nil {
				t.Error("a policy of 6 series is judged in fewer")
			}
		})
	}
}
