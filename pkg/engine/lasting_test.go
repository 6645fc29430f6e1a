package engine

import (
	"strings"
	"testing"
	"time"

	"leeway/pkg/query"
	"leeway/pkg/window"
)

// A level that has become the log's own is told from an incident, where both differ from a baseline that never moves.
func TestADifferenceFromAFixedBaselineThatLastsSaysSinceWhen(t *testing.T) {
	s := on(t, steadyLog+`UPDATE log SET x = x + 40 WHERE log.at >= TIMESTAMP '2024-02-05';`, steadyModel)
	for _, c := range []struct {
		measure, says string
	}{
		{"mean", "a lasting difference from baseline january, since 2024-02-05; "},
		{"psi", "a lasting difference from baseline january, since 2024-02-05; PSI "},
	} {
		text := `{"measures":[{"id":"` + c.measure +
			`"}],"features":["x"],"baseline":"january","window":"7d","format":"table"}`
		lasting := last(t, the(t, s.ask(t, text)))
		if lasting.Stats[query.Verdict] != 2 || !strings.HasPrefix(lasting.Explanation(), c.says) {
			t.Errorf("%s after twelve weeks: verdict %v, %q", c.measure, lasting.Stats[query.Verdict],
				lasting.Explanation())
		}
		begun := window.Range{Start: day(2, 12), End: day(2, 19).Add(15 * time.Minute)}
		incident := last(t, the(t, s.over(t, text, begun)))
		if incident.Stats[query.Verdict] != 2 || strings.Contains(incident.Explanation(), "lasting") {
			t.Errorf("%s in its second week: verdict %v, %q", c.measure, incident.Stats[query.Verdict],
				incident.Explanation())
		}
	}
}
